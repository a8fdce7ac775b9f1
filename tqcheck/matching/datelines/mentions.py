"""Places, persons and days of a Chinese dateline looked for in English text."""

from __future__ import annotations

import re
from datetime import date

from tqcheck.document import Document
from tqcheck.recognisers.datelines import agencies

# Syllables of a name that are looked for in pinyin.
_MAX_SYLLABLES = 5


def is_place_named(place: str, text: str) -> bool:
    """Whether an English text names a Chinese place, as the table has it or in pinyin."""
    written = agencies.renderings(place)
    if any(re.search(rf"(?i)(?<!\w){re.escape(city)}(?!\w)", text) for city in written):
        return True
    bare = re.sub(r"(?<=..)[市县省区州镇乡村]$", "", place)
    return any(_is_romanised(name, text) for name in {place, bare} if len(name) > 1)


def is_person_named(document: Document, name: str, text: str) -> bool:
    """Whether a reporter is named in a text or in the header, or is the header's affair.

    That the header gives a name of the byline otherwise is `header-mismatch`.
    """
    author = document.field("Author")
    byline = document.source_header.get("byline")
    if author and author.value:
        if byline and name in re.sub(r"\s", "", byline.value):
            return True
        text = f"{author.value}\n{text}"
    return _is_romanised(name, text)


def _is_romanised(name: str, text: str) -> bool:
    """Whether an English text has a Chinese name of a person or place in Latin letters."""
    from tqcheck.recognisers.names.chinese import romanises

    words = re.findall(r"[^\W\d_](?:[\w'’-]*\w)?", text)
    return any(
        words[i][0].isupper() and romanises(" ".join(words[i : i + n]), name)
        for n in range(1, min(len(name), _MAX_SYLLABLES) + 1)
        for i in range(len(words) - n + 1)
    )


def day_of(written: str, code: str) -> tuple[int | None, int] | None:
    """The month, if given, and the day of a date in Chinese or English."""
    from tqcheck.recognisers.dates import dates

    for found in dates(written, code):
        if found.day is not None:
            return found.month, found.day
    figures = re.search(r"\d{1,2}", written) if code == "en" else None
    return (None, int(figures[0])) if figures else None


def days_in(text: str, code: str) -> set[int]:
    """The days of the month that a text names."""
    from tqcheck.recognisers.dates import dates

    return {found.day for found in dates(text, code) if found.day is not None}


def month_sent(document: Document, day: int) -> int | None:
    """The month of a dateline that names only the day: the last such day before it was printed."""
    known = document.source_header.get("date")
    try:
        printed = date.fromisoformat(known.value) if known else None
    except ValueError:
        return None
    if printed is None:
        return None
    # A paper of the next day may be out when an evening's telegram comes in.
    return printed.month if day <= printed.day + 1 else (printed.month - 2) % 12 + 1
