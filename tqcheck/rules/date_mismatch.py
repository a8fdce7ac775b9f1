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
from tqcheck.finding import Hit
from tqcheck.matching.date_index import is_expressed
from tqcheck.matching.date_values import KINDS, Mention, agree, said, same
from tqcheck.matching.dates import DatesOfBead, Fact, compared, is_written
from tqcheck.matching.evidence import related_segments

SEVERITY = "warning"


def check(document: Document) -> Iterator[Hit]:
    """Report dates that contradict the source, and days and hours that are missing."""
    if not document.source.segments or not document.is_translated:
        return  # Its months and weekdays are those of another language.
    anchor = _anchor(document)
    for dates in compared(document, anchor):
        yield from _judge(document, dates, anchor)


def _judge(document: Document, dates: DatesOfBead, anchor: datetime.date | None) -> Iterator[Hit]:
    """The findings of one bead; a value that is wrong in one place is not reported in another."""
    missing, extra = _by_mention(dates.missing), _by_mention(dates.extra)
    reported: set[tuple[str, int | None]] = set()
    for target, kinds in extra.items():
        source = _contradicted(target, kinds, missing) or _repeated(target, kinds, dates, anchor)
        wrong = [] if source is None else _differing(source, target, kinds)
        if source is None and anchor is not None and "month" in kinds:
            source, wrong = _far_from(anchor, target, document, dates), ["month"]
        if source is None or all((kind, target.fact(kind)) in reported for kind in wrong):
            continue
        reported |= {(kind, m.fact(kind)) for kind in wrong for m in (source, target)}
        missing.pop(source, None)
        yield _changed(document, source, target, wrong, anchor)
    for source, lost in missing.items():
        for kind in ("day", "hour"):
            if kind in lost and (kind, source.fact(kind)) not in reported:
                reported.add((kind, source.fact(kind)))
                yield from _omitted(document, dates, source, kind, anchor)


def _by_mention(facts: list[Fact]) -> dict[Mention, list[str]]:
    """The kinds by mention, without the names of holidays."""
    found: dict[Mention, list[str]] = {}
    for mention, kind in facts:
        if not mention.date.named:
            found.setdefault(mention, []).append(kind)
    return found


def _differing(source: Mention, target: Mention, kinds: list[str]) -> list[str]:
    """The kinds of which both say something, and not the same."""
    return [
        kind
        for kind in kinds
        for x, y in [(source.fact(kind), target.fact(kind))]
        if x is not None and y is not None and not same(kind, x, y)
    ]


def _common(source: Mention, target: Mention) -> int:
    facts = [(kind, source.fact(kind), target.fact(kind)) for kind in KINDS]
    return sum(x is not None and y is not None and same(kind, x, y) for kind, x, y in facts)


def _contradicted(
    target: Mention, kinds: list[str], missing: dict[Mention, list[str]]
) -> Mention | None:
    """The date of the source that is missing where this one is too many, the likest one."""
    contradicted = [
        source
        for source, lost in missing.items()
        if any(kind in lost for kind in _differing(source, target, kinds))
    ]
    return min(
        contradicted,
        key=lambda source: (source.link != target.link, -_common(source, target)),
        default=None,
    )


def _repeated(
    target: Mention, kinds: list[str], dates: DatesOfBead, anchor: datetime.date | None
) -> Mention | None:
    """The date of the source that the translation has twice, and here with another value."""
    for source in dates.source:
        for kind in _differing(source, target, kinds) if source.date.certain else ():
            # A comparison with last year may name this year beside it.
            if kind == "year_offset":
                continue
            value = target.fact(kind)
            if kind != "year" and not target.date.certain:
                continue
            alone = sum(target.fact(k) is not None for k in KINDS) == 1
            if not (alone or _common(source, target)) or is_written(value or 0, dates.source_words):
                continue
            if kind != "year" or anchor is None or value != anchor.year:
                return source
    return None


def _far_from(
    anchor: datetime.date, target: Mention, document: Document, dates: DatesOfBead
) -> Mention | None:
    """The day of the source that the translation puts into a month far from the document's."""
    month, day = target.date.month or anchor.month, target.date.day or anchor.day
    # The 28th in a text of the 3rd is of that month or the one before; the 2nd in one of the 30th
    # is of that month or the next.
    if (month - anchor.month) % 12 in (0, 11 if day > anchor.day else 1):
        return None
    return next(
        (
            source
            for source in dates.source
            if source.date.day is not None
            and source.date.day == target.date.day
            and source.date.month is None
            and source.date.month_offset is None
        ),
        None,
    )


def _changed(
    document: Document,
    source: Mention,
    target: Mention,
    wrong: list[str],
    anchor: datetime.date | None,
) -> Hit:
    expected = said(source.date, wrong)
    message = f"{_quoted(source, expected)} is {target.date.text} in the translation"
    help_ = f"write {expected}" if expected else f"look for the date of {source.date.text}"
    if not expected and anchor is not None:
        message += f", but the document is dated {anchor.isoformat()}"
        help_ = "write the month of that day, or the day alone"
    return Hit(
        span=target.span,
        message=message,
        help=help_,
        text=target.date.text,
        related=related_segments(document, [source.segment]),
        data={"expected": source.date.text, "found": target.date.text, "kinds": list(wrong)},
    )


def _omitted(
    document: Document, dates: DatesOfBead, source: Mention, kind: str, anchor: datetime.date | None
) -> Iterator[Hit]:
    """A day or an hour that is neither here nor in a paragraph beside, nor there as a number."""
    links = dates.bead.sentences
    sentences = links[source.link].target if links else ()
    value = (source.date.day if kind == "day" else source.date.hour) or 0
    if (
        not source.date.certain
        or is_expressed(source, kind, dates.around_index, anchor)
        or is_written(value, dates.target_words)
        # A sentence that is gone is `omitted-sentence`.
        or (links and not sentences)
    ):
        return
    span = dates.bead.target[0].span
    if sentences:
        first, last = sentences[0].span, sentences[-1].span
        span = first.to(last)
    if source.in_dateline:
        # One that is there and has lost its hour has lost a part of what it says.
        day = next((m for m in (*dates.target, *dates.around) if _is_day_of(m, source)), None)
        if kind != "hour" or day is None:
            return
        span = day.span
    expected = said(source.date, [kind])
    yield Hit(
        span=span,
        message=f"{_quoted(source, expected)} is missing from the translation",
        help=f"add {expected}",
        text=sentences[0].text if sentences else dates.bead.target[0].text,
        related=related_segments(document, [source.segment]),
        data={"expected": source.date.text, "found": None, "kinds": [kind]},
        certainty="likely",
    )


def _is_day_of(target: Mention, source: Mention) -> bool:
    day = target.date.day
    return day is not None and day == source.date.day and agree(target, source)


def _quoted(mention: Mention, meaning: str) -> str:
    return f"{mention.date.text} ({meaning})" if meaning else mention.date.text


def _anchor(document: Document) -> datetime.date | None:
    """The day of the document, by its original's header or its own."""
    field = document.field("Date")
    original = document.source_header.get("date")
    for value in (original.value if original else "", field.value if field else ""):
        try:
            return datetime.date(*map(int, value.split("-")))
        except (TypeError, ValueError, OverflowError):
            continue
    return None
