"""Paths as CI systems want them: relative to the checkout, whatever folder the job works in."""

from __future__ import annotations

import os


def below(variable: str, path: str) -> str:
    """`path` relative to the folder that an environment variable names, else to the working one.

    In its shortest form, without `./`, and with slashes on every system. A path outside that folder
    is not made relative.
    """
    root = os.environ.get(variable) or "."
    absolute = os.path.join(os.path.realpath("."), path)
    try:
        relative = os.path.relpath(absolute, os.path.realpath(root))
    except ValueError:  # On another drive.
        relative = os.pardir
    inside = relative.split(os.sep, 1)[0] != os.pardir
    return (relative if inside else os.path.normpath(path)).replace(os.sep, "/")


def uri(variable: str, path: str) -> str:
    """The path that `below` returns, as a relative URI; outside that folder, a `file:` URI."""
    from urllib.parse import quote  # Most reports do without.

    shown = below(variable, path)
    if not os.path.isabs(shown) and shown.split("/", 1)[0] != os.pardir:
        return quote(_octets(shown))
    absolute = os.path.abspath(path).replace(os.sep, "/").removeprefix("/")
    return f"file:///{quote(_octets(absolute), safe='/:')}"


def _octets(path: str) -> bytes:
    """The bytes that the path has on disk, where Python could not decode them."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # A lone surrogate, which a name on Windows may have.
        return path.encode("utf-8", "surrogatepass")
