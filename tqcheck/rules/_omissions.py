"""Runs of source paragraphs that the alignment leaves without translation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.document import Document, Segment
from tqcheck.finding import Hit
from tqcheck.languages.lengths import is_dense, length_model, size
from tqcheck.rules._places import after, numbered, related_segments

# A source segment of fewer letters than this, or what they would be in Chinese, is a line, not a
# paragraph: a signature, a sub-head, a photographer. Losing one is a loss of its own, smaller
# kind. Without a full stop the bound is higher: a signature with its office, of which the longest
# lost one of the archive in docs/benchmarks.md would give 49.
_LINE, _LINE_WITHOUT_STOP = 48, 90
# Letters of an alphabet that say as much as one Chinese character (languages/lengths.py).
_LETTERS = 3.8
_STOPS = "。！？.!?…”’\"'）)：:"


@dataclass(frozen=True, slots=True)
class Omission:
    """Source segments in a row without translation; `before` is the last target before them."""

    segments: tuple[Segment, ...]
    before: Segment | None
    is_ending: bool
    similarity: float | None


def omissions(document: Document) -> Iterator[Omission]:
    """The runs in order; none where there is no translation at all, which is `section-missing`."""
    if not any(bead.target for bead in document.alignment.beads):
        return
    beads = document.alignment.beads
    before: Segment | None = None
    run: list[Segment] = []
    best: list[float] = []
    for bead in beads:
        if bead.source and not bead.target:
            run += bead.source
            best += [] if bead.similarity is None else [bead.similarity]
            continue
        if run and bead.source:
            yield Omission(tuple(run), before, False, max(best, default=None))
            run, best = [], []
        if bead.target and not run:
            before = bead.target[-1]
    if run:
        yield Omission(tuple(run), before, True, max(best, default=None))


def hit(document: Document, omission: Omission, message: str) -> Hit:
    """The finding's content, anchored on the line after which the text is missing.

    In `message` a `{unit}` stands for what is missing, a paragraph or a line.
    """
    source, target = document.source.language, document.target.language
    found = sum(size(segment.text, source) for segment in omission.segments)
    model = length_model(source, target)
    expected = round(found * model.median) if model else None
    lexical = document.alignment.engine == "lexical"
    stopped = any(segment.text.endswith(tuple(_STOPS)) for segment in omission.segments)
    bound = _LINE if stopped else _LINE_WITHOUT_STOP
    is_line = found * (_LETTERS if is_dense(source) else 1) < bound
    place = after(omission.before, document)
    return Hit(
        span=place,
        message=message.format(unit="line" if is_line else "paragraph"),
        help=f"translate source {numbered(omission.segments)} after line {place.line}",
        text="" if omission.before is None else omission.before.text,
        related=related_segments(document, omission.segments),
        data={
            "paragraphs": [segment.number for segment in omission.segments],
            "similarity": None if omission.similarity is None else round(omission.similarity, 3),
            "expected_length": expected,
            "engine": document.alignment.engine,
        },
        severity="warning" if is_line or lexical else None,
        certainty="guess" if lexical else "likely",
    )
