"""Terms of glossaries, and their places in a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

MAX_RENDERINGS = 100


class Term(NamedTuple):
    """A term of the source with its renderings.

    A term without any rendering is not required anywhere, and keeps shorter terms inside it from
    being looked for.
    """

    source: str
    accepted: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    note: str = ""
    # Whether capitals count; in a term all of capitals (`WHO`) they always do.
    has_case: bool = False
    # The place in the glossary.
    path: str = ""
    line: int = 0


class Match(NamedTuple):
    """A term in a text, from code point `start` to before `end`."""

    start: int
    end: int
    term: Term


def leftmost_longest(matches: Iterable[Match]) -> list[Match]:
    """Of matches that overlap, the one that begins first; of these the longest."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept
