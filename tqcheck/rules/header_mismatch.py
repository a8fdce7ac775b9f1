"""The header contradicts the original's own header.

Date and page are copied, so a difference is an error. The author is compared in pinyin. Every
reading of a character is accepted (Shan or Dan for 单), with or without tone marks. `Lü`, `Lu`,
`Lv` and `Lyu` are accepted for 吕, and so are Wade-Giles and the surname in either position. A
title that is still in the source language is reported too.

Not reported: the romanisation of foreign names, bylines of agencies and papers, and authors that
the original names below its text.

`--fix` corrects the date and the page. Authors are an unsafe fix, and only where each name has one
spelling: many people spell theirs in their own way. Tone marks stay as they are.

Bad:
    Title: A New Ferry
    Author: Lin Yun
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

Good:
    Title: A New Ferry
    Author: Lín Yuè
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
from tqcheck.finding import Hit, Related, Replacement
from tqcheck.languages import language
from tqcheck.matching.evidence import related_field
from tqcheck.matching.header import is_certain, is_romanised, told
from tqcheck.matching.titles import is_title_untranslated
from tqcheck.text.folding import fold
from tqcheck.text.untranslated import is_untranslated

SEVERITY = "error"
FIXES = ("safe", "unsafe")

# Words of a romanised name; an entry of more holds something else beside it.
_LONGEST_NAME = 3
# Macron, acute, caron and grave.
_TONES = frozenset("\u0304\u0301\u030c\u0300")
# Likeness above which a name that is not pinyin is a misspelling of one.
_MISSPELT = 0.85


def check(document: ArchiveDocument) -> Iterator[Hit]:
    """Compare Title, Date, Page and Author with the original's own lines."""
    header = document.header
    if header is None:
        return
    for name, compare in (("Date", _date), ("Page", _page)):
        field, known = header.get(name), document.source_header.get(name.casefold())
        if field and known and known.value and field.value:
            expected = compare(known.value)
            if expected is None or compare(field.value) in (None, expected):
                continue
            yield Hit(
                span=field.value_span,
                message=f"`{field.label}` is {field.value}, but {known.value} in the original",
                help=f"write `{field.label}: {told(document, name) or known.value}`",
                text=f"{field.label}: {field.value}",
                related=(related_field(document, name.casefold()),),
                data={"field": name, "found": field.value, "expected": known.value},
                edits=_written(field, told(document, name)),
                safe=is_certain(document, name),
            )
    title = header.get("Title")
    if title and is_title_untranslated(title.value, document):
        yield Hit(
            span=title.value_span,
            message=f"the title is still in {language(document.source.language).name}",
            help=f"translate it into {language(document.target.language).name}",
            text=f"{title.label}: {title.value}",
            data={"field": "Title"},
        )
    author = header.get("Author")
    if author and author.value:
        yield from _author(document, author)


def _date(value: str) -> tuple[int, ...] | None:
    """Year, month and day; None if it is not a date, which `header-field-malformed` reports."""
    try:
        return date(*map(int, value.split("-"))).timetuple()[:3]
    except (TypeError, ValueError, OverflowError):
        return None


def _page(value: str) -> int | None:
    return int(value) if re.fullmatch(r"\d{1,9}", value, re.ASCII) else None


def _author(document: ArchiveDocument, author: Field) -> Iterator[Hit]:
    byline = document.source_header.get("byline")
    related: tuple[Related, ...] = (related_field(document, "byline"),) if byline else ()
    if is_untranslated(author.value, document.source.language, document.target.language):
        yield Hit(
            span=author.value_span,
            message=f"the author is still in {language(document.source.language).name}",
            help="write the name in the letters of the translation",
            text=f"{author.label}: {author.value}",
            related=related,
            data={"field": "Author", "found": author.value},
            edits=_written(author, _romanised(document, author.value)),
        )
    elif is_romanised(document) and byline and byline.value:
        from tqcheck.recognisers.names import chinese as names
        from tqcheck.recognisers.names import unambiguous as settled_names

        if re.match(settled_names.COUNTRY, byline.value):
            return
        written = names.split_authors(author.value)
        named = names.split_byline(byline.value)
        if problem := _compare_names(written, named):
            message, expected = problem
            yield Hit(
                span=author.value_span,
                message=message,
                help=f"write `{author.label}: {expected}`",
                text=f"{author.label}: {author.value}",
                related=related,
                data={"field": "Author", "found": author.value, "expected": expected},
                edits=_written(author, expected if _is_sure(author, written, named) else ""),
            )


