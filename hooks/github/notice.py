"""What the author of a pull request must not change unseen: how the pull request is judged."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from tqcheck.cli.arguments import parser_of
from tqcheck.cli.overrides import overrides
from tqcheck.errors import TqcheckError
from tqcheck.escaping import escape
from tqcheck.files.roots import checkout_of
from tqcheck.linter.gate import changes
from tqcheck.reports.summary import as_text


def notice(arguments: Sequence[str]) -> str:
    """What to say of a run with these arguments; "" if there is nothing to say.

    The base of the pull request is in `TQCHECK_BASE`; in `TQCHECK_BASE_UNKNOWN` is why it is not
    known, if this is a pull request.
    """
    unknown = os.environ.get("TQCHECK_BASE_UNKNOWN", "")
    base = os.environ.get("TQCHECK_BASE") or _named(unknown)
    if base:
        try:
            found = _changes(arguments, base)
        except TqcheckError as error:
            unknown = str(error)
        except Exception as error:  # Whatever it is, a pull request may have caused it.
            unknown = f"{type(error).__name__}: {error}"
        else:
            return f"this pull request changes what is checked: {'; '.join(found)}" if found else ""
    if not unknown:
        return ""
    return f"it is not known whether this pull request changes what is checked: {escape(unknown)}"


def in_markdown(message: str) -> str:
    """The message as a paragraph of the job summary, in bold."""
    return f"**⚠️ tqcheck: {as_text(message)}**\n\n"


def _named(unknown: str) -> str:
    """The revision that the workflow names, for a pull request whose base is not known."""
    named = os.environ.get("TQCHECK_CHANGED_FROM", "")
    return named if unknown and named != "auto" else ""


def _changes(arguments: Sequence[str], base: str) -> list[str]:
    """As `changes`, with the configuration that the run will have."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        try:
            options = parser_of("check", "").parse_args(list(arguments))
        except SystemExit:  # The run itself will say what is wrong with the arguments.
            return []
        config = overrides(options)
    found = changes(
        config,
        options.paths,
        base,
        folder=_folder(),
        is_searched=not (options.config or options.isolated),
        is_whole=options.changed_from is None,
    )
    return [escape(phrase) for phrase in found]


def _folder() -> str:
    """The working directory as the workflow names it, perhaps through links."""
    workspace = os.environ.get("GITHUB_WORKSPACE") or checkout_of(".") or "."
    return str(Path(workspace, os.environ.get("TQCHECK_WORKING_DIRECTORY", "")))
