"""What goes wrong outside the documents: one class, one clear line; and the exit codes."""

from __future__ import annotations

# Nothing found at or above the level that fails, findings, trouble; and what a shell expects of a
# closed pipe and of Ctrl-C.
CLEAN, FOUND, TROUBLE, PIPE_CLOSED, INTERRUPTED = 0, 1, 2, 141, 130


class TqcheckError(Exception):
    """A usage, configuration or input problem, told in one line: where, what, and the remedy."""
