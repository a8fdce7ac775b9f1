"""The length score: links whose sides are as long as expected of each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tqcheck.alignment.band import Floats
from tqcheck.alignment.lattice import Costs
from tqcheck.alignment.links import Range

# What meaning says is multiplied by the ratio of the lesser to the greater size, to this power
# (chosen with the settings in semantic.py).
POWER = 0.55
# Where there is no meaning: standard deviation of the log ratio of long links, and the variance
# that short ones add to it, times their size in characters. News zh-en has .18 over segments of 20
# Han characters and more.
SPREAD = 0.2
NOISE = 3.0
# The greatest penalty of one link, so that a freely translated sentence does not derail the rest.
CAP = 9.0
# Gale and Church's priors of 2-1 (.089) and 2-2 (.011) against 1-1 (.89), as logarithms; each
# sentence beyond costs as much as the step from the one to the other.
PRIORS = {2: 0.0, 3: -2.3}
WIDER = -2.1
# Gale and Church's prior of 1-0 (.0099) against 1-1, as above, times the temperature.
COSTS = Costs(
    omission=-0.225, more_omitted=-0.225, addition=-0.225, more_added=-0.225, temperature=0.05
)


class Lengths:
    """How well the sizes of a link's sides agree."""

    def __init__(self, source: Sequence[float], target: Sequence[float], ratio: float) -> None:
        """`source` and `target` are sizes of sentences, `ratio` the expected target size of one
        unit of source size."""
        self._source = np.concatenate(([0.0], np.cumsum(np.maximum(source, 1e-6)))) * ratio
        self._target = np.concatenate(([0.0], np.cumsum(np.maximum(target, 1e-6))))
        # Sizes are in target units here; those of a dense script are fewer for the same text.
        self._noise = NOISE * min(ratio, 1.0)

    def factor(self, shape: Range, rows: Range, columns: Range) -> Floats:
        """The lesser size over the greater, to the power POWER, for links that end in the cells
        of `rows` and `columns`; what would begin before the text has what is left of it."""
        expected, found = self._sizes(shape, rows, columns)
        ratio = np.minimum(expected, found) / np.maximum(expected, found)
        result: Floats = np.nan_to_num(ratio**POWER)
        return result

    def likelihood(self, shape: Range, rows: Range, columns: Range) -> Floats:
        """The logarithm of the likelihood of the ratio of sizes, log-normal, capped, with priors.

        After Gale and Church, "A program for aligning sentences in bilingual corpora" (1993), with
        the logarithm of the ratio in place of the difference.
        """
        expected, found = self._sizes(shape, rows, columns)
        variance = SPREAD**2 + self._noise / np.maximum(np.minimum(expected, found), 1e-6)
        penalty = np.minimum(np.log(found / expected) ** 2 / (2 * variance), CAP)
        wide = sum(shape)
        prior = PRIORS[wide] if wide in PRIORS else PRIORS[3] + (wide - 3) * WIDER
        result: Floats = prior - np.nan_to_num(penalty, nan=CAP)
        return result

    def _sizes(self, shape: Range, rows: Range, columns: Range) -> tuple[Floats, Floats]:
        (a, b), i, j = shape, np.arange(*rows), np.arange(*columns)
        expected = self._source[i] - self._source[np.maximum(i - a, 0)]
        found = self._target[j] - self._target[np.maximum(j - b, 0)]
        return np.maximum(expected, 1e-6)[:, None], np.maximum(found, 1e-6)[None, :]
