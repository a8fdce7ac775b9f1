"""The characters of a text by their readings: where a romanised name is read, or nearly.

Pinyin and Wade-Giles are looked for, each by itself. Blanks between characters are passed over
(李　明), other signs end a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tqcheck.recognisers.names.chinese import readings, surname_reading
from tqcheck.recognisers.names.romanisation import SYLLABLES, wade_giles
from tqcheck.recognisers.names.romanised import Syllables, folded
from tqcheck.text.scripts import script

_INITIAL = "^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a text, `start:end` among its characters; `likeness` is 1 for a reading."""

    start: int
    end: int
    text: str
    likeness: float


class Pronounced:
    """A text with its characters looked up by their readings."""

    def __init__(self, text: str) -> None:
        self.text = re.sub(r"(?<=[^\x00-\u2fff])[ \t\u3000]+(?=[^\x00-\u2fff])", "", text)
        self._places: dict[str, set[int]] = {}
        self._wade_giles: dict[str, set[int]] = {}
        for position, char in enumerate(self.text):
            for syllable in sounds(char):
                self._places.setdefault(syllable, set()).add(position)
            for syllable in _spelled(char):
                self._wade_giles.setdefault(syllable, set()).add(position)

    def find(self, syllables: Syllables) -> Iterator[Run]:
        """Yield where the syllables are read one after the other."""
        starts: set[int] = set()
        for places in (self._places, self._wade_giles):
            each = [places.get(syllable) or set() for syllable in syllables]
            rarest = min(range(len(each)), key=lambda n: len(each[n]))
            for place in each[rarest]:
                if all(place - rarest + n in at for n, at in enumerate(each)):
                    starts.add(place - rarest)
        for start in sorted(starts):
            yield self.run(start, start + len(syllables), 1)

    def near(self, syllables: Syllables, least: float) -> Iterator[Run]:
        """Yield runs that share a syllable with these, one more or less included, in order.

        The likeness is the share of syllables in common, half for one that is only alike; runs
        whose likeness is under `least` are left out.
        """
        scores: dict[str, tuple[float, ...]] = {}
        seen = set()
        for offset, syllable in enumerate(syllables):
            for place in self._places.get(syllable, ()):
                for start in range(place - offset - 1, place - offset + 2):
                    for length in range(len(syllables) - 1, len(syllables) + 2):
                        end = start + length
                        if start <= place < end and start >= 0 and end <= len(self.text):
                            seen.add((start, end))
        for start, end in sorted(seen):
            likenesses = []
            for char in self.text[start:end]:
                if char not in scores:
                    scores[char] = _scores(syllables, char)
                likenesses.append(scores[char])
            longer = max(len(syllables), end - start)
            if not all(likenesses) or sum(map(max, likenesses)) < least * longer:
                continue
            likeness = _likeness(likenesses) / longer
            if likeness >= least:
                yield self.run(start, end, likeness)

    def run(self, start: int, end: int, likeness: float) -> Run:
        return Run(start, end, self.text[start:end], likeness)


@lru_cache(maxsize=16384)
def sounds(char: str) -> frozenset[str]:
    """The readings of a character, ü as u; none for what is not a character."""
    if script(char) != "Han":
        return frozenset()
    return frozenset(reading.replace("ü", "u") for reading in readings(char))


def read_as(syllables: Syllables, text: str) -> bool:
    """Whether characters are read so, all in pinyin or all in Wade-Giles."""
    return len(syllables) == len(text) and any(
        all(each in spelled(char) for each, char in zip(syllables, text, strict=True))
        for spelled in (sounds, _spelled)
    )


@lru_cache(maxsize=16384)
def usual(char: str) -> frozenset[str]:
    """The two commonest readings, and that of a surname: what a misspelling is close to."""
    if script(char) != "Han":
        return frozenset()
    return frozenset(
        each.replace("ü", "u") for each in (*readings(char)[:2], *surname_reading(char))
    )


def wade_giles_syllables(roman: str) -> Syllables:
    """The pieces of a hyphenated name if each is a syllable of Wade-Giles, its marks left out."""
    pieces = tuple(re.split("[-‐‑]", re.sub("['’‘ʼ`]", "", folded(roman))))
    return pieces if all(piece in _wade_giles_table() for piece in pieces) else ()


@cache
def _wade_giles_table() -> frozenset[str]:
    spelled = (wade_giles(syllable) for syllable in SYLLABLES)
    return frozenset(each.replace("'", "").replace("ü", "u") for each in spelled) | {"szu", "yi"}


@lru_cache(maxsize=16384)
def _spelled(char: str) -> frozenset[str]:
    """The readings in Wade-Giles without its marks."""
    found = set()
    for reading in readings(char) if script(char) == "Han" else ():
        spelled = wade_giles(reading).replace("'", "").replace("ü", "u")
        found |= (
            {"szu", "ssu"} if spelled == "ssu" else {"i", "yi"} if spelled == "i" else {spelled}
        )
    return frozenset(found)


def _scores(syllables: Syllables, char: str) -> tuple[float, ...]:
    """How like each syllable a character sounds, 1 for the same, half for alike; () for a sign."""
    readings_ = usual(char)
    if not readings_:
        return ()
    return tuple(
        1.0 if syllable in readings_ else 0.5 * alike(syllable, readings_) for syllable in syllables
    )


def _likeness(scores: list[tuple[float, ...]]) -> float:
    """The most that syllables and characters in a row have in common (Needleman-Wunsch, no gap
    cost), by the scores of each character."""
    column = [0.0] * (len(scores[0]) + 1)
    for own in scores:
        before, column = column, [0.0]
        for row, score in enumerate(own):
            column.append(max(before[row] + score, before[row + 1], column[row]))
    return column[-1]


def alike(syllable: str, others: frozenset[str]) -> bool:
    """Whether a syllable has the initial or the final of another, or nearly."""
    return any(_alike(syllable, other) for other in others)


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> bool:
    first, second = _parts(one), _parts(other)
    return first[1] == second[1] or (
        first[0] == second[0] and bool(first[0]) and first[1][:1] == second[1][:1]
    )


def _parts(syllable: str) -> tuple[str, str]:
    match = re.match(_INITIAL, syllable)
    at = match.end() if match else 0
    return syllable[:at], syllable[at:]
