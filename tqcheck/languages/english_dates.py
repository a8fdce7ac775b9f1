"""Dates and times in English, in the orders of both sides of the Atlantic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from tqcheck.languages.dates import LUNAR, Date, Place, figures

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third",
    "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth",
    "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
_TENS = (
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
)
_HOLIDAYS = {
    "new year's day": (1, 1), "women's day": (3, 8), "may day": (5, 1), "labor day": (5, 1),
    "labour day": (5, 1), "national day": (10, 1), "army day": (8, 1), "double tenth": (10, 10),
    "christmas day": (12, 25), "christmas": (12, 25), "children's day": (6, 1),
}  # fmt: skip
_PARTS = {
    "early": "early", "beginning": "early", "start": "early", "first ten days": "early",
    "mid": "mid", "middle": "mid", "second ten days": "mid", "middle ten days": "mid",
    "late": "late", "end": "late",
    "last ten days": "late", "final ten days": "late", "first half": "first half", "turn": "early",
    "second half": "second half", "latter half": "second half", "last half": "second half",
    "close": "late", "spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn",
    "winter": "winter",
}  # fmt: skip
_YEAR_WORDS = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_DAY_WORDS = {
    "day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0, "tonight": 0,
    "this morning": 0, "this afternoon": 0, "this evening": 0, "tomorrow": 1,
    "day after tomorrow": 2,
}  # fmt: skip

_ORDINAL = "(?i:" + "|".join(sorted(_ORDINALS, key=len, reverse=True)).replace("-", "[- ]") + ")"
_LONG = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_MONTH = f"(?:{_LONG}|{_LONG.upper()}|(?:{_SHORT}|{_SHORT.upper()})\\b\\.?)(?![a-z])"
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
_NTH = rf"{_NUMBER}\s?(?:st|nd|rd|th)\b"
_DAY = rf"(?:{_NTH}|{_NUMBER}(?![\d%]|[.:]\d|,\d{{3}}(?!\d))|{_ORDINAL}\b)"
_TO = r"\s?(?:-|–|—|to|and|or|&|through|until|till|,|, and)\s?(?:the )?"
# In a list of days a number before a plural is none: March 5 and 20 people.
_DAYS = rf"{_DAY}(?:{_TO}{_DAY}(?! (?!as\b|was\b|is\b|has\b|this\b)[a-z]+s\b| people)){{0,6}}"
_YEAR = r"(?:1\d\d\d|20\d\d)(?![\d%]|[.,]\d)"
_PART_OF = r"(?i:(?:(?P<{0}_part>early|mid|late)(?:\s?[-–]\s?|\s+)(?:in )?(?:the )?" + (
    r"|(?P<{0}_half>beginning|start|middle|end|close|turn|(?:first|second|latter|last) half"
    r"|(?:first|second|middle|last|final) ten days|spring|summer|autumn|fall|winter)"
    r"(?: of)? (?:the )?)?)"
)
_CLOCK = r"(?P<{0}_hour>[01]?\d|2[0-4])(?:[:.](?P<{0}_minute>[0-5]\d))?"
_HALF_DAY = r"(?i:[ap]\.? ?m\b\.?)"
_HOUR_WORD = "|".join(_ONES)
# What a number of four figures counts: 2000 people, 2000 new homes.
_COUNTED = (
    r"\s?(?:%|percent|per cent|(?!elections|olympics|games|finals|was\b|is\b|has\b|as\b|this\b|s\b)"
    r"[a-z]+s\b|people|yuan|k[mg]\b|met(?:er|re)|mu\b|jin\b|[mb]illion|thousand|hundred|ton|m\b"
    r"|cubic|square|or more|more|new\b|young|°)"
)
# What shows that it is a year, that May is a month, and that an ordinal is a day.
_BEFORE_YEAR = (
    r"(?i:\b(?:in|of|since|by|from|to|until|till|before|after|during|for|year|between|and|through"
    r"|throughout|FY|AD)|[(,])\s?$"
)
_BEFORE_MAY = r"(?i:\b(?:in|since|until|till|last|this|next|during|every|early|mid|late)[\s-])$"
_BEFORE_DAY = r"(?i:\b(?:on|from|to|until|by|since|of|before|after|between|dated) (?:the )?)$"
_MAYBE_BEFORE_DAY = r"(?:\b[Tt]he |, |[(])$"
_AFTER_DAY = (
    r"(?:\s?(?:[.,;:()\"”—–-]|$)|\s(?:of (?:(?:this|last|next|the|that) month|\w+ time)|in|at|when"
    r"|by|for|that|and|to|after|with|he|she|they|we|it|from|until|local|this|inst|has|have|had|was|were"
    r"|will|would|said|stating|saying|showing|announced|released|reported|opened|held)\b)"
)

# The name of a form is that of the pattern, and of the function that reads it.
_FORMS = {
    "lunar": (
        r"(?i:(?:\b[\w-]{1,15} day of )?(?:the )?\b[\w-]{1,15} (?:month of the lunar"
        r"|lunar month)(?: calendar| year)?|\blunar (?:calendar|new year)\b)"
    ),
    "holiday": r"\b(?i:" + "|".join(_HOLIDAYS).replace("'", "['’]") + r")\b",
    "figures": r"(?<![\d.,/-])\d{1,4}(?P<mark>[-./])\d{1,2}(?P=mark)\d{1,4}(?![\d/-]|[.,]\d)",
    "month_first": (
        rf"\b(?P<mf_month>{_MONTH})\s?(?:the )?(?P<mf_days>{_DAYS})"
        rf"(?:(?:, in|,? of|,)?\s?\b(?P<mf_year>{_YEAR}))?"
    ),
    "day_first": (
        rf"(?<![\d.,])\b(?P<df_days>{_DAYS})(?: day)?(?: of|-)?\s?\b(?P<df_month>{_MONTH})"
        rf"(?:(?:,| of|-)?\s?\b(?P<df_year>{_YEAR}))?"
    ),
    "month": (
        rf"{_PART_OF.format('mo')}\b(?P<mo_month>{_MONTH})"
        rf"(?:(?:,| of|, of)?\s(?:(?P<mo_year>{_YEAR})"
        r"|(?P<mo_word>last|this|next) year))?"
    ),
    "decade": (
        rf"{_PART_OF.format('de')}(?:(?P<de_n>\b(?:1\d|20)\d0|\b[1-9]0|['’‘][1-9]0)['’]?s\b"
        rf"|\b(?P<de_word>(?i:(?:nineteen[- ])?(?:{'|'.join(_TENS)})))\b)"
    ),
    "century": (
        rf"{_PART_OF.format('ce')}\b(?:(?P<ce_n>\d{{1,2}})(?:st|nd|rd|th)"
        rf"|(?P<ce_word>{_ORDINAL}))[\s-](?i:centur)(?:y|ies)\b"
    ),
    "republic": r"(?i:\b(?P<re_n>\d{1,2})(?:st|nd|rd|th) year of the republic)",
    "years": (
        r"(?<![\d.,:$£€¥/-])(?P<ys_first>(?:1[6-9]|20)\d\d)(?:\s?[-–—/]\s?|\s(?:to|and|through|until)\s)"
        rf"(?P<ys_last>(?:1[6-9]|20)\d\d|\d\d)(?![\d%/-]|[.,:]\d)(?!{_COUNTED})"
    ),
    "year": (
        rf"{_PART_OF.format('ye')}(?<![\d.,:$£€¥/-])(?P<ye_n>1\d\d\d|20\d\d)"
        rf"(?![\w%/]|[.,:]\d|-\d)(?!{_COUNTED})|(?<![^ (])['’‘](?P<ye_two>\d\d)(?![\w'’])"
    ),
    "year_word": (
        rf"{_PART_OF.format('yw')}\b(?i:(?P<yw_two>year before last)|(?P<yw>last|this|next"
        r"|previous|current|coming) year\b)"
    ),
    "month_word": rf"{_PART_OF.format('mw')}\b(?P<mw>(?i:last|this|next)) month\b",
    "day_word": r"\b(?i:" + "|".join(sorted(_DAY_WORDS, key=len, reverse=True)) + r")\b",
    "day": rf"(?P<da_days>{_NTH}(?:{_TO}{_NTH}){{0,6}}|{_ORDINAL}\b)(?={_AFTER_DAY})",
    "weekday": (
        r"(?:\b(?P<we_off>(?i:last|this|next)) )?"
        r"\b(?P<we>(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
        r"|(?:Mon|Tues?|Wed|Thur?s?|Fri)(?=\.))s?\b\.?"
    ),
    "time": (
        rf"(?<![\d.,:$£€¥])(?:\b{_CLOCK.format('t1')}\s?(?:(?P<t1_half>{_HALF_DAY})\s?)?(?:-|–|—|to|and)\s?)?"
        rf"\b{_CLOCK.format('t2')}\s?(?P<t2_half>{_HALF_DAY})"
        r"|(?<![\d.,:$£€¥])\b(?P<t3_hour>[01]?\d|2[0-4]):(?P<t3_minute>[0-5]\d)(?![\d:]|\.\d)"
        r"|\b(?i:(?:(?P<t4_past>half|(?:a )?quarter|twenty[- ]five|thirty|twenty|ten|five|\d{1,2})"
        rf"(?: minutes)?[ -](?P<t4_way>past|to|after|before) )?"
        rf"(?:(?P<t4_hour>{_HOUR_WORD}|[01]?\d|2[0-4])"
        r" ?(?:o['’]?\s?clock\b"
        r"|(?P<t4_of>in the (?:early |late )?(?:morning|afternoon|evening)|at night)\b)"
        r"|(?P<t4_named>noon|midday|midnight)\b))"
        rf"|\b(?i:(?P<t5_past>half|(?:a )?quarter)[ -](?P<t5_way>past|to)"
        rf" (?P<t5_hour>{_HOUR_WORD}|\d{{1,2}}))\b"
    ),
    # 9/11, 11/26; but 1/4 and 1/20 are shares.
    "event": (
        r"(?<![\d./])(?P<ev_month>9(?=/11\b)|1[0-2]|[2-9])/(?P<ev_day>(?<=9/)11|1[3-9]|2\d|3[01])"
        r"(?![\d/%]|\.\d)"
    ),
}  # fmt: skip


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()))


@cache
def _first_words() -> frozenset[str]:
    """The words a form can begin with."""
    ordinals = {word.partition("-")[0] for word in _ORDINALS}
    parts = {word.partition(" ")[0] for word in _PARTS}
    months = {month[:length] for month in _MONTHS for length in (3, 4, len(month))}
    days = {day[:length] for day in _WEEKDAYS for length in (3, 4, 5, len(day))}
    plural = {f"{day}s" for day in _WEEKDAYS}
    spoken = {word.partition(" ")[0].partition("'")[0] for word in (*_HOLIDAYS, *_DAY_WORDS)}
    others = {"half", "quarter", "year", "day", "thirty", "nineteen", "noon", "midday", "midnight"}
    return frozenset(
        {*ordinals, *parts, *months, *days, *plural, *spoken, *others}
        | {*_TENS, *_ONES, "last", "this", "next", "previous", "current", "coming", "lunar"}
    )


def read(text: str) -> Iterator[Date]:
    """The dates and times of an English text, in order."""
    pattern, first_words, at = _pattern(), _first_words(), 0
    # Forms are tried only where one can begin: a twentieth of all words.
    for word in re.finditer(r"(?<![A-Za-z])[A-Za-z]+|(?<!\d)['’‘]?\d+", text):
        begins = word.group().isalpha() is False or word.group().casefold() in first_words
        match = pattern.match(text, word.start()) if begins and word.start() >= at else None
        if match is None:
            continue
        at = match.end()
        read_form = _READERS[match.lastgroup or ""]
        yield from read_form(match, (*match.span(), match.group()))


def _lunar(match: re.Match[str], place: Place) -> Iterator[Date]:
    yield Date(*place, calendar=LUNAR)


def _figures(match: re.Match[str], place: Place) -> Iterator[Date]:
    for found in figures(place[2]):
        yield replace(found, start=place[0], end=place[1])


def _month_and_days(match: re.Match[str], place: Place) -> Iterator[Date]:
    """March 5, 1989 and 5 to 8 March: each day is a date, the first or last with the month."""
    kind = "mf" if match["mf_month"] else "df"
    month, year = _month_of(match[f"{kind}_month"]), match[f"{kind}_year"]
    start = match.start(f"{kind}_days")
    days = list(re.finditer(_DAY, match[f"{kind}_days"]))
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
    name, word, year = match["mo_month"], match["mo_word"], match["mo_year"]
    before = match.string[max(0, match.start("mo_month") - 8) : match.start("mo_month")]
    part = _part(match, "mo")
    alone = not (word or year or part)
    # May and March are words as well, and what is short needs its point.
    if alone and name.casefold() in ("may", "march") and not re.search(_BEFORE_MAY, before):
        return
    if alone and len(name) == 3 and name != "May":
        return
    yield Date(
        *place,
        month=_month_of(name),
        year=int(year) if year else None,
        year_offset=_YEAR_WORDS[word] if word else None,
        part=part,
    )


def _decade(match: re.Match[str], place: Place) -> Iterator[Date]:
    if match["de_n"]:
        decade = int(match["de_n"].strip("'’‘"))
    else:
        word = match["de_word"].casefold()
        decade = 20 + 10 * next(i for i, tens in enumerate(_TENS) if word.endswith(tens))
        decade += 1900 if word.startswith("nineteen") else 0
    # In their twenties, in the sixties: ages and scores as well as years.
    sure = decade > 100
    yield Date(*place, decade=decade, part=_part(match, "de"), certain=sure)


def _century(match: re.Match[str], place: Place) -> Iterator[Date]:
    number = int(match["ce_n"]) if match["ce_n"] else _ordinal(match["ce_word"])
    yield Date(*place, century=number, part=_part(match, "ce"))


def _republic(match: re.Match[str], place: Place) -> Iterator[Date]:
    # The first year of the Republic of China is 1912.
    yield Date(*place, year=1911 + int(match["re_n"]), certain=False)


def _years(match: re.Match[str], place: Place) -> Iterator[Date]:
    first, last = match["ys_first"], match["ys_last"]
    middle = match.end("ys_first")
    # 1985-90; 2018-03 is another thing.
    if len(last) == 2 and int(last) <= int(first[2:]) and last != "00":
        last = ""
    yield Date(place[0], middle, first, year=int(first), certain=bool(last))
    if last:
        whole = int(last) if len(last) == 4 else int(first[:2] + last)
        yield Date(match.start("ys_last"), place[1], last, year=whole)


def _year(match: re.Match[str], place: Place) -> Iterator[Date]:
    if match["ye_two"]:
        yield Date(*place, year=int(match["ye_two"]), certain=False)
        return
    before = match.string[max(0, match.start("ye_n") - 12) : match.start("ye_n")]
    part, year = _part(match, "ye"), int(match["ye_n"])
    sure = bool(part) or bool(re.search(_BEFORE_YEAR, before))
    if year >= 1600 or sure:
        yield Date(*place, year=year, part=part, certain=sure)


def _year_word(match: re.Match[str], place: Place) -> Iterator[Date]:
    offset = -2 if match["yw_two"] else _YEAR_WORDS[match["yw"].casefold().split()[-1]]
    yield Date(*place, year_offset=offset, part=_part(match, "yw"))


def _month_word(match: re.Match[str], place: Place) -> Iterator[Date]:
    yield Date(*place, month_offset=_YEAR_WORDS[match["mw"].casefold()], part=_part(match, "mw"))


def _day_word(match: re.Match[str], place: Place) -> Iterator[Date]:
    yield Date(*place, day_offset=_DAY_WORDS[place[2].casefold()])


def _day(match: re.Match[str], place: Place) -> Iterator[Date]:
    before = match.string[max(0, place[0] - 14) : place[0]]
    # The second is more than a day, and so is the twentieth; the 26th hardly.
    if not place[2][0].isdigit():
        if re.search(r"(?i:\bon the )$", before):
            yield Date(*place, day=_ordinal(place[2]), certain=False)
        return
    sure = bool(re.search(_BEFORE_DAY, before))
    if sure or re.search(_MAYBE_BEFORE_DAY, before):
        for day in re.finditer(_NTH, place[2]):
            start, end = place[0] + day.start(), place[0] + day.end()
            yield Date(start, end, day.group(), day=_ordinal(day.group()), certain=sure)


def _weekday(match: re.Match[str], place: Place) -> Iterator[Date]:
    name = match["we"].casefold()[:3]
    number = next(i for i, day in enumerate(_WEEKDAYS, 1) if day.startswith(name))
    word = match["we_off"]
    offset = _YEAR_WORDS[word.casefold()] if word else None
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
        told = (match["t4_of"] or "").casefold()
        clock = _of_day(clock, True) if told.endswith(("noon", "evening", "night")) else clock
    minutes = _minutes(past) if past else None
    if minutes and way and way.casefold() in ("to", "before"):
        clock, minutes = (clock - 1) % 24, 60 - minutes
    if clock <= 24 and (minutes or 0) < 60:
        yield Date(*place, hour=clock, minute=minutes)


def _event(match: re.Match[str], place: Place) -> Iterator[Date]:
    yield Date(
        *place, month=int(match["ev_month"]), day=int(match["ev_day"]), named=True, certain=False
    )


def _holiday(match: re.Match[str], place: Place) -> Iterator[Date]:
    month, day = _HOLIDAYS[place[2].casefold().replace("’", "'")]
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


def _part(match: re.Match[str], kind: str) -> str | None:
    word = match[f"{kind}_part"] or match[f"{kind}_half"]
    return _PARTS[word.casefold()] if word else None


def _month_of(name: str) -> int:
    return 1 + next(i for i, m in enumerate(_MONTHS) if m.startswith(name.casefold()[:3]))


def _ordinal(word: str) -> int:
    """The value of 5, 5th or fifth."""
    figures_ = re.match(r"\d+", word)
    if figures_:
        return int(figures_.group())
    return 1 + _ORDINALS.index(word.casefold().replace(" ", "-"))


def _cardinal(word: str) -> int:
    return int(word) if word.isdigit() else 1 + _ONES.index(word.casefold())


def _minutes(word: str) -> int:
    words = {"half": 30, "quarter": 15, "a quarter": 15, "thirty": 30, "twenty": 20, "five": 5}
    words |= {"ten": 10, "twenty-five": 25, "twenty five": 25}
    return int(word) if word.isdigit() else words[word.casefold()]


def _of_day(hour: int, afternoon: bool) -> int:
    if afternoon:
        return hour + 12 if hour < 12 else hour
    return 0 if hour == 12 else hour
