"""Documents as items of pytest: one a document, or one a rule."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from tqcheck.document import DocumentRef
from tqcheck.errors import TqcheckError
from tqcheck.escaping import escape
from tqcheck.finding import Finding
from tqcheck.linter import run
from tqcheck.linter.documents import is_document, read
from tqcheck.linter.results import Result
from tqcheck.pytest_plugin.filtering import at_or_above, findings_of, text_of, with_only
from tqcheck.pytest_plugin.settings import (
    config_of,
    session_of,
    shown,
    with_relative_baseline,
)
from tqcheck.pytest_plugin.warning import TqcheckWarning
from tqcheck.reports.concise import headline


class DocumentFile(pytest.File):
    """One document; it is checked when its first item runs, once for all of them."""

    refs: list[DocumentRef]

    @classmethod
    def of(cls, path: Path, parent: pytest.Collector, refs: list[DocumentRef]) -> DocumentFile:
        """The collector of a file, under a name that cannot end a line of what pytest prints."""
        made: DocumentFile = cls.from_parent(parent, path=path)
        name, nodeid = shown(made.name), shown(made.nodeid)
        if (name, nodeid) != (made.name, made.nodeid):
            made = cls.from_parent(parent, path=path, name=name, nodeid=nodeid)
        made.refs = refs
        return made

    @cached_property
    def is_document(self) -> bool:
        """Whether it is a translation document; one that cannot be read has an item that fails."""
        session = session_of(self.config)
        try:
            return any(is_document(read(ref, session), session.config) for ref in self.refs)
        except Exception:
            return True

    @property
    def names(self) -> list[str]:
        """The names of its items; none if it is not a translation document."""
        if not self.is_document:
            return []
        if not self.config.getoption("tqcheck_per_rule"):
            return ["tqcheck"]
        return [rule.name for rule in config_of(self.config).rules]

    def collect(self) -> Iterator[DocumentItem]:
        names = self.names
        for name in names:
            item: DocumentItem = DocumentItem.from_parent(self, name=name)
            # The first also reports findings that no item is named after, so that none is lost.
            item.others = names[1:] if name == names[0] else None
            yield item

    @cached_property
    def results(self) -> tuple[Result, ...]:
        session = session_of(self.config)
        with pytest.MonkeyPatch.context() as patch:
            # A test that went elsewhere and stayed there must not make the documents unreadable.
            patch.chdir(self.config.invocation_params.dir)
            results = run((ref, session) for ref in self.refs)
            return with_relative_baseline(results, session.config)

    def teardown(self) -> None:
        """Drop the results after the last item: the collectors live to the end of the run."""
        self.__dict__.pop("results", None)


class Failed(Exception):
    """The failure of an item; its text is for the user."""


class DocumentItem(pytest.Item):
    """The findings of one document, or those of the one rule the item is named after."""

    # The rules that other items report, None for an item of one rule.
    others: list[str] | None

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.add_marker("tqcheck")
        self.line = 0
        # Its results, as values that can be sent to another process; None before it has run.
        self.records: list[dict[str, Any]] | None = None

    def runtest(self) -> None:
        assert isinstance(self.parent, DocumentFile)
        results = with_only(self.parent.results, self._is_mine)
        self.records = list(map(_record, results))
        if troubles := [escape(str(result.trouble)) for result in results if result.trouble]:
            raise Failed("\n".join(troubles))
        fails = at_or_above(config_of(self.config).fail_on)
        failed = {id(finding) for finding in findings_of(results) if fails(finding)}
        for finding in findings_of(results):
            if id(finding) not in failed and not self._warn(finding, results):
                failed.add(id(finding))
        if not failed:
            return
        results = with_only(results, lambda finding: id(finding) in failed)
        paths = {ref.target for ref in self.parent.refs}
        places = (f.line for f in findings_of(results) if f.path in paths)
        self.line = next(places, 1) - 1  # Findings in the baseline have no line here.
        # pytest has asked for the location before the item ran, and kept the answer.
        self.__dict__.pop("location", None)
        raise Failed(text_of(results))

    def _is_mine(self, finding: Finding) -> bool:
        if self.others is None:
            return finding.rule == self.name
        return finding.rule not in self.others

    def _warn(self, finding: Finding, results: Sequence[Result]) -> bool:
        """Warn of a finding; False if `-W error` makes the warning a failure."""
        text = text_of(with_only(results, lambda other: other is finding))
        try:
            # Line 0, so that Python does not print the document's line, whole and unescaped.
            warnings.warn_explicit(TqcheckWarning(text), None, escape(str(self.path)), 0)
        except TqcheckWarning:
            return False
        return True

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, Failed):
            return str(excinfo.value)
        if isinstance(excinfo.value, TqcheckError):
            return escape(str(excinfo.value))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.line, self.nodeid.replace("::", ": ")

    @property
    def location(self) -> tuple[str, int | None, str]:
        """The place that pytest prints with `-v`."""
        path, line, name = super().location
        return shown(path), line, name


def _record(result: Result) -> dict[str, Any]:
    return {
        "path": escape(result.path),
        "read": result.document is not None,
        "findings": [
            [f.severity, f.rule, escape(f.path), f.line, f.column, headline(f)]
            for f in result.findings
        ],
        "waived": sum(excused.kind != "baseline" for excused in result.suppressed),
        "baselined": sum(excused.kind == "baseline" for excused in result.suppressed),
    }
