"""One line a finding: path, line, column, severity, message, rule."""

from __future__ import annotations

from tqcheck.escaping import plain, plain_path
from tqcheck.finding import Finding
from tqcheck.linter.results import Result, Summary
from tqcheck.reports import Style


class Report:
    def __init__(self, style: Style) -> None:
        self.style = style

    def add(self, result: Result) -> str:
        return "".join(f"{headline(finding)}\n" for finding in result.findings)

    def finish(self, summary: Summary) -> str:
        return ""


def headline(finding: Finding) -> str:
    """The finding in one line."""
    place = f"{plain_path(finding.path)}:{finding.line}:{finding.column}"
    return f"{place}: {finding.severity}: {plain(finding.message)} [{finding.rule}]"
