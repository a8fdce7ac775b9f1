"""Brackets and quotation marks without a partner."""

from __future__ import annotations

import re

from tqcheck.text.quotations import BRACKETS, SIGNS, pairs

_CLOSING_BRACKETS = ")]}）］｝】〕》〉"
_OPENING_BRACKETS = BRACKETS + "《〈"
_OPENING_QUOTES = "“„‟「『"
_QUOTES = _OPENING_QUOTES + '”"」』'
_GUILLEMETS = "«»"
# What closes without having been opened: the number of an item (1) a) iv）), a face, 上) of a pair.
_ITEM = r"(?:^|[\s(（])(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,3})$"
_FACE = r"[:;=8xX][-^'o]?$"
# Feet and inches, minutes and seconds.
_MEASURE = r"\d$"


def unpaired(text: str, unspaced: bool) -> list[int]:
    """The positions of brackets and double quotation marks that have no partner, in order.

    Single quotation marks are apostrophes more often and left out. « and » close each other either
    way, so that only an odd number of them is one too few. `unspaced`: the language is written
    without blanks.
    """
    positions = [i for i, char in enumerate(text) if char in SIGNS and char not in "’‘‚›‹"]
    if not positions:
        return []
    brackets = [i for i in positions if text[i] not in _QUOTES + _GUILLEMETS]
    guillemets = [i for i in positions if text[i] in _GUILLEMETS]
    quotes = [i for i in positions if text[i] in _QUOTES]
    left = _left(text, brackets, unspaced) + _left_quotes(text, quotes, unspaced)
    if len(guillemets) % 2:
        left += (_left(text, guillemets, unspaced) or guillemets)[-1:]
    return sorted(i for i in left if not _is_item_or_face(text, i))


def reversed_quotes(text: str, unspaced: bool) -> list[int]:
    """The positions of “ that were written for the closing ”, in order."""
    positions = []
    opened = ""  # The sign that opened the quotation, which in German „ does.
    for match in re.finditer("[“”„]", text):
        sign, at = match.group(), match.start()
        if sign == "“" and opened == "“" and _closes(text[at - 1], text[at + 1 : at + 2], unspaced):
            positions.append(at)
            opened = ""
        else:
            opened = "" if sign == "”" or (sign == "“" and opened == "„") else sign
    return positions


def _closes(before: str, after: str, unspaced: bool) -> bool:
    """Whether a quotation mark between two characters is at the end of a quotation."""
    if unspaced:
        return bool(before) and before in "。！？，；…"
    ends = not after or after.isspace() or after in ".,;:!?)]—–"
    return ends and bool(before) and not before.isspace() and before not in "([—–-"


def opens(text: str, position: int) -> bool:
    """Whether the sign there is a quotation mark that begins a quotation."""
    char = text[position]
    following = text[position + 1 : position + 2]
    if char in _GUILLEMETS:
        # French has a blank on the inner side, German none.
        inner = following.isalnum() or (char == "«" and following.isspace())
        return position == 0 or (inner and _begins(text, position))
    return char in _OPENING_QUOTES or (
        char in '"”' and bool(following) and not following.isspace() and _begins(text, position)
    )


def _begins(text: str, position: int) -> bool:
    return position == 0 or text[position - 1].isspace() or text[position - 1] in "([—–-"


def _left(text: str, positions: list[int], unspaced: bool) -> list[int]:
    """Signs of one family without a partner; each closes the innermost that fits."""
    partners = pairs(text, positions, unspaced)
    paired = {*partners, *partners.values()}
    return [i for i in positions if i not in paired]


def _left_quotes(text: str, positions: list[int], unspaced: bool) -> list[int]:
    """Quotation marks: straight, curved and mixed ones pair, and an even number is let pass.

    Writers open with “ and close with ", and turn a mark the wrong way round: what matters to a
    reader is that one is missing.
    """
    marks = [i for i in positions if not (text[i] in '"”' and re.search(_MEASURE, text[:i][-1:]))]
    left = _left(text, positions, unspaced)
    if len(positions) % 2 == 0 or len(marks) % 2 == 0:
        return []
    return left[-1:] or positions[-1:]


def _is_item_or_face(text: str, position: int) -> bool:
    char, before = text[position], text[max(0, position - 8) : position]
    if char in _CLOSING_BRACKETS and char in ")）":
        return bool(re.search(_ITEM, before) or re.search(_FACE, before))
    return char in "(（" and bool(re.search(_FACE, before))