def _romanised(document: ArchiveDocument, value: str) -> str:
    """Authors in Chinese in pinyin; "" if a name can be spelled in two ways, or is not original."""
    byline = document.source_header.get("byline")
    if not is_romanised(document):
        return ""
    from tqcheck.recognisers.names.unambiguous import authors, split_byline

    if byline and split_byline(byline.value) != split_byline(value):
        return ""
    return authors(byline.value if byline else value)


def _written(field: Field, value: str) -> tuple[Replacement, ...]:
    return (Replacement(field.value_span, value),) if value else ()


def _is_sure(author: Field, written: list[str], byline: list[str]) -> bool:
    """Whether the names of the byline can replace what is written.

    Each of them is written already or has one spelling; nothing else is written: no office, and
    no name that may be the established spelling of one of them.
    """
    from tqcheck.recognisers.names.chinese import is_pinyin
    from tqcheck.recognisers.names.unambiguous import is_settled

    if _has_tones(author.value):
        return False
    rest = author.value
    for name in written:
        rest = rest.replace(name, "", 1)
    return (
        re.fullmatch(r"(?:[\s,;，；、/|&]|and)*", rest) is not None
        and all(is_settled(name) or any(_names(a, name) for a in written) for name in byline)
        and all(is_pinyin(a) or _misspelt(a, byline) for a in written)
    )


def _has_tones(value: str) -> bool:
    """Whether names have the tone marks of pinyin, with which all of them have to be written."""
    from unicodedata import normalize

    return not _TONES.isdisjoint(normalize("NFD", value))


def _compare_names(written: list[str], byline: list[str]) -> tuple[str, str] | None:
    """What is wrong with the authors, and what they would be; None where nothing can be said.

    A name that is not pinyin may be an established spelling (a foreigner's, a Cantonese one), so
    it is held to be right for any one name it is not a misspelling of.
    """
    from tqcheck.recognisers.names.chinese import is_chinese_name, is_pinyin, pinyin

    missing = [
        name
        for name in byline
        if not is_chinese_name(name) or not any(_names(author, name) for author in written)
    ]
    left = [author for author in written if not any(_names(author, name) for name in byline)]
    judged = [name for name in missing if is_chinese_name(name)]
    if not judged:
        return None
    free = [author for author in left if not is_pinyin(author) and not _misspelt(author, judged)]
    if len(free) >= len(missing):
        return None
    expected = ", ".join(
        next((author for author in written if _names(author, name)), "")
        or (pinyin(name) if is_chinese_name(name) else name)
        for name in byline
    )
    wrong = [author for author in left if author not in free]
    if wrong:
        message = f"`Author` is {wrong[0]}, but {judged[0]} ({pinyin(judged[0])}) in the original"
    else:
        message = f"`Author` leaves out {judged[0]} ({pinyin(judged[0])})"
    return message, expected


def _names(author: str, name: str) -> bool:
    """Whether an entry is the name romanised, with or without an office beside it."""
    from tqcheck.recognisers.names.chinese import romanises

    words = author.split()
    parts = [words[i : i + n] for n in (2, 3) for i in range(len(words) - n + 1)]
    return romanises(author, name) or (
        len(words) > _LONGEST_NAME and any(romanises(" ".join(part), name) for part in parts)
    )


def _misspelt(author: str, names: list[str]) -> bool:
    """Whether a name that is not pinyin is close to one: "Chen Shancmin" to "Chen Shanmin"."""
    from difflib import SequenceMatcher

    from tqcheck.recognisers.names.chinese import pinyin

    # Between 0.91, two letters swapped in a name of eleven, and 0.83, Ilyin and 伊里因 (Yi Liyin).
    return any(
        SequenceMatcher(None, fold(author), fold(pinyin(name))).ratio() > _MISSPELT
        for name in names
    )
