"""The baseline of the alignment benchmarks: sentences aligned by their lengths alone.

Gale and Church, "A program for aligning sentences in bilingual corpora", Computational Linguistics
19 (1993), with the parameters of the paper, which depend on no language, and as in the program at
its end with the mean of both sides' lengths under the root: with the source's alone, as in the
paper's text, an insertion would have no variance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Range = tuple[int, int]

# Variance of the target's characters for one of the source.
VARIANCE = 6.8
# Source and target segments of a bead, and how likely beads of that shape are.
PRIORS: dict[Range, float] = {
    (1, 1): 0.89,
    (2, 1): 0.089,
    (1, 2): 0.089,
    (2, 2): 0.011,
    (1, 0): 0.0099,
    (0, 1): 0.0099,
}
_SHAPES = tuple(PRIORS)
_ADDED = (0, 1)

# Negative logarithms of erfc on a grid. What lies beyond it, where erfc is too small for a float,
# follows from erfc(x) ~ exp(-x²) / (x √π).
_GRID = np.linspace(0.0, 26.0, 5201)
_TAIL = np.array([-math.log(math.erfc(x)) for x in _GRID])


def gale_church(
    source_sizes: Sequence[float], target_sizes: Sequence[float], ratio: float = 1.0
) -> list[tuple[Range, Range]]:
    """The likeliest beads, in order, each a source and a target range (start, end) of segments.

    Sizes are counts of characters; `ratio` is the number of target characters that one of the
    source leads to expect: 1 in the paper, for languages of one alphabet.
    """
    n, m = len(source_sizes), len(target_sizes)
    source, target = _ends(source_sizes), _ends(target_sizes)
    added = np.concatenate(([0.0], np.cumsum(_cost(_ADDED, 0.0, np.diff(target), ratio))))
    least = np.full((n + 1, m + 1), np.inf)
    shapes = np.full((n + 1, m + 1), _SHAPES.index(_ADDED), dtype=np.uint8)
    for i in range(n + 1):
        row = least[i]
        if i == 0:
            row[0] = 0.0
        for k, (a, b) in enumerate(_SHAPES):
            if (a, b) == _ADDED or a > i or b > m:
                continue
            cost = _cost((a, b), source[i] - source[i - a], target[b:] - target[: m + 1 - b], ratio)
            cost += least[i - a, : m + 1 - b]
            better = cost < row[b:]
            row[b:][better] = cost[better]
            shapes[i, b:][better] = k
        # A run of additions costs the difference of two entries of `added`.
        reached = np.minimum.accumulate(row - added) + added
        longer = reached < row - 1e-9
        row[longer] = reached[longer]
        shapes[i][longer] = _SHAPES.index(_ADDED)
    return list(_trace(shapes, n, m))[::-1]


def _cost(shape: Range, source: float, target: Floats, ratio: float) -> Floats:
    """The distance measure: minus the logarithm of P(difference | match) P(match)."""
    mean = np.maximum((source + target / ratio) / 2, 1e-9)
    delta = np.abs(target - source * ratio) / np.sqrt(mean * VARIANCE)
    # The probability of a difference at least as large, 2 (1 - Φ(δ)), is erfc(δ / √2).
    x = delta / math.sqrt(2)
    beyond = np.maximum(x, _GRID[-1])
    tail = np.where(
        x < _GRID[-1],
        np.interp(x, _GRID, _TAIL),
        beyond**2 + np.log(beyond * math.sqrt(math.pi)),
    )
    cost: Floats = tail - math.log(PRIORS[shape])
    return cost


def _trace(shapes: NDArray[np.uint8], i: int, j: int) -> Iterator[tuple[Range, Range]]:
    while i or j:
        a, b = _SHAPES[shapes[i, j]]
        yield (i - a, i), (j - b, j)
        i, j = i - a, j - b


def _ends(sizes: Sequence[float]) -> Floats:
    """Sizes summed up: entry i is the size of all segments before i."""
    return np.concatenate(([0.0], np.cumsum(np.asarray(sizes, dtype=np.float64))))
