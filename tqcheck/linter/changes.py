"""Which findings a change touches: those of new documents, changed segments and their partners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from tqcheck.config import Config
from tqcheck.document import TEXT, Document, Section, Segment
from tqcheck.errors import TqcheckError
from tqcheck.files.content import decode
from tqcheck.files.git import changed
from tqcheck.finding import Finding, normal
from tqcheck.fingerprint import is_gap, touched
from tqcheck.layouts import archive as layout
from tqcheck.linter import check_text
from tqcheck.linter.results import Result, Treatment
from tqcheck.occurrences import Occurrences

OPTION = "--changed-from"


class Changes:
    """The documents that differ from what they were where this branch parted from `ref`.

    `files` are their paths. Raises TqcheckError, naming the remedy, where git cannot tell.
    """

    def __init__(self, paths: Iterable[str], ref: str) -> None:
        paths = list(paths)
        self._before = changed(paths, ref, OPTION)
        self.files = [path for path in paths if path in self._before]

    def only(self, treat: Treatment) -> Treatment:
        """What `treat` does with a document, and of its findings those that the change touches."""

        def treated(path: str, config: Config, archive: Occurrences | None) -> Result:
            result = treat(path, config, archive)
            blob = self._before[path]
            if blob is None or result.document is None:
                return result  # What is new is judged whole.
            try:
                text = decode(blob.content, path)
            except TqcheckError:
                return result
            change = _Change(result.document, text, config, archive)
            return replace(
                result,
                findings=tuple(f for f in result.findings if change.touches(f)),
                suppressed=tuple(s for s in result.suppressed if change.touches(s.finding)),
            )

        return treated


class _Change:
    """A document and what it was before."""

    def __init__(
        self, now: Document, text: str, config: Config, archive: Occurrences | None
    ) -> None:
        self.now = now
        self.text = text
        self.config = config
        self.archive = archive

    def touches(self, finding: Finding) -> bool:
        """Whether the finding is about a segment that has changed, or whose partner has.

        What is about no paragraph but about the frame, the header or the whole document, is
        touched where it was not found before.
        """
        segments = list(self._segments(finding))
        if any(normal(segment.text) in self._touched for segment in segments):
            return True
        is_text = bool(segments) and all(segment.kind == TEXT for segment in segments)
        return not is_text and finding.fingerprint not in self._found_before

    def _segments(self, finding: Finding) -> Iterator[Segment]:
        """The segments of either side that a finding is about."""
        if finding.path != self.now.path:
            return
        if not is_gap(finding.span):
            yield from touched(finding.span, self.now)
        for related in finding.related:
            if related.path == self.now.path:
                yield from touched(related, self.now)

    @cached_property
    def _before(self) -> Document:
        settings = self.config.layout, self.config.alignment, self.config.termbase
        return layout.read(self.text, self.now.path, *settings)

    @cached_property
    def _found_before(self) -> set[str]:
        result = check_text(self.text, self.now.path, self.config, self.archive)
        findings = [*result.findings, *(excused.finding for excused in result.suppressed)]
        return {finding.fingerprint for finding in findings}

    @cached_property
    def _touched(self) -> set[str]:
        """The segments that are new or changed, those they are aligned with, then and now."""
        sides = [(self.now.target, self._before.target), (self.now.source, self._before.source)]
        come: set[str] = set()
        gone: set[str] = set()
        for now, before in sides:
            come |= _more(now, before)
            gone |= _more(before, now)
        # What lost its partner is judged with the one it has now.
        come |= _partners(gone, self._before) if gone else set()
        return come | (_partners(come, self.now) if come else set())


def _more(section: Section, other: Section) -> set[str]:
    """The segments that one section has, and the other has not or fewer times."""
    here = Counter(normal(segment.text) for segment in section.segments)
    there = Counter(normal(segment.text) for segment in other.segments)
    return set(here - there)


def _partners(keys: set[str], document: Document) -> set[str]:
    """All segments of the beads that hold one of the segments."""
    found: set[str] = set()
    for bead in document.alignment.beads:
        inside = {normal(segment.text) for segment in (*bead.source, *bead.target)}
        if inside & keys:
            found |= inside
    return found
