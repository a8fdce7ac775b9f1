"""Text that comes from files, made safe to print: nothing in it can steer a terminal or a log."""

from __future__ import annotations

import re
import unicodedata

# Marks that reorder the text after them, so that a line looks different from what it is.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def escape(text: str) -> str:
    """Show control characters, line ends, bidirectional marks and lone surrogates as escapes.

    The bracket of `##[`, `##vso[` and `##teamcity[` is escaped too: anywhere in a line, they begin
    commands to CI systems.
    """
    if text.isprintable() and "##" not in text:
        return text
    return "".join(escaped_characters(text))


def escaped_characters(text: str) -> list[str]:
    """The result of `escape` for each code point of `text`."""
    escaped = [char if _is_harmless(char) else _escaped(char) for char in text]
    for command in re.finditer(r"##\w*\[", text):
        escaped[command.end() - 1] = _escaped("[")
    return escaped


def escape_path(path: str) -> str:
    """A path as the first word of a line, where it cannot be a workflow command of a CI system."""
    escaped = escape(path)
    return f"./{escaped}" if escaped.lstrip().startswith(("::", "##")) else escaped


def _is_harmless(char: str) -> bool:
    return char not in _BIDI and unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")


def _escaped(char: str) -> str:
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


# JSON itself escapes the controls below U+0020 only.
_UNSAFE = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"


# Commands to CI systems, as in `escape`; outside strings, JSON has nothing like them.
_COMMAND = r"(##\w*)\["


def dumps(value: object, indent: int | None = None) -> str:
    """`value` as JSON; a lone surrogate, as of an undecodable path, becomes its escape."""
    import json  # Most runs write none.

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    text = re.sub(_COMMAND, r"\1\\u005b", text)
    return re.sub(_UNSAFE, lambda match: f"\\u{ord(match[0]):04x}", text)
