"""The command line run in this process: what tests of behaviour call."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tqcheck.cli import main

# From arguments to exit code, standard output and standard error.
Run = Callable[..., tuple[int, str, str]]


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """What runs tqcheck with some arguments in the working directory."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run
