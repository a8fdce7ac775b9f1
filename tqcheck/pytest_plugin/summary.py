"""The section `tqcheck` at the end of a run: counts, the worst findings, those of the whole run.

The records of an item go with its report, which pytest-xdist hands on from its workers, so that
one process and several give the same section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from pytest import ExitCode

from tqcheck.finding import SEVERITIES, Finding
from tqcheck.linter import run_findings
from tqcheck.linter.results import Result, Summary, left_out, totals
from tqcheck.pytest_plugin.documents import Documents
from tqcheck.pytest_plugin.filtering import at_or_above, findings_of
from tqcheck.pytest_plugin.items import DocumentItem
from tqcheck.pytest_plugin.settings import config_of, session_of, with_relative_baseline
from tqcheck.reports.concise import headline
from tqcheck.wording import plural

_MAX_RULES = _MAX_FINDINGS = 5


class Ending:
    """Collects the records of items, and shows them at the end of the run."""

    def __init__(self, config: pytest.Config, documents: Documents) -> None:
        self._tqcheck_config = config_of(config)
        self._documents = documents
        # By the node id of the item.
        self._records: dict[str, list[dict[str, Any]]] = {}
        # The findings of the run as a whole.
        self._run_results: tuple[Result, ...] = ()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if report.when == "call" and isinstance(item, DocumentItem):
            report.__dict__["tqcheck"] = item.records
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        records = getattr(report, "tqcheck", None)
        if records is not None:
            self._records[report.nodeid] = records

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(session.config, "workeroutput") or not self._is_whole(session.exitstatus):
            return
        self._run_results = with_relative_baseline(
            run_findings(session_of(session.config)), self._tqcheck_config
        )
        fails = map(at_or_above(self._tqcheck_config.fail_on), findings_of(self._run_results))
        if any(fails) and session.exitstatus == ExitCode.OK:
            session.exitstatus = ExitCode.TESTS_FAILED

    def _is_whole(self, exitstatus: int) -> bool:
        """Whether everything that the configuration names was checked, to the end."""
        ended = exitstatus in (ExitCode.OK, ExitCode.TESTS_FAILED)
        ran = 0 < self._documents.items <= len(self._records)
        return ended and ran and not self._documents.named

    def pytest_terminal_summary(self, terminalreporter: Any, config: pytest.Config) -> None:
        if not self._records or config.getoption("no_summary"):
            return
        summary, findings = self._merged()
        terminalreporter.write_sep("=", "tqcheck")
        terminalreporter.write_line(f"{totals(summary)}.")
        if self._documents.others:
            terminalreporter.write_line(f"{left_out([*self._documents.others])}.")
        for line in _digest(findings) if config.get_verbosity() >= 0 else ():
            terminalreporter.write_line(line)
        for line in _listed(findings_of(self._run_results)):
            terminalreporter.write_line(line, yellow=True)

    def _merged(self) -> tuple[Summary, list[list[Any]]]:
        """The counts of all items, and their findings, the worst first."""
        summary = Summary()
        read: dict[str, bool] = {}
        by_path: dict[str, list[list[Any]]] = {}
        for records in self._records.values():
            for one in records:
                # Several items may have the same document, each with findings of its own.
                read[one["path"]] = one["read"]
                by_path.setdefault(one["path"], []).extend(one["findings"])
                summary.waived += one["waived"]
                summary.baselined += one["baselined"]
        summary.documents = sum(read.values())
        summary.not_judged = len(read) - summary.documents
        summary.with_findings = sum(map(bool, by_path.values()))
        every = sorted((f for findings in by_path.values() for f in findings), key=_rank)
        for severity, rule, *_ in every:
            summary.counts[severity] += 1
            summary.rules.add(rule)
        for result in self._run_results:
            summary.add(result)
        return summary, every


def _rank(finding: list[Any]) -> tuple[Any, ...]:
    severity, rule, path, line, column, text = finding
    return SEVERITIES.index(severity), path.split("/"), line, column, rule, text


def _digest(findings: list[list[Any]]) -> Iterator[str]:
    """The rules with most findings, and the worst findings."""
    counts = Counter(rule for _, rule, *_ in findings)
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    # The line of a single finding has its rule.
    for rule, count in order[:_MAX_RULES] if len(findings) > 1 else ():
        yield f"{count:>6} {rule}"
    if len(order) > _MAX_RULES:
        yield f"{'…':>6} {plural(len(order) - _MAX_RULES, 'more rule')}"
    yield from _cut([text for *_, text in findings])


def _listed(findings: list[Finding]) -> Iterator[str]:
    yield from _cut([headline(finding) for finding in findings])
    yield from (f"  help: {help_}" for help_ in sorted({finding.help for finding in findings}))


def _cut(lines: list[str]) -> Iterator[str]:
    yield from lines[:_MAX_FINDINGS]
    if len(lines) > _MAX_FINDINGS:
        yield f"… {plural(len(lines) - _MAX_FINDINGS, 'more finding')}"
