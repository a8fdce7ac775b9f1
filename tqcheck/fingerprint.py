"""The texts a finding is about: as long as they stay the same, it is the same finding."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.document import Document, Segment
    from tqcheck.finding import Hit, Span


def fingerprint_texts(hit: Hit, document: Document) -> list[str]:
    """The texts hashed into a fingerprint: whole paragraphs of both sides, without positions.

    So the finding is a new one after an edit of either text, but not after paragraphs were moved or
    wrapped anew. If something is missing, the text before the gap does not count. For a finding
    about a document as a whole, its data are hashed with the characters of the source, sorted so
    that the order of paragraphs does not matter.
    """
    texts = []
    if not hit.span.is_empty:
        path = hit.path or document.path
        texts = [hit.text, *(s.text for s in segments_at(hit.span, path, document))]
    for related in hit.related:
        texts.append(related.text)
        texts += [segment.text for segment in segments_at(related.span, related.path, document)]
    if any(texts):
        return texts
    import json

    measured = {
        key: sorted(map(str, value)) if isinstance(value, list) else value
        for key, value in hit.data.items()
    }
    whole = document.source.text or document.target.text
    return [json.dumps(measured, sort_keys=True), "".join(sorted(whole))]


def segments_at(span: Span, path: str, document: Document) -> Iterator[Segment]:
    """The segments, of either side, that share a line with a span of the file at `path`."""
    for section in document.sections_of(path):
        yield from _between(section.segments, span.line, span.end_line)


def _between(segments: Sequence[Segment], first: int, last: int) -> Iterator[Segment]:
    from bisect import bisect_left

    start = bisect_left(segments, first, key=lambda segment: segment.span.end_line)
    for segment in segments[start:]:
        if segment.span.line > last:
            return
        yield segment


def fingerprint(kind: str, texts: Sequence[str]) -> str:
    """Hash the kind and the texts in normal form, so that wrapping lines does not change it."""
    import hashlib  # OpenSSL takes 3 ms to load, for nothing where nothing is found.

    digest = hashlib.blake2b(kind.encode(), digest_size=8)
    for text in texts:
        digest.update(_digest(text))
    return digest.hexdigest()


@lru_cache(maxsize=256)
def _digest(text: str) -> bytes:
    """The hash of a text, computed once for all findings of a paragraph, which may be long."""
    import hashlib

    return hashlib.blake2b(normal(text).encode("utf-8", "surrogatepass")).digest()


def normal(text: str) -> str:
    """A text without what wrapping and formatting change: white space, case, emphasis."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return plain.replace("*", "").replace("_", "")
