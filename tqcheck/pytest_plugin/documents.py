"""The documents of a run of pytest, each checked once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytest import ExitCode

from tqcheck import __version__
from tqcheck.document import DocumentRef
from tqcheck.escaping import escape
from tqcheck.linter.discovery import discover, is_document
from tqcheck.pytest_plugin.items import DocumentFile
from tqcheck.pytest_plugin.settings import configuration_file, settings, shown

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from typing import Any


# How a run ends that was neither interrupted nor refused.
_ENDS = (ExitCode.OK, ExitCode.TESTS_FAILED, ExitCode.NO_TESTS_COLLECTED)


class Documents:
    """Collects documents, and counts them; `items` are those of their items before a selection."""

    def __init__(self, config: pytest.Config, *, named: bool) -> None:
        held = settings(config)
        self.named = named
        self.collected = 0
        self.items = 0
        # Folders that are named are walked whatever `paths` says, as by tqcheck itself.
        self.walked = replace(held, paths=()) if named else held
        # With `--tqcheck` in addopts, whoever names one test file wants no document.
        typed = any(str(arg).startswith("--tqcheck") for arg in config.invocation_params.args)
        self.wanted = typed or not named

    def pytest_report_header(self, config: pytest.Config) -> str:
        path = configuration_file(config)
        said = f"tqcheck: {__version__}, configuration: {shown(path) if path else 'defaults'}"
        baseline = settings(config).baseline
        return escape(f"{said}, baseline: {shown(Path(baseline))}" if baseline else said)

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> DocumentFile | None:
        refs = self._refs(file_path, named=parent.session.isinitpath(file_path))
        if not refs:
            return None
        document: DocumentFile = DocumentFile.from_parent(parent, path=file_path)
        document.refs = refs
        return document

    def _refs(self, path: Path, *, named: bool) -> list[DocumentRef]:
        """What tqcheck checks for that path: itself, unless the configuration leaves it out."""
        as_shown = shown(path)
        if named:
            return [] if path.suffix == ".py" else discover([as_shown], self.walked)
        if not is_document(path.name, self.walked):
            return []
        # Of a translation and its source in two files only the former is an item of its own.
        refs = discover([as_shown], self.walked, force_exclude=True)
        return refs if Path(as_shown).as_posix() in [ref.target for ref in refs] else []

    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        # pytest makes the neighbours of a file that is named, too, and enters that file alone.
        if isinstance(collector, DocumentFile):
            self.collected += 1
            self.items += len(collector.names)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Count what a worker of pytest-xdist has collected; all of them collect the same."""
        collected, items = (getattr(node, "workeroutput", None) or {}).get("tqcheck", (0, 0))
        self.collected, self.items = max(self.collected, collected), max(self.items, items)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["tqcheck"] = (self.collected, self.items)
        elif self._found_none(session.exitstatus) and session.exitstatus == ExitCode.OK:
            session.exitstatus = ExitCode.NO_TESTS_COLLECTED

    def pytest_terminal_summary(self, terminalreporter: Any, exitstatus: int) -> None:
        if self._found_none(exitstatus):
            patterns = escape(", ".join(self.walked.include))
            line = f"ERROR: --tqcheck found no document: no file collected matches {patterns}"
            terminalreporter.write_line(line, red=True)

    def _found_none(self, exitstatus: int) -> bool:
        """Whether pytest came to its end without a document; deselected ones were there."""
        return self.wanted and not self.collected and exitstatus in _ENDS
