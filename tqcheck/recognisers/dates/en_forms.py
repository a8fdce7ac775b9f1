"""How dates and times are written in English: a pattern for each form, and the words in it."""

from __future__ import annotations

import re
from functools import cache

from tqcheck.recognisers import english

MONTHS = tuple(month.casefold() for month in english.MONTHS)
WEEKDAYS = tuple(day.casefold() for day in english.WEEKDAYS)
# Of hours, from one to twelve.
ONES = english.CARDINALS[1:13]
# Of days, from first to thirty-first.
ORDINALS = (
    *english.ORDINALS,
    "twentieth",
    *(f"twenty-{ordinal}" for ordinal in english.ORDINALS[:9]),
    "thirtieth",
    "thirty-first",
)
# Of decades, from twenties to nineties.
TENS = tuple(f"{tens[:-1]}ies" for tens in english.TENS)
HOLIDAYS = {
    "new year's day": (1, 1), "women's day": (3, 8), "may day": (5, 1), "labor day": (5, 1),
    "labour day": (5, 1), "national day": (10, 1), "army day": (8, 1), "double tenth": (10, 10),
    "christmas day": (12, 25), "christmas": (12, 25), "children's day": (6, 1),
}  # fmt: skip
YEAR_WORDS = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
DAY_WORDS = {
    "day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0, "tonight": 0,
    "this morning": 0, "this afternoon": 0, "this evening": 0, "tomorrow": 1,
    "day after tomorrow": 2,
}  # fmt: skip

_ORDINAL = "(?i:" + "|".join(sorted(ORDINALS, key=len, reverse=True)).replace("-", "[- ]") + ")"
_LONG = "|".join(english.MONTHS)
_SHORT = "|".join(month[:3] for month in english.MONTHS if month != "May") + "|Sept"
_MONTH = f"(?:{_LONG}|{_LONG.upper()}|(?:{_SHORT}|{_SHORT.upper()})\\b\\.?)(?![a-z])"
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
NTH = rf"{_NUMBER}\s?(?:st|nd|rd|th)\b"
DAY = rf"(?:{NTH}|{_NUMBER}(?![\d%]|[.:]\d|,\d{{3}}(?!\d))|{_ORDINAL}\b)"
_TO = r"\s?(?:-|–|—|to|and|or|&|through|until|till|,|, and)\s?(?:the )?"
# In a list of days a number before a plural is not one: March 5 and 20 people.
_DAYS = rf"{DAY}(?:{_TO}{DAY}(?! (?!as\b|was\b|is\b|has\b|this\b)[a-z]+s\b| people)){{0,6}}"
_YEAR = r"(?:1\d\d\d|20\d\d)(?![\d%]|[.,]\d)"
_PART_OF = r"(?i:(?P<part>(?:early|mid|late)(?:\s?[-–]\s?|\s+)(?:in )?(?:the )?" + (
    r"|(?:beginning|start|middle|end|close|turn|(?:first|second|latter|last) half"
    r"|(?:first|second|middle|last|final) ten days|spring|summer|autumn|fall|winter)"
    r"(?: of)? (?:the )?)?)"
)
# The words that one can begin with.
_PARTS = (
    "early beginning start first mid middle second late end last final latter turn close "
    "spring summer autumn fall winter"
)
_CLOCK = r"(?P<{0}_hour>[01]?\d|2[0-4])(?:[:.](?P<{0}_minute>[0-5]\d))?"
_HALF_DAY = r"(?i:[ap]\.? ?m\b\.?)"
_HOUR_WORD = "|".join(ONES)
# What a number of four figures counts: 2000 people, 2000 new homes.
_COUNTED = (
    r"\s?(?:%|percent|per cent|(?!elections|olympics|games|finals|was\b|is\b|has\b|as\b|this\b|s\b)"
    r"[a-z]+s\b|people|yuan|k[mg]\b|met(?:er|re)|mu\b|jin\b|[mb]illion|thousand|hundred|ton|m\b"
    r"|cubic|square|or more|more|new\b|young|°)"
)
_AFTER_DAY = (
    r"(?:\s?(?:[.,;:()\"”—–-]|$)|\s(?:of (?:(?:this|last|next|the|that) month|\w+ time)|in|at|when"
    r"|by|for|that|and|to|after|with|he|she|they|we|it|from|until|local|this|inst|has|have|had|was|were"
    r"|will|would|said|stating|saying|showing|announced|released|reported|opened|held)\b)"
)

