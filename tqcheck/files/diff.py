"""Unified diffs that `git apply` and `patch` can read, byte for byte."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from difflib import unified_diff

from tqcheck.escaping import escape

_COLOURS = {"+": "32", "-": "31", "@": "36"}
# How git writes a byte in a quoted path; others are written as octal numbers.
_ESCAPES = {9: "\\t", 10: "\\n", 13: "\\r", 34: '\\"', 92: "\\\\"}


def patch(path: str, before: bytes, after: bytes) -> bytes:
    """The diff from the UTF-8 text `before` to `after`; empty if they are equal.

    Lines end at LF only, as for git: a CR before it belongs to the line.
    """
    hunks = list(unified_diff(_lines(before), _lines(after)))[2:]
    if not hunks:
        return b""
    head = [f"--- {_name('a', path)}\n", f"+++ {_name('b', path)}\n"]
    unended = "\n\\ No newline at end of file\n"
    lines = [line if line.endswith("\n") else line + unended for line in hunks]
    return "".join(head + lines).encode()


def shown(diff: bytes, *, colour: bool) -> Iterator[str]:
    """The lines of a diff for a terminal, with control characters escaped."""
    for line in _lines(diff):
        text = escape(line.removesuffix("\n"))
        code = "1" if text.startswith(("--- ", "+++ ")) else _COLOURS.get(text[:1])
        yield f"\x1b[{code}m{text}\x1b[0m\n" if colour and code else f"{text}\n"


def _lines(content: bytes) -> list[str]:
    *ended, last = content.decode().split("\n")
    return [f"{line}\n" for line in ended] + ([last] if last else [])


def _name(side: str, path: str) -> str:
    """A path as git quotes it, relative to the working directory if it is below it."""
    relative = os.path.relpath(path).replace(os.sep, "/")
    name = f"{side}/{(path if relative.startswith('../') else relative).lstrip('/')}"
    if escape(name) == name and '"' not in name and "\\" not in name:
        # A name with blanks ends with a tab, since a date may follow.
        return f"{name}\t" if " " in name else name
    quoted = [
        _ESCAPES.get(byte) or (chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}")
        for byte in os.fsencode(name)
    ]
    # Anywhere in a line, this would begin a command to a CI system: see `escape`.
    return re.sub(r"(##\w*)\[", r"\1\\133", f'"{"".join(quoted)}"')
