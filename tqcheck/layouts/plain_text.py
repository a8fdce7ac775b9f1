"""Plain text as a document: each line a paragraph of the target, and no source."""

from __future__ import annotations

from tqcheck.document import TEXT, Document, Section, Segment
from tqcheck.finding import Span
from tqcheck.layouts.settings import ArchiveSettings


def read(text: str, path: str, settings: ArchiveSettings) -> Document:
    """Read a text line by line, as sacrebleu does: lines end at LF, blanks at their ends are none.

    Empty lines count, since they may stand for a segment that has no translation.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    if not lines[-1]:
        del lines[-1]
    segments = tuple(
        Segment(TEXT, line, Span(number, 1, number, len(line) + 1), number)
        for number, line in enumerate(lines, 1)
    )
    end = len(lines) + 1
    last = segments[-1].span if segments else Span(1, 1, 1, 1)
    return Document(
        path=path,
        lines=tuple(lines),
        settings=settings,
        header=None,
        target=Section(
            "target", settings.target_language, segments, Span(1, 1, last.end_line, last.end_column)
        ),
        source=Section("source", settings.source_language, (), Span(end, 1, end, 1)),
        original={},
        glossary=(),
        separator=None,
        marker=None,
    )
