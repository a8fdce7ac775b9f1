"""Beads: which segments and sentences of source and target belong together."""

from __future__ import annotations

from dataclasses import dataclass

from tqcheck.document import Segment
from tqcheck.finding import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a segment, the `number`th of `count`.

    `unaligned` is the probability that it has no counterpart.
    """

    text: str
    span: Span
    segment: Segment
    number: int
    count: int
    unaligned: float


@dataclass(frozen=True, slots=True)
class SentenceBead:
    """Source sentences and target sentences that belong together.

    `posterior` is the probability of exactly this bead, `similarity` the cosine of the two sides;
    None where there was no search, or meaning was not asked.
    """

    source: tuple[Sentence, ...]
    target: tuple[Sentence, ...]
    posterior: float | None
    similarity: float | None

    @property
    def kind(self) -> str:
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Bead:
    """Source segments and target segments that belong together.

    `similarity` is the cosine of the two sides (of an unaligned segment: the best it reaches),
    None where meaning was not asked; `ratio` is the target's length over the expected one;
    `posterior` of an unaligned segment is the probability that none of it has a counterpart, of
    others the mean of their sentences' beads, None where there was no search. `sentences` are
    the beads of the sentences inside, in order.
    """

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    similarity: float | None
    ratio: float | None
    posterior: float | None = None
    sentences: tuple[SentenceBead, ...] = ()

    @property
    def kind(self) -> str:
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Alignment:
    """The beads of a document, in order, and how they were found: the `engine`."""

    beads: tuple[Bead, ...]
    engine: str
