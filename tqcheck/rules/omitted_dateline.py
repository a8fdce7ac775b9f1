"""The dateline or credit of the source is lost, changed or invented.

新华社北京３月５日电 and 本报讯 say who reports, from where and when. A translation that drops them,
or credits the report to another agency, does not record what was printed. Agency, place, day and
reporters are each looked for at the head of the text, at the head of each paragraph that has a
dateline, and in the credit at the end.

Not reported: other styles ("Hangzhou, Nov. 26 (People's Daily) —"), a missing hour, reporters whom
the header names, credits moved to the head, agencies cited inside the text, and the spelling of
names and of foreign places. Only translations from Chinese into English are read.

Bad:
    zh: 新华社杭州十一日电　横渡清江的新渡船昨天首次试航。
    en: The new ferry across the Qing River made its first crossing yesterday.

Good:
    zh: 新华社杭州十一日电　横渡清江的新渡船昨天首次试航。
    en: Hangzhou, March 11 (Xinhua) — The new ferry across the Qing River first sailed yesterday.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.document import Document, Segment
from tqcheck.finding import Hit, Related, Replacement, Span
from tqcheck.matching.datelines.found import Source, Target, Translation, is_read, sources
from tqcheck.matching.datelines.mentions import is_person_named
from tqcheck.matching.datelines.parts import Comparison, compare, composed, invented, is_credit_kept
from tqcheck.matching.evidence import after
from tqcheck.recognisers.datelines import agencies
from tqcheck.recognisers.datelines.dateline import Dateline
from tqcheck.wording import listed

SEVERITY = "warning"
FIXES = ("unsafe",)


def check(document: Document) -> Iterator[Hit]:
    """Compare each dateline and credit of the source with its counterpart."""
    if not is_read(document):
        return
    known = list(sources(document))
    translation = Translation(document)
    reported: set[Span] = set()
    for source in known:
        target = translation.beside(source)
        # What was copied into the translation is `source-remnant`.
        if target is None or source.dateline.text in document.target.text:
            continue
        if not source.is_head:
            if not is_credit_kept(document, source.dateline, target):
                yield _credit_lost(document, translation, source, target)
            continue
        comparison = compare(document, known, source, target)
        if comparison is None:
            yield _dateline_lost(document, source, target)
        elif comparison.missing or comparison.changed:
            hit = _changed(document, source, target, comparison)
            reported.add(hit.span)
            yield hit
    for line, segment in translation.lines:
        span = _within(segment, line.start, line.end)
        message = "" if span in reported else invented(document, translation, known, line, segment)
        if message:
            yield Hit(
                span=span,
                message=message,
                help="remove what the source does not have",
                text=line.text,
                related=tuple(_related(document, s) for s in known if not s.is_head),
                data={"parts": ["invented"], "found": line.text},
            )


def _dateline_lost(document: Document, source: Source, target: Target) -> Hit:
    first, dateline = target.segments[0], source.dateline
    at = Span.at(first.span.line, first.span.column)
    line = composed(document, dateline)
    return Hit(
        span=at,
        message=f"the dateline {_on_one_line(dateline)} has no translation",
        help=f"begin with `{line}`" if line else "say who reports, from where and when",
        text=first.text,
        related=(_related(document, source),),
        data={"parts": ["dateline"], "expected": dateline.text},
        edits=(Replacement(at, f"{line} "),) if line else (),
    )


def _credit_lost(
    document: Document, translation: Translation, source: Source, target: Target
) -> Hit:
    dateline, last = source.dateline, translation.last(source)
    place = after(last, document)
    named = dateline.reporters and all(
        is_person_named(document, name, target.around) for name in dateline.reporters
    )
    bare = not (dateline.reporters or dateline.place or dateline.day)
    line = (
        f"({agencies.NAMES[dateline.agency]})" if bare and dateline.agency in agencies.NAMES else ""
    )
    end = Span.at(last.span.end_line, last.span.end_column)
    credit = f"the credit {_on_one_line(dateline)}"
    return Hit(
        span=place,
        message=f"the translation of {credit} lacks the agency {dateline.agency_text}"
        if named
        else f"{credit} has no translation",
        help=f"add `{line}` to line {place.line}" if line else f"add it after line {place.line}",
        text=last.text,
        related=(_related(document, source),),
        data={"parts": ["credit"], "expected": dateline.text},
        edits=(Replacement(end, f" {line}"),) if line else (),
    )


def _changed(document: Document, source: Source, target: Target, comparison: Comparison) -> Hit:
    dateline, missing = source.dateline, list(comparison.missing.values())
    line, segment = comparison.line or next(iter(target.lines), (None, target.segments[0]))
    text = line.text if line else segment.text
    said = list(comparison.changed.values())
    if missing:
        said.append(f"lacks {listed(missing)}")
    edits: tuple[Replacement, ...] = ()
    if comparison.line and line:
        start = line.start + line.text.index(line.agency_text)
        place = _within(segment, start, start + len(line.agency_text))
        edits = (Replacement(place, agencies.NAMES[dateline.agency]),)
    return Hit(
        span=_within(segment, line.start, line.end) if line else segment.span,
        message=f"the translation of the dateline {_on_one_line(dateline)} {' and '.join(said)}",
        help="write what the dateline of the source says",
        text=text,
        related=(_related(document, source),),
        data={
            "parts": [*comparison.changed, *comparison.missing],
            "found": text,
            "expected": dateline.text,
        },
        edits=edits,
    )


def _on_one_line(dateline: Dateline) -> str:
    return " ".join(dateline.text.split())


def _within(segment: Segment, start: int, end: int) -> Span:
    return segment.span.part(start, end)


def _related(document: Document, source: Source) -> Related:
    span = _within(source.own, source.dateline.start, source.dateline.end)
    kind = "dateline" if source.is_head else "credit"
    path = document.source.file.path
    return Related.of(path, span, f"{kind} of the source", source.dateline.text)
