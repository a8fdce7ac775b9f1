"""What may be fixed in a document: no code, no quotation of the source, no text in its language.

A fix that is certain among the words of a translation would spoil a program, a formula, or a
paragraph that nobody has translated yet.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from tqcheck.document import Document, Field, Segment
from tqcheck.finding import Replacement, Span
from tqcheck.languages import language
from tqcheck.text.identification import identify
from tqcheck.text.quotations import BRACKETS, SIGNS, pairs
from tqcheck.text.scripts import count
from tqcheck.text.verbatim import is_indented, line_starts, stretches

# How far a place may be fixed, in ascending order.
NEVER, UNSAFE, SAFE = 0, 1, 2

# Words that are set off are as often in another language as words in quotation marks.
_EMPHASIS = r"(?<![*\w])(\*{1,3})(?=\S)[^*\n]{1,300}(?<=\S)\1(?!\*)"
# Confidence of langdetect with which a text would be in the language that is expected.
_SURE = 0.999
# Fields of the header whose values are not words.
_FORMAL = ("Date", "Page")


class Fixable:
    """The places of one document's translation, and how far they may be fixed."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._languages: dict[Span, int] = {}
        self._quoted: dict[Span, list[tuple[int, int]]] = {}

    def edits(self, edits: Iterable[Replacement]) -> int:
        """How far all of these places may be fixed, since they are fixed together."""
        return min((self.place(edit.span) for edit in edits), default=NEVER)

    def place(self, span: Span) -> int:
        """Whether a place may be fixed: `NEVER`, or only if somebody looks at it, or unseen."""
        if not self.document.is_translated or self._is_original(span):
            return NEVER
        start, end = (
            self._offset(span.line, span.column),
            self._offset(span.end_line, span.end_column),
        )
        if any(not (start <= first and last <= end) for first, last in self._verbatim(start, end)):
            return NEVER
        limits = [self._in_segment(segment, start, end) for segment in self._segments(span)]
        return min([SAFE, *limits, self._in_field(span), self._in_entities(span)])

    def _is_original(self, span: Span) -> bool:
        """Whether a place is in the original; what goes in front of it may be inserted."""
        document = self.document
        if document.source.file != document.target.file:
            return False
        spans = [field.span for field in document.source_header.values()]
        spans += [segment.span for segment in document.source.segments[:1]]
        first = min((each.line for each in spans), default=None)
        return first is not None and (span.end_line, span.end_column) > (first, 1)

    def _in_segment(self, segment: Segment, start: int, end: int) -> int:
        if self._is_set_as_code(segment):
            return NEVER
        limit = self._in_language(segment)
        for first, last in _within(self._quotations(segment), start, end) if limit else ():
            if first < start and end <= last:
                foreign = self._is_foreign(self._text[first:last])
                return NEVER if foreign else min(limit, UNSAFE)
        return limit

    def _in_language(self, segment: Segment) -> int:
        """How far a paragraph may be fixed by its language: unseen only if that is known."""
        known = self._languages.get(segment.span)
        if known is None:
            known = self._languages[segment.span] = self._identified(segment)
        return known

    def _identified(self, segment: Segment) -> int:
        document = self.document
        source, target = document.source.language, document.target.language
        if document.is_left_in_source(segment):
            return NEVER
        found = identify(segment.text, target, source)
        if found.language is None:
            # It is sure of a language, but the text is short for one that nobody has named.
            is_other = found.evidence == "langdetect" and found.confidence > _SURE
            return NEVER if is_other or self._is_foreign(segment.text) else UNSAFE
        return SAFE if found.language == language(target).code else NEVER

    def _is_foreign(self, text: str) -> bool:
        """Whether a text has letters, most of them of scripts that the language has not."""
        letters = count(text)
        own = language(self.document.target.language).scripts
        foreign = sum(n for name, n in letters.items() if name not in own)
        return 2 * foreign > sum(letters.values())

    def _is_set_as_code(self, segment: Segment) -> bool:
        """Whether a paragraph is indented as code is, and not all of them are."""
        return self._has_margin and is_indented(self._lines[segment.span.line - 1])

    def _in_field(self, span: Span) -> int:
        for line in range(span.line, span.end_line + 1):
            field = self._fields.get(line)
            if field is None:
                continue
            value = field.value_span
            if span != value and not _meet(value, span):
                continue
            if (span.line, span.column) < (value.line, value.column) or (
                (span.end_line, span.end_column) > (value.end_line, value.end_column)
            ):
                continue  # The field as a whole.
            if field.name in _FORMAL:
                return SAFE
            return NEVER if field.name == "Title" and self._is_foreign(field.value) else UNSAFE
        return SAFE

    def _in_entities(self, span: Span) -> int:
        """The list of named entities has the terms of both languages."""
        listed = (entity.span for entity in self.document.entities)
        return NEVER if any(_meet(own, span) for own in listed) else SAFE

    def _segments(self, span: Span) -> Iterator[Segment]:
        segments = self.document.target.segments
        first = bisect_left(self._last_lines, span.line)
        last = bisect_right(segments, span.end_line, key=lambda segment: segment.span.line)
        return (segments[n] for n in range(first, last) if _meet(segments[n].span, span))

    def _quotations(self, segment: Segment) -> list[tuple[int, int]]:
        """From the opening to the closing mark of each quotation and emphasis, with offsets."""
        if segment.span in self._quoted:
            return self._quoted[segment.span]
        span = segment.span
        start = self._offset(span.line, span.column)
        text = self._text[start : self._offset(span.end_line, span.end_column)]
        marks = [at for at, char in enumerate(text) if char in SIGNS]
        found = [
            (start + opening, start + closing)
            for opening, closing in pairs(text, marks, unspaced=False).items()
            if text[opening] not in BRACKETS
        ]
        if "*" in text:
            emphases = re.finditer(_EMPHASIS, text)
            found += ((start + match.start(), start + match.end()) for match in emphases)
        self._quoted[span] = _merged(found)
        return self._quoted[span]

    @cached_property
    def _fields(self) -> dict[int, Field]:
        """The header's fields, each by its line."""
        return {field.value_span.line: field for field in self.document.fields}

    @cached_property
    def _last_lines(self) -> list[int]:
        return [segment.span.end_line for segment in self.document.target.segments]

    @cached_property
    def _lines(self) -> tuple[str, ...]:
        return self.document.target.file.lines

    @cached_property
    def _text(self) -> str:
        return "\n".join(self._lines)

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self._lines)

    @cached_property
    def _has_margin(self) -> bool:
        """Whether some paragraph of the translation is not indented."""
        segments = self.document.target.paragraphs
        return any(not is_indented(self._lines[s.span.line - 1]) for s in segments)

    @cached_property
    def _stretches(self) -> list[tuple[int, int]]:
        return _merged(stretches(self._lines))

    def _verbatim(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        return _within(self._stretches, start, end)

    def _offset(self, line: int, column: int) -> int:
        if line > len(self._starts):
            return len(self._text)
        return self._starts[line - 1] + column - 1


def _meet(own: Span, other: Span) -> bool:
    """Whether two spans have a character in common, or one is a place inside the other."""
    first, second = (own.line, own.column), (own.end_line, own.end_column)
    start, end = (other.line, other.column), (other.end_line, other.end_column)
    return (first < end and start < second) or first < start == end < second


def _merged(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, with those made one that overlap."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _within(merged: list[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches that have a character in common with one, or that a place is inside of."""
    at = max(0, bisect_right(merged, (start,)) - 1)
    for n in range(at, bisect_left(merged, (max(end, start + 1),))):
        first, last = merged[n]
        if last > start and (first < start or first < end):
            yield first, last
