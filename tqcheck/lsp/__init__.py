"""The command `lsp`: a language server, which an editor starts and talks to over stdin."""

from __future__ import annotations

import os
import signal
import sys

from tqcheck.errors import TqcheckError


def serve() -> int:
    """Serve until the editor sends `exit` or is gone; 0 if it asked for a shutdown before, else 1.

    Raises TqcheckError where pygls is not installed or standard input is closed.
    """
    try:
        import pygls.lsp.server  # noqa: F401
    except ImportError:
        remedy = 'pip install "tqcheck[lsp]"'
        raise TqcheckError(f"the language server needs pygls 2; {remedy}") from None
    if sys.stdin is None:
        raise TqcheckError("standard input is closed; an editor talks to the language server there")
    from tqcheck.lsp.server import make

    if sys.stdin.isatty():
        sys.stderr.write("tqcheck: waiting for an editor; docs/editors.md says how to set one up\n")
    # pygls waits for the end of standard input before it lets an interrupt through.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Nothing that tqcheck or a library prints may come between two messages.
    sys.stdout.flush()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    server = make()
    server.start_io(sys.stdin.buffer, answers)
    return 0 if server.is_shut_down else 1
