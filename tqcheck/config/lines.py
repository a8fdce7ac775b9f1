"""The lines of a configuration file on which keys are set, which the parser does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Parts of a dotted key; the parser takes time in proportion to their square.
MAX_PARTS = 100

# A key in quotes, in which a full stop does not separate.
_QUOTED = r"""(?:"[^"\n]*"|'[^'\n]*')"""
_PART = rf"(?:{_QUOTED}|[\w-]+)"


class Lines:
    """The lines of the keys of a text in TOML."""

    def __init__(self, text: str) -> None:
        # The first line on which each key and each table is, by the names down to it.
        self._lines: dict[tuple[str, ...], int] = {}
        for number, keys in _keys(text):
            for n in range(1, len(keys) + 1):
                self._lines.setdefault(keys[:n], number)

    def of(self, *keys: str) -> int:
        """The line of a key; for one within an inline table, the line of that table."""
        known = (keys[:n] for n in range(len(keys), 0, -1) if keys[:n] in self._lines)
        found = next(known, None)
        return self._lines[found] if found else 1


def line_of_endless_key(text: str) -> int:
    """The line of a dotted key of more than `MAX_PARTS` parts; 0 if there is none."""
    for key in re.finditer(rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*", text):
        if key[0].count(".") >= MAX_PARTS and len(re.findall(_PART, key[0])) > MAX_PARTS:
            return text.count("\n", 0, key.start()) + 1
    return 0


def _keys(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lines that open a table or set a key, with the names down to it."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        written = line.lstrip()
        if opened := re.match(r"\[+([^\[\]]+)\]", written):
            table = _dotted(opened[1])
            yield number, table
            continue
        named = re.match(rf"(?:{_QUOTED}|[\w.\- \t])+", written)
        if named and written.startswith("=", named.end()):
            yield number, table + _dotted(named[0])


def _dotted(key: str) -> tuple[str, ...]:
    return tuple(word.strip("\"'") for word in re.findall(rf"{_QUOTED}|[^.\s]+", key)[:MAX_PARTS])
