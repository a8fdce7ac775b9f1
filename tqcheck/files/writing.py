"""Files written whole or not at all; documents keep their mode, owner and attributes."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from tqcheck.errors import FileError, TqcheckError

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.files.roots import Roots

# Temporary files, in the folder of the file that they replace; between both is a random part.
TEMPORARY = (".tqcheck-", ".tmp")


@contextmanager
def replacing(target: Path, mode: int) -> Iterator[BinaryIO]:
    """A new file to write, which replaces `target` at the end of the block.

    If the block raises, `target` stays as it was. `mode` is that of the new file, less the umask.
    """
    temporary = target.with_name(os.urandom(8).hex().join(TEMPORARY))

    def create(path: str, flags: int) -> int:
        return os.open(path, flags, mode)

    file = open(temporary, "xb", opener=create)  # noqa: SIM115 (closed before the replacement)
    try:
        with file:
            yield file
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def replace_content(path: str, content: bytes, former: bytes, roots: Roots) -> None:
    """Replace the content `former` of the file at `path` with `content`.

    The new content is on disk before it replaces the old one, so that neither a full disk nor a
    power cut leaves half a document. Other hard links to the file keep the old content. Raises
    FileError if the file is read-only, is a link or no regular file, is not below a root, cannot
    be replaced, or no longer has the content `former`; it is then as it was.
    """
    target = Path(roots.real(path))
    if roots.is_link(path):
        raise FileError(path, "cannot be fixed: a link; name the file that it leads to")
    try:
        state = target.stat()
        if not stat.S_ISREG(state.st_mode):
            raise FileError(path, "cannot be fixed: not a regular file")
        # Its folder alone decides whether a file can be replaced, and root may write to anything.
        if not (state.st_mode & 0o222 and os.access(target, os.W_OK)):
            raise FileError(path, "cannot be fixed: read-only; make it writable")
        with replacing(target, 0o600) as file:
            file.write(content)
            file.flush()
            _keep(target, state, Path(file.name))
            os.fsync(file.fileno())
            if target.read_bytes() != former:
                raise FileError(path, "cannot be fixed: changed meanwhile; run again")
        _sync(target.parent)
    except OSError as error:
        raise FileError(path, f"cannot be fixed: {error.strerror}") from None


def _keep(target: Path, state: os.stat_result, temporary: Path) -> None:
    """Give the temporary file the owner, mode and attributes of the target, as far as allowed.

    Owner and group first, as changing them removes bits of the mode; each separately, as only one
    may be allowed. The time of the last change is the present.
    """
    if hasattr(os, "chown"):
        for owner, group in ((state.st_uid, -1), (-1, state.st_gid)):
            with suppress(PermissionError):
                os.chown(temporary, owner, group)
    shutil.copystat(target, temporary)
    os.utime(temporary)


def _sync(folder: Path) -> None:
    """Write the new name to disk too, on systems that can open a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_file(path: str, data: bytes, roots: Roots) -> None:
    """Write a file whole or not at all; one that is not regular (a pipe) is written to.

    Raises TqcheckError if it cannot be written, or if a checkout brings it as a link.
    """
    roots.refuse_link(path)
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        # A link outside of a checkout stays a link to the new file.
        with replacing(Path(os.path.realpath(path)), 0o666) as file:
            file.write(data)
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be written: {error.strerror}") from None
