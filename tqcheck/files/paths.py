"""Paths: one form of them on every system, and how they are shown."""

from __future__ import annotations

import os


def shown(path: str) -> str:
    """A path as it is shown: relative to the working directory where it is below it."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


def normalised(path: str) -> str:
    """One form of a path whatever the system and however it was typed."""
    return os.path.normpath(path).replace(os.sep, "/")
