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
    """Whether a request for some kinds of action is one for that kind; without any, it is."""
    return not only or any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


def findings_at(
    judgement: CheckedBuffer, place: types.Range, shown: Sequence[types.Diagnostic] = ()
) -> list[tuple[Finding, types.Diagnostic]]:
    """The findings that a range touches, and those of the diagnostics that it was asked for with.

    What is missing has no width, so that all of its line is its place.
    """
    return [
        (finding, diagnostic)
        for finding, diagnostic in judgement.found
        if _touches(diagnostic.range, place) or diagnostic in shown
    ]


def _touches(own: types.Range, place: types.Range) -> bool:
    if own.start == own.end:
        return place.start.line <= own.start.line <= place.end.line
    return own.start <= place.end and place.start <= own.end


def actions_at(
    judgement: CheckedBuffer,
    place: types.Range,
    shown: Sequence[types.Diagnostic],
    *,
    versioned: bool,
) -> list[types.CodeAction]:
    """The quick fixes of the findings at a place: first what mends them, then what waives them."""
    findings = findings_at(judgement, place, shown)
    actions = []

    def offer(
        title: str, edits: list[types.TextEdit], told: types.Diagnostic, safe: bool | None = None
    ) -> None:
        edit = workspace_edit(judgement, edits, versioned=versioned)
        kind = types.CodeActionKind.QuickFix
        actions.append(
            types.CodeAction(title, kind=kind, diagnostics=[told], is_preferred=safe, edit=edit)
        )

    for finding, told in findings:
        if finding.fix is not None:
            title = _title(finding, finding.fix)
            edits = [judgement.text.edit(edit) for edit in finding.fix.edits]
            offer(title, edits, told, finding.fix.safe)
    waivable = [(finding, told) for finding, told in findings if not _is_about_waivers(finding)]
    tried: set[tuple[str, int | None]] = set()
    for finding, told in waivable:
        line = comment_line(finding, judgement.document) if judgement.document else None
        edit = waiver(judgement, finding, line) if (finding.rule, line) not in tried else None
        tried.add((finding.rule, line))
        if edit is not None:
            offer(f"Waive {finding.rule} here", [edit], told)
    for rule, told in {finding.rule: told for finding, told in waivable}.items():
        comment = f"<!-- tqcheck: ignore-file[{rule}] {REASON} -->"
        edit = judgement.text.insertion(1, comment)
        offer(f"Waive {rule} in this file", [edit], told)
    return actions


def _is_about_waivers(finding: Finding) -> bool:
    return rules.get(finding.rule).is_about_waivers


def fix_all(judgement: CheckedBuffer, *, versioned: bool) -> types.CodeAction | None:
    """All the fixes that are safe in one action, None without any."""
    if not judgement.fixed:
        return None
    return types.CodeAction(
        "Fix all that is safe to fix",
        kind=FIX_ALL,
        edit=workspace_edit(judgement, judgement.fixed, versioned=versioned),
    )


def waiver(judgement: CheckedBuffer, finding: Finding, line: int | None) -> types.TextEdit | None:
    """The comment that waives a finding in a line of its own; None where it does not.

    It parts the lines between which it stands, and others may be read otherwise for it: so the
    document is read once more with it.
    """
    before, session = judgement.document, judgement.session
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
    if _texts(before) != _texts(after) or [found.kind for found in suppressed] != ["inline"]:
        return None
    return judgement.text.insertion(line, comment)


def _texts(document: Document) -> tuple[list[str], str, str, list[str]]:
    """What a document is read as, without the places."""
    original = [field.value for field in document.source_header.values()]
    names = [f"{field.name}: {field.value}" for field in document.fields]
    return names, document.target.text, document.source.text, original


def workspace_edit(
    judgement: CheckedBuffer, edits: list[types.TextEdit], *, versioned: bool
) -> types.WorkspaceEdit:
    """The edits of the judged version, so that an editor which understands refuses later ones."""
    buffer = judgement.buffer
    if not versioned:
        return types.WorkspaceEdit(changes={buffer.uri: edits})
    document = types.OptionalVersionedTextDocumentIdentifier(buffer.uri, buffer.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [*edits])])


def _title(finding: Finding, fix: Fix) -> str:
    if _is_about_waivers(finding):
        is_whole = not any(edit.text for edit in fix.edits)
        return "Remove the waiver" if is_whole else "Remove from the waiver what it waives in vain"
    return f"Fix {finding.rule}{'' if fix.safe else ' (unsafe)'}: {finding.help}"
