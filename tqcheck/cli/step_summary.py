"""The job summary of a step in GitHub Actions: a file that all commands of the step add to."""

from __future__ import annotations

import os

from tqcheck.errors import TqcheckError

# GitHub does not show a larger one at all.
MAX_BYTES = 1024 * 1024
_CUT = b"\nThe rest does not fit into the summary of this step.\n"


def is_one(path: str) -> bool:
    """Whether a file is the summary of the step that this process runs in."""
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    return bool(named) and os.path.realpath(path) == os.path.realpath(str(named))


def add(path: str, text: bytes) -> None:
    """Append text on a line of its own, cut after a line if there is not enough room.

    Raises TqcheckError if the file cannot be written.
    """
    try:
        with open(path, "ab+") as file:
            size = file.tell()
            if size:
                file.seek(size - 1)
                text = text if file.read(1) == b"\n" else b"\n" + text
            if size + len(text) > MAX_BYTES:
                fitting = text[: max(0, MAX_BYTES - size - len(_CUT))]
                text = fitting[: fitting.rfind(b"\n") + 1] + _CUT
            if size + len(text) <= MAX_BYTES:
                file.write(text)
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be written: {error.strerror}") from None
