"""A layout of two files a document, for tests: translation and original, a paragraph a line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from tqcheck.document import TEXT, Document, DocumentRef, File, Section, Segment
from tqcheck.files.content import Content
from tqcheck.finding import Span, line_span
from tqcheck.layouts import comments_in, file_of
from tqcheck.layouts.frame import classify

NAME = "two_files"


def read(ref: DocumentRef, target: Content, source: Content, settings: object) -> Document:
    """Read both files; lines that are blank, or a comment to tqcheck, are not paragraphs."""
    translation, original = file_of(target), file_of(source)
    sides = classify(None, {}, _segments(translation), _segments(original), ref.languages)
    return Document(
        target=_section("target", ref.languages[1], sides[0], translation),
        source=_section("source", ref.languages[0], sides[1], original),
        comments=comments_in(translation),
    )


def _segments(file: File) -> list[Segment]:
    aside = {comment.span.line - 1 for comment in comments_in(file)}
    written = (i for i, line in enumerate(file.lines) if line.strip() and i not in aside)
    return [Segment(TEXT, file.lines[i].strip(), line_span(file.lines, i), 0) for i in written]


def _section(side: str, language: str, segments: Sequence[Segment], file: File) -> Section:
    numbers = count(1)
    numbered = tuple(replace(s, number=next(numbers)) if s.kind == TEXT else s for s in segments)
    span = segments[0].span.to(segments[-1].span) if segments else Span.at(1)
    return Section(side, language, numbered, span, file)


# Layouts are found by name in their package, which this one is not a part of.
sys.modules[f"tqcheck.layouts.{NAME}"] = sys.modules[__name__]
