"""The session of each file's configuration, opened again when a file it depends on has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tqcheck.config.location import BASELINE, current, find
from tqcheck.glossaries import SUFFIXES
from tqcheck.linter.session import Session

NAMES = ("tqcheck.toml", "pyproject.toml")
# What an editor is asked to watch; `concerns` says which of these files matter.
WATCHED = tuple(f"**/{name}" for name in (*NAMES, "*.json", *(f"*{end}" for end in SUFFIXES)))

# Time of change, size and number of a file; None for one that is not there.
_Stamp = tuple[int, int, int] | None


@dataclass(frozen=True)
class _Loaded:
    session: Session
    files: tuple[str, ...]
    stamps: tuple[_Stamp, ...]


class Projects:
    """The sessions that are open, by the file of their configuration."""

    def __init__(self) -> None:
        self._loaded: dict[str, _Loaded] = {}

    def session_of(self, path: str) -> Session | None:
        """The session of the nearest configuration upward of a file; None without any.

        Raises TqcheckError for a wrong one.
        """
        configuration = find(Path(path).parent)
        if configuration is None:
            return None
        file = str(configuration)
        known = self._loaded.get(file)
        if known is None or known.stamps != _stamps(known.files):
            stamp = _stamps([file])
            self._loaded.pop(file, None)
            config = current(file)
            # Their stamps are taken before the session reads them, so that no change is missed.
            others = (config.baseline or str(Path(config.root, BASELINE)), *config.glossary)
            known = _Loaded(Session(config), (file, *others), stamp + _stamps(others))
            self._loaded[file] = known
        return known.session

    def concerns(self, path: str) -> bool:
        """Whether the findings in a document may depend on that file."""
        if Path(path).name in (*NAMES, BASELINE):
            return True
        # A copy, since the worker may load another one meanwhile.
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