# What may show that a text has a form; any digit is a 0.
_FIGURES = ("0",)
_NAMED = tuple(month[:3] for month in MONTHS)
_SPOKEN = tuple(word for word in ORDINALS if "-" not in word)
_TIMES = (
    "0", "clock", "morning", "afternoon", "evening", "night", "noon", "midday", "past", "quarter",
    "half",
)  # fmt: skip

# The name of a form is that of the function that reads it. Before the pattern are the signs:
# without one of them a text in small letters has no such form, and its pattern is not compiled.
_FORMS: dict[str, tuple[tuple[str, ...], str]] = {
    "lunar": (
        ("lunar",),
        (
            r"(?i:(?:\b[\w-]{1,15} day of )?(?:the )?\b[\w-]{1,15} (?:month of the lunar"
            r"|lunar month)(?: calendar| year)?|\blunar (?:calendar|new year)\b)"
        ),
    ),
    "holiday": (
        tuple(name.partition("'")[0] for name in HOLIDAYS),
        r"\b(?i:" + "|".join(HOLIDAYS).replace("'", "['’]") + r")\b",
    ),
    "figures": (
        _FIGURES,
        r"(?<![\d.,/-])\d{1,4}(?P<mark>[-./])\d{1,2}(?P=mark)\d{1,4}(?![\d/-]|[.,]\d)",
    ),
    "month_first": (
        _NAMED,
        (
            rf"\b(?P<month>{_MONTH})\s?(?:the )?(?P<days>{_DAYS})"
            rf"(?:(?:, in|,? of|,)?\s?\b(?P<year>{_YEAR}))?"
        ),
    ),
    "day_first": (
        _NAMED,
        (
            rf"(?<![\d.,])\b(?P<days>{_DAYS})(?: day)?(?: of|-)?\s?\b(?P<month>{_MONTH})"
            rf"(?:(?:,| of|-)?\s?\b(?P<year>{_YEAR}))?"
        ),
    ),
    "month": (
        _NAMED,
        (
            rf"{_PART_OF}\b(?P<month>{_MONTH})"
            rf"(?:(?:,| of|, of)?\s(?:(?P<year>{_YEAR})"
            r"|(?P<word>last|this|next) year))?"
        ),
    ),
    "decade": (
        ("0s", "0's", "0’s", "ties"),
        (
            rf"{_PART_OF}(?:(?P<n>\b(?:1\d|20)\d0|\b[1-9]0|['’‘][1-9]0)['’]?s\b"
            rf"|\b(?P<word>(?i:(?:nineteen[- ])?(?:{'|'.join(TENS)})))\b)"
        ),
    ),
    "century": (
        ("centur",),
        (
            rf"{_PART_OF}\b(?:(?P<n>\d{{1,2}})(?:st|nd|rd|th)"
            rf"|(?P<word>{_ORDINAL}))[\s-](?i:centur)(?:y|ies)\b"
        ),
    ),
    "republic": (
        ("republic",),
        r"(?i:\b(?P<n>\d{1,2})(?:st|nd|rd|th) year of the republic)",
    ),
    "years": (
        _FIGURES,
        (
            r"(?<![\d.,:$£€¥/-])(?P<first>(?:1[6-9]|20)\d\d)(?:\s?[-–—/]\s?|\s(?:to|and|through|until)\s)"
            rf"(?P<last>(?:1[6-9]|20)\d\d|\d\d)(?![\d%/-]|[.,:]\d)(?!{_COUNTED})"
        ),
    ),
    "year": (
        _FIGURES,
        (
            rf"{_PART_OF}(?<![\d.,:$£€¥/-])(?P<n>1\d\d\d|20\d\d)"
            rf"(?![\w%/]|[.,:]\d|-\d)(?!{_COUNTED})|(?<![^ (])['’‘](?P<two>\d\d)(?![\w'’])"
        ),
    ),
    "year_word": (
        ("year",),
        (
            rf"{_PART_OF}\b(?i:(?P<two>year before last)|(?P<word>last|this|next"
            r"|previous|current|coming) year\b)"
        ),
    ),
    "month_word": (
        ("month",),
        rf"{_PART_OF}\b(?P<word>(?i:last|this|next)) month\b",
    ),
    "day_word": (
        tuple(DAY_WORDS),
        r"\b(?i:" + "|".join(sorted(DAY_WORDS, key=len, reverse=True)) + r")\b",
    ),
    "day": (
        (*_FIGURES, *_SPOKEN),
        rf"(?P<days>{NTH}(?:{_TO}{NTH}){{0,6}}|{_ORDINAL}\b)(?={_AFTER_DAY})",
    ),
    "weekday": (
        ("day", "mon.", "tue", "wed.", "thu", "fri."),
        (
            r"(?:\b(?P<off>(?i:last|this|next)) )?"
            r"\b(?P<name>(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
            r"|(?:Mon|Tues?|Wed|Thur?s?|Fri)(?=\.))s?\b\.?"
        ),
    ),
    "time": (
        _TIMES,
        (
            rf"(?<![\d.,:$£€¥])(?:\b{_CLOCK.format('t1')}\s?(?:(?P<t1_half>{_HALF_DAY})\s?)?(?:-|–|—|to|and)\s?)?"
            rf"\b{_CLOCK.format('t2')}\s?(?P<t2_half>{_HALF_DAY})"
            r"|(?<![\d.,:$£€¥])\b(?P<t3_hour>[01]?\d|2[0-4]):(?P<t3_minute>[0-5]\d)(?![\d:]|\.\d)"
            r"|\b(?i:(?:(?P<t4_past>half|(?:a )?quarter|twenty[- ]five|thirty|twenty|ten|five"
            r"|\d{1,2})"
            rf"(?: minutes)?[ -](?P<t4_way>past|to|after|before) )?"
            rf"(?:(?P<t4_hour>{_HOUR_WORD}|[01]?\d|2[0-4])"
            r" ?(?:o['’]?\s?clock\b"
            r"|(?P<t4_of>in the (?:early |late )?(?:morning|afternoon|evening)|at night)\b)"
            r"|(?P<t4_named>noon|midday|midnight)\b))"
            rf"|\b(?i:(?P<t5_past>half|(?:a )?quarter)[ -](?P<t5_way>past|to)"
            rf" (?P<t5_hour>{_HOUR_WORD}|\d{{1,2}}))\b"
        ),
    ),
    # 9/11, 11/26; but 1/4 and 1/20 are shares.
    "event": (
        ("/",),
        (
            r"(?<![\d./])(?P<month>9(?=/11\b)|1[0-2]|[2-9])/(?P<day>(?<=9/)11|1[3-9]|2\d|3[01])"
            r"(?![\d/%]|\.\d)"
        ),
    ),
}  # fmt: skip


