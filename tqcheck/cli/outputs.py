"""Where reports go: standard output or files, in colour or without."""

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

    from tqcheck.reports import Reporter


class Output:
    """One report and where it goes; a file is replaced only when the report is whole."""

    def __init__(self, report: Reporter, path: str, stream: TextIO) -> None:
        self.report = report
        self.path = path
        self.stream = stream
        self.parts: list[str] = []

    def add(self, result: Result) -> None:
        self._write(self.report.add(result))

    def finish(self, summary: Summary, checked: bool) -> None:
        if checked or self.path:
            self._write(self.report.finish(summary))
        if self.path:
            data = "".join(self.parts).encode("utf-8", "backslashreplace")
            from tqcheck.files.writing import write_file

            # The job summary of a step in GitHub Actions holds other commands' text.
            write = step_summary.add if step_summary.is_one(self.path) else write_file
            write(self.path, data)

    def _write(self, text: str) -> None:
        if self.path:
            self.parts.append(text)
        elif text:
            self.stream.write(text)


def outputs(options: argparse.Namespace, fail_on: str) -> list[Output]:
    """The reports that were asked for; raises TqcheckError for one that cannot be made."""
    made: list[Output] = []
    # A document from standard input that is fixed goes to standard output, and nothing else does.
    filtered = options.fix and not options.diff and options.paths == ["-"]
    stream = sys.stderr if filtered else sys.stdout
    style = Style(colour(options.color, stream), columns(stream), fail_on)
    for wanted in options.report or ["text"]:
        name, colon, path = wanted.partition(":")
        if name not in reports.formats():
            raise TqcheckError(f"unknown report `{name}`{did_you_mean(name, reports.formats())}")
        if colon and not path:
            raise TqcheckError(f"--report {wanted}: name a file after the colon")
        folder = os.path.dirname(os.path.abspath(path))
        if path and not os.path.isdir(folder):
            raise TqcheckError(f"--report {wanted}: there is no folder {os.path.dirname(path)}")
        if path and os.path.abspath(path) in [os.path.abspath(s.path) for s in made if s.path]:
            raise TqcheckError(f"--report {wanted}: another report goes to the same file")
        if options.diff and options.report and not path:
            raise TqcheckError(
                "--diff goes to standard output; give the report a file: json:out.json"
            )
        if path or not (options.quiet or options.diff):
            made.append(
                Output(
                    reports.create(name, Style(fail_on=fail_on) if path else style), path, stream
                )
            )
    if sum(not output.path for output in made) > 1:
        raise TqcheckError("two reports to standard output; give one a file: json:out.json")
    return made
