"""Text that comes from files, made safe to print: nothing in it can steer a terminal or a log."""

from __future__ import annotations

import re
import unicodedata

# Marks that reorder what follows them, so that a line reads otherwise than it is.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """Show control characters, line ends, bidirectional marks and lone surrogates as escapes.

    So is the bracket of `##[`, `##vso[` and `##teamcity[`, with which commands to CI systems begin
    wherever they stand in a line.
    """
    if text.isprintable() and "##" not in text:
        return text
    return "".join(plain_characters(text))


def plain_characters(text: str) -> list[str]:
    """What `plain` shows, for each code point of `text`."""
    shown = [char if _is_harmless(char) else _escape(char) for char in text]
    for command in re.finditer(r"##\w*\[", text):
        shown[command.end() - 1] = _escape("[")
    return shown


def plain_path(path: str) -> str:
    """A path as the first word of a line: it can be no workflow command of a CI system."""
    shown = plain(path)
    return f"./{shown}" if shown.lstrip().startswith(("::", "##")) else shown


def _is_harmless(char: str) -> bool:
    return char not in _BIDI and unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")


def _escape(char: str) -> str:
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def plural(n: int, word: str) -> str:
    """`1 finding`, `2 findings`."""
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def counted(counts: dict[str, int]) -> str:
    """`2 errors, 1 warning`, and information only where there is any."""
    shown = [plural(n, level) for level, n in counts.items() if level != "info"]
    return ", ".join([*shown, f"{counts['info']} info"] if counts["info"] else shown)
