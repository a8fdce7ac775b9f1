"""Lines of a newspaper's own header as translators render them: `Column: Praise`, `Page 2`.

They are looked for in every language: a line may be in another one than the text around it.
"""

from __future__ import annotations

import re
from functools import cache

from tqcheck.languages.facts import all_facts, alternatives

HEADER_LINES = ("column", "page")
_MAX_CHARS = 100


def header_line(text: str) -> tuple[str, str] | None:
    """What line of a header a text is, `column` or `page`, and its value; None for any other.

    A column's value is as written, a page's its number.
    """
    if len(text) > _MAX_CHARS:
        return None
    for name in HEADER_LINES:
        match = re.fullmatch(_pattern(name), text, re.IGNORECASE)
        if match:
            return name, next((value for value in match.groups() if value is not None), "")
    return None


def is_like(original: str, name: str) -> bool:
    """Whether a line of an original may have been translated as a header line of that name."""
    return len(original) <= _MAX_CHARS and bool(re.search(_like(name), original, re.IGNORECASE))


@cache
def _pattern(name: str) -> str:
    if name == "column":
        columns = alternatives(known.newspaper_column for known in all_facts())
        return rf"[\W_]*(?:{columns})[*_ ]*[:：]\s*(?P<value>.{{0,60}})"
    pages = _pages()
    return (
        rf"[\W_]*(?:(?:{pages})[*_ ]*[:：]?\s*(?:no\.?\s*)?(?P<value>\d{{1,3}})"
        rf"|(?P<ordinal>\d{{1,3}})(?:st|nd|rd|th|\.|ª|e|º)? (?:{pages})"
        r"|第\s*(?P<han>\d{1,3})\s*[版面页頁ページ]+)"
        r"[*_ ]*(?:[(（\[［].{0,60}[)）\]］])?[\W_]*"
    )


@cache
def _like(name: str) -> str:
    """What a line of an original has that a translator may render as such a line."""
    return r"[:：]" if name == "column" else rf"[版页頁面張张]|ページ|{_pages()}"


def _pages() -> str:
    return alternatives(known.newspaper_page for known in all_facts())
