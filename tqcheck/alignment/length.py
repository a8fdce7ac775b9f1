"""The length score: beads whose sides are as long as expected of each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tqcheck.alignment.search import Costs, Floats, Range

# Weight of the logarithm of the likelihood beside cosines, and the greatest penalty before it is
# weighted. Chosen with the settings in semantic.py; a cap of 2 loses paragraphs, of 4 and more it
# makes abridged ones into lost ones (benchmarks/omissions.py, row "abridged").
WEIGHT = 0.1
CAP = 3.0
# Standard deviation of the log ratio of long beads, and the variance that short ones add to it,
# times their size in characters. News zh-en has .18 over segments of 20 Han characters and more.
SPREAD = 0.2
NOISE = 3.0

# Where there is no meaning to outvote, length may say more.
CAP_ALONE = 9.0

# Prices where nothing but length is known: Gale and Church's priors of 1-0 (.0099) and 2-1 (.089)
# against 1-1 (.89), as logarithms times WEIGHT; they have nothing wider than 2-2.
COSTS = Costs(omission=-0.45, addition=-0.45, extension=-0.45, merge=-0.23, wider=-0.12)


class LengthScore:
    """The log likelihood of a bead's ratio of sizes, log-normal, capped.

    After Gale and Church, "A program for aligning sentences in bilingual corpora" (1993), with
    the logarithm of the ratio in place of the difference.
    """

    def __init__(
        self,
        source: Sequence[float],
        target: Sequence[float],
        ratio: float,
        cap: float = CAP,
    ) -> None:
        """`source` and `target` are sizes of segments, `ratio` the expected target size of one
        unit of source size."""
        self._cap = cap
        self._source = np.concatenate(([0.0], np.cumsum(np.maximum(source, 1e-6)))) * ratio
        self._target = np.concatenate(([0.0], np.cumsum(np.maximum(target, 1e-6))))
        # Sizes are in target units here; those of a dense script are fewer for the same text.
        self._noise = NOISE * min(ratio, 1.0)

    def row(self, end: int, shape: Range, low: int, high: int) -> Floats:
        """See `tqcheck.alignment.search.Score`."""
        a, b = shape
        expected = self._source[end] - self._source[end - a]
        found = self._target[low:high] - self._target[low - b : high - b]
        variance = SPREAD**2 + self._noise / np.minimum(expected, found)
        penalty = np.minimum(np.log(found / expected) ** 2 / (2 * variance), self._cap)
        score: Floats = -WEIGHT * penalty
        return score
