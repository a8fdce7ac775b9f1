"""Where reports go: to standard output, with or without colour, or to files."""

from __future__ import annotations

import argparse
import os
import sys

from tqcheck import reports
from tqcheck.cli import step_summary
from tqcheck.cli.terminal import colour, columns
from tqcheck.errors import TqcheckError
from tqcheck.linter.results import Result, Summary
from tqcheck.reports import Style
from tqcheck.wording import did_you_mean

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from typing import TextIO

    from tqcheck.files.roots import Roots
    from tqcheck.reports import Reporter


class Output:
    """One report and where it goes; a file is replaced only when the report is complete."""

    def __init__(self, report: Reporter, path: str, stream: TextIO, roots: Roots) -> None:
        self.report = report
        self.path = path
        self.stream = stream
        self.roots = roots
        self.parts: list[str] = []

    def add(self, result: Result) -> None:
        self._write(self.report.add(result))

    def finish(self, summary: Summary, checked: bool) -> None:
        if checked or self.path:
            self._write(self.report.finish(summary))
        if self.path:
            data = "".join(self.parts).encode("utf-8", "backslashreplace")
            from tqcheck.files.writing import write_file

            # The job summary of a step in GitHub Actions has text of other commands too.
            if step_summary.is_one(self.path):
                step_summary.add(self.path, data)
            else:
                write_file(self.path, data, self.roots)

    def _write(self, text: str) -> None:
        if self.path:
            self.parts.append(text)
        elif text:
            self.stream.write(text)


def outputs(options: argparse.Namespace, fail_on: str, roots: Roots) -> list[Output]:
    """The reports that the options ask for; raises TqcheckError for one that cannot be written."""
    # A document that is read from standard input and fixed is all that goes to standard output.
    is_filter = options.fix and not options.diff and options.paths == ["-"]
    stream = sys.stderr if is_filter else sys.stdout
    style = Style(colour(options.color, stream), columns(stream), fail_on)
    made: list[Output] = []
    for report in options.report or ["text"]:
        name, path = _format_and_file(report)
        if path and any(output.path and _is_same(output.path, path) for output in made):
            raise TqcheckError(f"--report {report}: another report is written to the same file")
        if options.diff and options.report and not path:
            raise TqcheckError(
                "--diff goes to standard output; give the report a file: json:out.json"
            )
        if path:
            roots.refuse_link(path)
            made.append(Output(reports.create(name, Style(fail_on=fail_on)), path, stream, roots))
        elif not (options.quiet or options.diff):
            made.append(Output(reports.create(name, style), "", stream, roots))
    if sum(not output.path for output in made) > 1:
        raise TqcheckError("two reports to standard output; give one a file: json:out.json")
    return made


def _format_and_file(report: str) -> tuple[str, str]:
    """The parts of FORMAT[:FILE]; raises TqcheckError if either cannot be used."""
    name, colon, path = report.partition(":")
    if name not in reports.formats():
        raise TqcheckError(f"unknown report `{name}`{did_you_mean(name, reports.formats())}")
    if colon and not path:
        raise TqcheckError(f"--report {report}: give a file after the colon")
    if path and not os.path.isdir(os.path.dirname(os.path.abspath(path))):
        raise TqcheckError(f"--report {report}: there is no folder {os.path.dirname(path)}")
    return name, path


def _is_same(path: str, other: str) -> bool:
    return os.path.abspath(path) == os.path.abspath(other)
