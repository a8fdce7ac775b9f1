"""How the time of some work grows with its size: the same on a fast machine and on a busy one."""

from __future__ import annotations

import time
from collections.abc import Callable

# What is measured: some size, and four times as much. Linear work takes four times as long,
# quadratic work sixteen times.
TIMES = 4
LINEAR = 8.0
ATTEMPTS = 4


def processor_seconds(work: Callable[[int], object], size: int) -> float:
    """The processor time that this process spends on the work."""
    started = time.process_time()
    work(size)
    return time.process_time() - started


def assert_linear(work: Callable[[int], object], size: int) -> None:
    """Fail if work of `TIMES * size` takes far longer than `TIMES` times the work of `size`.

    `size` has to be so large that work which grows with its square spends its time there. Other
    processes may disturb a measurement, but only ever prolong it: what takes least is compared.
    Sizes differ a little, as what is asked for twice may be remembered.
    """
    work(size // 2)  # What is loaded or compiled once is no part of the comparison.
    small = min(processor_seconds(work, size + n) for n in range(2))
    large = growth = float("inf")
    for attempt in range(ATTEMPTS):
        large = min(large, processor_seconds(work, TIMES * size + attempt))
        growth = large / small
        if growth <= LINEAR:
            return
    raise AssertionError(
        f"{TIMES} times as much takes {growth:.1f} times as long: {small:.3f} s, then {large:.3f} s"
    )
