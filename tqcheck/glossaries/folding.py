"""Texts in the form in which terms are looked for: as characters, or as a series of words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from tqcheck.glossaries.term import Term
from tqcheck.languages import Spacing, spacing
from tqcheck.text.inflection import related_forms, stem

_APOSTROPHES = "'’‘ʼ`´"
# The vowel signs and accents that letters of other scripts carry, which \w leaves out.
_MARKS = "\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_WORD = rf"[^\W_](?:[{_APOSTROPHES}]?[^\W_]|[{_MARKS}])*[+#]*"
# What is before and after a word in what the automaton reads; neither is a part of a word.
_OPEN, _CLOSE = "\x02", "\x03"


class Word(NamedTuple):
    """A word of a text, from code point `start` to before `end`."""

    # Without capitals, accents, apostrophes and possessive `'s`.
    folded: str
    # Without apostrophes and possessive `'s`.
    bare: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text in an alphabet; hyphens separate them.

    A mark that counts as a letter, such as U+FF9E, is not a word: without marks, nothing is left.
    """
    found = (Word(*_folded(m[0]), m.start(), m.end()) for m in re.finditer(_WORD, text))
    return [word for word in found if word.folded]


@lru_cache(maxsize=65_536)
def _folded(word: str) -> tuple[str, str]:
    bare = re.sub(rf"[{_APOSTROPHES}]s$", "", word) if word[-1] == "s" else word
    bare = re.sub(f"[{_APOSTROPHES}]", "", bare)
    if bare.isascii():
        return bare.lower(), bare
    decomposed = unicodedata.normalize("NFKD", bare).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char)), bare


class _Characters(dict[int, str]):
    """The form in which each character is compared: in NFKC, case-folded; filled on demand."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        # A lone surrogate is not text, and functions for text raise an error for it.
        lone = 0xD800 <= code < 0xE000
        self[code] = "\ufffd" if lone else unicodedata.normalize("NFKC", char).casefold()
        return self[code]


_CHARACTERS = _Characters()


def fold_characters(text: str) -> tuple[str, Sequence[int]]:
    """The text in NFKC and without capitals, and the position in `text` of each character."""
    folded = text.translate(_CHARACTERS)
    if len(folded) == len(text):
        return folded, range(len(text) + 1)
    places = [n for n, char in enumerate(text) for _ in _CHARACTERS[ord(char)]]
    return folded, [*places, len(text)]


def has_words_apart(language: str) -> bool:
    """Whether blanks part all words of a language, so that terms are looked for word by word."""
    return spacing(language) is Spacing.WORDS


def is_inside_word(text: str, at: int) -> bool:
    """Whether the place is inside a Latin word or a number, which Chinese text has too."""
    around = text[at - 1 : at + 1] if at else ""
    return len(around) == 2 and around.isascii() and around.isalnum()


def patterns(terms: Sequence[str], language: str) -> Iterator[str]:
    """What each term looks like in the text of `source_words`, empty if it has no word."""
    if not has_words_apart(language):
        # All at once, which is ten times as fast.
        joined = "\n".join(" ".join(term.split()) for term in terms)
        return iter(joined.translate(_CHARACTERS).split("\n") if terms else [])
    return ("".join(_key(word.folded, language) for word in words(term)) for term in terms)


def source_words(text: str, language: str) -> _Spaced | _Unspaced:
    """A text in which the automaton can look for terms."""
    return _Spaced(text, language) if has_words_apart(language) else _Unspaced(text)


def _key(folded: str, language: str) -> str:
    return f"{_OPEN}{stem(folded) if language == 'en' else folded}{_CLOSE}"


class _Unspaced:
    """A text without blanks between words."""

    def __init__(self, text: str) -> None:
        self._written = text
        self.text, self._places = fold_characters(text)

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where in the text as written a match is; None within a Latin word or a number."""
        if is_inside_word(self.text, start) or is_inside_word(self.text, end):
            return None
        return self._places[start], self._places[end - 1] + 1

    def is_term(self, term: Term, start: int, end: int) -> bool:
        if not (term.has_case or term.source.isupper()):
            return True
        written = unicodedata.normalize("NFKC", self._written[start:end])
        return written == unicodedata.normalize("NFKC", term.source)


class _Spaced:
    """A text whose words have blanks between them."""

    def __init__(self, text: str, language: str) -> None:
        self._language = language
        self._words = words(text)
        keys = [_key(word.folded, language) for word in self._words]
        self.text = "".join(keys)
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        at = 0
        for n, key in enumerate(keys):
            self._starts[at] = n
            at += len(key)
            self._ends[at] = n

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        first, last = self._starts.get(start), self._ends.get(end)
        if first is None or last is None:
            return None
        return self._words[first].start, self._words[last].end

    def is_term(self, term: Term, start: int, end: int) -> bool:
        """Whether the words there are those of the term; equal stems may be chance."""
        first = bisect_left(self._words, start, key=attrgetter("start"))
        last = bisect_left(self._words, end, key=attrgetter("start"))
        return all(
            is_word(word, wanted, term.has_case, self._language)
            for word, wanted in zip(self._words[first:last], words(term.source), strict=True)
        )


def is_word(word: Word, wanted: Word, has_case: bool, language: str) -> bool:
    """Whether a word of the source is that word of a term, in English in another form."""
    if has_case or (len(wanted.bare) > 1 and wanted.bare.isupper()):
        return word.bare in (wanted.bare, wanted.bare + "s")
    if language == "en":
        return word.folded in related_forms(wanted.folded)
    return word.folded == wanted.folded
