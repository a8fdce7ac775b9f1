"""The documents of a run of pytest, each checked once."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytest import ExitCode

from tqcheck import __version__
from tqcheck.document import DocumentRef
from tqcheck.escaping import escape
from tqcheck.linter.discovery import discover, is_included
from tqcheck.linter.results import left_out
from tqcheck.pytest_plugin.items import DocumentFile
from tqcheck.pytest_plugin.settings import (
    config_of,
    configuration_file,
    relative_to_cwd,
    shown,
)

# The exit codes of a run that was neither interrupted nor refused.
_COMPLETED = (ExitCode.OK, ExitCode.TESTS_FAILED, ExitCode.NO_TESTS_COLLECTED)


class Documents:
    """Collects documents, and counts them."""

    def __init__(self, config: pytest.Config, *, named: bool, missing: Sequence[str]) -> None:
        tqcheck_config = config_of(config)
        # Whether the user has named paths.
        self.named = named
        # The configured paths that cannot be collected.
        self.missing = missing
        # The files that are not translation documents.
        self.others: set[str] = set()
        self.collected = 0
        # The number of their items, before pytest deselects any.
        self.items = 0
        # Folders that are named are walked whatever `paths` says, as by tqcheck itself.
        self.walked = replace(tqcheck_config, paths=()) if named else tqcheck_config
        # With `--tqcheck` in addopts, a user who names one test file wants no document.
        typed = any(str(arg).startswith("--tqcheck") for arg in config.invocation_params.args)
        self.wanted = typed or not named

    def pytest_report_header(self, config: pytest.Config) -> str:
        path = configuration_file(config)
        used = relative_to_cwd(path) if path else "defaults"
        line = f"tqcheck: {__version__}, configuration: {used}"
        if baseline := config_of(config).baseline:
            line += f", baseline: {relative_to_cwd(Path(baseline))}"
        return escape(line)

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> DocumentFile | None:
        refs = self._refs(file_path, named=parent.session.isinitpath(file_path))
        if not refs:
            return None
        return DocumentFile.of(file_path, parent, refs)

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_directory(self) -> Generator[None, Any, Any]:
        """Let the name of a folder not end the line that `--collect-only` prints of it."""
        directory = yield
        if directory is not None:
            directory.name = shown(directory.name)
        return directory

    def _refs(self, path: Path, *, named: bool) -> list[DocumentRef]:
        """The documents at that path, none if the configuration leaves it out."""
        relative = relative_to_cwd(path)
        if named:
            return [] if path.suffix == ".py" else discover([relative], self.walked).refs
        if not is_included(path.name, self.walked):
            return []
        # Of a translation and its source in two files, only the former is an item.
        refs = discover([relative], self.walked, force_exclude=True).refs
        return refs if Path(relative).as_posix() in [ref.target for ref in refs] else []

    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        # pytest also makes the neighbours of a file that is named, but collects that file alone.
        if not isinstance(collector, DocumentFile):
            return
        if collector.is_document:
            self.collected += 1
            self.items += len(collector.names)
        else:
            self.others.add(escape(relative_to_cwd(collector.path)))

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Count what a worker of pytest-xdist has collected; all of them collect the same."""
        output = getattr(node, "workeroutput", None) or {}
        collected, items, others = output.get("tqcheck", (0, 0, []))
        self.collected, self.items = max(self.collected, collected), max(self.items, items)
        self.others.update(others)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["tqcheck"] = (self.collected, self.items, sorted(self.others))
        elif session.exitstatus not in _COMPLETED:
            return
        elif self.missing:
            session.exitstatus = ExitCode.TESTS_FAILED
        elif self._is_without_documents(session.exitstatus) and session.exitstatus == ExitCode.OK:
            session.exitstatus = ExitCode.NO_TESTS_COLLECTED

    def pytest_terminal_summary(self, terminalreporter: Any, exitstatus: int) -> None:
        for path in map(escape, self.missing):
            line = f"ERROR: {path}: no such file or folder, or `::` in its name"
            terminalreporter.write_line(line, red=True)
        if self._is_without_documents(exitstatus):
            patterns = escape(", ".join(self.walked.include))
            why = left_out([*self.others]) or f"no file collected matches {patterns}"
            terminalreporter.write_line(f"ERROR: --tqcheck found no document: {why}", red=True)

    def _is_without_documents(self, exitstatus: int) -> bool:
        """Whether pytest completed a run without a document; deselected ones count."""
        return self.wanted and not self.collected and exitstatus in _COMPLETED
