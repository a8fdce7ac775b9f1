"""Placeholders for text that was left out: [...], (rest omitted), 以下略."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPEN, _CLOSE = r"[\[(（【〔{<]", r"[\])）】〕}>]"
_WHAT = (
    r"text|rest|remainder|remaining|content|contents|passages?|paragraphs?|parts?|sections?|portions?"
    r"|lines?|translation|article|following|above|middle|further|details?|sentences?|stanzas?|verses?"
)
_DONE = (
    r"omitted|truncated|abridged|abbreviated|shortened|skipped|left out|elided|untranslated"
    r"|not translated|not included|not shown|(?:removed|cut) for (?:brevity|length)|cut off"
    r"|(?:continues|continued)(?: (?:here|below|on|in|as|with)\b.*)?|to be continued|unchanged"
)
_PATTERNS = (
    # An ellipsis in brackets.
    rf"{_OPEN}\s*(?:\.{{3,}}|…+|\. \. \.)\s*{_CLOSE}",
    # [rest of the text omitted], (the following is omitted), [omitted], [truncated]
    rf"{_OPEN}(?:[^\[\](){{}}]{{0,60}}\b(?:{_WHAT})\b[^\[\](){{}}]{{0,40}}\s)?(?:{_DONE})"
    rf"(?: for (?:brevity|length|space))?[.…]*{_CLOSE}",
    # The same as a whole line.
    rf"^\W*(?:the )?(?:rest|remainder|remaining (?:text|content|part|paragraphs?))\b.{{0,60}}"
    rf"\b(?:{_DONE})\W*$",
    rf"{_OPEN}(?:以下|下文|中间|中|下|上|上文|前文|后文|其余|此处|余下|部分|内容|文字|后面)?"
    rf"(?:内容|部分|文字|段落)?(?:从|已|被)?(?:略去?|省略|删节|从略|未译)[^\[\]()（）【】]{{0,8}}{_CLOSE}",
    r"^\W*(?:以下|下文|其余|余下)(?:内容|部分)?(?:从|已)?(?:略|省略)\W*$",
    # An ellipsis, and nothing else, for a paragraph.
    r"^\W{0,3}(?:\.{3,}|…+)\W*$",
    r"\b(?:TODO|FIXME|TBD)\b(?=\W*(?:translat|[:：]|$|\]))",
)
# At a glance: what none of these is in holds no placeholder.
_SIGNS = (
    *("...", "…", ". . .", "omit", "truncat", "abridg", "abbrev", "shorten", "skip", "left out"),
    *("elided", "translat", "not in", "not sh", "remov", "cut", "contin", "unchang", "略", "删节"),
    *("未译", "todo", "fixme", "tbd"),
)
# What an original has where its translation is no more abridged than it is.
_ABRIDGED = (
    r"…|\.\.\.|・・・|·{3,}|略|省略|删节|节选|摘要|未完|待续|下转|上接|續|续"
    r"|omit|abridg|gekürzt|\[|〔|TODO"
)


def placeholders(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each placeholder, in order, none within another."""
    lowered = text.lower()
    if not any(sign in lowered for sign in _SIGNS):
        return
    found = sorted(
        m.span() for pattern in _PATTERNS for m in re.finditer(pattern, text, re.IGNORECASE)
    )
    last = -1
    for start, end in found:
        if start >= last:
            yield start, end
            last = end


def is_abridged(original: str) -> bool:
    """Whether an original leaves something out itself, so that a placeholder translates that."""
    return bool(re.search(_ABRIDGED, original, re.IGNORECASE))
