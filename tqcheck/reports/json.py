"""The whole run as one JSON object, for programs."""

from __future__ import annotations

from tqcheck import __version__
from tqcheck.escaping import dumps
from tqcheck.finding import Finding
from tqcheck.linter.results import Result, Summary, not_judged_dict
from tqcheck.reports import Style


class Report:
    def __init__(self, style: Style) -> None:
        self.findings: list[Finding] = []
        self.not_judged: list[dict[str, object]] = []

    def add(self, result: Result) -> str:
        self.findings += result.findings
        if result.not_judged:
            self.not_judged.append(not_judged_dict(result.not_judged))
        return ""

    def finish(self, summary: Summary) -> str:
        report: dict[str, object] = {
            "schema_version": 1,
            "tool": {"name": "tqcheck", "version": __version__},
            "documents": summary.documents,
            "findings": [finding.to_dict() for finding in self.findings],
            "not_judged": self.not_judged,
            "summary": {
                **summary.counts,
                "waived": summary.waived,
                "baselined": summary.baselined,
                "not_judged": summary.not_judged,
            },
        }
        return dumps(report, indent=2) + "\n"
