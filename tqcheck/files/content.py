"""The text of a file or of standard input: decoded, or refused with the line and the remedy."""

from __future__ import annotations

import os
import sys

from tqcheck.errors import TqcheckError

# A long novel with its original has 4 MB; a larger file is a dump, and would take minutes.
MAX_BYTES = 8_000_000
# The byte order mark of UTF-8.
BOM = b"\xef\xbb\xbf"


def read_text(path: str) -> str:
    """The text of a document, without byte order mark.

    Raises TqcheckError, with line and remedy, if it is not UTF-8 text.
    """
    return decode(read_bytes(path), path)


def read_bytes(path: str) -> bytes:
    """The content of a file, cut after MAX_BYTES + 1; raises TqcheckError if it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        remedy = "a broken link; repair or remove it" if os.path.islink(path) else "no such file"
        raise TqcheckError(f"{path}: {remedy}") from None
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be read: {error.strerror}") from None


def read_input(path: str) -> str:
    """The text of standard input; `path` is its name in errors, which are those of `read_text`."""
    return decode(input_bytes(path), path)


def input_bytes(path: str) -> bytes:
    """The content of standard input; raises TqcheckError, which names it `path`, if it fails."""
    if sys.stdin is None:
        raise TqcheckError(f"{path}: standard input is closed")
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be read: {error.strerror}") from None


def decode(content: bytes, path: str) -> str:
    """Decode UTF-8, with or without byte order mark; `path` goes into the error.

    Raises TqcheckError, with line and remedy, if it is too large or not text.
    """
    if len(content) > MAX_BYTES:
        raise TqcheckError(
            f"{path}: larger than {MAX_BYTES // 1_000_000} MB; split it or exclude it"
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TqcheckError(f"{path}:1: encoded as UTF-16; save it as UTF-8")
    if b"\0" in content:
        line = _line(content, content.index(b"\0"))
        raise TqcheckError(
            f"{path}:{line}: contains a NUL byte: not a text file; exclude it or save it as UTF-8"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line(content, error.start)
        wrong = f"byte 0x{content[error.start]:02X} is not UTF-8"
        raise TqcheckError(f"{path}:{line}: {wrong}; save the file as UTF-8") from None
    if not text.strip():
        raise TqcheckError(f"{path}: empty; restore or remove it")
    return text


def _line(content: bytes, position: int) -> int:
    """The line of a byte as editors count lines, which end at LF, CRLF and CR."""
    return len((content[:position] + b".").splitlines())
