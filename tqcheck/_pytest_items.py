"""What the pytest plugin does when it is asked for: documents as items, and the fixture's check."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pytest
from pytest import ExitCode

from tqcheck import __version__, api
from tqcheck import config as configuration
from tqcheck.config import FAIL_ON, Config, nearest
from tqcheck.errors import TqcheckError
from tqcheck.files import discover, is_document
from tqcheck.finding import Finding, failing
from tqcheck.plain import plain, plural
from tqcheck.pytest_plugin import TqcheckWarning
from tqcheck.reports import Style
from tqcheck.reports.text import Report
from tqcheck.runner import Result, check_text, run

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from typing import Any

_SETTINGS = pytest.StashKey[Config]()
_RETURNED = pytest.StashKey[str]()
# How a run ends that was neither interrupted nor refused.
_ENDS = (ExitCode.OK, ExitCode.TESTS_FAILED, ExitCode.NO_TESTS_COLLECTED)


def settings(config: pytest.Config) -> Config:
    """The configuration of tqcheck that holds in this run of pytest, read once.

    Raises TqcheckError for a wrong one.
    """
    if _SETTINGS not in config.stash:
        path = _configuration_file(config)
        config.stash[_SETTINGS] = api.resolve(configuration.load(path) if path else Config())
    return config.stash[_SETTINGS]


def _configuration_file(config: pytest.Config) -> Path | None:
    start = config.invocation_params.dir
    if named := config.getoption("tqcheck_config"):
        return start / str(named)
    return configuration.find(start if start.is_relative_to(config.rootpath) else config.rootpath)


def register(config: pytest.Config) -> None:
    """Add the hooks that collect documents; raises UsageError for a wrong configuration."""
    try:
        held = settings(config)
    except TqcheckError as error:
        raise pytest.UsageError(plain(str(error))) from None
    if config.args_source is not config.ArgsSource.ARGS:
        # As on the command line of tqcheck: without a path, the configured ones are checked.
        walked = [config.invocation_params.dir / arg for arg in config.args]
        paths = [Path(held.root, path) for path in held.paths]
        # Not those inside a folder that is walked anyhow: older pytests then skip its other files.
        config.args += [str(p) for p in paths if not any(map(p.is_relative_to, walked))]
    config.pluginmanager.register(Documents(config), "tqcheck-documents")


class Documents:
    """The hooks of `--tqcheck`: which files are collected, and a failure where none is."""

    def __init__(self, config: pytest.Config) -> None:
        held = settings(config)
        self.collected = 0
        named = config.args_source is config.ArgsSource.ARGS
        # Folders that are named are walked whatever `paths` says, as by tqcheck itself.
        self.walked = replace(held, paths=()) if named else held
        # With `--tqcheck` in addopts, whoever names one test file wants no document.
        typed = any(str(arg).startswith("--tqcheck") for arg in config.invocation_params.args)
        self.wanted = typed or not named

    def pytest_report_header(self, config: pytest.Config) -> str:
        path = _configuration_file(config)
        source = plain(_shown(path)) if path else "defaults"
        return f"tqcheck: {__version__}, configuration: {source}"

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> DocumentFile | None:
        files = self._files(file_path, named=parent.session.isinitpath(file_path))
        if not files:
            return None
        document: DocumentFile = DocumentFile.from_parent(parent, path=file_path)
        document.files = files
        return document

    def _files(self, path: Path, *, named: bool) -> list[str]:
        """What tqcheck checks for that path: itself, unless the configuration leaves it out."""
        shown = _shown(path)
        if named:
            return [] if path.suffix == ".py" else discover([shown], self.walked)
        if not is_document(path.name, self.walked):
            return []
        # Of a translation and its source in two files only the former is an item of its own.
        found = discover([shown], self.walked, force_exclude=True)
        return found if Path(shown).as_posix() in found else []

    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        # pytest makes the neighbours of a file that is named, too, and enters that file alone.
        self.collected += isinstance(collector, DocumentFile)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Count what a worker of pytest-xdist has collected; all of them collect the same."""
        output = getattr(node, "workeroutput", None) or {}
        self.collected = max(self.collected, output.get("tqcheck_collected", 0))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["tqcheck_collected"] = self.collected
        elif self._found_none(session.exitstatus) and session.exitstatus == ExitCode.OK:
            session.exitstatus = ExitCode.NO_TESTS_COLLECTED

    def pytest_terminal_summary(self, terminalreporter: Any, exitstatus: int) -> None:
        if self._found_none(exitstatus):
            patterns = plain(", ".join(self.walked.include))
            line = f"ERROR: --tqcheck found no document: no file collected matches {patterns}"
            terminalreporter.write_line(line, red=True)

    def _found_none(self, exitstatus: int) -> bool:
        """Whether pytest came to its end without a document; deselected ones were there."""
        return self.wanted and not self.collected and exitstatus in _ENDS


