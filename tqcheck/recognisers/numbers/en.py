"""Numbers in English: digits in every grouping, words, ordinals, dozens, fractions, percent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.recognisers.numbers.en_numerals import TOKEN, Numeral
from tqcheck.recognisers.numbers.en_single import AND_A_HALF
from tqcheck.recognisers.numbers.en_words import BEGINNINGS, MONTH, SCALES
from tqcheck.recognisers.numbers.number import Number
from tqcheck.recognisers.numbers.units import english_unit

# (1), 2) and 3. before items of a list.
_ENUMERATOR = re.compile(r"\(\d{1,2}\)|(?m:^)[ \t]{0,8}\d{1,2}[.)](?=\s)|(?<=[;:,] )\d[.)](?=\s)")
_MORE = (
    r"more than|over|above|exceed(?:s|ed|ing)?|at least|upwards? of|in excess of|beyond"
    r"|surpass(?:ed|es|ing)?|greater than|higher than|no (?:less|fewer) than|longer than"
)
_NEARLY = r"nearly|almost|close to|not quite|approaching|just short of|just under"
_LESS = r"(?:less|fewer|lower) than|under|up to|below|at most|(?:no|not) more than|within"
_ABOUT = r"about|around|approximately|some|roughly|circa|estimated|approx\.?"
_BEFORE = re.compile(
    rf"\b(?:({_MORE})|({_NEARLY})|({_LESS})|({_ABOUT}))(?:\s+(?:a|an|the|US))?[\s$£€¥]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:(or more|plus\b|and above|or above|odd\b|\+)|(or nearly)|(or less|at most)|(or so))"
)
_SAID = ("more", "nearly", "less", "about")

_RANGE = re.compile(
    r"\s?(?:to|and|or|-|–|—|~|,|, and|, or)\s?[$£€¥]?|\s(?:to|and|or)\s(?:about|around|nearly)\s"
)


def read(text: str) -> list[Number]:
    """The numbers of an English text whose digits are plain."""
    halves = {match.start() for match in AND_A_HALF.finditer(text)}
    # Many a text has no number, and its words are few.
    if not halves and not any(map(_may_begin, set(re.findall(r"\d|[^\W\d_]+", text)))):
        return []
    words = list(TOKEN.finditer(text))
    found: list[Number] = []
    at = 0
    while at < len(words):
        if not _may_begin(words[at][0]) and words[at].start() not in halves:
            at += 1
            continue
        number, at = Numeral(text, words, at).result()
        if number is not None:
            found.append(_finished(text, number))
    marks = {at for m in _ENUMERATOR.finditer(text) for at in range(m.start(), m.end())}
    found = [n._replace(sure=False) if n.start in marks else n for n in found]
    return _shared(text, list(_ratios(text, found)))


_PERCENT = re.compile(
    r"\s?(?:%|(?:[\s-]?(?:percent(?:age[\s-]points?)?|per\s+cent|pct|percentile)\b))", re.IGNORECASE
)
_PERMILLE = re.compile(r"\s?‰|[\s-]per\s+(?:mille|mil|thousand)\b", re.IGNORECASE)
_MULTIPLE = re.compile(r"\s?(?:times\b|-?\s?fold\b|x\b)", re.IGNORECASE)
_SHARED_SCALE = re.compile(r"[\s-]*(million|billion|trillion|thousand|hundred)", re.IGNORECASE)


def _may_begin(word: str) -> bool:
    """Whether a number may begin with this word: most words of a text are passed over."""
    return (
        word.lower() in BEGINNINGS or word[0] in "IVX" or word in MONTH or word[0] in ".0123456789"
    )


def _finished(text: str, number: Number) -> Number:
    """Add what comes before and after: percent, multiples, units, approximations, scales."""
    low, high, kind, end = number.low, number.high, number.kind, number.end
    if kind in ("cardinal", "some"):
        scale = _SHARED_SCALE.match(text, end)
        if scale and "half" in text[number.start : end].lower():
            low, high, end = (
                low * SCALES[scale[1].lower()], high * SCALES[scale[1].lower()], scale.end()
            )  # fmt: skip
        if match := _PERCENT.match(text, end):
            low, high, kind, end = low / 100, high / 100, "percent", match.end()
        elif match := _PERMILLE.match(text, end):
            low, high, kind, end = low / 1000, high / 1000, "percent", match.end()
        elif match := _MULTIPLE.match(text, end):
            kind, end = "multiple", match.end()
    before = _BEFORE.search(text, max(0, number.start - 24), number.start)
    after = _AFTER.match(text, end)
    approximate = number.approximate
    for match in (before, after):
        if match and not approximate:
            approximate = _SAID[(match.lastindex or 1) - 1]
    unit = english_unit(text, end) if kind in ("cardinal", "fraction", "some") else ""
    return number._replace(
        low=low, high=high, kind=kind, end=end, approximate=approximate, unit=unit
    )


_IN = re.compile(r"\s+(?:in|out of|per|in every|out of every|of every)\s+(?:every\s+|a\s+)?")


def _ratios(text: str, found: list[Number]) -> Iterator[Number]:
    """Join 1/3, three per ten thousand, 3 in 100; other numbers pass."""
    pending: Number | None = None
    for number in found:
        if pending is not None:
            between = text[pending.end : number.start]
            tens = number.low in (10, 100, 1000, 10**4, 10**5) and _IN.fullmatch(between)
            stroke = between == "/" and 1 < number.low > pending.low and pending.kind == "cardinal"
            # Three numbers with strokes are a date.
            if tens or (stroke and text[number.end : number.end + 1] != "/"):
                low, high = pending.low / number.low, pending.high / number.low
                yield Number(pending.start, number.end, low, high, "fraction")
                pending = None
                continue
            yield pending
        pending = number
    if pending is not None:
        yield pending


def _shared(text: str, found: list[Number]) -> list[Number]:
    """Give the first of `6 to 8 million` and `5 or 10 percent` what the second says of both."""
    shared = list(found)
    for i in range(len(found) - 2, -1, -1):
        first, second = shared[i], shared[i + 1]
        if not _RANGE.fullmatch(text[first.end : second.start]) or first.kind != "cardinal":
            continue
        if second.kind in ("percent", "multiple"):
            scale = 100 if second.kind == "percent" else 1
            if "‰" in text[second.start : second.end]:
                scale = 1000
            shared[i] = first._replace(
                low=first.low / scale, high=first.high / scale, kind=second.kind
            )
            continue
        named = re.search(
            r"(million|billion|trillion|thousand|hundred)$", text[second.start : second.end].lower()
        )
        if named and not re.search("llion|thousand|hundred", text[first.start : first.end].lower()):
            scale = SCALES[named[1]]
            if first.low < second.low / scale:
                shared[i] = first = first._replace(low=first.low * scale, high=first.high * scale)
        if not first.unit and second.unit:
            shared[i] = first._replace(unit=second.unit)
    return shared
