"""Numbers of sections by a sign or by their form: § 12.3, 第3.2节, 2.4. szakasz, B.3.4, headings.

The number alone is the literal. `2.5节课` is an amount, and 第三条 an ordinal as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.recognisers.literals import words
from tqcheck.recognisers.literals.folding import WORD
from tqcheck.recognisers.literals.literal import Literal
from tqcheck.recognisers.literals.numbered import further
from tqcheck.recognisers.literals.pattern import Pattern
from tqcheck.recognisers.literals.roles import PART, VERSION, role_after

_END = rf"(?![{WORD}]|[.,]\d|-\d)"
_SIGNED = Pattern(rf"§{{1,2}} ?(?P<number>\d{{1,4}}(?:[.-]\d{{1,4}}){{0,7}}[a-z]?){_END}")
_HAN = Pattern(
    rf"[第제] ?(?P<number>(?:[A-Z]\.)?\d{{1,3}}(?:[.-]\d{{1,3}}){{0,6}}) ?(?:{words.HAN_AFTER})"
    r"|第(?P<han>[一二三四五六七八九十百零〇]{1,7})(?=[条條章节節款项項编編回])"
    rf"|(?<![{WORD}.,-])(?P<bare>(?:[A-Z]|\d{{1,3}})(?:[.-]\d{{1,3}}){{1,6}})"
    rf" ?(?:{words.HAN_AFTER})"
    r"(?![课課間目回])"
)
_FOLLOWED = Pattern(rf"(?<![{WORD}.,:/-])\d{{1,3}}(?:\.\d{{1,3}}){{0,6}}(?=\.? )")
# 6.2 – „Title“: what a reference looks like without a word; a sentence may look like that too.
_TITLED = Pattern(
    rf"(?<![{WORD}.,:/-])(?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{1,6}})(?: [–—-] | ?, ?)[“„«『「]"
)
_LETTERED = Pattern(rf"(?<![{WORD}.-])[A-Z](?:\.\d{{1,3}}){{2,6}}(?![{WORD}]|\.\d)")
_HEADING = Pattern(
    r"^[ \t]*(?:#{1,6} ?|\*\*|[>|] ?)?(?P<number>(?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2}){1,7})"
    r"\.?(?=[ \t]+[^\W\d]|[\u3040-\u9fff])",
    flags=re.MULTILINE,
)
_DIGITS = dict(zip("〇零一二三四五六七八九", (0, *range(10)), strict=True))
_UNITS = {"十": 10, "百": 100}


def find(text: str) -> Iterator[Literal]:
    """Yield the numbers of parts of a text."""
    if "§" in text:
        for match in _SIGNED.finditer(text):
            several = bool(re.search(r"\d[.-]\d", match["number"]))
            yield Literal(*match.span("number"), "section", match["number"], sure=several)
    for match in _HAN.finditer(text):
        yield from _of_han(text, match)
    for match in _FOLLOWED.finditer(text):
        if role_after(text, match.end()) == PART:
            yield Literal(*match.span(), "section", match[0], sure="." in match[0])
    for match in _LETTERED.finditer(text):
        yield Literal(*match.span(), "section", match[0])


def before_titles(text: str) -> Iterator[Literal]:
    """Yield numbers that only a title after them shows to be those of sections."""
    for match in _TITLED.finditer(text):
        yield Literal(*match.span("number"), "section", match["number"], sure=False)


def headings(text: str) -> Iterator[Literal]:
    """Yield the numbers that lines begin with: `2.5 Liter` and `4.2.10 Abreise` are not sure."""
    for match in _HEADING.finditer(text) if "." in text else ():
        number, after = match["number"], role_after(text, match.end("number"))
        if after == VERSION or (number.count(".") == 1 and not text[match.end()].isspace()):
            continue
        sure = number.count(".") > 1 and not is_date_or_time(number)
        sure = sure or after == PART
        yield Literal(*match.span("number"), "section", number, sure=sure)


def is_date_or_time(dotted: str) -> bool:
    """Whether three numbers with points between them may be a date or a time."""
    parts = dotted.split(".")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return False
    first, second, third = parts
    as_date = (
        len(third) in (2, 4)
        and 1 <= int(first) <= 31
        and 1 <= int(second) <= 31
        and min(int(first), int(second)) <= 12
    )
    from_year = len(first) in (2, 4) and 1 <= int(second) <= 12 and 1 <= int(third) <= 31
    as_time = len(second) == 2 and int(second) < 60 and int(third) < 60
    return as_date or from_year or as_time


def _of_han(text: str, match: re.Match[str]) -> Iterator[Literal]:
    if match["han"]:
        value = _value(match["han"])
        yield Literal(*match.span("han"), "section", value, sure=False)
        return
    name = "number" if match["number"] else "bare"
    several = not match[name].isdigit()
    yield Literal(*match.span(name), "section", match[name], sure=several)
    if several:
        yield from further(text, match.end(name), match[name])


def _value(written: str) -> str:
    total = unit = 0
    for char in written:
        if char in _UNITS:
            total, unit = total + (unit or 1) * _UNITS[char], 0
        else:
            unit = unit * 10 + _DIGITS[char]
    return str(total + unit)
