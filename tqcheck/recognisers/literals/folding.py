"""Text in the plain form that literals are looked for in, character for character."""

from __future__ import annotations

import re
import unicodedata

# Full-width letters and the signs that are part of addresses, versions and placeholders. Commas,
# colons, stops and brackets of Chinese and Japanese remain: they end a literal.
_FULL_WIDTH = "．／＠－＿％＃＋＝＆～＊｛｝＜＞＄＼｀" + "".join(
    map(chr, (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
)
_HYPHENS = "\u2010\u2011\ufe63"
# Blanks of a fixed width, and marks of direction, which surround what is written from left to
# right in Arabic and Hebrew.
_BLANKS = "\xa0\u2007\u2009\u202f\u3000\u200b\ufeff\u200e\u200f" + "".join(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
_PLAIN = {
    **{sign: chr(ord(sign) - 0xFEE0) for sign in _FULL_WIDTH},
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_BLANKS, " "),
}
# Those, and digits of any other script.
_FOLDED = re.compile(rf"[^\D0-9]|[{re.escape(''.join(_PLAIN))}]")

# The letters and digits that belong to the same word as a literal beside them, for use in a class.
# Scripts without blanks between words, and those that add particles and articles directly
# (Chinese, Japanese, Korean, Thai, Arabic, Hebrew), are left out: their letters touch literals.
WORD = (
    r"0-9A-Za-z_\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u052f\u1e00-\u1fff"
)
# Letters of a word in any alphabet with case.
LETTER = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u052f\u1e00-\u1fff"


def folded(text: str) -> str:
    """The text with digits of any script as 0 to 9, and full-width forms as plain ones."""
    if text.isascii() or not _FOLDED.search(text):
        return text
    return _FOLDED.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    return _PLAIN.get(match[0]) or str(unicodedata.decimal(match[0]))
