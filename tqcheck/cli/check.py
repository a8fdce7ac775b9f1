"""The command `check`: configuration, files, reports and exit code put together."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

from tqcheck.cli.outputs import sinks
from tqcheck.cli.overrides import configured
from tqcheck.cli.terminal import colour, progress
from tqcheck.config import Config
from tqcheck.errors import CLEAN, FOUND, TROUBLE, TqcheckError
from tqcheck.escaping import plain
from tqcheck.files.content import input_bytes, read_input
from tqcheck.linter import check_file, check_text, collected, leftovers, run
from tqcheck.linter.discovery import discover
from tqcheck.linter.results import Result, Summary, Treatment
from tqcheck.wording import plural

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    import argparse


def check(options: argparse.Namespace) -> int:
    """Run `tqcheck check`; raises TqcheckError for wrong options and missing paths."""
    config = configured(options)
    if not config.rules:
        raise TqcheckError("no rule is left to run; see `select`, `ignore` and --only")
    _ = config.frozen  # What is wrong with the baseline is told before anything is checked.
    made = sinks(options, config.fail_on)
    summary = Summary()
    for result in _results(options, config, summary):
        summary.add(result)
        if result.trouble:
            sys.stderr.write(f"tqcheck: {plain(result.trouble)}\n")
        for sink in made:
            sink.add(result)
        if result.output:
            _write_output(result.output, options)
    grown = _grown(options, config)
    if grown:
        sys.stderr.write(f"tqcheck: {plain(grown)}\n")
    if summary.unchanged:
        unchanged = plural(summary.unchanged, "document")
        since = plain(options.changed_from)
        sys.stderr.write(f"tqcheck: {unchanged} not changed since {since}\n")
    checked = summary.documents + summary.unchanged > 0
    for sink in made:
        sink.finish(summary, checked)
    sys.stderr.writelines(f"tqcheck: {note}\n" for note in summary.notes)
    if summary.fixed:
        _tell_fixes(summary, would=options.diff)
    if not checked and not summary.troubles:
        if options.allow_empty:
            return CLEAN
        raise TqcheckError("nothing to check: no file was left to read; see --allow-empty")
    if summary.troubles:
        return TROUBLE
    if options.diff:
        return FOUND if summary.fixed else CLEAN
    return FOUND if grown or summary.fails(config.fail_on) else CLEAN


def _grown(options: argparse.Namespace, config: Config) -> str:
    """What to say where the baseline has grown and must not."""
    if not options.ratchet:
        return ""
    from tqcheck.linter.ratchet import grown

    return grown(config.frozen, options.changed_from)


def _results(options: argparse.Namespace, config: Config, summary: Summary) -> Iterator[Result]:
    if "-" in options.paths:
        if options.paths != ["-"]:
            raise TqcheckError("`-` is standard input, and goes with no other path")
        if options.changed_from is not None:
            raise TqcheckError("--changed-from compares files; `-` has no earlier version")
        path = options.stdin_filename or "<stdin>"
        try:
            yield _input(path, options, config)
        except TqcheckError as error:
            yield Result(path, None, (), trouble=str(error))
        return
    files = discover(options.paths, config, force_exclude=options.force_exclude)
    if options.verbose:
        sys.stderr.write(f"tqcheck: {plural(len(files), 'file')} to check\n")
    archive = collected(files, config) if options.archive else None
    treat = _treatment(options)
    if options.changed_from is not None:
        from tqcheck.linter.changes import Changes

        changes = Changes(files, options.changed_from)
        summary.unchanged = len(files) - len(changes.files)
        files, treat = changes.files, changes.only(treat)
    bar = progress(files)
    try:
        for result in run(files if bar is None else bar, config, treat, archive):
            if bar is not None and (result.findings or result.trouble or result.output):
                bar.clear()  # The report may go to the same terminal; the next document redraws it.
            yield result
        if options.changed_from is None:
            is_whole = not options.paths
            yield from leftovers(config, summary.excused_by_file if is_whole else None)
    finally:
        if bar is not None:
            bar.close()  # What ended the run early is told on a line of its own.


def _treatment(options: argparse.Namespace) -> Treatment:
    """What is done with each file."""
    if not (options.fix or options.diff):
        return check_file
    from tqcheck.linter import fixing

    return fixing.diff_file if options.diff else fixing.fix_file


def _input(path: str, options: argparse.Namespace, config: Config) -> Result:
    """Check standard input; fixed, it goes to standard output, whether or not it was changed."""
    if not (options.fix or options.diff):
        return check_text(read_input(path), path, config)
    from tqcheck.linter import fixing

    content = input_bytes(path)
    made = fixing.fix_content(content, path, config)
    if options.diff:
        return fixing.as_diff(made, content)
    return replace(made.after, fixed=made.count, output=made.content)


def _write_output(output: bytes, options: argparse.Namespace) -> None:
    """Write to standard output byte for byte; a diff on a terminal so that it can be read."""
    # FORCE_COLOR, which a CI system sets for its log, must not spoil a patch.
    if options.diff and (sys.stdout.isatty() or options.color == "always"):
        from tqcheck.files.diff import shown

        sys.stdout.writelines(shown(output, colour=colour(options.color, sys.stdout)))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()


def _tell_fixes(summary: Summary, *, would: bool) -> None:
    """Say on standard error how much was fixed: what goes to standard output may be for a program.

    It stands below the report, where both go to one terminal or log.
    """
    sys.stdout.flush()
    findings = plural(summary.fixed, "finding")
    files = plural(summary.with_fixes, "file")
    sys.stderr.write(f"{'Would fix' if would else 'Fixed'} {findings} in {files}.\n")
