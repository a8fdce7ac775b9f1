"""Text that no writer typed: lost letters, wrong decoding, invisible characters, raw markup.

A file that was read in the wrong encoding shows `â€™` for an apostrophe, and U+FFFD where a letter
is lost for good. Invisible characters break searches. Lines of nothing but `<br>` are reported once
a document, as a warning, if they are between the lines of the text or before the list of named
entities.

Not reported:

- what the original has too: a lost character that is `?` or `□` in both, or an HTML tag that was
  carried over;
- the list of named entities, which may itself be set with tags;
- the joiners that Persian, Indic scripts and emoji need;
- soft hyphens, which a typesetter puts in.

`--fix` removes a zero-width space, a word joiner or a byte order mark within a word or beside a
blank, where it does nothing. All other fixes are unsafe, because something else may belong there.

Bad:
    zh: 新渡船昨天首次横渡清江，用了九分钟。
    en: The ferryâ€™s first crossing of the Qing River took nine minutes yesterday.

Good:
    zh: 新渡船昨天首次横渡清江，用了九分钟。
    en: The ferry’s first crossing of the Qing River took nine minutes yesterday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from tqcheck.detectors.garbling import Garble, garbles, is_idle, tag_name
from tqcheck.document import Document
from tqcheck.finding import Hit, Replacement, Span, line_span

SEVERITY = "error"
FIXES = ("safe", "unsafe")

_BREAK = r"\s*(?:<br\s*/?>\s*)+"
# Lost characters in an original: several question marks, one inside a word of Chinese, boxes.
_LOST = r"[?？]{2}|[\u3400-\u9fff]\?[\u3400-\u9fff]|□|�"


def check(document: Document) -> Iterator[Hit]:
    """Report each kind of garbling once a line, with every place of it in the edits."""
    original = "\n".join(
        [document.source.text, *(m.value for m in document.source_header.values())]
    )
    listed = {segment.span for segment in document.entities}
    for text, span in _lines(document):
        found = [
            garble
            for garble in garbles(text, document.target.language)
            if not _is_original(text, garble, original)
            # A list of entities may be set with tags; it does not belong to the text.
            and not (garble.kind == "tag" and span in listed)
        ]
        for kind, group in groupby(
            sorted(found, key=lambda g: (g.kind, g.start)), lambda g: g.kind
        ):
            yield _hit(text, span, kind, list(group))
    yield from _breaks(document)


def _is_original(text: str, garble: Garble, original: str) -> bool:
    """Whether the original has the like of it."""
    garbled = text[garble.start : garble.end]
    if garbled in original:
        return True
    if garble.kind == "tag":
        return bool(re.search(rf"</?{tag_name(garbled)}\b", original, re.IGNORECASE))
    if garble.kind == "question marks":
        # A translation may ask more loudly than its original; a lost character is lost in both.
        exclaimed = not text[garble.end : garble.end + 1].strip() and re.search("[?？]", original)
        return bool(exclaimed or re.search(_LOST, original))
    return False


def _breaks(document: Document) -> Iterator[Hit]:
    """Lines of the translation that are a break and nothing else; what is below its list is not."""
    first = next(iter(document.target.segments), None)
    if first is None or any(re.fullmatch(_BREAK, line) for line in document.source_lines):
        return
    lines = document.target.file.lines
    found = [
        line_span(lines, number - 1)
        for number in range(first.span.line, document.end_line)
        if re.fullmatch(_BREAK, lines[number - 1])
    ]
    if found:
        times = f", on {len(found)} lines" if len(found) > 1 else ""
        yield Hit(
            span=found[0],
            message="`<br>` on a line of its own, which the original does not have" + times,
            help="remove it",
            text="<br>",
            data={"kind": "break", "places": len(found)},
            severity="warning",
            edits=tuple(Replacement(span, "") for span in found),
        )


def _lines(document: Document) -> Iterator[tuple[str, Span]]:
    """All that is the translation's: header values, segments, and the list of named entities."""
    for field in document.fields:
        yield field.value, field.value_span
    for segment in (*document.target.segments, *document.entities):
        yield segment.text, segment.span


def _hit(text: str, span: Span, kind: str, found: list[Garble]) -> Hit:
    first = found[0]
    garbled = text[first.start : first.end]
    shown = garbled if kind in _SHOWN else _code(garbled)
    repaired = first.repaired
    times = f", {len(found)} times on the line" if len(found) > 1 else ""
    return Hit(
        span=span.part(first.start, first.end),
        message=_MESSAGES[kind].format(shown) + times,
        help=_HELP[kind].format(repaired)
        if repaired or kind != "mojibake"
        else "write what was meant",
        text=garbled if kind in _SHOWN else text,
        data={"kind": kind, "places": len(found)},
        edits=tuple(
            Replacement(span.part(garble.start, garble.end), garble.repaired)
            for garble in found
            if garble.repaired is not None
        ),
        safe=all(kind == "invisible character" and is_idle(text, garble) for garble in found),
    )


_SHOWN = ("mojibake", "entity", "tag", "question marks")
_MESSAGES = {
    "lost character": "lost character ({})",
    "question marks": "lost characters (`{}`)",
    "mojibake": "`{}` was read in the wrong encoding",
    "control character": "the control character {} is in the text",
    "invisible character": "the invisible character {} is in the text",
    "private character": "{} is a private character, which each font shows otherwise",
    "entity": "`{}` is raw markup",
    "tag": "`{}` is markup that the original does not have",
}
_HELP = {
    "lost character": "write the letter that was lost",
    "question marks": "write the letters that were lost",
    "mojibake": "write `{}`",
    "control character": "remove it",
    "invisible character": "remove it",
    "private character": "write the character that is meant",
    "entity": "write `{}`",
    "tag": "remove it",
}


def _code(char: str) -> str:
    return f"U+{ord(char[0]):04X}"
