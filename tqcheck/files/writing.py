"""Files written whole or not at all; a document's with its mode, owner and attributes kept."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from tqcheck.errors import FileError, TqcheckError


def replace_content(path: str, content: bytes, former: bytes) -> None:
    """Put `content` in the place of `former` in the file at `path`; a link stays a link.

    The new content is on disk before it takes the old one's place, so that neither a full disk
    nor a power cut leaves half a document. Other hard links to the file keep the old content.
    Raises TqcheckError where the file is read-only, is no plain file, cannot be replaced, or is
    not `former` any more; it is then as it was.
    """
    target = Path(os.path.realpath(path))
    try:
        state = target.stat()
        if not stat.S_ISREG(state.st_mode):
            raise FileError(path, "cannot be fixed: not a regular file")
        # Its folder alone decides whether a file can be replaced, and root may write to anything.
        if not (state.st_mode & 0o222 and os.access(target, os.W_OK)):
            raise FileError(path, "cannot be fixed: read-only; make it writable")
        handle, name = tempfile.mkstemp(prefix=".tqcheck-", suffix=".tmp", dir=target.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                _keep(target, state, temporary)
                os.fsync(file.fileno())
            if target.read_bytes() != former:
                raise FileError(path, "cannot be fixed: changed meanwhile; run again")
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        _sync(target.parent)
    except OSError as error:
        raise FileError(path, f"cannot be fixed: {error.strerror}") from None


def _keep(target: Path, state: os.stat_result, temporary: Path) -> None:
    """Give the temporary file what the target has and its content does not say.

    Owner and group first, as a change of them takes bits of the mode away; each as far as it is
    allowed. The time of the last change is the present.
    """
    if hasattr(os, "chown"):
        for owner, group in ((state.st_uid, -1), (-1, state.st_gid)):
            with suppress(PermissionError):
                os.chown(temporary, owner, group)
    shutil.copystat(target, temporary)
    os.utime(temporary)


def _sync(folder: Path) -> None:
    """Have the new name on disk too, on systems that can open a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_file(path: str, data: bytes) -> None:
    """Write a file whole or not at all; what is no plain file (a pipe, /dev/stdout) is written to.

    Raises TqcheckError where it cannot be written.
    """
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        target = Path(os.path.realpath(path))  # A link stays a link to the new file.
        temporary = target.with_name(f".tqcheck-{os.getpid()}.tmp")
        try:
            temporary.write_bytes(data)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be written: {error.strerror}") from None
