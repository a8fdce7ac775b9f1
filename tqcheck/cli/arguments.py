"""The options of each command, and what is run with them."""

from __future__ import annotations

import argparse
import os
import sys

from tqcheck.errors import CLEAN
from tqcheck.escaping import escape

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from typing import NoReturn


def parser_of(command: str, description: str) -> argparse.ArgumentParser:
    """The parser of one command; making those of the others would only take time."""

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> NoReturn:
            super().error(escape(message))  # It quotes the arguments.

    def formatter(prog: str) -> argparse.HelpFormatter:
        return argparse.HelpFormatter(prog, max_help_position=32, width=_columns())

    parser = Parser(
        prog=f"tqcheck {command}",
        description=description,
        allow_abbrev=False,
        formatter_class=formatter,
    )
    add = {
        "check": _check_arguments,
        "baseline": _baseline_arguments,
        "align": _align_arguments,
        "score": _score_arguments,
        "rules": _rules_arguments,
        "schema": _schema_arguments,
        "lsp": _lsp_arguments,
    }
    add[command](parser)
    return parser


def _columns() -> int:
    """The terminal's width for help texts: argparse would load two archive formats to ask."""
    try:
        return min(100, os.get_terminal_size(sys.stdout.fileno()).columns) - 2
    except (OSError, ValueError, AttributeError):
        return 98


def _baseline_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("paths", metavar="PATH", nargs="*", help="files and folders (default: `paths`)")
    add(
        "--baseline",
        metavar="FILE",
        help="the file to write (default: `baseline`, or tqcheck-baseline.json)",
    )
    add("--prune", action="store_true", help="only remove entries that no longer match a finding")
    add("--reason", metavar="TEXT", help="why the new findings are frozen; written to each entry")
    add("--select", metavar="RULES", help="rules to run: names, wildcards, `default`, `all`")
    add("--ignore", metavar="RULES", help="rules not to run")
    _alignment_arguments(parser)
    _common_arguments(parser)
    parser.set_defaults(run=_baseline)


def _align_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the document; `-` reads standard input")
    parser.add_argument("--report", choices=("text", "json"), default="text", help="the format")
    _alignment_arguments(parser)
    _common_arguments(parser)
    parser.set_defaults(run=_align)


def _score_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("paths", metavar="FILE", nargs="*", help="files and folders (default: `paths`)")
    add(
        "--reference",
        metavar="PATH",
        action="append",
        default=[],
        help="the reference of a file, or a folder with those of many files (default: "
        "`references`); repeatable for several references",
    )
    add("--against", metavar="REF", help="compare with this revision in git; exit 1 if worse")
    add("--metrics", metavar="LIST", help="some of bleu, chrf, chrf++, ter (default: all)")
    add("--min-bleu", metavar="X", type=float, help="exit 1 if BLEU is lower")
    add("--min-chrf", metavar="X", type=float, help="exit 1 if chrF is lower")
    add("--max-ter", metavar="X", type=float, help="exit 1 if TER is higher")
    add("--max-drop", metavar="X", type=float, help="exit 1 if --against finds more points lost")
    add(
        "--document-level",
        action="store_const",
        const=True,
        help="compare whole texts, not their paragraphs",
    )
    add(
        "--plain",
        action="store_true",
        help="read every file line by line, even if it has the archive layout",
    )
    add("--target-language", metavar="CODE", help="the language, which determines the tokenizer")
    add("--report", choices=("text", "json"), default="text", help="the format")
    add("-w", "--width", metavar="N", type=int, default=2, help="decimal places (default: 2)")
    _common_arguments(parser)
    parser.set_defaults(run=_score)


def _rules_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", nargs="?", help="the rule to explain")
    parser.set_defaults(run=_rules)


def _schema_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_schema)


def _lsp_arguments(parser: argparse.ArgumentParser) -> None:
    # Generic clients pass it to every server.
    parser.add_argument(
        "--stdio", action="store_true", help="communicate over stdin and stdout (the default)"
    )
    parser.set_defaults(run=_lsp)


