"""Scripts of letters: which script a character belongs to, and where there are letters of a script.

The standard library has no script property, but a character's Unicode name begins with it ("LATIN
SMALL LETTER A"), so the name is asked, once for each character. All positions are code points.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache

# First words of Unicode names that are not the name of the script.
_BY_FIRST_WORD = {
    "CJK": "Han",
    "IDEOGRAPHIC": "Han",
    "KATAKANA-HIRAGANA": "Katakana",
    "CANADIAN": "Canadian Aboriginal",
}
# Width and presentation forms carry the script in their second word.
_FORMS = frozenset({"FULLWIDTH", "HALFWIDTH", "VERTICAL"})
# Script names of two words ("OLD ITALIC LETTER A").
_FIRST_OF_TWO = frozenset({"OLD", "NEW", "TAI", "OL", "SYLOTI", "PHAGS-PA", "LINEAR", "MEETEI"})
# Letters by category, but used with every script (Unicode Scripts.txt: Common): units and
# mathematical alphabets. Modifier letters are left out by category.
_COMMON = frozenset(
    {"MICRO", "FEMININE", "MASCULINE", "ANGSTROM", "KELVIN", "OHM", "MATHEMATICAL", "SCRIPT",
     "DOUBLE-STRUCK", "BLACK-LETTER", "EULER", "INFORMATION", "PLANCK", "TURNED", "ROTATED",
     "ALEF", "BET", "GIMEL", "DALET", "MASU"}
)  # fmt: skip
# Modifier letters by category (Lm) that are written as letters of their script: iteration and
# prolongation marks of Chinese and Japanese.
_LETTERLIKE_MARKS = "々〻ゝゞヽヾーｰ〱〲〳〴〵"

# Scripts written without blanks: a "word" does not reach from these into another script.
_UNSPACED = frozenset(
    {"Han", "Hiragana", "Katakana", "Bopomofo", "Thai", "Lao", "Khmer", "Myanmar"}
)

# Greek capitals and omicron that look like Latin letters: inside a Latin word they are slips or
# deceit, never symbols.
_GREEK_LOOKALIKES = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")
# A Latin word with a Greek symbol is at most as long as "μmol".
_MAX_CHARS_OF_SYMBOL_WORD = 4


@cache
def script(char: str) -> str | None:
    """Return the script of a letter ("Han", "Latin", ...), or None.

    None is for everything that is not a letter or does not belong to one script: digits,
    punctuation, combining marks, modifier letters, units (µ, Å as a sign), mathematical letters.
    """
    category = unicodedata.category(char)
    if char in _LETTERLIKE_MARKS:
        return "Han" if char in "々〻" else "Hiragana" if char in "ゝゞ" else "Katakana"
    if char == "〇":  # a numeral letter by category, a character like any other in 二〇〇八年
        return "Han"
    if category[0] != "L" or category == "Lm":
        return None
    first, _, rest = unicodedata.name(char, "").partition(" ")
    if first in _FORMS:
        first, _, rest = rest.partition(" ")
    if not first or first in _COMMON or rest.startswith("MATHEMATICAL"):
        return None
    if first in _FIRST_OF_TWO:
        return f"{first} {rest.partition(' ')[0]}".title()
    return _BY_FIRST_WORD.get(first) or first.title()


def count(text: str) -> dict[str, int]:
    """Return the number of letters of each script, in order of first appearance."""
    found: dict[str, int] = {}
    for char, times in Counter(text).items():
        name = script(char)
        if name is not None:
            found[name] = found.get(name, 0) + times
    return found


def runs(text: str, scripts: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the maximal runs of letters of `scripts`.

    A run starts and ends with such a letter and reaches across blanks, digits, marks and
    punctuation, but not across a letter of another script, a line break, or a closing bracket
    that was opened before the run.
    """
    if not any(script(char) in scripts for char in Counter(text)):
        return
    start = end = -1
    depth = 0
    for position, char in enumerate(text):
        name = script(char)
        if name in scripts:
            if start < 0:
                start, depth = position, 0
            end = position + 1
            continue
        if start < 0:
            continue
        category = unicodedata.category(char)
        depth += (category == "Ps") - (category == "Pe")
        if name is not None or depth < 0 or char in "\r\n":
            yield start, end
            start = -1
        elif category[0] == "M" and end == position:
            end += 1  # a combining mark belongs to its letter
    if start >= 0:
        yield start, end


def words_with(text: str, allowed: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, script) for each word with letters of a script outside `allowed`.

    A word is a maximal run of letters and their marks; it ends where a script written without
    blanks (Han, kana, Thai, ...) meets one written with them. The script named is that of its
    first letter outside `allowed`. A lone Greek letter is a symbol (β-carotene) and no word, and
    so is one at either end of a unit or a variable (μm, kΩ, Δt).
    """
    if all(name in allowed for name in count(text)):
        return
    for start, end in _words(text):
        for char in text[start:end]:
            name = script(char)
            if name is not None and name not in allowed:
                if name != "Greek" or not _is_symbol(text[start:end]):
                    yield start, end, name
                break


def _words(text: str) -> Iterator[tuple[int, int]]:
    start = -1
    unspaced = False
    for position, char in enumerate(text):
        name = script(char)
        if name is None:
            if start >= 0 and unicodedata.category(char)[0] != "M":
                yield start, position
                start = -1
        elif start < 0 or (name in _UNSPACED) != unspaced:
            if start >= 0:
                yield start, position
            start, unspaced = position, name in _UNSPACED
    if start >= 0:
        yield start, len(text)


def _is_symbol(word: str) -> bool:
    letters = [char for char in word if script(char) is not None]
    greek = [char for char in letters if script(char) == "Greek"]
    if len(greek) != 1:
        return False
    if len(letters) == 1:
        return True
    return (
        len(letters) <= _MAX_CHARS_OF_SYMBOL_WORD
        and greek[0] not in _GREEK_LOOKALIKES
        and greek[0] in (letters[0], letters[-1])
        and all(script(char) in ("Greek", "Latin") for char in letters)
    )
