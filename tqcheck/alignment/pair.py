"""Both sides of what is aligned, as sentences with their sizes, and whether they pair off."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

# Pairs whose log ratio to the expected one stays below DIAGONAL * sqrt(1 + DIAGONAL_NOISE / size)
# are sure without being read. How many documents that lost something pass for even, and how many
# undamaged ones do: benchmarks/omissions.py, "settled without meaning".
DIAGONAL = 0.3


DIAGONAL_NOISE = 20.0


@dataclass(frozen=True, slots=True)
class Side:
    """The sentences of one side: where they stand, as (segment, start, end), texts and sizes,

    and the paragraphs whose borders are respected.
    """

    places: tuple[tuple[int, int, int], ...]
    texts: tuple[str, ...]
    sizes: tuple[float, ...]
    paragraphs: tuple[int, ...]

    @property
    def segments(self) -> list[int]:
        """The segment of each sentence."""
        return [segment for segment, _, _ in self.places]

    def ranges(self) -> list[tuple[int, int]]:
        """The sentences of each segment, the end exclusive."""
        ends: dict[int, tuple[int, int]] = {}
        for i, (segment, _, _) in enumerate(self.places):
            ends[segment] = (ends.get(segment, (i, i))[0], i + 1)
        return [ends[segment] for segment in sorted(ends)]


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides, and the target size expected of one unit of source size."""

    source: Side
    target: Side
    ratio: float

    def fit(self, source: float, target: float) -> bool:
        """Whether a target size is what a source size leads to expect."""
        least = min(source, target / self.ratio)
        if least <= 0:
            return False
        bound = DIAGONAL * sqrt(1 + DIAGONAL_NOISE / least)
        return abs(log(target / (source * self.ratio))) <= bound

    def ratio_of(self, source: float, target: float) -> float | None:
        """Target size over expected size; None where a side is empty."""
        return target / (source * self.ratio) if source > 0 and target > 0 else None

    def is_even(self) -> bool:
        """Whether nothing can be missing: the segments pair off, each as long as expected, and

        inside each pair the source is one sentence, or the sentences pair off as well.
        """
        ours, theirs = self.source.ranges(), self.target.ranges()
        if len(ours) != len(theirs):
            return False
        for (i0, i1), (j0, j1) in zip(ours, theirs, strict=True):
            left, right = self.source.sizes[i0:i1], self.target.sizes[j0:j1]
            if not self.fit(sum(left), sum(right)):
                return False
            if len(left) > 1 and not (len(left) == len(right) and all(map(self.fit, left, right))):
                return False
        return True
