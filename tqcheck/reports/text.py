"""The report for people: each finding with its source, its place in the translation, and help."""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.document import Document
from tqcheck.escaping import escape, escape_path, escaped_characters
from tqcheck.finding import Finding, Span
from tqcheck.linter.results import Result, Summary, fixes, totals
from tqcheck.reports import Style
from tqcheck.reports.concise import not_judged_line
from tqcheck.wording import plural

_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36;1", "bold": "1", "dim": "2"}
# Source passages shown for one finding; the others are counted.
_MAX_PASSAGES = 3


class Report:
    def __init__(self, style: Style) -> None:
        self.style = style

    def add(self, result: Result) -> str:
        blocks = ["\n".join(self._lines(f, result.document)) for f in result.findings]
        if result.not_judged:
            blocks.append(not_judged_line(result.not_judged))
        return "".join(f"{block}\n\n" for block in blocks)

    def finish(self, summary: Summary) -> str:
        counts = f"{totals(summary)}.\n"
        if not summary.total:
            return counts
        fixable = f"{text}\n" if (text := fixes(summary)) else ""
        rules = sorted(summary.rules)
        rule = rules[0] if len(rules) == 1 else "RULE"
        return f"{counts}Read more: tqcheck rules {rule}\n{fixable}"

    def _lines(self, finding: Finding, document: Document | None) -> Iterator[str]:
        place = f"{escape_path(finding.path)}:{finding.line}:{finding.column}"
        level = self._paint(finding.severity, finding.severity)
        message = self._paint(escape(finding.message), "bold")
        yield f"{place}: {level}: {message} {self._paint(f'[{finding.rule}]', 'dim')}"
        yield from self._passages(finding, document) if document else ()
        yield f"  {self._paint('help:', 'dim')} {escape(finding.help)}"

    def _passages(self, finding: Finding, document: Document) -> Iterator[str]:
        """The passages of source and translation; of other files, only the place is known."""
        if document.file(finding.path) is None:
            return
        passages = [related for related in finding.related if document.file(related.path)]
        marked = finding.line == finding.end_line
        for related in passages[:_MAX_PASSAGES]:
            yield from self._quote(document, related.path, related.span, marked=marked)
        if len(passages) > _MAX_PASSAGES:
            more = plural(len(passages) - _MAX_PASSAGES, "more passage")
            yield f"{'':5}   | … {more}"
        yield from self._quote(document, finding.path, finding.span, marked=True)

    def _quote(self, document: Document, path: str, span: Span, *, marked: bool) -> Iterator[str]:
        """The line with its number and language, and carets below the span if it has a width."""
        file = document.file(path)
        if file is None or not 1 <= span.line <= len(file.lines):
            return
        line = file.lines[span.line - 1]
        if not line or line.isspace():
            return
        language = document.language_at(path, span.line)
        gutter = f"{span.line:5} {language:2} | "
        start = span.column - 1
        end = span.end_column - 1 if span.end_line == span.line else len(line)
        shown, carets = _window(line, start, end, max(20, self.style.width - len(gutter)))
        yield self._paint(gutter, "dim") + shown
        if marked and carets:
            yield self._paint(f"{'':{len(gutter) - 2}}| ", "dim") + self._paint(carets, "error")

    def _paint(self, text: str, colour: str) -> str:
        return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if self.style.colour else text


def _window(line: str, start: int, end: int, width: int) -> tuple[str, str]:
    """As much of a line as `width` columns hold, and the carets below code points start to end.

    A marked span is in view. An empty one shows what is before it; at the beginning of a line, it
    means that something is missing after the line, so it shows the line's end. Columns are those of
    a terminal: a Chinese character takes two, a combining mark none.
    """
    marked = start < end
    if not marked and not start:
        start = end = len(line)
    # A line may have megabytes, so only what may come into view is measured.
    indent = next((i for i, char in enumerate(line) if not char.isspace()), len(line))
    low, high = max(indent, start - 2 * width), min(len(line), start + 2 * width)
    cells = escaped_characters(line[low:high])
    widths = [width_of(cell) for cell in cells]
    start, end = max(0, start - low), max(0, min(end, high) - low)
    first = 0
    if low > indent or sum(widths[:end]) > width - (2 if end < len(line) - low else 0):
        first = min(start, end - _fit(widths[:end][::-1], width - (4 if marked else 2)))
    head = "… " if low + first > indent else ""
    last = first + _fit(widths[first:], width - len(head))
    tail = " …" if low + last < len(line) else ""
    if tail:
        last = first + _fit(widths[first:], width - len(head) - len(tail))
    shown = head + "".join(cells[first:last]) + tail
    if not marked:
        return shown, ""
    before = len(head) + sum(widths[first:start])
    return shown, " " * before + "^" * max(1, sum(widths[start : min(end, last)]))


def _fit(widths: list[int], width: int) -> int:
    """How many of the first cells fit into `width` columns."""
    used = 0
    for n, cell in enumerate(widths):
        used += cell
        if used > width:
            return n
    return len(widths)


def width_of(text: str) -> int:
    """The columns a terminal takes for `text`: two for a wide character, none for a mark."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))
