"""The command `check`: from the options to reports and an exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from tqcheck import linter
from tqcheck.cli.outputs import Output, outputs
from tqcheck.cli.overrides import overrides
from tqcheck.cli.terminal import colour, progress
from tqcheck.document import DocumentRef
from tqcheck.errors import CLEAN, FOUND, TROUBLE, FileError, TqcheckError, unexpected
from tqcheck.escaping import escape, escape_path
from tqcheck.files.content import Content, decode, input_bytes
from tqcheck.linter import check_contents, collect, not_judged, run, run_findings
from tqcheck.linter.discovery import discover, nothing_to_check
from tqcheck.linter.documents import ref_of
from tqcheck.linter.results import Action, Result, Summary, left_out
from tqcheck.linter.session import Session
from tqcheck.wording import plural

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.linter.fixing import FixedFinding


def check(options: argparse.Namespace) -> int:
    """Run `tqcheck check`; raises TqcheckError for wrong options, and if nothing is to check."""
    config = overrides(options)
    if not config.rules:
        raise TqcheckError("no rule is left to run; see `select`, `ignore` and --only")
    session = Session(config)
    _ = session.baseline  # So that a problem with it is reported before anything is checked.
    made = outputs(options, config.fail_on, session.roots)
    summary = Summary(unsafe_fixes=options.unsafe_fixes)
    fixed: list[tuple[str, FixedFinding]] = []
    troubles: list[FileError] = []
    for result in _results(options, session, summary):
        told = _tell(result, made)
        summary.add(told)
        if told.trouble:
            troubles.append(told.trouble)
        fixed += ((told.path, each) for each in told.fixed)
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
        _finish(output, summary, checked or summary.not_judged > 0)
    sys.stderr.writelines(f"tqcheck: {note}\n" for note in summary.notes)
    if fixed:
        _report_fixes(fixed, summary, would=options.diff)
    is_empty = not checked and not summary.troubles
    if is_empty and not options.allow_empty:
        message = nothing_to_check(options.paths, config, summary.others)
        raise TqcheckError(f"{message}; see --allow-empty")
    if summary.others:
        sys.stderr.write(f"tqcheck: {escape(left_out(summary.others))}\n")
    # After all else, since CI systems show the last line as the reason why the run failed.
    sys.stderr.writelines(f"tqcheck: {escape(str(trouble))}\n" for trouble in troubles)
    if is_empty:
        return CLEAN
    if summary.troubles:
        return TROUBLE
    if options.diff:
        return FOUND if summary.fixed else CLEAN
    return FOUND if grown or summary.fails(config.fail_on) else CLEAN


def _tell(result: Result, made: Sequence[Output]) -> Result:
    """Hand a result to the reports, and return it.

    If one of them cannot take it, that one and those after it are told that it was not judged.
    """
    for output in made if result.is_document else ():
        try:
            output.add(result)
        except OSError:
            raise  # The output cannot be written.
        except Exception as error:
            trouble = FileError(result.path, unexpected(error))
            result = replace(result, document=None, findings=(), suppressed=(), trouble=trouble)
            output.add(result)
    return result


def _finish(output: Output, summary: Summary, checked: bool) -> None:
    """Finish a report; one that cannot be made or written does not keep the others from it."""
    try:
        output.finish(summary, checked)
    except OSError:
        raise
    except Exception as error:
        is_known = isinstance(error, TqcheckError)
        reason = str(error) if is_known else f"{output.path or 'report'}: {unexpected(error)}"
        sys.stderr.write(f"tqcheck: {escape(reason)}\n")
        summary.troubles += 1


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
    discovered = discover(options.paths, session.config, force_exclude=options.force_exclude)
    yield from not_judged(discovered.troubles)
    refs = discovered.refs
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
    """What is done with standard input; with --fix, it goes to standard output, changed or not.

    A text without a file name is there to be judged; with one, it is judged as that file would be.
    """
    anyway = options.stdin_filename is None

    def act(ref: DocumentRef, session: Session) -> Result:
        try:
            content = input_bytes(ref.target)
            if not (options.fix or options.diff):
                text = Content(ref.target, decode(content, ref.target))
                return check_contents(ref, session, [text], anyway=anyway)
            from tqcheck.linter import fixing

            unsafe = options.unsafe_fixes
            made = fixing.fix_content(content, ref, session, unsafe=unsafe, anyway=anyway)
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
