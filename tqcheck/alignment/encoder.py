"""The sentence encoder: what one is, the bundled one, and one that a configuration names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Positions = NDArray[np.int64]

# Exponent of a text's size in the mean of several vectors; chosen with the settings in
# semantic.py, see benchmarks/omissions.py.
POWER = 0.65
_PIECE = 2048


class Encoder(Protocol):
    """A multilingual sentence encoder.

    One that has a method `windows(texts) -> Windows` is asked for runs of texts too; for others
    they are means of the vectors of single texts.
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


class _Means:
    """Runs as means of single vectors, which is what can be done with any encoder."""

    def __init__(self, vectors: Vectors, sizes: Sequence[float]) -> None:
        weights = np.maximum(np.asarray(sizes, dtype=np.float64), 1.0) ** POWER
        self._sums = np.zeros((len(vectors) + 1, vectors.shape[1]))
        np.cumsum(vectors * weights[:, None], axis=0, out=self._sums[1:])

    def vectors(self, starts: Positions, ends: Positions) -> Vectors:
        found = np.empty((len(starts), self._sums.shape[1]), dtype=np.float32)
        # In pieces, since a book has a million runs.
        for k in range(0, len(starts), _PIECE):
            part = slice(k, k + _PIECE)
            found[part] = _normalised(self._sums[ends[part]] - self._sums[starts[part]])
        return found


def _normalised(vectors: NDArray[np.float64]) -> Vectors:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    normalised: Vectors = (vectors / np.maximum(norms, 1e-12)).astype(np.float32)
    return normalised
