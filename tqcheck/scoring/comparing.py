"""Whether a change of the score is more than chance: paired bootstrap over segments.

Koehn (2004), Statistical Significance Tests for Machine Translation Evaluation. Draws and p-value
are those of `sacrebleu --paired-bs`, whose own code copies the statistics of every segment a
thousand times: 2 GB for 10,000 paragraphs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tqcheck.errors import TqcheckError
from tqcheck.scoring.metrics import Figure, Statistics, figure, gain, score_of

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# sacrebleu's number of resamples and its seed.
SAMPLES, _SEED = 1000, "12345"
# A drop with a smaller p-value is not chance.
SIGNIFICANCE = 0.05
# Fewer segments are not tested: of four, a single changed one already gives a p of 0.047; of five
# or more, at least 0.059.
MIN_SEGMENTS = 5
# Draws made at once: 8 MB.
_DRAWS_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """A metric's figure before and after a change, on the same segments."""

    metric: str
    before: float
    after: float
    # The p-value; None if there is no difference, or fewer segments than MIN_SEGMENTS.
    p: float | None
    signature: str

    @property
    def gain(self) -> float:
        """By how many points the score has improved; negative if it is worse."""
        return gain(self.metric, self.before, self.after)

    def is_worse(self, allowed: float) -> bool:
        """Whether more than `allowed` points are lost, and not by chance."""
        return -self.gain > allowed and self.p is not None and self.p < SIGNIFICANCE


# Remembered because the rule and the report ask for the same comparison.
@lru_cache(maxsize=16)
def compare(
    metric: str, language: str, before: Statistics, after: Statistics, references: frozenset[int]
) -> Comparison:
    """Compare the statistics of the same segments before and after a change.

    `references` are the numbers of references that the segments have. Raises TqcheckError if
    SACREBLEU_SEED is not a number.
    """
    seed = _seed()
    old, new = (figure(metric, language, rows, references) for rows in (before, after))
    p = None
    if old.score != new.score and len(after) >= MIN_SEGMENTS:
        p = _p_value(metric, language, before, after, abs(old.score - new.score), seed)
    return Comparison(metric, old.score, new.score, p, _signature(new, seed))


def _signature(new: Figure, seed: int) -> str:
    """The figure's signature with the resamples and the seed added where sacrebleu has them."""
    references, _, rest = new.signature.partition("|")
    return f"{references}|bs:{SAMPLES}|seed:{seed}|{rest}"


def _seed() -> int:
    given = os.environ.get("SACREBLEU_SEED") or _SEED
    if not given.isdecimal():
        raise TqcheckError(f"SACREBLEU_SEED={given}: set it to a whole number, or not at all")
    return int(given)


def _p_value(
    metric: str, language: str, before: Statistics, after: Statistics, difference: float, seed: int
) -> float:
    """The share of resamples whose difference exceeds the mean by more than the real one."""
    import numpy as np

    from tqcheck.alignment.blas_threads import one_thread

    old, new = (np.asarray(rows, dtype=np.float64) for rows in (before, after))
    with one_thread():
        differences = np.array(
            [
                abs(
                    score_of(metric, language, (counts @ new).tolist())
                    - score_of(metric, language, (counts @ old).tolist())
                )
                for counts in _resamples(len(old), seed)
            ]
        )
    extreme = int(np.sum(differences - differences.mean() > difference))
    return (extreme + 1) / (SAMPLES + 1)


def _resamples(segments: int, seed: int) -> Iterator[NDArray[np.intp]]:
    """For each resample, how many times each segment is drawn."""
    import numpy as np

    generator = np.random.default_rng(seed)
    rows = max(1, _DRAWS_AT_ONCE // segments)
    for start in range(0, SAMPLES, rows):
        size = (min(rows, SAMPLES - start), segments)
        for draw in generator.choice(segments, size=size, replace=True):
            yield np.bincount(draw, minlength=segments)
