"""Waivers that excuse nothing any more."""

from __future__ import annotations

from dataclasses import dataclass

from tqcheck.finding import Replacement, Span

# The rule that tells of waivers, which themselves are no finding's excuse.
UNUSED = "waiver-unused"


@dataclass(frozen=True, slots=True)
class Dead:
    """A waiver, or a part of one, that excuses nothing: where it stands, why, and the remedy.

    `path` is "" for the document itself; `edits` take out what is idle.
    """

    span: Span
    text: str
    why: str
    remedy: str
    path: str = ""
    edits: tuple[Replacement, ...] = ()


@dataclass(frozen=True)
class Waivers:
    """What came of a document's waivers: the ones that excuse nothing, for the rule that tells."""

    dead: tuple[Dead, ...]
