"""Punctuation of another script: full-width signs among Latin letters, half-width among Han."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tqcheck.languages import Language, Spacing, spacing
from tqcheck.languages import language as named
from tqcheck.text.quotations import SIGNS, pairs
from tqcheck.text.scripts import script

_WIDE = {
    "，": ",", "。": ".", "：": ":", "；": ";", "！": "!", "？": "?", "、": ",", "．": ".",
    "％": "%", "＆": "&", "／": "/", "～": "~", "＋": "+", "＝": "=", "＃": "#", "＊": "*",
    "（": "(", "）": ")", "［": "[", "］": "]", "【": "[", "】": "]", "｛": "{", "｝": "}",
    "「": "“", "」": "”", "『": "‘", "』": "’", "〔": "[", "〕": "]", "－": "-", "＂": '"',
    "《": "“", "》": "”", "〈": "‘", "〉": "’", "｡": ".", "､": ",", "\u3000": " ",
}  # fmt: skip
# What scripts have instead of signs of Latin.
_OF_SCRIPT = {
    "Arabic": str.maketrans(",;?", "،؛؟"),
    "Greek": str.maketrans("?;", ";·"),
    "Devanagari": str.maketrans(".", "।"),
    "Bengali": str.maketrans(".", "।"),
    "Gurmukhi": str.maketrans(".", "।"),
}
_OPENING = frozenset("（［【｛「『〔《〈")
_CLOSING = frozenset("）］】｝」』〕》〉")
_TIGHT = frozenset("，。：；！？、．）］】｝」』〕》〉％｡､")
# These keep both their neighbours as close as they are.
_BETWEEN = frozenset("／～＋＝＃＊＆－")
# The marks of a text that is about marks: “，” and (。).
_MENTIONING = ("‘“\"'([{«„‹`*_|", "’”\"')]}»“›`*_|")
_STOPS = frozenset("，。：；！？、．｡､")
_FULL_WIDTH = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"

# Where a sign among letters can only come from the wrong keyboard. French has blanks before some.
_PLAIN_SCRIPTS = frozenset({"Latin", "Cyrillic"})
_PLAIN_SIGNS = {"fr": "，。"}
_PLAIN = "，；：。"
# What is in brackets that become others: words.
_WORDS = r"[\w\s.,'’-]+"

_HALF = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
# What Chinese and Japanese call signs and their widths, and errata, which quote wrong ones.
_ABOUT_SIGNS = re.compile(
    "[全半]角|[逗句冒分顿頓引括][号號]|标点|標點|约物|約物|[句読]点|括弧|かっこ|カッコ|コンマ|カンマ|コロン"
    "|[刊勘]误|[刊勘]誤|正誤|原文如此|ママ[)）〕]|字符|文字コード|输入法|輸入法|键盘|鍵盤|キーボード"
)
_HAN = "\u3005\u3007\u3400-\u9fff"
_KANA = "\u3040-\u30ff"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A sign or several in a row that the language does not use."""

    start: int
    end: int
    # What should be there instead, and what it replaces: the signs with blanks around them.
    edit_start: int
    edit_end: int
    text: str
    # Whether it can be replaced at all, and whether nobody has to look at the result.
    is_fixable: bool = True
    is_certain: bool = False
    # The places, among those that are found, of what is replaced with it or not at all.
    partners: tuple[int, ...] = ()


def foreign_punctuation(text: str, language: str) -> Sequence[Foreign]:
    """Return the signs that the language does not use, in order.

    Signs beside Han or kana in a text of another script belong to what is quoted there, and
    half-width signs in Chinese and Japanese count only between two characters.
    """
    if spacing(language) is Spacing.NOTHING:
        return list(_half(text, language))
    if not text.isascii() and "Han" not in named(language).scripts:
        return _paired(text, list(_wide(text, named(language))))
    return []


def speaks_of_signs(original: str) -> bool:
    """Whether a Chinese or Japanese text speaks of signs, which its translation has to show."""
    return _ABOUT_SIGNS.search(original) is not None


def _wide(text: str, language: Language) -> Iterator[Foreign]:
    signs = "".join(map(re.escape, _WIDE))
    for match in re.finditer(f"[{signs}](?:[ \t]*[{signs}])*", text):
        start, end = match.span()
        first, right = _blanks_before(text, start), _blanks_after(text, end)
        before, after = text[max(0, first - 1) : first], text[right : right + 1]
        if _is_dense(before) or _is_dense(after) or not (before or after):
            continue
        run = match.group()
        if "\u3000" in run and len(run) > 1:
            continue  # Several of them set columns.
        written = run.replace(" ", "").replace("\t", "")
        left = first if _pulls(written[0]) else start
        shown = _narrow(written, before, after, text, left, right)
        shown = shown.translate(_OF_SCRIPT.get(language.scripts[0], {}))
        if shown.endswith(" ") and right > end:
            shown, right = shown[:-1], end  # The blank is there already.
        yield Foreign(
            start,
            end,
            left,
            right,
            shown,
            is_fixable=not _is_mentioned(text, start, end, language),
            is_certain=len(run) == 1 and _is_slip(text, start, language),
        )


