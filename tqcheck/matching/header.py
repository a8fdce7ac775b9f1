"""What the original's own header tells about the header's fields, and the edits that write it."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from tqcheck.document import ArchiveDocument, Field
from tqcheck.finding import Replacement, Span
from tqcheck.languages import language

# Year, month and day, as an archive writes them in either language.
# By how many days the calendars differ, from 1582 to this century.
_JULIAN = range(10, 14)
# Greece was the last country to leave it, in 1923.
_GREGORIAN = 1924
_DAY = r"(\d{4})(?:-|年)(\d{1,2})(?:-|月)(\d{1,2})日?"


def told(document: ArchiveDocument, name: str) -> str:
    """The value the original gives a field, in the header's form; "" if it gives none for sure.

    `Date` is `1956-03-12`, `Page` is `2`, `Author` is in pinyin where every name of the byline has
    one spelling only.
    """
    if name == "Author":
        return _told_author(document)
    known = document.source_header.get(name.casefold())
    if not known:
        return ""
    if name == "Date" and (day := re.fullmatch(_DAY, known.value, re.ASCII)):
        try:
            return date(*map(int, day.groups())).isoformat()
        except ValueError:
            return ""
    if name == "Page" and re.fullmatch(r"0*[1-9]\d{0,4}", known.value, re.ASCII):
        return str(int(known.value))
    return ""


def is_certain(document: ArchiveDocument, name: str) -> bool:
    """Whether nobody has to look at what the original says about a field.

    Names are not certain: a line above the text may be a title, and many people have their own
    spelling. Nor is a date that may be the same day in another calendar.
    """
    return (
        name in ("Date", "Page")
        and is_original(document)
        and not (name == "Date" and _is_other_calendar(document))
    )


def _is_other_calendar(document: ArchiveDocument) -> bool:
    """Whether the header may have in the new style what the original has in the old one."""
    field = document.header.get("Date") if document.header else None
    try:
        written = date.fromisoformat(field.value if field else "")
        known = date.fromisoformat(told(document, "Date"))
    except ValueError:
        return False
    is_julian = known.year < _GREGORIAN and "Han" not in language(document.source.language).scripts
    return is_julian and (written - known).days in _JULIAN


def is_in_block(document: ArchiveDocument, field: Field) -> bool:
    """Whether nothing is between the fields down to this one; below a blank line text may begin."""
    above = bisect_left(document.fields, field.span.line, key=lambda other: other.span.line)
    return above == field.span.line - document.fields[0].span.line


def is_original(document: ArchiveDocument) -> bool:
    """Whether what seems to be the original is in its language: diaries have titles and dates."""
    from tqcheck.text.identification import identify

    source, target = document.source.language, document.target.language
    title = document.source_header.get("title")
    text = f"{title.value if title else ''}\n{document.source.text}"
    return identify(text, source, target).language == language(source).code


def _told_author(document: ArchiveDocument) -> str:
    byline = document.source_header.get("byline")
    if not byline or not is_romanised(document):
        return ""
    from tqcheck.recognisers.names.unambiguous import authors

    return authors(byline.value)


def is_romanised(document: ArchiveDocument) -> bool:
    """Whether Chinese names are written in Latin letters in the translation."""
    latin = "Latin" in language(document.target.language).scripts
    return latin and document.source.language == "zh"


def filled(document: ArchiveDocument, field: Field) -> tuple[Replacement, ...]:
    """Give a field the value that the original tells, if it tells one."""
    value = told(document, field.name)
    if not value:
        return ()
    place = field.value_span
    before = document.lines[place.line - 1][: place.column - 1]
    # An empty value begins right after the colon, or after the blanks there.
    return (Replacement(place, value if before[-1:].isspace() else f" {value}"),)


def added(document: ArchiveDocument, name: str) -> tuple[Replacement, ...]:
    """Add a field with the value that the original tells, if it tells one.

    It is put where the order of the required fields has it. Where a field is there twice none is
    added: a header that is complete ends sooner, and the second would become text.
    """
    value = told(document, name)
    fields = document.fields
    names = [field.name for field in fields]
    if not value or not fields or len(set(names)) < len(names):
        return ()
    order = document.settings.required_fields
    before = [field for field in fields if field.name in order[: order.index(name)]]
    if before:
        line = before[-1].span.line
        end = len(document.lines[line - 1]) + 1
        return (Replacement(Span(line, end, line, end), f"\n{name}: {value}"),)
    line = fields[0].span.line
    return (Replacement(Span(line, 1, line, 1), f"{name}: {value}\n"),)


def removed(document: ArchiveDocument, line: int) -> tuple[Replacement, ...]:
    """Remove a line (from 1) with its end."""
    if line < len(document.lines):
        return (Replacement(Span(line, 1, line + 1, 1), ""),)
    return (Replacement(Span(line, 1, line, len(document.lines[line - 1]) + 1), ""),)
