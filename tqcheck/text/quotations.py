"""Pairs of quotation marks and brackets in a text, whatever the languages do with them.

The same sign opens in one language and closes in another: “ in English and German, « in French and
German, ” in English and Swedish, " everywhere. What is still open decides, and where the blanks
are.
"""

from __future__ import annotations

from collections.abc import Iterable

# What each sign can close, the likeliest first; a sign that can close nothing only opens.
_CLOSES = {
    "”": '“„”"‟',
    "“": "„",
    '"': '"“„”',
    "»": "«",
    "«": "»",
    "›": "‹",
    "‹": "›",
    "」": "「",
    "』": "『",
    "’": "‘‚",
    ")": "(（",
    "）": "（(",
    "]": "[［",
    "］": "［[",
    "}": "{｛",
    "｝": "｛{",
    "】": "【",
    "〕": "〔",
    "》": "《",
    "〉": "〈",
}
_ONLY_CLOSE = frozenset("」』’)）]］}｝】〕》〉")
# Before a blank these close, even where nothing is open.
_EITHER = frozenset('"”»›')
TITLES = "《〈"
BRACKETS = "([{（［｛【〔"
SIGNS = "".join(sorted({*_CLOSES, *"".join(_CLOSES.values())}))
# How many signs that are still open are looked at: a bracket left open must not hide what comes
# after it, and hundreds of them must not cost time. Real texts nest three deep.
_MAX_DEPTH = 8
# An apostrophe closes a quotation only after these, except where there are no apostrophes.
_BEFORE_CLOSING = frozenset(".,!?…;:。，！？；")


def pairs(text: str, positions: Iterable[int], unspaced: bool) -> dict[int, int]:
    """The positions of closing signs by those of the opening ones, of the signs at `positions`.

    `unspaced`: the language is written without blanks, so that they decide nothing.
    """
    found: dict[int, int] = {}
    opened: list[int] = []
    for position in positions:
        char = text[position]
        if char == "’" and not (unspaced or text[position - 1 : position] in _BEFORE_CLOSING):
            continue
        depth = _depth(text, opened, _CLOSES.get(char, ""))
        blank_before = text[position - 1 : position].isspace() or position == 0
        blank_after = text[position + 1 : position + 2].isspace() or position + 1 == len(text)
        if depth and char == '"' and blank_before and not blank_after and not unspaced:
            depth = 0
        if depth:
            found[opened[-depth]] = position
            del opened[-depth:]
        elif char not in _ONLY_CLOSE and (unspaced or char not in _EITHER or not blank_after):
            opened.append(position)
            del opened[: -4 * _MAX_DEPTH]
    return found


def _depth(text: str, opened: list[int], openers: str) -> int:
    """How far from the end of `opened` the innermost of `openers` is, 0 if there is none."""
    for depth, position in enumerate(reversed(opened[-_MAX_DEPTH:]), 1):
        if text[position] in openers:
            return depth
    return 0
