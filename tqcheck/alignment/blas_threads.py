"""Keeps numpy's matrix products on one thread for a while.

A second thread gains a quarter at best, and on a busy machine the two lose most of their time
waiting for each other: two processes on two busy cores encoded 18 sentences a second with two
threads each, and 144 with one.

numpy may be in use already where tqcheck is a library or a plugin of pytest, and then the variable
OPENBLAS_NUM_THREADS comes too late. threadpoolctl does the same for more libraries than OpenBLAS,
but takes 6 ms to load, and this 0.1 ms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

# The names of these functions in numpy's own wheels, and elsewhere.
NAMES = ("scipy_openblas_{}64_", "scipy_openblas_{}", "openblas_{}64_", "openblas_{}")


@contextmanager
def one_thread() -> Iterator[None]:
    """One thread inside the block, and as many as before after it; nothing without OpenBLAS."""
    functions = thread_functions()
    if functions is None:
        yield
        return
    get_count, set_count = functions
    before = get_count()
    set_count(1)
    try:
        yield
    finally:
        set_count(before)


@cache
def thread_functions() -> tuple[Callable[[], int], Callable[[int], Any]] | None:
    """The functions of OpenBLAS that get and set the number of threads, found through numpy."""
    import ctypes
    import sys

    import numpy  # noqa: F401 (loads the module below: that of version 2, or of 1)

    module = sys.modules.get("numpy._core._multiarray_umath") or sys.modules.get(
        "numpy.core._multiarray_umath"
    )
    file = getattr(module, "__file__", None)
    if not file:
        return None
    try:
        # A library's names include those of the libraries it needs, except on Windows.
        library = ctypes.CDLL(str(file))
    except OSError:
        return None
    for name in NAMES:
        try:
            get = library[name.format("get_num_threads")]
            return get, library[name.format("set_num_threads")]
        except AttributeError:
            continue
    return None
