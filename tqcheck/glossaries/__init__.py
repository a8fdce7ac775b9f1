"""Glossaries: the terms of a source language with their renderings, and finding them in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tqcheck.errors import TqcheckError
from tqcheck.glossaries.term import MAX_RENDERINGS, Match, Term

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

    from tqcheck.files.roots import Roots

SUFFIXES = (".csv", ".tsv", ".tbx")
# No glossary of people has as much: terms have ten characters, and some thousands are a large
# glossary. What is allowed takes some seconds and 200 MB.
MAX_MEGABYTES = 50
MAX_TERMS = 100_000
MAX_TERM_CHARS = 1_500_000
MAX_CHARS = 500
# Terms that differ in case, accents or English endings only.
MAX_ALIKE = 20
# Terms each of which begins the next.
MAX_NESTED = 20
# Of the text that is searched at once.
_PIECE_CHARS = 4_096


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
        found: list[Match] = []
        done = 0
        # By pieces, as there are many matches where a few characters are repeated.
        for at in range(0, len(read.text), _PIECE_CHARS):
            piece = read.text[at : at + _PIECE_CHARS + self._longest]
            in_piece = self._automaton.find_matches_as_indexes(piece, True)
            # Leftmost first, of these the longest; overlapping ones too, as a longer one may be
            # rejected because its capitals are wrong.
            for start, end, index in sorted((s, -e, i) for i, s, e in in_piece if s < _PIECE_CHARS):
                place = None if at + start < done else read.place(at + start, at - end)
                if place is None or (found and place[0] < found[-1].end):
                    continue
                terms = self._terms[self._patterns[index]]
                if term := next((term for term in terms if read.is_term(term, *place)), None):
                    found.append(Match(*place, term))
                    done = at - end
        return found

    @cached_property
    def _patterns(self) -> list[str]:
        return list(self._terms)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._terms), default=0)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick, Implementation

        # The fastest to build: .2 s for 100,000 terms; searching a document then takes .1 ms.
        return AhoCorasick(
            self._patterns, implementation=Implementation.NoncontiguousNFA, store_patterns=False
        )


def load(paths: Sequence[str], source: str, target: str, roots: Roots) -> Glossary:
    """Read glossaries; `source` and `target` are the codes of the wanted languages.

    Raises TqcheckError with file, line and remedy for what cannot be read, or is too large.
    """
    terms = _checked(t for path in paths for t in _read(path, source, target, roots))
    return Glossary(terms, source)


def _read(path: str, source: str, target: str, roots: Roots) -> Iterator[Term]:
    if path.lower().endswith(".tbx"):
        from tqcheck.glossaries import tbx as reader
    elif path.lower().endswith(SUFFIXES):
        from tqcheck.glossaries import tables as reader  # type: ignore[no-redef]
    else:
        raise TqcheckError(f"{path}: not a glossary (expected .csv, .tsv or .tbx)")
    yield from reader.terms(
        roots.read(path, MAX_MEGABYTES, "leave out terms"), path, source, target
    )


def _checked(terms: Iterable[Term]) -> Iterator[Term]:
    """The terms; TqcheckError for those that would make the search slow or large."""
    chars = 0
    for number, term in enumerate(terms, 1):
        texts = (term.source, *term.accepted, *term.forbidden)
        chars += len(term.source)
        problem = ""
        if len(texts) > MAX_RENDERINGS:
            problem = f"a term has at most {MAX_RENDERINGS} renderings; leave some out"
        elif max(map(len, texts)) > MAX_CHARS:
            problem = f"a term or rendering has at most {MAX_CHARS} characters; shorten it"
        elif number > MAX_TERMS or chars > MAX_TERM_CHARS:
            problem = f"glossaries have at most {MAX_TERMS:,} terms; leave some out"
        if problem:
            raise TqcheckError(f"{term.path}:{term.line}: {problem}")
        yield term


def _merged(terms: Iterable[Term], language: str) -> dict[str, list[Term]]:
    """The terms by what the automaton looks for; those with case come first."""
    from tqcheck.glossaries.folding import patterns

    listed = list(terms)
    merged: dict[str, list[list[Term]]] = {}
    for pattern, term in zip(patterns([t.source for t in listed], language), listed, strict=True):
        if pattern:
            _add(merged.setdefault(pattern, []), term)
    _refuse_nested(merged)
    one = {pattern: [_combined(group) for group in groups] for pattern, groups in merged.items()}
    for same in one.values():
        same.sort(key=lambda term: not _has_case(term))
    return one


def _add(groups: list[list[Term]], term: Term) -> None:
    """Put a term to the group of terms that it is one with."""
    alike = (group for group in groups if _is_one(group[0], term))
    group = next((g for g in groups if g[0].source == term.source), None) or next(alike, None)
    if group is not None:
        group.append(term)
        return
    if len(groups) == MAX_ALIKE:
        what = f"more than {MAX_ALIKE} terms differ in capitals or endings only"
        raise TqcheckError(f"{term.path}:{term.line}: {what}; leave some out")
    groups.append([term])


def _combined(group: Sequence[Term]) -> Term:
    """The term that rows for the same term are."""
    if len(group) == 1:
        return group[0]
    accepted = dict.fromkeys(rendering for term in group for rendering in term.accepted)
    forbidden = dict.fromkeys(f for term in group for f in term.forbidden if f not in accepted)
    if len(accepted) + len(forbidden) > MAX_RENDERINGS:
        what = f"with the rows before, the term has more than {MAX_RENDERINGS} renderings"
        raise TqcheckError(f"{group[-1].path}:{group[-1].line}: {what}; leave some out")
    note = next((term.note for term in group if term.note), "")
    return group[0]._replace(accepted=tuple(accepted), forbidden=tuple(forbidden), note=note)


def _refuse_nested(merged: Mapping[str, Sequence[Sequence[Term]]]) -> None:
    """Raise TqcheckError if so many terms begin a term that a text may be full of them."""
    beginnings: list[str] = []
    for pattern in sorted(merged):
        while beginnings and not pattern.startswith(beginnings[-1]):
            beginnings.pop()
        beginnings.append(pattern)
        if len(beginnings) > MAX_NESTED:
            term = merged[pattern][0][0]
            what = f"{MAX_NESTED} other terms are the beginning of this one"
            raise TqcheckError(f"{term.path}:{term.line}: {what}; leave some out")


def _is_one(a: Term, b: Term) -> bool:
    return a.source == b.source or (
        not (_has_case(a) or _has_case(b)) and a.source.casefold() == b.source.casefold()
    )


def _has_case(term: Term) -> bool:
    return term.has_case or term.source.isupper()
