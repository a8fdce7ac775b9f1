"""Which configuration file is used: the nearest one upward, or the one that is named."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace

from tqcheck.config import Allowed, Config
from tqcheck.errors import FileError
from tqcheck.files.paths import as_displayed
from tqcheck.files.roots import Roots, root_of

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from pathlib import Path

# The names of configuration files; the first goes before the second.
NAMES = ("tqcheck.toml", "pyproject.toml")
# What a pyproject.toml with a table for tqcheck contains; only the parser knows if it has one.
_TABLE = rb"(?m)^[ \t]*(?:\[[ \t]*)?[\"']?tool[\"']?[ \t]*(?:\.[ \t]*[\"']?tqcheck|\]|=)"
# Enough for the pyproject.toml of any project.
_MAX_MEGABYTES = 1
# A baseline of this name beside the configuration file is used without being named.
BASELINE = "tqcheck-baseline.json"


def find(start: str | os.PathLike[str]) -> Path | None:
    """The nearest configuration file upward of `start`: tqcheck.toml before pyproject.toml."""
    folder = os.path.abspath(start)
    while True:
        own, project = (os.path.join(folder, name) for name in NAMES)
        # A link that leads nowhere, or to a device, is refused and not passed over.
        if os.path.lexists(own) or (os.path.isfile(project) and _has_table(project)):
            from pathlib import Path

            return Path(own if os.path.lexists(own) else project)
        if folder == os.path.dirname(folder):
            return None
        folder = os.path.dirname(folder)


def _has_table(project: str) -> bool:
    """Whether a pyproject.toml has a table for tqcheck; most are ruled out without parsing."""
    try:
        content = Roots(root_of(os.path.dirname(project))).read(project, _MAX_MEGABYTES)
        if not re.search(_TABLE, content):
            return False
    except FileError:
        return True  # The parser reports it.
    from pathlib import Path

    from tqcheck.config.file import own_table

    return own_table(Path(project)) is not None


def current(
    path: str | os.PathLike[str] | None,
    root: str | os.PathLike[str] = ".",
    *,
    allowed: Allowed | None = None,
    baseline: bool = True,
) -> Config:
    """The configuration of a file, or the defaults in the folder `root`.

    What is `allowed` is by default what the environment says. Unless `baseline` is false, one with
    the usual name is used without being configured.
    Raises TqcheckError as `load` does.
    """
    allowed = allow() if allowed is None else allowed
    config = load(path, allowed) if path else Config(root=root, allowed=allowed.roots)
    usual = os.path.join(config.root, BASELINE)
    if config.baseline or not baseline or not os.path.lexists(usual):
        return config
    return replace(config, baseline=as_displayed(os.path.normpath(usual)))


def allow(roots: Sequence[str] = (), encoder: str | None = None) -> Allowed:
    """What the command line allows, and the environment: TQCHECK_ROOTS, TQCHECK_ENCODER.

    The environment's folders are added; its encoder is the one if the command line names none.
    """
    folders = [*roots, *os.environ.get("TQCHECK_ROOTS", "").split(os.pathsep)]
    if encoder is None:
        encoder = os.environ.get("TQCHECK_ENCODER", "")
    return Allowed(tuple(os.path.realpath(folder) for folder in folders if folder), encoder)


def load(path: str | os.PathLike[str], allowed: Allowed | None = None) -> Config:
    """Read a configuration file.

    It may name only the encoder that is `allowed`, and only files below the root (see
    `tqcheck.files.roots`) and in the folders that are.
    Raises TqcheckError naming file, line and remedy: not readable, not TOML, an unknown key, a
    wrong type, an unknown rule or language, an encoder or a path that is not allowed.
    """
    from pathlib import Path

    from tqcheck.config.file import read

    return read(Path(path), allow() if allowed is None else allowed)
