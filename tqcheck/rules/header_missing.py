"""The document has no header.

Everything that lists, sorts or links an archive reads the header, and overlooks a file that begins
with its text. Often the translation was cut or pasted wrongly.

Not reported: a header that has only some of its fields; `header-field-missing` reports those that
it lacks.

Bad:
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

from tqcheck.document import ArchiveDocument
from tqcheck.finding import Hit, Span

SEVERITY = "error"


def check(document: ArchiveDocument) -> Iterator[Hit]:
    """Report a document in which not one field of the header was found."""
    if document.header is None and document.settings.required_fields:
        fields = ", ".join(f"`{name}:`" for name in document.settings.required_fields)
        yield Hit(
            span=Span(1, 1, 1, 1),
            message="the header is missing",
            help=f"open the file with the lines {fields}",
            data={"required": list(document.settings.required_fields)},
        )
