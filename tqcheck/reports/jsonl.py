"""One JSON object a line for each finding, written as it is found."""

from __future__ import annotations

from tqcheck.escaping import dumps
from tqcheck.linter.results import Result, Summary
from tqcheck.reports import Style


class Report:
    def __init__(self, style: Style) -> None:
        pass

    def add(self, result: Result) -> str:
        return "".join(dumps(finding.to_dict()) + "\n" for finding in result.findings)

    def finish(self, summary: Summary) -> str:
        return ""
