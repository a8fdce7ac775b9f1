"""The fixture `tqcheck`: checks for tests written by hand, and the findings a failed one shows."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Sequence
from typing import Any

import pytest

from tqcheck import api
from tqcheck.config import FAIL_ON, Config
from tqcheck.config.location import allow, current
from tqcheck.errors import TqcheckError
from tqcheck.escaping import escape
from tqcheck.finding import Finding
from tqcheck.linter import check_text
from tqcheck.linter.results import Result
from tqcheck.linter.session import Session
from tqcheck.pytest_plugin.filtering import at_or_above, findings_of, text_of, with_only
from tqcheck.pytest_plugin.settings import relative_to_cwd, session_of, with_relative_baseline
from tqcheck.reports.concise import headline
from tqcheck.wording import did_you_mean, plural

_RETURNED = pytest.StashKey[list[Result]]()
# Findings shown of a comparison, one line each.
_MAX_COMPARED = 5
# Findings shown of a failed test: an archive has thousands, and each takes about six lines.
_MAX_SHOWN = 50


class Findings(list[Finding]):
    """What the fixture returns: empty, and so false, if nothing is wrong."""

    def __repr__(self) -> str:
        places = ", ".join(f"{escape(f.path)}:{f.line} {f.rule}" for f in self)
        return f"<{plural(len(self), 'finding')}: {places}>" if self else "<no findings>"


class Checker:
    """What the fixture `tqcheck` returns, documented there."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self._node = request.node
        self._config = request.config

    def __repr__(self) -> str:
        return "tqcheck"  # in `where [...] = tqcheck('archive/')`

    def __call__(
        self,
        path_or_text: str | os.PathLike[str],
        config: Config | str | os.PathLike[str] | None = None,
        *,
        fail_on: str | None = None,
    ) -> Findings:
        __tracebackhide__ = True
        try:
            session = self._session(config)
            level = session.config.fail_on if fail_on is None else fail_on
            if level not in FAIL_ON:
                raise TqcheckError(f"unknown level `{level}`{did_you_mean(level, FAIL_ON)}")
            results = self._results(path_or_text, session)
            results = with_relative_baseline(results, session.config)
        except TqcheckError as error:
            raise TqcheckError(escape(str(error))) from None  # without the way through tqcheck
        results = with_only(results, at_or_above(level))
        findings = Findings(findings_of(results))
        if findings:
            self._keep(results)
        return findings

    def _session(self, config: Config | str | os.PathLike[str] | None) -> Session:
        if config is None:
            return session_of(self._config)
        if isinstance(config, Config):
            return Session(config)
        allowed = allow(encoder=self._config.getoption("tqcheck_allow_encoder"))
        file = relative_to_cwd(self._config.rootpath / config)
        return Session(current(file, allowed=allowed))

    def _results(self, path_or_text: str | os.PathLike[str], session: Session) -> Sequence[Result]:
        if isinstance(path_or_text, str) and "\n" in path_or_text:
            return [check_text(path_or_text, api.TEXT, session, anyway=True)]
        return api.results([relative_to_cwd(self._config.rootpath / path_or_text)], session)

    def _keep(self, results: Iterable[Result]) -> None:
        """Remember what was returned to the test: pytest would cut it after 240 characters."""
        returned: list[Result] = self._node.stash.setdefault(_RETURNED, [])
        returned.extend(result for result in results if result.findings)
        manager = self._config.pluginmanager
        if not manager.has_plugin("tqcheck-returned"):
            manager.register(Returned(), "tqcheck-returned")


class Returned:
    """Hooks that show the findings of a failed test; registered with the first findings."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        if report.failed and _RETURNED in item.stash:
            returned = item.stash[_RETURNED]
            del item.stash[_RETURNED]
            longrepr: Any = report.longrepr
            if hasattr(longrepr, "addsection"):
                longrepr.addsection("tqcheck", _first(returned))
        return report

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> list[str] | None:
        """The first findings, instead of all fields of one of them."""
        findings = next((s for s in (left, right) if isinstance(s, Findings) and s), None)
        if findings is None:
            return None
        lines = [f"  {headline(finding)}" for finding in findings[:_MAX_COMPARED]]
        more = [f"  … {len(findings) - _MAX_COMPARED} more"] * (len(findings) > _MAX_COMPARED)
        return [f"{_counted(left)} {op} {_counted(right)}", *lines, *more]


def _counted(side: object) -> str:
    return f"<{plural(len(side), 'finding')}>" if isinstance(side, Findings) else repr(side)


def _first(results: Iterable[Result]) -> str:
    """The first findings as the text report shows them, and how many more there are."""
    findings = findings_of(results)
    first = {id(finding) for finding in findings[:_MAX_SHOWN]}
    text = text_of(with_only(results, lambda finding: id(finding) in first))
    more = len(findings) - len(first)
    return f"{text}\n\n… {plural(more, 'more finding')}" if more > 0 else text
