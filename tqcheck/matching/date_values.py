"""Whether two dates say the same, and what one says in English."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tqcheck.document import Segment
from tqcheck.finding import Span
from tqcheck.recognisers.dates.date import Date
from tqcheck.recognisers.english import MONTHS, WEEKDAYS
from tqcheck.wording import ordinal_ending

# What a date can say.
KINDS = ("year", "month", "day", "weekday", "hour", "decade", "century", "year_offset")
_YEARS = {-2: "the year before last", -1: "last year", 0: "this year", 1: "next year"}


@dataclass(frozen=True, eq=False, slots=True)
class Mention:
    """A date with its place in the document."""

    date: Date
    segment: Segment
    # The index of its bead of sentences.
    link: int
    # There it says when a text was sent, and nothing about its contents.
    in_dateline: bool

    @property
    def span(self) -> Span:
        """Its place in the file."""
        return self.segment.span.part(self.date.start, self.date.end)

    def fact(self, kind: str) -> int | None:
        """What it says of a kind, None if nothing; of the hour, the minutes from midnight."""
        value: int | None = getattr(self.date, kind)
        return value if value is None or kind != "hour" else value * 60 + (self.date.minute or 0)

    @property
    def facts(self) -> tuple[int | None, ...]:
        """What it says of every kind."""
        return tuple(map(self.fact, KINDS))


def same(kind: str, a: int, b: int) -> bool:
    """Whether two values of a kind are one: '89 and 1989, 3 and three in the afternoon."""
    if kind in ("year", "decade") and min(a, b) < 100:
        return a % 100 == b % 100
    # Words around it may also say whether an hour is in the afternoon.
    return a % 720 == b % 720 if kind == "hour" else a == b


def agree(a: Mention, b: Mention) -> bool:
    """Whether no fact of one contradicts the other."""
    return all(
        x is None or y is None or same(kind, x, y)
        for kind in KINDS
        for x, y in [(a.fact(kind), b.fact(kind))]
    )


def said(date: Date, kinds: Collection[str]) -> str:
    """What a date says of some kinds, in English: November 26, 1989; 10:30; the 1980s."""
    parts = []
    if "weekday" in kinds and date.weekday is not None:
        parts.append(WEEKDAYS[date.weekday - 1])
    if "hour" in kinds and date.hour is not None:
        parts.append(f"{date.hour}:{date.minute or 0:02}")
    if {"day", "month"} & {*kinds} and date.month is not None:
        parts.append(MONTHS[date.month - 1] + (f" {date.day}" if date.day is not None else ""))
    elif "day" in kinds and date.day is not None:
        parts.append(f"the {date.day}{ordinal_ending(date.day)}")
    if "year" in kinds and date.year is not None:
        parts.append(str(date.year))
    if "decade" in kinds and date.decade is not None:
        parts.append(f"the {date.decade}s")
    if "century" in kinds and date.century is not None:
        parts.append(f"the {date.century}{ordinal_ending(date.century)} century")
    if "year_offset" in kinds and date.year_offset is not None:
        parts.append(_YEARS.get(date.year_offset, f"{-date.year_offset} years ago"))
    return ", ".join(parts)
