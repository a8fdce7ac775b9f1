"""The aligner's result, by indices: beads of segments, and inside them beads of sentences.

`documents.py` makes beads of the model of them, with the segments and sentences themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class IndexSentenceBead:
    """Source and target sentences that belong together; one side may be empty."""

    # Sentences by their indices in the whole text, the end exclusive.
    source: Range
    target: Range
    # The probability of exactly this bead; of an unaligned sentence, that it has no counterpart.
    # None without a search, or where a segment was found to have been moved.
    posterior: float | None
    # The cosine of both sides; of an unaligned sentence, the best it reaches with any segment
    # across. None where meaning was not compared.
    similarity: float | None


@dataclass(frozen=True, slots=True)
class IndexBead:
    """Source and target segments that belong together; one side may be empty."""

    # Segments by their indices.
    source: tuple[int, ...]
    target: tuple[int, ...]
    # The beads of their sentences.
    sentences: tuple[IndexSentenceBead, ...]
    # As in a bead of sentences.
    posterior: float | None
    similarity: float | None
    # Size of the target over its expected size; None where a side is empty.
    ratio: float | None


@dataclass(frozen=True, slots=True)
class IndexAlignment:
    """Beads that cover every segment of both sides exactly once, in order."""

    beads: tuple[IndexBead, ...]
    # The sentences as (segment, start, end): code points inside the segment, the end exclusive.
    source: Sequence[tuple[int, int, int]]
    target: Sequence[tuple[int, int, int]]
    # For each sentence the probability that it has no counterpart.
    omitted: Sequence[float]
    added: Sequence[float]
    # "diagonal" where sentences pair off one to one and no search was needed, "semantic" where
    # meaning was compared, "lexical" where only lengths and anchors were.
    engine: str
