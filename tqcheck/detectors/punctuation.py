"""Punctuation of another script: full-width signs among Latin letters, half-width among Han."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tqcheck.languages import Spacing, spacing
from tqcheck.languages import language as named
from tqcheck.text.scripts import script

_WIDE = {
    "，": ",", "。": ".", "：": ":", "；": ";", "！": "!", "？": "?", "、": ",", "．": ".",
    "％": "%", "＆": "&", "／": "/", "～": "~", "＋": "+", "＝": "=", "＃": "#", "＊": "*",
    "（": "(", "）": ")", "［": "[", "］": "]", "【": "[", "】": "]", "｛": "{", "｝": "}",
    "「": "“", "」": "”", "『": "‘", "』": "’", "〔": "[", "〕": "]", "－": "-", "＂": '"',
    "《": "“", "》": "”", "〈": "‘", "〉": "’", "｡": ".", "､": ",", "\u3000": " ",
}  # fmt: skip
# Of a title in 《》 only a reader can say whether it becomes italics or quotation marks.
_TITLES = frozenset("《》〈〉")
_OPENING = frozenset("（［【｛「『〔《〈")
_TIGHT = frozenset("，。：；！？、．）］】｝」』〕》〉％｡､")
# These keep both their neighbours as close as they are.
_BETWEEN = frozenset("／～＋＝＃＊＆－")

_HALF = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_HAN = "\u3005\u3007\u3400-\u9fff"
_KANA = "\u3040-\u30ff"


class Foreign(NamedTuple):
    """A sign or several in a row that the language does not use."""

    start: int
    end: int
    # What should be there instead, and what it replaces: the signs with blanks around them.
    edit_start: int
    edit_end: int
    text: str
    # Whether that is certain.
    safe: bool


def foreign_punctuation(text: str, language: str) -> Iterator[Foreign]:
    """Yield the signs that the language does not use, in order.

    Signs beside Han or kana in a text of another script belong to what is quoted there, and
    half-width signs in Chinese and Japanese count only between two characters.
    """
    if spacing(language) is Spacing.NOTHING:
        yield from _half(text, language)
    elif not text.isascii() and "Han" not in named(language).scripts:
        yield from _wide(text)


def _wide(text: str) -> Iterator[Foreign]:
    signs = "".join(map(re.escape, _WIDE))
    for match in re.finditer(f"[{signs}]+", text):
        start, end = match.span()
        before, after = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
        if _is_dense(before) or _is_dense(after) or not (before or after):
            continue
        written = match.group()
        if "\u3000" in written and len(written) > 1:
            continue  # Several of them set columns.
        left = len(text[:start].rstrip()) if _pulls(written[0]) else start
        blanks = len(text[end:]) - len(text[end:].lstrip())
        right = end + blanks
        clear = not _TITLES & set(written) and (len(written) == 1 or written[0] != "。")
        yield Foreign(start, end, left, right, _narrow(written, before, after, text, left), clear)


def _pulls(sign: str) -> bool:
    """Whether a sign has no blank before it."""
    return sign in _TIGHT or sign == "\u3000"


def _narrow(written: str, before: str, after: str, text: str, left: int) -> str:
    """The signs as Latin scripts have them, with the blanks they want around them."""
    shown = ""
    for position, sign in enumerate(written):
        previous = written[position - 1] if position else before
        if sign in _OPENING and previous and previous not in _OPENING and not shown.endswith(" "):
            attached = position == 0 and (left == 0 or text[left - 1].isspace())
            shown += "" if attached or previous in "([{“‘\"'—–-/" else " "
        shown += _WIDE[sign]
    last = written[-1]
    if not after or last in _OPENING or last in _BETWEEN or last == "\u3000":
        return shown
    numeric = last in "：，．／" and len(written) == 1 and before.isdigit() and after.isdigit()
    closed = after in ")]}”’\"'.,;:!?%" or after in _WIDE
    return shown if numeric or closed else shown + " "


def _half(text: str, language: str) -> Iterator[Foreign]:
    own = _HAN + (_KANA if language == "ja" else "")
    for match in re.finditer(rf"(?<=[{own}])[ ]?([,;:!?.])[ ]?(?=[{own}]|$)", text):
        start, end = match.span(1)
        wide = _HALF[match[1]]
        if language == "ja" and wide == "，":
            wide = "、"
        if match[1] in ":!?" and (language == "ja" or (match[1] == ":" and end == len(text))):
            continue  # House styles differ, and a colon at a line's end may be markup.
        yield Foreign(start, end, *match.span(), wide, True)


def _is_dense(char: str) -> bool:
    return bool(char) and script(char) in ("Han", "Hiragana", "Katakana", "Bopomofo", "Hangul")
