"""A paragraph of the translation is still in the source language.

The translator passed over a paragraph, or printed the source again beside its translation.
Adjoining paragraphs make one finding. Between languages of one script, a paragraph counts as
untranslated if the identifier is sure of the source language.

Not reported: names, numbers, code and anything that is too short to tell. A whole section is left
to `wrong-language`.

Bad:
    zh: 横渡清江的新渡船昨天首次试航。
    en: The new ferry across the Qing River made its first crossing yesterday.
    zh: 船票每张五分。
    en: 船票每张五分。

    de: Die neue Fähre über den Fluss ist gestern zum ersten Mal gefahren.
    en: The new ferry across the river made its first crossing yesterday.
    de: Die Karte für die Überfahrt kostet fünf Pfennig, und Kinder fahren umsonst.
    en: Die Karte für die Überfahrt kostet fünf Pfennig, und Kinder fahren umsonst.

Good:
    zh: 横渡清江的新渡船昨天首次试航。
    en: The new ferry across the Qing River made its first crossing yesterday.
    zh: 船票每张五分。
    en: A ticket costs five fen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.document import Document, Segment
from tqcheck.finding import Hit
from tqcheck.languages import language
from tqcheck.matching.evidence import related_segments
from tqcheck.text.folding import fold
from tqcheck.text.identification import identify

SEVERITY = "error"

_QUOTED = '«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|"[^"]*"|‹[^‹›]*›|[*_]{1,2}[^*_]+[*_]{1,2}'


def check(document: Document) -> Iterator[Hit]:
    """Report runs of target paragraphs that are in the source language."""
    left = [segment for segment in document.target.segments if _is_left(segment, document)]
    if len(left) == len(document.target.segments):
        return
    name = language(document.source.language).name
    sources = {fold(segment.text): segment for segment in document.source.segments}
    for run in _runs(left, document):
        first, last = run[0].span, run[-1].span
        copied = [sources[fold(s.text)] for s in run if fold(s.text) in sources]
        many = len(run) > 1
        what = f"{len(run)} paragraphs are" if many else "a paragraph is"
        yield Hit(
            span=first.to(last),
            message=f"{what} still in {name}",
            help=f"translate {'them' if many else 'it'} into "
            f"{language(document.target.language).name}, or remove "
            f"{'them if their' if many else 'it if its'} translation is there too",
            text="\n".join(segment.text for segment in run),
            related=related_segments(document, copied),
            data={"paragraphs": len(run), "copies": len(copied)},
        )


def _is_left(segment: Segment, document: Document) -> bool:
    source, target = (language(s.language) for s in (document.source, document.target))
    if not set(source.scripts) <= set(target.scripts):
        return document.is_left_in_source(segment)
    # A title cited in its own language says nothing of the text around it.
    own_words = re.sub(_QUOTED, " ", segment.text)
    return identify(own_words, target.code, source.code).language == source.code


def _runs(left: list[Segment], document: Document) -> Iterator[list[Segment]]:
    """Segments that follow one another in the target section."""
    place = {segment.span: i for i, segment in enumerate(document.target.segments)}
    run: list[Segment] = []
    for segment in left:
        if run and place[segment.span] != place[run[-1].span] + 1:
            yield run
            run = []
        run.append(segment)
    if run:
        yield run
