"""Both sides of an alignment as sentences with their sizes, and whether they pair off."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

# Sizes fit if the log of their ratio to the expected one is at most
# MAX_LOG_RATIO * sqrt(1 + NOISE_CHARS / size); such pairs are accepted without comparing meaning.
# How many damaged documents pass for even, and how many undamaged ones do:
# benchmarks/omissions.py, "settled without meaning".
MAX_LOG_RATIO = 0.3
NOISE_CHARS = 20.0


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of one side."""

    # Where each is, as (segment, start, end).
    places: tuple[tuple[int, int, int], ...]
    texts: tuple[str, ...]
    sizes: tuple[float, ...]
    # The paragraph of each sentence; borders between paragraphs count.
    paragraphs: tuple[int, ...]

    def sentences(self) -> list[tuple[int, float]]:
        """Each sentence as its segment and its size."""
        return [(place[0], size) for place, size in zip(self.places, self.sizes, strict=True)]

    def ranges(self) -> list[tuple[int, int]]:
        """The sentences of each segment, the end exclusive."""
        ends: dict[int, tuple[int, int]] = {}
        for i, (segment, _, _) in enumerate(self.places):
            ends[segment] = (ends.get(segment, (i, i))[0], i + 1)
        return [ends[segment] for segment in sorted(ends)]


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides of an alignment."""

    source: Side
    target: Side
    # The target size expected for one unit of source size.
    ratio: float

    def fit(self, source: float, target: float) -> bool:
        """Whether the target size is what the source size leads to expect."""
        least = min(source, target / self.ratio)
        if least <= 0:
            return False
        bound = MAX_LOG_RATIO * sqrt(1 + NOISE_CHARS / least)
        return abs(log(target / (source * self.ratio))) <= bound

    def ratio_of(self, source: float, target: float) -> float | None:
        """Target size over expected size; None where a side is empty."""
        return target / (source * self.ratio) if source > 0 and target > 0 else None

    def is_even(self) -> bool:
        """Whether nothing can be missing.

        The segments pair off, each as long as expected, and inside each pair the source is one
        sentence, or the sentences pair off as well.
        """
        source, target = self.source.ranges(), self.target.ranges()
        if len(source) != len(target):
            return False
        for (i0, i1), (j0, j1) in zip(source, target, strict=True):
            left, right = self.source.sizes[i0:i1], self.target.sizes[j0:j1]
            if not self.fit(sum(left), sum(right)):
                return False
            if len(left) > 1 and not (len(left) == len(right) and all(map(self.fit, left, right))):
                return False
        return True
