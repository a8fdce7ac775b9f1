"""The session of each file's configuration, opened anew when what it rests on has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tqcheck.config.location import BASELINE, current, find
from tqcheck.glossaries import SUFFIXES
from tqcheck.linter.session import Session

NAMES = ("tqcheck.toml", "pyproject.toml")
# What an editor is asked to watch; which of these files matter is told by `concerns`.
WATCHED = tuple(f"**/{name}" for name in (*NAMES, "*.json", *(f"*{end}" for end in SUFFIXES)))

# Time of change, size and number of a file; None for one that is not there.
_Stamp = tuple[int, int, int] | None


@dataclass(frozen=True)
class _Loaded:
    session: Session
    files: tuple[str, ...]
    stamps: tuple[_Stamp, ...]


class Projects:
    """The configurations of the files that were asked for."""

    def __init__(self) -> None:
        self._loaded: dict[str, _Loaded] = {}

    def session_of(self, path: str) -> Session | None:
        """The session of a file's configuration; None if there is none upward of it.

        Raises TqcheckError for a wrong one.
        """
        found = find(Path(path).parent)
        if found is None:
            return None
        file = str(found)
        known = self._loaded.get(file)
        if known is None or known.stamps != _stamps(known.files):
            stamp = _stamps([file])
            self._loaded.pop(file, None)
            config = current(file)
            # These are read when a document first asks for them, so that no change is missed.
            others = (config.baseline or str(Path(config.root, BASELINE)), *config.glossary)
            known = _Loaded(Session(config), (file, *others), stamp + _stamps(others))
            self._loaded[file] = known
        return known.session

    def concerns(self, path: str) -> bool:
        """Whether the judgement of a document may rest on that file."""
        if Path(path).name in (*NAMES, BASELINE):
            return True
        # A copy, since the worker loads others meanwhile.
        used = {Path(file) for known in list(self._loaded.values()) for file in known.files}
        return Path(path).resolve() in {file.resolve() for file in used}


def _stamps(files: Sequence[str]) -> tuple[_Stamp, ...]:
    return tuple(_stamp(file) for file in files)


def _stamp(file: str) -> _Stamp:
    try:
        status = Path(file).stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
