"""Foreign names whose spelling is not what the characters sound like: Marchetti for 达尔登."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tqcheck.document import Segment
from tqcheck.matching.names.readings import NamesOfBead, NamesOfDocument
from tqcheck.recognisers.names.romanised import Word, sequences
from tqcheck.recognisers.names.tables import by_name
from tqcheck.recognisers.names.transcriptions import (
    distance,
    foreign_names,
    is_distinctive,
    nearest,
)

# Distances of a word from the characters of a name. Up to HEARD: the same name. Up to PERHAPS:
# possibly the surname. From UNHEARD: a different name. 90 and 95 in 100 of right pairs are within
# the first two. None of 1,900 transcribed names of places reaches the third, and 6 in 10 wrong
# pairs do (benchmarks/transcriptions.py).
HEARD, PERHAPS, UNHEARD = 0.2, 0.33, 0.75
_MAX_CHARS = 6
_MIN_LETTERS = 3


@dataclass(frozen=True)
class Foreign:
    """A foreign name of two parts in a bead, and the words of the translation that render it."""

    # Its parts in characters, as far as the last of them is known to go.
    source: tuple[str, str]
    segment: Segment
    first: Word
    last: Word


def foreign(bead: NamesOfBead) -> Iterator[Foreign]:
    """The names of two parts whose first part is heard in a word that another one follows."""
    parted = [parts for parts in foreign_names(bead.sounds.text) if len(parts) == 2]
    words = [
        (segment, one, other)
        for segment in (bead.target if parted else ())
        for sequence in sequences(segment.text)
        for one, other in pairwise(sequence)
        if len(one.text) >= _MIN_LETTERS <= len(other.text)
    ]
    for first, last in parted:
        firsts = [first[-size:] for size in range(2, min(len(first), _MAX_CHARS) + 1)]
        for segment, one, other in words:
            if any(is_distinctive(each) and distance(each, one.text) <= HEARD for each in firsts):
                yield Foreign((first, last), segment, one, other)
                break


def unlike_surnames(names: NamesOfDocument) -> Iterator[tuple[NamesOfBead, Foreign]]:
    """Yield names with the right first name and a surname that no word of the paragraph is near."""
    for bead in names.beads:
        if not bead.target or not bead.is_legible:
            continue
        for name in foreign(bead):
            first, last = name.source
            endings = [last[:size] for size in range(2, min(len(last), _MAX_CHARS) + 1)]
            if (
                not any(f"{first}·{each}" in by_name() for each in endings)
                and nearest(endings[-3:], name.last.text) >= UNHEARD
                # As a whole: many words are near the first two syllables of a long name.
                and all(nearest(endings[-2:], text) > PERHAPS for text in _candidates(bead))
            ):
                yield bead, name


def _candidates(bead: NamesOfBead) -> Iterator[str]:
    """The capitalised words of the target, by themselves and joined in twos."""
    for segment in bead.target:
        for sequence in sequences(segment.text):
            yield from (word.text for word in sequence)
            yield from (one.text + other.text for one, other in pairwise(sequence))
