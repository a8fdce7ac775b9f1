"""Annotations for GitHub Actions: workflow commands, worst first, within the limit of a step."""

from __future__ import annotations

from tqcheck.finding import SEVERITIES, Finding
from tqcheck.reports import Style
from tqcheck.reports._plain import plain, plural
from tqcheck.runner import Result, Summary

# GitHub shows ten errors, ten warnings and ten notices of a step, and drops the others silently.
# One notice is kept to say how many those are.
_LIMITS = {"error": 10, "warning": 10, "info": 9}
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


class Report:
    def __init__(self, style: Style) -> None:
        self.findings: list[Finding] = []

    def add(self, result: Result) -> str:
        self.findings += result.findings
        return ""

    def finish(self, summary: Summary) -> str:
        lines: list[str] = []
        for level in SEVERITIES:
            of_level = [finding for finding in self.findings if finding.severity == level]
            lines += [_annotation(finding) for finding in of_level[: _LIMITS[level]]]
        hidden = len(self.findings) - len(lines)
        if hidden:
            rest = plural(hidden, "more finding")
            lines.append(f"::notice title=tqcheck::{rest} not shown here; see the job summary")
        return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Finding) -> str:
    properties = {"file": finding.path, "line": str(finding.line), "title": finding.rule}
    if finding.end_line > finding.line:
        properties["endLine"] = str(finding.end_line)
    elif finding.end_column > finding.column:
        # GitHub refuses columns for what spans several lines.
        properties |= {"col": str(finding.column), "endColumn": str(finding.end_column)}
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    passages = "".join(f"\n{r.label}: {plain(r.text)}" for r in finding.related[:1])
    message = f"{plain(finding.message)}{passages}\nhelp: {plain(finding.help)}"
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
