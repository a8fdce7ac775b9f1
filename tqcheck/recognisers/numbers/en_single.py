"""English words that are a number by themselves: half, a month and a half, twice, March, III."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from tqcheck.recognisers.numbers.en_words import MONTH, PARTS, SAYING, SCALES, TIMES, roman
from tqcheck.recognisers.numbers.number import Number
from tqcheck.recognisers.numbers.units import english_unit

# A month and a half.
AND_A_HALF = re.compile(
    r"(?:an?|one)\s+(?!hundred|thousand|million|billion|dozen)([a-z]{3,8})\s+and\s+a\s+half\b",
    re.IGNORECASE,
)
_HALF_OF = re.compile(
    r"half(?:[\s-]+an?)?[\s-]+(million|billion|trillion|dozen|thousand|hundred|century|decade)\b",
    re.IGNORECASE,
)
_OF_A = re.compile(r"\s+of\s+an?\s+(million|billion|trillion|century|mile)")
# Schools of a second kind, which count nothing.
_NAMES = re.compile(r"secondary[\s-](?:school|education|student|vocational)", re.IGNORECASE)
_ROMAN = re.compile("(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})")

Words = Sequence[re.Match[str]]


def single_word(text: str, words: Words, at: int) -> tuple[Number | None, int]:
    """The number that `words[at]` is by itself, and the index of the word after it.

    That is `at` where it is not a number; what only looks like one is passed over.
    """
    word = words[at][0]
    lower = word.lower()
    start, end = words[at].span()
    before = words[at - 1][0].lower() if at else ""
    if lower == "half":
        return _half(text, words, at)
    if lower in ("a", "an", "one") and (match := AND_A_HALF.match(text, start)):
        value = Fraction(3, 2)
        unit = english_unit(text, match.start(1))
        number = Number(start, match.end(), value, value, unit=unit)
        return number, _word_after(words, at, match.end())
    if lower in ("quarter", "third", "fifth", "tenth") and before in ("a", "an"):
        following = words[at + 1][0].lower() if at + 1 < len(words) else ""
        if following == "of":
            value = Fraction(1, PARTS[lower])
            of = _OF_A.match(text, end)
            if of and of[1] in SCALES:
                value *= SCALES[of[1]]
                return Number(start, of.end(), value, value), at + 1
            return Number(start, end, value, value, "fraction"), at + 1
    if lower in SAYING or lower in TIMES:
        if _NAMES.match(text, start):
            return None, at + 1
        value = Fraction(SAYING.get(lower) or TIMES[lower])
        kind = "multiple" if lower in TIMES else "cardinal"
        return Number(start, end, value, value, kind, sure=False), at + 1
    if word in MONTH:
        value = Fraction(MONTH[word])
        return Number(start, end, value, value, "month", sure=False), at + 1
    if word != "I" and _ROMAN.fullmatch(word):
        value = Fraction(roman(word))
        return Number(start, end, value, value, "ordinal", sure=False), at + 1
    return None, at


def _half(text: str, words: Words, at: int) -> tuple[Number, int]:
    """Half, half a million, half a dozen; "a half" of two and a half belongs to the two."""
    start = words[at].start()
    found = _HALF_OF.match(text, start)
    value, end = Fraction(1, 2), start + 4
    kind, sure = "fraction", False
    scale = SCALES.get(found[1].lower(), 1) if found else 1
    if found and scale > 1:
        value, end, kind, sure = value * scale, found.end(), "cardinal", True
    return Number(start, end, value, value, kind, sure=sure), _word_after(words, at, end)


def _word_after(words: Words, at: int, end: int) -> int:
    """The index of the first word that begins after a place of the text."""
    while at < len(words) and words[at].start() < end:
        at += 1
    return at
