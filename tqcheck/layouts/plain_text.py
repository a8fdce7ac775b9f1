"""Plain text as a document: each line a paragraph of the target, and no source."""

from __future__ import annotations

from tqcheck.document import TEXT, Document, DocumentRef, File, Section, Segment
from tqcheck.files.content import Content
from tqcheck.finding import Span


def read(ref: DocumentRef, target: Content, source: Content, settings: object = None) -> Document:
    """Read a text line by line, as sacrebleu does: lines end at LF, trailing spaces are ignored.

    Empty lines count, since each may be a segment without a translation.
    """
    lines = [line.rstrip() for line in target.text.split("\n")]
    if not lines[-1]:
        del lines[-1]
    segments = tuple(
        Segment(TEXT, line, Span(number, 1, number, len(line) + 1), number)
        for number, line in enumerate(lines, 1)
    )
    end = len(lines) + 1
    last = segments[-1].span if segments else Span(1, 1, 1, 1)
    file = File(target.path, tuple(lines), target.revision)
    whole = Span(1, 1, last.end_line, last.end_column)
    return Document(
        target=Section("target", ref.languages[1], segments, whole, file),
        source=Section("source", ref.languages[0], (), Span(end, 1, end, 1), file),
    )
