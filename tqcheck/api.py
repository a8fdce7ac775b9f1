"""The library: check documents from Python and get findings as objects."""

from __future__ import annotations

import os
from collections.abc import Iterable

from tqcheck.config import Config
from tqcheck.config.location import current, find
from tqcheck.errors import TqcheckError
from tqcheck.finding import Finding
from tqcheck.linter import check_text, run
from tqcheck.linter.discovery import discover, nothing_to_check
from tqcheck.linter.results import Result
from tqcheck.linter.session import Session

# The path in the findings of a document that is given as text.
TEXT = "<text>"


def check(
    path_or_text: str | os.PathLike[str], config: Config | str | os.PathLike[str] | None = None
) -> list[Finding]:
    """Check a file, a folder, or a document given as text (a string with a line break).

    `config` is a `Config` or the path of a configuration file. Without it, the nearest file upward
    of the working directory is used, as on the command line. An encoder is used if a `Config` made
    in Python names it; one that a file names has to be in the environment, as TQCHECK_ENCODER. A
    file that is not a translation document has no findings; a text is judged as one whatever is in
    it.
    Raises TqcheckError for what cannot be read, and if there is nothing to check.
    """
    session = Session(resolve(config))
    if isinstance(path_or_text, str) and "\n" in path_or_text:
        return list(check_text(path_or_text, TEXT, session, anyway=True).findings)
    return [f for result in results([path_or_text], session) for f in result.findings]


def results(paths: Iterable[str | os.PathLike[str]], session: Session) -> list[Result]:
    """Check files and folders; raises TqcheckError as `check` does."""
    named = [os.fspath(path) for path in paths]
    session = session.with_named(named)
    discovered = discover(named, session.config)
    for trouble in discovered.troubles:
        raise trouble
    documents, others = [], []
    for result in run((ref, session) for ref in discovered.refs):
        if result.trouble:
            raise result.trouble
        if result.is_document:
            documents.append(result)
        else:
            others.append(result.path)
    if not documents:
        raise TqcheckError(nothing_to_check(named, session.config, others))
    return documents


def resolve(config: Config | str | os.PathLike[str] | None) -> Config:
    """The configuration itself, the file named, or the nearest file upward; else the defaults."""
    if isinstance(config, Config):
        return config
    return current(config if config is not None else find("."))
