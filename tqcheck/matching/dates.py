"""Dates of a source and of its translation compared: what one says and the other does not."""

from __future__ import annotations

import datetime
import re
import sys
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from tqcheck.document import CREDIT, DATELINE, Bead, Document, Segment
from tqcheck.finding import Span
from tqcheck.recognisers.datelines import dateline
from tqcheck.recognisers.dates import dates
from tqcheck.recognisers.dates.date import Date

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

    @property
    def facts(self) -> tuple[int | None, ...]:
        """What it says of every kind."""
        return tuple(map(self.fact, KINDS))


_SAID = attrgetter(*KINDS, "minute", "month_offset", "day_offset", "certain", "named")

# What a mention says that the other side does not: a mention and a kind.
Fact = tuple[Mention, str]


@dataclass
class DatesOfBead:
    """The dates of one bead, in order of place, and the facts that have no counterpart.

    `around` are the target's dates in the beads before and after, and in its datelines.
    """

    bead: Bead
    source: list[Mention]
    target: list[Mention]
    around: list[Mention] = field(default_factory=list)
    missing: list[Fact] = field(default_factory=list)
    extra: list[Fact] = field(default_factory=list)

    @cached_property
    def source_words(self) -> frozenset[str]:
        """The words of the source, and the figures in them."""
        return _words(self.bead.source)

    @cached_property
    def target_words(self) -> frozenset[str]:
        """The words of the translation, and the figures in them."""
        return _words(self.bead.target)

    @cached_property
    def around_index(self) -> DateIndex:
        """What is said around, once all of it is known."""
        return DateIndex(self.around)


def compared(document: Document, anchor: datetime.date | None) -> list[DatesOfBead]:
    """The beads that have both each, with the facts of each side that the other does not have.

    What is left over in the bead before or after has its counterpart there.
    """
    beads = [
        DatesOfBead(
            bead,
            list(_mentions(bead, bead.source, document.source.language, 0)),
            list(_mentions(bead, bead.target, document.target.language, 1)),
        )
        for bead in document.alignment.beads
    ]
    lines = [s for s in document.target.segments if s.kind in (DATELINE, CREDIT)]
    frame = list(_mentions(None, lines, document.target.language, 1))
    for each in beads:
        each.missing = list(_unmatched(each.source, each.target, anchor))
        each.extra = list(_unmatched(each.target, each.source, anchor))
        if any(mention.in_dateline for mention in each.source):
            each.around += frame
    for before, after in pairwise(beads):
        before.around += after.target
        after.around += before.target
        for one, other in ((before, after), (after, before)):
            missing = _without(one.missing, other.extra, anchor)
            other.extra = _without(other.extra, one.missing, anchor)
            one.missing = missing
    return [each for each in beads if each.bead.source and each.bead.target]


def same(kind: str, a: int, b: int) -> bool:
    """Whether two values of a kind are one: '89 and 1989, 3 and three in the afternoon."""
    if kind in ("year", "decade") and min(a, b) < 100:
        return a % 100 == b % 100
    # Whether an hour is in the afternoon is told by words around it as well.
    return a % 720 == b % 720 if kind == "hour" else a == b


def _class(kind: str, value: int) -> int:
    """What all values have in common that may be one: see `same`."""
    return value % {"year": 100, "decade": 100, "hour": 720}.get(kind, sys.maxsize)


def agree(a: Mention, b: Mention) -> bool:
    """Whether no fact of one contradicts the other."""
    return all(
        x is None or y is None or same(kind, x, y)
        for kind in KINDS
        for x, y in [(a.fact(kind), b.fact(kind))]
    )


