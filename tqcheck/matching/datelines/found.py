"""Datelines and credits of the source, and what the translation has where they belong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tqcheck.beads import Bead, Sentence
from tqcheck.document import BYLINE, CREDIT, DATELINE, TEXT, Document, Segment
from tqcheck.languages import language
from tqcheck.recognisers.datelines import dateline
from tqcheck.recognisers.datelines.dateline import Dateline
from tqcheck.recognisers.datelines.zh import credit, signature

# Characters at the head and at the end of a paragraph among which a restyled dateline or credit is
# looked for: "The bridge was opened yesterday, Xinhua reports from Hangzhou" is one, too.
_HEAD_CHARS, _TAIL_CHARS = 250, 200
# The same where several paragraphs were merged, and a dateline may be inside.
_MERGED_CHARS = 4000


@dataclass(frozen=True, slots=True)
class Source:
    """A dateline or credit of the source."""

    dateline: Dateline
    # The segment it is in.
    own: Segment
    # The paragraph of the text that it belongs to.
    paragraph: Segment | None
    # Whether it is a dateline before a text, not a credit.
    is_head: bool

    @property
    def following(self) -> str:
        """The text after a dateline."""
        if self.own is self.paragraph:
            return self.own.text[self.dateline.end :]
        return self.paragraph.text if self.paragraph else ""


def is_read(document: Document) -> bool:
    """Whether the datelines of both sides are read: a Chinese source, an English target."""
    codes = [language(side.language).code for side in (document.source, document.target)]
    return codes == ["zh", "en"]


def is_credit(document: Document, sentence: Sentence) -> bool:
    """Whether a source sentence is the credit after a paragraph, which is `omitted-dateline`."""
    if sentence.number != sentence.count or not is_read(document):
        return False
    found = credit(sentence.segment.text)
    return found is not None and found.text.strip() == sentence.text.strip()


def sources(document: Document) -> Iterator[Source]:
    """The datelines and credits of the source, in order."""
    segments = document.source.segments
    for i, segment in enumerate(segments):
        if segment.kind == TEXT:
            head, end = dateline(segment.text, "zh"), credit(segment.text)
            if head:
                yield Source(head, segment, segment, True)
            if end and not (head and end.start < head.end):
                yield Source(end, segment, segment, False)
        elif segment.kind in (DATELINE, CREDIT, BYLINE):
            following = next((s for s in segments[i:] if s.kind == TEXT), None)
            preceding = next((s for s in segments[i::-1] if s.kind == TEXT), None)
            line = dateline(segment.text, "zh")
            if line and following and segment.kind != BYLINE:
                yield Source(line, segment, following, True)
            elif line := credit(segment.text) or signature(segment.text):
                yield Source(line, segment, preceding or following, False)


@dataclass(frozen=True, slots=True)
class Target:
    """What the translation has where a dateline or credit belongs."""

    # Paragraphs, and the frame lines beside them.
    segments: tuple[Segment, ...]
    # The datelines at their heads.
    lines: tuple[tuple[Dateline, Segment], ...]
    # Their text, as far as a dateline or credit may be in it.
    around: str


class Translation:
    """The translated side of a document, for looking up what is where."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.segments = [s for s in document.target.segments if not document.is_left_in_source(s)]

    @cached_property
    def _place(self) -> dict[Segment, int]:
        return {segment: i for i, segment in enumerate(self.segments)}

    @cached_property
    def _bead_of_source(self) -> dict[Segment, Bead]:
        return {s: bead for bead in self.document.alignment.beads for s in bead.source}

    @cached_property
    def _bead_of_target(self) -> dict[Segment, Bead]:
        return {s: bead for bead in self.document.alignment.beads for s in bead.target}

    @cached_property
    def lines(self) -> list[tuple[Dateline, Segment]]:
        """All datelines of the translation."""
        return list(_lines(self.segments))

    def beside(self, source: Source) -> Target | None:
        """What is where the dateline belongs; None where its paragraph is not translated."""
        bead = self._bead_of_source.get(source.paragraph) if source.paragraph else None
        if bead is None or not bead.target:
            return None
        first, last = (self._place[bead.target[n]] for n in (0, -1))
        while first and self.segments[first - 1].kind != TEXT:
            first -= 1
        while last + 1 < len(self.segments) and self.segments[last + 1].kind != TEXT:
            last += 1
        segments = self.segments[first : last + 1]
        merged = len(bead.source) > 1
        around = [
            s.text[:_MERGED_CHARS] if merged or s.kind != TEXT else _edges(s.text) for s in segments
        ]
        if not source.is_head:
            # A credit may move to the head of the whole, or to its end.
            texts = [s for s in self.segments if s.kind == TEXT]
            around += [_edges(s.text) for s in (texts[0], texts[-1])]
            around += [s.text for s in self.segments if s.kind != TEXT]
        return Target(tuple(segments), tuple(_lines(segments)), "\n".join(around))

    def paragraphs(self, segment: Segment) -> tuple[Segment, ...]:
        """The source paragraphs of a target segment, or of the text below a line of the frame."""
        for follower in self.segments[self._place[segment] :]:
            if follower.kind == TEXT:
                bead = self._bead_of_target.get(follower)
                return bead.source if bead else ()
        return ()

    def last(self, source: Source) -> Segment:
        """The paragraph of the translation after which a credit belongs."""
        bead = self._bead_of_source.get(source.paragraph) if source.paragraph else None
        return bead.target[-1] if bead and bead.target else self.segments[-1]


def _edges(text: str) -> str:
    if len(text) <= _HEAD_CHARS + _TAIL_CHARS:
        return text
    return f"{text[:_HEAD_CHARS]}\n{text[-_TAIL_CHARS:]}"


def _lines(segments: Sequence[Segment]) -> Iterator[tuple[Dateline, Segment]]:
    for segment in segments:
        if segment.kind in (TEXT, DATELINE, CREDIT, BYLINE):
            found = dateline(segment.text, "en")
            if found:
                yield found, segment
