"""The text of a file or of standard input: decoded, or refused with the line and the remedy."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from tqcheck.errors import FileError

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.files.roots import Roots

# A long novel with its original has 4 MB; a larger file is a dump, and would take minutes.
MAX_MEGABYTES = 8
MAX_BYTES = MAX_MEGABYTES * 1_000_000
_SMALLER = "split it or exclude it"
# The byte order mark of UTF-8.
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file, without byte order mark."""

    path: str
    text: str
    # None for what is on disk or in an editor; else the revision in git that it is from.
    revision: str | None = None


def split_lines(text: str) -> list[str]:
    """The lines of a file as editors count them: at LF, CRLF and CR, nowhere else."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_text(path: str, roots: Roots) -> str:
    """The text of a document, without byte order mark.

    Raises FileError for what is not UTF-8 text, naming the line and the remedy, and for what is not
    to be read.
    """
    return decode(read_bytes(path, roots), path)


def read_bytes(path: str, roots: Roots) -> bytes:
    """What is in a document's file; raises FileError if it cannot be read or is too large."""
    return roots.read(path, MAX_MEGABYTES, _SMALLER)


def read_input(path: str) -> str:
    """The text of standard input, called `path`; raises FileError as `read_text` does."""
    return decode(input_bytes(path), path)


def input_bytes(path: str) -> bytes:
    """What is in standard input, called `path`; raises FileError if it cannot be read."""
    if sys.stdin is None:
        raise FileError(path, "standard input is closed")
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileError(path, f"cannot be read: {error.strerror}") from None


def decode(content: bytes, path: str) -> str:
    """Decode UTF-8, with or without byte order mark; `path` goes into the error.

    Raises TqcheckError, with line and remedy, if it is too large or not text.
    """
    if len(content) > MAX_BYTES:
        raise FileError(path, f"larger than {MAX_MEGABYTES} MB; {_SMALLER}")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileError(path, "encoded as UTF-16; save it as UTF-8", 1)
    if b"\0" in content:
        line = _line(content, content.index(b"\0"))
        problem = "contains a NUL byte: not a text file; exclude it or save it as UTF-8"
        raise FileError(path, problem, line)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line(content, error.start)
        wrong = f"byte 0x{content[error.start]:02X} is not UTF-8"
        raise FileError(path, f"{wrong}; save the file as UTF-8", line) from None
    if not text.strip():
        raise FileError(path, "empty; restore or remove it")
    return text


def _line(content: bytes, position: int) -> int:
    """The line of a byte as editors count lines, which end at LF, CRLF and CR."""
    return len((content[:position] + b".").splitlines())
