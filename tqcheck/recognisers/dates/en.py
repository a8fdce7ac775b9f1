"""Dates and times in English, in the orders of both sides of the Atlantic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from tqcheck.recognisers.dates.date import LUNAR, Date, Place, found_at
from tqcheck.recognisers.dates.en_forms import (
    DAY,
    DAY_WORDS,
    HOLIDAYS,
    MONTHS,
    NTH,
    ONES,
    ORDINALS,
    TENS,
    WEEKDAYS,
    YEAR_WORDS,
    first_words,
    forms,
)  # fmt: skip
from tqcheck.recognisers.dates.figures import figures

# What shows that it is a year, that May is a month, and that an ordinal is a day.
_BEFORE_YEAR = (
    r"(?i:\b(?:in|of|since|by|from|to|until|till|before|after|during|for|year|between|and|through"
    r"|throughout|FY|AD)|[(,])\s?$"
)
_BEFORE_MAY = r"(?i:\b(?:in|since|until|till|last|this|next|during|every|early|mid|late)[\s-])$"
_BEFORE_DAY = r"(?i:\b(?:on|from|to|until|by|since|of|before|after|between|dated) (?:the )?)$"
_MAYBE_BEFORE_DAY = r"(?:\b[Tt]he |, |[(])$"


def read(text: str) -> Iterator[Date]:
    """The dates and times of an English text, in order."""
    known, beginnings = forms(text), first_words()
    # Forms are tried only where one can begin: a twentieth of all words.
    starts = (
        word.start()
        for word in re.finditer(r"(?<![A-Za-z])[A-Za-z]+|(?<!\d)['’‘]?\d+", text)
        if not word.group().isalpha() or word.group().casefold() in beginnings
    )
    for name, match in found_at(text, starts, known):
        yield from _READERS[name](match, (*match.span(), match.group()))


def _lunar(match: re.Match[str], place: Place) -> Iterator[Date]:
    yield Date(*place, calendar=LUNAR)


def _figures(match: re.Match[str], place: Place) -> Iterator[Date]:
    for found in figures(place[2]):
        yield replace(found, start=place[0], end=place[1])


def _month_and_days(match: re.Match[str], place: Place) -> Iterator[Date]:
    """March 5, 1989 and 5 to 8 March: each day is a date, the first or last with the month."""
    month, year = _month_of(match["month"]), match["year"]
    start = match.start("days")
    days = list(re.finditer(DAY, match["days"]))
    for i, day in enumerate(days):
        begin = place[0] if i == 0 else start + day.start()
        end = place[1] if i == len(days) - 1 else start + day.end()
        yield Date(
            begin,
            end,
            match.string[begin:end],
            year=int(year) if year else None,
            month=month,
            day=_ordinal(day.group()),
        )


def _month(match: re.Match[str], place: Place) -> Iterator[Date]:
    name, word, year = match["month"], match["word"], match["year"]
    before = match.string[max(0, match.start("month") - 8) : match.start("month")]
    alone = not (word or year or match["part"])
    # May and March are words as well, and what is short needs its point.
    if alone and name.casefold() in ("may", "march") and not re.search(_BEFORE_MAY, before):
        return
    if alone and len(name) == 3 and name != "May":
        return
    yield Date(
        *place,
        month=_month_of(name),
        year=int(year) if year else None,
        year_offset=YEAR_WORDS[word] if word else None,
    )


def _decade(match: re.Match[str], place: Place) -> Iterator[Date]:
    if match["n"]:
        decade = int(match["n"].strip("'’‘"))
    else:
        word = match["word"].casefold()
        decade = 20 + 10 * next(i for i, tens in enumerate(TENS) if word.endswith(tens))
        decade += 1900 if word.startswith("nineteen") else 0
    # In their twenties, in the sixties: ages and scores as well as years.
    sure = decade > 100
    yield Date(*place, decade=decade, certain=sure)


def _century(match: re.Match[str], place: Place) -> Iterator[Date]:
    number = int(match["n"]) if match["n"] else _ordinal(match["word"])
    yield Date(*place, century=number)


def _republic(match: re.Match[str], place: Place) -> Iterator[Date]:
    # The first year of the Republic of China is 1912.
    yield Date(*place, year=1911 + int(match["n"]), certain=False)


def _years(match: re.Match[str], place: Place) -> Iterator[Date]:
    first, last = match["first"], match["last"]
    middle = match.end("first")
    # 1985-90; 2018-03 is another thing.
    if len(last) == 2 and int(last) <= int(first[2:]) and last != "00":
        last = ""
    yield Date(place[0], middle, first, year=int(first), certain=bool(last))
    if last:
        whole = int(last) if len(last) == 4 else int(first[:2] + last)
        yield Date(match.start("last"), place[1], last, year=whole)


def _year(match: re.Match[str], place: Place) -> Iterator[Date]:
    if match["two"]:
        yield Date(*place, year=int(match["two"]), certain=False)
        return
    before = match.string[max(0, match.start("n") - 12) : match.start("n")]
    year = int(match["n"])
    sure = bool(match["part"]) or bool(re.search(_BEFORE_YEAR, before))
    if year >= 1600 or sure:
        yield Date(*place, year=year, certain=sure)


def _year_word(match: re.Match[str], place: Place) -> Iterator[Date]:
    offset = -2 if match["two"] else YEAR_WORDS[match["word"].casefold().split()[-1]]
    yield Date(*place, year_offset=offset)


def _month_word(match: re.Match[str], place: Place) -> Iterator[Date]:
    yield Date(*place, month_offset=YEAR_WORDS[match["word"].casefold()])


def _day_word(match: re.Match[str], place: Place) -> Iterator[Date]:
    yield Date(*place, day_offset=DAY_WORDS[place[2].casefold()])


def _day(match: re.Match[str], place: Place) -> Iterator[Date]:
    before = match.string[max(0, place[0] - 14) : place[0]]
    # The second is more than a day, and so is the twentieth; the 26th hardly.
    if not place[2][0].isdigit():
        if re.search(r"(?i:\bon the )$", before):
            yield Date(*place, day=_ordinal(place[2]), certain=False)
        return
    sure = bool(re.search(_BEFORE_DAY, before))
    if sure or re.search(_MAYBE_BEFORE_DAY, before):
        for day in re.finditer(NTH, place[2]):
            start, end = place[0] + day.start(), place[0] + day.end()
            yield Date(start, end, day.group(), day=_ordinal(day.group()), certain=sure)


def _weekday(match: re.Match[str], place: Place) -> Iterator[Date]:
    name = match["name"].casefold()[:3]
    number = next(i for i, day in enumerate(WEEKDAYS, 1) if day.startswith(name))
    word = match["off"]
    offset = YEAR_WORDS[word.casefold()] if word else None
    yield Date(*place, weekday=number, week_offset=offset)


def _time(match: re.Match[str], place: Place) -> Iterator[Date]:
    if match["t2_half"]:
        afternoon = match["t2_half"][0] in "pP"
        first, last = match["t1_hour"], match["t2_hour"]
        if first:
            end = match.end("t1_half") if match["t1_half"] else match.end("t1_minute")
            end = end if end > 0 else match.end("t1_hour")
            own = match["t1_half"]
            late = own[0] in "pP" if own else afternoon and int(first) <= int(last)
            minute = match["t1_minute"]
            yield Date(
                place[0],
                end,
                match.string[place[0] : end],
                hour=_of_day(int(first), late),
                minute=int(minute) if minute else None,
            )
            start = match.start("t2_hour")
            place = (start, place[1], match.string[start : place[1]])
        minute = match["t2_minute"]
        yield Date(
            *place, hour=_of_day(int(last), afternoon), minute=int(minute) if minute else None
        )
        return
    if match["t3_hour"]:
        hour, minute = match["t3_hour"], match["t3_minute"]
        yield Date(*place, hour=int(hour), minute=int(minute), certain=False)
        return
    past, way = match["t4_past"] or match["t5_past"], match["t4_way"] or match["t5_way"]
    if match["t4_named"]:
        clock = 0 if match["t4_named"].casefold() == "midnight" else 12
    else:
        clock = _cardinal(match["t4_hour"] or match["t5_hour"])
        half_day = (match["t4_of"] or "").casefold()
        clock = _of_day(clock, True) if half_day.endswith(("noon", "evening", "night")) else clock
    minutes = _minutes(past) if past else None
    if minutes and way and way.casefold() in ("to", "before"):
        clock, minutes = (clock - 1) % 24, 60 - minutes
    if clock <= 24 and (minutes or 0) < 60:
        yield Date(*place, hour=clock, minute=minutes)


def _event(match: re.Match[str], place: Place) -> Iterator[Date]:
    yield Date(*place, month=int(match["month"]), day=int(match["day"]), named=True, certain=False)


def _holiday(match: re.Match[str], place: Place) -> Iterator[Date]:
    month, day = HOLIDAYS[place[2].casefold().replace("’", "'")]
    yield Date(*place, month=month, day=day, named=True, certain=False)


_READERS: dict[str, Callable[[re.Match[str], Place], Iterator[Date]]] = {
    "lunar": _lunar,
    "figures": _figures,
    "month_first": _month_and_days,
    "day_first": _month_and_days,
    "month": _month,
    "decade": _decade,
    "century": _century,
    "republic": _republic,
    "years": _years,
    "year": _year,
    "year_word": _year_word,
    "month_word": _month_word,
    "day_word": _day_word,
    "day": _day,
    "weekday": _weekday,
    "time": _time,
    "event": _event,
    "holiday": _holiday,
}


def _month_of(name: str) -> int:
    return 1 + next(i for i, m in enumerate(MONTHS) if m.startswith(name.casefold()[:3]))


def _ordinal(word: str) -> int:
    """The value of 5, 5th or fifth."""
    figures_ = re.match(r"\d+", word)
    if figures_:
        return int(figures_.group())
    return 1 + ORDINALS.index(word.casefold().replace(" ", "-"))


def _cardinal(word: str) -> int:
    return int(word) if word.isdigit() else 1 + ONES.index(word.casefold())


def _minutes(word: str) -> int:
    words = {"half": 30, "quarter": 15, "a quarter": 15, "thirty": 30, "twenty": 20, "five": 5}
    words |= {"ten": 10, "twenty-five": 25, "twenty five": 25}
    return int(word) if word.isdigit() else words[word.casefold()]


def _of_day(hour: int, afternoon: bool) -> int:
    if afternoon:
        return hour + 12 if hour < 12 else hour
    return 0 if hour == 12 else hour
