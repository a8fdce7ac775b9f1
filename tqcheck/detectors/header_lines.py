"""Lines of a newspaper's own header as translators render them: `Column: Praise`, `Page 2`.

The words of all languages are one table, since such a line may be in another language than the text
around it, or still in that of the original.
"""

from __future__ import annotations

import re

_COLUMN = (
    r"(?:special |regular )?column|section|rubric|kolumne|rubrik|spalte|rubrique|colonne|chronique"
    r"|columna|sección|rubrica|colonna|coluna|seção|rubriek|kolom|рубрика|колонка|コラム|欄|专栏|專欄"
)
_PAGE = (
    r"page|p\.|edition|seite|ausgabe|édition|página|edición|pagina|edizione|edição|страница|полоса"
)
_LINES = {
    "column": rf"[\W_]*(?:{_COLUMN})[*_ ]*[:：]\s*(?P<value>.{{0,60}})",
    "page": (
        rf"[\W_]*(?:(?:{_PAGE})[*_ ]*[:：]?\s*(?:no\.?\s*)?(?P<value>\d{{1,3}})"
        rf"|(?P<ordinal>\d{{1,3}})(?:st|nd|rd|th|\.|ª|e|º)? (?:{_PAGE})"
        r"|第\s*(?P<han>\d{1,3})\s*[版面页頁ページ]+)"
        r"[*_ ]*(?:[(（\[［].{0,60}[)）\]］])?[\W_]*"
    ),
}
_MAX_CHARS = 100
HEADER_LINES = tuple(_LINES)
# What a line of an original has that a translator may render as such a line.
_LIKE = {"column": r"[:：]", "page": rf"[版页頁面張张]|ページ|{_PAGE}"}


def header_line(text: str) -> tuple[str, str] | None:
    """What line of a header a text is, `column` or `page`, and its value; None for any other.

    A column's value is as written, a page's its number.
    """
    if len(text) > _MAX_CHARS:
        return None
    for name, pattern in _LINES.items():
        match = re.fullmatch(pattern, text, re.IGNORECASE)
        if match:
            return name, next((value for value in match.groups() if value is not None), "")
    return None


def is_like(original: str, name: str) -> bool:
    """Whether a line of an original may have been translated as a header line of that name."""
    return len(original) <= _MAX_CHARS and bool(re.search(_LIKE[name], original, re.IGNORECASE))
