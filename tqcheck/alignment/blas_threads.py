"""Keeps numpy's matrix products on one thread for a while.

A second thread gains a quarter at best, and on a busy machine the two lose most of their time
waiting for each other: two processes on two cores, with others about, encoded 18 sentences a
second on two threads each and 144 on one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

# OpenBLAS has its functions under these names in numpy's own wheels, and elsewhere.
NAMES = ("scipy_openblas_{}64_", "scipy_openblas_{}", "openblas_{}64_", "openblas_{}")


@contextmanager
def one_thread() -> Iterator[None]:
    """One thread inside the block, and what it was before after it; nothing without OpenBLAS."""
    functions = _functions()
    if functions is None:
        yield
        return
    get, set_ = functions
    before = get()
    set_(1)
    try:
        yield
    finally:
        set_(before)


@cache
def _functions() -> tuple[Callable[[], int], Callable[[int], Any]] | None:
    """OpenBLAS's functions that get and set the number of threads, found through numpy."""
    import ctypes
    import sys

    import numpy  # noqa: F401 (loads the module looked for: that of version 2, or of 1)

    module = sys.modules.get("numpy._core._multiarray_umath") or sys.modules.get(
        "numpy.core._multiarray_umath"
    )
    try:
        # A library's names include those of the libraries it needs, except on Windows.
        library = ctypes.CDLL(str(getattr(module, "__file__", None)))
    except OSError:
        return None
    for name in NAMES:
        try:
            get = library[name.format("get_num_threads")]
            return get, library[name.format("set_num_threads")]
        except AttributeError:
            continue
    return None
