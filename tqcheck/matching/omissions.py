"""Runs of source paragraphs that the alignment leaves without translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tqcheck.beads import Bead
from tqcheck.document import Document, Segment
from tqcheck.finding import Data
from tqcheck.text.lengths import is_dense, length_model, size

# A source segment of fewer letters than this, or what they would be in Chinese, is a line, not a
# paragraph: a signature, a sub-head, a photographer. Losing one is a loss of its own, smaller
# kind. Without a full stop the bound is higher: a signature with its office, of which the longest
# lost one of the archive in docs/benchmarks.md would give 49.
_LINE_LETTERS, _LINE_LETTERS_WITHOUT_STOP = 48, 90
# Letters of an alphabet that say as much as one Chinese character (languages/lengths.py).
_LETTERS_PER_CHAR = 3.8
_STOPS = "。！？.!?…”’\"'）)：:"

# Probability from which an omission is beyond doubt, and from which it is likely: of what is
# reported at .9 and more all was really lost, at .5 and more 99 in 100 (benchmarks/omissions.py,
# "reliability").
CERTAIN = 0.9
LIKELY = 0.5


# Probability from which a sentence that is a paragraph of its own is taken for lost although the
# alignment merges it with others: below it, kept sentences are among those reported
# (benchmarks/omissions.py, "curve of sentences").
INSIDE = 0.2
# Probability from which a sentence of a longer paragraph is: at .05 93.5 % of the sentences deleted
# from news are found, with 1 of 900 kept ones, at .1 91.8 % with 1 of 3,000 (the same curve).
REPORTED = 0.07


class _Lost(NamedTuple):
    segment: Segment
    posterior: float | None
    similarity: float | None


@dataclass(frozen=True, slots=True)
class Omission:
    """Source segments in a row without translation."""

    segments: tuple[Segment, ...]
    # The last segment of the target before them.
    before: Segment | None
    # Whether the source ends with them.
    is_ending: bool
    # The greatest of their likenesses to the target.
    similarity: float | None
    # The least of their probabilities to have no translation; None where there was no search.
    posterior: float | None


def omissions(document: Document) -> Iterator[Omission]:
    """The runs in order; without any translation, which is `section-missing`, there are none."""
    beads = document.alignment.beads
    if not any(bead.target for bead in beads):
        return
    before: Segment | None = None
    run: list[_Lost] = []
    for bead in beads:
        if not bead.target:
            run += [_Lost(segment, bead.posterior, bead.similarity) for segment in bead.source]
            continue
        if not bead.source and not run:
            before = bead.target[-1]
        inside = lost_inside(bead)
        for segment in bead.source:
            if segment in inside:
                run.append(_Lost(segment, inside[segment], bead.similarity))
                continue
            if run:
                yield _omission(run, before, False)
                run = []
            before = bead.target[-1]
    if run:
        yield _omission(run, before, True)


def lost_inside(bead: Bead) -> dict[Segment, float]:
    """Segments merged into others that probably have no counterpart, with the probabilities.

    They are of one sentence each; what has several is not merged if it is lost as a whole.
    """
    if len(bead.source) < 2 or not bead.target:
        return {}
    sentences = [sentence for link in bead.sentences for sentence in link.source]
    lost = {s.segment: s.unaligned for s in sentences if s.count == 1 and s.unaligned >= INSIDE}
    return lost if len(lost) < len(bead.source) else {}


def _omission(run: Sequence[_Lost], before: Segment | None, is_ending: bool) -> Omission:
    return Omission(
        tuple(lost.segment for lost in run),
        before,
        is_ending,
        max((lost.similarity for lost in run if lost.similarity is not None), default=None),
        min((lost.posterior for lost in run if lost.posterior is not None), default=None),
    )


def is_line(omission: Omission, language: str) -> bool:
    """Whether all that is missing is too short to be a paragraph of its language."""
    return all(
        letters(text, language) < (_LINE_LETTERS if has_stop else _LINE_LETTERS_WITHOUT_STOP)
        for text in (segment.text for segment in omission.segments)
        for has_stop in (text.endswith(tuple(_STOPS)),)
    )


def letters(text: str, language: str) -> float:
    """How long a text is, in letters of an alphabet, whatever it is written in."""
    return size(text, language) * (_LETTERS_PER_CHAR if is_dense(language) else 1)


def expected_length(document: Document, segments: Sequence[Segment]) -> int | None:
    """The size that source segments lead to expect of their translation, None if unknown."""
    source = document.source.language
    model = length_model(source, document.target.language)
    return round(sum(size(s.text, source) for s in segments) * model.median) if model else None


def evidence(document: Document, posterior: float | None, similarity: float | None) -> Data:
    """What the alignment knows of an omission or addition, for a finding's `data`."""
    return {
        "posterior": None if posterior is None else round(posterior, 3),
        "similarity": None if similarity is None else round(similarity, 3),
        "engine": document.alignment.engine,
    }


def certainty(document: Document, posterior: float | None) -> str:
    """How sure the alignment is that something is missing or added."""
    if document.alignment.engine == "lexical":
        return "guess"
    if posterior is None or posterior >= CERTAIN:
        return "certain"
    return "likely" if posterior >= LIKELY else "guess"
