"""Placeholders for text that was left out: [...], (rest omitted), [Rest gekürzt], 以下略.

They are looked for in every language, since a model may write them in another one than the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tqcheck.languages.facts import Omissions, all_facts, alternatives

_OPEN, _CLOSE = r"[\[(（【〔{<]", r"[\])）】〕}>]"
_INSIDE = r"[^\[\](){}（）【】]"
# After the words of Chinese and Japanese, a few characters more.
_REMAINING = r"[^\[\]()（）【】]{0,8}"
# At a glance: without one of these, or of the signs of a language, there is no placeholder.
_SIGNS = ("...", "…", ". . .", "todo", "fixme", "tbd")
# What an original has if it is itself abridged.
_ABRIDGED = (
    r"…|\.\.\.|・・・|·{3,}|略|省|删|刪|节选|摘要|摘录|未完|待续|下转|上接|續|续|続く|抜粋"
    r"|omi[tst]|abridg|shorten|truncat|gekürzt|ausgelassen|weggelassen|abrég|abrevi|\[|〔|TODO"
)
_LEFT = (
    r"其余|其餘|其他|剩|余下|下文|后面|后半|下半|以下|残り|以降"
    r"|\brest\w*|remain|reste|übrig|следующ|остальн|остат"
)


def placeholders(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each placeholder, in order, none within another."""
    lowered = text.lower()
    if not any(sign in lowered for sign in _signs()):
        return
    places = sorted(
        match.span("placeholder")
        for pattern in _patterns()
        for match in re.finditer(pattern, text, re.IGNORECASE)
    )
    last = -1
    for start, end in places:
        if start >= last:
            yield start, end
            last = end


def is_abridged(original: str) -> bool:
    """Whether an original leaves something out itself, so that a placeholder translates that."""
    return bool(re.search(_ABRIDGED, original, re.IGNORECASE))


def speaks_of_rest(original: str) -> bool:
    """Whether an original speaks of what is left, so that `the rest is left out` may be its own."""
    return bool(re.search(_LEFT, original, re.IGNORECASE))


@cache
def _omissions() -> tuple[type[Omissions], ...]:
    return tuple(filter(None, (known.omissions for known in all_facts())))


@cache
def _signs() -> tuple[str, ...]:
    signs = (sign for omissions in _omissions() for sign in omissions.signs)
    return tuple(dict.fromkeys((*_SIGNS, *signs)))


@cache
def _patterns() -> tuple[str, ...]:
    return (*(f"(?P<placeholder>{remark})" for remark in _remarks()), *_sentences())


def _remarks() -> Iterator[str]:
    """What is left out is said in brackets or by a whole line."""
    yield rf"{_OPEN}\s*(?:\.{{3,}}|…+|\. \. \.)\s*{_CLOSE}"
    # [rest of the text omitted], (the following is omitted), [omitted], [Rest gekürzt]
    remark = (
        rf"{_any('omitted')}|{_any('remark')}"
        rf"|(?:{_any('continued')})(?: (?:{_any('continued_where')})\b.*)?"
    )
    reason = rf"(?: (?:for|aus|por|pour|per) (?:{_any('reason')}))?"
    yield (
        rf"{_OPEN}(?:{_INSIDE}{{0,60}}\b(?:{_any('part')})\b{_INSIDE}{{0,40}}\s)?"
        rf"(?:{remark}){reason}[.…]*{_CLOSE}"
    )
    # The verb first: [se omite el resto del texto]
    yield rf"{_OPEN}(?:{_any('omits')})\b{_INSIDE}{{0,60}}{_CLOSE}"
    yield rf"{_OPEN}(?:{_any('bracket')}){_REMAINING}{_CLOSE}"
    yield rf"^\W*(?:the )?(?:{_any('rest_at_start')})\b.{{0,60}}\b(?:{_any('omitted')})\W*$"
    yield rf"^\W*(?:{_any('whole_line')})\W*$"
    # An ellipsis, and nothing else, for a paragraph.
    yield r"^\W{0,3}(?:\.{3,}|…+)\W*$"
    yield r"(?-i:\b(?:TODO|FIXME|TBD)\b)(?=\W*(?:translat|[:：]|$|\]))"


def _sentences() -> Iterator[str]:
    """A sentence says what is left out: "The rest of the article is omitted."."""
    yield (
        r"(?:^|(?<=[.!?…:;])[\"”’»)]?\s+)"
        r"(?P<placeholder>(?:(?:for|due to|pour|por|per|aus) [^.!?,]{2,30},? )?"
        rf"(?:{_any('rest')})\b(?=[^.!?]{{0,30}}?\b(?:{_any('writing')})\b)[^.!?]{{0,60}}?"
        rf"\b(?:{_any('be')})\b[^.!?]{{0,24}}?"
        rf"\b(?:{_any('omitted')})(?!\w)[^.!?,;]{{0,40}}(?:[.!?]|$)[)\]]?)"
    )
    yield (
        r"(?:^|(?<=[.!?…:;])\s+)(?P<placeholder>(?:se omite|si omette|omite-se)"
        r" (?:el|il|lo|o) (?:resto|restante)\b[^.!?]{0,60}(?:[.!?]|$))"
    )
    yield rf"(?:^|(?<=[。！？]))(?P<placeholder>{_any('sentence')})"


def _any(name: str) -> str:
    """A field of `Omissions` in any language."""
    return alternatives(getattr(omissions, name) for omissions in _omissions())
