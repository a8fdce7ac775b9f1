"""A romanised Chinese name of the target: its words, syllables and the source's characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from tqcheck.document import Segment
from tqcheck.finding import Span
from tqcheck.recognisers.names.pronunciations import Run
from tqcheck.recognisers.names.romanised import Syllables, Word, folded, word
from tqcheck.recognisers.names.tables import homographs


@dataclass(frozen=True)
class Name:
    """Words of the target that are one name, and the runs of the source that give it, if any."""

    words: tuple[Word, ...]
    segment: Segment
    place: int
    runs: tuple[Run, ...] = ()
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def span(self) -> Span:
        return self.segment.span.part(self.words[0].start, self.words[-1].end)

    @property
    def readings(self) -> list[Syllables]:
        """All ways to cut the name into syllables, in the order of its words."""
        return [sum(parts, ()) for parts in product(*(word.readings for word in self.words))]

    @property
    def syllables(self) -> int:
        return sum(word.syllables for word in self.words)


def orders(words: list[Word]) -> Iterator[list[Syllables]]:
    """The syllables of a name in the order of its words, then with the surname at its end first."""
    ways = [list(words)]
    if len(words) > 1:
        ways.append([words[-1], *words[:-1]])
    for way in ways:
        yield [sum(parts, ()) for parts in product(*(each.readings for each in way))]


def is_homograph(word: Word) -> bool:
    """Whether a word is spelled like pinyin by chance, or is an abbreviation in capitals."""
    return folded(word.text) in homographs() or (len(word.text) > 1 and word.text.isupper())


def folded_name(text: str) -> str:
    """A romanised name as it is compared: without blanks, hyphens, tones and case."""
    return re.sub(r"[^a-z]", "", folded(text))


def pieces(each: Word) -> list[Word]:
    """A hyphenated word as the words between its hyphens."""
    return [
        word(match[0], each.start + match.start()) for match in re.finditer(r"[^-‐‑]+", each.text)
    ]
