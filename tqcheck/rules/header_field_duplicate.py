"""A field of the header stands there twice.

Programs read the first or the last of two equal fields, and which one depends on the program.
Two names of one field (`Page` and `Edition`) count as the same field.

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

from tqcheck.document import Document
from tqcheck.finding import Hit

SEVERITY = "warning"


def check(document: Document) -> Iterator[Hit]:
    """Report every field after the first of its name."""
    first: dict[str, int] = {}
    for field in document.header.fields if document.header else ():
        if field.name not in first:
            first[field.name] = field.span.line
            continue
        yield Hit(
            span=field.span,
            message=f"`{field.label}` repeats the field of line {first[field.name]}",
            help=f"remove line {field.span.line} or line {first[field.name]}",
            text=f"{field.label}: {field.value}",
            data={"field": field.name, "first": first[field.name]},
        )
