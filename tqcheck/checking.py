"""The command `check`: configuration, files, reports and exit code put together."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tqcheck import plain as _plain
from tqcheck.alignment.settings import ENGINES
from tqcheck.config import FAIL_ON, Config, current, expand, find, nearest
from tqcheck.errors import CLEAN, FOUND, TROUBLE, TqcheckError
from tqcheck.files import discover, input_bytes, read_input
from tqcheck.finding import SEVERITIES
from tqcheck.runner import (
    Result,
    Summary,
    Treatment,
    check_file,
    check_text,
    collected,
    leftovers,
    run,
)
from tqcheck.sinks import colour, sinks

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    import argparse

    from tqdm import tqdm


# A run of fewer documents is over before a progress bar can be read.
_LONG = 20


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
            sys.stderr.write(f"tqcheck: {_plain.plain(result.trouble)}\n")
        for sink in made:
            sink.add(result)
        if result.output:
            _write_output(result.output, options)
    grown = _grown(options, config)
    if grown:
        sys.stderr.write(f"tqcheck: {_plain.plain(grown)}\n")
    if summary.unchanged:
        unchanged = _plain.plural(summary.unchanged, "document")
        since = _plain.plain(options.changed_from)
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
    from tqcheck.ratchet import grown

    return grown(config.frozen, options.changed_from)


def configured(options: argparse.Namespace) -> Config:
    """The configuration file that holds, with the command line on top of it."""
    path = options.config or (None if options.isolated else find("."))
    config = Config() if options.isolated else current(path)
    if getattr(options, "verbose", False):
        sys.stderr.write(f"tqcheck: configuration: {path or 'defaults'}\n")
    for key in ("select", "ignore"):
        given = getattr(options, key, None)
        if given is not None:
            patterns = _patterns(given)
            if key == "ignore":
                config = replace(config, ignore=patterns)
            else:
                # What is named on the command line is run, whatever the file ignores.
                config = replace(config, select=patterns, ignore=())
    for given in getattr(options, "only", ()):
        left = (expand(config.select) - expand(config.ignore)) & expand(_patterns(given))
        config = replace(config, select=tuple(sorted(left)), ignore=())
    for pair in getattr(options, "severity", ()):
        pattern, _, level = pair.partition("=")
        if level not in SEVERITIES:
            raise TqcheckError(f"--severity {pair}: write RULE=error, RULE=warning or RULE=info")
        for name in sorted(expand([pattern])):
            config = config.with_severity(name, level)
    fail_on = getattr(options, "fail_on", None)
    if fail_on is not None:
        if fail_on not in FAIL_ON:
            raise TqcheckError(f"--fail-on {fail_on}: unknown level{nearest(fail_on, FAIL_ON)}")
        config = replace(config, fail_on=fail_on)
    glossary = getattr(options, "glossary", None)
    if glossary is not None:
        config = replace(config, glossary=tuple(glossary))
    engine = getattr(options, "engine", None)
    if engine is not None:
        if engine not in ENGINES:
            raise TqcheckError(f"--engine {engine}: unknown engine{nearest(engine, ENGINES)}")
        config = replace(config, alignment=replace(config.alignment, engine=engine))
    baseline = getattr(options, "baseline", None)
    if baseline is not None:
        config = replace(config, baseline=baseline)
    if getattr(options, "no_waivers", False):
        config = replace(config, waive=False, baseline="")
    _settle_cache(options, config)
    return config


def _patterns(given: str) -> tuple[str, ...]:
    """The patterns of a list; raises TqcheckError for one that stands for no rule."""
    patterns = tuple(word.strip() for word in given.split(",") if word.strip())
    expand(patterns)
    return patterns


def _settle_cache(options: argparse.Namespace, config: Config) -> None:
    """Which folder is the cache: the command line's, the environment's or the configuration's.

    Raises TqcheckError for one of these that is of no use; the user's own folder, which it is
    otherwise, is done without in silence.
    """
    if getattr(options, "no_cache", False):
        from tqcheck import cache

        cache.switch_off()
    if os.environ.get("TQCHECK_NO_CACHE"):
        return
    given = getattr(options, "cache_dir", None)
    if given is not None:
        from tqcheck import cache

        _make(given, f"--cache-dir {given}")
        cache.use(given)
    elif set_ := os.environ.get("TQCHECK_CACHE_DIR"):
        _make(set_, f"TQCHECK_CACHE_DIR={set_}")
    elif config.cache_dir:
        from tqcheck import cache

        _make(config.cache_dir, f"setting cache-dir: {config.cache_dir}")
        cache.configure(config.cache_dir)


def _make(folder: str, named: str) -> None:
    """Make a cache folder, which is to be in nobody's commit.

    Raises TqcheckError if it can be neither written nor, as it is empty, read.
    """
    try:
        if not os.path.isdir(folder):
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, ".gitignore"), "w", encoding="utf-8") as file:
                file.write("# Made by tqcheck.\n*\n")
        elif not os.access(folder, os.W_OK) and not os.listdir(folder):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        remedy = "name another folder, or use --no-cache"
        raise TqcheckError(f"{named}: cannot be written: {error.strerror}; {remedy}") from None


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
        sys.stderr.write(f"tqcheck: {_plain.plural(len(files), 'file')} to check\n")
    archive = collected(files, config) if options.archive else None
    treat = _treatment(options)
    if options.changed_from is not None:
        from tqcheck.changes import Changes

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
    from tqcheck import fixing

    return fixing.diff_file if options.diff else fixing.fix_file


def _input(path: str, options: argparse.Namespace, config: Config) -> Result:
    """Check standard input; fixed, it goes to standard output, whether or not it was changed."""
    if not (options.fix or options.diff):
        return check_text(read_input(path), path, config)
    from tqcheck import fixing

    content = input_bytes(path)
    made = fixing.fix_content(content, path, config)
    if options.diff:
        return fixing.as_diff(made, content)
    return replace(made.after, fixed=made.count, output=made.content)


def _write_output(output: bytes, options: argparse.Namespace) -> None:
    """Write to standard output byte for byte; a diff on a terminal so that it can be read."""
    # FORCE_COLOR, which a CI system sets for its log, must not spoil a patch.
    if options.diff and (sys.stdout.isatty() or options.color == "always"):
        from tqcheck.patch import shown

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
    findings = _plain.plural(summary.fixed, "finding")
    files = _plain.plural(summary.with_fixes, "file")
    sys.stderr.write(f"{'Would fix' if would else 'Fixed'} {findings} in {files}.\n")


def progress(files: Sequence[str]) -> tqdm[str] | None:
    """A progress bar around the files of a long run, if standard error is a terminal."""
    if len(files) < _LONG or not sys.stderr.isatty():
        return None
    from tqdm import tqdm

    return tqdm(files, unit="doc", desc="checking", delay=1, leave=False, dynamic_ncols=True)
