"""Which numbers of a source its translation has: values matched within a bead, then around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tqcheck.document import Bead, Document, Segment
from tqcheck.finding import Span
from tqcheck.languages.dates import dates
from tqcheck.languages.numbers import Number, numbers
from tqcheck.languages.units import factor

# Hectares, acres and miles are given to one or two figures: 490 mu is 32.7 or 33 hectares.
_CONVERTED = Fraction(5, 100)


@dataclass(eq=False, slots=True)
class Figure:
    """A number where it stands: in a segment, in the `link`th bead of sentences.

    `is_date` is whether it belongs to a date, `may_be_date` whether it looks like one (2,000 as
    2000, 9:30), `in_digits` how it is written; `partner` is the
    number of the other side that it is matched with. A figure without one `repeats` what the other
    side has, and `glosses` what stands just beside it.
    """

    number: Number
    segment: Segment
    link: int
    is_date: bool
    may_be_date: bool
    in_digits: bool
    partner: Figure | None = None
    repeats: bool = False
    glosses: bool = False

    @property
    def text(self) -> str:
        """As written, with its percent sign and magnitude."""
        return self.segment.text[self.number.start : self.number.end]

    @property
    def span(self) -> Span:
        """Where it stands in the file."""
        return Span(
            *_place(self.segment, self.number.start), *_place(self.segment, self.number.end)
        )


@dataclass(slots=True)
class Sides:
    """The numbers of one bead, each side in order of place."""

    bead: Bead
    source: list[Figure] = field(default_factory=list)
    target: list[Figure] = field(default_factory=list)


def matched(document: Document) -> list[Sides]:
    """The numbers of the beads that have both sides, matched as far as they go."""
    beads = [
        Sides(
            bead,
            _figures(bead, bead.source, document.source.language, 0),
            _figures(bead, bead.target, document.target.language, 1),
        )
        for bead in document.alignment.beads
    ]
    for sides in beads:
        for same in _GRADES:
            _match(sides.source, sides.target, same)
        _match_others(sides)
    for before, after in zip(beads, beads[1:], strict=False):
        _match(before.source, after.target, _has_moved)
        _match(after.source, before.target, _has_moved)
    for sides in beads:
        _repeat(sides.source, sides.target)
        _repeat(sides.target, sides.source)
    return [sides for sides in beads if sides.bead.source and sides.bead.target]


_PRONOMINAL = 3
# Characters between a number and the same again that explains it.
_GLOSS = 8
# Ones and twos are everywhere.
_COMMON = 2
# Signs that a number is not exact, wherever they stand beside it.
_HEDGES = "[近约余多不差来许概超逾达几]|左右|上下|接近|将"


def _figures(bead: Bead, segments: Sequence[Segment], language: str, side: int) -> list[Figure]:
    found = []
    for segment in segments:
        written = dates(segment.text, language)
        for number in numbers(segment.text, language):
            around = [d for d in written if d.start < number.end and number.start < d.end]
            found.append(
                Figure(
                    number,
                    segment,
                    _link(bead, segment, number.start, side),
                    is_date=any(date.certain for date in around),
                    may_be_date=bool(around),
                    in_digits=any(c.isdecimal() for c in segment.text[number.start : number.end]),
                )
            )
    return found


def _link(bead: Bead, segment: Segment, offset: int, side: int) -> int:
    """The index of the bead of sentences in which a place of a segment is."""
    place = _place(segment, offset)
    for index, link in enumerate(bead.sentences):
        for sentence in (link.source, link.target)[side]:
            span = sentence.span
            if (span.line, span.column) <= place < (span.end_line, span.end_column):
                return index
    return -1


def _place(segment: Segment, offset: int) -> tuple[int, int]:
    breaks = segment.text.count("\n", 0, offset)
    if not breaks:
        return segment.span.line, segment.span.column + offset
    return segment.span.line + breaks, offset - segment.text.rfind("\n", 0, offset)


# Units that make a figure another one; acres and miles to a reader of mu and li.
CONVERTED = ("acre", "hectare", "mile", "kilometre", "kilogram", "ton", "foot", "metre")
# 2,987 is about 3,000; 95 % is not more than 90 %.
_ROUNDED = Fraction(3, 100)
# 近三成 is nearly a third.
_PARTED = Fraction(12, 100)
# How far figures may differ that are the same but for rounding: 3,292,900 and 329,200.
_SAME_FIGURES = Fraction(1, 200)

Same = Callable[[Number, Number], bool]


def _match(source: Iterable[Figure], target: Iterable[Figure], same: Same) -> None:
    """Pair off what is free, first inside beads of sentences, dates with dates first."""
    for near in (True, False):
        # A date may be said once for all; the one of 第一次 may be left out, that of 1号 not.
        for ours in sorted(
            source, key=lambda f: (f.may_be_date, f.number.low == 1, not f.in_digits)
        ):
            if ours.partner is not None:
                continue
            free = [
                theirs
                for theirs in target
                if theirs.partner is None
                and (not near or theirs.link == ours.link)
                and (theirs.number.kind != "month" or ours.may_be_date)
                and same(ours.number, theirs.number)
            ]
            if free:
                best = min(free, key=lambda theirs: _distance(ours, theirs))
                ours.partner, best.partner = best, ours


def _match_others(sides: Sides) -> None:
    """Match 张欢等四位医生 with Zhang Huan and three other doctors."""
    for ours in sides.source:
        if ours.partner is None and ours.segment.text[: ours.number.start].endswith("等"):
            for theirs in sides.target:
                text, number = theirs.segment.text, theirs.number
                around = text[max(0, number.start - 6) : number.start] + text[number.end :][:7]
                is_less = number.low + 1 == ours.number.low
                if theirs.partner is None and is_less and "other" in around:
                    ours.partner, theirs.partner = theirs, ours
                    break


def _distance(ours: Figure, theirs: Figure) -> tuple[bool, bool, bool, int]:
    return (
        ours.may_be_date != theirs.may_be_date,
        not theirs.number.sure,
        (ours.number.kind == "percent") != (theirs.number.kind == "percent"),
        theirs.number.start,
    )


def _repeat(these: Sequence[Figure], others: Sequence[Figure]) -> None:
    """Mark what says again what is matched, as a gloss does: 二十国集团(G20)."""
    for figure in these:
        if figure.partner is None:
            figure.repeats = any(
                _holds(other.number, figure.number) or _is_converted(other.number, figure.number)
                for other in others
            )
            figure.glosses = any(
                twin.partner is not None
                and _is_equal(figure.number, twin.number)
                and twin.segment is figure.segment
                and _is_gloss(figure.segment.text, *sorted((twin.number, figure.number)))
                for twin in these
            )


def _is_gloss(text: str, first: Number, second: Number) -> bool:
    """Whether a bracket opens or closes between the two: 二十国集团(G20)."""
    between = text[first.end : second.start]
    return len(between) <= _GLOSS and re.search("[()（）]", between) is not None


def _is_equal(ours: Number, theirs: Number) -> bool:
    return (ours.low, ours.high) == (theirs.low, theirs.high)


def _holds(ours: Number, theirs: Number) -> bool:
    """Whether one is the other, or a bound of it: three and five of 三五年."""
    if ours.kind == "some" or theirs.kind == "some":
        return _is_equal(ours, theirs)
    return ours.low <= theirs.low <= theirs.high <= ours.high


def _has_moved(ours: Number, theirs: Number) -> bool:
    """Whether a number of the next paragraph is beyond doubt the same."""
    return _is_equal(ours, theirs) and ours.sure and theirs.sure and ours.low > _COMMON


def _is_converted(ours: Number, theirs: Number) -> bool:
    ratio = factor(ours.unit, theirs.unit) if ours.unit and theirs.unit else None
    if ratio is None or ratio == 1:
        return False
    return abs(ours.low * ratio - theirs.low) <= _CONVERTED * theirs.low


def _is_other_form(ours: Number, theirs: Number) -> bool:
    """Equal in other words: 三倍 and fourfold, percent without its sign, ranges."""
    if "percent" in (ours.kind, theirs.kind) and ours.kind != theirs.kind:
        return ours.low * 100 == theirs.low or ours.low == theirs.low * 100
    if ours.kind == "multiple":
        # 增长三倍 is to grow fourfold, by those who count so.
        return abs(ours.low - theirs.low) == 1
    if "decade" in (ours.kind, theirs.kind):
        return ours.low % 100 == theirs.low % 100
    if ours.low < ours.high or theirs.low < theirs.high:
        return _overlap(ours, theirs)
    return False


def _overlap(ours: Number, theirs: Number) -> bool:
    if max(ours.low, theirs.low) <= min(ours.high, theirs.high):
        return True
    # 十几 is 11 to 19 and more than ten; 几百 is several hundred.
    base = min(ours.low, theirs.low)
    other = ours if theirs.low == base else theirs
    return base * 2 >= other.low and base < other.low and other.low - base <= max(1, base)


def _is_rounded(ours: Number, theirs: Number) -> bool:
    """The translation rounds: to two figures and more, or to one where "about" is said."""
    rough = 1 if theirs.kind == "fraction" else _significant(theirs.low)
    if not theirs.low or rough >= _significant(ours.low) + (theirs.kind == "fraction"):
        return False
    difference = abs(ours.low - theirs.low)
    if theirs.kind == "fraction":
        return difference <= _PARTED * ours.low
    if rough == 1:
        return bool(theirs.approximate) and difference <= _ROUNDED * ours.low
    return difference <= Fraction(10) ** (_magnitude(theirs.low) - rough + 1) / 2


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


_GRADES: tuple[Same, ...] = (_is_equal, _is_converted, _is_other_form, _is_rounded)


def power_of_ten(ours: Number, theirs: Number) -> int:
    """The power by which the translation is off, 0 where the figures differ otherwise.

    Vague numbers, dozens and 几十万, have no figures to differ in.
    """
    if not ours.low or not theirs.low:
        return 0
    if "some" in (ours.kind, theirs.kind):
        return _magnitude(theirs.low) - _magnitude(ours.low)
    power = _magnitude(theirs.low) - _magnitude(ours.low)
    for power in (power, power + 1, power - 1):
        ratio = theirs.low / ours.low / Fraction(10) ** power
        if power and abs(ratio - 1) < _SAME_FIGURES:
            return power
    return 0


def is_near(ours: Number, theirs: Number) -> bool:
    """Whether one may have come of the other by a slip: within an order of magnitude."""
    if not ours.low or not theirs.low:
        return True
    return abs(_magnitude(ours.low) - _magnitude(theirs.low)) <= 1


# What 两 stands before where it is no more than "the" or "both" (两国, 两人), and behind (这两年).
_IDLE_BEFORE = "[国人党队方岸边侧者站项地军校院会所部]|天|年|日"
_IDLE_AFTER = "[这那后前上下首头二三四五六七八九]"


def is_idle(figure: Figure) -> bool:
    """Whether a number up to three says little: an article, a pronoun (这三条), both."""
    number, text = figure.number, figure.segment.text
    before, after = text[max(0, number.start - 1) : number.start], text[number.end : number.end + 1]
    if number.low == 1:
        return not figure.in_digits or "\u4e00" <= after <= "\u9fff" and after != "号"
    if number.kind == "ordinal":
        return after in ("天", "年", "日")
    if figure.in_digits or number.low > _PRONOMINAL:
        return False
    if number.low > _COMMON:
        return before in ("这", "那")
    return bool(re.match(_IDLE_BEFORE, after) or re.match(_IDLE_AFTER, before))


def kept_unit(ours: Number, theirs: Number) -> str:
    """What is wrong where a figure was kept and its unit was not: 490亩 and 490 acres."""
    ratio = factor(ours.unit, theirs.unit) if ours.unit and theirs.unit else None
    if ratio is None or ours.low != theirs.low or not ours.low or theirs.unit not in CONVERTED:
        return ""
    if Fraction(2, 3) < ratio < Fraction(3, 2):
        return ""
    kept = said(theirs._replace(approximate=""))
    worth = f"{float(f'{float(ours.low * ratio):.3g}'):,.10g}"
    return f"{kept} {ours.unit} is {worth} in {theirs.unit}s, the translation keeps the {kept}"


def reworded(ours: Figure, theirs: Figure) -> str:
    """What is wrong where "more than" became "nearly", or "nearly" was added."""
    one, other = ours.number, theirs.number
    if one.low != other.low or other.high != one.high or other.approximate != "nearly":
        return ""
    text = ours.segment.text
    around = re.split("\\W", text[max(0, one.start - 6) : one.start])[-1]
    around += re.split("\\W", text[one.end : one.end + 6])[0]
    if one.approximate == "more" or not one.approximate and not re.search(_HEDGES, around):
        return f"the source has {said(one)}, the translation {said(other)}"
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
    figures = " to ".join(_figures_of(value, number.kind) for value in bounds)
    return (
        _WORDS[number.approximate]
        + figures
        + (_suffix(int(number.low)) if number.kind == "ordinal" else "")
    )


def _suffix(value: int) -> str:
    last = 0 if value % 100 in (11, 12, 13) else value % 10
    return {1: "st", 2: "nd", 3: "rd"}.get(last, "th")


def _figures_of(value: Fraction, kind: str) -> str:
    if kind == "percent":
        return f"{float(value * 100):,.10g}%"
    if value.denominator == 1:
        return f"{value.numerator:,}"
    if _significant(value) < 15:
        return f"{float(value):,.10g}"
    return str(value)
