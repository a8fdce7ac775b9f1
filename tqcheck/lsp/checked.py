"""The check of a text in an editor: findings and problems, as diagnostics of files."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lsprotocol import types
from pygls.workspace import PositionCodec

from tqcheck.document import Document
from tqcheck.errors import FileError, TqcheckError, unexpected
from tqcheck.files.content import decode
from tqcheck.finding import Finding
from tqcheck.linter import check_text, fixing
from tqcheck.linter.discovery import is_checked
from tqcheck.linter.documents import ref_of
from tqcheck.linter.session import Session
from tqcheck.lsp.diagnostics import diagnostic_of, trouble_of
from tqcheck.lsp.positions import Files, Text
from tqcheck.lsp.projects import NAMES, Projects

# A problem with a file begins with its path, and the line if it is known.
_PLACED = re.compile(r"(?P<path>.+?):(?:(?P<line>\d+):)? (?P<reason>.+)", re.S)
# Where the reader of TOML puts the line.
_TOML_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class Buffer:
    """A document as the editor has it."""

    uri: str
    path: str
    text: str
    version: int | None
    # Knows the code units in which the editor counts columns.
    codec: PositionCodec
    # Whether the editor shows related passages beside a diagnostic.
    related: bool


@dataclass(frozen=True)
class CheckedBuffer:
    """What a check of a buffer has found."""

    buffer: Buffer
    # Those of each file, by URI; none of the buffer's own if it is left out.
    diagnostics: dict[str, list[types.Diagnostic]] = field(default_factory=dict)
    # The findings in the buffer itself, each with its diagnostic.
    findings: tuple[tuple[Finding, types.Diagnostic], ...] = ()
    # Why it could not be judged, if the reason is not in the buffer itself.
    trouble: str = ""
    # Why it is not to be checked.
    left_out: str = ""
    # What was read, and with what; None if it was not judged.
    document: Document | None = None
    session: Session | None = None

    @cached_property
    def text(self) -> Text:
        return Text(self.buffer.text, self.buffer.codec)

    @cached_property
    def fixed(self) -> list[types.TextEdit]:
        """The edits of all safe fixes; it takes several checks, the first time."""
        session = self.session
        if not session or not any(f.fix and f.fix.safe for f, _ in self.findings):
            return []
        ref = ref_of(self.buffer.path, session.config)
        made = fixing.fix_content(self.buffer.text.encode(), ref, session).content
        return self.text.changes(made.decode())


def check_buffer(buffer: Buffer, projects: Projects) -> CheckedBuffer:
    """Check a buffer as its project's configuration says.

    Without a configuration, if it leaves the file out, or if the text is not that of a translation
    document, there are no diagnostics.
    """
    files = Files(buffer.uri, buffer.path, buffer.text, buffer.codec)
    try:
        session = projects.session_of(buffer.path)
        if session is None:
            return CheckedBuffer(buffer, left_out=f"there is no {' or '.join(NAMES)} with settings")
        if not is_checked(buffer.path, session.config):
            return CheckedBuffer(buffer, left_out="`include`, `exclude` and `paths` leave it out")
        text = decode(buffer.text.encode("utf-8", "surrogatepass"), buffer.path)
        result = check_text(text, buffer.path, session)
    except TqcheckError as error:
        return _not_judged(error, buffer, files)
    if result.trouble:
        return _not_judged(result.trouble, buffer, files)
    if not result.is_document:
        return CheckedBuffer(buffer, left_out="it is not a translation document")
    own: list[tuple[Finding, types.Diagnostic]] = []
    diagnostics: defaultdict[str, list[types.Diagnostic]] = defaultdict(list, {buffer.uri: []})
    for finding in result.findings:
        uri, _ = files.find(finding.path)
        made = diagnostic_of(finding, files, related=buffer.related)
        diagnostics[uri].append(made)
        if finding.path == buffer.path:
            own.append((finding, made))
    return CheckedBuffer(
        buffer, dict(diagnostics), tuple(own), document=result.document, session=session
    )


def failed(buffer: Buffer, error: Exception) -> CheckedBuffer:
    """What is shown of a buffer whose check raised an unexpected error."""
    files = Files(buffer.uri, buffer.path, buffer.text, buffer.codec)
    return _not_judged(FileError(buffer.path, unexpected(error)), buffer, files)


def _not_judged(error: TqcheckError, buffer: Buffer, files: Files) -> CheckedBuffer:
    """A buffer that was not judged: the diagnostic is in the file that is wrong, if it is known."""
    diagnostics: dict[str, list[types.Diagnostic]] = {buffer.uri: []}
    path, line, reason = _place_of(error)
    trouble = "" if path == buffer.path else str(error)
    if not path or not (path == buffer.path or Path(path).is_file()):
        path, line, reason = buffer.path, 1, str(error)
    uri, text = files.find(path)
    diagnostics[uri] = [trouble_of(reason, line, text)]
    return CheckedBuffer(buffer, diagnostics, trouble=trouble)


def _place_of(error: TqcheckError) -> tuple[str, int, str]:
    """The file that is wrong, "" if it is not known, the line, 1 if none is known, and the reason.

    Errors in a configuration name their place in the text of the message only.
    """
    message = str(error)
    if isinstance(error, FileError):
        path, line, reason = error.path, error.line, error.reason
    elif placed := _PLACED.fullmatch(message):
        path, line, reason = placed["path"], int(placed["line"] or 0), placed["reason"]
    else:
        path, line, reason = "", 0, message
    return path, line or int(next(iter(_TOML_LINE.findall(message)), "1")), reason
