"""What a sentence encoder is, and the vectors of runs of texts for one that lacks them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Positions = NDArray[np.int64]

# Exponent of a text's size in the mean of several vectors; chosen with the settings in
# semantic.py, see benchmarks/omissions.py.
SIZE_EXPONENT = 0.65
# A book has a million runs; so many of them are computed at once.
_RUNS_AT_ONCE = 2048


class Encoder(Protocol):
    """A multilingual sentence encoder.

    It may also have a method `windows(texts) -> Windows` for vectors of runs of texts. Without
    it, the vector of a run is the mean of the vectors of its texts.
    """

    def encode(self, texts: list[str]) -> Vectors:
        """Vectors (n, d) of n texts, L2-normalised."""


class Windows(Protocol):
    """Vectors of runs of neighbouring texts, each run read as one text."""

    def vectors(self, starts: Positions, ends: Positions) -> Vectors:
        """L2-normalised vectors (k, d) of texts[starts[i]:ends[i]], at least one text each."""


def windows(encoder: Encoder, texts: Sequence[str], sizes: Sequence[float]) -> Windows:
    """Runs of `texts`, by the encoder's own `windows` or as means weighted by the texts' sizes."""
    own: Callable[[list[str]], Windows] | None = getattr(encoder, "windows", None)
    return own(list(texts)) if own else _Means(encoder.encode(list(texts)), sizes)


def normalised(vectors: NDArray[np.float64]) -> Vectors:
    """The vectors with length 1; zeros stay zeros."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(norms, 1e-12)).astype(np.float32)
    return unit


class _Means:
    """Runs as means of single vectors, which any encoder allows."""

    def __init__(self, vectors: Vectors, sizes: Sequence[float]) -> None:
        weights = np.maximum(np.asarray(sizes, dtype=np.float64), 1.0) ** SIZE_EXPONENT
        self._sums = np.zeros((len(vectors) + 1, vectors.shape[1]))
        np.cumsum(vectors * weights[:, None], axis=0, out=self._sums[1:])

    def vectors(self, starts: Positions, ends: Positions) -> Vectors:
        means = np.empty((len(starts), self._sums.shape[1]), dtype=np.float32)
        for k in range(0, len(starts), _RUNS_AT_ONCE):
            part = slice(k, k + _RUNS_AT_ONCE)
            means[part] = normalised(self._sums[ends[part]] - self._sums[starts[part]])
        return means
