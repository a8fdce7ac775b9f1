"""Errors outside the documents, one clear line each, and the exit codes."""

from __future__ import annotations

# No finding at or above the severity that fails, such findings, an error; and what shells expect
# after a closed pipe and after Ctrl-C.
CLEAN, FOUND, TROUBLE, PIPE_CLOSED, INTERRUPTED = 0, 1, 2, 141, 130


class TqcheckError(Exception):
    """A usage, configuration or input problem in one line: where, what, and the remedy."""


def unexpected(error: BaseException) -> str:
    """What is said of an error that nobody foresaw, in one line."""
    if isinstance(error, MemoryError):
        return "not enough memory; split it or exclude it"
    detail = " ".join(str(error).split())
    problem = f"{type(error).__name__}: {detail}" if detail else type(error).__name__
    return f"{problem}; this is a mistake in tqcheck, please report it"


class FileError(TqcheckError):
    """A problem with one file; `line` is 0 if it is not about a certain line."""

    def __init__(self, path: str, reason: str, line: int = 0) -> None:
        super().__init__(path, reason, line)
        self.path = path
        self.reason = reason
        self.line = line

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.reason}"
