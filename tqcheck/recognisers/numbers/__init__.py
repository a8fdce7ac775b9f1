"""Numbers in a text: where they are and what they are worth, however they are written."""

from __future__ import annotations

import re
import unicodedata

from tqcheck.recognisers import module_of
from tqcheck.recognisers.literals import without_literals
from tqcheck.recognisers.numbers.number import Number

# More digits and signs than any amount has, and numbers of three parts that are not grouped, which
# may be versions, sections or dates.
_NO_AMOUNT = r"\d[\d.,]{40,}|(?<![\d.])(?!\d{1,3}(?:\.\d{3})+(?!\d))\d+(?:\.\d+){2,}"
_SIGNS = str.maketrans("．％／＋－：＄～", ".%/+-:$~")


def numbers(text: str, language: str) -> list[Number]:
    """The numbers of a text in order of place, in a language given by its code.

    Chinese and English are read in digits and words. Of Danish, Dutch, French, German, Italian,
    Portuguese and Spanish number words are read by text2num; of others digits of any script.
    """
    plain = with_plain_digits(text)
    primary = language.partition("-")[0].lower()
    if module := module_of(__name__, primary):
        found: list[Number] = module.read(plain)
        return found
    from tqcheck.recognisers.numbers.other import read

    return read(plain, primary)


def with_plain_digits(text: str) -> str:
    """The text with digits of any script as 0 to 9, code point for code point.

    Full-width signs that belong to numbers become plain; addresses, versions, section numbers and
    other strings that are not amounts become blanks.
    """
    text = without_literals(text)
    if not text.isascii():
        text = re.sub(r"(?![0-9])\d", lambda match: str(unicodedata.decimal(match[0])), text)
        text = text.translate(_SIGNS)
    return re.sub(_NO_AMOUNT, lambda match: " " * len(match[0]), text)
