"""Numbers in languages other than Chinese and English: digits of all, words of seven."""

from __future__ import annotations

import re
from fractions import Fraction

from tqcheck.recognisers.numbers.number import Number
from tqcheck.recognisers.numbers.units import english_unit

# Languages whose number words text2num reads.
_WORDS = ("da", "de", "es", "fr", "it", "nl", "pt")
# Languages that write 1,234.5; the others of the catalogue write 1.234,5 or 1 234,5 (CLDR).
_POINT = (
    "bn",
    "fa",
    "gu",
    "he",
    "hi",
    "ja",
    "kn",
    "ko",
    "ml",
    "mr",
    "ne",
    "pa",
    "sw",
    "ta",
    "te",
    "th",
    "tl",
    "ur",
    "cy",
)

# Groups of three, and of two as in India, by one sign throughout.
_GROUPED = r"\d{1,3}([.,'’ \u00a0\u202f\u2009٬])\d{2,3}(?:\1\d{2,3})*(?<=\d{3})(?!\d)(?:[.,٫]\d+)?"
_FIGURES = rf"(?<![\d.,])(?:{_GROUPED}|\d+(?:[.,٫]\d+)?)"
_PERCENT = r"\s?([%‰٪])|\s(?:Prozent|pour cent|por ciento|por cento|per cento|procent)\b"
_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*|[,.;:!?]"
_THOUSAND = "tausend mille mil mila duizend tusind тыс тысяч"
_MILLION = """
million millions millionen mio millones millón milioni milione miljoen milhões milhão millioner
млн миллион миллиона миллионов
"""
_MILLIARD = """
milliarde milliarden milliards milliard mrd miliardi miljard milliarder
млрд миллиард миллиарда миллиардов
"""
_MAGNITUDES = (
    {"万": 10**4, "億": 10**8, "만": 10**4, "억": 10**8}
    | dict.fromkeys(_THOUSAND.split(), 10**3)
    | dict.fromkeys(_MILLION.split(), 10**6)
    | dict.fromkeys(_MILLIARD.split(), 10**9)
)


class _Token:
    """A word as text2num wants it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self) -> str:
        return self._text

    def nt_separated(self, previous: _Token) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


def read(text: str, language: str) -> list[Number]:
    """The numbers of a text in a language of that code; its digits are plain."""
    found = [_figure(text, match, language) for match in re.finditer(_FIGURES, text)]
    if language in _WORDS:
        taken = {at for number in found for at in range(number.start, number.end)}
        found += [n for n in _spelled(text, language) if n.start not in taken]
    return sorted(found)


def _figure(text: str, match: re.Match[str], language: str) -> Number:
    written, separator, end = match[0], match[1], match.end()
    value = _value(written, separator, language)
    kind = "cardinal"
    if percent := re.compile(_PERCENT, re.IGNORECASE).match(text, end):
        value, kind, end = value / (1000 if percent[1] == "‰" else 100), "percent", percent.end()
    elif (word := re.compile(r"\s?([^\W\d_]+)").match(text, end)) and (
        scale := _MAGNITUDES.get(word[1].lower()) or _MAGNITUDES.get(word[1][0])
    ):
        long = word[1].lower() in _MAGNITUDES
        value, end = value * scale, word.end() if long else word.start(1) + 1
    glued = text[match.start() - 1 : match.start()]
    sure = not (glued.isascii() and glued.isalpha())
    return Number(match.start(), end, value, value, kind, unit=english_unit(text, end), sure=sure)


def _value(written: str, separator: str | None, language: str) -> Fraction:
    """The value of digits: a lone sign before three digits groups, if the language groups by it."""
    mark = "." if language in _POINT else ","
    if (
        separator == mark
        and written.count(separator) == 1
        and len(re.findall(r"\d+", written)) == 2
    ):
        separator = None
    if separator:
        written = written.replace(separator, "")
    return Fraction(re.sub("[,٫]", ".", written))


def _spelled(text: str, language: str) -> list[Number]:
    # Imported here: few pairs of languages need it.
    from text_to_num import find_numbers

    words = list(re.finditer(_WORD, text))
    found = []
    for number in find_numbers([_Token(word[0]) for word in words], language, threshold=0):
        start, end = words[number.start].start(), words[number.end - 1].end()
        value = Fraction(str(number.value))
        kind = "ordinal" if number.is_ordinal else "cardinal"
        unit = english_unit(text, end)
        found.append(Number(start, end, value, value, kind, unit=unit, sure=value > 2))
    return found
