"""Findings and problems as diagnostics of the protocol."""

from __future__ import annotations

from lsprotocol import types

from tqcheck import rules
from tqcheck.catalogue import page_address, prose
from tqcheck.escaping import escape
from tqcheck.finding import Finding
from tqcheck.lsp.positions import Files, Text

SOURCE = "tqcheck"
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


def diagnostic_of(finding: Finding, files: Files, *, related: bool) -> types.Diagnostic:
    """A finding as a diagnostic of its file.

    The passages it is about are in `relatedInformation`; if the editor does not show that, they are
    lines of the message.
    """
    lines = [escape(finding.message)]
    if not related:
        lines += [_passage(r.label, r.text) for r in finding.related]
    lines.append(f"help: {escape(finding.help)}")
    _, text = files.find(finding.path)
    information = []
    for passage in finding.related if related else ():
        uri, file = files.find(passage.path)
        location = types.Location(uri, file.range(passage))
        words = _passage(passage.label, passage.text)
        information.append(types.DiagnosticRelatedInformation(location, words))
    return types.Diagnostic(
        range=text.range(finding),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(page_address(finding.rule)),
        source=SOURCE,
        message="\n".join(lines),
        related_information=information or None,
    )


def trouble_of(reason: str, line: int, text: Text) -> types.Diagnostic:
    """Why a document cannot be judged, at a line of the file that is wrong."""
    return types.Diagnostic(
        range=text.of_line(line),
        severity=types.DiagnosticSeverity.Error,
        source=SOURCE,
        message=escape(reason),
    )


def explanation(rule: str) -> str:
    """What a rule is about, in Markdown: its summary, why it matters, where its page is."""
    known = rules.get(rule)
    return f"**{rule}**: {known.summary}\n\n{prose(known)}\n\n[Examples]({page_address(rule)})"


def _passage(label: str, text: str) -> str:
    return f"{escape(label)}: {escape(text)}"
