"""What an alignment gives: links of sentences, in order, and the segments they join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Link:
    """Source and target sentences that belong together, as ranges of indices, the end exclusive.

    One of the two may be empty. `posterior` is the probability of exactly this link, of an
    unaligned sentence that it has no counterpart, and None where no search was made, or where a
    segment was found in another place than the search could find it in.
    `similarity` is the cosine of the two sides, of an unaligned sentence the best that it reaches
    with any across, and None where meaning was not asked.
    """

    source: Range
    target: Range
    posterior: float | None
    similarity: float | None


@dataclass(frozen=True, slots=True)
class Block:
    """Source and target segments that belong together, as indices; one side may be empty.

    `links` are those of their sentences, `posterior` and `similarity` as of a link; `ratio` is
    the size of the target over the size expected of it, 1.0 being as expected, and None where a
    side is empty.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    links: tuple[Link, ...]
    posterior: float | None
    similarity: float | None
    ratio: float | None

    @property
    def kind(self) -> str:
        """The numbers of segments of both sides, such as "1-1", "2-1" or "1-0"."""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Blocks that cover every segment of both sides exactly once, in order.

    `source` and `target` are the sentences, each as (segment, start, end) with the place inside
    its segment in code points, end exclusive. `omitted` and `added` give for each of them the
    probability that it has no counterpart. `engine` tells what they rest on: "diagonal" where
    sentences pair off one to one and no search was needed, "semantic" where meaning was compared,
    "lexical" where lengths and anchors alone were.
    """

    blocks: tuple[Block, ...]
    source: Sequence[tuple[int, int, int]]
    target: Sequence[tuple[int, int, int]]
    omitted: Sequence[float]
    added: Sequence[float]
    engine: str
