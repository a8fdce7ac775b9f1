"""Errors of content as the fidelity benchmark plants them, each in one segment of a translation.

A plant is given a source segment, its translation and a random generator, and returns the changed
translation, or None where the segment does not allow it. Places are found by patterns of this
module's own, so that the rules are not asked what they can see.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tqcheck.recognisers.names.chinese import readings
from tqcheck.recognisers.names.romanisation import SYLLABLES

Plant = Callable[[str, str, random.Random], str | None]

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS = _MONTH.split("|")
_DATE = rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?! \d{{4}}\d)"
# Digits that are no part of a date, a clock time, a score, a name (G20, 5G) or an ordinal.
_NUMBER = (
    rf"(?<![\w.,:/–-])(?<!{'(?<!'.join(f'{month} )' for month in _MONTHS)}"
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w:/–-])|(?<![\w.,:/–-])\d+(?:\.\d+)?(?![\w:/–-]|,\d|\.\d)"
)
_SCALES = {"million": "billion", "billion": "million", "thousand": "million"}


def digit_changed(source: str, target: str, rng: random.Random) -> str | None:
    """Another digit in a number that the source writes in digits too."""
    found = _numbers(source, target)
    if not found:
        return None
    start, end = rng.choice(found)
    places = [i for i in range(start, end) if target[i].isdigit()]
    at = rng.choice(places)
    others = [d for d in "123456789" if d != target[at]]
    return target[:at] + rng.choice(others) + target[at + 1 :]


def power_of_ten(source: str, target: str, rng: random.Random) -> str | None:
    """A million for a billion, or a zero more."""
    scales = [m for m in re.finditer(r"\b(?:million|billion|thousand)\b", target)]
    scales = [m for m in scales if re.search(r"\d[\d.,]* $", target[: m.start()])]
    plain = [(a, b) for a, b in _numbers(source, target) if "." not in target[a:b]]
    choices: list[tuple[int, int, str]] = [
        (m.start(), m.end(), _SCALES[m.group()]) for m in scales
    ] + [(a, b, _grouped(target[a:b])) for a, b in plain]
    if not choices:
        return None
    start, end, text = rng.choice(choices)
    return target[:start] + text + target[end:]


def number_dropped(source: str, target: str, rng: random.Random) -> str | None:
    """A number in digits gone, with its percent sign or magnitude."""
    found = _numbers(source, target)
    if not found:
        return None
    start, end = rng.choice(found)
    tail = re.match(r"(?:%| (?:per ?cent|million|billion|trillion|thousand)\b)?", target[end:])
    assert tail is not None
    rest = target[end + tail.end() :]
    return target[:start] + (rest[1:] if rest.startswith(" ") else rest)


def date_moved(source: str, target: str, rng: random.Random) -> str | None:
    """Another day or month in a date whose day the source has, or another year."""
    choices: list[tuple[int, int, str]] = []
    for m in re.finditer(_DATE, target):
        if not re.search(rf"(?<!\d){m['day']}[日号至-]", _narrow(source)):
            continue
        day = int(m["day"])
        choices.append((*m.span("day"), str((day + rng.randint(1, 26) - 1) % 28 + 1)))
        if str(_MONTHS.index(m["month"]) + 1) + "月" in _narrow(source):
            month = rng.choice([name for name in _MONTHS if name != m["month"]])
            choices.append((*m.span("month"), month))
    for m in re.finditer(r"(?<![\d,.-])(?:19|20)\d\d(?![\d,.-])", target):
        if m.group() + "年" in _narrow(source):
            choices.append((*m.span(), str(int(m.group()) + rng.choice([-3, -2, -1, 1, 2, 3]))))
    choices = [c for c in choices if target[c[0] : c[1]] != c[2]]
    if not choices:
        return None
    start, end, text = rng.choice(choices)
    return target[:start] + text + target[end:]


def syllable_changed(source: str, target: str, rng: random.Random) -> str | None:
    """Another syllable in a romanised name of two words that the source's characters give."""
    found = []
    for m in re.finditer(r"(?<![\w-])[A-Z][a-z]{1,5} [A-Z][a-z]{1,11}(?![\w-])", target):
        for parts in _syllables(m.group()):
            if _is_read(parts, source):
                found.append((m.start(), parts))
    if not found:
        return None
    start, parts = rng.choice(found)
    name = _written(parts)
    at = rng.randrange(1, len(parts))
    pool = sorted(SYLLABLES)
    for _ in range(50):
        other = [*parts]
        other[at] = rng.choice(pool)
        if "ü" not in other[at] and other[at][0] not in "aeo" and not _is_read(other, source):
            return target[:start] + _written(other) + target[start + len(name) :]
    return None


def foreign_letter(_: str, target: str, rng: random.Random) -> str | None:
    """A Cyrillic, Greek or Hangul letter inside a word."""
    places = [m.start() for m in re.finditer(r"(?<=[a-z])[aeiopcxy](?=[a-z])", target)]
    if not places:
        return None
    at = rng.choice(places)
    return target[:at] + rng.choice("аеорсухдлижηλπσ한국어") + target[at + 1 :]