def _is_mentioned(text: str, start: int, end: int, language: Language) -> bool:
    """Whether the text is about the signs: they are quoted, set off, or part of a full-width code.

    The first of “，”, `a ， b` and `（）` would lose what the sentence says about them.
    """
    run = text[start:end]
    if re.fullmatch(f"[{_FULL_WIDTH}]+", text[start - 1 : start] + text[end : end + 1]):
        return True
    before = text[_blanks_before(text, start) - 1 : start].strip()
    after = text[end : _blanks_after(text, end) + 1].strip()
    if before in tuple(_MENTIONING[0]) and after in tuple(_MENTIONING[1]):
        return run == "\u3000" or not _OPENING & set(run) or not _CLOSING & set(run)
    is_apart = text[end : end + 1] in tuple(" ,.;:!?)") or end == len(text)
    if run[-1] in _OPENING:
        return is_apart
    if any(sign in _CLOSING and _OPENING & set(run[:at]) for at, sign in enumerate(run)):
        return True  # There is nothing but signs in the brackets.
    if " " in run and len(set(run) & _STOPS) > 1:
        return True  # A list of them.
    if run[0] in _CLOSING:
        return text[start - 1 : start] == " " and is_apart
    if run == "，" and before.isalnum() and after.isalnum():
        return False  # A comma between words is more often a slip than what they are about.
    # French has a blank before some signs.
    return (
        run[0] in _STOPS and text[start - 1 : start] == " " and is_apart and language.code != "fr"
    )


def _is_slip(text: str, at: int, language: Language) -> bool:
    """Whether a sign belongs to the words around it, and they cannot mean it.

    A text that is about the sign sets it off, and in names, formulas and numbers it may be right.
    """
    sign, before = text[at], text[at - 1 : at]
    blanks = _blanks_after(text, at + 1)
    after, next_one = text[at + 1 : at + 2], text[blanks : blanks + 1]
    if language.scripts[0] not in _PLAIN_SCRIPTS:
        return False
    if sign in "（）":
        outside, inside = (before, after) if sign == "（" else (after, before)
        ends = sign == "）" and outside in tuple(".,;:)")
        return (outside in ("", " ") or ends) and inside.isalnum()
    if sign not in _PLAIN_SIGNS.get(language.code, _PLAIN) or not before.isalpha():
        return False
    if after == " ":
        return next_one.isalnum() if sign != "。" else next_one.isupper()
    if after == "":
        return sign in "。："
    # N，N-dimethyl and a，b，c are names and lists of signs.
    around = text[at - 2 : at] + text[at + 1 : at + 3]
    return sign in "，；" and len(around) == 4 and around.isalpha()


def _paired(text: str, found: list[Foreign]) -> list[Foreign]:
    """The signs with their partners; what has none is not replaced, or only one half would be."""
    if not any(_OPENING & set(text[f.start : f.end]) or _CLOSING & set(text[f.start : f.end])
               for f in found):  # fmt: skip
        return found
    at = {n: place for place, f in enumerate(found) for n in range(f.start, f.end)}
    closing = pairs(text, (n for n, char in enumerate(text) if char in SIGNS), unspaced=False)
    partner = {**closing, **{end: start for start, end in closing.items()}}
    return [_with_partners(text, foreign, at, partner) for foreign in found]


def _with_partners(
    text: str, foreign: Foreign, at: dict[int, int], partner: dict[int, int]
) -> Foreign:
    from dataclasses import replace

    partners: list[int] = []
    is_fixable, is_certain = foreign.is_fixable, foreign.is_certain
    for n in range(foreign.start, foreign.end):
        if text[n] not in _OPENING and text[n] not in _CLOSING:
            continue
        other = partner.get(n)
        if other is None or (text[other] in _WIDE and other not in at):
            is_fixable = False
            continue
        first, last = sorted((n, other))
        is_certain = (
            is_certain and other in at and bool(re.fullmatch(_WORDS, text[first + 1 : last]))
        )
        is_certain = is_certain and not any(map(_is_dense, text[first + 1 : last]))
        if other in at:
            partners.append(at[other])
    return replace(foreign, is_fixable=is_fixable, is_certain=is_certain, partners=tuple(partners))


def _blanks_before(text: str, at: int) -> int:
    """Where the blanks before a place begin."""
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _blanks_after(text: str, at: int) -> int:
    """Where the blanks after a place end."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _pulls(sign: str) -> bool:
    """Whether a sign has no blank before it."""
    return sign in _TIGHT or sign == "\u3000"


def _ends_emphasis(text: str, at: int) -> bool:
    """Whether the emphasis that began earlier ends at a place: `**Question:**`."""
    mark = re.compile(r"[*_]+").match(text, at)
    return mark is not None and text[:at].count(mark.group()) % 2 == 1


def _narrow(written: str, before: str, after: str, text: str, left: int, right: int) -> str:
    """The signs as Latin scripts have them, with the blanks they want around them."""
    shown = ""
    if written == "、" and text[:left].strip().isdigit():
        return ". " if after else "."  # The number of a list's item.
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
    closed = after in ")]}”’\"'.,;:!?%" or after in _WIDE or _ends_emphasis(text, right)
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
        # 约翰.史密斯 and 五.四: inside a sentence the dot of a name or a date.
        stops = match[1] != "." or end == len(text) or text[end] == " "
        yield Foreign(start, end, *match.span(), wide, is_fixable=stops)


def _is_dense(char: str) -> bool:
    return bool(char) and script(char) in ("Han", "Hiragana", "Katakana", "Bopomofo", "Hangul")
