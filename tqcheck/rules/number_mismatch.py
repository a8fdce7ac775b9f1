"""A number of the source is missing or changed in the translation.

A wrong number reads as well as the right one, and is believed. Numbers are compared by value,
however they are written: 一千二百多万 is "more than 12 million", 三成 is 30 percent, 十几 is "more
than ten", and 翻一番 is "doubled". Measures may be converted: 490亩 is 490 mu, 33 hectares or 81
acres. A figure that is kept with another unit (490 acres) is reported, and so is "nearly 3,000" for
三千多. A magnitude that is wrong by a power of ten is an error. A number may move to the paragraph
before or after its own.

Not reported:

- dates and times, which are checked by `date-mismatch`;
- strings that are not amounts: addresses, versions, sections, identifiers, labels, telephone
  numbers;
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
from tqcheck.finding import Hit
from tqcheck.matching.evidence import related_segments
from tqcheck.matching.number_values import (
    is_near,
    kept_unit,
    likeness,
    power_of_ten,
    reworded,
    said,
)
from tqcheck.matching.numbers import Figure, NumbersOfBead, is_idle, matched

SEVERITY = "warning"


def check(document: Document) -> Iterator[Hit]:
    """Report source numbers that the translation lacks, or has changed."""
    if not document.is_translated:
        return  # Its number words are those of another language.
    for numbers in matched(document):
        for source in numbers.source:
            if source.partner is not None and not source.may_be_date:
                yield from _unit_or_approximation(document, source, source.partner)
        missing = [f for f in numbers.source if _is_missing(f)]
        free = [f for f in numbers.target if _is_free(f)]
        for source in missing:
            target = _replacement(source, free)
            if target is not None:
                free.remove(target)
                yield _changed(document, source, target)
            elif _is_demanded(source, numbers):
                yield _missing(document, numbers, source)
        for target in free:
            if _is_invented(target):
                yield _invented(document, numbers, target)


def _is_missing(figure: Figure) -> bool:
    number = figure.number
    return (
        figure.partner is None
        and not figure.may_be_date
        and (number.low != 1 or figure.in_digits)
        and (number.sure or number.low < 100)
    )


def _is_free(figure: Figure) -> bool:
    """Whether a number of the translation may be one of the source, changed."""
    return (
        figure.partner is None
        and not figure.is_date
        and not figure.repeats
        and (figure.number.sure or figure.in_digits)
        and figure.number.low != 1
        and not figure.may_be_literal
    )


def _replacement(source: Figure, free: Sequence[Figure]) -> Figure | None:
    """The number that a number of the source was changed into, if any."""
    if source.may_be_literal:
        return None
    near = [
        target
        for target in free
        if power_of_ten(source.number, target.number)
        or (
            target.link == source.link
            and source.number.kind != "some"
            and is_near(source.number, target.number)
        )
    ]
    return max(near, key=lambda target: _likeness(source, target), default=None)


def _likeness(source: Figure, target: Figure) -> tuple[bool, bool, bool, float, int]:
    one, other = source.number, target.number
    return (
        target.link == source.link,
        power_of_ten(one, other) != 0,
        one.kind == other.kind and one.unit == other.unit,
        likeness(one, other),
        -other.start,
    )


def _is_demanded(figure: Figure, numbers: NumbersOfBead) -> bool:
    """Whether a number that nothing replaces has to be in the translation."""
    number = figure.number
    if not number.sure or figure.glosses or figure.may_be_literal:
        return False
    if number.kind == "some" or number.low < number.high:
        return False
    if number.kind in ("cardinal", "ordinal") and (is_idle(figure) or _is_small_word(figure)):
        return False
    links = numbers.bead.sentences
    return figure.link < 0 or bool(links[figure.link].target)


def _is_small_word(figure: Figure) -> bool:
    """Whether it is a number below ten in words: good translators say "both", "a few", "the".

    Of the demands for such numbers on the project's own examples none was right.
    """
    return not figure.in_digits and figure.number.high < 10


def _is_invented(figure: Figure) -> bool:
    """Whether a number that no source number accounts for is worth a look by itself."""
    number = figure.number
    if not number.sure or figure.may_be_date or figure.may_be_literal:
        return False
    if number.kind in ("some", "ordinal"):
        return False
    # Five-hundred-metre Telescope is a name.
    if not figure.in_digits and figure.text[0].isupper():
        return False
    return number.kind == "percent" or number.low >= (4 if figure.in_digits else 10)


def _unit_or_approximation(document: Document, source: Figure, target: Figure) -> Iterator[Hit]:
    """What is wrong with a number whose value is right."""
    one, other = source.number, target.number
    message = kept_unit(one, other) or reworded(source.segment.text, one, other)
    if message:
        yield _hit(document, source, target, message, f"compare with {source.text} in the source")


def _changed(document: Document, source: Figure, target: Figure) -> Hit:
    power = power_of_ten(source.number, target.number)
    if not power:
        message = f"the source has {_named(source)}, the translation {target.text}"
        return _hit(document, source, target, message, f"write {said(source.number)}")
    times = f"{10 ** abs(power):,} times too {'large' if power > 0 else 'small'}"
    message = f"{_named(source)} in the source is {target.text} in the translation: {times}"
    hit = _hit(document, source, target, message, f"write {said(source.number)}", 10.0**power)
    return replace(hit, severity="error")


def _missing(document: Document, numbers: NumbersOfBead, source: Figure) -> Hit:
    link = numbers.bead.sentences[source.link].target if source.link >= 0 else ()
    first, last = (link[0], link[-1]) if link else (numbers.bead.target[0], numbers.bead.target[-1])
    return Hit(
        span=first.span.to(last.span),
        message=f"{_named(source)} is missing from the translation",
        help=f"add {said(source.number)}, or what it counts",
        text=first.text,
        related=related_segments(document, [source.segment]),
        data={"expected": [said(source.number)], "found": [], "factor": None},
    )


def _invented(document: Document, numbers: NumbersOfBead, target: Figure) -> Hit:
    return Hit(
        span=target.span,
        message=f"{target.text} is not in the source",
        help="compare with the source",
        text=target.text,
        related=related_segments(document, numbers.bead.source),
        data={"expected": [], "found": [said(target.number)], "factor": None},
    )


def _hit(
    document: Document,
    source: Figure,
    target: Figure,
    message: str,
    help: str,
    factor: float | None = None,
) -> Hit:
    return Hit(
        span=target.span,
        message=message,
        help=help,
        text=target.text,
        related=related_segments(document, [source.segment]),
        data={
            "expected": [said(source.number)],
            "found": [said(target.number)],
            "factor": factor,
        },
    )


def _named(figure: Figure) -> str:
    """The number as written, with its value where the writing is another: `5亿 (500,000,000)`."""
    value = said(figure.number)
    return figure.text if value == figure.text else f"{figure.text} ({value})"
