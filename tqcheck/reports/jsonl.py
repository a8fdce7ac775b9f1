"""One JSON object, on its own line, for each finding and each document that was not judged."""

from __future__ import annotations

from tqcheck.escaping import dumps
from tqcheck.linter.results import Result, Summary, not_judged_dict
from tqcheck.reports import Style


class Report:
    def __init__(self, style: Style) -> None:
        pass

    def add(self, result: Result) -> str:
        objects = [finding.to_dict() for finding in result.findings]
        if result.not_judged:
            objects.append(not_judged_dict(result.not_judged))
        return "".join(dumps(each) + "\n" for each in objects)

    def finish(self, summary: Summary) -> str:
        return ""
