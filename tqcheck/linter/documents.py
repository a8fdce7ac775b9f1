"""From paths to documents: which files and languages a document has, and reading it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace

from tqcheck.config import Config
from tqcheck.document import Document, DocumentRef
from tqcheck.files.content import Content, read_text
from tqcheck.layouts import reader
from tqcheck.layouts.recognition import is_translation
from tqcheck.linter.session import Session

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.beads import Alignment


def ref_of(path: str, config: Config) -> DocumentRef:
    """The document whose translation is at `path`."""
    return DocumentRef(path, path, (config.source_language, config.target_language))


def read(ref: DocumentRef, session: Session, contents: Iterable[Content] = ()) -> Document:
    """Read a document, and attach what the session has for its rules.

    `contents` are used instead of what is in these files: the text in an editor, standard input,
    an earlier version.
    Raises TqcheckError for a file that cannot be read, naming line and remedy.
    """
    given = {content.path: content for content in contents}
    target, source = (
        given[path] if path in given else Content(path, read_text(path, session.roots))
        for path in (ref.target, ref.source)
    )
    # A layout's settings are the configuration's field of its name.
    settings = getattr(session.config, ref.layout, None)
    return replace(
        reader(ref.layout)(ref, target, source, settings),
        glossary=session.glossary,
        occurrences=session.occurrences,
        aligner=_Aligner(session),
    )


def is_document(document: Document, config: Config) -> bool:
    """Whether what was read is a translation document, or is one because `paths` names the file."""
    return is_translation(document) or _is_named(document.path, config)


def _is_named(path: str, config: Config) -> bool:
    absolute = os.path.abspath(path)
    return any(absolute == os.path.abspath(os.path.join(config.root, p)) for p in config.paths)


class _Aligner:
    """Aligns with a session's settings; numpy is loaded by the first document that asks."""

    def __init__(self, session: Session) -> None:
        self._settings = session.config.alignment

    def __call__(self, document: Document) -> Alignment:
        from tqcheck.alignment.documents import align_document

        return align_document(document, self._settings)
