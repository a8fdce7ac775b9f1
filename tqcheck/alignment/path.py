"""The path through the lattice: the alignment that can be expected to be right most often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from tqcheck.alignment.band import Band, Floats
from tqcheck.alignment.lattice import Rows, Scores
from tqcheck.alignment.links import Range

# What a gap counts beside a link. Each link that is broken up frees two sentences or more, so that
# gaps of full weight would be preferred to doubtful links (benchmarks/gold.py).
GAP = 0.2


def best_path(
    band: Band, links: Mapping[Range, Scores], omitted: Floats, added: Floats
) -> list[tuple[Range, Range]]:
    """The path with the greatest sum of probabilities, as pairs of ranges, in order.

    `links`, `omitted` (n) and `added` (m) are a `Lattice`'s. A sentence whose probability to have
    no counterpart is 1 has none on the path. After Do et al., "ProbCons: Probabilistic
    consistency-based multiple sequence alignment" (2005), "maximum expected accuracy".
    """
    width, shapes = band.width, tuple(links)
    rows = Rows(band, shapes)
    best = np.full((band.n + 1, width + 2 * rows.margin), -np.inf)
    # How a cell was reached: index of the shape + 1, 0 by a source gap, -1 by a target gap.
    steps = np.zeros((band.n + 1, width), dtype=np.int8)
    # What a link must not end behind: sentences that have no counterpart.
    barred_rows = [_within(omitted, a) for a, _ in shapes]
    barred_columns = [np.where(_within(added, b), np.inf, 0.0) for _, b in shapes]
    missing = np.concatenate(([0.0], np.cumsum(GAP * added)))
    low = band.low.tolist()
    for i in range(band.n + 1):
        nothing = np.full(width, -np.inf)
        if i == 0:
            nothing[0] = 0.0
        x, columns = rows.above[i], slice(low[i], low[i] + width)
        reached = [best[i - 1, x : x + width] + GAP * omitted[i - 1] if i else nothing]
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
        # Left to right: what is reached by leaving out target sentences.
        so_far = missing[low[i] : low[i] + width]
        added_to = np.maximum.accumulate(row - so_far) + so_far
        # What is no better by more than rounding was not added to.
        step[added_to > row + 1e-9] = -1
        steps[i] = step
        best[i, rows.cells] = np.where(step < 0, added_to, row)
    return list(_back(band, shapes, steps))[::-1]


def _within(probabilities: Floats, width: int) -> NDArray[np.bool_]:
    """For each place, whether one of the `width` sentences before it has no counterpart."""
    sums = np.concatenate(([0], np.cumsum(probabilities >= 1.0)))
    places = np.arange(len(sums))
    result: NDArray[np.bool_] = sums[places] > sums[np.maximum(places - width, 0)]
    return result


def _back(
    band: Band, shapes: tuple[Range, ...], steps: NDArray[np.int8]
) -> Iterator[tuple[Range, Range]]:
    i, j = band.n, band.m
    while i or j:
        step = steps[i, j - band.low[i]]
        a, b = shapes[step - 1] if step > 0 else (1, 0) if step == 0 else (0, 1)
        yield (i - a, i), (j - b, j)
        i, j = i - a, j - b
