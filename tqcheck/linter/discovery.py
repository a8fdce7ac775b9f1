"""Which documents a run checks: walks folders and applies `include` and `exclude`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from tqcheck.config import Config
from tqcheck.document import DocumentRef
from tqcheck.errors import TqcheckError
from tqcheck.files.paths import as_displayed, posix
from tqcheck.linter.documents import ref_of

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# Folders that hold no documents of the user's: version control, environments, caches.
NEVER = frozenset({"__pycache__", "node_modules", "site-packages"})
# A folder with this file is an environment of Python.
ENVIRONMENT = "pyvenv.cfg"


def discover(
    paths: Sequence[str], config: Config, *, force_exclude: bool = False
) -> list[DocumentRef]:
    """The documents to check, each once, ordered by path.

    A file named by the user is checked whatever its name. With `force_exclude` it is skipped if
    `exclude` matches it or if it is outside the configured `paths`: pre-commit names every changed
    file, even those that the configuration leaves out.
    Raises TqcheckError for a path that does not exist and a folder that cannot be read.
    """
    excluded = _Excludes(config)
    files: set[str] = set()
    for path in paths or _configured(config):
        if os.path.isdir(path):
            files.update(_walk(path, config, excluded))
        elif not os.path.lexists(path):
            raise TqcheckError(f"{path}: no such file or folder")
        elif not force_exclude or not (excluded.match(path) or _is_outside(path, config)):
            files.add(posix(path))
    # A file named twice is reported under its shortest name, whatever the order of the arguments.
    names = sorted(files, key=lambda path: (-len(path), path))
    once = {os.path.abspath(path): path for path in names}
    return [ref_of(path, config) for path in sorted(once.values(), key=lambda p: p.split("/"))]


def nothing_to_check(paths: Sequence[str], config: Config) -> str:
    """The message for a run in which `discover` finds nothing."""
    if discover(paths, replace(config, exclude=())):
        return "nothing to check: every file was excluded"
    return f"nothing to check: no file matches {', '.join(config.include)}"


def is_checked(path: str, config: Config) -> bool:
    """Whether the configuration has a file checked; the file need not exist yet.

    `include` matches its name, `exclude` does not match it, and it is inside `paths`.
    """
    named = is_document(os.path.basename(path), config)
    return named and not _Excludes(config).match(path) and not _is_outside(path, config)


def _configured(config: Config) -> list[str]:
    """The configured paths, relative to the working directory where they are below it."""
    if not config.paths:
        raise TqcheckError("nothing to check: name a file or folder, or set `paths`")
    return [as_displayed(os.path.join(config.root, path)) for path in config.paths]


def _walk(folder: str, config: Config, excluded: _Excludes) -> Iterator[str]:
    for parent, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [
            name
            for name in folders
            if name not in NEVER
            and not name.startswith(".")
            and not os.path.isfile(os.path.join(parent, name, ENVIRONMENT))
            and not excluded.match(os.path.join(parent, name) + "/")
        ]
        for name in files:
            path = os.path.join(parent, name)
            wanted = is_document(name, config)
            # Reading a pipe or a device would block; a broken link is reported when it is read.
            if wanted and not excluded.match(path) and _is_file_or_link(path):
                yield posix(path)


def is_document(name: str, config: Config) -> bool:
    """Whether `include` matches a file name, in upper or lower case."""
    return any(fnmatchcase(name.lower(), pattern.lower()) for pattern in config.include)


def _refuse(error: OSError) -> None:
    raise TqcheckError(f"{error.filename}: cannot be read: {error.strerror}; exclude it")


def _is_file_or_link(path: str) -> bool:
    return os.path.isfile(path) or os.path.islink(path)


def _is_outside(path: str, config: Config) -> bool:
    if not config.paths:
        return False
    absolute = os.path.abspath(path)
    roots = (os.path.abspath(os.path.join(config.root, inside)) for inside in config.paths)
    return not any(absolute == root or absolute.startswith(root + os.sep) for root in roots)


class _Excludes:
    """The `exclude` patterns, in .gitignore's syntax, relative to the configuration's folder."""

    def __init__(self, config: Config) -> None:
        self.root = os.path.abspath(config.root)
        self.spec = _compile(config.exclude) if config.exclude else None

    def match(self, path: str) -> bool:
        if self.spec is None:
            return False
        relative = os.path.relpath(path, self.root).replace(os.sep, "/")
        return self.spec.match_file(relative + ("/" if path.endswith("/") else ""))


def _compile(patterns: Iterable[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)
