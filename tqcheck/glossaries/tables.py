"""Glossaries in CSV and TSV: one term in each row, with or without a row of headings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from tqcheck.errors import TqcheckError
from tqcheck.glossaries.term import Term
from tqcheck.languages import LANGUAGES, known, language
from tqcheck.wording import shortened

# The headings of each column; it may also be headed by its language (`zh-CN`, `English`).
_HEADINGS = {
    "source": ("source", "term", "source term"),
    "accepted": ("target", "accepted", "target term", "translation"),
    "forbidden": ("forbidden",),
    "note": ("note", "notes", "comment"),
    "case": ("case", "case-sensitive"),
    "language": ("language", "lang"),
}
_BETWEEN_RENDERINGS = "|"
_MAX_ROW_CHARS = 100_000
# Of all languages, blank ones too.
_MAX_LINES = 500_000
# Of a cell that a message quotes.
_QUOTED_CHARS = 80
_YES, _NO = ("yes", "true", "1", "x"), ("no", "false", "0")


class _Columns(NamedTuple):
    """The column of each field; -1 where there is none, since each row gets an empty last cell."""

    source: int
    accepted: int = -1
    forbidden: int = -1
    note: int = -1
    case: int = -1
    language: int = -1


def terms(content: bytes, path: str, source: str, target: str) -> Iterator[Term]:
    """The terms of a table with renderings in `target`; raises TqcheckError with the line."""
    text = _decoded(content, path)
    first = text.split("\n", 1)[0]
    # Spreadsheets of countries with a decimal comma separate the columns by semicolons.
    delimiter = "\t" if path.lower().endswith(".tsv") else max(",;\t", key=first.count)
    lines = _Lines(text, path)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    columns: _Columns | None = None
    line, width = 1, 0
    try:
        for row in reader:
            start, line = line, reader.line_num + 1
            lines.next_row()
            if not "".join(row).strip():
                continue
            if columns is None:
                named = _columns(row, f"{path}:{start}", source, target)
                columns = named or _Columns(source=0, accepted=1)
                width, cells = 1 + max(columns), itemgetter(*columns)
                if named:
                    continue
            # A short row lacks its last cells; the last cell is for columns without a heading.
            row += [""] if len(row) >= width else [""] * (width - len(row) + 1)
            try:
                term = _term([*map(str.strip, cells(row))], path, start, target)
            except ValueError as error:
                raise TqcheckError(f"{path}:{start}: {error}") from None
            if term is not None:
                yield term
    except csv.Error as error:
        remedy = "enclose a cell that has quotation marks in quotation marks, and double its own"
        raise TqcheckError(f"{path}:{line}: not a valid row: {error}; {remedy}") from None


class _Lines(Iterator[str]):
    """The lines of a table; TqcheckError for a row so long that its cells would fill the memory."""

    def __init__(self, text: str, path: str) -> None:
        self._lines = io.StringIO(text)
        self._path = path
        self._row, self._line, self._chars = 1, 0, 0

    def next_row(self) -> None:
        """Count from here: what was read is a row."""
        self._row, self._chars = self._line + 1, 0

    def __next__(self) -> str:
        line = self._lines.readline(_MAX_ROW_CHARS + 1)
        self._line += 1
        if self._line > _MAX_LINES:
            problem = f"more than {_MAX_LINES:,} lines; leave out terms"
            raise TqcheckError(f"{self._path}:{self._line}: {problem}")
        self._chars += len(line)
        if self._chars > _MAX_ROW_CHARS:
            problem = f"a row of more than {_MAX_ROW_CHARS:,} characters"
            remedy = "close its quotation mark, or shorten it"
            raise TqcheckError(f"{self._path}:{self._row}: {problem}; {remedy}")
        if not line:
            raise StopIteration
        return line


def _decoded(content: bytes, path: str) -> str:
    """The text with LF line ends; UTF-16, as spreadsheets save it, begins with a mark."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TqcheckError(f"{path}:{line}: not UTF-8; save it as UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problem = "contains a NUL character: not a text file; save it as UTF-8"
        raise TqcheckError(f"{path}:{line}: {problem}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _columns(row: Sequence[str], place: str, source: str, target: str) -> _Columns | None:
    """The column of each field; None if the row is not a row of headings."""
    names = {label: name for name, labels in _HEADINGS.items() for label in labels}
    columns: dict[str, int] = {}
    for n, cell in enumerate(row):
        label = cell.strip().casefold()
        name = names.get(label) or {source: "source", target: "accepted"}.get(_language(label))
        if name and name in columns:
            raise TqcheckError(f"{place}: two columns named `{name}`; rename one")
        if name:
            columns[name] = n
    if "source" in columns and "accepted" not in columns and "forbidden" not in columns:
        raise TqcheckError(f"{place}: no column with renderings; head it `target`")
    # One heading alone may be a word of a glossary: `note`, `English`.
    return _Columns(**columns) if "source" in columns else None


def _language(label: str) -> str:
    """The code of the language that a heading names; "" if it does not name one."""
    entry = known(label)
    return entry.code if entry else _codes().get(label, "")


def _codes() -> dict[str, str]:
    """The codes of the languages by their names."""
    return {entry.name.casefold(): code for code, entry in LANGUAGES.items()}


def _term(cells: Sequence[str], path: str, line: int, target: str) -> Term | None:
    """The cells of `_Columns` as a term; None for one of another language.

    Raises ValueError with the problem.
    """
    source, accepted, forbidden, note, case, of = cells
    if not source:
        raise ValueError("a row without a term; write one, or delete the row")
    if of and language(of).code != target:
        return None
    has_case = bool(case) and case.casefold() in _YES
    if case and not has_case and case.casefold() not in _NO:
        raise ValueError(f"`case` must be yes or no, not `{shortened(case, _QUOTED_CHARS)}`")
    good, bad = _renderings(accepted), _renderings(forbidden)
    if bad and (both := sorted(set(bad) & set(good), key=bad.index)):
        what = shortened(both[0], _QUOTED_CHARS)
        raise ValueError(f"`{what}` is both accepted and forbidden; delete one of them")
    return Term(source, good, bad, note, has_case, path, line)


def _renderings(cell: str) -> tuple[str, ...]:
    if _BETWEEN_RENDERINGS not in cell:
        return (cell,) if cell else ()
    written = (rendering.strip() for rendering in cell.split(_BETWEEN_RENDERINGS))
    return tuple(dict.fromkeys(rendering for rendering in written if rendering))
