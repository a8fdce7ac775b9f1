"""Numbers in a text: where they stand and what they are worth, however they are written."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import NamedTuple

# Stretches whose digits are names and no amounts: addresses, code, and dotted version numbers.
# Each with the sign without which a text has none.
_NO_TEXT = (
    ("://", r"https?://\S+"),
    ("www.", r"www\.\S+"),
    ("@", r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}"),
    ("`", r"`[^`\n]*`"),
    ("", r"\d[\d.,]{40,}"),
    (".", r"(?<![\d.])(?!\d{1,3}(?:\.\d{3})+(?!\d))\d+(?:\.\d+){2,}"),
)
_SIGNS = str.maketrans("．％／＋－：＄～", ".%/+-:$~")


class Number(NamedTuple):
    """A number of a text at `start` to `end` (code points), between `low` and `high`.

    `kind` is cardinal, ordinal, percent (35 % is 7/20), fraction, multiple (three times, 3倍),
    decade (1980s, 80后), month (the name of one) or some (dozens, 几十: only the order of
    magnitude is said). `approximate` is "" or what is said of it: more (三千多, "over"), nearly
    (近), less (不足, "up to"), about. `unit` names a unit of measure that translators convert, as
    `units` knows it. A number that is not `sure` may be part of a name or an idiom (五四, 三亚).
    """

    start: int
    end: int
    low: Fraction
    high: Fraction
    kind: str = "cardinal"
    approximate: str = ""
    unit: str = ""
    sure: bool = True


def numbers(text: str, language: str) -> list[Number]:
    """The numbers of a text in order of place, in a language given by its code.

    Chinese and English are read in digits and words. Of Danish, Dutch, French, German, Italian,
    Portuguese and Spanish number words are read by text2num; of others digits of any script.
    """
    plain = with_plain_digits(text)
    primary = language.partition("-")[0].lower()
    if primary == "zh":
        from tqcheck.languages import chinese_numbers

        return chinese_numbers.read(plain)
    if primary == "en":
        from tqcheck.languages import english_numbers

        return english_numbers.read(plain)
    from tqcheck.languages import other_numbers

    return other_numbers.read(plain, primary)


def with_plain_digits(text: str) -> str:
    """The text with digits of any script as 0 to 9, code point for code point.

    Full-width signs that belong to numbers become plain; what is no text becomes blanks.
    """
    if not text.isascii():
        text = re.sub(r"(?![0-9])\d", lambda match: str(unicodedata.decimal(match[0])), text)
        text = text.translate(_SIGNS)
    stretches = "|".join(pattern for sign, pattern in _NO_TEXT if sign in text)
    return re.sub(stretches, lambda match: " " * len(match[0]), text)