def _alignment_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--engine",
        metavar="ENGINE",
        help="how paragraphs are aligned: `lexical` (by lengths, names and numbers), `semantic` "
        "(by meaning too), or `auto` (by meaning where lengths leave a doubt; the default)",
    )
    parser.add_argument(
        "--cache-dir", metavar="DIR", help="where the unpacked sentence encoder is kept"
    )
    parser.add_argument(
        "--no-cache", action="store_true", help="do not keep the unpacked sentence encoder"
    )


def _common_arguments(parser: argparse.ArgumentParser) -> None:
    config = parser.add_mutually_exclusive_group()
    config.add_argument("--config", metavar="FILE", help="the configuration file to use")
    parser.add_argument(
        "--allow-root",
        metavar="DIR",
        action="append",
        help="a folder that may be read and written besides the checkout; repeatable",
    )
    config.add_argument(
        "--isolated", action="store_true", help="use no configuration file, only the defaults"
    )
    parser.add_argument(
        "--allow-encoder",
        metavar="MODULE:FACTORY",
        help="the encoder that the configuration may name (default: TQCHECK_ENCODER, else none)",
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
        "--only",
        metavar="RULES",
        action="append",
        help="run only those of the selected rules; repeatable, to narrow them further",
    )
    add(
        "--severity",
        metavar="RULE=LEVEL",
        action="append",
        help="report a rule's findings as error, warning or info; repeatable",
    )
    add("--fix", action="store_true", help="make the safe fixes, and report what remains")
    add(
        "--unsafe-fixes",
        action="store_true",
        help="make, or show, also the fixes of which somebody has to look at the result",
    )
    add(
        "--diff",
        action="store_true",
        help="print what --fix would change instead of a report; exit 1 if there is anything",
    )
    add(
        "--glossary",
        metavar="FILE",
        action="append",
        help="terms and their renderings (.csv, .tsv, .tbx); repeatable, instead of `glossary`",
    )
    add(
        "--archive",
        action="store_true",
        help="compare names across all documents too, which takes a second reading of each",
    )
    add(
        "--baseline",
        metavar="FILE",
        help="the frozen findings (default: `baseline`, or tqcheck-baseline.json if there is one)",
    )
    add(
        "--no-waivers",
        action="store_true",
        help="report also what comments, the configuration and the baseline excuse",
    )
    add("--ratchet", action="store_true", help="fail if the baseline is larger than before")
    add("--changed-from", metavar="REF", help="report only what changes since REF touch")
    add("--fail-on", metavar="LEVEL", help="exit 1 at this severity or a worse one, or `never`")
    add(
        "--force-exclude",
        action="store_true",
        help="skip excluded files and files outside `paths`, even if they are named",
    )
    add("--allow-empty", action="store_true", help="exit 0 if there is nothing to check")
    add("--stdin-filename", metavar="PATH", help="the path to report for standard input (`-`)")
    add("-q", "--quiet", action="store_true", help="no report on standard output")
    add("-v", "--verbose", action="store_true", help="say what is done, on standard error")
    _alignment_arguments(parser)
    _common_arguments(parser)
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    from tqcheck.cli.check import check

    return check(options)


def _baseline(options: argparse.Namespace) -> int:
    from tqcheck.cli.baseline import freeze

    return freeze(options)


def _align(options: argparse.Namespace) -> int:
    from tqcheck.cli.align import show

    return show(options)


def _score(options: argparse.Namespace) -> int:
    from tqcheck.cli.score import run

    return run(options)


def _rules(options: argparse.Namespace) -> int:
    from tqcheck.catalogue import catalogue, page

    sys.stdout.write(page(options.rule) if options.rule else catalogue())
    return CLEAN


def _schema(options: argparse.Namespace) -> int:
    from tqcheck.escaping import dumps
    from tqcheck.reports._schema import schema

    sys.stdout.write(f"{dumps(schema(), indent=2)}\n")
    return CLEAN


def _lsp(options: argparse.Namespace) -> int:
    from tqcheck.lsp import serve

    return serve()
