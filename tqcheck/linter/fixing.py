"""What `--fix` and `--diff` do: fixes are made in a document until none is left.

Safe fixes are made, and with `--unsafe-fixes` the others too. Of fixes that overlap or touch only
the first is made, and the document is checked again: what the others would fix may be gone or
elsewhere by then. Fixes that undo each other are not made at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, replace

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
MAX_ROUNDS = 100

# An edit at its offsets: start, end, and the text that goes there.
Placed = tuple[int, int, str]


@dataclass(frozen=True, slots=True, order=True)
class FixedFinding:
    """What was fixed, or would be."""

    # The line of the file before it was fixed.
    line: int
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document before and after it was fixed."""

    before: Result
    after: Result
    # The file's content after.
    content: bytes
    # What was fixed, by its place in the file before.
    findings: tuple[FixedFinding, ...]


def fix(ref: DocumentRef, session: Session, *, unsafe: bool = False) -> Result:
    """Make the fixes in a document's file; the result is what remains."""
    return _fix(ref, session, unsafe=unsafe, write=True)


def diff(ref: DocumentRef, session: Session, *, unsafe: bool = False) -> Result:
    """Check a document and leave its file alone; the output is what `fix` would change."""
    return _fix(ref, session, unsafe=unsafe, write=False)


def _fix(ref: DocumentRef, session: Session, *, unsafe: bool, write: bool) -> Result:
    try:
        former = read_bytes(ref.target, session.roots)
        made = fix_content(former, ref, session, unsafe=unsafe)
    except FileError as error:
        return Result(ref.target, None, (), trouble=error)
    if not write:
        return as_diff(made, former)
    if made.findings:
        try:
            replace_content(ref.target, made.content, former, session.roots)
        except FileError as error:
            return replace(made.before, trouble=error)
    return replace(made.after, fixed=made.findings)


def as_diff(made: Fixed, former: bytes) -> Result:
    """The findings, with the diff from `former` to the fixed document as output."""
    path = made.before.path
    return replace(made.before, fixed=made.findings, output=patch(path, former, made.content))


def fix_content(
    content: bytes,
    ref: DocumentRef,
    session: Session,
    *,
    unsafe: bool = False,
    anyway: bool = False,
) -> Fixed:
    """Make the fixes in a translation; its byte order mark and line ends are kept.

    What is not a translation document stays as it is, and is judged only `anyway`. Raises FileError
    for content that is not UTF-8 text.
    """
    original = text = decode(content, ref.target)

    def checked(text: str) -> Result:
        return check_contents(ref, session, [Content(ref.target, text)], anyway=anyway)

    before = after = checked(text)
    found: list[FixedFinding] = []
    former: list[tuple[str, list[Placed]]] = []
    while True:
        fixable = [f for f in after.findings if _is_made(f, ref.target, unsafe=unsafe)]
        fixed, made, edits = apply(text, [f.fix for f in fixable if f.fix])
        if fixed == text:
            break
        if len(former) == MAX_ROUNDS or fixed == original or fixed in (t for t, _ in former):
            # Nobody knows what they should come to.
            return Fixed(before, _without_fixes(before, ref.target, unsafe=unsafe), content, ())
        found += (_fixed(fixable[n], text, former) for n in made)
        former.append((text, edits))
        text = fixed
        after = checked(text)
    after = _without_fixes(after, ref.target, unsafe=unsafe)
    mark = BOM if content.startswith(BOM) else b""
    return Fixed(before, after, mark + text.encode(), tuple(sorted(found)))


def _is_made(finding: Finding, path: str, *, unsafe: bool) -> bool:
    """Whether the finding has a fix that is to be made and only changes the file at `path`."""
    fix = finding.fix
    return bool(fix and (fix.safe or unsafe) and all(edit.path == path for edit in fix.edits))


def _without_fixes(result: Result, path: str, *, unsafe: bool) -> Result:
    """The result without the fixes that could not be made, so that none is promised."""
    findings = tuple(
        replace(f, fix=None) if _is_made(f, path, unsafe=unsafe) else f for f in result.findings
    )
    return replace(result, findings=findings)


def _fixed(finding: Finding, text: str, former: Sequence[tuple[str, list[Placed]]]) -> FixedFinding:
    """The finding at its line in the file as it was before all rounds."""
    offset = Lines(text).starts[finding.line - 1] + finding.column - 1
    for earlier, edits in reversed(former):
        offset, text = _before(offset, edits), earlier
    line = bisect_right(Lines(text).starts, offset)
    return FixedFinding(line, finding.rule, finding.message)


def _before(offset: int, edits: Sequence[Placed]) -> int:
    """Where what is at an offset was before the edits."""
    shift = 0
    for start, end, inserted in edits:
        if offset < start + shift:
            break
        if offset < start + shift + len(inserted):
            return start
        shift += len(inserted) - (end - start)
    return offset - shift


def apply(text: str, fixes: Sequence[Fix]) -> tuple[str, list[int], list[Placed]]:
    """The text with those fixes made that do not overlap or touch, their indexes, and the edits.

    All edits are of the file that the text is from. Whatever the order of the fixes, those that
    come first in the text are made, each with all of its edits; equal ones are made once. None is
    made that would leave nothing. A line feed in an edit becomes the line end used at its place.
    Raises ValueError for an edit outside the text.
    """
    lines = Lines(text)
    placed: dict[tuple[Placed, ...], list[int]] = {}
    for n, fix in enumerate(fixes):
        edits = tuple(sorted({lines.place(edit) for edit in fix.edits}))
        placed.setdefault(edits, []).append(n)
    made: list[int] = []
    taken: list[Placed] = []
    remaining = _ink(text)
    for edits, indexes in sorted(placed.items()):
        left = remaining + sum(_ink(new) - _ink(text[start:end]) for start, end, new in edits)
        if _overlap(edits) or any(_meets(edit, taken) for edit in edits) or not left:
            continue
        for edit in edits:
            insort(taken, edit)
        made += indexes
        remaining = left
    parts: list[str] = []
    done = 0
    for start, end, inserted in taken:
        parts += [text[done:start], inserted]
        done = end
    return "".join(parts) + text[done:], sorted(made), taken


def _overlap(edits: Sequence[Placed]) -> bool:
    return any(edits[n][1] > edits[n + 1][0] for n in range(len(edits) - 1))


def _meets(edit: Placed, taken: Sequence[Placed]) -> bool:
    """Whether an edit overlaps or touches one of those, which are in order and do not overlap."""
    start, end, _ = edit
    at = bisect_left(taken, (start,))
    return (at > 0 and taken[at - 1][1] >= start) or (at < len(taken) and taken[at][0] <= end)


def _ink(text: str) -> int:
    """The number of characters that are not blank."""
    return sum(not char.isspace() for char in text)


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
