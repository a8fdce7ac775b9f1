"""What the text in an editor is judged to be: findings and troubles, as diagnostics of files."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lsprotocol import types
from pygls.workspace import PositionCodec

from tqcheck.document import Document
from tqcheck.errors import TqcheckError
from tqcheck.files import cache
from tqcheck.files.content import decode
from tqcheck.finding import Finding
from tqcheck.linter import check_text, fixing, unexpected
from tqcheck.linter.discovery import is_checked
from tqcheck.linter.documents import ref_of
from tqcheck.linter.session import Session
from tqcheck.lsp.diagnostics import diagnostic_of, trouble_of
from tqcheck.lsp.positions import Files, Text
from tqcheck.lsp.projects import NAMES, Projects

# How troubles begin that tell of a file: its path, and the line where it is known.
_PLACED = re.compile(r"(?P<path>.+?):(?:(?P<line>\d+):)? (?P<what>.+)", re.S)
# Where the reader of TOML puts the line.
_TOML_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class Buffer:
    """A document as the editor has it, and how that wants to be told of it.

    `related` says whether it shows related passages beside a diagnostic.
    """

    uri: str
    path: str
    text: str
    version: int | None
    codec: PositionCodec
    related: bool


@dataclass(frozen=True)
class CheckedBuffer:
    """What came of a buffer.

    `diagnostics` are those of each file, by URI; the buffer's own are there where it was judged.
    `found` are the findings in the buffer itself, beside their diagnostics. `trouble` is what kept
    something it rests on from being read, `silence` says why it is not meant to be judged.
    """

    buffer: Buffer
    diagnostics: dict[str, list[types.Diagnostic]] = field(default_factory=dict)
    found: tuple[tuple[Finding, types.Diagnostic], ...] = ()
    trouble: str = ""
    silence: str = ""
    document: Document | None = None
    session: Session | None = None

    @cached_property
    def text(self) -> Text:
        return Text(self.buffer.text, self.buffer.codec)

    @cached_property
    def fixed(self) -> list[types.TextEdit]:
        """What makes all the fixes that are safe; it takes several checks, the first time."""
        session = self.session
        if not session or not any(f.fix and f.fix.safe for f, _ in self.found):
            return []
        ref = ref_of(self.buffer.path, session.config)
        made = fixing.fix_content(self.buffer.text.encode(), ref, session).content
        return self.text.changes(made.decode())


def judge(buffer: Buffer, projects: Projects) -> CheckedBuffer:
    """Check a buffer as its project's configuration says.

    Where there is no configuration, or it leaves the file out, nothing is told of it.
    """
    files = Files(buffer.uri, buffer.path, buffer.text, buffer.codec)
    try:
        session = projects.session_of(buffer.path)
        if session is None:
            return CheckedBuffer(buffer, silence=f"there is no {' or '.join(NAMES)} with settings")
        if not is_checked(buffer.path, session.config):
            return CheckedBuffer(buffer, silence="`include`, `exclude` and `paths` leave it out")
        cache.configure(session.config.cache_dir)
        text = decode(buffer.text.encode("utf-8", "surrogatepass"), buffer.path)
        result = check_text(text, buffer.path, session)
    except TqcheckError as error:
        return _troubled(str(error), buffer, files)
    if result.trouble:
        return _troubled(str(result.trouble), buffer, files)
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
    """What is shown of a buffer whose check raised an error that nobody expected."""
    trouble = unexpected(buffer.path, error)
    return _troubled(
        str(trouble), buffer, Files(buffer.uri, buffer.path, buffer.text, buffer.codec)
    )


def _troubled(trouble: str, buffer: Buffer, files: Files) -> CheckedBuffer:
    """Nothing is known of the buffer; what is wrong is told in the file that it is wrong in."""
    diagnostics: dict[str, list[types.Diagnostic]] = {buffer.uri: []}
    placed = _PLACED.fullmatch(trouble)
    if placed and (placed["path"] == buffer.path or Path(placed["path"]).is_file()):
        uri, text = files.find(placed["path"])
        line = placed["line"] or next(iter(_TOML_LINE.findall(trouble)), "1")
        diagnostics[uri] = [trouble_of(placed["what"], int(line), text)]
    is_own = placed is not None and placed["path"] == buffer.path
    return CheckedBuffer(buffer, diagnostics, trouble="" if is_own else trouble)
