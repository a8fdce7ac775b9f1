"""The command line: arguments in, reports out, and what a run's exit code says."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tqcheck import __version__

if TYPE_CHECKING:
    import argparse

COMMANDS = ("check", "align", "rules")

# Exit codes: nothing found, findings, trouble; the last two are what a shell expects.
CLEAN, FOUND, TROUBLE, PIPE_CLOSED, INTERRUPTED = 0, 1, 2, 141, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run tqcheck; returns the exit code, 2 for wrong usage included."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"tqcheck {__version__}\n")
        return CLEAN
    for stream in (sys.stdout, sys.stderr):
        # The same bytes whatever the locale, and no failure on a path that is no UTF-8.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _run(arguments)
    except BrokenPipeError:
        # Python flushes standard output on its way out, and would complain once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: list[str]) -> int:
    from tqcheck.errors import TqcheckError
    from tqcheck.reports._plain import plain

    try:
        options = _parser().parse_args(_with_command(arguments))
    except SystemExit as stop:  # argparse has said what is wrong, or printed the help.
        return CLEAN if not stop.code else TROUBLE
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except TqcheckError as error:
        sys.stderr.write(f"tqcheck: {plain(str(error))}\n")
        return TROUBLE


def _with_command(arguments: list[str]) -> list[str]:
    """Put `check` first where no command is named, so that `tqcheck archive/` checks."""
    first = next((word for word in arguments if not word.startswith("-")), "")
    if first in COMMANDS and arguments[0] == first:
        return arguments
    return arguments if arguments[:1] in (["-h"], ["--help"]) else ["check", *arguments]


def _parser() -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(
        prog="tqcheck",
        description="A linter for translations.",
        epilog="Without a command, `check` is run.",
        allow_abbrev=False,
    )
    parser.add_argument("-V", "--version", action="version", version=f"tqcheck {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _check_arguments(
        commands.add_parser("check", help="check files and folders", allow_abbrev=False)
    )
    align = commands.add_parser(
        "align", help="show source and target side by side, omissions marked", allow_abbrev=False
    )
    align.add_argument("file", metavar="FILE", help="the document; `-` reads standard input")
    align.add_argument("--report", choices=("text", "json"), default="text", help="the form")
    _common_arguments(align)
    align.set_defaults(run=_align)
    rules = commands.add_parser("rules", help="the catalogue, or one rule", allow_abbrev=False)
    rules.add_argument("rule", metavar="RULE", nargs="?", help="the rule to explain")
    rules.set_defaults(run=_rules)
    return parser


def _common_arguments(parser: argparse.ArgumentParser) -> None:
    config = parser.add_mutually_exclusive_group()
    config.add_argument("--config", metavar="FILE", help="the configuration file to use")
    config.add_argument(
        "--isolated", action="store_true", help="use no configuration file, only the defaults"
    )
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour the report (default: on a terminal)",
    )


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("paths", metavar="PATH", nargs="*", help="files and folders (default: `paths`)")
    add(
        "--report",
        metavar="FORMAT[:FILE]",
        action="append",
        help="write a report in this format to standard output or to a file; repeatable",
    )
    add("--select", metavar="RULES", help="rules to run: names, wildcards, `default`, `all`")
    add("--ignore", metavar="RULES", help="rules not to run")
    add(
        "--severity",
        metavar="RULE=LEVEL",
        action="append",
        default=[],
        help="report a rule's findings as error, warning or info; repeatable",
    )
    add("--fail-on", metavar="LEVEL", help="exit 1 from this severity on, or `never`")
    add(
        "--force-exclude",
        action="store_true",
        help="leave out excluded files, and files outside `paths`, even where they are named",
    )
    add("--allow-empty", action="store_true", help="exit 0 where there is nothing to check")
    add("--stdin-filename", metavar="PATH", help="what to call standard input (`-`)")
    add("-q", "--quiet", action="store_true", help="no report on standard output")
    add("-v", "--verbose", action="store_true", help="say what is done, on standard error")
    _common_arguments(parser)
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    from tqcheck.checking import check

    return check(options)


def _align(options: argparse.Namespace) -> int:
    from tqcheck.side_by_side import show

    return show(options)


def _rules(options: argparse.Namespace) -> int:
    from tqcheck.catalogue import catalogue, page

    sys.stdout.write(page(options.rule) if options.rule else catalogue())
    return CLEAN
