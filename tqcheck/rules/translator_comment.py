"""The translator or the model speaks: an introduction, a note, an offer, a leftover prompt.

`Here is the translation:` at the head of an article is what every reader sees first. Notes of the
translator belong beside the text, and an apology is not a translation.

Not reported: what the original says itself, such as a text about translators, a translated editor's
note, a letter that asks its reader for an answer, or the credit of a translator. The rule therefore
looks for the words of the original first. Comments are known in both languages of the document and
in English, as far as these are Chinese, Dutch, English, French, German, Italian, Japanese,
Portuguese, Russian or Spanish.

Bad:
    zh: 新渡船昨天首次横渡清江。
    en: Here is the translation: The new ferry crossed the Qing River yesterday.

    en: The new ferry crossed the river for the first time yesterday.
    fr: Voici la traduction : Le nouveau bac a traversé la rivière hier pour la première fois.

Good:
    zh: 这是船厂昨天收到的信的译文。
    en: Here is the translation of the letter that the shipyard received yesterday.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.detectors.comments import agreement, agrees, comments, speaks_of
from tqcheck.document import BYLINE, CREDIT, Document, Segment
from tqcheck.finding import Hit, Replacement, Span
from tqcheck.matching.evidence import opposite, translated
from tqcheck.wording import shortened

SEVERITY = "error"
FIXES = ("unsafe",)

# Where in the source an answer that opens the translation is looked for.
_OPENING = 40


def check(document: Document) -> Iterator[Hit]:
    """Report each sentence or bracket that speaks of the translation, and not of its subject."""
    languages = dict.fromkeys((document.target.language, document.source.language, "en"))
    segments = {segment.span: segment for segment in document.target.segments}
    opened = _opening(document, list(languages))
    if opened:
        yield _hit(*opened, "answer", "answers a request instead of translating")
    for text, span in _texts(document):
        for start, end, about in comments(text, languages):
            if not speaks_of(_original(document, segments.get(span), about), about):
                place = span.part(start, end)
                yield _hit(place, text[start:end], about, "is a comment on the translation")


def _texts(document: Document) -> Iterator[tuple[str, Span]]:
    """The title, where it is translated, and all segments, also of the source's language."""
    translations = dict.fromkeys((text, span) for text, span in translated(document))
    yield from dict.fromkeys(
        (*translations, *((segment.text, segment.span) for segment in document.target.segments))
    )


def _opening(document: Document, languages: list[str]) -> tuple[Span, str] | None:
    """`Sure!` before everything else, where the source does not begin with the like."""
    first = next(iter(document.target.segments), None)
    found = agreement(first.text, languages) if first else None
    sources = document.source.segments
    if first is None or found is None or not sources:
        return None
    opening = " ".join(segment.text[:_OPENING] for segment in sources[:2])
    if agrees(opening, document.source.language):
        return None
    return first.span.part(*found), first.text[slice(*found)]


def _original(document: Document, segment: Segment | None, about: str) -> str:
    """What a segment, or the title, was translated from, as far as it is known."""
    known = [metadatum.value for metadatum in document.source_header.values()]
    if segment is None:
        return "\n".join([*known, document.source.text])
    found = [source.text for source in opposite(document, segment)]
    if about == "credit":
        framed = (s.text for s in document.source.segments if s.kind in (BYLINE, CREDIT))
        found += [*known, *framed]
    return "\n".join(found)


def _hit(place: Span, text: str, about: str, what: str) -> Hit:
    return Hit(
        span=place,
        message=f"`{_short(text)}` {what}",
        help="remove it",
        text=text,
        data={"about": about},
        edits=(Replacement(place, ""),),
    )


def _short(text: str) -> str:
    return shortened(text, 60)
