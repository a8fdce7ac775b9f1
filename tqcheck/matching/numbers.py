"""Which numbers of a source its translation has: values matched within a bead, then around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from tqcheck.beads import Bead
from tqcheck.document import Document, Segment
from tqcheck.finding import Span
from tqcheck.matching.number_values import (
    has_moved,
    holds,
    is_converted,
    is_equal,
    is_other_form,
    is_rounded,
)
from tqcheck.recognisers.dates import dates
from tqcheck.recognisers.literals import literals
from tqcheck.recognisers.numbers import numbers, with_plain_digits
from tqcheck.recognisers.numbers.number import Number

_DIGITS = re.compile(r"\d+(?:\.\d+)*")
# Up to here a number may be a pronoun: 这三条.
_MAX_PRONOMINAL = 3
# Characters between a number and the same again that explains it.
_MAX_GLOSS_CHARS = 8
# A paragraph with more numbers than this is a table, in which most equal some other.
_MAX_NUMBERS = 200

Same = Callable[[Number, Number], bool]
_GRADES: tuple[Same, ...] = (is_equal, is_converted, is_other_form, is_rounded)


@dataclass(eq=False, slots=True)
class Figure:
    """A number with its place in the document."""

    number: Number
    segment: Segment
    # The index of its bead of sentences.
    link: int
    # Whether it belongs to a date, and whether it only looks like one: 2,000 as 2000, 9:30.
    is_date: bool
    may_be_date: bool
    in_digits: bool
    # Whether it may number something, as in Chapter 6, so that its loss proves nothing.
    may_be_literal: bool
    # The number of the other side that it is matched with.
    partner: Figure | None = None
    # Without a partner: whether the other side has it in another number, and whether it explains
    # the number next to it.
    repeats: bool = False
    glosses: bool = False

    @property
    def text(self) -> str:
        """As written, with its percent sign and magnitude."""
        return self.segment.text[self.number.start : self.number.end]

    @property
    def span(self) -> Span:
        """Its place in the file."""
        return self.segment.span.part(self.number.start, self.number.end)


@dataclass(slots=True)
class NumbersOfBead:
    """The numbers of one bead, each side in order of place."""

    bead: Bead
    source: list[Figure] = field(default_factory=list)
    target: list[Figure] = field(default_factory=list)


def matched(document: Document) -> list[NumbersOfBead]:
    """The numbers of the beads that have both sides, matched as far as they go."""
    beads = [_numbers_of(document, bead) for bead in document.alignment.beads]
    for sides in beads:
        for same in _GRADES:
            _match(sides.source, sides.target, same)
        _match_others(sides)
    for before, after in pairwise(beads):
        _match(before.source, after.target, has_moved)
        _match(after.source, before.target, has_moved)
    for sides in beads:
        _repeat(sides.source, sides.target)
        _repeat(sides.target, sides.source)
    return [sides for sides in beads if sides.bead.source and sides.bead.target]


def _numbers_of(document: Document, bead: Bead) -> NumbersOfBead:
    read = [
        [(segment, numbers(segment.text, section.language)) for segment in segments]
        for section, segments in ((document.source, bead.source), (document.target, bead.target))
    ]
    if max(sum(len(found) for _, found in side) for side in read) > _MAX_NUMBERS:
        return NumbersOfBead(bead)
    source = _figures(bead, read[0], document.source.language, 0)
    target = _figures(bead, read[1], document.target.language, 1)
    # A section may be named without its word, and a version without the program's name.
    return NumbersOfBead(
        bead,
        [figure for figure in source if not _is_literal(figure, bead.target)],
        [figure for figure in target if not _is_literal(figure, bead.source)],
    )


def _is_literal(figure: Figure, segments: Iterable[Segment]) -> bool:
    """Whether segments have a number as a string that is not an amount, or as a part of one.

    Telephone numbers are divided in other ways, and a list has (3) for 三.
    """
    number = figure.number
    written = {str(number.low)} if number.low == number.high else set()
    digits = _DIGITS.match(with_plain_digits(figure.text)) if figure.in_digits else None
    # Not the 3 of 3万.
    if digits and (digits[0].count(".") > 1 or Fraction(digits[0]) == number.low):
        written.add(digits[0])
    return any(
        literal.sure
        and (
            not written.isdisjoint([literal.key, *re.findall(r"\d+", literal.key)])
            or any(part[1:] and part in literal.key for part in written)
        )
        for segment in segments
        for literal in (literals(segment.text) if written else ())
    )


def _figures(
    bead: Bead, read: Sequence[tuple[Segment, list[Number]]], language: str, side: int
) -> list[Figure]:
    figures = []
    for segment, found in read:
        written = dates(segment.text, language) if found else []
        strings = literals(segment.text) if found else ()
        for number in found:
            around = [d for d in written if d.start < number.end and number.start < d.end]
            figures.append(
                Figure(
                    number,
                    segment,
                    _link(bead, segment, number.start, side),
                    is_date=any(date.certain for date in around),
                    may_be_date=bool(around),
                    in_digits=any(c.isdecimal() for c in segment.text[number.start : number.end]),
                    may_be_literal=any(
                        s.start < number.end and number.start < s.end for s in strings
                    ),
                )
            )
    return figures


def _link(bead: Bead, segment: Segment, offset: int, side: int) -> int:
    """The index of the bead of sentences in which a place of a segment is."""
    start = segment.span.part(offset, offset)
    place = start.line, start.column
    for index, link in enumerate(bead.sentences):
        for sentence in (link.source, link.target)[side]:
            span = sentence.span
            if (span.line, span.column) <= place < (span.end_line, span.end_column):
                return index
    return -1


def _match(sources: Iterable[Figure], targets: Iterable[Figure], same: Same) -> None:
    """Pair off what is free, first inside beads of sentences, dates with dates first."""
    for near in (True, False):
        # A date may be said once for all; the one of 第一次 may be left out, that of 1号 not.
        for source in sorted(
            sources, key=lambda f: (f.may_be_date, f.number.low == 1, not f.in_digits)
        ):
            if source.partner is not None:
                continue
            free = [
                target
                for target in targets
                if target.partner is None
                and (not near or target.link == source.link)
                and (target.number.kind != "month" or source.may_be_date)
                and same(source.number, target.number)
            ]
            if free:
                best = min(free, key=lambda target: _distance(source, target))
                source.partner, best.partner = best, source


def _match_others(sides: NumbersOfBead) -> None:
    """Match 张欢等四位医生 with Zhang Huan and three other doctors."""
    for source in sides.source:
        if (
            source.partner is None
            and source.segment.text[source.number.start - 1 : source.number.start] == "等"
        ):
            for target in sides.target:
                text, number = target.segment.text, target.number
                around = (
                    text[max(0, number.start - 6) : number.start]
                    + text[number.end : number.end + 7]
                )
                is_less = number.low + 1 == source.number.low
                if target.partner is None and is_less and "other" in around:
                    source.partner, target.partner = target, source
                    break


def _distance(source: Figure, target: Figure) -> tuple[bool, bool, bool, int]:
    return (
        source.may_be_date != target.may_be_date,
        not target.number.sure,
        (source.number.kind == "percent") != (target.number.kind == "percent"),
        target.number.start,
    )


def _repeat(these: Sequence[Figure], others: Sequence[Figure]) -> None:
    """Mark what says again what is matched, as a gloss does: 二十国集团(G20)."""
    for figure in these:
        if figure.partner is None:
            figure.repeats = any(
                holds(other.number, figure.number) or is_converted(other.number, figure.number)
                for other in others
            )
            figure.glosses = any(
                twin.partner is not None
                and is_equal(figure.number, twin.number)
                and twin.segment is figure.segment
                and _is_gloss(figure.segment.text, *sorted((twin.number, figure.number)))
                for twin in these
            )


def _is_gloss(text: str, first: Number, second: Number) -> bool:
    """Whether a bracket opens or closes between the two: 二十国集团(G20)."""
    between = text[first.end : second.start]
    return len(between) <= _MAX_GLOSS_CHARS and re.search("[()（）]", between) is not None


def is_idle(figure: Figure) -> bool:
    """Whether a number up to three says little: an article, both (两国), a pronoun (这三条)."""
    number, text = figure.number, figure.segment.text
    before, after = text[max(0, number.start - 1) : number.start], text[number.end : number.end + 1]
    if number.low == 1:
        return not figure.in_digits or ("\u4e00" <= after <= "\u9fff" and after != "号")
    if number.kind == "ordinal":
        return after in ("天", "年", "日")
    if figure.in_digits or number.low > _MAX_PRONOMINAL:
        return False
    return before in ("这", "那") if number.low == _MAX_PRONOMINAL else not number.unit
