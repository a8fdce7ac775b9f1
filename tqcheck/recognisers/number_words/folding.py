"""Text as number words are looked up in it: small letters, one form of each, nothing invisible."""

from __future__ import annotations

import unicodedata

# Letters that are written in two ways, and signs that are the same to a reader.
_SAME = str.maketrans(
    {
        **dict.fromkeys("’ʼʹ`´′", "'"),
        **dict.fromkeys("‐‑־", "-"),
        **dict.fromkeys("\u00a0\u2009\u202f\u3000\t\r\n", " "),
        **dict.fromkeys("أإآٱ", "ا"),
        **{"İ": "i", "ё": "е", "Ё": "е", "ς": "σ", "ş": "ș", "Ş": "ș", "ţ": "ț", "Ţ": "ț"},
        **{"ँ": "ं", "ی": "ي", "ى": "ي", "ک": "ك", "ة": "ه"},
    }
)
# Soft hyphens, joiners, the stress mark, the long stroke and the vowel signs of Arabic and Hebrew,
# the dot below letters of India: texts have them or not.
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\u0301\u0640\u0670\u093c\u09bc\ufeff").union(
    map(chr, range(0x64B, 0x653)),
    set(map(chr, range(0x591, 0x5C8))) - {"\u05be"},
)
# Languages in which the small letter of I has no dot.
_DOTLESS = ("az", "tr")


def fold(text: str, language: str) -> str:
    """The text in the form in which words are kept."""
    return folded(text, language)[0]


def folded(text: str, language: str) -> tuple[str, list[tuple[int, int]] | None]:
    """The folded text, and where each of its characters begins and ends in the text.

    No places are given if they are the same.
    """
    if language in _DOTLESS:
        text = text.replace("I", "ı")
    lower = _lower(text)
    if len(lower) == len(text) and (
        text.isascii() or (unicodedata.is_normalized("NFC", lower) and _UNSEEN.isdisjoint(text))
    ):
        return lower, None
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(text) + 1):
        # A letter and the marks on it are one piece.
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        piece = unicodedata.normalize("NFC", _lower(text[start:end]))
        piece = "".join(char for char in piece if char not in _UNSEEN)
        pieces.append(piece)
        places += [(start, end)] * len(piece)
        start = end
    return "".join(pieces), places


def without_accents(word: str) -> str:
    """The word without the marks above and below its letters."""
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def is_letter(char: str) -> bool:
    """Whether a character is part of a word: a letter, a digit, or a mark on one."""
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def _lower(text: str) -> str:
    return text.translate(_SAME).lower() if not text.isascii() else _ascii(text)


def _ascii(text: str) -> str:
    return text.lower().translate(_SAME)
