"""Paths as a CI system wants them: relative to the checkout, whatever folder the job works in."""

from __future__ import annotations

import os


def below(variable: str, path: str) -> str:
    """`path` relative to the folder that an environment variable names.

    Unchanged where the variable is not set or the path lies elsewhere.
    """
    root = os.environ.get(variable)
    if not root:
        return path
    absolute = os.path.join(os.path.realpath("."), path)
    relative = os.path.relpath(absolute, os.path.realpath(root)).replace(os.sep, "/")
    return path if relative.startswith("../") else relative
