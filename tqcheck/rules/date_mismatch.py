"""A date or time of the source is changed or left out.

A wrong day looks as good as the right one. Days, months, years, weekdays, hours, decades and
centuries are compared paragraph by paragraph. What contradicts the source is reported, and so is a
day or an hour that is missing altogether. Where the source gives only a day, a month that the
translation adds must fit the date of the document.

Not reported:

- years, months and weekdays that are left out, because the context may give them;
- "today" for a date, a date for "today", and "last year" for that year;
- days of the lunar calendar, and holidays that are given by name;
- datelines, which are checked by `omitted-dateline`, and durations, which count as numbers.

Nothing is compared where the translation is in the wrong language: `wrong-language` reports that,
and the months and weekdays would be words of the other language.

Bad:
    zh: 渡船将于三月十五日首航，此后每天开船。
    en: The ferry will make its first crossing on March 25 and then sail every day.

Good:
    zh: 渡船将于三月十五日首航，此后每天开船。
    en: The ferry will make its first crossing on the 15th and then sail every day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from tqcheck.document import Document
from tqcheck.finding import Hit, Span
from tqcheck.matching.dates import (
    KINDS,
    Fact,
    Mention,
    Sides,
    agree,
    compared,
    is_told,
    is_written,
    same,
)
from tqcheck.matching.evidence import related_segments

SEVERITY = "warning"

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_YEARS = {-2: "the year before last", -1: "last year", 0: "this year", 1: "next year"}


def check(document: Document) -> Iterator[Hit]:
    """Report dates that contradict the source, and days and hours that are missing."""
    if not document.source.segments or not document.is_translated:
        return  # Its months and weekdays are those of another language.
    anchor = _anchor(document)
    for sides in compared(document, anchor):
        yield from _judge(document, sides, anchor)


def _judge(document: Document, sides: Sides, anchor: datetime.date | None) -> Iterator[Hit]:
    """The findings of one bead; a value that is wrong in one place is not reported in another."""
    missing, extra = _by_mention(sides.missing), _by_mention(sides.extra)
    told: set[tuple[str, int | None]] = set()
    for theirs, kinds in extra.items():
        ours = _contradicted(theirs, kinds, missing) or _repeated(theirs, kinds, sides, anchor)
        wrong = [] if ours is None else _differing(ours, theirs, kinds)
        if ours is None and anchor is not None and "month" in kinds:
            ours, wrong = _far_from(anchor, theirs, document, sides), ["month"]
        if ours is None or all((kind, theirs.fact(kind)) in told for kind in wrong):
            continue
        told |= {(kind, m.fact(kind)) for kind in wrong for m in (ours, theirs)}
        missing.pop(ours, None)
        yield _changed(document, ours, theirs, wrong, anchor)
    for ours, lost in missing.items():
        for kind in ("day", "hour"):
            if kind in lost and (kind, ours.fact(kind)) not in told:
                told.add((kind, ours.fact(kind)))
                yield from _omitted(document, sides, ours, kind, anchor)


def _by_mention(facts: list[Fact]) -> dict[Mention, list[str]]:
    """The kinds by mention, without the names of holidays."""
    found: dict[Mention, list[str]] = {}
    for mention, kind in facts:
        if not mention.date.named:
            found.setdefault(mention, []).append(kind)
    return found


def _differing(ours: Mention, theirs: Mention, kinds: list[str]) -> list[str]:
    """The kinds of which both say something, and not the same."""
    return [
        kind
        for kind in kinds
        for x, y in [(ours.fact(kind), theirs.fact(kind))]
        if x is not None and y is not None and not same(kind, x, y)
    ]


def _common(ours: Mention, theirs: Mention) -> int:
    facts = [(kind, ours.fact(kind), theirs.fact(kind)) for kind in KINDS]
    return sum(x is not None and y is not None and same(kind, x, y) for kind, x, y in facts)


def _contradicted(
    theirs: Mention, kinds: list[str], missing: dict[Mention, list[str]]
) -> Mention | None:
    """The date of the source that is missing where this one is too many, the likest one."""
    found = [
        ours
        for ours, lost in missing.items()
        if any(kind in lost for kind in _differing(ours, theirs, kinds))
    ]
    return min(
        found, key=lambda ours: (ours.link != theirs.link, -_common(ours, theirs)), default=None
    )


def _repeated(
    theirs: Mention, kinds: list[str], sides: Sides, anchor: datetime.date | None
) -> Mention | None:
    """The date of the source that the translation has twice, and here with another value."""
    for ours in sides.source:
        for kind in _differing(ours, theirs, kinds) if ours.date.certain else ():
            # A comparison with last year is told with this year beside it.
            if kind == "year_offset":
                continue
            value = theirs.fact(kind)
            if kind != "year" and not theirs.date.certain:
                continue
            alone = sum(theirs.fact(k) is not None for k in KINDS) == 1
            if not (alone or _common(ours, theirs)) or is_written(value or 0, sides.source_words):
                continue
            if kind != "year" or anchor is None or value != anchor.year:
                return ours
    return None


def _far_from(
    anchor: datetime.date, theirs: Mention, document: Document, sides: Sides
) -> Mention | None:
    """The day of the source that the translation puts into a month far from the document's."""
    month, day = theirs.date.month or anchor.month, theirs.date.day or anchor.day
    # The 28th in a text of the 3rd is of that month or the one before; the 2nd in one of the 30th
    # is of that month or the next.
    if (month - anchor.month) % 12 in (0, 11 if day > anchor.day else 1):
        return None
    return next(
        (
            ours
            for ours in sides.source
            if ours.date.day is not None
            and ours.date.day == theirs.date.day
            and ours.date.month is None
            and ours.date.month_offset is None
        ),
        None,
    )


