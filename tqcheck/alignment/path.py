"""The path through the lattice: the alignment with the greatest expected accuracy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from tqcheck.alignment.band import Band, Floats
from tqcheck.alignment.beads import Range
from tqcheck.alignment.lattice import Rows, Scores

# Weight of a gap relative to a link. A link that is broken up frees two sentences or more, so
# with full weight gaps would be preferred to doubtful links (benchmarks/gold.py).
GAP_WEIGHT = 0.2


def best_path(
    band: Band, links: Mapping[Range, Scores], omitted: Floats, added: Floats
) -> list[tuple[Range, Range]]:
    """The path with the greatest sum of probabilities, as pairs of ranges, in order.

    `links`, `omitted` (n) and `added` (m) are those of a `Lattice`. A sentence whose probability
    of having no counterpart is 1 gets none. After Do et al., "ProbCons: Probabilistic
    consistency-based multiple sequence alignment" (2005), "maximum expected accuracy".
    """
    width, shapes = band.width, tuple(links)
    rows = Rows(band, shapes)
    best = np.full((band.n + 1, width + 2 * rows.margin), -np.inf)
    # How a cell was reached: index of the shape + 1, 0 by a source gap, -1 by a target gap.
    steps = np.zeros((band.n + 1, width), dtype=np.int8)
    # Where links must not end: just after sentences without counterpart.
    barred_rows = [_within(omitted, a) for a, _ in shapes]
    barred_columns = [np.where(_within(added, b), np.inf, 0.0) for _, b in shapes]
    missing = np.concatenate(([0.0], np.cumsum(GAP_WEIGHT * added)))
    low = band.low.tolist()
    for i in range(band.n + 1):
        nothing = np.full(width, -np.inf)
        if i == 0:
            nothing[0] = 0.0
        x, columns = rows.above[i], slice(low[i], low[i] + width)
        reached = [best[i - 1, x : x + width] + GAP_WEIGHT * omitted[i - 1] if i else nothing]
        for k, (shape, before) in enumerate(zip(shapes, rows.before, strict=True)):
            x, above = before[i], i - shape[0]
            if above < 0 or barred_rows[k][i]:
                reached.append(nothing)
            else:
                gain = links[shape][i] - barred_columns[k][columns]
                reached.append(best[above, x : x + width] + gain)
        stacked = np.array(reached)
        step = stacked.argmax(axis=0)
        row = stacked.max(axis=0)
        # From left to right, cells that are reached by leaving out target sentences.
        so_far = missing[low[i] : low[i] + width]
        added_to = np.maximum.accumulate(row - so_far) + so_far
        # A gain no greater than rounding is not a gap.
        step[added_to > row + 1e-9] = -1
        steps[i] = step
        best[i, rows.cells] = np.where(step < 0, added_to, row)
    return list(_back(band, shapes, steps))[::-1]


def _within(probabilities: Floats, width: int) -> NDArray[np.bool_]:
    """For each place, whether one of the `width` sentences before it has no counterpart."""
    sums = np.concatenate(([0], np.cumsum(probabilities >= 1.0)))
    places = np.arange(len(sums))
    within: NDArray[np.bool_] = sums[places] > sums[np.maximum(places - width, 0)]
    return within


def _back(
    band: Band, shapes: tuple[Range, ...], steps: NDArray[np.int8]
) -> Iterator[tuple[Range, Range]]:
    i, j = band.n, band.m
    while i or j:
        step = steps[i, j - band.low[i]]
        a, b = shapes[step - 1] if step > 0 else (1, 0) if step == 0 else (0, 1)
        yield (i - a, i), (j - b, j)
        i, j = i - a, j - b
