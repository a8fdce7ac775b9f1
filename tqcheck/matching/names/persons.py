"""Persons whom the source names and the translation does not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from tqcheck.matching.names.readings import NamesOfBead, NamesOfDocument
from tqcheck.recognisers.names.chinese import COMPOUND_SURNAMES, pinyin, readings
from tqcheck.recognisers.names.persons import persons
from tqcheck.recognisers.names.romanisation import wade_giles
from tqcheck.recognisers.names.tables import by_name, established, titles
from tqcheck.text.folding import fold

_WORD = r"[^\W\d_]+(?:['’‘ʼ.-][^\W\d_]+)*"
# Shorter keys of the table are words too: 成龙, 春水.
_MIN_CHARS = 3


class UnnamedPerson(NamedTuple):
    """A person of the source whom the translation of a bead does not name."""

    bead: NamesOfBead
    name: str
    # How the name is written in English.
    spelling: str


def unnamed_persons(names: NamesOfDocument, reported: Collection[str]) -> Iterator[UnnamedPerson]:
    """Yield persons of whom no part of the name is in the translation, but not those `reported`."""
    document = names.document
    if not any(_may_name(bead) for bead in names.beads):
        return
    header = " ".join(field.value for field in document.fields)
    translation = _Translation(f"{header}\n{document.target.text}")
    seen = set(reported)
    for bead in names.beads:
        if not bead.source or not bead.target or not bead.is_legible:
            continue
        for name, spelling in _named(bead, names.is_foreign):
            if name not in seen:
                seen.add(name)
                if not translation.names(name):
                    yield UnnamedPerson(bead, name, spelling)


def _may_name(bead: NamesOfBead) -> bool:
    """Whether the source of a bead names anybody, before the translation is looked through."""
    source = bead.sounds.text
    return bool(bead.source and bead.target) and (
        any(entry.name in source for entry in established() if entry.kind == "person")
        or any(True for _ in persons(source))
    )


def _named(bead: NamesOfBead, foreign: bool) -> Iterator[tuple[str, str]]:
    """The persons of a bead, and how they are written."""
    source = bead.sounds.text
    listed = [
        entry
        for entry in established()
        if entry.kind == "person" and len(entry.name) >= _MIN_CHARS and entry.name in source
    ]
    for entry in listed:
        yield entry.name, entry.renderings[0]
    if foreign:
        return
    for _, name in persons(source):
        if not any(name in entry.name or entry.name in name for entry in listed):
            yield name, pinyin(name)


class _Translation:
    """The translation, with its title and authors, as persons are looked for in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._letters = fold(text)
        self._words = list(re.finditer(_WORD, text))
        # The places of the words that open with a capital, by the word without its possessive.
        self._capitalised: dict[str, list[int]] = {}
        for index, word in enumerate(self._words):
            if word[0][:1].isupper():
                key = fold(re.sub("['’]s?$", "", word[0]))
                self._capitalised.setdefault(key, []).append(index)

    def names(self, name: str) -> bool:
        """Whether a person is there, by a rendering, a reading, or the surname by itself."""
        entry = by_name().get(name)
        if entry is None or entry.kind != "person" or len(name) < _MIN_CHARS:
            return self._reads(name)
        return self._spells(name) or any(map(self._has_rendering, entry.renderings))

    def _spells(self, name: str) -> bool:
        size = _surname_size(name)
        return any(
            one + other in self._letters
            for one in _spellings(name[:size])
            for other in _spellings(name[size:])
        )

    def _reads(self, name: str) -> bool:
        size = _surname_size(name)
        given = _spellings(name[size:])
        return (
            any(each in self._capitalised for each in _spellings(name[:size]))
            or any(each in self._letters for each in given if len(each) > 4)
            or self._spells(name)
        )

    def _has_rendering(self, rendering: str) -> bool:
        """Whether a rendering, or its surname by itself, is in the translation.

        The surname counts with an office or nothing next to it: Lee Cheuk-yan is not Martin Lee.
        """
        if fold(rendering) in self._letters:
            return True
        parts = {fold(part) for part in re.findall(_WORD, rendering) if len(fold(part)) > 1}
        return any(self._is_alone(at) for part in parts for at in self._capitalised.get(part, ()))

    def _is_alone(self, index: int) -> bool:
        """Whether no other name is next to a word."""
        return not any(
            0 <= at < len(self._words)
            and not self._text[self._words[left].end() : self._words[left + 1].start()].strip(" ")
            and self._words[at][0][:1].isupper()
            and fold(self._words[at][0]) not in titles()[2]
            for at, left in ((index - 1, index - 1), (index + 1, index))
        )


def _surname_size(name: str) -> int:
    return 2 if name[:2] in COMPOUND_SURNAMES else 1


@lru_cache(maxsize=1024)
def _spellings(name: str) -> frozenset[str]:
    """All readings of characters in pinyin and Wade-Giles, folded and joined."""
    found = set()
    for each in product(*(readings(char) for char in name)):
        found.add(fold("".join(each)))
        found.add(fold("".join(map(wade_giles, each))))
    found |= {each.replace("lu", "lv") for each in found} | {
        each.replace("lu", "lyu") for each in found
    }
    return frozenset(found)
