"""Whether two numbers say the same: in other units and words, rounded, or off by tens."""

from __future__ import annotations

import re
from fractions import Fraction

from tqcheck.recognisers.numbers.number import Number
from tqcheck.recognisers.numbers.units import factor
from tqcheck.wording import ordinal_ending

# Hectares, acres and miles are given to one or two figures: 490 mu is 32.7 or 33 hectares.
_CONVERTED_RATIO = Fraction(5, 100)
# 2,987 is about 3,000; 95 % is not more than 90 %.
_ROUNDED_RATIO = Fraction(3, 100)
# 近三成 is nearly a third.
_PARTED_RATIO = Fraction(12, 100)
# How far figures may differ that are the same but for rounding: 3,292,900 and 329,200.
_SAME_FIGURES_RATIO = Fraction(1, 200)
# Units that mislead a reader of a figure in mu, li or jin.
_MISLEADING = ("acre", "hectare", "mile", "kilometre", "kilogram", "ton", "foot", "metre")
_PLURALS = {"foot": "feet"}
# Ones and twos are everywhere.
_MAX_COMMON = 2
# Signs before or after a number that it is not exact.
_HEDGES = "[近约余多不差来许概超逾达几]|左右|上下|接近|将"


def is_equal(source: Number, target: Number) -> bool:
    """Whether the values are the same, whatever they are written in."""
    return (source.low, source.high) == (target.low, target.high)


def holds(source: Number, target: Number) -> bool:
    """Whether one is the other, or a bound of it: three and five of 三五年."""
    if source.kind == "some" or target.kind == "some":
        return is_equal(source, target)
    return source.low <= target.low <= target.high <= source.high


def has_moved(source: Number, target: Number) -> bool:
    """Whether a number of the next paragraph is beyond doubt the same."""
    return is_equal(source, target) and source.sure and target.sure and source.low > _MAX_COMMON


def is_converted(source: Number, target: Number) -> bool:
    """Whether one is the other in another unit of measure: 490亩 and 33 hectares."""
    ratio = factor(source.unit, target.unit) if source.unit and target.unit else None
    if ratio is None or ratio == 1:
        return False
    return abs(source.low * ratio - target.low) <= _CONVERTED_RATIO * target.low


def is_other_form(source: Number, target: Number) -> bool:
    """Equal in other words: 三倍 and fourfold, percent without its sign, ranges."""
    if "percent" in (source.kind, target.kind) and source.kind != target.kind:
        return source.low * 100 == target.low or source.low == target.low * 100
    if source.kind == "multiple":
        # 增长三倍 is to grow fourfold, by those who count so.
        return abs(source.low - target.low) == 1
    if {source.kind, target.kind} == {"ordinal", "fraction"}:
        # A third may be either.
        return source.low * target.low == 1
    if "decade" in (source.kind, target.kind):
        return source.low % 100 == target.low % 100
    if source.low < source.high or target.low < target.high:
        return _overlap(source, target)
    return False


def _overlap(source: Number, target: Number) -> bool:
    if source.low <= target.high and target.low <= source.high:
        return True
    # 十几 is 11 to 19 and more than ten; 几百 is several hundred.
    base = min(source.low, target.low)
    other = source if target.low == base else target
    return base * 2 >= other.low and base < other.low and other.low - base <= max(Fraction(1), base)


def is_rounded(source: Number, target: Number) -> bool:
    """The translation rounds: to two figures and more, or to one where "about" is said."""
    rough = 1 if target.kind == "fraction" else _significant(target.low)
    if not target.low or rough >= _significant(source.low) + (target.kind == "fraction"):
        return False
    difference = abs(source.low - target.low)
    if target.kind == "fraction":
        return difference <= _PARTED_RATIO * source.low
    if rough == 1:
        return bool(target.approximate) and difference <= _ROUNDED_RATIO * source.low
    return difference <= Fraction(10) ** (_magnitude(target.low) - rough + 1) / 2