def sentence_repeated(_: str, target: str, rng: random.Random) -> str | None:
    """A sentence of eight words or more said again: at once, or a few times as in a loop."""
    sentences = re.findall(r"[A-Z][^.!?]{40,}[.!?](?=\s|$)", target)
    sentences = [s for s in sentences if len(s.split()) >= 8 and target.count(s) == 1]
    if not sentences:
        return None
    sentence = rng.choice(sentences)
    again = " ".join([sentence] * rng.choice([2, 2, 3, 5]))
    return target.replace(sentence, again, 1)


# What models and translators write around and into a translation.
_BEFORE = (
    "Here is the English translation of the text:",
    "Sure, here's the translation you asked for:",
    "Certainly! Below is a faithful English rendering of the passage.",
    "Translation:",
    "English translation:",
    "The translated text is as follows:",
    "Below is my translation of the article, keeping the original formatting:",
    "**Translation**",
    "Of course. The following is a translation of the news report.",
    "Okay, I will translate this into English for you.",
    "Translate the following Chinese news text into English.",
    "As an AI language model, I have translated the text to the best of my ability.",
    "以下是译文：",
)
_AFTER = (
    "Note: I have kept the names in pinyin as in the original text.",
    "(Translator's note: the term has no exact equivalent in English.)",
    "[Translator's Note: this refers to a local festival.]",
    "Let me know if you would like me to adjust the tone of the translation.",
    "Please let me know if you need any further changes.",
    "I hope this translation helps!",
    "I'm sorry, but I cannot translate the rest of this text.",
    "Note: The original Chinese text appears to be incomplete.",
    "This translation aims to preserve the meaning and style of the source text.",
    "Please note that some terms were translated literally.",
    "If you have any more text to translate, feel free to send it.",
    "(Note: The translation is based on the text provided.)",
    "译者注：此处为直译。",
    "Is there anything else you would like me to translate?",
)
_INSIDE = (
    " [translator's note: unclear in the original]",
    " (TN: a kind of dumpling)",
    " [Note: the source text is ambiguous here]",
    ' (translator\'s note: literally "red footprints")',
    " [illegible in the original]",
)


def comment(_: str, target: str, rng: random.Random) -> str | None:
    """A translator or model speaking, before, after or inside the text."""
    where = rng.randrange(3)
    if where == 0:
        return f"{rng.choice(_BEFORE)} {target}"
    if where == 1:
        return f"{target} {rng.choice(_AFTER)}"
    places = [m.end() for m in re.finditer(r"[a-z](?=[,.] )", target)]
    if not places:
        return None
    at = rng.choice(places)
    return target[:at] + rng.choice(_INSIDE) + target[at:]


PLANTS: dict[tuple[str, str], Plant] = {
    ("a digit changed", "number-mismatch"): digit_changed,
    ("a power of ten", "number-mismatch"): power_of_ten,
    ("a number dropped", "number-mismatch"): number_dropped,
    ("a date moved", "date-mismatch"): date_moved,
    ("a name's syllable changed", "name-mismatch"): syllable_changed,
    ("a foreign letter", "foreign-script"): foreign_letter,
    ("a repeated sentence", "repeated-text"): sentence_repeated,
    ("a comment", "translator-comment"): comment,
}


def _numbers(source: str, target: str) -> list[tuple[int, int]]:
    """Spans of numbers of the target that the source writes in the same digits, dates left out."""
    narrow = _narrow(source)
    found = []
    for m in re.finditer(_NUMBER, target):
        digits = m.group().replace(",", "")
        before = target[: m.start()]
        dated = re.search(
            rf"(?:{_MONTH})(?: \d+(?:st|nd|rd|th)?(?: ?to| ?and|,| ?[–-]))? $", before
        )
        after = re.match(rf" (?:{_MONTH})| ?[ap]\.?m", target[m.end() :])
        is_year = re.fullmatch(r"(?:19|20)\d\d", digits)
        own = re.search(rf"(?<![\d.]){re.escape(digits)}(?![\d.]|[年月日号时点：:])", narrow)
        if own and not dated and not after and not is_year:
            found.append(m.span())
    return found


def _narrow(text: str) -> str:
    return text.translate({0xFF10 + d: str(d) for d in range(10)})


def _grouped(digits: str) -> str:
    """Ten times a number, written in the same manner."""
    value = int(digits.replace(",", "")) * 10
    return f"{value:,}" if "," in digits or value >= 10_000 else str(value)


def _syllables(name: str) -> list[list[str]]:
    """All divisions of a name of two words into syllables: one, and one or two."""
    first, second = (word.lower() for word in name.split())
    if first not in SYLLABLES:
        return []
    ends = [i for i in range(1, len(second)) if second[i] not in "aeo"]
    divided = [[first, second]] if second in SYLLABLES else []
    return divided + [
        [first, second[:i], second[i:]]
        for i in ends
        if second[:i] in SYLLABLES and second[i:] in SYLLABLES
    ]


def _written(parts: list[str]) -> str:
    return f"{parts[0].capitalize()} {''.join(parts[1:]).capitalize()}"


def _is_read(parts: list[str], source: str) -> bool:
    return any(
        all(
            part in (reading.replace("ü", "u") for reading in readings(char))
            for part, char in zip(parts, source[i : i + len(parts)], strict=True)
        )
        for i in range(len(source) - len(parts) + 1)
    )
