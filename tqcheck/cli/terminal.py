"""The terminal: colour, width, progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from tqcheck.document import DocumentRef

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from typing import TextIO

    from tqdm import tqdm


# A run of fewer documents is over before a progress bar can be read.
_MIN_DOCUMENTS = 20


def progress(refs: Sequence[DocumentRef]) -> tqdm[DocumentRef] | None:
    """A progress bar around the documents of a long run, if standard error is a terminal."""
    if len(refs) < _MIN_DOCUMENTS or not sys.stderr.isatty():
        return None
    from tqdm import tqdm

    return tqdm(refs, unit="doc", desc="checking", delay=1, leave=False, dynamic_ncols=True)


def colour(wanted: str, stream: TextIO) -> bool:
    """Whether to use colour: as wanted, else by NO_COLOR or FORCE_COLOR, else on a terminal."""
    if wanted != "auto":
        return wanted == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def columns(stream: TextIO) -> int:
    """The width of the terminal; 100 columns if the output goes elsewhere."""
    if not stream.isatty():
        return 100
    try:
        # A terminal that does not know its width says 0.
        return max(40, os.get_terminal_size(stream.fileno()).columns or 100)
    except OSError:
        return 100