class DateIndex:
    """Mentions of one side, looked up by what they say."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.mentions = tuple(mentions)
        self._all = {mention.facts for mention in self.mentions}
        self._saying: dict[tuple[str, int], list[Mention]] = {}
        for mention in self.mentions:
            for kind in KINDS:
                value = mention.fact(kind)
                if value is not None:
                    self._saying.setdefault((kind, _class(kind, value)), []).append(mention)
        words = ("weekday", *(word for kinds in _INSTEAD.values() for word in kinds))
        self._by_word = {
            word: [m for m in self.mentions if getattr(m.date, word) is not None]
            for word in dict.fromkeys(words)
        }
        self._words = {
            word: {getattr(mention.date, word) for mention in found}
            for word, found in self._by_word.items()
        }

    def has(self, mention: Mention) -> bool:
        """Whether one of them says all that another mention says, and no more."""
        return mention.facts in self._all

    def saying(self, kind: str, value: int) -> Iterator[Mention]:
        """Those that say this value of a kind."""
        for mention in self._saying.get((kind, _class(kind, value)), ()):
            other = mention.fact(kind)
            if other is not None and same(kind, value, other):
                yield mention

    def expressed_otherwise(self, kind: str, own_side: DateIndex | None) -> Iterator[Mention]:
        """Those that say nothing of a kind, but a word for it that none of `own_side` has."""
        for word in _INSTEAD.get(kind, ()):
            for mention in self._by_word[word]:
                known = (
                    own_side is not None and getattr(mention.date, word) in own_side._words[word]
                )
                if mention.fact(kind) is None and not known:
                    yield mention


def is_expressed(
    mention: Mention,
    kind: str,
    others: DateIndex,
    anchor: datetime.date | None,
    own_side: DateIndex | None = None,
) -> bool:
    """Whether a fact of a mention is among those of others, in these words or others.

    What has its own counterpart in `own_side`, yesterday in 昨天, is not another date's.
    """
    value = mention.fact(kind)
    assert value is not None
    # Most dates of a large text are there as they are: only the others are compared one by one.
    if others.has(mention) or any(agree(mention, other) for other in others.saying(kind, value)):
        return True
    return any(
        agree(mention, other)
        and (
            not kind.startswith("year")
            or anchor is None
            or mention.date.on(anchor).year == other.date.on(anchor).year
        )
        for other in others.expressed_otherwise(kind, own_side)
    )


def is_written(number: int, words: frozenset[str]) -> bool:
    """Whether a number is among words, in figures or, up to twelve, as an English word."""
    if str(number) in words:
        return True
    return 1 <= number <= len(_WORDS) and _WORDS[number - 1] in words


def _words(segments: Iterable[Segment]) -> frozenset[str]:
    """The words of segments, and the figures in them."""
    text = "\n".join(segment.text for segment in segments).translate(_ASCII).lower()
    return frozenset(re.findall(r"[0-9]+", text)).union(re.findall(r"\w+", text))


_ASCII = {ord("０") + i: str(i) for i in range(10)}


def _unmatched(
    mentions: Sequence[Mention], others: Sequence[Mention], anchor: datetime.date | None
) -> Iterator[Fact]:
    """The facts without counterpart, each once, where it stands first."""
    own, other = DateIndex(_distinct(mentions)), DateIndex(_distinct(others))
    for mention in own.mentions:
        for kind in KINDS:
            known = mention.fact(kind) is not None
            if known and not is_expressed(mention, kind, other, anchor, own):
                yield mention, kind


def _distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that say something else than those before them."""
    found: dict[object, Mention] = {}
    for mention in mentions:
        found.setdefault(_SAID(mention.date), mention)
    return list(found.values())


def _without(facts: list[Fact], others: Iterable[Fact], anchor: datetime.date | None) -> list[Fact]:
    """The facts that are not told by others of their kind."""
    mentions: dict[str, list[Mention]] = {}
    for mention, kind in others:
        mentions.setdefault(kind, []).append(mention)
    said = {kind: DateIndex(found) for kind, found in mentions.items()}
    return [
        (mention, kind)
        for mention, kind in facts
        if kind not in said or not is_expressed(mention, kind, said[kind], anchor)
    ]


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
