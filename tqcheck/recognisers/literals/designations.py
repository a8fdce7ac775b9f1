"""Names with digits in them: X.509, T-34, H1N1, IPv6, eth0, COVID-19, 歼-20, mount(8), en_US.

A designation begins with letters. Digits that letters follow are an amount with its unit (5kg,
7h15, 1m80, 3D-like ones excepted), and so are a unit with its power (m2), money (EUR50), a quarter
(Q3), a year with a word (mid-1990s, Berlin-1936), and a missing blank (in2010).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.recognisers.literals import words
from tqcheck.recognisers.literals.folding import LETTER, WORD
from tqcheck.recognisers.literals.literal import Literal
from tqcheck.recognisers.literals.pattern import Pattern
from tqcheck.recognisers.literals.registers import key_of

_GLUED = Pattern(
    rf"(?<![{WORD}.])(?P<letters>[{LETTER}_]{{1,24}})(?P<rest>\d[{LETTER}\d_]{{0,40}})"
    rf"(?![{WORD}]|[.,]\d)"
)
_HYPHENED = Pattern(
    rf"(?<![{WORD}.])(?P<letters>(?=[^a-zа-я])[{LETTER}][{LETTER}\d]{{0,14}})"
    r"-(?P<rest>[A-Z]?\d{1,5}[A-Za-z]{0,2}(?:-\d{1,4}){0,3})"
    rf"(?![{WORD}]|[.,:/]\d|[%‰°℃]|-\d)",
    "-",
)
_PACKAGE = Pattern(
    rf"(?<![{WORD}.-])[a-z][a-z0-9+]{{1,30}}(?:-[a-z0-9+]{{1,30}}){{0,6}}"
    rf"-\d{{1,8}}(?:\.\d{{1,8}}){{1,6}}"
    rf"(?![{WORD}]|[.,]\d|[%°])",
    "-",
)
# Letters that number the recommendations of ITU, and not pages (S.298).
_POINTED = Pattern(rf"(?<![{WORD}.-])[GHIKMQTUVX]\.\d{{2,4}}(?![{WORD}]|[.,]\d|[%°])")
# What a number with letters is only in one of these words.
_NUMBER_FIRST = Pattern(
    rf"(?<![{WORD}.,-])(?:[234]D|[2-6]G|[48]K|3M|7z|3DES|2FA)(?![A-Za-z0-9_])(?! ?(?:=|€|\$))"
)
_UNSURE_FIRST = frozenset(("5G", "2G", "4K", "8K", "3M", "4G", "3G", "6G"))
_PARTICULATE = Pattern(rf"(?<![{WORD}.])PM ?(?:2\.5|10|1\.0)(?![{WORD}]|[.,]\d)", "PM")
_RELAY = Pattern(rf"(?<![{WORD}.,])4 ?[x×х] ?(?:50|100|200|400|800|1500)(?!\d|[.,]\d)")
_ZONE = Pattern(
    rf"(?<![{WORD}])(?:UTC|GMT)[+-]\d{{1,2}}(?::\d\d)?(?![{WORD}]|[.,:]\d)", "UTC", "GMT"
)
_FORMULA = Pattern(rf"(?<![{WORD}.])[A-Z][+-]\d(?![{WORD}]|[.,]\d|[%°])")
_MANUAL = Pattern(rf"(?<![{WORD}.-])[a-z][a-z0-9_.+-]{{1,30}}\([1-9][a-z]{{0,2}}\)")
_CALL = Pattern(rf"(?<![{WORD}.])[A-Za-z_][\w.]{{0,60}}\(\)")
_SNAKE = Pattern(
    rf"(?<![{WORD}.@-])[A-Za-z][A-Za-z0-9]{{0,40}}(?:_[A-Za-z0-9]{{1,40}}){{1,8}}"
    rf"(?:\.[A-Za-z0-9-]{{1,20}}){{0,3}}(?![{WORD}])"
)
_QUALIFIED = Pattern(
    rf"(?<![{WORD}.@-])[a-z][a-z0-9]{{1,30}}(?:\.[a-z0-9*]{{1,30}}){{2,9}}(?![{WORD}.])"
)
_TICKET = Pattern(rf"(?<![{WORD}#&/])#\d{{2,8}}(?![{WORD}])")
_HANDLE = Pattern(rf"(?<![{WORD}@.])@[A-Za-z_][A-Za-z0-9_-]{{1,38}}(?![A-Za-z0-9_@]|\.[A-Za-z])")
# Designations in Chinese: the sign before the hyphen; a minus comes before units.
_HAN = Pattern(
    r"(?:东风|東風|长征|長征|红旗|鹰击|巨浪|神舟|嫦娥|天宫|天舟|风云|霹雳|歼轰|[歼轰运直强教图米苏安])"
    r"-\d{1,3}[A-Z]{0,2}(?![\d.]|[℃°%万亿年月日个])",
    "-",
)
_UNITS, _MONEY, _ABBREVIATIONS, _SERIES = (
    frozenset(table.split())
    for table in (words.UNITS, words.MONEY, words.ABBREVIATIONS, words.SERIES)
)
# Quarters, halves and terms of a year, which are translated; ages of teams.
_PERIOD = Pattern(r"(?:[QTHS][1-4]|К[1-4])|[KV][1-4]|[RP]\d+|U-?\d\d|UTC\d+")
_MIN_NAME = 6
_YEAR = Pattern(r"(?:1[0-9]|20)\d\d(?:s|er)?")


def find(text: str) -> Iterator[Literal]:
    """Yield designations, as identifiers."""
    if any(char.isdigit() for char in text):
        for pattern in (_PARTICULATE, _RELAY, _ZONE, _PACKAGE, _POINTED, _HAN, _FORMULA):
            for match in pattern.finditer(text):
                yield _identifier(match)
        for match in _NUMBER_FIRST.finditer(text):
            yield _identifier(match, sure=match[0] not in _UNSURE_FIRST)
        if "(" in text:
            for match in _MANUAL.finditer(text):
                yield _identifier(match)
        if "#" in text:
            for match in _TICKET.finditer(text):
                yield _identifier(match, sure=False)
    yield from _names_of_code(text)
    if any(char.isdigit() for char in text):
        yield from _hyphened(text)
        yield from _glued(text)


def _names_of_code(text: str) -> Iterator[Literal]:
    for sign, pattern in (("()", _CALL), ("_", _SNAKE), (".", _QUALIFIED), ("@", _HANDLE)):
        if sign in text:
            for match in pattern.finditer(text):
                yield _identifier(match)


def _hyphened(text: str) -> Iterator[Literal]:
    for match in _HYPHENED.finditer(text):
        letters, rest = match["letters"], match["rest"]
        if letters in _ABBREVIATIONS or letters in _MONEY:
            continue
        word = len(letters) > 1 and letters[1:].islower()
        if _YEAR.fullmatch(rest) and len(letters) > 1:
            continue
        # `Brasil-2` and `BRASIL-2` may be scores.
        sure = len(letters) < _MIN_NAME if not word else letters in _SERIES
        yield _identifier(match, sure=sure and not _PERIOD.fullmatch(match[0]))


def _glued(text: str) -> Iterator[Literal]:
    for match in _GLUED.finditer(text):
        letters, rest = match["letters"], match["rest"]
        if rest.isdigit() and (letters in _ABBREVIATIONS or letters in _MONEY):
            continue
        if letters.lower() in _UNITS and rest in ("2", "3"):
            continue
        if _YEAR.fullmatch(rest):
            continue
        small = letters.islower() and len(letters) > 1
        if small and not letters.isascii():
            continue
        sure = not _PERIOD.fullmatch(match[0]) and not (small and rest.isdigit() and len(rest) > 3)
        yield _identifier(match, sure=sure)


def _identifier(match: re.Match[str], *, sure: bool = True) -> Literal:
    return Literal(*match.span(), "identifier", key_of(match[0]), sure)
