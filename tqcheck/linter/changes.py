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
from tqcheck.linter import check_contents, check_document
from tqcheck.linter.documents import is_document, read
from tqcheck.linter.results import Action, Result
from tqcheck.linter.session import Session

OPTION = "--changed-from"


class Changes:
    """The documents that have changed since this branch diverged from `revision`.

    Raises TqcheckError, naming the remedy, where git cannot find out.
    """

    def __init__(self, refs: Iterable[DocumentRef], revision: str) -> None:
        refs = list(refs)
        paths = dict.fromkeys(path for ref in refs for path in (ref.target, ref.source))
        self._before = changed(list(paths), revision, OPTION)
        self._revision = revision
        # The documents of which a file has changed.
        self.refs = [r for r in refs if r.target in self._before or r.source in self._before]

    def only(self, act: Action) -> Action:
        """The same action, with those findings only that the change touches.

        A document from which the change takes all that makes it one is judged nevertheless.
        """

        def act_on_change(ref: DocumentRef, session: Session) -> Result:
            result = act(ref, session)
            try:
                before = self._contents(ref)
            except FileError:
                return result
            if before is None:
                return result  # All of a new document is new.
            if not result.is_document:
                was_one = is_document(read(ref, session, before), session.config)
                result = check_contents(ref, session, (), anyway=was_one)
            if result.document is None:
                return result
            change = _Change(result.document, ref, before, session)
            return replace(
                result,
                findings=tuple(f for f in result.findings if change.touches(f)),
                suppressed=tuple(s for s in result.suppressed if change.touches(s.finding)),
            )

        return act_on_change

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

        A finding that is not about paragraphs, but about the frame, the header or the whole
        document, is touched if it was not reported before.
        """
        segments = list(self._segments(finding))
        if any(normal(segment.text) in self._touched for segment in segments):
            return True
        is_text = bool(segments) and all(segment.kind == TEXT for segment in segments)
        return not is_text and finding.fingerprint not in self._fingerprints_before

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
    def _fingerprints_before(self) -> set[str]:
        result = check_document(self._before, self.session)
        findings = [*result.findings, *(excused.finding for excused in result.suppressed)]
        return {finding.fingerprint for finding in findings}

    @cached_property
    def _touched(self) -> set[str]:
        """The texts of new and changed segments, and of those aligned with them then or now."""
        sides = [(self.now.target, self._before.target), (self.now.source, self._before.source)]
        added: set[str] = set()
        removed: set[str] = set()
        for now, before in sides:
            added |= _more(now, before)
            removed |= _more(before, now)
        # A segment whose partner was removed counts as changed itself.
        added |= _partners(removed, self._before) if removed else set()
        return added | (_partners(added, self.now) if added else set())


def _more(section: Section, other: Section) -> set[str]:
    """The texts that one section has more often than the other."""
    here = Counter(normal(segment.text) for segment in section.segments)
    there = Counter(normal(segment.text) for segment in other.segments)
    return set(here - there)


def _partners(texts: set[str], document: Document) -> set[str]:
    """All texts of the beads that contain one of the texts."""
    partners: set[str] = set()
    for bead in document.alignment.beads:
        inside = {normal(segment.text) for segment in (*bead.source, *bead.target)}
        if inside & texts:
            partners |= inside
    return partners
