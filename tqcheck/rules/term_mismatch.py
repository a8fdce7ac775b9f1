"""A glossary term without an accepted rendering, or with a forbidden one.

The key `glossary` names glossaries in CSV, TSV or TBX (docs/glossaries.md). Where a term stands in
the source, one of its accepted renderings has to stand in the translation of that paragraph or of
one beside it, once however often the term stands there, and none of the forbidden ones may stand
in that of the paragraph itself. Of terms that overlap the longest is looked for. In English a
rendering may be inflected; case, articles, hyphens and accents are free. In a title, which is
shortened, what is missing is a warning.

The list of named entities below a translation is the translator's own, and only a warning: that
none of a name's romanised words stand anywhere in the translation. Left alone: what the list says
of other words, names spelt otherwise than in the list, paragraphs and sentences without
translation, bylines, and a forbidden rendering that belongs to another term of the paragraph.

Bad:
    Title: A New Ferry
    Author:
    Date: 1956-03-12
    Page: 2

    The new ferry across the Blue River made its first crossing yesterday, steered by Wen Da.

    **Named Entities**

    清江  Qingjiang
    闻达  Wen Da

    <hr />

    Original:

    ### 新渡船

    1956-03-12
    第2版(国内新闻)
    专栏：

        由闻达掌舵，横渡清江的新渡船昨天首次试航。

Good:
    Title: A New Ferry
    Author:
    Date: 1956-03-12
    Page: 2

    The new ferry across the Qingjiang made its first crossing yesterday, steered by Wen Da.

    **Named Entities**

    清江  Qingjiang
    闻达  Wen Da

    <hr />

    Original:

    ### 新渡船

    1956-03-12
    第2版(国内新闻)
    专栏：

        由闻达掌舵，横渡清江的新渡船昨天首次试航。
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.document import Document

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.finding import Hit

NEEDS = ("glossary",)
SEVERITY = "error"


def check(document: Document) -> Iterator[Hit]:
    """Report terms by the glossaries, then names by the document's own list."""
    if document.glossary is None and not document.entities:
        return
    # Only where there is a glossary is anything of this imported.
    from tqcheck.matching.terms import Terms

    yield from Terms(document).hits()
