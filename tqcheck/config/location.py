"""Which configuration file is used: the nearest one upward, or the one that is named."""

from __future__ import annotations

import os
import re
from dataclasses import replace

from tqcheck.config import Config
from tqcheck.files.paths import as_displayed

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from pathlib import Path

# The names of configuration files; the first goes before the second.
NAMES = ("tqcheck.toml", "pyproject.toml")
# What a pyproject.toml with a table for tqcheck contains; only the parser knows if it has one.
_TABLE = rb"(?m)^[ \t]*(?:\[[ \t]*)?[\"']?tool[\"']?[ \t]*(?:\.[ \t]*[\"']?tqcheck|\]|=)"
# A baseline of this name beside the configuration file is used without being named.
BASELINE = "tqcheck-baseline.json"


def find(start: str | os.PathLike[str]) -> Path | None:
    """The nearest configuration file upward of `start`: tqcheck.toml before pyproject.toml."""
    folder = os.path.abspath(start)
    while True:
        own, project = (os.path.join(folder, name) for name in NAMES)
        if os.path.isfile(own) or (os.path.isfile(project) and _has_table(project)):
            from pathlib import Path

            return Path(own if os.path.isfile(own) else project)
        if folder == os.path.dirname(folder):
            return None
        folder = os.path.dirname(folder)


def _has_table(project: str) -> bool:
    """Whether a pyproject.toml has a table for tqcheck; most are ruled out without parsing."""
    try:
        with open(project, "rb") as file:
            if not re.search(_TABLE, file.read()):
                return False
    except OSError:
        pass  # The parser reports it.
    from pathlib import Path

    from tqcheck.config.file import own_table

    return own_table(Path(project)) is not None


def current(path: str | os.PathLike[str] | None, root: str | os.PathLike[str] = ".") -> Config:
    """The configuration of a file, or the defaults in the folder `root`.

    A baseline with the usual name is used without being configured.
    """
    config = load(path) if path else Config(root=root)
    baseline = os.path.join(config.root, BASELINE)
    if config.baseline or not os.path.isfile(baseline):
        return config
    return replace(config, baseline=as_displayed(os.path.normpath(baseline)))


def load(path: str | os.PathLike[str]) -> Config:
    """Read a configuration file.

    Raises TqcheckError naming file, line and remedy: not readable, not TOML, an unknown key, a
    wrong type, an unknown rule or language.
    """
    from pathlib import Path

    from tqcheck.config.file import read

    return read(Path(path))
