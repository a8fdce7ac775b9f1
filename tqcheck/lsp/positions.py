"""Places as an editor counts them: lines and columns from 0, in the code units agreed upon."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import Protocol

from lsprotocol import types
from pygls import uris
from pygls.workspace import PositionCodec

from tqcheck.errors import TqcheckError
from tqcheck.files.content import read_text, split_lines
from tqcheck.files.roots import Roots, root_of
from tqcheck.finding import Edit
from tqcheck.linter.fixing import Lines

_BOM = "\ufeff"
# A line with its end; the last one may have none.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class Place(Protocol):
    """Anything with a place in a file, as spans have: from 1, in code points."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def end_line(self) -> int: ...
    @property
    def end_column(self) -> int: ...


class Text:
    """The text of a file, and its places as the editor counts them, in the code units of `codec`.

    A byte order mark takes a column there, but not in the rest of tqcheck.
    """

    def __init__(self, text: str, codec: PositionCodec) -> None:
        self.text = text
        self.lines = split_lines(text)
        self._codec = codec
        self._shift = text.startswith(_BOM)

    def position(self, line: int, column: int) -> types.Position:
        """The position of a line and column from 1; a line that is not there keeps its number."""
        at = types.Position(line - 1, column - 1 + (self._shift and line == 1))
        if line > len(self.lines):
            return at
        return self._codec.position_to_client_units(self.lines, at)

    def range(self, place: Place) -> types.Range:
        return types.Range(
            self.position(place.line, place.column), self.position(place.end_line, place.end_column)
        )

    def of_line(self, line: int) -> types.Range:
        """The range of a whole line, without its end."""
        line = min(max(line, 1), len(self.lines))
        end = self.position(line, len(self.lines[line - 1]) + 1)
        return types.Range(types.Position(line - 1, 0), end)

    def insertion(self, line: int, inserted: str) -> types.TextEdit:
        """Insert a line of text before a line (from 1), or after the last one."""
        end = self.line_ends.ends[0] if self.line_ends.ends else "\n"
        if line > len(self.lines):
            at = self.of_line(len(self.lines)).end
            return types.TextEdit(types.Range(at, at), f"{end}{inserted}")
        at = self.position(line, 1)
        return types.TextEdit(types.Range(at, at), f"{inserted}{end}")

    def edit(self, edit: Edit) -> types.TextEdit:
        """An edit of a fix, with the line ends of its place."""
        return types.TextEdit(self.range(edit), self.line_ends.inserted(edit))

    @cached_property
    def line_ends(self) -> Lines:
        return Lines(self.text)

    def changes(self, after: str) -> list[types.TextEdit]:
        """The edits, of whole lines, that turn the text into `after`."""
        old, new = (_LINE.findall(text) for text in (self.text, after))
        changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return [
            types.TextEdit(types.Range(self._start(i), self._start(j)), "".join(new[m:n]))
            for kind, i, j, m, n in changes
            if kind != "equal"
        ]

    def _start(self, index: int) -> types.Position:
        """Where a line begins, counted from 0; after the last one, where that ends."""
        if index < len(self.lines):
            return types.Position(index, 0)
        return self.of_line(len(self.lines)).end


class Files:
    """The files that findings lead to: the document as the editor has it, others as on disk."""

    def __init__(self, uri: str, path: str, text: str, codec: PositionCodec) -> None:
        self.path = path
        self._codec = codec
        self._roots = Roots(root_of(Path(path).parent))
        self._known = {path: (uri, Text(text, codec))}

    @property
    def document(self) -> Text:
        return self._known[self.path][1]

    def find(self, path: str) -> tuple[str, Text]:
        """The URI and the text of a file; one that cannot be read counts as empty."""
        if path not in self._known:
            absolute = str(Path(path).absolute())
            try:
                text = read_text(absolute, self._roots)
            except TqcheckError:
                text = ""
            self._known[path] = uris.from_fs_path(absolute) or "", Text(text, self._codec)
        return self._known[path]
