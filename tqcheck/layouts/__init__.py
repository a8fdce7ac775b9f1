"""Layouts turn the texts of a document's files into a `Document`: one module for each layout."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from tqcheck.document import Document, DocumentRef, File
from tqcheck.files.content import Content, split_lines

# Reads a document from the content of its files (target, source) and the layout's settings.
Reader = Callable[[DocumentRef, Content, Content, object], Document]


def reader(layout: str) -> Reader:
    """The `read` of the module of this folder with that name."""
    read: Reader = import_module(f"{__name__}.{layout}").read
    return read


def file_of(content: Content) -> File:
    """The file with its lines."""
    return File(content.path, tuple(split_lines(content.text)), content.revision)
