"""The texts that a finding is about: while they stay as they are, it is the same finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tqcheck.finding import Hit, Related, Span

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.document import Document, Segment


def about(hit: Hit, document: Document) -> list[str]:
    """What a hit's fingerprint rests on: both texts, whole paragraphs, and no place.

    So an edit of either text makes it another finding, and moving or re-wrapping paragraphs does
    not. Where something is missing, what stands before the gap does not count. What is wrong with
    a document as a whole rests on what was measured and on the characters of its source, in
    whatever order its paragraphs stand.
    """
    texts = []
    if not is_gap(hit.span):
        texts = [hit.text, *(segment.text for segment in touched(hit.span, document))]
    for related in hit.related:
        texts.append(related.text)
        if related.path == document.path:
            texts += [segment.text for segment in touched(related, document)]
    if any(texts):
        return texts
    import json

    measured = {
        key: sorted(map(str, value)) if isinstance(value, list) else value
        for key, value in hit.data.items()
    }
    whole = document.source.text or document.target.text
    return [json.dumps(measured, sort_keys=True), "".join(sorted(whole))]


def is_gap(span: Span) -> bool:
    """Whether a span is only a place, at which something is missing."""
    return (span.line, span.column) == (span.end_line, span.end_column)


def touched(span: Span | Related, document: Document) -> Iterator[Segment]:
    """The segments, of either side, that share a line with a span."""
    for section in (document.target, document.source):
        yield from _between(section.segments, span.line, span.end_line)


def _between(segments: Sequence[Segment], first: int, last: int) -> Iterator[Segment]:
    from bisect import bisect_left

    start = bisect_left(segments, first, key=lambda segment: segment.span.end_line)
    for segment in segments[start:]:
        if segment.span.line > last:
            return
        yield segment
