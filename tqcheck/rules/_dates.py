"""Dates of a source and of its translation compared: what one says and the other does not."""

from __future__ import annotations

import datetime
import re
import sys
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from tqcheck.document import CREDIT, DATELINE, Bead, Document, Segment
from tqcheck.finding import Span
from tqcheck.languages.datelines import dateline
from tqcheck.languages.dates import Date, dates

# What a date can say, and what a translation may say in its stead. What is counted from today
# contradicts no date: an article's dateline, its header and its writing may be days apart.
KINDS = ("year", "month", "day", "weekday", "hour", "decade", "century", "year_offset")
_INSTEAD = {
    "year": ("year_offset", "month_offset"),
    "month": ("month_offset", "day_offset"),
    "day": ("day_offset", "weekday"),
    "weekday": ("day_offset", "day"),
    "year_offset": ("year", "month_offset", "day_offset"),
}
_WORDS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


@dataclass(frozen=True, eq=False, slots=True)
class Mention:
    """A date where it stands: in a segment, in the `link`th bead of sentences.

    What stands in a dateline tells when a text was sent, and nothing of what it tells.
    """

    date: Date
    segment: Segment
    link: int
    in_dateline: bool

    @property
    def span(self) -> Span:
        """Where it stands in the file."""
        return self.segment.span.part(self.date.start, self.date.end)

    def fact(self, kind: str) -> int | None:
        """What it says of a kind, None if nothing; of the hour, the minutes from midnight."""
        value: int | None = getattr(self.date, kind)
        return value if value is None or kind != "hour" else value * 60 + (self.date.minute or 0)


_SAID = attrgetter(*KINDS, "minute", "month_offset", "day_offset", "certain", "named")

# What a mention says that the other side does not: a mention and a kind.
Fact = tuple[Mention, str]


@dataclass(slots=True)
class Sides:
    """The dates of one bead, in order of place, and the facts that have no counterpart.

    `around` are the target's dates in the beads before and after, and in its datelines.
    """

    bead: Bead
    source: list[Mention]
    target: list[Mention]
    around: list[Mention] = field(default_factory=list)
    missing: list[Fact] = field(default_factory=list)
    extra: list[Fact] = field(default_factory=list)


def compared(document: Document, anchor: datetime.date | None) -> list[Sides]:
    """The beads that have both sides, with the facts of each side that the other does not have.

    What is left over in the bead before or after has its counterpart there.
    """
    beads = [
        Sides(
            bead,
            list(_mentions(bead, bead.source, document.source.language, 0)),
            list(_mentions(bead, bead.target, document.target.language, 1)),
        )
        for bead in document.alignment.beads
    ]
    lines = [s for s in document.target.segments if s.kind in (DATELINE, CREDIT)]
    frame = list(_mentions(None, lines, document.target.language, 1))
    for sides in beads:
        sides.missing = list(_unmatched(sides.source, sides.target, anchor))
        sides.extra = list(_unmatched(sides.target, sides.source, anchor))
        if any(mention.in_dateline for mention in sides.source):
            sides.around += frame
    for before, after in pairwise(beads):
        before.around += after.target
        after.around += before.target
        for one, other in ((before, after), (after, before)):
            missing = [fact for fact in one.missing if not _is_among(fact, other.extra, anchor)]
            other.extra = [fact for fact in other.extra if not _is_among(fact, one.missing, anchor)]
            one.missing = missing
    return [sides for sides in beads if sides.bead.source and sides.bead.target]


def same(kind: str, a: int, b: int) -> bool:
    """Whether two values of a kind are one: '89 and 1989, 3 and three in the afternoon."""
    if kind in ("year", "decade") and min(a, b) < 100:
        return a % 100 == b % 100
    # Whether an hour is in the afternoon is told by words around it as well.
    return a % 720 == b % 720 if kind == "hour" else a == b


def agree(a: Mention, b: Mention) -> bool:
    """Whether no fact of one contradicts the other."""
    return all(
        x is None or y is None or same(kind, x, y)
        for kind in KINDS
        for x, y in [(a.fact(kind), b.fact(kind))]
    )


def is_told(
    mention: Mention,
    kind: str,
    others: Iterable[Mention],
    anchor: datetime.date | None,
    ours: Iterable[Mention] = (),
) -> bool:
    """Whether a fact of a mention is found among others, said in this way or another.

    What has its own counterpart in `ours`, yesterday in 昨天, does not stand for another date.
    """
    value = mention.fact(kind)
    assert value is not None
    for other in others:
        if not agree(mention, other):
            continue
        theirs = other.fact(kind)
        if theirs is not None:
            if same(kind, value, theirs):
                return True
            continue
        for instead in _INSTEAD.get(kind, ()):
            word = getattr(other.date, instead)
            if word is None or any(getattr(own.date, instead) == word for own in ours):
                continue
            if not kind.startswith("year") or anchor is None:
                return True
            if mention.date.on(anchor).year == other.date.on(anchor).year:
                return True
    return False


def is_written(number: int, text: str) -> bool:
    """Whether a number stands in a text in figures or, up to twelve, as an English word."""
    plain = text.translate(_ASCII)
    if re.search(rf"(?<![0-9]){number:d}(?![0-9])", plain):
        return True
    return 1 <= number <= len(_WORDS) and bool(re.search(rf"(?i)\b{_WORDS[number - 1]}\b", plain))


_ASCII = {ord("０") + i: str(i) for i in range(10)}


def _unmatched(
    ours: Sequence[Mention], theirs: Sequence[Mention], anchor: datetime.date | None
) -> Iterator[Fact]:
    """The facts without counterpart, each once, where it stands first."""
    ours, theirs = _distinct(ours), _distinct(theirs)
    for mention in ours:
        for kind in KINDS:
            if mention.fact(kind) is not None and not is_told(mention, kind, theirs, anchor, ours):
                yield mention, kind


def _distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that say something else than those before them."""
    found: dict[object, Mention] = {}
    for mention in mentions:
        found.setdefault(_SAID(mention.date), mention)
    return list(found.values())


def _is_among(fact: Fact, others: Iterable[Fact], anchor: datetime.date | None) -> bool:
    mention, kind = fact
    return is_told(mention, kind, [other for other, k in others if k == kind], anchor)


def _mentions(
    bead: Bead | None, segments: Iterable[Segment], language: str, side: int
) -> Iterator[Mention]:
    """The dates of segments, each in its bead of sentences."""
    places: dict[Span, list[tuple[int, int, int]]] = {}
    for i, link in enumerate(bead.sentences if bead else ()):
        for sentence in (link.source, link.target)[side]:
            own = places.setdefault(sentence.segment.span, [])
            own.append((sentence.span.line, sentence.span.column, i))
    for segment in segments:
        found = dates(segment.text, language)
        head = dateline(segment.text, language) if found else None
        starts = sorted(places.get(segment.span, ()))
        for date in found:
            place = segment.span.part(date.start, date.end)
            before = bisect(starts, (place.line, place.column, sys.maxsize))
            link_number = starts[before - 1][2] if before else 0
            yield Mention(date, segment, link_number, head is not None and date.start < head.end)
