"""Documents scored one by one and together, and compared with their earlier versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tqcheck.document import Document
from tqcheck.errors import TqcheckError
from tqcheck.finding import Finding
from tqcheck.scoring.comparing import Comparison, compare
from tqcheck.scoring.metrics import Figure, Statistics, figure, statistics
from tqcheck.scoring.pairing import Pairing, pair

# A document relative to the revision it is compared with; "uneven" if it did not have as many
# segments as its reference then.
State = Literal["changed", "unchanged", "new", "uneven"]


@dataclass(frozen=True)
class Scored:
    """One document with its figures."""

    document: Document
    pairing: Pairing
    # The statistics by metric, now and before.
    rows: Mapping[str, Statistics]
    before: Mapping[str, Statistics]
    # None without --against.
    state: State | None
    findings: tuple[Finding, ...] = ()

    @cached_property
    def figures(self) -> list[Figure]:
        language = self.document.target.language
        return [figure(m, language, rows, self.pairing.counts) for m, rows in self.rows.items()]

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """The figures of a changed document, before and now."""
        if self.state != "changed":
            return []
        language, counts = self.document.target.language, self.pairing.counts
        return [compare(m, language, self.before[m], self.rows[m], counts) for m in self.rows]


@dataclass(frozen=True)
class Whole:
    """All documents together, and those among them that can be compared."""

    documents: Sequence[Scored]
    metrics: Sequence[str]
    language: str

    @property
    def segments(self) -> int:
        return _count(self.documents)

    @cached_property
    def figures(self) -> list[Figure]:
        counts = _counts(self.documents)
        return [figure(m, self.language, _all(m, self.documents), counts) for m in self.metrics]

    @cached_property
    def compared(self) -> list[Scored]:
        return [scored for scored in self.documents if scored.before]

    @property
    def compared_segments(self) -> int:
        return _count(self.compared)

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """The figures of all documents that can be compared, before and now."""
        if not self.compared:
            return []
        counts = _counts(self.compared)
        comparisons = []
        for metric in self.metrics:
            before = tuple(row for scored in self.compared for row in scored.before[metric])
            rows = _all(metric, self.compared)
            comparisons.append(compare(metric, self.language, before, rows, counts))
        return comparisons

    @cached_property
    def without_text(self) -> list[str]:
        """The places (path and line) of segments without translation."""
        return [place for place, text, refs in self._segments() if not text and any(refs)]

    @cached_property
    def without_reference(self) -> list[str]:
        """The places (path and line) of segments whose references are all empty."""
        return [place for place, text, refs in self._segments() if text and not any(refs)]

    @property
    def tokenized(self) -> int:
        """How many segments end like those of tokenized texts."""
        return sum(text.endswith(" .") for _, text, _ in self._segments())

    def _segments(self) -> Iterator[tuple[str, str, tuple[str | None, ...]]]:
        for scored in self.documents:
            paragraphs = scored.document.target.paragraphs
            columns = zip(*scored.pairing.references, strict=True)
            pairs = zip(scored.pairing.hypotheses, columns, strict=True)
            # If all paragraphs are one segment, its place is that of the first.
            for paragraph, (text, references) in zip(paragraphs, pairs, strict=False):
                yield f"{scored.document.path}:{paragraph.span.line}", text, references


def score(document: Document, metrics: Iterable[str], *, whole: bool, against: bool) -> Scored:
    """Score a document against its references; with `against`, its earlier version too.

    Raises TqcheckError if it does not have as many segments as its references.
    """
    language = document.target.language
    pairing = pair(document.version, document.references, whole=whole)
    rows = {metric: statistics(metric, language, pairing) for metric in metrics}
    if not against:
        return Scored(document, pairing, rows, {}, None)
    if document.earlier is None:
        return Scored(document, pairing, rows, {}, "new")
    if document.earlier.segments == document.version.segments:
        return Scored(document, pairing, rows, rows, "unchanged")
    try:
        old = pair(document.earlier, document.references, whole=whole)
    except TqcheckError:
        return Scored(document, pairing, rows, {}, "uneven")
    before = {metric: statistics(metric, language, old) for metric in metrics}
    return Scored(document, pairing, rows, before, "changed")


def _all(metric: str, documents: Sequence[Scored]) -> Statistics:
    return tuple(row for scored in documents for row in scored.rows[metric])


def _counts(documents: Sequence[Scored]) -> frozenset[int]:
    return frozenset(count for scored in documents for count in scored.pairing.counts)


def _count(documents: Sequence[Scored]) -> int:
    return sum(len(scored.pairing.hypotheses) for scored in documents)
