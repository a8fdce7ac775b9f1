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
    """The parser of one command; the others' would only cost time."""

    class Parser(argparse.ArgumentParser):
        def error(self, message: str) -> NoReturn:
            super().error(escape(message))  # It quotes the arguments as they are.

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
    add("--prune", action="store_true", help="only drop what is frozen in vain, and add nothing")
    add("--reason", metavar="TEXT", help="why what is new is frozen; kept with each finding")
    add("--select", metavar="RULES", help="rules to run: names, wildcards, `default`, `all`")
    add("--ignore", metavar="RULES", help="rules not to run")
    _alignment_arguments(parser)
    _common_arguments(parser)
    parser.set_defaults(run=_baseline)


def _align_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the document; `-` reads standard input")
    parser.add_argument("--report", choices=("text", "json"), default="text", help="the form")
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
        help="the reference of a file, or a folder with those of many (default: `references`); "
        "repeatable for several references",
    )
    add("--against", metavar="REF", help="compare with this revision in git; exit 1 if worse")
    add("--metrics", metavar="LIST", help="some of bleu, chrf, chrf++, ter (default: all)")
    add("--min-bleu", metavar="X", type=float, help="exit 1 if BLEU is lower")
    add("--min-chrf", metavar="X", type=float, help="exit 1 if chrF is lower")
    add("--max-ter", metavar="X", type=float, help="exit 1 if TER is higher")
    add("--max-drop", metavar="X", type=float, help="points that --against may find lost")
    add(
        "--document-level",
        action="store_const",
        const=True,
        help="compare whole texts, not their paragraphs",
    )
    add("--plain", action="store_true", help="read every file line by line, whatever is in it")
    add("--target-language", metavar="CODE", help="the language, which decides the tokenizer")
    add("--report", choices=("text", "json"), default="text", help="the form")
    add("-w", "--width", metavar="N", type=int, default=2, help="decimal places (default: 2)")
    _common_arguments(parser)
    parser.set_defaults(run=_score)


def _rules_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", nargs="?", help="the rule to explain")
    parser.set_defaults(run=_rules)


def _schema_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_schema)


def _lsp_arguments(parser: argparse.ArgumentParser) -> None:
    # Clients for any server pass it along.
    parser.add_argument(
        "--stdio", action="store_true", help="talk over stdin and stdout, as always"
    )
    parser.set_defaults(run=_lsp)


def _alignment_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--engine",
        metavar="ENGINE",
        help="what paragraphs are aligned by: `lexical` (lengths, names, numbers), `semantic` "
        "(meaning too), or `auto` (meaning where it takes more than lengths; the default)",
    )
    parser.add_argument(
        "--cache-dir", metavar="DIR", help="where the unpacked sentence encoder is kept"
    )
    parser.add_argument(
        "--no-cache", action="store_true", help="unpack the sentence encoder and keep nothing"
    )


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
        "--only",
        metavar="RULES",
        action="append",
        help="of the rules that are selected and not ignored, those to run; repeatable, to narrow "
        "further",
    )
    add(
        "--severity",
        metavar="RULE=LEVEL",
        action="append",
        help="report a rule's findings as error, warning or info; repeatable",
    )
    add("--fix", action="store_true", help="make the safe fixes, and report what remains")
    add(
        "--diff",
        action="store_true",
        help="print what --fix would change, in place of a report; exit 1 if that is anything",
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
        help="compare names across all documents too, which are read twice for it",
    )
    add(
        "--baseline",
        metavar="FILE",
        help="the frozen findings (default: `baseline`, or tqcheck-baseline.json if there is one)",
    )
    add("--no-waivers", action="store_true", help="report what comments and the baseline excuse")
    add("--ratchet", action="store_true", help="fail if the baseline is larger than before")
    add("--changed-from", metavar="REF", help="report only what the change since REF touches")
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
