"""What `--fix` and `--diff` do: safe fixes are made in a document until none is left.

Of fixes that overlap or touch only the first is made, and the document is checked again: what the
others would fix may be gone or elsewhere by then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from tqcheck.document import DocumentRef
from tqcheck.errors import FileError
from tqcheck.files.content import BOM, Content, decode, read_bytes
from tqcheck.files.diff import patch
from tqcheck.files.writing import replace_content
from tqcheck.finding import Edit, Finding, Fix
from tqcheck.linter import check_contents
from tqcheck.linter.results import Result
from tqcheck.linter.session import Session

# More than any document needs: fixes that cause each other have to end somewhere.
MAX_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document before and after it was fixed."""

    before: Result
    after: Result
    # The file's content after.
    content: bytes
    # The number of findings that were fixed.
    count: int


def fix(ref: DocumentRef, session: Session) -> Result:
    """Make the safe fixes in a document's file; the result is what remains."""
    return _fix(ref, session, write=True)


def diff(ref: DocumentRef, session: Session) -> Result:
    """Check a document and leave its file alone; the output is what `fix` would change."""
    return _fix(ref, session, write=False)


def _fix(ref: DocumentRef, session: Session, *, write: bool) -> Result:
    try:
        former = read_bytes(ref.target, session.roots)
        made = fix_content(former, ref, session)
    except FileError as error:
        return Result(ref.target, None, (), trouble=error)
    if not write:
        return as_diff(made, former)
    if made.count:
        try:
            replace_content(ref.target, made.content, former, session.roots)
        except FileError as error:
            return replace(made.before, trouble=error)
    return replace(made.after, fixed=made.count)


def as_diff(made: Fixed, former: bytes) -> Result:
    """The findings, with the diff from `former` to the fixed document as output."""
    path = made.before.path
    return replace(made.before, fixed=made.count, output=patch(path, former, made.content))


def fix_content(
    content: bytes, ref: DocumentRef, session: Session, *, anyway: bool = False
) -> Fixed:
    """Make the safe fixes in a translation; its byte order mark and line ends are kept.

    What is not a translation document stays as it is, and is judged only `anyway`. Raises FileError
    for content that is not UTF-8 text.
    """
    text = decode(content, ref.target)

    def checked(text: str) -> Result:
        return check_contents(ref, session, [Content(ref.target, text)], anyway=anyway)

    before = after = checked(text)
    count = 0
    for _ in range(MAX_ROUNDS):
        fixed, made = apply(text, list(_safe(after.findings, ref.target)))
        if fixed == text or not fixed.strip():
            break
        text, count = fixed, count + made
        after = checked(text)
    mark = BOM if content.startswith(BOM) else b""
    return Fixed(before, after, mark + text.encode(), count)


def _safe(findings: Iterable[Finding], path: str) -> Iterator[Fix]:
    """The safe fixes that change only the file at `path`."""
    for finding in findings:
        fix = finding.fix
        if fix and fix.safe and all(edit.path == path for edit in fix.edits):
            yield fix


def apply(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """The text with those fixes made that do not overlap or touch, and the number of them.

    All edits are of the file that the text is from. Whatever the order of the fixes, those that
    come first in the text are made, each with all of its edits. A line feed in an edit becomes the
    line end used at its place. Raises ValueError for an edit outside the text.
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
        """The offsets of an edit, and its text with the line end used at its place."""
        start, end = (
            self._offset(edit.line, edit.column),
            self._offset(edit.end_line, edit.end_column),
        )
        if start > end:
            raise ValueError(f"an edit ends before it begins: {edit}")
        return start, end, self.inserted(edit)

    def inserted(self, edit: Edit) -> str:
        """The text of an edit, with the line end used at its place for each line feed."""
        nearest = self.ends[min(edit.line, len(self.ends)) - 1] if self.ends else "\n"
        return edit.text.replace("\n", nearest)

    def _offset(self, line: int, column: int) -> int:
        if not (1 <= line <= len(self.starts) and column >= 1):
            raise ValueError(f"no line {line}, column {column}")
        offset = self.starts[line - 1] + column - 1
        if offset > self.stops[line - 1]:
            raise ValueError(f"line {line} has no column {column}")
        return offset
