"""The model of an alignment: beads of source and target segments, in order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bead:
    """Source and target segments that belong together, as indices into the two sequences.

    `source` and `target` are contiguous and ascending; one of them may be empty. `similarity` is
    the cosine of the two sides; in a bead with an empty side it is the best cosine that a segment
    of the other reaches with any segment across, and None wherever meaning was not asked. `ratio`
    is the size of the target over the size expected of it, 1.0 being as expected, and None where
    a side is empty.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    similarity: float | None
    ratio: float | None

    @property
    def kind(self) -> str:
        """The numbers of segments of both sides, such as "1-1", "2-1" or "1-0"."""
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads that cover every segment of both sides exactly once, in order.

    `engine` tells what they rest on: "diagonal" where segments pair off one to one and no search
    was needed, "semantic" where meaning and length were compared, "lexical" where length alone
    was. A lexical alignment rarely notices a lost segment.
    """

    beads: tuple[Bead, ...]
    engine: str
