"""The text of a file or of standard input: decoded, or refused with the line and the remedy."""

from __future__ import annotations

import os
import sys

from tqcheck.errors import TqcheckError

# A long novel with its original is 4 MB; what is larger is a dump, and would take minutes.
MAX_BYTES = 8_000_000


BOM = b"\xef\xbb\xbf"


def read_text(path: str) -> str:
    """The text of a document, without byte order mark.

    Raises TqcheckError for what is no UTF-8 text, naming the line and the remedy.
    """
    return decode(read_bytes(path), path)


def read_bytes(path: str) -> bytes:
    """What is in a file, as much as `decode` wants; raises TqcheckError if it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        remedy = "a broken link; mend or remove it" if os.path.islink(path) else "no such file"
        raise TqcheckError(f"{path}: {remedy}") from None
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be read: {error.strerror}") from None


def read_input(path: str) -> str:
    """The text of standard input, called `path`; raises TqcheckError as `read_text` does."""
    return decode(input_bytes(path), path)


def input_bytes(path: str) -> bytes:
    """What is in standard input, called `path`; raises TqcheckError if it cannot be read."""
    if sys.stdin is None:
        raise TqcheckError(f"{path}: standard input is closed")
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be read: {error.strerror}") from None


def decode(content: bytes, path: str) -> str:
    """Decode UTF-8, with or without byte order mark; `path` goes into the error.

    One byte more than MAX_BYTES is enough of what is too large.
    """
    if len(content) > MAX_BYTES:
        raise TqcheckError(
            f"{path}: larger than {MAX_BYTES // 1_000_000} MB; split it or exclude it"
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TqcheckError(f"{path}:1: encoded as UTF-16; save it as UTF-8")
    if b"\0" in content:
        line = _line(content, content.index(b"\0"))
        raise TqcheckError(f"{path}:{line}: a NUL byte, so no text; exclude it or save it as UTF-8")
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
    """The line of a byte as editors count lines: at LF, CRLF and CR."""
    return len((content[:position] + b".").splitlines())
