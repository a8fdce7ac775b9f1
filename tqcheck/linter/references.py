"""Which files are the references of a document, and reading them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from tqcheck.config import Config
from tqcheck.document import Document, Version
from tqcheck.files.content import read_text
from tqcheck.layouts import archive
from tqcheck.layouts import plain_text as lines
from tqcheck.layouts.settings import ArchiveSettings
from tqcheck.scoring.pairing import version


def referenced(document: Document, config: Config) -> Document:
    """The document with the references that the configuration's patterns lead to.

    Raises TqcheckError for one that cannot be read; where there is none, nothing is added.
    """
    paths = configured(document.path, config)
    return replace(document, references=tuple(read_version(path, config.layout) for path in paths))


def configured(path: str, config: Config) -> list[str]:
    """The reference files of a document by the patterns of the configuration, those there are."""
    relative = os.path.relpath(path, config.root).replace(os.sep, "/")
    if relative.startswith("../"):
        return []
    places = (pattern.replace("{path}", relative) for pattern in config.references)
    found = [os.path.relpath(os.path.join(config.root, place)) for place in places]
    return [place.replace(os.sep, "/") for place in found if os.path.isfile(place)]


def in_folder(path: str, folder: str, below: Sequence[str]) -> str | None:
    """The file of `folder` that stands where `path` does, None where there is none.

    It has the document's path below one of the folders `below`, else its whole path, else its
    name.
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


def read_version(path: str, layout: ArchiveSettings, *, plain: bool = False) -> Version:
    """The paragraphs of a reference; raises TqcheckError where it cannot be read."""
    return version(read_document(read_text(path), path, layout, plain=plain))


def read_document(text: str, path: str, layout: ArchiveSettings, *, plain: bool) -> Document:
    """A document of the archive layout, else plain text, line by line.

    What has neither a header nor the marks before its original is plain text, and so is a `.txt`.
    """
    if not plain and not path.lower().endswith(".txt"):
        document = archive.read(text, path, layout)
        if document.header is not None or (document.separator and document.marker):
            return document
    return lines.read(text, path, layout)
