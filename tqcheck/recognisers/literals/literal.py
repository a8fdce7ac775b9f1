"""A stretch of text that is a string and not a quantity."""

from __future__ import annotations

from typing import NamedTuple

# What each kind is, and what it must not be confused with, is in the module that finds it.
KINDS = (
    "code",
    "placeholder",
    "tag",
    "url",
    "mail",
    "host",
    "address",
    "path",
    "option",
    "section",
    "version",
    "identifier",
    "label",
    "note",
)


class Literal(NamedTuple):
    """A literal of a text."""

    start: int
    end: int
    kind: str
    # What is compared with the other side: plain digits, no blanks or hyphens that vary.
    key: str
    # False where a careful reader could also take it for a quantity or an ordinal: then its digits
    # may account for a number on the other side, but their loss proves nothing.
    sure: bool = True
