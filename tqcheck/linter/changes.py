"""Which findings a change touches: those of new documents, changed segments and their partners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from tqcheck.document import TEXT, Document, DocumentRef, Section, Segment
from tqcheck.errors import FileError
from tqcheck.files.content import Content, decode
from tqcheck.files.git import changed
from tqcheck.finding import Finding
from tqcheck.fingerprint import normal, segments_at
from tqcheck.linter import check_document
from tqcheck.linter.documents import read
from tqcheck.linter.results import Action, Result
from tqcheck.linter.session import Session

OPTION = "--changed-from"


class Changes:
    """The documents that differ from what they were where this branch parted from `revision`.

    Raises TqcheckError, naming the remedy, where git cannot tell.
    """

    def __init__(self, refs: Iterable[DocumentRef], revision: str) -> None:
        refs = list(refs)
        paths = dict.fromkeys(path for ref in refs for path in (ref.target, ref.source))
        self._before = changed(list(paths), revision, OPTION)
        self._revision = revision
        # The documents of which a file has changed.
        self.refs = [r for r in refs if r.target in self._before or r.source in self._before]

    def only(self, act: Action) -> Action:
        """What `act` does with a document, and of its findings those that the change touches."""

        def narrowed(ref: DocumentRef, session: Session) -> Result:
            result = act(ref, session)
            try:
                before = self._contents(ref)
            except FileError:
                return result
            if before is None or result.document is None:
                return result  # A new document is judged as a whole.
            change = _Change(result.document, ref, before, session)
            return replace(
                result,
                findings=tuple(f for f in result.findings if change.touches(f)),
                suppressed=tuple(s for s in result.suppressed if change.touches(s.finding)),
            )

        return narrowed

    def _contents(self, ref: DocumentRef) -> list[Content] | None:
        """The earlier contents of the files that have changed; None for a new translation."""
        contents = []
        for path in dict.fromkeys((ref.target, ref.source)):
            if path not in self._before:
                continue
            blob = self._before[path]
            if blob is None:
                return None
            contents.append(Content(path, decode(blob.content, path), self._revision))
        return contents


class _Change:
    """A document and what it was before."""

    def __init__(
        self, now: Document, ref: DocumentRef, before: list[Content], session: Session
    ) -> None:
        self.now = now
        self.ref = ref
        self.contents = before
        self.session = session

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
        if not finding.span.is_empty:
            yield from segments_at(finding.span, finding.path, self.now)
        for related in finding.related:
            yield from segments_at(related.span, related.path, self.now)

    @cached_property
    def _before(self) -> Document:
        return read(self.ref, self.session, self.contents)

    @cached_property
    def _found_before(self) -> set[str]:
        result = check_document(self._before, self.session)
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
