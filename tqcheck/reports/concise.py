"""One line for each finding: path, line, column, severity, message, rule."""

from __future__ import annotations

from tqcheck.errors import FileError
from tqcheck.escaping import escape, escape_path
from tqcheck.finding import Finding
from tqcheck.linter.results import Result, Summary
from tqcheck.reports import Style


class Report:
    def __init__(self, style: Style) -> None:
        self.style = style

    def add(self, result: Result) -> str:
        lines = [headline(finding) for finding in result.findings]
        if result.not_judged:
            lines.append(not_judged_line(result.not_judged))
        return "".join(f"{line}\n" for line in lines)

    def finish(self, summary: Summary) -> str:
        return ""


def not_judged_line(trouble: FileError) -> str:
    """Why a document was not judged, in one line."""
    path = escape_path(trouble.path)
    place = f"{path}:{trouble.line}" if trouble.line else path
    return f"{place}: not judged: {escape(trouble.reason)}"


def headline(finding: Finding) -> str:
    """The finding in one line."""
    place = f"{escape_path(finding.path)}:{finding.line}:{finding.column}"
    return f"{place}: {finding.severity}: {escape(finding.message)} [{finding.rule}]"
