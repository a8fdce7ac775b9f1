"""The command line: its commands, a module each, and the exit code of a run."""

from __future__ import annotations

import gc
import os
import sys

from tqcheck import __version__
from tqcheck.errors import CLEAN, INTERRUPTED, PIPE_CLOSED, TROUBLE

TYPE_CHECKING = False  # as in tqcheck/__init__.py

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

COMMANDS = {
    "check": "Check files and folders.",
    "baseline": "Freeze today's findings, so that only new ones are reported.",
    "align": "Show source and target side by side, omissions marked.",
    "score": "Score translations against references: BLEU, chrF, chrF++, TER.",
    "rules": "Print the catalogue of rules, or one rule's page.",
    "schema": "Print the JSON Schema of the reports json and jsonl.",
    "lsp": "Start a language server, which shows editors what `check` finds.",
}
_HELP = (
    "usage: tqcheck [check] [PATH ...]\n\nA linter for translations.\n\ncommands:\n"
    + "".join(f"  {name}  {what}\n" for name, what in COMMANDS.items())
    + """
`tqcheck COMMAND --help` lists the options of a command; `check` may be left out.
`tqcheck --version` prints the version.
"""
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run tqcheck; returns the exit code, 2 for wrong usage included."""
    # Before numpy is loaded: starting OpenBLAS's threads would take 50 ms, and they are not used,
    # since alignment/blas_threads.py keeps products on one thread.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # What is allocated at the start lives to the end: collecting garbage there finds nothing.
    gc.set_threshold(100_000)
    arguments = list(sys.argv[1:] if argv is None else argv)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # The shell has closed it (`>&-`).
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            # The same bytes in every locale, and no failure on a path that is not UTF-8.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _drop(sys.stdout, sys.stderr)
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:  # Reading has errors of its own; this is a full disk or the like.
        _drop(sys.stdout)
        try:
            sys.stderr.write(f"tqcheck: output cannot be written: {error.strerror}\n")
        except OSError:
            _drop(sys.stderr)
        return TROUBLE


def _drop(*streams: TextIO) -> None:
    """Keep Python from flushing the streams when it exits, which would fail once more."""
    for stream in streams:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _run(arguments: list[str]) -> int:
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"tqcheck {__version__}\n")
        return CLEAN
    from tqcheck.errors import TqcheckError, unexpected
    from tqcheck.escaping import escape

    if arguments in (["-h"], ["--help"]):
        sys.stdout.write(_HELP)
        return CLEAN
    named = bool(arguments) and arguments[0] in COMMANDS
    if arguments and not named and (command := _mistyped(arguments[0])):
        sys.stderr.write(f"tqcheck: unknown command `{arguments[0]}`; did you mean `{command}`?\n")
        return TROUBLE
    from tqcheck.cli.arguments import parser_of

    command = arguments[0] if named else "check"
    parser = parser_of(command, COMMANDS[command])
    try:
        # Options and paths in any order; after `--`, as argparse has it, there are only paths.
        parse = parser.parse_args if "--" in arguments else parser.parse_intermixed_args
        options = parse(arguments[named:])
    except SystemExit as stop:  # argparse has printed the error or the help.
        if stop.code or arguments[named:] in (["-h"], ["--help"]):
            return TROUBLE if stop.code else CLEAN
        # Where a hook or a CI system adds files, being green would mean that they were checked.
        sys.stderr.write("tqcheck: --help among other arguments: nothing was done but this\n")
        return TROUBLE
    try:
        code: int = options.run(options)
        return code
    except TqcheckError as error:
        sys.stderr.write(f"tqcheck: {escape(str(error))}\n")
        return TROUBLE
    except OSError:
        raise  # Output that cannot be written: see `main`.
    # With a traceback, the exit code would be that of findings; with SystemExit, any.
    except (Exception, SystemExit) as error:
        sys.stderr.write(f"tqcheck: {escape(unexpected(error))}\n")
        return TROUBLE


def _mistyped(word: str) -> str | None:
    """The command that a first word is probably meant to be; None for paths."""
    if not word.isalpha() or os.path.lexists(word):
        return None
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, COMMANDS, n=1, cutoff=0.7)), None)
