"""Beads: which segments and sentences of source and target belong together."""

from __future__ import annotations

from dataclasses import dataclass

from tqcheck.document import Segment
from tqcheck.finding import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a segment."""

    text: str
    span: Span
    segment: Segment
    # Its number in the segment, from 1, and the number of the segment's sentences.
    number: int
    count: int
    # The probability that it has no counterpart.
    unaligned: float


@dataclass(frozen=True, slots=True)
class SentenceBead:
    """Source sentences and target sentences that belong together."""

    source: tuple[Sentence, ...]
    target: tuple[Sentence, ...]
    # The probability of exactly this bead; None without a search.
    posterior: float | None
    # The cosine of the two sides; None if meaning was not compared.
    similarity: float | None

    @property
    def kind(self) -> str:
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Bead:
    """Source segments and target segments that belong together."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    # The cosine of the two sides, of an unaligned segment the greatest with any segment; None if
    # meaning was not compared.
    similarity: float | None
    # The target's length divided by the expected one.
    ratio: float | None
    # Of an unaligned segment the probability that no part of it has a counterpart, of others the
    # mean over the beads of their sentences; None without a search.
    posterior: float | None = None
    # The beads of the sentences, in order.
    sentences: tuple[SentenceBead, ...] = ()

    @property
    def kind(self) -> str:
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Alignment:
    """The beads of a document, in order, and the engine that found them."""

    beads: tuple[Bead, ...]
    engine: str
