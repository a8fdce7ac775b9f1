"""Glossaries: the terms of a source language with their renderings, and finding them in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tqcheck.errors import TqcheckError
from tqcheck.glossaries.term import Match, Term, leftmost_longest

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

    from tqcheck.files.roots import Roots

SUFFIXES = (".csv", ".tsv", ".tbx")
# A term base with as much has a million entries.
_MAX_MEGABYTES = 200


class Glossary:
    """Terms of one source language, found in a text all at once.

    Terms that do not differ in what counts are one, with the renderings of all. A rendering that
    one of them accepts is not forbidden, since a word with two meanings has an entry for each.
    """

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        self.language = language
        self._terms = _merged(terms, language)

    def __len__(self) -> int:
        return len(self._terms)

    def find(self, text: str) -> list[Match]:
        """The terms in `text`, in order and not overlapping: leftmost first, of these the longest.

        Whole words in languages that separate them, in English in any form (`policies` is
        `policy`); in other languages wherever the characters are.
        """
        from tqcheck.glossaries.folding import source_words

        read = source_words(text, self.language)
        matches: dict[tuple[int, int], Term] = {}
        # Overlapping ones too: a longer one may be rejected because its capitals are wrong.
        for index, start, end in self._automaton.find_matches_as_indexes(read.text, True):
            place = read.place(start, end)
            for term in self._terms[self._patterns[index]] if place else ():
                if place and read.is_term(term, *place):
                    matches.setdefault(place, term)
        return leftmost_longest(Match(*place, term) for place, term in matches.items())

    @cached_property
    def _patterns(self) -> list[str]:
        return list(self._terms)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick, Implementation

        # The fastest to build: .2 s for 100,000 terms; searching a document then takes .1 ms.
        return AhoCorasick(
            self._patterns, implementation=Implementation.NoncontiguousNFA, store_patterns=False
        )


def load(paths: Sequence[str], source: str, target: str, roots: Roots) -> Glossary:
    """Read glossaries; `source` and `target` are the codes of the wanted languages.

    Raises TqcheckError with file, line and remedy for what cannot be read.
    """
    return Glossary((term for path in paths for term in _read(path, source, target, roots)), source)


def _read(path: str, source: str, target: str, roots: Roots) -> Iterator[Term]:
    if path.lower().endswith(".tbx"):
        from tqcheck.glossaries import tbx as reader
    elif path.lower().endswith(SUFFIXES):
        from tqcheck.glossaries import tables as reader  # type: ignore[no-redef]
    else:
        raise TqcheckError(f"{path}: not a glossary (expected .csv, .tsv or .tbx)")
    yield from reader.terms(roots.read(path, _MAX_MEGABYTES), path, source, target)


def _merged(terms: Iterable[Term], language: str) -> dict[str, list[Term]]:
    """The terms by what the automaton looks for; those with case come first."""
    from tqcheck.glossaries.folding import patterns

    listed = list(terms)
    merged: dict[str, list[Term]] = {}
    for pattern, term in zip(patterns([t.source for t in listed], language), listed, strict=True):
        if pattern not in merged:
            merged[pattern] = [term]
        else:
            _add(merged[pattern], term)
    merged.pop("", None)
    return merged


def _add(same: list[Term], term: Term) -> None:
    for n, other in enumerate(same):
        if _is_one(other, term):
            accepted = tuple(dict.fromkeys(other.accepted + term.accepted))
            forbidden = tuple(dict.fromkeys(other.forbidden + term.forbidden))
            same[n] = other._replace(
                accepted=accepted,
                forbidden=tuple(f for f in forbidden if f not in accepted),
                note=other.note or term.note,
            )
            return
    same.append(term)
    same.sort(key=lambda term: not (term.has_case or term.source.isupper()))


def _is_one(a: Term, b: Term) -> bool:
    has_case = a.has_case or a.source.isupper(), b.has_case or b.source.isupper()
    return a.source == b.source or (
        not any(has_case) and a.source.casefold() == b.source.casefold()
    )
