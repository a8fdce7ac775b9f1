"""Finding renderings in a text of the target language, in any grammatical form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from tqcheck.glossaries.bits import bits_at, ones
from tqcheck.glossaries.folding import (
    Word,
    fold_characters,
    has_words_apart,
    is_inside_word,
    words,
)
from tqcheck.languages import known
from tqcheck.languages.facts import facts
from tqcheck.text.inflection import MAX_CHARS, inflected, related_forms

# Words of renderings whose places in a text are kept.
_MAX_KNOWN = 16


class Text:
    """A text of the target language, in which renderings are looked for."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self._language = language

    def has(self, rendering: str) -> bool:
        """Whether an accepted rendering occurs."""
        matching = self._found(rendering)
        if matching is None:
            return bool(self._substrings(rendering))
        return bool(matching and matching[0].rest)

    def places(self, rendering: str, *, exact: bool = False) -> list[tuple[int, int]]:
        """The places of a rendering, as code points `start` and `end`, in order.

        Any of its words may be inflected, articles may be left out or added, hyphens may be blanks
        or missing, and accents may be missing. Capitals count in a word that is all capitals. With
        `exact`, a word may be inflected, but is not taken as a form of another one, as `building`
        otherwise is of `build`.
        """
        matching = self._found(rendering, exact=exact)
        if matching is None:
            return self._substrings(rendering)
        places: list[tuple[int, int]] = []
        for at in ones(matching[0].rest) if matching else ():
            first = self._words[at]
            if not places or first.start >= places[-1][1]:
                places.append((first.start, self._words[self._last(at, matching)].end))
        return places

    def _found(self, rendering: str, *, exact: bool = False) -> list[_Matching] | None:
        """Where the words of a rendering are; None if its characters are looked for instead."""
        if not has_words_apart(self._language):
            return None
        wanted = [w for w in words(rendering) if w.folded not in self._articles]
        wanted = wanted or words(rendering)
        return self._matching(wanted, exact) if wanted else None

    def has_word(self, folded: str) -> bool:
        """Whether a word, folded as by `words`, occurs in any form."""
        forms = related_forms(folded) if self._language == "en" else (folded,)
        return any(form in self._single.folded for form in forms)

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
        if not wanted or wanted not in self._without_blanks:
            return []
        between = r"\s*" if len(wanted) < 100 else ""
        pattern = between.join(map(re.escape, wanted))
        places = []
        for match in re.finditer(pattern, text):
            start, end = match.span()
            if not (is_inside_word(text, start) or is_inside_word(text, end)):
                places.append((offsets[start], offsets[end - 1] + 1))
        return places

    def _matching(self, wanted: Sequence[Word], exact: bool) -> list[_Matching]:
        """For each word of a rendering where it is in the text; empty if they are nowhere in a row.

        All places are looked at together, as bits of a number: one after the other, words that may
        be one or two (`anti fascist`) would make exponentially many ways.
        """
        articles = self._article_bits
        initials = {form[0] for form in _forms(wanted[0].folded, self._language, exact)}
        # Where this word and the next one may begin, by the words before them.
        here, after = 0, 0
        for initial in initials:
            here |= self._initial_bits.get(initial, 0)
        found = []
        for n, word in enumerate(wanted):
            pair = _joined(word, wanted[n + 1]) if n + 1 < len(wanted) else None
            one = self._single.bits(word, exact, here)
            # "anti fascist", and "antifascist" is wanted
            two = self._pairs.bits(word, exact, here)
            # "antifascist", and "anti fascist" is wanted
            half = self._single.bits(pair, exact, here) if pair else 0
            found.append((one, two, half))
            here, after = (
                after | _beyond(one << 1 | two << 2, articles),
                _beyond(half << 1, articles),
            )
            if not here | after:
                return []
        matching: list[_Matching] = []
        # Where the words after this one and after the next one are: anywhere after the last.
        rest, next_rest = -1, 0
        for one, two, half in reversed(found):
            all_of = one & (rest >> 1) | two & (rest >> 2) | half & (next_rest >> 1)
            matching.append(_Matching(one, two, half, all_of))
            rest, next_rest = (all_of & ~articles) | ((all_of >> 1) & articles), rest
        return matching[::-1]

    def _last(self, at: int, matching: list[_Matching]) -> int:
        """The last word of the match that begins at a place; a word alone counts before two."""
        n = 0
        while True:
            one, two, half, _ = matching[n]
            for bits, last, done in ((one, at, n), (two, at + 1, n), (half, at, n + 1)):
                if not bits >> at & 1:
                    continue
                if done + 1 == len(matching):
                    return last
                following = last + 1 + (self._article_bits >> (last + 1) & 1)
                if matching[done + 1].rest >> following & 1:
                    at, n = following, done + 1
                    break

    @cached_property
    def _initial_bits(self) -> dict[str, int]:
        initials = _places(word.folded[0] for word in self._words)
        return {initial: bits_at(places) for initial, places in initials.items()}

    @cached_property
    def _single(self) -> _Index:
        return _Index(self._words, self._language)

    @cached_property
    def _pairs(self) -> _Index:
        return _Index([_joined(*pair) for pair in pairwise(self._words)], self._language)

    @cached_property
    def _article_bits(self) -> int:
        return bits_at(n for n, word in enumerate(self._words) if word.folded in self._articles)

    @cached_property
    def _without_blanks(self) -> str:
        return "".join(self._folded[0].split())


