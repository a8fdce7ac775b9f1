"""The length score: links whose sides are as long as expected of each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tqcheck.alignment.band import Floats
from tqcheck.alignment.beads import Range
from tqcheck.alignment.lattice import Costs

# The score of meaning is multiplied by the ratio of the lesser size to the greater one, raised to
# this (chosen with the settings in semantic.py).
SIZE_EXPONENT = 0.55
# Where meaning is not compared: standard deviation of the log ratio of long links, and the
# variance that short ones add, times their size in characters. In news zh-en, the deviation is
# .18 for segments of 20 Han characters and more.
LOG_DEVIATION = 0.2
NOISE_CHARS = 3.0
# The greatest penalty of one link, so that a freely translated sentence does not derail the rest.
MAX_PENALTY = 9.0
# Logarithms of Gale and Church's priors of 2-1 (.089) and 2-2 (.011) relative to 1-1 (.89). Each
# further sentence costs as much as the step from 2-1 to 2-2.
PRIORS = {2: 0.0, 3: -2.3}
PRIOR_STEP = -2.1
# Gale and Church's prior of 1-0 (.0099) in the same form, times the temperature.
COSTS = Costs(
    omission=-0.225, more_omitted=-0.225, addition=-0.225, more_added=-0.225, temperature=0.05
)


class Lengths:
    """How well the sizes of a link's sides agree."""

    def __init__(self, source: Sequence[float], target: Sequence[float], ratio: float) -> None:
        """`source` and `target` are sizes of sentences; `ratio` is the target size expected for one
        unit of source size."""
        self._source = np.concatenate(([0.0], np.cumsum(np.maximum(source, 1e-6)))) * ratio
        self._target = np.concatenate(([0.0], np.cumsum(np.maximum(target, 1e-6))))
        # Sizes are in target units here; those of a dense script are fewer for the same text.
        self._noise = NOISE_CHARS * min(ratio, 1.0)

    def factor(self, shape: Range, rows: Range, columns: Range) -> Floats:
        """The lesser size over the greater one, to the power SIZE_EXPONENT.

        For links that end in the cells of `rows` and `columns`; one that would begin before the
        text begins with the text.
        """
        expected, actual = self._sizes(shape, rows, columns)
        ratio = np.minimum(expected, actual) / np.maximum(expected, actual)
        result: Floats = np.nan_to_num(ratio**SIZE_EXPONENT)
        return result

    def likelihood(self, shape: Range, rows: Range, columns: Range) -> Floats:
        """The logarithm of the likelihood of the ratio of sizes, log-normal, capped, with priors.

        After Gale and Church, "A program for aligning sentences in bilingual corpora" (1993), with
        the logarithm of the ratio instead of the difference.
        """
        expected, actual = self._sizes(shape, rows, columns)
        variance = LOG_DEVIATION**2 + self._noise / np.maximum(np.minimum(expected, actual), 1e-6)
        penalty = np.minimum(np.log(actual / expected) ** 2 / (2 * variance), MAX_PENALTY)
        count = sum(shape)
        prior = PRIORS[count] if count in PRIORS else PRIORS[3] + (count - 3) * PRIOR_STEP
        result: Floats = prior - np.nan_to_num(penalty, nan=MAX_PENALTY)
        return result

    def _sizes(self, shape: Range, rows: Range, columns: Range) -> tuple[Floats, Floats]:
        (a, b), i, j = shape, np.arange(*rows), np.arange(*columns)
        expected = self._source[i] - self._source[np.maximum(i - a, 0)]
        actual = self._target[j] - self._target[np.maximum(j - b, 0)]
        return np.maximum(expected, 1e-6)[:, None], np.maximum(actual, 1e-6)[None, :]
