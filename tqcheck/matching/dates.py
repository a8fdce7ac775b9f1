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

from tqcheck.beads import Bead
from tqcheck.document import CREDIT, DATELINE, Document, Segment
from tqcheck.finding import Span
from tqcheck.matching.date_index import DateIndex, is_expressed
from tqcheck.matching.date_values import KINDS, Mention
from tqcheck.recognisers.datelines import dateline
from tqcheck.recognisers.dates import dates
from tqcheck.recognisers.english import CARDINALS
from tqcheck.text.folding import PLAIN_DIGITS

# Numbers of hours and days that are written as words.
_MAX_IN_WORDS = 12

_SAID = attrgetter(*KINDS, "minute", "month_offset", "day_offset", "certain", "named")

# What a mention says that the other side does not: a mention and a kind.
Fact = tuple[Mention, str]


@dataclass
class DatesOfBead:
    """The dates of one bead, in order of place."""

    bead: Bead
    source: list[Mention]
    target: list[Mention]
    # The target's dates in the beads before and after, and in its datelines.
    around: list[Mention] = field(default_factory=list)
    # What the source says without counterpart, and the target.
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


def is_written(number: int, words: frozenset[str]) -> bool:
    """Whether a number is among words, in figures or, up to twelve, as an English word."""
    if str(number) in words:
        return True
    return 1 <= number <= _MAX_IN_WORDS and CARDINALS[number] in words


def _words(segments: Iterable[Segment]) -> frozenset[str]:
    """The words of segments, and the figures in them."""
    text = "\n".join(segment.text for segment in segments).translate(PLAIN_DIGITS).lower()
    return frozenset(re.findall(r"[0-9]+", text)).union(re.findall(r"\w+", text))


def _unmatched(
    mentions: Sequence[Mention], others: Sequence[Mention], anchor: datetime.date | None
) -> Iterator[Fact]:
    """The facts without counterpart, each once, at its first place."""
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
    """The facts that others of their kind do not express."""
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
