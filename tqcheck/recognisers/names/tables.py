"""What is known of names without looking at a text: tables of the folder `data`.

`established.tsv` holds names that have a rendering of their own, `homographs.txt` words that only
look like pinyin, `syllables.txt` how Chinese a syllable is, `surnames.txt` the
surnames of one character, `transcription.txt` the characters of foreign names, `places.txt` places
of China, `titles.txt` what is beside a person's name. Each says in its first lines where it
comes from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from tqcheck.recognisers.names.romanised import Syllables
from tqcheck.text.folding import fold

_FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Established:
    """A name of the source, its accepted renderings, the first of which is offered, its kind."""

    name: str
    renderings: tuple[str, ...]
    kind: str


@cache
def established() -> tuple[Established, ...]:
    """All names with a rendering of their own, in the order of the table."""
    rows = (line.split("\t") for line in _lines("established.tsv"))
    return tuple(
        Established(name, tuple(each.strip() for each in renderings.split(";")), kind)
        for name, renderings, kind in rows
    )


@cache
def _lengths() -> dict[str, list[int]]:
    """The lengths of the names by their first character, the longest first."""
    lengths: dict[str, set[int]] = {}
    for entry in established():
        lengths.setdefault(entry.name[0], set()).add(len(entry.name))
    return {first: sorted(each, reverse=True) for first, each in lengths.items()}


@cache
def by_name() -> dict[str, Established]:
    """The same by the name of the source."""
    return {entry.name: entry for entry in established()}


@cache
def known_words() -> frozenset[str]:
    """The words of all renderings, folded."""
    return frozenset(word for entry in established() for word in words_of(entry))


@lru_cache(maxsize=512)
def words_of(entry: Established) -> frozenset[str]:
    """The words of an entry's renderings, folded, initials left out."""
    return frozenset(
        folded
        for rendering in entry.renderings
        for word in (rendering, *re.split(r"[\s.]+", rendering))
        if len(folded := fold(word)) > 1
    )


def established_in(text: str) -> list[Established]:
    """The entries whose names a text has, in order; 北京 holds 京 too."""
    lengths, names = _lengths(), by_name()
    return [
        names[name]
        for start, char in enumerate(text)
        for length in lengths.get(char, ())
        if (name := text[start : start + length]) in names
    ]


@cache
def surnames() -> frozenset[str]:
    """The surnames of one character."""
    return frozenset("".join(_lines("surnames.txt")))


@cache
def transcription() -> frozenset[str]:
    """Characters that foreign names are written with."""
    return frozenset("".join(_lines("transcription.txt")))


@cache
def places() -> frozenset[str]:
    """Places of China with names that are read as they are written."""
    return frozenset(" ".join(_lines("places.txt")).split())


@cache
def titles() -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """Offices in Chinese, what persons do in Chinese, and words before a surname in English."""
    offices, deeds, english = " ".join(_lines("titles.txt")).split("=")
    return tuple(offices.split()), tuple(deeds.split()), frozenset(english.split())


@cache
def homographs() -> frozenset[str]:
    """Words that only look like pinyin, in lower case."""
    return frozenset(" ".join(_lines("homographs.txt")).split())


@cache
def _likelihood() -> dict[str, int]:
    pairs = (pair.split() for pair in " ".join(_lines("syllables.txt")).split(";"))
    return {syllable: int(tenths) for syllable, tenths in filter(None, pairs)}


def likeness(syllables: Syllables) -> float:
    """How Chinese syllables look: above 0, more so than names of other languages do.

    The sum of the logarithms of how much more often each is in Chinese names. Of names of
    places in China 6 % are below 0, of names of other languages that are spelled like pinyin 7 %
    above.
    """
    return sum(_likelihood().get(syllable, 0) for syllable in syllables) / 10


def _lines(name: str) -> list[str]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
