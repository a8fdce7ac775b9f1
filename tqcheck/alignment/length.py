"""The length score: beads whose sides are as long as expected of each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tqcheck.alignment.search import Floats, Span

WEIGHT = 0.1
CAP = 8.0
NOISE = 1.0


class LengthScore:
    """Minus half the squared deviation of a bead's log ratio, in standard deviations, capped.

    After Gale and Church, "A program for aligning sentences in bilingual corpora" (1993), with
    the variance of the logarithm of the ratio: a constant part and one that falls with size.
    """

    def __init__(
        self, source: Sequence[float], target: Sequence[float], ratio: float, spread: float,
        weight: float = WEIGHT, cap: float = CAP, noise: float = NOISE,
    ) -> None:
        """`source` and `target` are sizes of segments, `ratio` the expected target size a
        source size, `spread` the standard deviation of its logarithm."""
        self._source = np.concatenate(([0.0], np.cumsum(np.maximum(source, 1e-6)))) * ratio
        self._target = np.concatenate(([0.0], np.cumsum(np.maximum(target, 1e-6))))
        self._variance = spread**2
        self.weight, self.cap, self.noise = weight, cap, noise * ratio

    def row(self, end: int, shape: Span, low: int, high: int) -> Floats:
        a, b = shape
        expected = self._source[end] - self._source[end - a]
        found = self._target[low:high] - self._target[low - b : high - b]
        variance = self._variance + self.noise / np.minimum(expected, found)
        deviation = np.log(found / expected) ** 2 / (2 * variance)
        result: Floats = -self.weight * np.minimum(deviation, self.cap)
        return result
