"""Which segment is compared with which: by position, if both sides have the same number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tqcheck.document import Version
from tqcheck.errors import TqcheckError
from tqcheck.wording import plural

# A longer segment is not a text, and its n-grams would fill the memory.
_MAX_CHARS = 1_000_000


class LengthsDifferError(TqcheckError):
    """A text and its reference do not have the same number of segments."""


@dataclass(frozen=True)
class Pairing:
    """Segments with their references."""

    hypotheses: tuple[str, ...]
    # references[k][i] belongs to hypotheses[i]; None if the k-th reference lacks that segment.
    references: tuple[tuple[str | None, ...], ...]

    @cached_property
    def counts(self) -> frozenset[int]:
        """The numbers of references that segments have: {2} if each has two."""
        columns = zip(*self.references, strict=True)
        return frozenset(sum(text is not None for text in texts) for texts in columns)


def pair(translation: Version, references: Sequence[Version], *, whole: bool) -> Pairing:
    """Pair the segments of a translation with those of its references.

    With `whole`, all segments of a text are one. An empty segment of one of several references
    is a missing one, as in sacrebleu's documentation; otherwise it would count as a reference of
    length 0. Raises LengthsDifferError where sacrebleu would drop the last segments, and
    TqcheckError if there is nothing to compare or a segment is too long to be a text.
    """
    if not any(translation.segments):
        raise TqcheckError(f"{translation.path}: no text to score")
    texts = [translation, *references]
    columns = [_joined(text) if whole else text.segments for text in texts]
    for text, column in zip(texts, columns, strict=True):
        if len(column) != len(columns[0]):
            raise LengthsDifferError(
                f"{translation.path}: {plural(len(columns[0]), 'segment')}, and its reference "
                f"{text.path} has {len(column)}; make them as many, or compare whole texts: "
                "--document-level"
            )
        if (longest := max(map(len, column), default=0)) > _MAX_CHARS:
            remedy = "break it into lines, or leave it out"
            raise TqcheckError(f"{text.path}: a segment of {longest:,} characters; {remedy}")
    hypotheses, *others = columns
    if len(others) > 1:
        rows = [_present(row) for row in zip(*others, strict=True)]
        return Pairing(hypotheses, tuple(zip(*rows, strict=True)))
    return Pairing(hypotheses, tuple(others))


def _joined(text: Version) -> tuple[str]:
    return (" ".join(segment for segment in text.segments if segment),)


def _present(texts: tuple[str, ...]) -> tuple[str | None, ...]:
    """The references of one segment, None for those that are empty unless all are."""
    return tuple(text or None for text in texts) if any(texts) else texts
