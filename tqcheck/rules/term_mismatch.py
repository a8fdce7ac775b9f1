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

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.finding import Hit

SEVERITY = "error"


def check(document: Document) -> Iterator[Hit]:
    """Report terms by the glossaries, then names by the document's own list."""
    if document.termbase is None and not document.glossary:
        return
    # Only where there is a glossary is anything of this imported.
    from tqcheck.matching.terms import Terms

    yield from Terms(document).hits()
