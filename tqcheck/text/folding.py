"""Texts compared without case, width, blanks, punctuation and accents."""

from __future__ import annotations

import unicodedata

# Full-width digits by code point, for `str.translate`.
PLAIN_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)}


def fold(text: str) -> str:
    """Keep the letters and digits of `text`, in NFKC, case-folded and without diacritics."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, decomposed))
