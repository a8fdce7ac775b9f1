"""Results with some of their findings only, and the text that a user reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from tqcheck.finding import Finding, failing
from tqcheck.linter.results import Result
from tqcheck.reports import Style
from tqcheck.reports.text import Report


def at_or_above(level: str) -> Callable[[Finding], bool]:
    """A test whether a finding is at or above that severity."""
    levels = failing(level)
    return lambda finding: finding.severity in levels


def with_only(results: Iterable[Result], wanted: Callable[[Finding], bool]) -> tuple[Result, ...]:
    """The results with the wanted findings, of those that are suppressed too."""
    return tuple(
        replace(
            result,
            findings=tuple(filter(wanted, result.findings)),
            suppressed=tuple(s for s in result.suppressed if wanted(s.finding)),
        )
        for result in results
    )


def findings_of(results: Iterable[Result]) -> list[Finding]:
    return [finding for result in results for finding in result.findings]


def text_of(results: Iterable[Result]) -> str:
    """The findings as the text report writes them to a file."""
    report = Report(Style())
    return "".join(map(report.add, results)).rstrip("\n")
