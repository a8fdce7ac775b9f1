"""The finding: one thing that is wrong, where it is, and what to do about it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache

from tqcheck.wording import shortened

# Worst first: the position in this tuple is the rank.
SEVERITIES = ("error", "warning", "info")
# Most certain first.
CERTAINTIES = ("certain", "likely", "guess")

# What a rule measured: JSON scalars and flat lists of them.
Scalar = str | int | float | bool | None
Data = dict[str, Scalar | list[Scalar]]


# Where a line of a wrapped text stands: its start and end in the text, line and column of the file.
Row = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one file: 1-based lines and columns in Unicode code points.

    `end_column` is the column after the last character, so an empty span has equal ends. A text
    of several lines that is read as one has its `rows`.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    rows: tuple[Row, ...] = field(default=(), compare=False, repr=False)

    def part(self, start: int, end: int) -> Span:
        """Where a part of the text stands that stands here, from offset `start` to before `end`.

        A line end belongs to the part if the blank does that the text has in its place.
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


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule yields: a place and what is wrong there; the rule's name is added around it.

    `severity` and `certainty` are given only where they differ from the rule's usual ones.
    `edits` mend it; they are `safe` where nobody needs to look at what came of them. `path` names
    the file where it is not the document's own.
    """

    span: Span
    message: str
    help: str
    text: str = ""
    related: tuple[Related, ...] = ()
    data: Data = field(default_factory=dict)
    severity: str | None = None
    certainty: str = "certain"
    edits: tuple[Replacement, ...] = ()
    safe: bool = True
    path: str = ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What mends a stretch of the translation: `text` in place of `span`; empty spans insert."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another place the finding is about, as a rule the passage of the source."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a file: `text` in place of the stretch."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """The edits that mend a finding, all of them or none; `safe` ones are made unasked."""

    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in one translation; the fields are those of the JSON report.

    `text` and the texts of `related` are cut to a line; `fix` is None where a person has to mend.
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
        """Where it stands, in the file at `path`."""
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
    """A finding that is not reported, and what excuses it.

    `kind` is `inline` (a comment in the document), `per-file` (the configuration) or `baseline`;
    `justification` is the reason given there, "" without one.
    """

    finding: Finding
    kind: str
    justification: str = ""


def finding_of(
    rule: str,
    severity: str,
    path: str,
    hit: Hit,
    about: Sequence[str] | None = None,
    kind: str = "",
) -> Finding:
    """Make the finding of `rule` out of what it yielded for the document at `path`.

    The fingerprint rests on the texts that it is `about`, without them on those of the hit, and on
    the `kind` of what is wrong, without it on the rule.
    """
    if about is None:
        about = [hit.text, *(r.text for r in hit.related)]
    path = hit.path or path
    related = tuple(
        Related(r.path, r.line, r.column, r.end_line, r.end_column, r.label, first_line(r.text))
        for r in hit.related
    )
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
        fingerprint=_fingerprint(kind or rule, about),
        fix=_fix(path, hit),
    )


def _fix(path: str, hit: Hit) -> Fix | None:
    if not hit.edits:
        return None
    edits = ((edit.span, _wrapped(edit)) for edit in hit.edits)
    return Fix(
        hit.safe,
        tuple(Edit(path, s.line, s.column, s.end_line, s.end_column, t) for s, t in edits),
    )


def _wrapped(edit: Replacement) -> str:
    """The text of an edit; over a line end one of its blanks becomes one, so that the line ends."""
    rows, text = edit.span.rows, edit.text
    if not rows or " " not in text:
        return text
    before, whole = rows[0][1], rows[-1][1]
    blanks = [i for i, char in enumerate(text) if char == " "]
    at = min(blanks, key=lambda i: abs(i * whole - before * len(text)))
    return f"{text[:at]}\n{text[at + 1 :]}"


def failing(level: str) -> tuple[str, ...]:
    """The severities at or above a level; none are at or above `never`."""
    return SEVERITIES[: SEVERITIES.index(level) + 1] if level in SEVERITIES else ()


def first_line(text: str, max_chars: int = 200) -> str:
    """The first line of `text`, cut to so many code points with an ellipsis."""
    line = text.split("\n", 1)[0].strip()
    return shortened(line, max_chars)


def _fingerprint(kind: str, texts: Sequence[str]) -> str:
    """Hash kind and texts, without blanks, case and emphasis: re-wrapping keeps it."""
    import hashlib  # OpenSSL takes 3 ms to load, for nothing where nothing is found.

    digest = hashlib.blake2b(kind.encode(), digest_size=8)
    for text in texts:
        digest.update(_digest(text))
    return digest.hexdigest()


@lru_cache(maxsize=256)
def _digest(text: str) -> bytes:
    """The hash of a text, made once for all findings of a paragraph, which may be a book."""
    import hashlib

    return hashlib.blake2b(normal(text).encode("utf-8", "surrogatepass")).digest()


def normal(text: str) -> str:
    """A text without what wrapping and formatting change: blanks, case, emphasis."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return plain.replace("*", "").replace("_", "")
