"""Annotations for GitHub Actions: workflow commands, worst first, within the limit of a step."""

from __future__ import annotations

from tqcheck.errors import FileError
from tqcheck.escaping import escape
from tqcheck.finding import SEVERITIES, Finding
from tqcheck.linter.results import Result, Summary
from tqcheck.reports import Style
from tqcheck.reports._paths import below
from tqcheck.wording import plural

# GitHub shows ten errors, ten warnings and ten notices of a step, and drops the others silently.
# One notice is reserved for the number of those.
_LIMITS = {"error": 10, "warning": 10, "info": 9}
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


class Report:
    def __init__(self, style: Style) -> None:
        self.findings: list[Finding] = []
        self.troubles: list[FileError] = []

    def add(self, result: Result) -> str:
        self.findings += result.findings
        if result.trouble:
            self.troubles.append(result.trouble)
        return ""

    def finish(self, summary: Summary) -> str:
        lines: list[str] = []
        for level in SEVERITIES:
            of_level = [_annotation(f) for f in self.findings if f.severity == level]
            if level == "error":
                of_level = [_trouble(trouble) for trouble in self.troubles] + of_level
            lines += of_level[: _LIMITS[level]]
        hidden = len(self.troubles) + len(self.findings) - len(lines)
        if hidden:
            rest = plural(hidden, "more finding")
            lines.append(f"::notice title=tqcheck::{rest} not shown here; see the job summary")
        return "".join(f"{line}\n" for line in lines)


def _trouble(trouble: FileError) -> str:
    file = _property(below("GITHUB_WORKSPACE", trouble.path))
    return f"::error file={file},title=tqcheck::{_data(escape(str(trouble)))}"


def _annotation(finding: Finding) -> str:
    path = below("GITHUB_WORKSPACE", finding.path)
    properties = {"file": path, "line": str(finding.line), "title": finding.rule}
    if finding.end_line > finding.line:
        properties["endLine"] = str(finding.end_line)
    elif finding.end_column > finding.column:
        # GitHub refuses columns for a span of several lines.
        properties |= {"col": str(finding.column), "endColumn": str(finding.end_column)}
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    passages = "".join(f"\n{escape(f'{r.label}: {r.text}')}" for r in finding.related[:1])
    message = f"{escape(finding.message)}{passages}\nhelp: {escape(finding.help)}"
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    # Of control characters, only a line break has an escape of GitHub's own.
    escaped = "\n".join(escape(line) for line in text.split("\n"))
    return _data(escaped).replace(":", "%3A").replace(",", "%2C")
