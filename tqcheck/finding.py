"""The finding: one thing that is wrong, where it is, and what to do about it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import pairwise

from tqcheck.fingerprint import fingerprint as fingerprint_of
from tqcheck.wording import shortened

# Worst first: the position in this tuple is the rank.
SEVERITIES = ("error", "warning", "info")
# Most certain first.
CERTAINTIES = ("certain", "likely", "guess")

# What a rule measured: JSON scalars and flat lists of them.
Scalar = str | int | float | bool | None
Data = dict[str, Scalar | list[Scalar]]


# A line of a wrapped text: its start and end in the text, its line and column in the file.
Row = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one file: 1-based lines and columns in Unicode code points."""

    line: int
    column: int
    end_line: int
    # The column after the last character: an empty span has equal ends.
    end_column: int
    # Where the lines are of a text that is wrapped over several and read as one.
    rows: tuple[Row, ...] = field(default=(), compare=False, repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether it is only a place, such as one where something is missing."""
        return (self.line, self.column) == (self.end_line, self.end_column)

    @classmethod
    def at(cls, line: int, column: int = 1) -> Span:
        """The empty span at a place."""
        return cls(line, column, line, column)

    def to(self, last: Span) -> Span:
        """From the beginning of this span to the end of `last`."""
        return Span(self.line, self.column, last.end_line, last.end_column)

    def part(self, start: int, end: int) -> Span:
        """The span of text[start:end], where this span covers text.

        A line break is included if the space that replaces it is.
        """
        if not self.rows:
            return Span(self.line, self.column + start, self.line, self.column + end)
        first = max(0, bisect_right(self.rows, start, key=lambda row: row[0]) - 1)
        last = min(bisect_left(self.rows, end, key=lambda row: row[1]), len(self.rows) - 1)
        own = self.rows[first : last + 1 if start < end else first + 1]
        (begin, _, line, column), (end_begin, _, end_line, end_column) = own[0], own[-1]
        rows = tuple(
            (max(low, start) - start, min(high, end) - start, number, indent + max(0, start - low))
            for low, high, number, indent in own
        )
        return Span(
            line,
            column + start - begin,
            end_line,
            end_column + end - end_begin,
            rows if len(rows) > 1 else (),
        )


def line_span(lines: Sequence[str], index: int) -> Span:
    """The span of the text of line `index` (0-based), without the white space around it."""
    line = lines[index] if index < len(lines) else ""
    start = len(line) - len(line.lstrip()) if line.strip() else 0
    return Span(index + 1, start + 1, index + 1, max(len(line.rstrip()), start) + 1)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule yields; with the rule's name and severity it becomes a finding."""

    span: Span
    # What is wrong: one fact, which quotes its evidence.
    message: str
    # What to do about it.
    help: str
    # The text at the span.
    text: str = ""
    # The passages of the source that it is about, and others.
    related: tuple[Related, ...] = ()
    # What was measured, for programs.
    data: Data = field(default_factory=dict)
    # None for the rule's own severity.
    severity: str | None = None
    certainty: str = "certain"
    # What fixes it.
    edits: tuple[Replacement, ...] = ()
    # Whether the edits can never make a right text wrong, so that nobody has to look at the result.
    safe: bool = False
    # The file that the span is in; "" for the document's own.
    path: str = ""


class UnusedWaiver(Hit):
    """A waiver, or a part of one, that excuses nothing; the edits remove it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Replacement:
    """An edit of the translation: `text` replaces `span`, or is inserted at an empty one."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that the finding is about, usually a passage of the source."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    label: str
    text: str

    @classmethod
    def of(cls, path: str, span: Span, label: str, text: str) -> Related:
        """The place at a span of a file."""
        return cls(path, span.line, span.column, span.end_line, span.end_column, label, text)

    @property
    def span(self) -> Span:
        """Where it is, in the file at `path`."""
        return Span(self.line, self.column, self.end_line, self.end_column)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a file: `text` replaces what is between the two places."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """The edits that fix a finding, all or none; `--fix` makes them unasked only if `safe`."""

    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in one translation; the fields are those of the JSON report.

    `text` and the texts of `related` are cut to a line; `fix` is None if a person has to fix it.
    """

    rule: str
    severity: str
    certainty: str
    message: str
    help: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    related: tuple[Related, ...]
    data: Data
    fingerprint: str
    fix: Fix | None = None

    @property
    def span(self) -> Span:
        """Where it is, in the file at `path`."""
        return Span(self.line, self.column, self.end_line, self.end_column)

    @property
    def key(self) -> tuple[str, int, int, str, int, int, str]:
        """What findings are ordered by: path, line, column, rule; the rest only breaks ties."""
        end = (self.end_line, self.end_column)
        return (self.path, self.line, self.column, self.rule, *end, self.message)

    def to_dict(self) -> dict[str, object]:
        """The finding as the JSON reports show it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is not reported, and what excuses it."""

    finding: Finding
    # `inline` (a comment in the document), `per-file` (the configuration) or `baseline`.
    kind: str
    # The reason that is given there.
    justification: str = ""


def finding_of(
    rule: str,
    severity: str,
    path: str,
    hit: Hit,
    texts: Sequence[str] | None = None,
    kind: str = "",
) -> Finding:
    """Make a finding of what `rule` yielded for the document at `path`.

    The fingerprint is a hash of `texts`, by default those of the hit, and of the `kind` of mistake,
    by default the rule.
    """
    if texts is None:
        texts = [hit.text, *(r.text for r in hit.related)]
    path = hit.path or path
    related = tuple(replace(related, text=first_line(related.text)) for related in hit.related)
    return Finding(
        rule=rule,
        severity=severity,
        certainty=hit.certainty,
        message=first_line(hit.message, 300),
        help=first_line(hit.help, 300),
        path=path,
        line=hit.span.line,
        column=hit.span.column,
        end_line=hit.span.end_line,
        end_column=hit.span.end_column,
        text=first_line(hit.text),
        related=related,
        data=hit.data,
        fingerprint=fingerprint_of(kind or rule, texts),
        fix=_fix(path, hit),
    )


def _fix(path: str, hit: Hit) -> Fix | None:
    """The fix of a hit; None if it has no edits, or such as overlap and cannot all be made."""
    if not hit.edits:
        return None
    edits = ((edit.span, _wrapped(edit)) for edit in hit.edits)
    placed = [Edit(path, s.line, s.column, s.end_line, s.end_column, t) for s, t in edits]
    ordered = sorted(set(placed), key=lambda edit: (*_start(edit), *_end(edit)))
    if any(_start(after) < _end(before) for before, after in pairwise(ordered)):
        return None
    return Fix(hit.safe, tuple(placed))


def _start(edit: Edit) -> tuple[int, int]:
    return edit.line, edit.column


def _end(edit: Edit) -> tuple[int, int]:
    return edit.end_line, edit.end_column


def _wrapped(edit: Replacement) -> str:
    """The text of an edit; if it replaces a line break, one of its spaces becomes one."""
    rows, text = edit.span.rows, edit.text
    if not rows or " " not in text:
        return text
    before, whole = rows[0][1], rows[-1][1]
    spaces = [i for i, char in enumerate(text) if char == " "]
    at = min(spaces, key=lambda i: abs(i * whole - before * len(text)))
    return f"{text[:at]}\n{text[at + 1 :]}"


def failing(level: str) -> tuple[str, ...]:
    """The severities at or above a level; for `never`, none."""
    return SEVERITIES[: SEVERITIES.index(level) + 1] if level in SEVERITIES else ()


def first_line(text: str, max_chars: int = 200) -> str:
    """The first line of `text`, cut to so many code points with an ellipsis."""
    line = text.split("\n", 1)[0].strip()
    return shortened(line, max_chars)
