"""What `--fix` and `--diff` do: safe fixes put into a document until there are none left.

Of fixes that touch each other the first is made, and the document checked again: what the others
mend may be gone, or may stand elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from tqcheck.config import Config
from tqcheck.errors import TqcheckError
from tqcheck.files.content import BOM, decode, read_bytes
from tqcheck.files.diff import patch
from tqcheck.files.writing import replace_content
from tqcheck.finding import Edit, Fix
from tqcheck.linter import check_text
from tqcheck.linter.results import Result
from tqcheck.occurrences import Occurrences

# More than any document takes: a fix that brings the next one on ends somewhere.
ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document before and after: the file's content, and what is found in it.

    `count` is the number of findings that were mended.
    """

    before: Result
    after: Result
    content: bytes
    count: int


def fix_file(path: str, config: Config, archive: Occurrences | None = None) -> Result:
    """Check a file, replace it by what its safe fixes make of it, and tell what remains."""
    return _file(path, config, archive, write=True)


def diff_file(path: str, config: Config, archive: Occurrences | None = None) -> Result:
    """Check a file and leave it as it is; the result's output is what `fix_file` would change."""
    return _file(path, config, archive, write=False)


def _file(path: str, config: Config, archive: Occurrences | None, *, write: bool) -> Result:
    try:
        former = read_bytes(path)
        made = fix_content(former, path, config, archive)
    except TqcheckError as error:
        return Result(path, None, (), trouble=str(error))
    if not write:
        return as_diff(made, former)
    if made.count:
        try:
            replace_content(path, made.content, former)
        except TqcheckError as error:
            return replace(made.before, trouble=str(error))
    return replace(made.after, fixed=made.count)


def as_diff(made: Fixed, former: bytes) -> Result:
    """What was found, with the way from `former` to the fixed document as its output."""
    path = made.before.path
    return replace(made.before, fixed=made.count, output=patch(path, former, made.content))


def fix_content(
    content: bytes, path: str, config: Config, archive: Occurrences | None = None
) -> Fixed:
    """Make the safe fixes in a document; its byte order mark and its line ends stay.

    Raises TqcheckError for what is no UTF-8 text.
    """
    text = decode(content, path)
    before = after = check_text(text, path, config, archive)
    count = 0
    for _ in range(ROUNDS):
        safe = [finding.fix for finding in after.findings if finding.fix and finding.fix.safe]
        fixed, made = apply(text, safe)
        if fixed == text or not fixed.strip():
            break
        text, count = fixed, count + made
        after = check_text(text, path, config, archive)
    mark = BOM if content.startswith(BOM) else b""
    return Fixed(before, after, mark + text.encode(), count)


def apply(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """The text with as many of the fixes as do not touch each other, and how many those are.

    Whatever their order, it is the first ones of the text that are made, each whole. A line feed
    in an edit becomes the line end of its place. Raises ValueError for an edit outside the text.
    """
    lines = Lines(text)
    placed = {tuple(sorted({lines.place(edit) for edit in fix.edits})) for fix in fixes}
    parts: list[str] = []
    done, count = 0, 0
    for edits in sorted(placed):
        if count and edits[0][0] <= done:
            continue
        if any(end > start for (_, end, _), (start, _, _) in pairwise(edits)):
            continue
        for start, end, inserted in edits:
            parts += [text[done:start], inserted]
            done = end
        count += 1
    return "".join(parts) + text[done:], count


class Lines:
    """Where the lines of a text begin and end, as editors count them (LF, CRLF, CR)."""

    def __init__(self, text: str) -> None:
        ends = list(re.finditer(r"\r\n|\r|\n", text))
        self.starts = [0, *(end.end() for end in ends)]
        self.stops = [*(end.start() for end in ends), len(text)]
        self.ends = [end[0] for end in ends]

    def place(self, edit: Edit) -> tuple[int, int, str]:
        """The offsets of an edit, and its text with the line end of its place."""
        start, end = (
            self._offset(edit.line, edit.column),
            self._offset(edit.end_line, edit.end_column),
        )
        if start > end:
            raise ValueError(f"an edit ends before it begins: {edit}")
        return start, end, self.inserted(edit)

    def inserted(self, edit: Edit) -> str:
        """The text of an edit, each line feed of it as the line end of its place."""
        nearest = self.ends[min(edit.line, len(self.ends)) - 1] if self.ends else "\n"
        return edit.text.replace("\n", nearest)

    def _offset(self, line: int, column: int) -> int:
        if not (1 <= line <= len(self.starts) and column >= 1):
            raise ValueError(f"no line {line}, column {column}")
        offset = self.starts[line - 1] + column - 1
        if offset > self.stops[line - 1]:
            raise ValueError(f"line {line} has no column {column}")
        return offset
