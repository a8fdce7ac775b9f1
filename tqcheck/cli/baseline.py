"""The command `baseline`: freeze today's findings, remove entries that no longer match one."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from tqcheck.cli.overrides import overrides
from tqcheck.cli.terminal import progress
from tqcheck.config import Config
from tqcheck.config.location import BASELINE
from tqcheck.errors import CLEAN, TROUBLE, TqcheckError
from tqcheck.escaping import escape
from tqcheck.files.writing import write_file
from tqcheck.linter import not_judged, run
from tqcheck.linter.baseline import Baseline, Entry, entry_of, frozen, written
from tqcheck.linter.discovery import discover, nothing_to_check
from tqcheck.linter.results import Result, left_out
from tqcheck.linter.session import Session
from tqcheck.wording import plural


def freeze(options: argparse.Namespace) -> int:
    """Run `tqcheck baseline`; raises TqcheckError for wrong options, and if nothing is to check.

    If a path is missing or a document cannot be read, the baseline is left as it is.
    """
    config = overrides(options)
    path = config.baseline or os.path.normpath(os.path.join(config.root, BASELINE))
    # A baseline that does not exist yet may be named; a file that is not a baseline stops the run.
    config = replace(config, baseline=path if os.path.exists(path) else "")
    session = Session(config)
    before = session.baseline or Baseline(path, (), session.roots)
    if config.require_reasons and not options.reason and not options.prune:
        raise TqcheckError("`require-reasons` is set; give a reason with --reason")
    discovered = discover(options.paths, config)
    bar = progress(discovered.refs)
    results = list(not_judged(discovered.troubles))
    results += run((ref, session) for ref in (discovered.refs if bar is None else bar))
    others = [result.path for result in results if not result.is_document]
    if len(others) == len(results):
        raise TqcheckError(nothing_to_check(options.paths, config, others))
    if others:
        sys.stderr.write(f"tqcheck: {escape(left_out(others))}\n")
    for result in results:
        if result.trouble:
            sys.stderr.write(f"tqcheck: {escape(str(result.trouble))}\n")
    if any(result.trouble for result in results):
        sys.stderr.write(f"tqcheck: {escape(path)} was not changed\n")
        return TROUBLE
    entries = list(_entries(results, before, config, options))
    content = written(entries).encode("utf-8", "backslashreplace")
    write_file(path, content, session.roots)
    old, now = Counter(before.entries), Counter(entries)
    added = plural((now - old).total(), "new finding")
    sys.stdout.write(
        f"{escape(path)}: {plural(now.total(), 'finding')} frozen; "
        f"{added}, {(old - now).total()} removed.\n"
    )
    return CLEAN


def _entries(
    results: list[Result], before: Baseline, config: Config, options: argparse.Namespace
) -> Iterator[Entry]:
    """The new entries: those that still match a finding and, except with --prune, new findings.

    Entries of documents that were not checked or of rules that were not run are kept, as long as
    the document exists.
    """
    ran = {rule.name for rule in config.rules}
    seen = {before.inside(result.path) for result in results}
    for entry in before.entries:
        is_judged = entry.path in seen and entry.rule in ran
        if not is_judged and before.has_document(entry.path):
            yield entry
    for result in results:
        path = before.inside(result.path)
        for excused in result.suppressed:
            if excused.kind == "baseline":
                yield entry_of(excused.finding, path, excused.justification)
        for finding in frozen(result.findings) if not options.prune else ():
            yield entry_of(finding, path, options.reason or "")
