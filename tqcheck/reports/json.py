"""The whole run as one JSON object, for programs."""

from __future__ import annotations

from tqcheck import __version__
from tqcheck.escaping import dumps
from tqcheck.finding import Finding
from tqcheck.linter.results import Result, Summary
from tqcheck.reports import Style


class Report:
    def __init__(self, style: Style) -> None:
        self.findings: list[Finding] = []
        self.unreadable: list[dict[str, str]] = []

    def add(self, result: Result) -> str:
        self.findings += result.findings
        if result.document is None and result.trouble:
            self.unreadable.append({"path": result.path, "message": result.trouble})
        return ""

    def finish(self, summary: Summary) -> str:
        report: dict[str, object] = {
            "schema_version": 1,
            "tool": {"name": "tqcheck", "version": __version__},
            "documents": summary.documents,
            "findings": [finding.to_dict() for finding in self.findings],
            "summary": {**summary.counts, "waived": summary.waived, "baselined": summary.baselined},
        }
        if self.unreadable:
            report["unreadable"] = self.unreadable
        return dumps(report, indent=2) + "\n"
