"""Datelines and credits of news, in Chinese and English: agency or paper, place, day, reporters.

`dateline(text, language) -> Dateline | None` reads the one at the head of a text, whose dates say
when it was sent and nothing about its contents: `text[found.start:found.end]`. `is_dateline`
finds the lines that are nothing else. Credits at the end of a text are in `zh`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tqcheck.recognisers import module_of
from tqcheck.recognisers.datelines.dateline import DATE, HAN_DIGITS, MAX_CHARS, Dateline

_MAX_LINE_CHARS = 90

_HAN_DAY = rf"[{HAN_DIGITS}]+月[{HAN_DIGITS}]+日|[{HAN_DIGITS}]+年[{HAN_DIGITS}]+月"
_HAN_DATE = rf"(?:[{HAN_DIGITS}]+年)?(?:{_HAN_DAY})[夜晨晚]?(?:[于在\s，]+[^\s。，！？]{{1,10}})?"
_HAN_AGENCY = r"据?(?:新华社|本报|中新社|塔斯社|人民日报)[^。！？，]{0,20}[电讯]"
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
# One of these is in every such line: a digit, a Chinese date, an agency or a paper.
_SIGNS = (*"0123456789月电讯", "Xinhua", "Agency", "Service", "Daily", "Press")


def is_dateline(line: str) -> bool:
    """Whether a line is a date, or an agency with place and date, and nothing else."""
    if len(line) > _MAX_LINE_CHARS or not any(sign in line for sign in _SIGNS):
        return False
    return any(re.fullmatch(pattern, line) for pattern in _LINES)


def dateline(text: str, language: str) -> Dateline | None:
    """The dateline at the head of a text; None where there is none or the language is not read."""
    return _read(text[:MAX_CHARS], language)


# Several rules ask for the datelines of one document.
@lru_cache(maxsize=512)
def _read(head: str, language: str) -> Dateline | None:
    module = module_of(__name__, language)
    return module.read(head) if module else None
