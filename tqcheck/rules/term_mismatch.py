"""A glossary term without an accepted rendering, or with a forbidden one.

The key `glossary` names glossaries in CSV, TSV or TBX (docs/glossaries.md). Where a term occurs in
the source, the translation of that paragraph, or of one next to it, must have one of its accepted
renderings. One rendering is enough, however often the term occurs. The translation of the paragraph
itself must not have a forbidden rendering. Of terms that overlap, only the longest counts. In
English a rendering may be inflected; case, articles, hyphens and accents are free. In a title, a
missing rendering is only a warning, because titles are shortened.

The list of named entities below a translation is the translator's own. If none of a name's
romanised words occur anywhere in the translation, that is a warning.

Not reported: what the list says of other words, names that are spelled otherwise than in the list,
paragraphs and sentences without translation, bylines, and a forbidden rendering that belongs to
another term of the paragraph.

Bad:
    zh: 国务院昨天批准了修桥的计划。
    en: The Cabinet approved the plan for the bridge yesterday.

Good:
    zh: 国务院昨天批准了修桥的计划。
    en: The State Council approved the plan for the bridge yesterday.

Glossary:
    source,target,forbidden
    国务院,State Council,Cabinet

Configuration:
    glossary = ["glossary.csv"]
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.document import Document
from tqcheck.finding import Data, Hit, Replacement
from tqcheck.matching.evidence import related_part
from tqcheck.wording import listed, shortened

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.glossaries.term import Term
    from tqcheck.matching.terms import ForbiddenRendering, MissingRendering

NEEDS = ("glossary",)
SEVERITY = "error"
FIXES = ("unsafe",)
# What a message has room for.
_MAX_QUOTED = 10
_MAX_NOTE_CHARS = 500


def check(document: Document) -> Iterator[Hit]:
    """Report terms by the glossaries, then names by the document's own list."""
    if document.glossary is None and not document.entities:
        return
    # Only where there is a glossary is anything of this imported.
    from tqcheck.matching.terms import ForbiddenRendering, Terms

    for mismatch in Terms(document).mismatches():
        if isinstance(mismatch, ForbiddenRendering):
            yield _forbidden(document, mismatch)
        else:
            yield _missing(document, mismatch)


def _forbidden(document: Document, mismatch: ForbiddenRendering) -> Hit:
    source, span, written = mismatch
    term = source.term
    better = _in_case_of(written, term.accepted[0]) if term.accepted else ""
    return Hit(
        span=span,
        message=f"`{written}` is a forbidden rendering of `{term.source}`",
        help=f"{_advice(term)}{_note(term)}",
        text=written,
        related=(related_part(document, source.segment, source.start, source.end),),
        data={**_data(term), "found": written},
        edits=(Replacement(span, better),) if better else (),
    )


def _missing(document: Document, mismatch: MissingRendering) -> Hit:
    source, term = mismatch.source, mismatch.source.term
    message = f"`{term.source}` is not rendered as {_quoted(term.accepted)}"
    return Hit(
        span=mismatch.span,
        message=f"{message}, as the named entities have it on line {term.line}"
        if mismatch.is_own
        else message,
        help=f"{_advice(term)}, or correct line {term.line}"
        if mismatch.is_own
        else f"{_advice(term)}{_note(term)}",
        text=mismatch.text,
        related=(related_part(document, source.segment, source.start, source.end),),
        data={**_data(term), "found": None},
        severity="warning" if mismatch.is_own or mismatch.in_title else None,
        certainty="likely" if mismatch.is_own else "certain",
    )


def _in_case_of(written: str, rendering: str) -> str:
    """The rendering, with a capital where what it replaces begins a sentence with one."""
    if written[0].isupper() and rendering[0].islower():
        return rendering[0].upper() + rendering[1:]
    return rendering


def _quoted(renderings: tuple[str, ...]) -> str:
    quoted = [f"`{rendering}`" for rendering in renderings[:_MAX_QUOTED]]
    more = [f"another of {len(renderings)}"] if len(renderings) > _MAX_QUOTED else []
    return listed([*quoted, *more], "or")


def _advice(term: Term) -> str:
    return f"write {_quoted(term.accepted)}" if term.accepted else "use another rendering"


def _note(term: Term) -> str:
    return f" ({shortened(term.note, _MAX_NOTE_CHARS)})" if term.note else ""


def _data(term: Term) -> Data:
    from pathlib import Path

    return {
        "term": term.source,
        "accepted": [*term.accepted],
        "forbidden": [*term.forbidden],
        "note": shortened(term.note, _MAX_NOTE_CHARS),
        "glossary": f"{Path(term.path).name}:{term.line}",
    }
