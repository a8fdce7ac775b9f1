"""Results narrowed to some of their findings, and as the text that a user reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from tqcheck import finding as findings_
from tqcheck.finding import Finding
from tqcheck.linter.results import Result
from tqcheck.reports import Style
from tqcheck.reports.text import Report


def failing(level: str) -> Callable[[Finding], bool]:
    """Whether a finding is at or above that severity."""
    levels = findings_.failing(level)
    return lambda finding: finding.severity in levels


def only(results: Iterable[Result], wanted: Callable[[Finding], bool]) -> tuple[Result, ...]:
    """The results with the wanted findings; so are those that are suppressed."""
    return tuple(
        replace(
            result,
            findings=tuple(filter(wanted, result.findings)),
            suppressed=tuple(s for s in result.suppressed if wanted(s.finding)),
        )
        for result in results
    )


def findings(results: Iterable[Result]) -> list[Finding]:
    return [finding for result in results for finding in result.findings]


def text(results: Iterable[Result]) -> str:
    """The findings as the text report shows them: width and colour are those of a file."""
    report = Report(Style())
    return "".join(map(report.add, results)).rstrip("\n")
