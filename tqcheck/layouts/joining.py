"""Joins the lines of a wrapped paragraph to one text that knows where its lines are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tqcheck.finding import Row, Span

# From this share of wide characters a text is Chinese or Japanese; others have some in glosses.
_MIN_WIDE_SHARE = 1 / 4
# A word was broken after these, without a space, except in "two- and threefold". Words of several
# languages are listed, since the language of the text is not known here.
_BROKEN = r"\w(?:--?|—)$"
_SUSPENDED = r"(?:and|or|to|und|oder|bis|et|ou|y|o)\b"


def joined(lines: Sequence[str], first: int, end: int) -> tuple[str, Span]:
    """The text of the lines `first` to before `end` (0-based) with a space for each line break.

    There is no space where a word or number was broken, nor in a text without spaces.
    """
    dense = has_no_blanks(lines[first:end])
    own = [line.strip() for line in lines[first:end]]
    longest = max(columns(line) for line in own[:-1])
    text, above = "", ""
    rows: list[Row] = []
    for number, line in enumerate(own, first):
        if above:
            is_cut = dense and columns(above) == longest
            has_space = lines[number - 1][-1:].isspace() or lines[number][:1].isspace()
            text += " " if dense and has_space else blank(above, line, dense, is_cut=is_cut)
        start, indent = len(text), len(lines[number]) - len(lines[number].lstrip())
        text, above = text + line, line
        rows.append((start, len(text), number + 1, indent + 1))
    (_, _, line_number, column), (start, stop, last, indent) = rows[0], rows[-1]
    return text, Span(line_number, column, last, indent + stop - start, tuple(rows))


def blank(above: str, below: str, dense: bool, *, is_cut: bool = False) -> str:
    """What was between two lines before they were wrapped: a space or nothing.

    `is_cut` means that the text was broken at a fixed width, even inside words.
    """
    wide = is_wide(above[-1]), is_wide(below[0])
    if all(wide) or (dense and any(wide)):
        return ""
    if dense and above[-1].isalnum() and below[0].isalnum():
        is_number = above[-1].isdecimal() and below[0].isdecimal()
        return "" if is_cut or is_number else " "
    if not above[-1].isalnum() and below[0].isalpha() and re.search(_BROKEN, above):
        return " " if re.match(_SUSPENDED, below) else ""
    return " "


def columns(text: str) -> int:
    """The columns a text takes: two for a wide character, none for a combining mark."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def has_no_blanks(lines: Sequence[str]) -> bool:
    """Whether a text is mostly in a script without spaces between words."""
    if all(line.isascii() for line in lines):
        return False
    wide = sum(is_wide(char) for line in lines for char in line)
    return wide > _MIN_WIDE_SHARE * sum(map(len, lines))


def is_wide(char: str) -> bool:
    """Whether a character takes two columns and is written without spaces, unlike Hangul."""
    if char <= "\u2fff" or "\uac00" <= char <= "\ud7a3" or "\u3130" <= char <= "\u318f":
        return False
    return unicodedata.east_asian_width(char) in "WF"
