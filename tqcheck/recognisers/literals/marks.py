"""Marks of notes, and labels of lists.

`1.` at the start of a line may be an ordinal (1. Mai), `第一，` the word "first", and `三、四十人`
is an amount. `[0]` is the index of an array, `[1990]` a year, m² a unit and 10⁶ a power.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.recognisers.literals.folding import LETTER
from tqcheck.recognisers.literals.literal import Literal
from tqcheck.recognisers.literals.pattern import Pattern

_OPEN, _CLOSE = r"[\[［〔【]", r"[\]］〕】]"
_BRACKETED = Pattern(
    rf"{_OPEN}\^?(?P<number>[1-9]\d{{0,2}}(?: ?[-–,，、] ?[1-9]\d{{0,2}}){{0,6}}){_CLOSE}"
)
_NAMED = Pattern(rf"\[\^[{LETTER}0-9_-]{{1,30}}\]")
_WORDED = Pattern(
    r"[\[［〔【(（](?:注释?|註|译注|訳注|주|note|n\.|Anm\.|прим\.|сноска|nota|noot|not)[ :.]{0,2}"
    r"(?P<number>[1-9]\d{0,2}|[①-⑳]|[一二三四五六七八九十]{1,3})[\]］〕】)）]",
    flags=re.IGNORECASE,
)
_STAR = Pattern(r"(?P<number>[※＊]\d{1,2})(?!\d|[.,]\d)")
_RAISED = Pattern(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[⁻⁾,–][¹²³⁴⁵⁶⁷⁸⁹]{1,3}){0,4}")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# Units that have a power.
_UNIT = Pattern(
    r"(?:^|[^A-Za-zА-Яа-я])(?:[kcmdhµnкcдмс]?[mм]|см|км|мм|дм|ft|in|yd|mi|s|с|sec|ha|га|x|y|r|c|a|n|e)$",
    flags=re.IGNORECASE,
)

# What may be before a label, and all forms of labels, at the start of a line.
_START = r"[ \t\u3000>|]*(?:[-*•·]\s{1,3})?(?:\*\*|__)?"
_NUMERAL = "[一二三四五六七八九十]"
_SURE = (
    rf"[(（](?:\d{{1,3}}|[{LETTER}]|[ivx]{{1,5}}|{_NUMERAL}{{1,3}})[)）](?!\d)"
    rf"|\d{{1,3}}[)）](?!\d)|(?:[{LETTER}]|[ivx]{{1,5}})[)）](?=\s|[\u3040-\u9fff])"
    rf"|(?:[ivx]{{2,5}}\.|[IVX]{{2,5}}[.)])(?=\s)|{_NUMERAL}{{1,3}}、(?![一二三四五六七八九十百千万两])"
    r"|[가나다라마바사아자차카타파하][.)](?=\s)"
)
# 1. 1、 are ordinals and amounts as well: 1. Mai; 1、2个.
_UNSURE = r"\d{1,3}[.．、](?=\s|[^\d\s])"
_LABEL = Pattern(rf"{_START}(?:(?P<sure>{_SURE})|(?P<unsure>{_UNSURE}))")
_MAX_HEAD = 40
_CIRCLED = Pattern(r"[①-⑳㉑-㉟㊱-㊿❶-❿➀-➉⑴-⒇⒈-⒛Ⓐ-ⓩ]")
# 第一，其二：
_ORDINAL = Pattern(
    rf"(?:(?m:^)|(?<=[。；：！？\s]))(?:第{_NUMERAL}{{1,3}}|其{_NUMERAL})(?=[，、：:,](?!{_NUMERAL}))"
)
_HAN = "零一二三四五六七八九十"


def notes(text: str) -> Iterator[Literal]:
    """Yield marks of notes: [2], [^3], [12–14], ¹, (注1), ※1."""
    if any(sign in text for sign in "[［〔【(（"):
        for match in _NAMED.finditer(text):
            yield Literal(*match.span(), "note", match[0][2:-1])
        for match in _WORDED.finditer(text):
            yield Literal(*match.span(), "note", _plain(match["number"]))
        for match in _BRACKETED.finditer(text):
            # An interval is written with a comma as well.
            listed = re.search("[,，、]", match[0]) is not None
            yield Literal(*match.span(), "note", re.sub(r"\s", "", match["number"]), not listed)
    for match in _STAR.finditer(text):
        yield Literal(*match.span(), "note", match[0][1:])
    for match in _RAISED.finditer(text):
        before = text[max(0, match.start() - 6) : match.start()]
        if (
            before[-1:].strip()
            and not before[-1].isdigit()
            and before[-1] not in ")]="
            and not _UNIT.search(before)
        ):
            yield Literal(*match.span(), "note", match[0].translate(_RAISED_DIGITS))


def labels(text: str) -> Iterator[Literal]:
    """Yield labels of lists, those of digits and letters at the start of a line only."""
    start = 0
    while start >= 0:
        start += text.startswith("\n", start)
        # Cut, so that blanks are passed over once.
        match = _LABEL.match(text[start : start + _MAX_HEAD])
        if match:
            name = "sure" if match["sure"] else "unsure"
            at, end = match.span(name)
            yield Literal(start + at, start + end, "label", _label(match[name]), name == "sure")
        start = text.find("\n", start)
    if not text.isascii():
        for match in _CIRCLED.finditer(text):
            yield Literal(*match.span(), "label", match[0])
        for match in _ORDINAL.finditer(text) if "第" in text or "其" in text else ():
            yield Literal(*match.span(), "label", _label(match[0]), sure=False)


def _label(written: str) -> str:
    return _plain(re.sub(r"[().（）．、第其]", "", written))


def _plain(written: str) -> str:
    if len(written) == 1 and written in _HAN:
        return str(_HAN.index(written))
    return written
