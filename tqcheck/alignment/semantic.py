"""The meaning score: beads whose sides say the same, by a multilingual sentence encoder."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tqcheck.alignment.encoder import Vectors
from tqcheck.alignment.search import WIDEST, Costs, Floats, Range

# All settings of the semantic engine were chosen together on paragraphs deleted from news and
# archive documents, zh-en, and from yearbooks, de-fr, merged, split and as they are; see
# benchmarks/omissions.py, which shows what a change does.

# Share of the neighbours' mean cosine that is taken off a bead's own.
MARGIN = 0.1
# Cosine below which a bead speaks against itself.
THRESHOLD = 0.2
# Exponent of a segment's size in the mean of several vectors.
POWER = 0.65
# Weight of an outer segment that adds nothing, and the share below which it is not expected to.
COVERAGE = 0.7
COVERAGE_SHARE = 0.1

COSTS = Costs(omission=-0.06, addition=-0.2, extension=0.0, merge=0.03, wider=-0.03)


class MeaningScore:
    """Cosine of both sides of a bead, less what speaks against it.

    Against it speak the cosines with its neighbours, since in a text about one thing everything
    resembles everything (after the margin of Bertalign: Liu and Zhu, "Bertalign: Improved word
    embedding-based sentence alignment for Chinese-English parallel corpora of literary texts",
    2022), and outer segments without which the cosine would be higher: they betray a lost
    segment that was merged into its neighbour. The vector of several segments is the mean of
    theirs, weighted by size, so that all cosines follow from products of single segments.
    """

    def __init__(
        self,
        source: Vectors,
        target: Vectors,
        source_sizes: Sequence[float],
        target_sizes: Sequence[float],
    ) -> None:
        """`source` (n, d) and `target` (m, d) are L2-normalised vectors of the segments."""
        self._source, self._target = _weigh(source, source_sizes), _weigh(target, target_sizes)
        self._source_norms, self._target_norms = _norms(self._source), _norms(self._target)
        self._source_ends, self._target_ends = _ends(source_sizes), _ends(target_sizes)
        self._sums: dict[Range, Floats] = {}

    def row(self, end: int, shape: Range, low: int, high: int) -> Floats:
        """See `tqcheck.alignment.search.Score`."""
        a, b = shape
        cosine = self._cosine(end, a, b, low, high)
        score: Floats = cosine - THRESHOLD - MARGIN * self._near(end, a, b, low, high)
        if a + b > 2:
            score += COVERAGE * self._coverage(cosine, end, a, b, low, high)
        return score

    def similarity(self, source: Range, target: Range) -> float:
        """The cosine of two ranges of segments.

        Where one is empty, the best cosine of a segment of the other with any segment across.
        """
        left, right = self._source[slice(*source)], self._target[slice(*target)]
        if len(left) and len(right):
            left, right = left.sum(axis=0, keepdims=True), right.sum(axis=0, keepdims=True)
        elif len(left):
            right = self._target
        else:
            left = self._source
        norms = np.linalg.norm(left, axis=1)[:, None] * np.linalg.norm(right, axis=1)
        return float(np.max(left @ right.T / np.maximum(norms, 1e-9)))

    def nearest_source(self, j: int) -> int:
        """The source segment that target segment j is closest to."""
        return int(np.argmax((self._source @ self._target[j]) / self._source_norms[0]))

    def _cosine(self, end: int, a: int, b: int, low: int, high: int) -> Floats:
        """Cosines of the a source segments before `end` and the b target segments before j."""
        sums = self._products(end - a, end)
        result: Floats = sums[low:high] - sums[low - b : high - b]
        result /= self._source_norms[a - 1][end - a] * self._target_norms[b - 1][low - b : high - b]
        return result

    def _near(self, end: int, a: int, b: int, low: int, high: int) -> Floats:
        """The mean cosine of each side with the segments before and after the other."""
        n, m = len(self._source), len(self._target)
        # Source side against single target segments, with a zero before the first and after the
        # last of them.
        single = np.zeros(m + 2)
        single[1:-1] = np.diff(self._products(end - a, end))
        single[1:-1] /= self._source_norms[a - 1][end - a] * self._target_norms[0]
        total: Floats = single[low - b : high - b] + single[low + 1 : high + 1]
        count = np.full(high - low, 2.0)
        count[0] -= low == b
        count[-1] -= high == m + 1
        for i in (end - a - 1, end):
            if 0 <= i < n:
                total += self._cosine(i + 1, 1, b, low, high)
                count += 1
        total /= np.maximum(count, 1.0)
        return total

    def _coverage(self, cosine: Floats, end: int, a: int, b: int, low: int, high: int) -> Floats:
        """The loss of cosine by the worst outer segment, over its share; 0 where all of them add.

        The share keeps short segments from passing as harmless: they move a cosine little.
        """
        losses = np.zeros(high - low)
        if a > 1:
            ends = self._source_ends
            whole = ends[end] - ends[end - a]
            first, last = ends[end - a + 1] - ends[end - a], ends[end] - ends[end - 1]
            for stop, outer in ((end, first), (end - 1, last)):
                gain = cosine - self._cosine(stop, a - 1, b, low, high)
                np.minimum(losses, gain / (outer / whole + COVERAGE_SHARE), out=losses)
        if b > 1:
            ends, j = self._target_ends, np.arange(low, high)
            whole = ends[j] - ends[j - b]
            first, last = ends[j - b + 1] - ends[j - b], ends[j] - ends[j - 1]
            for shift, outer in ((0, first), (1, last)):
                gain = cosine - self._cosine(end, a, b - 1, low - shift, high - shift)
                np.minimum(losses, gain / (outer / whole + COVERAGE_SHARE), out=losses)
        return np.maximum(losses, -1.0)

    def _products(self, start: int, end: int) -> Floats:
        """Inner products of source segments start .. end - 1 with target segments, summed up.

        Entry j (of m + 1) sums over the target segments before j. What the rows to come don't
        need again is dropped, so that memory stays linear in m.
        """
        sums = self._sums.get((start, end))
        if sums is None:
            if end - start == 1:
                self._sums = {k: v for k, v in self._sums.items() if k[0] >= end - WIDEST - 3}
                sums = np.zeros(len(self._target) + 1)
                np.cumsum(self._target @ self._source[start], out=sums[1:], dtype=np.float64)
            else:
                sums = self._products(start, end - 1) + self._products(end - 1, end)
            self._sums[start, end] = sums
        return sums


def _weigh(vectors: Vectors, sizes: Sequence[float]) -> Vectors:
    weights = np.maximum(np.asarray(sizes, dtype=np.float32), 1.0) ** np.float32(POWER)
    weighted: Vectors = vectors * weights[:, None]
    return weighted


def _ends(sizes: Sequence[float]) -> Floats:
    """Sizes summed up: entry i is the size of all segments before i."""
    return np.concatenate(([0.0], np.cumsum(np.maximum(sizes, 1.0))))


def _norms(vectors: Vectors) -> list[Vectors]:
    """Norms of the sums of 1 .. WIDEST consecutive vectors, by the first of them."""
    window = vectors
    norms = [np.maximum(np.linalg.norm(window, axis=1), 1e-9)]
    for width in range(1, min(WIDEST, len(vectors))):
        window = window[:-1] + vectors[width:]
        norms.append(np.maximum(np.linalg.norm(window, axis=1), 1e-9))
    return norms
