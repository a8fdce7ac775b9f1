"""What each place of a translation was made of, and whether two of them were made of the same."""

from __future__ import annotations

from typing import NamedTuple

from tqcheck.document import Document, Segment
from tqcheck.finding import Span
from tqcheck.matching.omissions import letters
from tqcheck.text.folding import fold

# Two originals that share this much are said to repeat each other, as refrains and forms do.
_ALIKE_RATIO = 0.6
# Characters of two originals that are compared: what begins alike for so long is alike.
_COMPARED_CHARS = 400
# Two originals that share a piece of this share of what both were translated to repeat it: a line
# of a table, a field of a form. Longer originals are not searched for it.
_SHARED_RATIO = 0.5
_MAX_CHARS = 4000


class Place(NamedTuple):
    """A stretch of a segment, from code point `start` to before `end`."""

    segment: Segment
    start: int
    end: int

    @property
    def span(self) -> Span:
        return self.segment.span.part(self.start, self.end)

    @property
    def text(self) -> str:
        return self.segment.text[self.start : self.end]


class SourceOf:
    """What each sentence of the translation was made of, looked up by its place."""

    def __init__(self, document: Document) -> None:
        self._languages = document.source.language, document.target.language
        self._texts: list[str] = []
        # For a sentence, the text of its bead and that of its own counterpart.
        self._of_sentence: dict[tuple[int, int], tuple[int, int]] = {}
        self._of_segment: dict[Span, int] = {}
        for bead in document.alignment.beads:
            if not bead.source:
                continue
            whole = self._add("".join(s.text for s in bead.source))
            self._of_segment |= {segment.span: whole for segment in bead.target}
            for link in bead.sentences:
                made_of = "".join(s.text for s in link.source)
                origin = self._add(made_of) if made_of else whole
                for sentence in link.target:
                    self._of_sentence[sentence.span.line, sentence.span.column] = whole, origin
        self._twice: dict[int, bool] = {}

    def _add(self, text: str) -> int:
        self._texts.append(text)
        return len(self._texts) - 1

    def _of(self, place: Place) -> tuple[int, int] | None:
        whole = self._of_segment.get(place.segment.span)
        if whole is None:
            return None
        return self._of_sentence.get((place.span.line, place.span.column), (whole, whole))

    def repeat(self, first: Place, second: Place) -> bool:
        """Whether the two places were made of two texts that are alike, or of one that repeats."""
        one, other = self._of(first), self._of(second)
        if one is None or other is None:
            # The frame is not aligned, and what was added has no original.
            return False
        whole = one[0] == other[0] and one[0] in (one[1], other[1])
        if whole or one[1] == other[1]:
            origin = one[0] if whole else one[1]
            if origin not in self._twice:
                self._twice[origin] = says_twice(self._texts[origin])
            return self._twice[origin]
        return is_alike(self._texts[one[1]], self._texts[other[1]]) or self._share(
            self._texts[one[1]], self._texts[other[1]], first.text
        )

    def _share(self, one: str, other: str, said: str) -> bool:
        """Whether two originals have a piece in common that gives most of what is said twice."""
        if max(len(one), len(other)) > _MAX_CHARS:
            return False
        from difflib import SequenceMatcher

        a, b = fold(one), fold(other)
        common = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
        source, target = self._languages
        share = letters(a[common.a : common.a + common.size], source)
        return share >= _SHARED_RATIO * letters(said, target)


def is_alike(first: str, second: str) -> bool:
    """Whether two originals are mostly the same."""
    if first == second:
        return True
    one, other = (fold(text[:_COMPARED_CHARS]) for text in (first, second))
    if one in other or other in one:
        return True
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio() > _ALIKE_RATIO


def says_twice(text: str) -> bool:
    """Whether a text says something of some length twice."""
    import re

    clauses = [fold(c) for c in re.split(r"[。！？!?.；;，,、\s]+", text)]
    clauses = [clause for clause in clauses if len(clause) > 3]
    return len(clauses) > len(set(clauses))
