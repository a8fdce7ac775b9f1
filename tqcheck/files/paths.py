"""Paths: their form in messages, and one form on every system."""

from __future__ import annotations

import os


def as_displayed(path: str) -> str:
    """A path for messages: relative to the working directory if it is below it."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


def posix(path: str) -> str:
    """The same form of a path on every system, however it was typed."""
    return os.path.normpath(path).replace(os.sep, "/")


def is_hidden(path: str) -> bool:
    """Whether a file is hidden, or in a hidden folder, as the path is written."""
    return any(name[0] == "." and name.strip(".") for name in posix(path).split("/") if name)
