"""GitLab's code quality report: a JSON array that its merge requests show beside the change."""

from __future__ import annotations

from tqcheck.errors import FileError
from tqcheck.escaping import dumps, escape
from tqcheck.finding import Finding
from tqcheck.linter.results import Result, Summary
from tqcheck.reports import Style
from tqcheck.reports._fingerprints import distinct, hashed
from tqcheck.reports._paths import below

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


class Report:
    def __init__(self, style: Style) -> None:
        self.findings: list[Finding] = []
        self.not_judged: list[FileError] = []

    def add(self, result: Result) -> str:
        self.findings += result.findings
        if result.not_judged:
            self.not_judged.append(result.not_judged)
        return ""

    def finish(self, summary: Summary) -> str:
        seen: dict[str, int] = {}
        issues = [_blocker(trouble, seen) for trouble in self.not_judged]
        issues += [_issue(finding, seen) for finding in self.findings]
        return dumps(issues, indent=2) + "\n"


def _blocker(trouble: FileError, seen: dict[str, int]) -> dict[str, object]:
    """A document that was not judged, which nothing else in the report would show."""
    path, line = below("CI_PROJECT_DIR", trouble.path), max(1, trouble.line)
    return {
        "description": f"not-judged: {escape(trouble.reason)}",
        "check_name": "not-judged",
        "fingerprint": distinct(hashed(path, "not-judged"), seen),
        "severity": "blocker",
        "location": {"path": escape(path), "lines": {"begin": line, "end": line}},
    }


def _issue(finding: Finding, seen: dict[str, int]) -> dict[str, object]:
    path = below("CI_PROJECT_DIR", finding.path)
    return {
        # GitLab does not show `check_name`, so the description names the rule as well.
        "description": f"{finding.rule}: {escape(finding.message)}; {escape(finding.help)}",
        "check_name": finding.rule,
        # GitLab drops all but one issue of a fingerprint, and calls one new whose fingerprint is:
        # so it is unique, and the line is not part of it.
        "fingerprint": distinct(hashed(path, finding.fingerprint), seen),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": escape(path),
            "lines": {"begin": finding.line, "end": finding.end_line},
        },
    }
