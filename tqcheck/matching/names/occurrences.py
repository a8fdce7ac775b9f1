"""The names of a document as `name-inconsistent` compares them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tqcheck.matching.names.readings import Name, Passage, Reading, is_homograph, orders
from tqcheck.matching.names.transcribed import foreign
from tqcheck.occurrences import Usage
from tqcheck.recognisers.names.pronunciations import read_as, wade_giles_syllables
from tqcheck.recognisers.names.romanised import sequences
from tqcheck.recognisers.names.tables import Established, established_in
from tqcheck.text.folding import fold

# Fewer letters are a surname by itself, or a word.
_SHORTEST = 5


def usages(reading: Reading) -> Iterator[Usage]:
    """Yield each name that only one run of characters of its passage can have given."""
    path = reading.document.path
    for passage in reading.passages:
        persons = [e for e in established_in(passage.sounds.text) if e.kind == "person"]
        apart = {entry.name for entry in persons}
        for name in passage.names:
            given = {run.text for run in name.runs if run.start >= 0}
            if len(given) != 1 or name.syllables < 2 or all(map(is_homograph, name.words)):
                continue
            [source] = given
            if source not in apart and (form := _form(name, source)):
                yield Usage(source, form, name.text, path, name.span)
        for usage in _in_wade_giles(passage, path):
            if usage.name not in apart:
                yield usage
        for entry in dict.fromkeys(persons):
            yield from _established(passage, entry, path)
        yield from _foreign(passage, path)


def _foreign(passage: Passage, path: str) -> Iterator[Usage]:
    """First names with the words behind them for names that a dot joins: 亨利·达尔登."""
    for name in foreign(passage):
        span = name.segment.span.part(name.first.start, name.last.end)
        written = name.segment.text[name.first.start : name.last.end]
        yield Usage("·".join(name.source), fold(written), written, path, span)


def _in_wade_giles(passage: Passage, path: str) -> Iterator[Usage]:
    """Surnames with given names that are no pinyin but Wade-Giles: Chang Wen-tung."""
    for segment in passage.target:
        for sequence in sequences(segment.text):
            for first, last in pairwise(sequence):
                syllables = wade_giles_syllables(f"{first.text}-{last.text}")
                if last.readings or not syllables:
                    continue
                given = {run.text for run in passage.sounds.find(syllables)}
                if len(given) == 1:
                    span = segment.span.part(first.start, last.end)
                    written = segment.text[first.start : last.end]
                    yield Usage(given.pop(), "".join(syllables), written, path, span)


def _form(name: Name, source: str) -> str:
    """The syllables in the order of the characters, joined."""
    for order in orders(list(name.words)):
        for syllables in order:
            if read_as(syllables, source):
                return "".join(syllables)
    return ""


def _established(passage: Passage, entry: Established, path: str) -> Iterator[Usage]:
    """Where renderings of two words and more stand; a surname by itself is no rendering."""
    for rendering in entry.renderings:
        words = re.findall(r"[^\W_]+", rendering)
        if len(words) < 2 or len(fold(rendering)) < _SHORTEST:
            continue
        pattern = r"\b" + r"[\s.\-‐‑'’]*".join(map(re.escape, words)) + r"\b"
        for segment in passage.target:
            for match in re.finditer(pattern, segment.text):
                span = segment.span.part(match.start(), match.end())
                yield Usage(entry.name, fold(rendering), match[0], path, span)
