"""Finding renderings in a text of the target language, in any grammatical form."""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import Any

from tqcheck.glossaries.folding import (
    Word,
    fold_characters,
    has_words_apart,
    is_inside_word,
    words,
)
from tqcheck.languages import known
from tqcheck.languages.facts import facts
from tqcheck.text.inflection import inflected, related_forms


class Text:
    """A text of the target language, in which renderings are looked for."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self._language = language

    def has(self, rendering: str) -> bool:
        """Whether an accepted rendering occurs."""
        return bool(self.places(rendering))

    def places(self, rendering: str, *, exact: bool = False) -> list[tuple[int, int]]:
        """The places of a rendering, as code points `start` and `end`, in order.

        Any of its words may be inflected, articles may be left out or added, hyphens may be blanks
        or missing, and accents may be missing. Capitals count in a word that is all capitals. With
        `exact`, a word may be inflected, but is not taken as a form of another one, as `building`
        otherwise is of `build`.
        """
        if not has_words_apart(self._language):
            return self._substrings(rendering)
        wanted = [w for w in words(rendering) if w.folded not in self._articles]
        wanted = wanted or words(rendering)
        if not wanted:
            return self._substrings(rendering)
        places = []
        end = 0
        initials = {form[0] for form in _forms(wanted[0].folded, self._language, exact)}
        for at, word in enumerate(self._words):
            if word.start >= end and word.folded[0] in initials:
                last = self._match(at, wanted, 0, exact)
                if last is not None:
                    end = self._words[last].end
                    places.append((word.start, end))
        return places

    def has_word(self, folded: str) -> bool:
        """Whether a word, folded as by `words`, occurs in any form."""
        if self._language == "en":
            return any(word.folded in related_forms(folded) for word in self._words)
        return any(word.folded == folded for word in self._words)

    @cached_property
    def _words(self) -> list[Word]:
        return words(self.text)

    @cached_property
    def _articles(self) -> frozenset[str]:
        return facts(self._language).articles

    @cached_property
    def _folded(self) -> tuple[str, Any]:
        return fold_characters(self.text)

    def _substrings(self, rendering: str) -> list[tuple[int, int]]:
        """The places where the characters occur, with or without blanks between them."""
        text, offsets = self._folded
        wanted = "".join(fold_characters(rendering)[0].split())
        if not wanted:
            return []
        between = r"\s*" if len(wanted) < 100 else ""
        pattern = between.join(map(re.escape, wanted))
        places = []
        for match in re.finditer(pattern, text):
            start, end = match.span()
            if not (is_inside_word(text, start) or is_inside_word(text, end)):
                places.append((offsets[start], offsets[end - 1] + 1))
        return places

    def _match(self, at: int, wanted: list[Word], n: int, exact: bool) -> int | None:
        """The last word of a match of the rendering, from its `n`th word, at word `at`; or None."""
        if n and at < len(self._words) and self._words[at].folded in self._articles:
            at += 1
        if at >= len(self._words):
            return None
        here, want = self._words[at], wanted[n]
        ways = [(at, n)] if self._is(here, want, exact) else []
        if at + 1 < len(self._words) and self._is(_joined(here, self._words[at + 1]), want, exact):
            ways.append((at + 1, n))  # "anti fascist", and "antifascist" is wanted
        if n + 1 < len(wanted) and self._is(here, _joined(want, wanted[n + 1]), exact):
            ways.append((at, n + 1))
        for last, done in ways:
            end = (
                last if done + 1 == len(wanted) else self._match(last + 1, wanted, done + 1, exact)
            )
            if end is not None:
                return end
        return None

    def _is(self, word: Word, wanted: Word, exact: bool) -> bool:
        if len(wanted.bare) > 1 and wanted.bare.isupper():
            return word.bare in (wanted.bare, wanted.bare + "s")
        if word.folded in _forms(wanted.folded, self._language, exact):
            return True
        if exact or _stemmer(self._language) is None:
            return False
        return _stemmed(word.bare, self._language) == _stemmed(wanted.bare, self._language)


@lru_cache(maxsize=16_384)
def _forms(folded: str, language: str, exact: bool) -> frozenset[str]:
    if language != "en":
        return frozenset({folded})
    if not exact:
        return related_forms(folded)
    # A forbidden plural forbids its singular too.
    singular = frozenset(f for f in related_forms(folded) if folded in (f + "s", f + "es"))
    return inflected(folded) | singular


@cache
def _stemmer(language: str) -> Any:
    """The Snowball stemmer of a language, which has its name; None if there is none."""
    entry = known(language)
    # English words are looked up in all their forms instead.
    if entry is None or entry.code == "en":
        return None
    from snowballstemmer import algorithms, stemmer

    name = entry.name.lower()
    return stemmer(name) if name in algorithms() else None


@lru_cache(maxsize=16_384)
def _stemmed(word: str, language: str) -> str:
    """The stem without accents; the stemmer needs them to recognise endings."""
    return "".join(w.folded for w in words(_stemmer(language).stemWord(word.lower())))


def _joined(first: Word, second: Word) -> Word:
    folded, bare = first.folded + second.folded, first.bare + second.bare
    return Word(folded, bare, first.start, second.end)
