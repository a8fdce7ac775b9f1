"""Number words of a text, in all ways in which they may be read.

    >>> for run in runs("hundred and five", "en"):
    ...     [[number.value for number in reading] for reading in run.readings]
    [[105], [100, 5]]

A run is made of words that touch: "twenty two" may be 22, or 20 and 2. Cardinals and ordinals are
read in the cases and genders of the language; halves, dozens and "one in ten" are not, as their
grammar differs from language to language. A word that only begins like a number is a run that is
not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush

from tqcheck.languages import known
from tqcheck.recognisers.number_words.folding import folded, is_letter
from tqcheck.recognisers.number_words.lattice import Edge, Lattice
from tqcheck.recognisers.number_words.lexicon import Lexicon, lexicon_of

# More readings are not looked at: those with the fewest numbers are kept.
MAX_READINGS = 32
# A run in which numbers begin at more places is not read: no sentence has one.
MAX_NUMBERS = 64

Reading = tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Number words that touch, from `start` to `end` (code points)."""

    start: int
    end: int
    # All numbers that may be in it, in order of place.
    numbers: tuple[Edge, ...]
    # Each is the whole run as one number or several in a row; none if it is not understood.
    readings: tuple[Reading, ...]
    # Whether it may not be a number at all: "ein", "second", "neuf", or the start of "Dreieck".
    weak: bool

    @property
    def is_read(self) -> bool:
        """Whether it is understood to its end."""
        return bool(self.readings)


def runs(text: str, language: str) -> list[Run]:
    """The runs of number words in a text, in order of place; none if the language has no table."""
    entry = known(language)
    lexicon = lexicon_of(entry.code) if entry is not None else None
    return read(text, lexicon) if lexicon is not None else []


def read(text: str, lexicon: Lexicon) -> list[Run]:
    """The runs of number words of a lexicon."""
    plain, places = folded(text, lexicon.language)
    lattice = Lattice(plain, lexicon)
    found = list(_runs(lattice, lexicon))
    return found if places is None else [_at(run, places) for run in found]


def _runs(lattice: Lattice, lexicon: Lexicon) -> Iterator[Run]:
    done = 0
    for start in _starts(lattice, lexicon):
        if start < done:
            continue
        if run := _run(lattice, start):
            yield run
            done = run.end


def _starts(lattice: Lattice, lexicon: Lexicon) -> Iterator[int]:
    """Where a number may begin: at words, and after the letters that are written with them."""
    leads = sorted(lexicon.leads)
    for match in lexicon.starts.finditer(lattice.text):
        start = match.start()
        if lattice.begins_at(start):
            yield start
            yield from (start + len(lead) for lead in leads if lattice.text.startswith(lead, start))


def _run(lattice: Lattice, start: int) -> Run | None:
    """The run that begins at a place, if one does."""
    numbers: dict[int, list[Edge]] = {}
    end = start
    waiting = [start]
    seen = set()
    while waiting:
        at = heappop(waiting)
        if at in seen:
            continue
        seen.add(at)
        edges, longest, reached = lattice.numbers_from(at)
        if not edges:
            if at == start and reached > at and (lattice.joined or longest.words > 1):
                weak = longest.words == 1 or longest.weak
                return Run(start, _word_end(lattice.text, reached), (), (), weak)
            continue
        numbers[at] = edges
        end = max(end, *(edge.end for edge in edges))
        for stop in sorted({edge.end for edge in edges}):
            for after, glue in lattice.next_of(stop):
                inside = after < end
                if lattice.begins_at(after) and (
                    inside if glue else not (inside and lattice.multiplies_at(after))
                ):
                    heappush(waiting, after)
    if not numbers:
        return None
    every = tuple(edge for at in sorted(numbers) for edge in numbers[at])
    weak = all(edge.weak for edge in every)
    return Run(start, end, every, _readings(lattice, numbers, start, end), weak)


def _readings(
    lattice: Lattice, numbers: dict[int, list[Edge]], start: int, end: int
) -> tuple[Reading, ...]:
    """The rows of numbers from start to end, the shortest first; nothing if the run is too long.

    Two hundred is never 2 and 100: no number begins with what multiplies the one before it.
    """
    if len(numbers) > MAX_NUMBERS:
        return ()
    rows: dict[int, list[Reading]] = {}
    for at in sorted(numbers, reverse=True):
        rows[at] = []
        for edge in numbers[at]:
            if edge.end == end:
                rows[at].append((edge,))
            for after, glue in lattice.next_of(edge.end):
                following = rows.get(after, ())
                rows[at] += ((edge, *row) for row in following if glue or not row[0].is_bare)
        rows[at] = sorted(set(rows[at]), key=len)[:MAX_READINGS]
    return tuple(rows[start])


def _word_end(text: str, at: int) -> int:
    while at < len(text) and is_letter(text[at]):
        at += 1
    return at


def _at(run: Run, places: list[tuple[int, int]]) -> Run:
    """The run at its place in the text as it was before folding."""
    moved = {
        edge: edge._replace(start=places[edge.start][0], end=places[edge.end - 1][1])
        for edge in run.numbers
    }
    return Run(
        places[run.start][0],
        places[run.end - 1][1],
        tuple(moved[edge] for edge in run.numbers),
        tuple(tuple(moved[edge] for edge in row) for row in run.readings),
        run.weak,
    )
