"""A required field of the header is missing.

An article without its date or page drops out of every list that is ordered by it.

Not reported: a field under another of its names (`Edition` for `Page`), and a line that has the
name but not the form of a field, which `header-field-malformed` reports.

`--fix` adds the date and the page, if the original tells them. Authors whose names have one
spelling only are an unsafe fix: the line above the original may not be a name.

Bad:
    Title: A New Ferry
    Author: Lin Yue
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

Good:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Edition: 2

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
from tqcheck.matching.header import added, is_certain, told

SEVERITY = "error"
FIXES = ("safe", "unsafe")


def check(document: ArchiveDocument) -> Iterator[Hit]:
    """Report each required field that a header lacks, with the value the original suggests."""
    header = document.header
    if header is None:
        return
    last = header.fields[-1].span
    strays = [stray.text.casefold() for stray in header.strays]
    for name in document.settings.required_fields:
        if header.get(name) or any(stray.startswith(name.casefold()) for stray in strays):
            continue
        yield Hit(
            span=Span.at(last.end_line),
            message=f"the header has no `{name}`",
            help=f"add `{f'{name}: {told(document, name)}'.strip()}` to the header",
            data={"field": name},
            edits=added(document, name),
            safe=is_certain(document, name),
        )
