"""What an editor may offer at a finding: fixes, and waivers as comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lsprotocol import types

from tqcheck import rules
from tqcheck.document import Document
from tqcheck.files.content import Content
from tqcheck.finding import Finding, Fix
from tqcheck.linter.documents import read, ref_of
from tqcheck.linter.session import Session
from tqcheck.linter.waivers import REASON, apply_waivers, comment_line
from tqcheck.lsp.checked import CheckedBuffer

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.tqcheck"
QUICK_FIX = types.CodeActionKind.QuickFix.value


def is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether a request asks for that kind of action; one that names no kind asks for all."""
    return not only or any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


def findings_at(
    checked: CheckedBuffer, place: types.Range, shown: Sequence[types.Diagnostic] = ()
) -> list[tuple[Finding, types.Diagnostic]]:
    """The findings that a range touches, and those of the diagnostics that the editor names.

    An omission has no width, so any range on its line touches it.
    """
    return [
        (finding, diagnostic)
        for finding, diagnostic in checked.findings
        if _touches(diagnostic.range, place) or diagnostic in shown
    ]


def _touches(own: types.Range, place: types.Range) -> bool:
    if own.start == own.end:
        return place.start.line <= own.start.line <= place.end.line
    return own.start <= place.end and place.start <= own.end


def actions_at(
    checked: CheckedBuffer,
    place: types.Range,
    shown: Sequence[types.Diagnostic],
    *,
    versioned: bool,
) -> list[types.CodeAction]:
    """The quick fixes of the findings at a place: first those that fix, then those that waive."""
    findings = findings_at(checked, place, shown)
    actions = []

    def offer(
        title: str,
        edits: list[types.TextEdit],
        diagnostic: types.Diagnostic,
        safe: bool | None = None,
    ) -> None:
        edit = workspace_edit(checked, edits, versioned=versioned)
        actions.append(
            types.CodeAction(
                title,
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                is_preferred=safe,
                edit=edit,
            )
        )

    for finding, diagnostic in findings:
        fix = finding.fix
        # A fix that changes another file too is not offered.
        if fix is not None and all(edit.path == finding.path for edit in fix.edits):
            edits = [checked.text.edit(edit) for edit in fix.edits]
            offer(_title(finding, fix), edits, diagnostic, fix.safe)
    waivable = [
        (finding, diagnostic) for finding, diagnostic in findings if not _is_about_waivers(finding)
    ]
    tried: set[tuple[str, int | None]] = set()
    for finding, diagnostic in waivable:
        line = comment_line(finding, checked.document) if checked.document else None
        edit = waiver(checked, finding, line) if (finding.rule, line) not in tried else None
        tried.add((finding.rule, line))
        if edit is not None:
            offer(f"Waive {finding.rule} here", [edit], diagnostic)
    for rule, diagnostic in {finding.rule: diagnostic for finding, diagnostic in waivable}.items():
        comment = f"<!-- tqcheck: ignore-file[{rule}] {REASON} -->"
        edit = checked.text.insertion(1, comment)
        offer(f"Waive {rule} in this file", [edit], diagnostic)
    return actions


def _is_about_waivers(finding: Finding) -> bool:
    return rules.get(finding.rule).is_about_waivers


def fix_all(checked: CheckedBuffer, *, versioned: bool) -> types.CodeAction | None:
    """One action that makes all safe fixes, None if there are none."""
    if not checked.fixed:
        return None
    return types.CodeAction(
        "Fix all that is safe to fix",
        kind=FIX_ALL,
        edit=workspace_edit(checked, checked.fixed, versioned=versioned),
    )


def waiver(checked: CheckedBuffer, finding: Finding, line: int | None) -> types.TextEdit | None:
    """The comment that waives a finding, on a line of its own; None if it would not.

    A new line may split a paragraph, or change how the lines around it are read, so the document
    is read again with it.
    """
    before, session = checked.document, checked.session
    if before is None or session is None or line is None:
        return None
    comment = f"<!-- tqcheck: ignore[{finding.rule}] {REASON} -->"
    written = before.target.file.lines
    lines = [*written[: line - 1], comment, *written[line - 1 :]]
    # The reason is the user's to write.
    session = Session(replace(session.config, require_reasons=False))
    content = Content(before.path, "\n".join(lines))
    after = read(ref_of(before.path, session.config), session, [content])
    moved = finding
    if finding.line >= line:
        moved = replace(finding, line=finding.line + 1, end_line=finding.end_line + 1)
    _, suppressed, _ = apply_waivers([moved], after, session)
    if _texts(before) != _texts(after) or [each.kind for each in suppressed] != ["inline"]:
        return None
    return checked.text.insertion(line, comment)


def _texts(document: Document) -> tuple[list[str], str, str, list[str]]:
    """The texts of a document, without their places."""
    original = [field.value for field in document.source_header.values()]
    names = [f"{field.name}: {field.value}" for field in document.fields]
    return names, document.target.text, document.source.text, original


def workspace_edit(
    checked: CheckedBuffer, edits: list[types.TextEdit], *, versioned: bool
) -> types.WorkspaceEdit:
    """The edits; `versioned` ones an editor refuses to make in a later version of the buffer."""
    buffer = checked.buffer
    if not versioned:
        return types.WorkspaceEdit(changes={buffer.uri: edits})
    document = types.OptionalVersionedTextDocumentIdentifier(buffer.uri, buffer.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [*edits])])


def _title(finding: Finding, fix: Fix) -> str:
    if _is_about_waivers(finding):
        is_whole = not any(edit.text for edit in fix.edits)
        return "Remove the waiver" if is_whole else "Remove the unused rules from the waiver"
    return f"Fix {finding.rule}{'' if fix.safe else ' (unsafe)'}: {finding.help}"
