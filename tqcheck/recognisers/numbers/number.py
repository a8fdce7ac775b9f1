"""What a number in a text is worth, and where it is."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple


class Number(NamedTuple):
    """A number of a text at `start` to `end` (code points), between `low` and `high`."""

    start: int
    end: int
    low: Fraction
    high: Fraction
    # cardinal, ordinal, percent (35 % is 7/20), fraction, multiple (three times, 3倍), decade
    # (1980s, 80后), month (the name of one) or some (dozens, 几十: only the order of magnitude).
    kind: str = "cardinal"
    # What is said of it: more (三千多, "over"), nearly (近), less (不足, "up to"), about, or "".
    approximate: str = ""
    # A unit of measure that translators convert, as `units` knows it.
    unit: str = ""
    # False for what may be part of a name or an idiom: 五四, 三亚.
    sure: bool = True
