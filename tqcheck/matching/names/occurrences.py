"""The names of a document as `name-inconsistent` compares them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tqcheck.matching.names.name import Name, is_homograph, orders
from tqcheck.matching.names.readings import NamesOfBead, NamesOfDocument
from tqcheck.matching.names.transcribed import foreign
from tqcheck.occurrences import Occurrence
from tqcheck.recognisers.names.pronunciations import read_as, wade_giles_syllables
from tqcheck.recognisers.names.romanised import sequences
from tqcheck.recognisers.names.tables import Established, established_in
from tqcheck.text.folding import fold

# Fewer letters are a surname by itself, or a word.
_MIN_LETTERS = 5


def occurrences(names: NamesOfDocument) -> Iterator[Occurrence]:
    """Yield each name that only one run of characters of its bead can have given."""
    path = names.document.path
    for bead in names.beads:
        persons = [e for e in established_in(bead.sounds.text) if e.kind == "person"]
        apart = {entry.name for entry in persons}
        for name in bead.names:
            given = {run.text for run in name.runs if run.start >= 0}
            if len(given) != 1 or name.syllables < 2 or all(map(is_homograph, name.words)):
                continue
            [source] = given
            if source not in apart and (form := _form(name, source)):
                yield Occurrence(source, form, name.text, path, name.span)
        for occurrence in _in_wade_giles(bead, path):
            if occurrence.name not in apart:
                yield occurrence
        for entry in dict.fromkeys(persons):
            yield from _established(bead, entry, path)
        yield from _foreign(bead, path)


def _foreign(bead: NamesOfBead, path: str) -> Iterator[Occurrence]:
    """First names with the words after them, for names that a dot joins: 亨利·达尔登."""
    for name in foreign(bead):
        span = name.segment.span.part(name.first.start, name.last.end)
        written = name.segment.text[name.first.start : name.last.end]
        yield Occurrence("·".join(name.source), fold(written), written, path, span)


def _in_wade_giles(bead: NamesOfBead, path: str) -> Iterator[Occurrence]:
    """Surnames with given names in Wade-Giles instead of pinyin: Chang Wen-tung."""
    for segment in bead.target:
        for sequence in sequences(segment.text):
            for first, last in pairwise(sequence):
                syllables = wade_giles_syllables(f"{first.text}-{last.text}")
                if last.readings or not syllables:
                    continue
                given = {run.text for run in bead.sounds.find(syllables)}
                if len(given) == 1:
                    span = segment.span.part(first.start, last.end)
                    written = segment.text[first.start : last.end]
                    yield Occurrence(given.pop(), "".join(syllables), written, path, span)


def _form(name: Name, source: str) -> str:
    """The syllables in the order of the characters, joined."""
    for order in orders(list(name.words)):
        for syllables in order:
            if read_as(syllables, source):
                return "".join(syllables)
    return ""


def _established(bead: NamesOfBead, entry: Established, path: str) -> Iterator[Occurrence]:
    """The places of renderings of two words and more; a surname by itself does not count."""
    for rendering in entry.renderings:
        words = re.findall(r"[^\W_]+", rendering)
        if len(words) < 2 or len(fold(rendering)) < _MIN_LETTERS:
            continue
        pattern = r"\b" + r"[\s.\-‐‑'’]*".join(map(re.escape, words)) + r"\b"
        for segment in bead.target:
            for match in re.finditer(pattern, segment.text):
                span = segment.span.part(match.start(), match.end())
                yield Occurrence(entry.name, fold(rendering), match[0], path, span)
