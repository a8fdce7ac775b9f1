"""The command `check`: from the options to reports and an exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from tqcheck import linter
from tqcheck.cli.outputs import outputs
from tqcheck.cli.overrides import overrides
from tqcheck.cli.terminal import colour, progress
from tqcheck.document import DocumentRef
from tqcheck.errors import CLEAN, FOUND, TROUBLE, FileError, TqcheckError
from tqcheck.escaping import escape, escape_path
from tqcheck.files.content import Content, decode, input_bytes
from tqcheck.linter import check_contents, collect, run, run_findings
from tqcheck.linter.discovery import discover, nothing_to_check
from tqcheck.linter.documents import ref_of
from tqcheck.linter.results import Action, FixedFinding, Result, Summary
from tqcheck.linter.session import Session
from tqcheck.wording import plural


def check(options: argparse.Namespace) -> int:
    """Run `tqcheck check`; raises TqcheckError for wrong options and missing paths."""
    config = overrides(options)
    if not config.rules:
        raise TqcheckError("no rule is left to run; see `select`, `ignore` and --only")
    session = Session(config)
    _ = session.baseline  # So that a problem with it is reported before anything is checked.
    made = outputs(options, config.fail_on)
    summary = Summary(unsafe_fixes=options.unsafe_fixes)
    fixed: list[tuple[str, FixedFinding]] = []
    for result in _results(options, session, summary):
        summary.add(result)
        if result.trouble:
            sys.stderr.write(f"tqcheck: {escape(str(result.trouble))}\n")
        for output in made:
            output.add(result)
        fixed += ((result.path, each) for each in result.fixed)
        if result.output:
            _write_output(result.output, options)
    grown = _grown(options, session)
    if grown:
        sys.stderr.write(f"tqcheck: {escape(grown)}\n")
    if summary.unchanged:
        unchanged = plural(summary.unchanged, "document")
        since = escape(options.changed_from)
        sys.stderr.write(f"tqcheck: {unchanged} not changed since {since}\n")
    checked = summary.documents + summary.unchanged > 0
    for output in made:
        output.finish(summary, checked or summary.not_judged > 0)
    sys.stderr.writelines(f"tqcheck: {note}\n" for note in summary.notes)
    if fixed:
        _report_fixes(fixed, summary, would=options.diff)
    if not checked and not summary.troubles:
        if options.allow_empty:
            return CLEAN
        message = nothing_to_check(options.paths, config)
        raise TqcheckError(f"{message}; see --allow-empty")
    if summary.troubles:
        return TROUBLE
    if options.diff:
        return FOUND if summary.fixed else CLEAN
    return FOUND if grown or summary.fails(config.fail_on) else CLEAN


def _grown(options: argparse.Namespace, session: Session) -> str:
    """A message if the baseline has grown although it must not, else ""."""
    if not options.ratchet:
        return ""
    from tqcheck.linter.ratchet import grown

    return grown(session.baseline, options.changed_from)


def _results(options: argparse.Namespace, session: Session, summary: Summary) -> Iterator[Result]:
    if "-" in options.paths:
        if options.paths != ["-"]:
            raise TqcheckError("`-` is standard input and cannot be combined with other paths")
        if options.changed_from is not None:
            raise TqcheckError("--changed-from compares files; `-` has no earlier version")
        path = options.stdin_filename or "<stdin>"
        yield from run([(ref_of(path, session.config), session)], _on_input(options))
        return
    refs = discover(options.paths, session.config, force_exclude=options.force_exclude)
    if options.verbose:
        sys.stderr.write(f"tqcheck: {plural(len(refs), 'file')} to check\n")
    if options.archive:
        session.occurrences = collect(refs, session)
    act = _action(options)
    if options.changed_from is not None:
        from tqcheck.linter.changes import Changes

        changes = Changes(refs, options.changed_from)
        summary.unchanged = len(refs) - len(changes.refs)
        refs, act = changes.refs, changes.only(act)
    bar = progress(refs)
    try:
        for result in run(((ref, session) for ref in (refs if bar is None else bar)), act):
            if bar is not None and (result.findings or result.trouble or result.output):
                bar.clear()  # The report may go to the same terminal; the next document redraws it.
            yield result
        if options.changed_from is None:
            is_whole = not options.paths
            yield from run_findings(session, summary.excused_by_file if is_whole else None)
    finally:
        if bar is not None:
            bar.close()  # An error that ends the run goes on a line of its own.


def _action(options: argparse.Namespace) -> Action:
    """What is done with each document."""
    if not (options.fix or options.diff):
        return linter.check
    from tqcheck.linter import fixing

    return partial(fixing.diff if options.diff else fixing.fix, unsafe=options.unsafe_fixes)


def _on_input(options: argparse.Namespace) -> Action:
    """What is done with standard input; with --fix, it goes to standard output, changed or not."""

    def act(ref: DocumentRef, session: Session) -> Result:
        try:
            content = input_bytes(ref.target)
            if not (options.fix or options.diff):
                text = Content(ref.target, decode(content, ref.target))
                return check_contents(ref, session, [text])
            from tqcheck.linter import fixing

            made = fixing.fix_content(content, ref, session, unsafe=options.unsafe_fixes)
        except FileError as error:
            return Result(ref.target, None, (), trouble=error)
        if options.diff:
            return fixing.as_diff(made, content)
        return replace(made.after, fixed=made.findings, output=made.content)

    return act


def _write_output(output: bytes, options: argparse.Namespace) -> None:
    """Write to standard output byte for byte; a diff on a terminal in readable form."""
    # FORCE_COLOR, which a CI system sets for its log, must not spoil a patch.
    if options.diff and (sys.stdout.isatty() or options.color == "always"):
        from tqcheck.files.diff import shown

        sys.stdout.writelines(shown(output, colour=colour(options.color, sys.stdout)))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()


def _report_fixes(
    fixed: Iterable[tuple[str, FixedFinding]], summary: Summary, *, would: bool
) -> None:
    """Say on standard error what was fixed: standard output may be read by a program.

    It comes after the report, if both go to one terminal or log.
    """
    sys.stdout.flush()
    done = "would fix" if would else "fixed"
    for path, each in fixed:
        place = f"{escape_path(path)}:{each.line}"
        sys.stderr.write(f"{place}: {each.rule}: {done}: {escape(each.message)}\n")
    findings = plural(summary.fixed, "finding")
    files = plural(summary.with_fixes, "file")
    sys.stderr.write(f"{done.capitalize()} {findings} in {files}.\n")
