"""The part of the lattice that is searched: a band of cells around where the path must run."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Up to this many target sentences all of the lattice is searched.
WHOLE = 512
# Cells to either side of the line through the anchors of a longer text. Between two anchors the
# path leaves the line by less than what lies between them, and on books an anchor comes every few
# sentences (benchmarks/speed.py).
HALF = 64
# Where anchors are looked for: cells to either side of the straight line, as a share of its width.
SEARCHED = 0.15
# Cosine from which the best pair of a row that is also the best of its column is an anchor.
ANCHOR = 0.5
# Where there are no anchors: cells that a book may take, 100 bytes each.
CELLS = 5_000_000
# Around anchors: enough for a book of 10,000 sentences with 800 in a row and no anchor among them.
# What needs more says the same over and over.
MOST_CELLS = 2 * CELLS
_ROWS = 256


@dataclass(frozen=True, slots=True)
class Band:
    """Cells (i, low[i] + x) for 0 <= x < width of the lattice of n and m sentences.

    A cell stands between sentences: (i, j) is where i source and j target sentences are done.
    `low` (n + 1) never falls, starts at 0 and ends at m + 1 - width.
    """

    n: int
    m: int
    low: Ints
    width: int


def whole(n: int, m: int) -> Band:
    """All of the lattice."""
    return Band(n, m, np.zeros(n + 1, dtype=np.int64), m + 1)


def around_anchors(source: NDArray[np.float32], target: NDArray[np.float32]) -> Band:
    """The band for vectors (n, d) and (m, d) of the sentences of both sides.

    Anchors are pairs that are each other's best in a wide band around the straight line; of those
    the longest chain that rises on both sides is kept (patience sorting, n log n). Where that
    leaves too much between two of them, it is the band around the straight line.
    """
    n, m = len(source), len(target)
    if m <= WHOLE:
        return whole(n, m)
    pairs = _chain(_mutual(source, target))
    # From the last anchor but one to the next but one: a single one may be wrong, as among
    # sentences that have no counterpart.
    rows, columns = np.array([(0, 0)] * 2 + pairs + [(n, m)] * 2).T
    i = np.arange(n + 1)
    behind = np.searchsorted(rows[1:-1], i, side="right")
    k = np.minimum(behind + 2, len(rows) - 1)
    i0, j0, i1, j1 = rows[behind - 1], columns[behind - 1], rows[k], columns[k]
    # Between them as far as one run of gaps leads, at the first or the last: else it is diagonal.
    first, last = j1 - (i1 - i), j0 + (i - i0)
    band = _band(
        n,
        m,
        np.maximum(np.minimum(first, last), j0),
        np.minimum(np.maximum(first, last), j1),
        HALF,
    )
    return band if (n + 1) * band.width <= MOST_CELLS else around_line(n, m)


def around_line(n: int, m: int) -> Band:
    """The band around the straight line, for texts of which nothing else is known."""
    if m <= WHOLE:
        return whole(n, m)
    line = np.arange(n + 1) * m // max(n, 1)
    half = min(int(SEARCHED * m), CELLS // (2 * n + 2))
    return _band(n, m, line, line, max(WHOLE // 2, half))


def _band(n: int, m: int, lowest: Ints, highest: Ints, half: int) -> Band:
    """The band that goes beyond the cells `lowest` to `highest` of each row by `half`."""
    centre = (lowest + highest) // 2
    # One row must reach the next, however steep the line.
    reach = max(np.max(highest - lowest), np.max(np.diff(centre), initial=0))
    width = min(m + 1, 2 * (half + (int(reach) + 1) // 2) + 1)
    low = np.clip(centre - width // 2, 0, m + 1 - width)
    return Band(n, m, np.maximum.accumulate(low), width)


def _mutual(source: NDArray[np.float32], target: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Pairs (i + 1, j + 1) that are each other's best, in ascending order of i."""
    n, m = len(source), len(target)
    half = max(WHOLE // 2, int(SEARCHED * m))
    best = np.full(n, -1, dtype=np.int64)
    column = np.full(m, ANCHOR, dtype=np.float32)
    owner = np.full(m, -1, dtype=np.int64)
    for start in range(0, n, _ROWS):
        end = min(n, start + _ROWS)
        low = max(0, int(start * m / n) - half)
        high = min(m, int(end * m / n) + half)
        cosines = source[start:end] @ target[low:high].T
        best[start:end] = low + np.argmax(cosines, axis=1)
        tops = np.max(cosines, axis=0)
        better = tops > column[low:high]
        owner[low:high][better] = start + np.argmax(cosines, axis=0)[better]
        column[low:high][better] = tops[better]
    return [(i + 1, int(j) + 1) for i, j in enumerate(best) if owner[j] == i]


def _chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs that rises in the second place."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for k, (_, j) in enumerate(pairs):
        length = bisect_left(tails, j)
        before.append(last[length - 1] if length else -1)
        tails[length : length + 1] = [j]
        last[length : length + 1] = [k]
    chain: list[tuple[int, int]] = []
    k = last[-1] if last else -1
    while k >= 0:
        chain.append(pairs[k])
        k = before[k]
    return chain[::-1]
