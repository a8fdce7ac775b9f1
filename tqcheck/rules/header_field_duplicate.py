"""A field of the header occurs twice.

Some programs read the first of two equal fields, others the last. Two names of one field (`Page`
and `Edition`) count as the same field. If both say the same, `--fix` removes the second. That is an
unsafe fix if the names differ, or if the second is below a blank line.

Bad:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2
    Edition: 3

    The new ferry across the Qing River made its first crossing yesterday.

    <hr />

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

from tqcheck.document import ArchiveDocument, Field
from tqcheck.finding import Hit, Replacement
from tqcheck.matching.header import is_in_block, removed

SEVERITY = "warning"
FIXES = ("safe", "unsafe")


def check(document: ArchiveDocument) -> Iterator[Hit]:
    """Report every field after the first of its name."""
    first: dict[str, Field] = {}
    for field in document.fields:
        if field.name not in first:
            first[field.name] = field
            continue
        line = first[field.name].span.line
        yield Hit(
            span=field.span,
            message=f"`{field.label}` repeats the field of line {line}",
            help=f"remove line {field.span.line} or line {line}",
            text=f"{field.label}: {field.value}",
            data={"field": field.name, "first": line},
            edits=_edits(document, field, first[field.name]),
            safe=_is_needless(document, field, first[field.name]),
        )


def _edits(document: ArchiveDocument, field: Field, first: Field) -> tuple[Replacement, ...]:
    """Remove a field that says the same as the first, unless text may have been taken for header.

    A line that is not a field may be text already, and then so may be the field below it.
    """
    strays = document.header.strays if document.header else ()
    below_text = any(stray.span.line < field.span.line for stray in strays)
    return () if field.value != first.value or below_text else removed(document, field.span.line)


def _is_needless(document: ArchiveDocument, field: Field, first: Field) -> bool:
    """Whether nobody misses a second field: it has the same name, and the header goes on so far.

    Some program may read the other name, and below a blank line the text may have begun.
    """
    return field.label.casefold() == first.label.casefold() and is_in_block(document, field)
