"""Datelines and credits of news, in Chinese and English: agency or paper, place, day, reporters.

`dateline(text, language) -> Dateline | None` reads the one at the head of a text, whose dates say
when it was sent and nothing of what it tells: `text[found.start:found.end]`. `is_dateline` tells
the lines that are nothing else. Credits at the end of a text are in `chinese_datelines`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# A dateline is no longer than this, and looked for no further into a text.
LONGEST = 160
_LONGEST_LINE = 90

# Patterns are kept as strings: re compiles them when they are first used, not at every start.
HAN_DIGITS = r"\d一二三四五六七八九十〇零○廿卅元正"
_HAN_DAY = rf"[{HAN_DIGITS}]+月[{HAN_DIGITS}]+日|[{HAN_DIGITS}]+年[{HAN_DIGITS}]+月"
_HAN_DATE = rf"(?:[{HAN_DIGITS}]+年)?(?:{_HAN_DAY})[夜晨晚]?(?:[于在\s，]+[^\s。，！？]{{1,10}})?"
_HAN_AGENCY = r"据?(?:新华社|本报|中新社|塔斯社|人民日报)[^。！？，]{0,20}[电讯]"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"(?:(?:{_MONTH}\s+{_DAY}|{_DAY}(?:\s+(?:of\s+)?{_MONTH})?)(?:,?\s*\d{{4}})?"
    rf"|{_MONTH},?\s+\d{{4}})"
)
_PLACE = r"(?-i:(?:(?:in|at)\s+)?[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*){0,2})"
# A date alone, or an agency or paper followed by places and a date at most, as in
# "Xinhua News Agency, Beijing, October 31st."
_LINES = (
    rf"\W*{_HAN_DATE}\W*",
    rf"\W*{_HAN_AGENCY}\W*",
    rf"(?i)\W*(?:{_PLACE},\s*)?{DATE}(?:,?\s*{_PLACE})?\W*",
    r"\W*(?:Xinhua|(?:[A-Z][\w']*\s+){1,4}(?:Agency|Service|Daily|Press))(?:\s+News Agency)?"
    rf"(?:[\s,]+[A-Z][\w']*){{0,4}}[\s,]*(?i:{DATE})?(?:\s*\(?(?:dispatch|telegram)\)?)?\W*",
)
# One of these stands in every such line: a digit, a Chinese date, an agency or a paper.
_SIGNS = (*"0123456789月电讯", "Xinhua", "Agency", "Service", "Daily", "Press")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What `text[start:end]` says of where a text comes from; "" for what it does not say.

    `agency` is a name of `agencies`, or the one written if that is not known; `agency_text`,
    `place` and `day` are as written, `reporters` the names.
    """

    start: int
    end: int
    text: str
    agency: str = ""
    agency_text: str = ""
    place: str = ""
    day: str = ""
    reporters: tuple[str, ...] = ()


def is_dateline(line: str) -> bool:
    """Whether a line is a date, or an agency with place and date, and nothing else."""
    if len(line) > _LONGEST_LINE or not any(sign in line for sign in _SIGNS):
        return False
    return any(re.fullmatch(pattern, line) for pattern in _LINES)


def dateline(text: str, language: str) -> Dateline | None:
    """The dateline at the head of a text; None where there is none or the language is not read."""
    return _read(text[:LONGEST], language)


# Several rules ask for the datelines of one document.
@lru_cache(maxsize=512)
def _read(head: str, language: str) -> Dateline | None:
    if language == "zh":
        from tqcheck.languages.chinese_datelines import read
    elif language == "en":
        from tqcheck.languages.english_datelines import read
    else:
        return None
    return read(head)
