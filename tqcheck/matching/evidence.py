"""Places in a document as findings name them: the source segments and metadata they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tqcheck.document import Document, Section, Segment
from tqcheck.finding import Related, Span
from tqcheck.matching.titles import is_title_untranslated

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.beads import Sentence

# Code points quoted before and after a part of a segment.
_AROUND = 80


def related_field(document: Document, name: str) -> Related:
    """A line of the original's own header."""
    field = document.source_header[name]
    return _related(document.source, field.span, f"{name} of the original", field.value)


def related_segments(document: Document, segments: Iterable[Segment]) -> tuple[Related, ...]:
    """Paragraphs of the source."""
    source = document.source
    return tuple(_related(source, s.span, f"source {numbered([s])}", s.text) for s in segments)


def related_sentences(document: Document, sentences: Iterable[Sentence]) -> tuple[Related, ...]:
    """Sentences of the source."""
    source = document.source
    return tuple(
        _related(source, s.span, f"source {numbered([s.segment])}, sentence {s.number}", s.text)
        for s in sentences
    )


def related_part(document: Document, segment: Segment, start: int, end: int) -> Related:
    """A part of a segment of the source, from code point `start` to before `end`.

    Of a long segment the text is what is around the part.
    """
    label = f"source {numbered([segment])}" if segment.number else f"source {segment.kind}"
    text = segment.text[max(0, start - _AROUND) : end + _AROUND]
    return _related(document.source, segment.span.part(start, end), label, text)


def related_target(document: Document, span: Span, label: str, text: str) -> Related:
    """A place in the translation, with its text."""
    return _related(document.target, span, label, text)


def numbered(segments: Iterable[Segment]) -> str:
    """Name paragraphs by number: `paragraph 6`, `paragraphs 2 and 3`, `paragraphs 2 to 4`."""
    numbers = [segment.number for segment in segments]
    if len(numbers) == 1:
        return f"paragraph {numbers[0]}"
    joint = "and" if len(numbers) == 2 else "to"
    return f"paragraphs {numbers[0]} {joint} {numbers[-1]}"


def after(segment: Segment | None, document: Document) -> Span:
    """The empty span on the line after which something is to be inserted."""
    if segment is not None:
        line = segment.span.end_line
    elif document.fields:
        line = document.fields[-1].span.end_line
    else:
        line = 1
    return Span.at(line)


def translated(document: Document) -> Iterator[tuple[str, Span]]:
    """Title and segments of the translation, but not what is left in the source as a whole."""
    title = document.title
    if title and not is_title_untranslated(title.value, document):
        yield title.value, title.value_span
    for segment in document.target.segments:
        if not document.is_left_in_source(segment):
            yield segment.text, segment.span


def opposite(document: Document, segment: Segment) -> list[Segment]:
    """The source segments a target segment was made of.

    All of the source for what is in no bead, as the frame of an article, or in one without source.
    """
    for bead in document.alignment.beads:
        if segment in bead.target and bead.source:
            return list(bead.source)
    return list(document.source.segments)


def _related(section: Section, span: Span, label: str, text: str) -> Related:
    return Related.of(section.file.path, span, label, text)
