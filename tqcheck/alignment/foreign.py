"""Calls of an encoder that is not tqcheck's own: what they raise becomes an error of one line."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tqcheck.errors import TqcheckError

# Characters of an error's text that are quoted.
MAX_QUOTED_CHARS = 300


def encoder_error(spec: str, problem: str) -> TqcheckError:
    return TqcheckError(f"setting encoder: {spec!r} {problem}")


@contextmanager
def calling(spec: str, problem: str) -> Iterator[None]:
    """Raise TqcheckError for all that the block raises, an attempt to exit included.

    An interrupt by the user still ends the run as one.
    """
    with _interrupts() as interrupts:
        try:
            yield
        except BaseException as error:
            if interrupts:
                raise KeyboardInterrupt from None
            # Not with its cause: what a foreign error does when it is shown is not known.
            raise encoder_error(spec, f"{problem}: {_in_one_line(error)}") from None


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """The interrupts that come from outside during the block, which also raise KeyboardInterrupt.

    They only come to the main thread, and only if that is what they do there.
    """
    received: list[int] = []
    is_main = threading.current_thread() is threading.main_thread()
    former = signal.getsignal(signal.SIGINT) if is_main else None
    if not callable(former):
        yield received
        return
    handler = former

    def receive(number: int, frame: Any) -> None:
        received.append(number)
        handler(number, frame)

    signal.signal(signal.SIGINT, receive)
    try:
        yield received
    finally:
        # Unless the block has installed another.
        if signal.getsignal(signal.SIGINT) is receive:
            signal.signal(signal.SIGINT, former)


def _in_one_line(error: BaseException) -> str:
    """An error as one line, by code that may be foreign as well."""
    # Both by the built-in types themselves, as a class derived from them may do anything.
    name: str = type.__dict__["__name__"].__get__(type(error))
    try:
        lines = str.splitlines(str.strip(str(error)))
    except BaseException:
        lines = []
    return f"{name}: {lines[0][:MAX_QUOTED_CHARS]}" if lines else name
