"""Romanised Chinese in a text of Latin letters: which words may be names, and in what pieces.

A name is written in words of one to four syllables, joined or not, with hyphens, apostrophes and
tone marks as the writer pleased. What it gives is compared with the source by syllables, so that
`Xi'an`, `Xian` and `Xi-an` are the same two, and `Lü`, `Lu`, `Lv` and `Lyu` the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tqcheck.recognisers.names.romanisation import SYLLABLES, toneless

# A word of letters, with what may separate its syllables, without the possessive.
_LETTER = "[^\\W\\d_]"
_WORD = rf"{_LETTER}[\u0300-\u030c]*(?:[-‐‑'’‘ʼ`]?{_LETTER}[\u0300-\u030c]*)*"
_POSSESSIVE = r"['’‘ʼ`]s$|(?<=s)['’‘ʼ`]$"
_JOINTS = r"[-‐‑'’‘ʼ`]"
_MAX_SYLLABLE_LETTERS = 6
_MAX_WORD_CHARS = 40
# A word of more is not a name: Heilongjiang has four, Jin-Cha-Ji-Lu-Yu five.
_MAX_SYLLABLES = 6

Syllables = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A capitalised word of a text at `start:end`."""

    text: str
    start: int
    end: int
    # All ways to cut it into syllables of pinyin, none if it is not pinyin.
    readings: tuple[Syllables, ...]
    # Whether it is pinyin by the orthography too, where a syllable that begins with a vowel has
    # its apostrophe: Xi'an.
    proper: bool

    @property
    def syllables(self) -> int:
        """The number of syllables, 0 for a word that is not pinyin."""
        return min(map(len, self.readings), default=0)


def sequences(text: str) -> Iterator[list[Word]]:
    """Yield the maximal runs of capitalised words with only blanks between them, in order."""
    sequence: list[Word] = []
    end = -1
    for match in re.finditer(_WORD, text):
        written = re.sub(_POSSESSIVE, "", match[0])
        if sequence and text[end : match.start()].strip(" \t\u00a0"):
            yield sequence
            sequence = []
        end = match.start() + len(written)
        if written[0].isupper():
            sequence.append(word(written, match.start()))
        elif sequence:
            yield sequence
            sequence = []
    if sequence:
        yield sequence


def word(written: str, start: int = 0) -> Word:
    """Read one capitalised word, which begins at `start`."""
    readings, proper = _cut(written) if len(written) <= _MAX_WORD_CHARS else ((), False)
    return Word(written, start, start + len(written), readings, proper)


@lru_cache(maxsize=4096)
def _cut(written: str) -> tuple[tuple[Syllables, ...], bool]:
    bare = folded(written)
    ways: list[Syllables] = [()]
    proper = True
    for piece in re.split(_JOINTS, bare):
        cuts = syllables(piece)
        proper = proper and any(all(s[0] not in "aeo" for s in cut[1:]) for cut in cuts)
        ways = [(*way, *cut) for way in ways for cut in cuts]
    return tuple(way for way in ways if 0 < len(way) <= _MAX_SYLLABLES), proper and bool(ways)


def folded(roman: str) -> str:
    """Lower case without tones, ü and the v typed for it as u: `Lǚ` and `Lv` are `lu`."""
    bare = toneless(roman)
    if "v" in bare or "ü" in bare:
        bare = re.sub("(?<=[ln])v", "u", bare.replace("ü", "u"))
    return bare


@lru_cache(maxsize=8192)
def syllables(piece: str, most: int = _MAX_SYLLABLES) -> tuple[Syllables, ...]:
    """Return all ways to cut folded letters into at most so many syllables."""
    if not piece:
        return ((),)
    if len(piece) > most * _MAX_SYLLABLE_LETTERS:
        return ()
    found = []
    for end in range(1, min(len(piece), _MAX_SYLLABLE_LETTERS) + 1):
        if (syllable := _PASSPORT.get(piece[:end], piece[:end])) in FOLDED:
            found += [(syllable, *rest) for rest in syllables(piece[end:], most - 1)]
    return tuple(found)


# Passports have written ü as yu since 2012.
_PASSPORT = {"lyu": "lu", "nyu": "nu"}
FOLDED = frozenset(syllable.replace("ü", "u") for syllable in SYLLABLES)
