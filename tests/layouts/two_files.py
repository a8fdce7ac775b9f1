"""A layout of two files a document, for tests: translation and original, a paragraph a line."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from tqcheck.document import TEXT, Comment, Document, DocumentRef, File, Section, Segment
from tqcheck.files.content import Content
from tqcheck.finding import Span, line_span
from tqcheck.layouts import file_of
from tqcheck.layouts.frame import classify

NAME = "two_files"
_COMMENT = re.compile(r"\s*<!-- tqcheck: (.*?) -->\s*")


def read(ref: DocumentRef, target: Content, source: Content, settings: object) -> Document:
    """Read both files; lines that are blank, or a comment to tqcheck, are not paragraphs."""
    translation, original = file_of(target), file_of(source)
    sides = classify(None, {}, _segments(translation), _segments(original), ref.languages)
    return Document(
        target=_section("target", ref.languages[1], sides[0], translation),
        source=_section("source", ref.languages[0], sides[1], original),
        comments=tuple(_comments(translation.lines)),
    )


def _segments(file: File) -> list[Segment]:
    written = (i for i, line in enumerate(file.lines) if line.strip() and not _is_comment(line))
    return [Segment(TEXT, file.lines[i].strip(), line_span(file.lines, i), 0) for i in written]


def _section(side: str, language: str, segments: Sequence[Segment], file: File) -> Section:
    numbers = count(1)
    numbered = tuple(replace(s, number=next(numbers)) if s.kind == TEXT else s for s in segments)
    span = segments[0].span.to(segments[-1].span) if segments else Span.at(1)
    return Section(side, language, numbered, span, file)


def _comments(lines: Sequence[str]) -> Iterator[Comment]:
    for number, line in enumerate(lines):
        if match := _COMMENT.fullmatch(line):
            yield Comment(match[1], line_span(lines, number), True)


def _is_comment(line: str) -> bool:
    return _COMMENT.fullmatch(line) is not None


# Layouts are found by name in their package, which this one is not a part of.
sys.modules[f"tqcheck.layouts.{NAME}"] = sys.modules[__name__]
