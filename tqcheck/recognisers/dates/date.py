"""What a date or time in a text says, and where it is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

# Calendars other than the Gregorian: such dates are known to be dates, but not which.
LUNAR = "lunar"
ERA = "era"

# Start, end and text of what was found.
Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Date:
    """A date or time as written at `text[start:end]`; what it does not say is None.

    What a range or list gives once ("March 5 to 8") is in all its members.
    """

    start: int
    end: int
    text: str
    # Below 100 where only the last two figures are written.
    year: int | None = None
    month: int | None = None
    day: int | None = None
    # From 1, Monday.
    weekday: int | None = None
    # From 0 to 24, as written; from 13 where the text says afternoon or evening.
    hour: int | None = None
    minute: int | None = None
    # Whether a part of the year or month is named: 年底, 上旬. Read in Chinese only.
    in_part: bool = False
    # The first year (1980), below 100 where only the last two figures are written.
    decade: int | None = None
    century: int | None = None
    # Of words: -1 is last year, last month, last week, yesterday.
    year_offset: int | None = None
    month_offset: int | None = None
    week_offset: int | None = None
    day_offset: int | None = None
    # LUNAR or ERA where the figures are not those of the Gregorian calendar; nothing else is given.
    calendar: str | None = None
    # The date of a holiday or an event that is called by it: 五四, National Day, 9/11.
    named: bool = False
    # False for what may be another number: a year without 年, "the 7th", 9:30, what is named.
    certain: bool = True

    def on(self, anchor: datetime.date) -> Date:
        """The date with its offsets resolved as read on the day `anchor`."""
        found = self
        if self.year_offset is not None and self.year is None:
            found = replace(found, year=anchor.year + self.year_offset)
        if self.month_offset is not None and self.month is None:
            months = anchor.year * 12 + anchor.month - 1 + self.month_offset
            found = replace(found, year=months // 12, month=months % 12 + 1)
        offset = self.day_offset
        if offset is None and self.week_offset is not None and self.weekday is not None:
            offset = self.week_offset * 7 + self.weekday - anchor.isoweekday()
        if offset is not None and self.day is None:
            day = anchor + datetime.timedelta(days=offset)
            found = replace(
                found, year=day.year, month=day.month, day=day.day, weekday=day.isoweekday()
            )
        return found


def found_at(
    text: str, starts: Iterable[int], forms: Sequence[tuple[str, re.Pattern[str]]]
) -> Iterator[tuple[str, re.Match[str]]]:
    """The first of the forms that matches at each of the places, past the match before."""
    at = 0
    for start in starts:
        for name, pattern in forms if start >= at else ():
            match = pattern.match(text, start)
            if match is not None:
                at = match.end()
                yield name, match
                break
