"""Running tqcheck in a step: both of its streams in the log, and the reason why it ended."""

from __future__ import annotations

import re
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

# Of one line, which a document may have made as long as it likes.
_CHUNK = 65536


@dataclass(frozen=True)
class Ended:
    """How a run has ended."""

    code: int
    # The last line that it wrote to standard error, if it wrote any.
    last: str

    @property
    def reason(self) -> str:
        """Why it ended as it did, in a clause."""
        if self.code < 0:
            return f"tqcheck was ended by {_signal(-self.code)}"
        said = re.sub(r"^tqcheck(?: \w+)?: (?:error: )?", "", self.last)
        if said == self.last and said:  # Not a message of its own, but the end of a traceback.
            return f"tqcheck failed with exit code {self.code}: {said}"
        return said or f"tqcheck ended with exit code {self.code} and gave no reason"


def logged(command: Sequence[str]) -> Ended:
    """Run with output and errors in the log, where nothing they quote can act as a command.

    A runner obeys `::` at the start of a line and `##[` anywhere in it. The command `stop-commands`
    ends that until it reads a token which no document can know. Both streams go to standard output,
    as a runner reads standard error separately and might come to it after the token.
    """
    token = secrets.token_hex(16)
    write(f"::stop-commands::{token}\n".encode())
    try:
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout and process.stderr
            reader = threading.Thread(target=_copy, args=(process.stdout,))
            reader.start()
            last = _copy(process.stderr)
            reader.join()
        return Ended(process.returncode, last)
    finally:
        write(f"\n::{token}::\n".encode())


def write(text: bytes) -> None:
    """Write to the log at once, in the order of all that is written to it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()


def _copy(stream: IO[bytes]) -> str:
    """Copy a stream to the log; the start of its last line that is not blank."""
    last, is_start = b"", True
    while part := stream.readline(_CHUNK):
        write(part)
        if is_start:
            last = part.strip() or last
        is_start = part.endswith(b"\n")
    return last.decode("utf-8", "replace")


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
