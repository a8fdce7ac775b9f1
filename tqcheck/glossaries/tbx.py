"""Glossaries in TBX (ISO 30042): `martif` of 2008 and `tbx` of 2019, in either style.

Read with expat from the standard library: nothing outside the file is fetched. A file with
declarations of its own, of entities or attributes, which could be a bomb, is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from tqcheck.errors import TqcheckError
from tqcheck.glossaries.term import MAX_RENDERINGS, Term
from tqcheck.languages import known
from tqcheck.wording import shortened

_ENTRIES = ("termEntry", "conceptEntry")
_LANGUAGES = ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec")
_STATUS = ("administrativeStatus", "normativeAuthorization")
# The statuses that forbid a term.
_FORBIDDEN = ("deprecatedTerm", "supersededTerm", "rejectedTerm")
_XML_LANG = "xml:lang"
_NOTES = ("note", "definition")
# TBX has levels and names by the dozen.
_MAX_DEPTH, _MAX_NAMES = 100, 1_000
# Of all languages; an entry has about ten.
_MAX_ELEMENTS = 2_000_000
# Of a name that a message quotes.
_QUOTED_CHARS = 80


@dataclass(slots=True)
class _Entry:
    """A concept."""

    line: int
    note: str = ""
    # Language, text, and whether the term is forbidden.
    terms: list[tuple[str, str, bool]] = field(default_factory=list)


def terms(content: bytes, path: str, source: str, target: str) -> Iterator[Term]:
    """The terms of a termbase with renderings in `target`.

    Each term of an entry in the source language has all its terms in the target language as
    renderings. Raises TqcheckError with the line.
    """
    reader = _Reader(path)
    for entry in reader.entries(content):
        renderings = [(text, bad) for code, text, bad in entry.terms if code == target]
        if len(renderings) > MAX_RENDERINGS:
            what = f"an entry has at most {MAX_RENDERINGS} renderings; leave some out"
            raise TqcheckError(f"{path}:{entry.line}: {what}")
        if not renderings:
            continue  # Without terms in this language, an entry does not hide shorter terms either.
        accepted = tuple(dict.fromkeys(text for text, bad in renderings if not bad))
        forbidden = tuple(dict.fromkeys(t for t, bad in renderings if bad and t not in accepted))
        for term in dict.fromkeys(text for code, text, _ in entry.terms if code == source):
            yield Term(term, accepted, forbidden, entry.note, False, path, entry.line)


class _Reader:
    """Follows the elements of a file and collects the entries."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._entity
        parser.AttlistDeclHandler = self._attribute
        self._entries: list[_Entry] = []
        self._entry: _Entry | None = None
        self._root = ""
        self._depth = self._elements = 0
        self._names: set[str] = set()
        self._code = ""
        self._term = ""
        self._status = ""
        # What the open element collects: `term`, `status`, `note`, or nothing.
        self._collects = ""
        self._written: list[str] = []

    def entries(self, content: bytes) -> list[_Entry]:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            raise self._problem(f"not valid XML: {what}; export it again", error.lineno) from None
        except (LookupError, ValueError) as error:
            raise self._problem(f"not valid XML: {error}; save it as UTF-8", 1) from None
        return self._entries

    def _problem(self, message: str, line: int | None = None) -> TqcheckError:
        return TqcheckError(f"{self._path}:{line or self._parser.CurrentLineNumber}: {message}")

    def _entity(self, name: str, *_: object) -> None:
        what = shortened(name, _QUOTED_CHARS)
        raise self._problem(f"declares the entity `{what}`; replace it with its text")

    def _attribute(self, element: str, name: str, *_: object) -> None:
        # Its value may be long, and would be repeated for each element.
        what = shortened(name, _QUOTED_CHARS)
        raise self._problem(f"declares the attribute `{what}`; delete its declaration")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._names.add(name)
        self._elements += 1
        if self._elements > _MAX_ELEMENTS:
            raise self._problem(f"more than {_MAX_ELEMENTS:,} elements; leave out terms")
        if self._depth > _MAX_DEPTH or len(self._names) > _MAX_NAMES:
            bounds = f"{_MAX_DEPTH} levels and {_MAX_NAMES:,} kinds of elements"
            raise self._problem(f"not TBX, which has fewer than {bounds}; export it again")
        name = _local(name)
        if not self._root:
            self._root = name
            if name not in ("martif", "tbx"):
                what = shortened(name, _QUOTED_CHARS)
                raise self._problem(f"not TBX: its root is `{what}`, not `tbx` or `martif`")
        if name in _ENTRIES:
            self._entry = _Entry(self._parser.CurrentLineNumber)
            self._code = ""
        elif name in _LANGUAGES:
            self._code = _code(attributes.get(_XML_LANG) or attributes.get("lang", ""))
        elif name in _TERMS:
            self._term = self._status = ""
        # In the style DCA the kind is an attribute, in DCT the element's name.
        kind = attributes.get("type", name) if name in ("termNote", "descrip") else name
        what = "status" if kind in _STATUS else "note" if kind in _NOTES else ""
        if name == "term":
            what = "term"
        if what:
            self._collects, self._written = what, []
            self._parser.CharacterDataHandler = self._written.append

    def _end(self, name: str) -> None:
        self._depth -= 1
        name = _local(name)
        if name in ("term", "termNote", "descrip", *_STATUS, *_NOTES):
            written = " ".join("".join(self._written).split())
            if self._collects == "term":
                self._term = written
            elif self._collects == "status":
                self._status = written
            elif self._collects == "note" and self._entry and not self._entry.note:
                self._entry.note = written
            self._collects, self._written = "", []
            self._parser.CharacterDataHandler = None
        elif name in _TERMS and self._entry and self._term and self._code:
            forbidden = self._status.startswith(_FORBIDDEN)
            self._entry.terms.append((self._code, self._term, forbidden))
        elif name in _ENTRIES and self._entry:
            self._entries.append(self._entry)
            self._entry = None


@lru_cache(maxsize=1_024)
def _local(name: str) -> str:
    """An element's name without the prefix of a module of the standard."""
    return name.rpartition(":")[2]


@lru_cache(maxsize=1_024)
def _code(written: str) -> str:
    """The code of a language; "" for one that tqcheck does not know."""
    entry = known(written)
    return entry.code if entry else ""
