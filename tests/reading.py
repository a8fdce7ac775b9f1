"""Documents and results of a text that is in no file."""

from __future__ import annotations

from tqcheck.config import Config
from tqcheck.document import ArchiveDocument
from tqcheck.files.content import Content
from tqcheck.linter import check_text as check_text_in
from tqcheck.linter.documents import read, ref_of
from tqcheck.linter.results import Result
from tqcheck.linter.session import Session


def read_text(text: str, path: str = "a.md", config: Config | None = None) -> ArchiveDocument:
    """The document of the archive layout that a text is."""
    session = Session(config or Config())
    document = read(ref_of(path, session.config), session, [Content(path, text)])
    assert isinstance(document, ArchiveDocument)
    return document


def check_text(text: str, path: str, config: Config) -> Result:
    """What comes of a text under a configuration."""
    return check_text_in(text, path, Session(config))
