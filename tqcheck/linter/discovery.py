"""Which documents a run checks: walks folders and applies `include` and `exclude`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from tqcheck.config import Config
from tqcheck.document import DocumentRef
from tqcheck.errors import FileError, TqcheckError
from tqcheck.files.paths import as_displayed, posix
from tqcheck.linter.documents import ref_of
from tqcheck.linter.results import left_out

# Folders that hold no documents of the user's: version control, environments, caches.
NEVER = frozenset({"__pycache__", "node_modules", "site-packages"})
# A folder with this file is an environment of Python.
ENVIRONMENT = "pyvenv.cfg"


@dataclass(frozen=True, slots=True)
class Discovered:
    """What a run is about."""

    # The documents to check, each once, ordered by path.
    refs: list[DocumentRef]
    # The paths that are not there and the folders that cannot be read, in the order of the walk.
    troubles: list[FileError]

    def __bool__(self) -> bool:
        return bool(self.refs or self.troubles)


def discover(paths: Sequence[str], config: Config, *, force_exclude: bool = False) -> Discovered:
    """Find the documents to check.

    A file named by the user is checked whatever its name. With `force_exclude` it is skipped if
    `exclude` matches it or if it is outside the configured `paths`: pre-commit names every changed
    file, even those that the configuration leaves out.
    Raises TqcheckError if no path is given and none is configured.
    """
    excluded = _Excludes(config)
    roots = config.roots
    files: set[str] = set()
    troubles: dict[str, FileError] = {}

    def refuse(path: str, reason: str) -> None:
        troubles.setdefault(os.path.abspath(path), FileError(path, reason))

    for path in paths or _configured(config):
        if os.path.isdir(path):
            try:
                roots.real(path)  # What is in a folder elsewhere is not even listed.
                files.update(_walk(path, config, excluded, refuse))
            except FileError as error:
                refuse(error.path, error.reason)
            except RecursionError:  # Before Python 3.12, os.walk calls itself for each level.
                refuse(path, "folders nested too deep; exclude them")
        elif not os.path.lexists(path):
            refuse(path, "no such file or folder")
        elif not force_exclude or not (excluded.match(path) or _is_outside(path, config)):
            files.add(posix(path))
    # A file named twice is reported under its shortest name, whatever the order of the arguments.
    names = sorted(files, key=lambda path: (-len(path), path))
    once = {os.path.abspath(path): path for path in names}
    ordered = sorted(once.values(), key=lambda path: path.split("/"))
    return Discovered([ref_of(path, config) for path in ordered], list(troubles.values()))


def nothing_to_check(paths: Sequence[str], config: Config, others: Sequence[str] = ()) -> str:
    """The message for a run that has judged nothing, though nothing went wrong.

    The `others` are files that are not translation documents.
    """
    if others:
        return f"nothing to check: {left_out(others)}; `paths` of the configuration may name one"
    if discover(paths, replace(config, exclude=())):
        return "nothing to check: every file was excluded"
    return f"nothing to check: no file matches {', '.join(config.include)}"


def is_checked(path: str, config: Config) -> bool:
    """Whether the configuration has a file checked; the file need not exist yet.

    `include` matches its name, `exclude` does not match it, and it is inside `paths`.
    """
    named = is_included(os.path.basename(path), config)
    return named and not _Excludes(config).match(path) and not _is_outside(path, config)


def _configured(config: Config) -> list[str]:
    """The configured paths, relative to the working directory where they are below it."""
    if not config.paths:
        raise TqcheckError("nothing to check: name a file or folder, or set `paths`")
    return [as_displayed(os.path.join(config.root, path)) for path in config.paths]


def _walk(
    folder: str, config: Config, excluded: _Excludes, refuse: Callable[[str, str], None]
) -> Iterator[str]:
    def unreadable(error: OSError) -> None:
        refuse(str(error.filename), f"cannot be read: {error.strerror}; exclude it")

    for parent, folders, files in os.walk(folder, onerror=unreadable):
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
            wanted = is_included(name, config)
            # Reading a pipe or a device would block; a broken link is reported when it is read.
            if wanted and not excluded.match(path) and _is_file_or_link(path):
                yield posix(path)


def is_included(name: str, config: Config) -> bool:
    """Whether `include` matches a file name, in upper or lower case; hidden files never."""
    if name.startswith("."):
        return False
    return any(fnmatchcase(name.lower(), pattern.lower()) for pattern in config.include)


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
        self.spec = None
        if config.exclude:
            from tqcheck.files.globs import spec

            self.spec = spec(config.exclude)

    def match(self, path: str) -> bool:
        if self.spec is None:
            return False
        relative = os.path.relpath(path, self.root).replace(os.sep, "/")
        from tqcheck.files.globs import matches

        return matches(self.spec, relative + ("/" if path.endswith("/") else ""))