class DocumentFile(pytest.File):
    """One document; it is checked when its first item runs, once for all of them."""

    files: list[str]

    def collect(self) -> Iterator[DocumentItem]:
        names = ["tqcheck"]
        if self.config.getoption("tqcheck_per_rule"):
            names = [rule.name for rule in settings(self.config).rules]
        for name in names:
            item: DocumentItem = DocumentItem.from_parent(self, name=name)
            # The first also answers for findings no item is named after, so that none is lost.
            item.others = names[1:] if name == names[0] else None
            yield item

    @cached_property
    def results(self) -> tuple[Result, ...]:
        with pytest.MonkeyPatch.context() as patch:
            # A test that went elsewhere and stayed there must not make the documents unreadable.
            patch.chdir(self.config.invocation_params.dir)
            return tuple(run(self.files, settings(self.config)))


class Failed(Exception):
    """What an item fails with; its text is what the user is to read."""


class DocumentItem(pytest.Item):
    """The findings of one document, or those of the one rule the item is named after."""

    others: list[str] | None

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.add_marker("tqcheck")
        self.line = 0

    def runtest(self) -> None:
        assert isinstance(self.parent, DocumentFile)
        results = self.parent.results
        if troubles := [plain(result.trouble) for result in results if result.trouble]:
            raise Failed("\n".join(troubles))
        results = _only(results, self._is_mine)
        fails = _failing(settings(self.config).fail_on)
        failed = {id(finding) for finding in _findings(results) if fails(finding)}
        for finding in _findings(results):
            if id(finding) not in failed and not self._warn(finding, results):
                failed.add(id(finding))
        if not failed:
            return
        results = _only(results, lambda finding: id(finding) in failed)
        self.line = _findings(results)[0].line - 1
        # pytest has asked for the place before the test ran, and kept the answer.
        self.__dict__.pop("location", None)
        raise Failed(_text(results))

    def _is_mine(self, finding: Finding) -> bool:
        if self.others is None:
            return finding.rule == self.name
        return finding.rule not in self.others

    def _warn(self, finding: Finding, results: Sequence[Result]) -> bool:
        """Whether it could be left at a warning: `-W error` makes it a failure."""
        text = _text(_only(results, lambda other: other is finding))
        try:
            # Line 0, as Python would print the line of the document beneath, whole and unescaped.
            warnings.warn_explicit(TqcheckWarning(text), None, str(self.path), 0)
        except TqcheckWarning:
            return False
        return True

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, Failed):
            return str(excinfo.value)
        if isinstance(excinfo.value, TqcheckError):
            return plain(str(excinfo.value))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.line, self.nodeid.replace("::", ": ")


class Findings(list[Finding]):
    """What the fixture returns: empty, and so false, where the documents are in order."""

    def __repr__(self) -> str:
        places = ", ".join(f"{plain(f.path)}:{f.line} {f.rule}" for f in self)
        return f"<{plural(len(self), 'finding')}: {places}>" if self else "<no findings>"


class Checker:
    """The fixture `tqcheck`: see there."""

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
            held = settings(self._config) if config is None else api.resolve(config)
            level = held.fail_on if fail_on is None else fail_on
            if level not in FAIL_ON:
                raise TqcheckError(f"unknown level `{level}`{nearest(level, FAIL_ON)}")
            results = _only(self._results(path_or_text, held), _failing(level))
        except TqcheckError as error:
            raise TqcheckError(str(error)) from None  # without the way through tqcheck
        findings = Findings(_findings(results))
        if findings:
            self._keep(_text(results))
        return findings

    def _results(self, path_or_text: str | os.PathLike[str], held: Config) -> Sequence[Result]:
        if isinstance(path_or_text, str) and "\n" in path_or_text:
            return [check_text(path_or_text, "<text>", held)]
        return api.results([_shown(self._config.rootpath / path_or_text)], held)

    def _keep(self, text: str) -> None:
        """Remember what the test was given: pytest would cut it after 240 characters."""
        stash = self._node.stash
        stash[_RETURNED] = f"{stash[_RETURNED]}\n\n{text}" if _RETURNED in stash else text
        manager = self._config.pluginmanager
        if not manager.has_plugin("tqcheck-returned"):
            manager.register(Returned(), "tqcheck-returned")


class Returned:
    """The hook that shows a failed test's findings; there is none before a test has some."""

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, Any, None]:
        outcome = yield
        report = outcome.get_result()
        if report.failed and _RETURNED in item.stash:
            if hasattr(report.longrepr, "addsection"):
                report.longrepr.addsection("tqcheck", item.stash[_RETURNED])
            del item.stash[_RETURNED]


def _failing(level: str) -> Callable[[Finding], bool]:
    """Whether a finding is at or above that severity."""
    return lambda finding: finding.severity in failing(level)


def _only(results: Iterable[Result], wanted: Callable[[Finding], bool]) -> tuple[Result, ...]:
    return tuple(replace(r, findings=tuple(filter(wanted, r.findings))) for r in results)


def _findings(results: Iterable[Result]) -> list[Finding]:
    return [finding for result in results for finding in result.findings]


def _text(results: Iterable[Result]) -> str:
    """The findings as the text report shows them: width and colour are those of a file."""
    report = Report(Style())
    return "".join(map(report.add, results)).rstrip("\n")


def _shown(path: Path) -> str:
    """The path as the user would type it: relative to the working directory if it is below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
