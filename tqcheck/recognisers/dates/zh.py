"""Dates and times in Chinese: units with their figures are found one by one, then joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tqcheck.recognisers.dates.date import ERA, LUNAR, Date, Place, found_at
from tqcheck.recognisers.dates.zh_forms import (
    AFTERNOON,
    BEGINNING,
    DAYS,
    HOLIDAYS,
    MONTHS,
    MORNING,
    PLAIN,
    TO,
    WEEKDAYS,
    WEEKS,
    YEARS,
    units,
)
from tqcheck.recognisers.numbers.zh_numerals import DIGITS, numeral_value

# From the coarsest to the finest: what follows a coarser one belongs to it.
_LEVELS = ("year", "month", "day", "weekday", "hour")
_JOINED = r"\s*[的(]?(?:当地时间|北京时间|当天|当日)?"
_RANGED = rf"\)?(?:\s*{TO}\s*(?:当天|当日|次日|翌日)?|\s*(?:起|开始)?(?:至|到|直到))"


def read(text: str) -> Iterator[Date]:
    """The dates and times of a Chinese text, in order."""
    plain = text.translate(PLAIN)
    found: Date | None = None
    starts = (match.start() for match in re.finditer(BEGINNING, plain))
    for name, match in found_at(plain, starts, units(plain)):
        unit = _unit(name, match, text, plain, found)
        if unit is None:
            continue
        if found is None:
            found = unit
            continue
        between = plain[found.end : unit.start]
        if _level(unit) > _finest(found) and re.fullmatch(_JOINED, between):
            found = _joined(found, unit, text)
            continue
        yield found
        if _level(unit) and re.fullmatch(_RANGED, between):
            unit = _continued(found, unit)
        found = unit
    if found is not None:
        yield found


def _unit(
    kind: str, match: re.Match[str], text: str, plain: str, before: Date | None
) -> Date | None:
    """What one unit says, None where it is not a date after all."""
    place = (*match.span(), text[match.start() : match.end()])
    in_part = bool(match.groupdict().get("part"))
    if kind in (LUNAR, ERA):
        return Date(*place, calendar=kind)
    if kind == "figures":
        year, month, day = map(int, re.split("[-./]", match.group()))
        return _valid(Date(*place, year=year, month=month, day=day))
    if kind == "decade":
        return _decade(place, match)
    if kind == "century":
        return Date(*place, century=numeral_value(match["century_n"]))
    if kind == "republic":
        # The first year of the Republic is 1912. The name is not repeated with the next year.
        years = 1 if match["republic_n"] == "元" else numeral_value(match["republic_n"])
        return Date(*place, year=1911 + years, certain=False)
    if kind == "year":
        return Date(
            *place, year=numeral_value(match["year_n"] or match["year_first"]), in_part=in_part
        )
    if kind == "short_year":
        return Date(*place, year=numeral_value(match["short_n"]), in_part=in_part)
    if kind == "bare_year":
        return Date(*place, year=int(match["bare_n"]), certain=False)
    if kind == "year_word":
        word = match["year_off"]
        if not word:
            return Date(*place, in_part=True)
        return Date(*place, year_offset=YEARS[word], in_part=in_part)
    if kind == "month":
        month = numeral_value(match["month_n"] or match["month_first"])
        return _valid(Date(*place, month=month, in_part=in_part))
    if kind == "month_word":
        return Date(*place, month_offset=MONTHS[match["month_off"]], in_part=in_part)
    if kind == "month_part_only":
        return Date(*place, in_part=True)
    if kind == "day_word":
        if match["dated_n"]:
            offset = DAYS[match["dated_off"]]
            return _valid(Date(*place, day_offset=offset, day=numeral_value(match["dated_n"])))
        return Date(*place, day_offset=DAYS[match["day_off"]])
    if kind == "day":
        return _day(place, match, plain, before)
    if kind == "weekday":
        week = WEEKS.get(match["week_off"] or "")
        return Date(*place, weekday=WEEKDAYS[match["weekday_n"]], week_offset=week)
    if kind == "time":
        return _time(place, match, plain)
    month, day = (
        (int(match["event_month"]), int(match["event_day"]))
        if kind == "event"
        else HOLIDAYS[match["holiday_n"]]
    )
    return _valid(Date(*place, month=month, day=day, named=True, certain=False))


def _decade(place: Place, match: re.Match[str]) -> Date:
    figures = match["decade_n"] or match["decade_first"] or match["decade_next"] or ""
    decade = numeral_value(figures)
    decade = decade * 10 if decade < 10 else decade
    if match["decade_age"]:
        decade += (numeral_value(match["decade_age"]) - 1) * 100
    return Date(*place, decade=decade)


def _day(place: Place, match: re.Match[str], plain: str, before: Date | None) -> Date | None:
    # 8号楼 and 嫦娥五号 are not days: 号 is one after a month, or before an hour.
    if match["hao"]:
        is_of_month = before and (before.month is not None or before.month_offset is not None)
        between = plain[before.end : place[0]] if before else ""
        if (
            not (is_of_month and re.fullmatch(rf"\s*|{_RANGED}", between))
            and not re.match(f"\\s?(?:{MORNING}|{AFTERNOON})", plain[place[1] : place[1] + 4])
            and not plain.endswith(("当地时间", "北京时间"), 0, place[0])
        ):
            return None
    figures = match["day_n"] or match["day_first"]
    day = numeral_value(figures)
    if before and before.day and day < 10 <= before.day and plain[place[0] - 1] in "、":
        day += before.day // 10 * 10 if before.text[-1] in DIGITS else 0
    return _valid(
        Date(*place, day=day, certain=len(figures or "") > 1 or (figures or "").isascii())
    )


def _time(place: Place, match: re.Match[str], plain: str) -> Date | None:
    hour = numeral_value(match["hour"] or match["hour_first"])
    half_day = match["morning"] or match["afternoon"]
    minute: int | None = None
    if match["half_past"]:
        minute = 30
    elif match["quarter"]:
        minute = 15 * numeral_value(match["quarter"])
    elif match["minute"]:
        minute = numeral_value(match["minute"])
    # 一点一点 and 一点一滴 are "bit by bit", 三点一 is a decimal.
    spoken = match["minute"] and len(match["minute"]) == 1 and not place[2].endswith("分")
    if match["point"] and spoken:
        return None
    # 三点意见 is not an hour.
    if match["point"] and not (
        half_day
        or match["clock"]
        or match["sharp"]
        or minute is not None
        or re.match("左右|许|以?前|以?后|起|开始|钟|多", plain[place[1] : place[1] + 2])
    ):
        return None
    # 一时 is a while.
    if place[2] == "一时":
        return None
    if hour > 24 or (minute or 0) > 59:
        return None
    if match["afternoon"] and hour < 12 and not (hour < 6 and match["afternoon"] in "深夜夜里午夜"):
        hour += 12
    return Date(*place, hour=hour, minute=minute, certain=not match["colon"] or bool(half_day))


def _level(unit: Date) -> int:
    """How fine the coarsest part is, from 1; 0 for what is on its own."""
    return next((i for i, known in enumerate(_known(unit), 1) if known), 0)


def _finest(date: Date) -> int:
    return max((i for i, known in enumerate(_known(date), 1) if known), default=len(_LEVELS))


def _known(date: Date) -> tuple[bool, ...]:
    """Of which of the levels a date has the part."""
    if date.calendar or date.decade is not None or date.century is not None:
        return ()
    return (
        date.year is not None or date.year_offset is not None,
        date.month is not None or date.month_offset is not None or date.in_part,
        date.day is not None or date.day_offset is not None,
        date.weekday is not None,
        date.hour is not None,
    )


def _joined(date: Date, unit: Date, text: str) -> Date:
    """The date with a finer unit that follows it."""
    parts = {
        name: value
        for name in _PARTS_OF_DATE
        if (value := getattr(unit, name)) is not None and value is not False
    }
    # What follows makes the whole sure: 三日 after a month is a day.
    return replace(date, **parts, end=unit.end, text=text[date.start : unit.end], certain=True)


def _continued(date: Date, unit: Date) -> Date:
    """The unit with the coarser parts of the date from which a range or list goes on to it."""
    coarser = _PARTS_OF_DATE[: _PARTS_OF_DATE.index(_FIRST_PARTS[_level(unit) - 1])]
    parts = {name: getattr(date, name) for name in coarser}
    return replace(unit, **parts, certain=unit.certain or date.certain)


_PARTS_OF_DATE = (
    *("year", "year_offset", "month", "month_offset", "in_part", "day", "day_offset"),
    *("weekday", "week_offset", "hour", "minute"),
)
_FIRST_PARTS = ("year", "month", "day", "weekday", "hour")


def _valid(date: Date) -> Date | None:
    month, day = date.month, date.day
    return date if 1 <= (month or 1) <= 12 and 1 <= (1 if day is None else day) <= 31 else None
