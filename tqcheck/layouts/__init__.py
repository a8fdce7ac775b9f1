"""Layouts turn the texts of a document's files into a `Document`: one module for each layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module

from tqcheck.document import Comment, Document, DocumentRef, File
from tqcheck.files.content import Content, split_lines
from tqcheck.finding import Span

# A comment to tqcheck; on a line of its own, it is not part of the text.
_COMMENT = r"(?i)<!--\s*tqcheck\s*:(.*?)-->"

# Reads a document from the content of its files (target, source) and the layout's settings.
Reader = Callable[[DocumentRef, Content, Content, object], Document]


def reader(layout: str) -> Reader:
    """The `read` of the module of this folder with that name."""
    read: Reader = import_module(f"{__name__}.{layout}").read
    return read


def file_of(content: Content) -> File:
    """The file with its lines."""
    return File(content.path, tuple(split_lines(content.text)), content.revision)


def comments_in(file: File) -> tuple[Comment, ...]:
    """The comments to tqcheck in a file, in order."""
    return tuple(_comments(file))


def _comments(file: File) -> Iterator[Comment]:
    for number, line in enumerate(file.lines, 1):
        # Nothing after the last end is read: each beginning there would be read to the end.
        closed = line.rfind("-->") + 3 if "<!--" in line else 0
        for match in re.finditer(_COMMENT, line[:closed]):
            span = Span(number, match.start() + 1, number, match.end() + 1)
            yield Comment(match[1].strip(), span, match[0] == line.strip())
