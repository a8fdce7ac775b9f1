"""Documents that a change takes away from the check, though their text is still there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tqcheck.config import Config
from tqcheck.document import DocumentRef
from tqcheck.errors import FileError
from tqcheck.files.content import Content, decode
from tqcheck.files.git import changed, renamed
from tqcheck.files.git.tree import Blob
from tqcheck.files.paths import as_displayed
from tqcheck.files.roots import checkout_of
from tqcheck.linter.changes import OPTION
from tqcheck.linter.discovery import NEVER, is_checked
from tqcheck.linter.documents import is_document, read, ref_of
from tqcheck.linter.session import Session

# The changed files with what they were before, None for new ones.
Before = Mapping[str, Blob | None]


def places(paths: Sequence[str], config: Config) -> list[str]:
    """The files and folders of a run: those that are named, else the configured ones."""
    return list(paths) or [os.path.join(config.root, path) for path in config.paths]


def moved_away(
    refs: Sequence[DocumentRef], paths: Sequence[str], session: Session, revision: str
) -> Iterator[str]:
    """A phrase for each document that was moved to where, or is now called what, is not checked.

    Raises TqcheckError as `tqcheck.files.git.renamed` does.
    """
    top = checkout_of(".")
    if top is None:
        return
    now = {os.path.realpath(ref.target) for ref in refs}
    inside = tuple(map(os.path.realpath, places(paths, session.config)))
    config = replace(session.config, paths=inside)
    away = {
        new: old
        for new, old in renamed(".", revision, OPTION).items()
        if new not in now and is_checked(old, config) and not _is_passed_over(old, top)
    }
    for new, blob in changed(list(away), revision, OPTION).items():
        was, called = as_displayed(away[new]), as_displayed(new)
        if blob is not None and _was_document(ref_of(was, session.config), blob, session):
            yield f"{was} (it is {called} now, which is not checked)"


def no_longer(refs: Sequence[DocumentRef], before: Before, session: Session) -> Iterator[str]:
    """A phrase for each file that was a translation document and has become another file."""
    for ref in refs:
        blob = before.get(ref.target)
        if blob is None or not _was_document(ref, blob, session):
            continue
        try:
            is_one = is_document(read(ref, session), session.config)
        except FileError:  # It is reported as not judged.
            continue
        if not is_one:
            yield f"{ref.target} (not a translation document any more)"


def _was_document(ref: DocumentRef, blob: Blob, session: Session) -> bool:
    try:
        content = Content(ref.target, decode(blob.content, ref.target))
    except FileError:
        return False
    return is_document(read(ref, session, [content]), session.config)


def _is_passed_over(path: str, top: str) -> bool:
    """Whether a file is in a folder that no run looks into."""
    folders = os.path.relpath(path, top).split(os.sep)[:-1]
    return any(name.startswith(".") or name in NEVER for name in folders)
