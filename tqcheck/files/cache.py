"""Files kept between runs, in the user's cache folder or in one that the user names.

They are only data, and whoever reads one checks it: the folder may be one that others can fill. If
anything is wrong with a file or the folder, nothing is raised: `opened` returns None, and `store`
keeps nothing.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

# An unfinished file that is older was left by a process that was killed.
ABANDONED_SECONDS = 600


def use(folder: str) -> None:
    """Keep files in `folder`, in this process and those it starts."""
    os.environ["TQCHECK_CACHE_DIR"] = folder


def switch_off() -> None:
    """Neither read nor write files, in this process and those it starts."""
    os.environ["TQCHECK_NO_CACHE"] = "1"


def folder() -> Path | None:
    """The folder files are kept in, whether or not it exists; None if nothing is kept."""
    from pathlib import Path

    if os.environ.get("TQCHECK_NO_CACHE"):
        return None
    if chosen := os.environ.get("TQCHECK_CACHE_DIR"):
        return None if is_linked(chosen) else Path(chosen)
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Caches"
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME", ""))
            if not base.is_absolute():  # which the specification says to ignore
                base = Path.home() / ".cache"
    except RuntimeError:  # no home
        return None
    return base / "tqcheck" if base.is_absolute() else None


def is_linked(chosen: str) -> bool:
    """Whether a link of the checkout in the working directory is on the way to a folder.

    Whoever made the commit decides where it leads.
    """
    from tqcheck.files.roots import Roots, root_of

    return Roots(root_of(".")).follows_link(chosen)


def opened(name: str, size: int) -> BinaryIO | None:
    """The file stored as `name`, if it is a regular file of that size; not through a link."""
    place = folder()
    if place is None:
        return None
    # Opening a pipe must not wait for a writer.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_BINARY", 0)
    try:
        file = open(place / name, "rb", opener=lambda path, _: os.open(path, flags))  # noqa: SIM115
    except (OSError, ValueError):
        return None
    state = os.fstat(file.fileno())
    if stat.S_ISREG(state.st_mode) and state.st_size == size:
        return file
    file.close()
    return None


def others_may_write(file: BinaryIO) -> bool:
    """Whether another user than this one and the administrator may change an open file."""
    state = os.fstat(file.fileno())
    if not hasattr(os, "getuid"):
        return False  # The folders of Windows are of one user each.
    return state.st_uid not in (0, os.getuid()) or bool(state.st_mode & 0o022)


def store(name: str, parts: Iterable[bytes | memoryview]) -> None:
    """Keep a file as `name`, which includes its version; do nothing if that is impossible."""
    from tqcheck.files.writing import replacing

    place = folder()
    if place is None:
        return
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear(place)
        with replacing(place / name, 0o600) as file:
            for part in parts:
                file.write(part)
    except (OSError, ValueError):
        return


def _clear(place: Path) -> None:
    """Remove the unfinished files of processes that were killed."""
    import time
    from contextlib import suppress

    from tqcheck.files.writing import TEMPORARY

    for file in place.glob("*".join(TEMPORARY)):
        with suppress(OSError):
            if time.time() - file.lstat().st_mtime > ABANDONED_SECONDS:
                file.unlink(missing_ok=True)