def _significant(value: Fraction) -> int:
    """Significant figures of a terminating decimal; many for others."""
    while value.denominator > 1:
        if value.denominator > 10**9:
            return 20
        value *= 10
        if value.numerator > 10**40:
            return 20
    return len(str(abs(value.numerator)).rstrip("0"))


def _magnitude(value: Fraction) -> int:
    """The power of ten of the first figure."""
    power = len(str(value.numerator)) - len(str(value.denominator))
    return power if Fraction(10) ** power <= value else power - 1


def power_of_ten(source: Number, target: Number) -> int:
    """The power by which the translation is off, 0 where the figures differ otherwise.

    Vague numbers, dozens and 几十万, have no figures to differ in.
    """
    if not source.low or not target.low:
        return 0
    if "some" in (source.kind, target.kind):
        return _magnitude(target.low) - _magnitude(source.low)
    nearest = _magnitude(target.low) - _magnitude(source.low)
    for power in (nearest, nearest + 1, nearest - 1):
        ratio = target.low / source.low / Fraction(10) ** power
        if power and abs(ratio - 1) < _SAME_FIGURES_RATIO:
            return power
    return 0


def is_near(source: Number, target: Number) -> bool:
    """Whether one may have come of the other by a slip: within an order of magnitude."""
    if not source.low or not target.low:
        return True
    return abs(_magnitude(source.low) - _magnitude(target.low)) <= 1


def likeness(source: Number, target: Number) -> float:
    """The share of figures that are the same, counted from the left: 2 in 3 of 183 and 189."""
    one, other = str(source.low), str(target.low)
    same = sum(a == b for a, b in zip(one, other, strict=False))
    return same / max(len(one), len(other))


def kept_unit(source: Number, target: Number) -> str:
    """What is wrong where a figure was kept and its unit was not: 490亩 and 490 acres."""
    ratio = factor(source.unit, target.unit) if source.unit and target.unit else None
    if ratio is None or target.unit not in _MISLEADING:
        return ""
    if source.low != target.low or not source.low:
        return ""
    if Fraction(2, 3) < ratio < Fraction(3, 2):
        return ""
    kept = said(target._replace(approximate=""))
    worth = f"{float(f'{float(source.low * ratio):.3g}'):,.10g}"
    units = _PLURALS.get(target.unit, f"{target.unit}s")
    return f"{kept} {source.unit} is {worth} {units}, not {kept}"


def reworded(text: str, one: Number, other: Number) -> str:
    """What is wrong where "more than" became "nearly", or "nearly" was added; `text` has `one`."""
    if one.low != other.low or other.high != one.high or other.approximate != "nearly":
        return ""
    around = re.split(r"\W", text[max(0, one.start - 6) : one.start])[-1]
    around += re.split(r"\W", text[one.end : one.end + 6])[0]
    is_exact = not one.approximate and not re.search(_HEDGES, around)
    if one.approximate == "more" or is_exact:
        return f"the source says {said(one)}, the translation {said(other)}"
    return ""


_GROUPS = ("", "thousands", "millions", "billions", "trillions")
_WORDS = {"more": "more than ", "nearly": "nearly ", "less": "up to ", "about": "about ", "": ""}


def said(number: Number) -> str:
    """A number in figures, with what is said of it: `more than 3,000`, `35%`, `300 to 400`."""
    if number.kind == "some":
        thousands, rest = divmod(_magnitude(number.low), 3)
        of = ("tens", "hundreds")[rest - 1] if rest else ""
        return " of ".join(filter(None, (of, _GROUPS[min(thousands, 4)])))
    bounds = [number.low] if number.low == number.high else [number.low, number.high]
    figures = " to ".join(_written(value, number.kind) for value in bounds)
    ending = ordinal_ending(int(number.low)) if number.kind == "ordinal" else ""
    return _WORDS[number.approximate] + figures + ending


def _written(value: Fraction, kind: str) -> str:
    if kind == "percent":
        return f"{float(value * 100):,.10g}%"
    if value.denominator == 1:
        return f"{value.numerator:,}"
    if _significant(value) < 15:
        return f"{float(value):,.10g}"
    return str(value)
