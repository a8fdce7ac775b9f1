"""The separator, the marker, the translation or the original is missing.

Without its separator and marker, nothing tells the translation from the original. Without one of
the two texts, there is nothing to compare.

Not reported: an original that has its own header and no text, as pictures have.

`--fix` adds separator and marker if the title and the date of the original follow right below the
place where they belong. It is an unsafe fix if the text below is not known to be in the language of
the original.

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

import re
from collections.abc import Iterator

from tqcheck.document import ArchiveDocument
from tqcheck.finding import Hit, Replacement, Span
from tqcheck.matching.header import is_original

SEVERITY = "error"
FIXES = ("safe", "unsafe")

# A line across the page, in Markdown's other notations.
_RULE = r"([-*_])(?:\s*\1){2,}"


def check(document: ArchiveDocument) -> Iterator[Hit]:
    """Report each of the four parts that is absent or empty."""
    settings = document.settings
    empty_original = not document.source.segments and not document.source_header
    if empty_original and document.separator is None and document.marker is None:
        yield Hit(
            span=_end_of(document),
            message="the original is missing",
            help=f"add `{settings.separator}`, `{settings.marker}` and the original at the end",
            data={"part": "source"},
        )
    else:
        places = [document.source.span, *(line.span for line in document.source_header.values())]
        before = document.marker or min(places, key=lambda span: span.line)
        if document.separator is None:
            yield Hit(
                span=Span(before.line, 1, before.line, 1),
                message=f"the separator `{settings.separator}` is missing",
                help=f"put `{settings.separator}` between the translation and the original",
                data={"part": "separator"},
                edits=_separated(document, before.line),
                safe=is_original(document),
            )
        if document.marker is None:
            yield Hit(
                span=_below(document.separator or before),
                message=f"the line `{settings.marker}` is missing",
                help=f"put `{settings.marker}` above the original",
                data={"part": "marker"},
                edits=_marked(document),
                safe=is_original(document),
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


def _separated(document: ArchiveDocument, line: int) -> tuple[Replacement, ...]:
    """Put the separator above the original, which begins with `line`; () if that is not sure."""
    if _opening(document) is None:
        return ()
    above = next((n for n in range(line - 1, 0, -1) if document.lines[n - 1].strip()), 0)
    text = document.lines[above - 1].strip() if above else ""
    if re.fullmatch(_RULE, text):  # The separator in another notation.
        end = len(document.lines[above - 1]) + 1
        return (Replacement(Span(above, 1, above, end), document.settings.separator),)
    # A line such as "Source text:" or "## Original" would remain in the translation.
    if not above or text.startswith("#") or text.rstrip("*_ ").endswith((":", "：")):
        return ()
    gap = "" if line - above > 1 else "\n"
    return (_inserted(line, f"{gap}{document.settings.separator}\n\n"),)


def _marked(document: ArchiveDocument) -> tuple[Replacement, ...]:
    """Put the marker above the title of the original; () if that is not sure."""
    opening = _opening(document)
    if opening is None or document.separator is None:
        return ()  # Without both, the separator comes first, and the marker below it then.
    above = document.separator.line
    # What is between the two may be the marker in other words.
    if any(line.strip() for line in document.lines[above : opening - 1]):
        return ()
    gap = "" if opening - above > 1 else "\n"
    return (_inserted(opening, f"{gap}{document.settings.marker}\n\n"),)


def _opening(document: ArchiveDocument) -> int | None:
    """The line on which the original begins for sure: its title, with its date below."""
    title, date = (document.source_header.get(name) for name in ("title", "date"))
    if not title or not date or date.span.line < title.span.line:
        return None
    first = min(line.span.line for line in document.source_header.values())
    return first if first == title.span.line else None


def _inserted(line: int, text: str) -> Replacement:
    return Replacement(Span(line, 1, line, 1), text)


def _below(span: Span) -> Span:
    return Span(span.end_line, 1, span.end_line, 1)


def _end_of(document: ArchiveDocument) -> Span:
    last = max((i for i, line in enumerate(document.lines, 1) if line.strip()), default=1)
    return Span(last, 1, last, 1)
