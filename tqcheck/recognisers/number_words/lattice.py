"""All numbers in a text that is made of number words, found from left to right.

The text is looked at from each place where a number may begin. A number has an upper bound, so it
has no more than some two hundred words, and the time grows with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from tqcheck.recognisers.number_words.folding import is_letter
from tqcheck.recognisers.number_words.lexicon import Lexicon, Sense
from tqcheck.recognisers.number_words.machine import Glue, State, step

# Ways to understand the same words up to some place: no text in any language has more than four.
MAX_STATES = 16

_GAP = re.compile(r" {1,2}|-")
_NO_GLUE: Glue | None = None


class Edge(NamedTuple):
    """A number from `start` to `end`; the same words may be several."""

    start: int
    end: int
    value: int
    is_ordinal: bool
    weak: bool
    words: int
    # Whether it begins with a word that multiplies: "hundred" without one, two or a.
    is_bare: bool


class Lattice:
    """The number words of one folded text."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self._lexicon = lexicon
        self._trie = lexicon.trie
        self.joined = lexicon.joined
        self._flags = frozenset(lexicon.flags)
        self.words_at = cache(self._words_at)
        self.next_of = cache(self._next_of)

    def begins_at(self, start: int) -> bool:
        """Whether a number may begin here: not inside a word."""
        return self._lexicon.unspaced or start == 0 or not is_letter(self.text[start - 1])

    def ends_at(self, end: int) -> bool:
        """Whether a number may end here."""
        text = self.text
        return self._lexicon.unspaced or end == len(text) or not is_letter(text[end])

    def multiplies_at(self, start: int) -> bool:
        """Whether the words that may begin here all multiply what is before them."""
        return all(sense.is_power for _, senses, _ in self.words_at(start) for sense in senses)

    def numbers_from(self, start: int) -> tuple[list[Edge], State, int]:
        """The numbers that begin at a place; the longest run of words there, and where it ends.

        They make no number if the last word goes on, as in `zweihundertjährig`.
        """
        # The same number of the same words counts once, however it is made.
        edges: dict[tuple[int, int, bool], Edge] = {}
        longest, reached = State(), start
        agenda: dict[int, dict[tuple[State, Glue | None], None]] = {start: {(State(), None): None}}
        for prefix in self._lexicon.prefixes:
            if match := prefix.match(self.text, start):
                agenda[match.end()] = {(State(is_marked=True), None): None}
        while agenda:
            at = min(agenda)
            for end, states in self._understood(at, agenda.pop(at)):
                if end > reached:
                    longest, reached = states[0], end
                for state in states:
                    for edge in self._edges(start, end, state):
                        edges.setdefault((edge.end, edge.value, edge.is_ordinal), edge)
                for after, glue in self.next_of(end):
                    agenda.setdefault(after, {}).update(((state, glue), None) for state in states)
        return list(edges.values()), longest, reached

    def _understood(
        self, at: int, before: dict[tuple[State, Glue | None], None]
    ) -> Iterator[tuple[int, list[State]]]:
        """What comes of one more word at a place, by where the word ends."""
        for end, senses, weak in self.words_at(at):
            states = {
                new: None
                for state, glue in before
                for sense in senses
                for new in step(state, sense, weak, glue, self._flags)
            }
            if states:
                yield end, list(states)[:MAX_STATES]

    def _edges(self, start: int, end: int, state: State) -> Iterator[Edge]:
        """The numbers that the words up to here are, with the endings that may follow."""
        if not state.is_whole:
            return
        value, ordinal = state.value, state.is_ordinal or state.is_marked
        # Several words that are one number are one, unless any letters may be words: 만일.
        weak = state.weak and (state.words == 1 or self._lexicon.unspaced)
        if self.ends_at(end):
            yield Edge(start, end, value, ordinal, weak, state.words, state.is_bare)
        for suffix in self._lexicon.suffixes:
            if (match := suffix.match(self.text, end)) and self.ends_at(match.end()):
                yield Edge(start, match.end(), value, True, False, state.words, state.is_bare)
        for ending in self._lexicon.endings:
            after = end + len(ending)
            if self.text.startswith(ending, end) and self.ends_at(after):
                yield Edge(start, after, value, ordinal, weak, state.words, state.is_bare)

    def _words_at(self, start: int) -> list[tuple[int, list[Sense], bool]]:
        """The words that begin at a place: where each ends, its senses, whether it is weak."""
        text, node, at = self.text, self._trie, start
        found = []
        while at < len(text):
            char = text[at]
            following: dict[str, Any] | None = node.get(char)
            if following is None and char in " -" and " " in node:
                following = node[" "]
            if following is None:
                break
            node, at = following, at + 1
            if "" in node:
                found.append((at, *node[""]))
        return found

    def _next_of(self, end: int) -> list[tuple[int, Glue | None]]:
        """Where the next word of a number may begin, and by what glue."""
        text = self.text
        if end >= len(text):
            return []
        found: list[tuple[int, Glue | None]] = []
        if self._lexicon.joined and is_letter(text[end]):
            found.append((end, None))
        if gap := _GAP.match(text, end):
            found.append((gap.end(), None))
        found += [
            (match.end(), places)
            for link, places in self._lexicon.links
            if (match := link.match(text, end))
        ]
        return found