def _changed(
    document: Document,
    ours: Mention,
    theirs: Mention,
    wrong: list[str],
    anchor: datetime.date | None,
) -> Hit:
    expected = _named(ours, wrong)
    message = f"{_quoted(ours, expected)} is {theirs.date.text} in the translation"
    help_ = f"write {expected}" if expected else f"look for the date of {ours.date.text}"
    if not expected and anchor is not None:
        message += f" of a text of {anchor.isoformat()}"
        help_ = "write the month in which that day was, or the day alone"
    return Hit(
        span=theirs.span,
        message=message,
        help=help_,
        text=theirs.date.text,
        related=related_segments(document, [ours.segment]),
        data={"expected": ours.date.text, "found": theirs.date.text, "kinds": list(wrong)},
    )


def _omitted(
    document: Document, sides: Sides, ours: Mention, kind: str, anchor: datetime.date | None
) -> Iterator[Hit]:
    """A day or an hour that stands neither here nor beside, nor as a number."""
    links = sides.bead.sentences
    sentences = links[ours.link].target if links else ()
    value = (ours.date.day if kind == "day" else ours.date.hour) or 0
    if (
        not ours.date.certain
        or is_told(ours, kind, sides.said_around, anchor)
        or is_written(value, sides.target_words)
        # A sentence that is gone is `omitted-sentence`.
        or (links and not sentences)
    ):
        return
    span = sides.bead.target[0].span
    if sentences:
        first, last = sentences[0].span, sentences[-1].span
        span = Span(first.line, first.column, last.end_line, last.end_column)
    if ours.in_dateline:
        # One that is there and has lost its hour has lost a part of what it says.
        day = next((m for m in (*sides.target, *sides.around) if _is_day_of(m, ours)), None)
        if kind != "hour" or day is None:
            return
        span = day.span
    expected = _named(ours, [kind])
    yield Hit(
        span=span,
        message=f"{_quoted(ours, expected)} is not in the translation",
        help=f"add {expected}",
        text=sentences[0].text if sentences else sides.bead.target[0].text,
        related=related_segments(document, [ours.segment]),
        data={"expected": ours.date.text, "found": None, "kinds": [kind]},
        certainty="likely",
    )


def _is_day_of(theirs: Mention, ours: Mention) -> bool:
    return theirs.date.day is not None and theirs.date.day == ours.date.day and agree(theirs, ours)


def _quoted(mention: Mention, meaning: str) -> str:
    return f"{mention.date.text} ({meaning})" if meaning else mention.date.text


def _named(mention: Mention, kinds: list[str]) -> str:
    """What a date says of some kinds, in English: November 26, 1989; 10:30; the 1980s."""
    date, parts = mention.date, []
    if "weekday" in kinds and date.weekday is not None:
        parts.append(_WEEKDAYS[date.weekday - 1])
    if "hour" in kinds and date.hour is not None:
        parts.append(f"{date.hour}:{date.minute or 0:02}")
    if {"day", "month"} & {*kinds} and date.month is not None:
        parts.append(_MONTHS[date.month - 1] + (f" {date.day}" if date.day is not None else ""))
    elif "day" in kinds and date.day is not None:
        parts.append(f"the {_ordinal(date.day)}")
    if "year" in kinds and date.year is not None:
        parts.append(str(date.year))
    if "decade" in kinds and date.decade is not None:
        parts.append(f"the {date.decade}s")
    if "century" in kinds and date.century is not None:
        parts.append(f"the {_ordinal(date.century)} century")
    if "year_offset" in kinds and date.year_offset is not None:
        parts.append(_YEARS.get(date.year_offset, f"{-date.year_offset} years ago"))
    return ", ".join(parts)


def _ordinal(number: int) -> str:
    ending = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending}"


def _anchor(document: Document) -> datetime.date | None:
    """The day of the document, by its original's header or its own."""
    field = document.header.get("Date") if document.header else None
    original = document.original.get("date")
    for value in (original.value if original else "", field.value if field else ""):
        try:
            return datetime.date(*map(int, value.split("-")))
        except (TypeError, ValueError, OverflowError):
            continue
    return None
