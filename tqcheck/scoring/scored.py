"""Documents scored one by one and together, and compared with what they were before."""

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

# What became of a document since the revision it is compared with; "uneven" is one that did not
# have the segments of its reference then.
State = Literal["changed", "unchanged", "new", "uneven"]


@dataclass(frozen=True)
class Scored:
    """One document with its figures; without --against, `state` is None."""

    document: Document
    pairing: Pairing
    rows: Mapping[str, Statistics]
    before: Mapping[str, Statistics]
    state: State | None
    findings: tuple[Finding, ...] = ()

    @cached_property
    def figures(self) -> list[Figure]:
        language = self.document.target.language
        return [figure(m, language, rows, self.pairing.counts) for m, rows in self.rows.items()]

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """A changed document's figures then and now."""
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
        """All documents that can be compared, then and now."""
        if not self.compared:
            return []
        counts = _counts(self.compared)
        found = []
        for metric in self.metrics:
            before = tuple(row for scored in self.compared for row in scored.before[metric])
            rows = _all(metric, self.compared)
            found.append(compare(metric, self.language, before, rows, counts))
        return found

    @cached_property
    def without_text(self) -> list[str]:
        """Where segments have no translation, as path and line."""
        return [place for place, text, refs in self._segments() if not text and any(refs)]

    @cached_property
    def without_reference(self) -> list[str]:
        """Where the references of a segment are empty, as path and line."""
        return [place for place, text, refs in self._segments() if text and not any(refs)]

    @property
    def tokenized(self) -> int:
        """How many segments end as those do whose words have been set apart."""
        return sum(text.endswith(" .") for _, text, _ in self._segments())

    def _segments(self) -> Iterator[tuple[str, str, tuple[str | None, ...]]]:
        for scored in self.documents:
            paragraphs = scored.document.target.paragraphs
            columns = zip(*scored.pairing.references, strict=True)
            pairs = zip(scored.pairing.hypotheses, columns, strict=True)
            # Where all paragraphs are one segment, the first is where it stands.
            for paragraph, (text, references) in zip(paragraphs, pairs, strict=False):
                yield f"{scored.document.path}:{paragraph.span.line}", text, references


def score(document: Document, metrics: Iterable[str], *, whole: bool, against: bool) -> Scored:
    """Score a document against its references, and what it was `earlier`.

    Raises TqcheckError where it does not have as many segments as its references.
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
