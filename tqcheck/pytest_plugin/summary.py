"""The section `tqcheck` at the end of a run: counts, the worst findings, what is found of the run.

What an item has come to goes with its report, which pytest-xdist hands on from its workers, so
that one process and several say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator

import pytest
from pytest import ExitCode

from tqcheck.finding import SEVERITIES, Finding
from tqcheck.linter import run_findings
from tqcheck.linter.results import Result, Summary, totals
from tqcheck.pytest_plugin import filtering as narrowed
from tqcheck.pytest_plugin.items import DocumentItem
from tqcheck.pytest_plugin.settings import session_of, settings, told
from tqcheck.reports.concise import headline
from tqcheck.wording import plural

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from typing import Any

    from tqcheck.pytest_plugin.documents import Documents

# Rules and findings shown, of as many as there may be.
_RULES = _FINDINGS = 5


class Closing:
    """Collects the records of items, and closes the run with them."""

    def __init__(self, config: pytest.Config, documents: Documents) -> None:
        self._held = settings(config)
        self._documents = documents
        self._records: dict[str, list[dict[str, Any]]] = {}
        self._gone: tuple[Result, ...] = ()

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
        self._gone = told(run_findings(session_of(session.config)), self._held)
        fails = map(narrowed.failing(self._held.fail_on), narrowed.findings(self._gone))
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
        summary, found = self._merged()
        terminalreporter.write_sep("=", "tqcheck")
        terminalreporter.write_line(f"{totals(summary)}.")
        for line in _digest(found) if config.get_verbosity() >= 0 else ():
            terminalreporter.write_line(line)
        for line in _listed(narrowed.findings(self._gone)):
            terminalreporter.write_line(line, yellow=True)

    def _merged(self) -> tuple[Summary, list[list[Any]]]:
        """The counts of all items, and their findings, the worst first."""
        summary = Summary()
        read: dict[str, bool] = {}
        found: dict[str, list[list[Any]]] = {}
        for records in self._records.values():
            for one in records:
                # Items of one document tell of it again, each with findings of its own.
                read[one["path"]] = one["read"]
                found.setdefault(one["path"], []).extend(one["findings"])
                summary.waived += one["waived"]
                summary.baselined += one["baselined"]
        summary.documents = sum(read.values())
        summary.not_judged = len(read) - summary.documents
        summary.with_findings = sum(map(bool, found.values()))
        every = sorted((f for findings in found.values() for f in findings), key=_rank)
        for severity, rule, *_ in every:
            summary.counts[severity] += 1
            summary.rules.add(rule)
        for result in self._gone:
            summary.add(result)
        return summary, every


def _rank(found: list[Any]) -> tuple[Any, ...]:
    severity, rule, path, line, column, shown = found
    return SEVERITIES.index(severity), path.split("/"), line, column, rule, shown


def _digest(found: list[list[Any]]) -> Iterator[str]:
    """The rules that find most, and the worst findings."""
    counts = Counter(rule for _, rule, *_ in found)
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    # Of a single finding its own line tells as much.
    for rule, count in order[:_RULES] if len(found) > 1 else ():
        yield f"{count:>6} {rule}"
    if len(order) > _RULES:
        yield f"{'…':>6} {plural(len(order) - _RULES, 'more rule')}"
    yield from _cut([shown for *_, shown in found])


def _listed(gone: list[Finding]) -> Iterator[str]:
    yield from _cut([headline(finding) for finding in gone])
    yield from (f"  help: {help_}" for help_ in sorted({finding.help for finding in gone}))


def _cut(lines: list[str]) -> Iterator[str]:
    yield from lines[:_FINDINGS]
    if len(lines) > _FINDINGS:
        yield f"… {plural(len(lines) - _FINDINGS, 'more finding')}"
