"""Brackets or quotation marks of the translation that have no partner.

A bracket that is opened and never closed makes the reader look for its end, and often shows where a
translation was cut. Quotation marks of one kind may close those of another. Only an odd number of
them is reported, and a `“` that is used to close a quotation.

Not reported:

- what the original leaves open at the same place;
- a quotation of several paragraphs, each of which opens it and only the last of which closes it;
- the numbers of items (`1)`, `a)`), and feet and inches;
- single quotation marks, most of which are apostrophes.

Bad:
    zh: 新渡船（临河制造）昨天首次横渡清江。
    en: The new ferry (built in Linhe crossed the Qing River for the first time yesterday.

    en: The boatman said: “The new ferry is fast.”
    fr: Le batelier a dit : « Le nouveau bac est rapide.

Good:
    zh: 新渡船（临河制造）昨天首次横渡清江。
    en: The new ferry (built in Linhe) crossed the Qing River for the first time yesterday.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.detectors.unpaired import opens, reversed_quotes, unpaired
from tqcheck.document import Document, Segment
from tqcheck.finding import Hit, Replacement, Span
from tqcheck.matching.evidence import related_segments
from tqcheck.text.lengths import is_dense

SEVERITY = "warning"
FIXES = ("unsafe",)


def check(document: Document) -> Iterator[Hit]:
    """Report each bracket and the last quotation mark of a segment that has no partner."""
    source, target = document.source.language, document.target.language
    segments = [s for s in document.target.segments if not document.is_left_in_source(s)]
    left = [unpaired(segment.text, is_dense(target)) for segment in segments]
    continued = _continued(segments, left)
    partners = {t.span: bead.source for bead in document.alignment.beads for t in bead.target}
    for segment, positions in zip(segments, left, strict=True):
        sources = partners.get(segment.span, ())
        if not any(reversed_quotes(s.text, is_dense(source)) for s in sources):
            yield from _reversed(document, segment, reversed_quotes(segment.text, is_dense(target)))
        if not positions or any(unpaired(s.text, is_dense(source)) for s in sources):
            continue
        for position in positions:
            place = segment.span.part(position, position + 1)
            if place in continued:
                continue
            sign = segment.text[position]
            opening = sign in "([{（［｛【〔《〈" or opens(segment.text, position)
            yield Hit(
                span=place,
                message=f"`{sign}` is never {'closed' if opening else 'opened'}",
                help=f"{'close' if opening else 'open'} it, or take it out",
                text=segment.text[max(0, position - 30) : position + 30],
                related=related_segments(document, sources),
                data={"sign": sign},
            )


def _reversed(document: Document, segment: Segment, positions: list[int]) -> Iterator[Hit]:
    for position in positions:
        place = segment.span.part(position, position + 1)
        yield Hit(
            span=place,
            message="`“` where a quotation closes",
            help="write `”`",
            text=segment.text[max(0, position - 30) : position + 30],
            data={"sign": "“"},
            edits=(Replacement(place, "”"),),
        )


def _continued(segments: list[Segment], left: list[list[int]]) -> set[Span]:
    """Quotation marks left open where the next paragraphs go on with the quotation.

    It is closed in a later paragraph, each paragraph up to there opening it again, as English has
    it, or not, as Chinese has it.
    """
    found: set[Span] = set()
    opened: list[Span] = []
    for segment, positions in zip(segments, left, strict=True):
        for position in positions:
            place = segment.span.part(position, position + 1)
            if segment.text[position] not in '“”"„‟「」『』«»':
                continue
            if opened and position == 0 and segment.text[0] in "«»":
                # It goes on as French has it, or closes at last.
                found |= {*opened, place}
                opened.append(place)
            elif opens(segment.text, position):
                if opened and position:
                    opened = []  # A new quotation: the one before it stays open.
                opened.append(place)
            elif opened:
                found |= {*opened, place}
                opened = []
    return found
