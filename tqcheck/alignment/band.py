"""The part of the lattice that is searched: a band of cells around where the path must run."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Up to this many target sentences, the whole lattice is searched.
MAX_WHOLE_SENTENCES = 512
# Cells to either side of the line through the anchors of a longer text. Between two anchors the
# path leaves the line by less than what lies between them, and on books an anchor comes every few
# sentences (benchmarks/speed.py).
HALF_WIDTH_CELLS = 64
# Where anchors are looked for: cells to either side of the straight line, as a share of all
# target sentences.
SEARCHED_SHARE = 0.15
# The least cosine of an anchor: a pair that is the best of its row and of its column.
ANCHOR_COSINE = 0.5
# Cells of 100 bytes that a book may take where there are no anchors.
MAX_LINE_CELLS = 5_000_000
# Around anchors: enough for a book of 10,000 sentences of which 800 in a row have no anchor. A
# text that needs more repeats itself again and again.
MAX_ANCHORED_CELLS = 2 * MAX_LINE_CELLS
_ROWS_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Band:
    """Cells (i, low[i] + x) for 0 <= x < width of the lattice of n and m sentences.

    A cell is a place between sentences: at (i, j), i source and j target sentences are done.
    """

    n: int
    m: int
    # The first cell of each row (n + 1); it never falls, from 0 to m + 1 - width.
    low: Ints
    width: int


def whole(n: int, m: int) -> Band:
    """All of the lattice."""
    return Band(n, m, np.zeros(n + 1, dtype=np.int64), m + 1)


def around_anchors(source: NDArray[np.float32], target: NDArray[np.float32]) -> Band:
    """The band for vectors (n, d) and (m, d) of the sentences of both sides.

    Anchors are pairs that are each other's best in a wide band around the straight line. Of these
    the longest chain that rises on both sides is kept (patience sorting, n log n). If too many
    sentences lie between two anchors, the result is the band around the straight line.
    """
    n, m = len(source), len(target)
    if m <= MAX_WHOLE_SENTENCES:
        return whole(n, m)
    pairs = _chain(_mutual(source, target))
    # From the last anchor but one to the next but one, since a single one may be wrong, as among
    # sentences without counterpart.
    rows, columns = np.array([(0, 0)] * 2 + pairs + [(n, m)] * 2).T
    i = np.arange(n + 1)
    passed = np.searchsorted(rows[1:-1], i, side="right")
    k = np.minimum(passed + 2, len(rows) - 1)
    i0, j0, i1, j1 = rows[passed - 1], columns[passed - 1], rows[k], columns[k]
    # Between them a path is diagonal, but for one run of gaps at its beginning or its end.
    first, last = j1 - (i1 - i), j0 + (i - i0)
    band = _band(
        n,
        m,
        np.maximum(np.minimum(first, last), j0),
        np.minimum(np.maximum(first, last), j1),
        HALF_WIDTH_CELLS,
    )
    return band if (n + 1) * band.width <= MAX_ANCHORED_CELLS else around_line(n, m)


def around_line(n: int, m: int) -> Band:
    """The band around the straight line, for texts without anchors."""
    if m <= MAX_WHOLE_SENTENCES:
        return whole(n, m)
    line = np.arange(n + 1) * m // max(n, 1)
    half = min(int(SEARCHED_SHARE * m), MAX_LINE_CELLS // (2 * n + 2))
    return _band(n, m, line, line, max(MAX_WHOLE_SENTENCES // 2, half))


def _band(n: int, m: int, lowest: Ints, highest: Ints, half: int) -> Band:
    """The band that exceeds the cells `lowest` to `highest` of each row by `half`."""
    centre = (lowest + highest) // 2
    # One row must reach the next, however steep the line.
    reach = max(np.max(highest - lowest), np.max(np.diff(centre), initial=0))
    width = min(m + 1, 2 * (half + (int(reach) + 1) // 2) + 1)
    low = np.clip(centre - width // 2, 0, m + 1 - width)
    return Band(n, m, np.maximum.accumulate(low), width)


def _mutual(source: NDArray[np.float32], target: NDArray[np.float32]) -> list[tuple[int, int]]:
    """Pairs (i + 1, j + 1) that are each other's best, in ascending order of i."""
    n, m = len(source), len(target)
    half = max(MAX_WHOLE_SENTENCES // 2, int(SEARCHED_SHARE * m))
    best = np.full(n, -1, dtype=np.int64)
    column = np.full(m, ANCHOR_COSINE, dtype=np.float32)
    owner = np.full(m, -1, dtype=np.int64)
    for start in range(0, n, _ROWS_AT_ONCE):
        end = min(n, start + _ROWS_AT_ONCE)
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