def forms(text: str) -> list[tuple[str, re.Pattern[str]]]:
    """The forms that a text may have, by name, in the order in which they are tried."""
    small = re.sub(r"\d", "0", text.lower())
    return [
        (name, _compiled(name))
        for name, (signs, _) in _FORMS.items()
        if any(sign in small for sign in signs)
    ]


@cache
def _compiled(name: str) -> re.Pattern[str]:
    return re.compile(_FORMS[name][1])


@cache
def first_words() -> frozenset[str]:
    """The words a form can begin with."""
    ordinals = {word.partition("-")[0] for word in ORDINALS}
    parts = set(_PARTS.split())
    months = {month[:length] for month in MONTHS for length in (3, 4, len(month))}
    days = {day[:length] for day in WEEKDAYS for length in (3, 4, 5, len(day))}
    plural = {f"{day}s" for day in WEEKDAYS}
    spoken = {word.partition(" ")[0].partition("'")[0] for word in (*HOLIDAYS, *DAY_WORDS)}
    others = {"half", "quarter", "year", "day", "thirty", "nineteen", "noon", "midday", "midnight"}
    return frozenset(
        {*ordinals, *parts, *months, *days, *plural, *spoken, *others}
        | {*TENS, *ONES, "last", "this", "next", "previous", "current", "coming", "lunar"}
    )
