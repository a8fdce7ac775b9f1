"""A line of the header is not a field, or its value has the wrong form.

`Date` is a real day, written `1956-03-12`, and `Page` is a number. Programs cannot read a header
that has other lines between its fields, or names without a colon or wrapped in markup.

Not reported: blank lines between fields, and text that begins right below the last one.

`--fix` corrects a date or a page that the original gives, and removes markup. If the value says
more, as `2–3` or `2 (supplement)` does, that is an unsafe fix.

Bad:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-02-30
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
from datetime import date

from tqcheck.document import ArchiveDocument, Field
from tqcheck.finding import Hit, Replacement
from tqcheck.matching.header import filled, is_certain, is_in_block, told
from tqcheck.wording import shortened

SEVERITY = "error"
FIXES = ("safe", "unsafe")


def check(document: ArchiveDocument) -> Iterator[Hit]:
    """Report fields whose value or way of writing is wrong, and lines that are not fields."""
    header = document.header
    if header is None:
        return
    for field in header.fields:
        problem = _problem(field)
        if problem:
            yield Hit(
                span=field.value_span if field.value and not field.fault else field.span,
                message=problem[0],
                help=problem[1],
                text=f"{field.label}: {field.value}",
                data={"field": field.name, "value": field.value},
                edits=_edits(document, field),
                safe=_is_sure(document, field),
            )
    for stray in header.strays:
        yield Hit(
            span=stray.span,
            message=f"`{_cut(stray.text)}` is not a header field",
            help="write it as `Name: value`, or move it below the header",
            text=stray.text,
        )


def _edits(document: ArchiveDocument, field: Field) -> tuple[Replacement, ...]:
    """What the original tells in place of a wrong value; of a field in markup, the field alone."""
    if not field.fault:
        return filled(document, field)
    value = field.value
    if any(sign in value for sign in "*_"):  # Emphasis that may be the value's own.
        value = told(document, field.name) if field.name in ("Date", "Page") else ""
        if not value:
            return ()
    return (Replacement(field.span, f"{field.label}: {value}".rstrip()),)


def _is_sure(document: ArchiveDocument, field: Field) -> bool:
    """Whether nothing is lost if the value becomes what the original tells.

    A date has three parts, in whatever form; `2–3` and `2 (supplement)` say more than a page.
    """
    if field.fault and not any(sign in field.value for sign in "*_"):
        return is_in_block(document, field)  # Only the markup goes.
    if not is_certain(document, field.name):
        return False
    words = re.findall(r"\d+|[^\W\d_]+", field.value)
    if field.name == "Date":
        return len(words) <= 3 and sum(word.isalpha() for word in words) <= 1
    known = told(document, field.name)
    return len(words) == 1 and (words[0].isalpha() or words[0].lstrip("0") == known)


def _cut(text: str) -> str:
    return shortened(text, 40)


def _problem(field: Field) -> tuple[str, str] | None:
    """Message and remedy for what is wrong with a field, if anything."""
    value = field.value
    if field.fault:
        return f"`{field.label}` is wrapped in markup", field.fault
    if field.name == "Date" and value:
        iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value, re.ASCII)
        if not iso:
            return (
                f"`{_cut(value)}` is not a date",
                "write the date as year-month-day: `1956-03-12`",
            )
        try:
            date(*map(int, iso.groups()))
        except ValueError:
            return f"{value} is not in the calendar", "give the day the original was printed"
    if field.name == "Page" and value and not re.fullmatch(r"0*[1-9]\d{0,4}", value, re.ASCII):
        return f"`{_cut(value)}` is not a page number", "write the page as a number: `2`"
    return None
