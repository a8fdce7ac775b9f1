"""The search for the best sequence of beads: dynamic programming over rows of the lattice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Range = tuple[int, int]

# The widest merge or split: in the archive of docs/benchmarks.md six paragraphs became eighteen,
# one of them nine.
WIDEST = 12
# Source and target segments of a bead. Merges of several with several are kept narrow: the
# wider they are, the more often one of them hides a lost segment and a split beside it.
SHAPES: tuple[Range, ...] = (
    *((1, b) for b in range(1, WIDEST + 1)),
    *((a, 1) for a in range(2, WIDEST + 1)),
    (2, 2),
    (2, 3),
    (3, 2),
)
# Cells to either side of the straight line through the lattice, and their share of its width:
# whatever the document, all of it is searched up to this many target segments.
BAND = 256
BAND_SHARE = 0.1

_GAP = len(SHAPES)


class Score(Protocol):
    """What speaks for a bead, one row of the lattice at a time."""

    def row(self, end: int, shape: Range, low: int, high: int) -> Floats:
        """Score the beads of `shape` (a, b) that end before source segment `end`.

        Returns one number for each target end j in range(low, high), where low >= b: the bead
        joins source segments end - a .. end - 1 and target segments j - b .. j - 1. Rows are
        asked for in ascending order of `end`.
        """


@dataclass(frozen=True, slots=True)
class Costs:
    """Prices of what is no plain pair, in units of the scores; a negative number costs.

    A run of unaligned segments pays `omission` in the source or `addition` in the target, and
    `extension` for each segment but the first; a bead that joins n segments beyond one and one
    pays `merge` + (n - 1) * `wider`.
    """

    omission: float
    addition: float
    extension: float
    merge: float
    wider: float

    def of_shape(self, shape: Range) -> float:
        beyond = sum(shape) - 2
        return self.merge + (beyond - 1) * self.wider if beyond else 0.0


@dataclass(frozen=True, slots=True)
class _Row:
    """How each cell of one row was reached; the cells start at target end `low`."""

    low: int
    bead: NDArray[np.uint8]  # index into SHAPES, or _GAP: by leaving out a source segment
    omitting: NDArray[np.bool_]  # a source gap here goes on from the row above
    added: NDArray[np.bool_]  # reached by leaving out target segments
    adding: NDArray[np.bool_]  # a target gap here goes on from the cell before


def search(n: int, m: int, scores: Sequence[Score], costs: Costs) -> list[tuple[Range, Range]]:
    """The best beads for n source and m target segments, each a pair of index ranges.

    Gaps are affine (Gotoh, "An improved algorithm for matching biological sequences", 1982).
    Time is O(n * band * shapes), memory four bytes a cell of the band.
    """
    half = max(BAND, int(BAND_SHARE * m))
    best = np.full((WIDEST + 1, m + 1), -np.inf)  # the last rows, row i at i % (WIDEST + 1)
    omitted = np.full(m + 1, -np.inf)
    rows: list[_Row] = []
    for i in range(n + 1):
        centre = round(i * m / max(n, 1))
        low, high = max(0, centre - half), min(m, centre + half) + 1
        held: Floats = np.full(high - low, -np.inf)
        bead = np.full(high - low, _GAP, dtype=np.uint8)
        omitting: NDArray[np.bool_] = np.zeros(high - low, dtype=np.bool_)
        if i == 0:
            held[0] = 0.0
        else:
            opened = best[(i - 1) % (WIDEST + 1), low:high] + costs.omission
            extended = omitted[low:high] + costs.extension
            omitting = extended > opened
            held = np.maximum(opened, extended)
            omitted = np.full(m + 1, -np.inf)
            omitted[low:high] = held
            held = held.copy()
        for k, (a, b) in enumerate(SHAPES):
            first = max(low, b)
            if a > i or first >= high:
                continue
            total = best[(i - a) % (WIDEST + 1), first - b : high - b] + costs.of_shape((a, b))
            for score in scores:
                total = total + score.row(i, (a, b), first, high)
            better = total > held[first - low :]
            held[first - low :][better] = total[better]
            bead[first - low :][better] = k
        steps = np.arange(high - low) * costs.extension
        reach = np.maximum.accumulate(held - steps)
        joined = np.full(high - low, -np.inf)
        joined[1:] = reach[:-1] + steps[1:] - costs.extension + costs.addition
        adding = np.zeros(high - low, dtype=np.bool_)
        adding[1:] = reach[:-1] > (held - steps)[:-1]
        added = joined > held
        row = best[i % (WIDEST + 1)]
        row[:] = -np.inf
        row[low:high] = np.where(added, joined, held)
        rows.append(_Row(low, bead, omitting, added, adding))
    return list(_trace(rows, n, m))[::-1]


def _trace(rows: Sequence[_Row], i: int, j: int) -> Iterator[tuple[Range, Range]]:
    """Walk back from the last cell; a run of gaps comes out as one bead for each segment."""
    omitting = adding = False
    while i or j:
        row, x = rows[i], j - rows[i].low
        if adding or (row.added[x] and not omitting):
            adding = bool(row.adding[x])
            # After the gap's first segment the cell before it was held, not added to again.
            yield (i, i), (j - 1, j)
            j -= 1
            if not adding:
                a, b, omitting = _held(rows[i], j)
                if (i, j) == (0, 0):
                    return
                yield (i - a, i), (j - b, j)
                i, j = i - a, j - b
            continue
        if omitting:
            a, b, omitting = 1, 0, bool(row.omitting[x])
        else:
            a, b, omitting = _held(row, j)
        yield (i - a, i), (j - b, j)
        i, j = i - a, j - b


def _held(row: _Row, j: int) -> tuple[int, int, bool]:
    """The shape by which a cell is reached without a target gap, and if it goes on omitting."""
    k = row.bead[j - row.low]
    if k == _GAP:
        return 1, 0, bool(row.omitting[j - row.low])
    return *SHAPES[k], False
