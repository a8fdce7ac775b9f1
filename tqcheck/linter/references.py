"""Which files are the references of a document, and reading them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from tqcheck.config import Config
from tqcheck.document import ArchiveDocument, Document, Version
from tqcheck.files.content import Content, read_text
from tqcheck.linter.documents import read, ref_of
from tqcheck.linter.session import Session


def configured(path: str, config: Config) -> list[str]:
    """The existing reference files of a document, by the patterns of the configuration."""
    relative = os.path.relpath(path, config.root).replace(os.sep, "/")
    if relative.startswith("../"):
        return []
    places = (pattern.replace("{path}", relative) for pattern in config.references)
    files = [os.path.relpath(os.path.join(config.root, place)) for place in places]
    # A link that must not be followed is refused when it is read, whether or not it leads anywhere.
    return [file.replace(os.sep, "/") for file in files if os.path.lexists(file)]


def in_folder(path: str, folder: str, below: Sequence[str]) -> str | None:
    """The file of `folder` that corresponds to the document at `path`; None if there is none.

    It has the same path as the document has below one of the folders `below`, else the document's
    whole path, else its name.
    """
    inside = (os.path.relpath(path, root) for root in below)
    places = [place for place in inside if not place.startswith("..")]
    if not os.path.isabs(path) and not path.startswith(".."):
        places.append(path)
    for place in [*places, os.path.basename(path)]:
        candidate = os.path.join(folder, place)
        if os.path.isfile(candidate):
            return os.path.normpath(candidate).replace(os.sep, "/")
    return None


def read_version(path: str, session: Session, *, plain: bool = False) -> Version:
    """The paragraphs of a reference; raises FileError if it cannot be read."""
    return read_either(Content(path, read_text(path, session.roots)), session, plain=plain).version


def read_either(content: Content, session: Session, *, plain: bool) -> Document:
    """Read a document of the archive layout, else plain text.

    A `.txt` is plain text, and so is a file with neither a header nor the marks before an original.
    """
    ref = ref_of(content.path, session.config)
    if not plain and not content.path.lower().endswith(".txt"):
        document = read(ref, session, [content])
        if document.fields or (has_separator(document) and has_marker(document)):
            return document
    return read(replace(ref, layout="plain_text"), session, [content])


def has_separator(document: Document) -> bool:
    """Whether a line separates the translation from the original."""
    return isinstance(document, ArchiveDocument) and document.separator is not None


def has_marker(document: Document) -> bool:
    """Whether a line marks the beginning of the original."""
    return isinstance(document, ArchiveDocument) and document.marker is not None
