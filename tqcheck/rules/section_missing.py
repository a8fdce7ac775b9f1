"""The separator, the marker, the translation or the original is not there.

Without its separator and marker nothing can tell the translation from the original; without one
of the two texts there is nothing to compare. Left alone: an original that has its own header
and no text, as pictures have.

Bad:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    The new ferry across the Qing River made its first crossing yesterday.

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        横渡清江的新渡船昨天首次试航。

Good:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    The new ferry across the Qing River made its first crossing yesterday.

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        横渡清江的新渡船昨天首次试航。
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.document import Document
from tqcheck.finding import Hit, Span

SEVERITY = "error"


def check(document: Document) -> Iterator[Hit]:
    """Report each of the four parts that is absent or empty."""
    settings = document.settings
    empty_original = not document.source.segments and not document.original
    if empty_original and document.separator is None and document.marker is None:
        yield Hit(
            span=_end_of(document),
            message="the original is missing",
            help=f"add `{settings.separator}`, `{settings.marker}` and the original at the end",
            data={"part": "source"},
        )
    else:
        places = [document.source.span, *(line.span for line in document.original.values())]
        before = document.marker or min(places, key=lambda span: span.line)
        if document.separator is None:
            yield Hit(
                span=Span(before.line, 1, before.line, 1),
                message=f"the separator `{settings.separator}` is missing",
                help=f"put `{settings.separator}` between the translation and the original",
                data={"part": "separator"},
            )
        if document.marker is None:
            yield Hit(
                span=_below(document.separator or before),
                message=f"the line `{settings.marker}` is missing",
                help=f"put `{settings.marker}` above the original",
                data={"part": "marker"},
            )
        if empty_original:
            yield Hit(
                span=_below(document.marker or document.separator or document.source.span),
                message="the original is missing",
                help="add the original below the separator",
                data={"part": "source"},
            )
    if not document.target.paragraphs and (document.source.paragraphs or empty_original):
        yield Hit(
            span=_below(document.target.span),
            message="the translation is missing",
            help="add the translation between the header and the separator",
            data={"part": "target"},
        )


def _below(span: Span) -> Span:
    return Span(span.end_line, 1, span.end_line, 1)


def _end_of(document: Document) -> Span:
    last = max((i for i, line in enumerate(document.lines, 1) if line.strip()), default=1)
    return Span(last, 1, last, 1)
