"""Numbers that the word before them makes a section, a version, a model or a telephone's.

The number alone is the literal, as the word is translated. One with several parts is certain; a
section by one number may be written as a word, a Roman or a Chinese numeral by the translator, so
it is read and not sure. `figure 2.5` and `Figure 2.5 percent` are amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.recognisers.literals import roles
from tqcheck.recognisers.literals.folding import WORD
from tqcheck.recognisers.literals.literal import Literal
from tqcheck.recognisers.literals.pattern import Pattern

# What follows an amount.
QUANTITY = Pattern(
    r"\s{0,2}(?:[%‰°℃℉€$£¥₽₹万亿萬億만억元円원년年月日岁歳人名倍幅枚本份]"
    r"|(?i:per ?cent|prozent|pour cent|por ciento|por cento|per cento|процент|procent|proc\b|yüzde"
    r"|mil{1,2}i[oóa]|milh|bil{1,2}i[oóa]|bilh|mio\b|mrd\b|mld\b|млн|млрд|тыс|миллион"
    r"|k?g\b|[kcm]?m\b|km/h|kw\b|euros?\b|dollars?\b|yuan\b))"
)
_NUMBER = Pattern(
    rf"(?<![{WORD}.,:/-])(?P<letter>[A-Z][.-])?(?P<first>\d{{1,5}})(?P<rest>(?:[.-]\d{{1,6}}){{0,7}})"
    rf"(?P<open>\.[xX*]|[a-z])?(?![{WORD}]|[.,]\d|:\d|-\d|/\d)"
)
# Apollo 11; Boeing 747-400, but not `Boeing 300 workers`.
_MODELS = {
    roles.MODEL: Pattern(r"\d{1,2}"),
    roles.BOEING: Pattern(r"7\d7(?:-\d{1,4})?"),
}
_ROMAN = Pattern(rf"(?<![{WORD}.-])(?:[IVXLC]{{2,7}}|[VX])(?![{WORD}.-])")
# A number to call.
_CALLED = Pattern(r"[+(]?\d[\d ()/.–-]{3,22}\d(?!\d)")
# Further numbers of the same list: 2.4, 2.5 and 2.6.
_NEXT = Pattern(
    r"\s{0,2}(?:[,;–—、，及和與与와과]|[^\W\d_]{1,6}(?=\s))\s{0,2}"
    rf"(?P<number>(?:[A-Z][.-]?)?\d{{1,4}}(?:\.\d{{1,4}}){{1,7}})(?![{WORD}]|[.,]\d)"
)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def find(text: str) -> Iterator[Literal]:
    """Yield numbers with such a word before them."""
    for match in _NUMBER.finditer(text):
        role = roles.role_before(text, match.start())
        if role == roles.TELEPHONE:
            yield from _called(text, match.start())
        elif role and not QUANTITY.match(text, match.end()):
            yield from _numbered(text, match, role)
    for match in _ROMAN.finditer(text):
        if roles.role_before(text, match.start()) in (roles.PART, roles.FIGURE):
            yield Literal(*match.span(), "section", str(_roman(match[0])), sure=False)


def further(text: str, end: int, number: str) -> Iterator[Literal]:
    """Yield the numbers of sections that go on a list: with as many parts, and upwards."""
    while match := _NEXT.match(text, end):
        before, number, end = number, match["number"], match.end()
        if len(_parts(number)) != len(_parts(before)) or _parts(number) <= _parts(before):
            break
        if QUANTITY.match(text, end):
            break
        yield Literal(*match.span("number"), "section", number)


def _parts(number: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", number)]


def _numbered(text: str, match: re.Match[str], role: str) -> Iterator[Literal]:
    start, end = match.span()
    written, first, rest = match[0], match["first"], match["rest"]
    if role in (roles.PART, roles.FIGURE):
        # `Table 3-5` may be a range, but its numbers are copied.
        several = bool(rest or match["letter"])
        if match["open"] and not match["open"].isalpha():
            return
        yield Literal(start, end, "section", written, sure=several)
        if several:
            yield from further(text, end, written)
    elif role in (roles.VERSION, roles.PRODUCT, roles.NAME):
        if match["letter"] or "-" in rest:
            return
        # `Windows 1900 ...` may be a year or an amount; `version 1` the first one.
        sure = "." in written or (role == roles.PRODUCT and len(first) <= 2)
        if role == roles.NAME:
            sure = rest.count(".") > 1
        yield Literal(start, end, "version", written, sure=sure)
    elif (model := _MODELS.get(role)) and model.fullmatch(written):
        yield Literal(start, end, "identifier", written)


def _called(text: str, start: int) -> Iterator[Literal]:
    start -= text[start - 1 : start] in ("(", "+")
    match = _CALLED.match(text, start)
    if match and sum(char.isdigit() for char in match[0]) >= 5:
        yield Literal(*match.span(), "identifier", re.sub(r"\D", "", match[0]))


def _roman(written: str) -> int:
    values = [_VALUES[letter] for letter in written]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))
