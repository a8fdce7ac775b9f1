"""A number of the source is missing or changed in the translation.

A wrong number reads as well as the right one, and is believed. Numbers are compared by value,
however they are written: 一千二百多万 is "more than 12 million", 三成 is 30 percent, 十几 is "more
than ten", and 翻一番 is "doubled". Measures may be converted: 490亩 is 490 mu, 33 hectares or 81
acres. A figure that is kept with another unit (490 acres) is reported, and so is "nearly 3,000" for
三千多. A magnitude that is wrong by a power of ten is an error. A number may move to the paragraph
before or after its own.

Not reported:

- dates and times, which are checked by `date-mismatch`;
- the one of 一个, and rounding;
- 两, 几 and numerals that may be part of a name or idiom (五四, 三亚, 一心一意), unless another
  number replaces them;
- paragraphs of more than 200 numbers, which are tables.

Nothing is compared where the translation is in the wrong language: `wrong-language` reports that,
and the number words would be those of the other language.

Bad:
    zh: 这座桥造价五千万元，由八十六名工人建成。
    en: The bridge cost 5 million yuan, and 86 workers built it.

    de: Die Brücke kostete 5,4 Millionen Mark.
    en: The bridge cost 54 million marks.

Good:
    zh: 这座桥造价五千万元，由八十六名工人建成。
    en: The bridge cost 50 million yuan, and eighty-six workers built it.

    de: Die Brücke kostete 5,4 Millionen Mark.
    en: The bridge cost 5.4 million marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tqcheck.document import Document
from tqcheck.finding import Hit, Span
from tqcheck.matching.evidence import related_segments
from tqcheck.matching.number_values import (
    is_near,
    kept_unit,
    likeness,
    power_of_ten,
    reworded,
    said,
)
from tqcheck.matching.numbers import Figure, Sides, is_idle, matched

SEVERITY = "warning"


def check(document: Document) -> Iterator[Hit]:
    """Report source numbers that the translation lacks, and what stands in their place."""
    if not document.is_translated:
        return  # Its number words are those of another language.
    for sides in matched(document):
        for ours in sides.source:
            if ours.partner is not None and not ours.may_be_date:
                yield from _unit_or_approximation(document, ours, ours.partner)
        missing = [f for f in sides.source if _is_missing(f)]
        free = [f for f in sides.target if _is_free(f)]
        for ours in missing:
            theirs = _replacement(ours, free)
            if theirs is not None:
                free.remove(theirs)
                yield _changed(document, ours, theirs)
            elif _is_demanded(ours, sides):
                yield _missing(document, sides, ours)
        for theirs in free:
            if _is_invented(theirs):
                yield _invented(document, sides, theirs)


def _is_missing(figure: Figure) -> bool:
    number = figure.number
    return (
        figure.partner is None
        and not figure.may_be_date
        and (number.low != 1 or figure.in_digits)
        and (number.sure or number.low < 100)
    )


def _is_free(figure: Figure) -> bool:
    """Whether a number of the translation may stand for one of the source."""
    return (
        figure.partner is None
        and not figure.is_date
        and not figure.repeats
        and (figure.number.sure or figure.in_digits)
        and figure.number.low != 1
    )


def _replacement(ours: Figure, free: Sequence[Figure]) -> Figure | None:
    """The number that stands in the place of one of the source, if any."""
    near = [
        theirs
        for theirs in free
        if power_of_ten(ours.number, theirs.number)
        or (
            theirs.link == ours.link
            and ours.number.kind != "some"
            and is_near(ours.number, theirs.number)
        )
    ]
    return max(near, key=lambda theirs: _likeness(ours, theirs), default=None)


def _likeness(ours: Figure, theirs: Figure) -> tuple[bool, bool, bool, float, int]:
    one, other = ours.number, theirs.number
    return (
        theirs.link == ours.link,
        power_of_ten(one, other) != 0,
        one.kind == other.kind and one.unit == other.unit,
        likeness(one, other),
        -other.start,
    )


def _is_demanded(figure: Figure, sides: Sides) -> bool:
    """Whether a number that nothing replaces has to be in the translation."""
    number = figure.number
    if not number.sure or figure.glosses or number.kind == "some" or number.low < number.high:
        return False
    if number.kind in ("cardinal", "ordinal") and (is_idle(figure) or _is_small_word(figure)):
        return False
    links = sides.bead.sentences
    return figure.link < 0 or bool(links[figure.link].target)


def _is_small_word(figure: Figure) -> bool:
    """Whether it is a number below ten in words: good translators say "both", "a few", "the".

    Of the demands for such numbers on the project's own examples none was right.
    """
    return not figure.in_digits and figure.number.high < 10


def _is_invented(figure: Figure) -> bool:
    """Whether a number that no source number accounts for is worth a look by itself."""
    number = figure.number
    if not number.sure or figure.may_be_date or number.kind in ("some", "ordinal"):
        return False
    # Five-hundred-metre Telescope is a name.
    if not figure.in_digits and figure.text[0].isupper():
        return False
    return number.kind == "percent" or number.low >= (4 if figure.in_digits else 10)


def _unit_or_approximation(document: Document, ours: Figure, theirs: Figure) -> Iterator[Hit]:
    """What is wrong with a number whose value is right."""
    one, other = ours.number, theirs.number
    message = kept_unit(one, other) or reworded(ours.segment.text, one, other)
    if message:
        yield _hit(document, ours, theirs, message, f"compare with {ours.text} in the source")


def _changed(document: Document, ours: Figure, theirs: Figure) -> Hit:
    power = power_of_ten(ours.number, theirs.number)
    if not power:
        message = f"the source has {_named(ours)}, the translation {theirs.text}"
        return _hit(document, ours, theirs, message, f"write {said(ours.number)}")
    times = f"{10 ** abs(power):,} times {'more' if power > 0 else 'less'}"
    message = f"{_named(ours)} in the source is {theirs.text} in the translation: {times}"
    hit = _hit(document, ours, theirs, message, f"write {said(ours.number)}", 10.0**power)
    return replace(hit, severity="error")


def _missing(document: Document, sides: Sides, ours: Figure) -> Hit:
    link = sides.bead.sentences[ours.link].target if ours.link >= 0 else ()
    first, last = (link[0], link[-1]) if link else (sides.bead.target[0], sides.bead.target[-1])
    return Hit(
        span=Span(first.span.line, first.span.column, last.span.end_line, last.span.end_column),
        message=f"{_named(ours)} in the source is not in the translation",
        help=f"add {said(ours.number)}, or what it counts",
        text=first.text,
        related=related_segments(document, [ours.segment]),
        data={"expected": [said(ours.number)], "found": [], "factor": None},
    )


def _invented(document: Document, sides: Sides, theirs: Figure) -> Hit:
    return Hit(
        span=theirs.span,
        message=f"{theirs.text} in the translation is not in the source",
        help="compare with the source",
        text=theirs.text,
        related=related_segments(document, sides.bead.source),
        data={"expected": [], "found": [said(theirs.number)], "factor": None},
    )


def _hit(
    document: Document,
    ours: Figure,
    theirs: Figure,
    message: str,
    help: str,
    factor: float | None = None,
) -> Hit:
    return Hit(
        span=theirs.span,
        message=message,
        help=help,
        text=theirs.text,
        related=related_segments(document, [ours.segment]),
        data={
            "expected": [said(ours.number)],
            "found": [said(theirs.number)],
            "factor": factor,
        },
    )


def _named(figure: Figure) -> str:
    """The number as written, with its value where the writing is another: `5亿 (500,000,000)`."""
    value = said(figure.number)
    return figure.text if value == figure.text else f"{figure.text} ({value})"