class _Matching(NamedTuple):
    """Where a word of a rendering is in a text; bit n of each number is the text's nth word."""

    one: int
    two: int
    half: int
    # Where it and all words after it are.
    rest: int


class _Index:
    """The places of words by what they are compared by."""

    def __init__(self, words: Sequence[Word], language: str) -> None:
        self._words = words
        self._language = language
        self._stems: dict[str, str] = {}
        self._known: dict[tuple[object, ...], int] = {}

    def bits(self, wanted: Word, exact: bool, among: int) -> int:
        """The places of a word of a rendering, of those that are bits of `among`."""
        if not among:
            return 0
        is_all_capitals = len(wanted.bare) > 1 and wanted.bare.isupper()
        bits = among & (
            self._at(self._bare, (wanted.bare, wanted.bare + "s"))
            if is_all_capitals
            else self._at(self.folded, _forms(wanted.folded, self._language, exact))
        )
        if is_all_capitals or exact or _stemmer(self._language) is None:
            return bits
        # A stem takes long, and is looked for only where nothing else decides.
        stem = self._stem(wanted.bare)
        others = (n for n in ones(among & ~bits) if n < len(self._words))
        return bits | bits_at(n for n in others if self._stem(self._words[n].bare) == stem)

    def _at(self, places: dict[str, list[int]], forms: Collection[str]) -> int:
        """The places of some forms, in `_bare` or `folded`; a few are kept, since words repeat."""
        key = (places is self.folded, *forms)
        if key not in self._known:
            if len(self._known) == _MAX_KNOWN:
                self._known.clear()
            self._known[key] = bits_at(n for form in forms for n in places.get(form, ()))
        return self._known[key]

    @cached_property
    def folded(self) -> dict[str, list[int]]:
        return _places(word.folded for word in self._words)

    @cached_property
    def _bare(self) -> dict[str, list[int]]:
        return _places(word.bare for word in self._words)

    def _stem(self, bare: str) -> str:
        if bare not in self._stems:
            self._stems[bare] = _stemmed(bare, self._language)
        return self._stems[bare]


def _places(keys: Iterable[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for n, key in enumerate(keys):
        places[key].append(n)
    return places


def _beyond(places: int, articles: int) -> int:
    """The places of the words to compare next: an article may be left out."""
    return (places & ~articles) | ((places & articles) << 1)


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
    if len(word) > MAX_CHARS:
        return word
    return "".join(w.folded for w in words(_stemmer(language).stemWord(word.lower())))


def _joined(first: Word, second: Word) -> Word:
    folded, bare = first.folded + second.folded, first.bare + second.bare
    return Word(folded, bare, first.start, second.end)
