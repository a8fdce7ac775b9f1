"""Terms of glossaries in a document: what the source has of them, and the translation lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from tqcheck.beads import Bead, Sentence, SentenceBead
from tqcheck.document import TITLE, Document, Segment
from tqcheck.finding import Span
from tqcheck.glossaries import Glossary
from tqcheck.glossaries.folding import words
from tqcheck.glossaries.renderings import Text
from tqcheck.glossaries.term import Match, Term, leftmost_longest
from tqcheck.languages.facts import facts
from tqcheck.matching import named_entities as entities
from tqcheck.matching.titles import is_title_untranslated

# Names of offices are longer than those of people; what is longer still is a sentence.
_MAX_NAME_CHARS = 20


class TermInSource(NamedTuple):
    """A term where it first is in the source segments of a bead."""

    term: Term
    segment: Segment
    start: int
    end: int


class ForbiddenRendering(NamedTuple):
    """A forbidden rendering of a term, `written` at `span` of the translation."""

    source: TermInSource
    span: Span
    written: str


class MissingRendering(NamedTuple):
    """A term that has no accepted rendering at `span` of the translation, which begins `text`."""

    source: TermInSource
    span: Span
    text: str
    # Titles are shortened.
    in_title: bool = False
    # By the document's own list of named entities, not by a glossary.
    is_own: bool = False


Mismatch = ForbiddenRendering | MissingRendering


class Terms:
    """The terms of one document, looked for bead by bead."""

    def __init__(self, document: Document) -> None:
        self.document = document
        source, target = document.source.language, document.target.language
        own = list(entities.terms(document.entities, document.path, source, target))
        self._own = Glossary(own, source) if own else None
        self._texts: dict[Span, Text] = {}
        self._reported: set[str] = set()

    def mismatches(self) -> Iterator[Mismatch]:
        """What is wrong in the title, then in the text, by the glossaries before the own list."""
        if self.document.glossary is None and self._own is None:
            return
        yield from self._title()
        beads = [bead for bead in self.document.alignment.beads if bead.target]
        for n, bead in enumerate(beads):
            terms = list(self._terms(bead.source))
            demanded = [source for source in terms if not self._is_own(source.term)]
            taken = [rendering for source in demanded for rendering in source.term.accepted]
            beside = [*beads[max(0, n - 1) : n], *beads[n + 1 : n + 2]]
            near = [segment for other in (bead, *beside) for segment in other.target]
            right = self._right(taken)
            for source in demanded:
                yield from self._check(source, bead, near, right)
            for source in terms:
                if self._is_own(source.term):
                    yield from self._name(source, bead, near)

    def _title(self) -> Iterator[Mismatch]:
        """The titles of both sides: in the headers and, repeated, above the texts."""
        field, original = self.document.title, self.document.source_header.get("title")
        targets = [s for s in self.document.target.segments if s.kind == TITLE]
        if field and field.value:
            targets.insert(0, Segment(TITLE, field.value, field.value_span, 0))
        targets = [s for s in targets if not is_title_untranslated(s.text, self.document)]
        sources = [s for s in self.document.source.segments if s.kind == TITLE]
        if original and original.value:
            value, span = original.value, original.span
            start = span.end_column - len(value)
            sources.insert(
                0, Segment(TITLE, value, Span(span.line, start, span.end_line, span.end_column), 0)
            )
        if not targets:
            return
        demanded = [source for source in self._terms(sources) if not self._is_own(source.term)]
        taken = [rendering for source in demanded for rendering in source.term.accepted]
        right = self._right(taken)
        for source in demanded:
            wrong = [each for title in targets for each in self._forbidden(source, title, right)]
            yield from wrong
            if not wrong and not self._has(targets, source.term):
                yield MissingRendering(source, targets[0].span, targets[0].text, in_title=True)

    def _check(
        self,
        source: TermInSource,
        bead: Bead,
        near: Sequence[Segment],
        right: Callable[[Segment], bytes],
    ) -> Iterator[Mismatch]:
        """What a glossary says of a term: its forbidden renderings, else that it has none."""
        wrong = [
            each for segment in bead.target for each in self._forbidden(source, segment, right)
        ]
        yield from wrong
        if wrong or self._has(near, source.term):
            return
        if place := self._place(source, bead):
            yield MissingRendering(source, *place)

    def _right(self, taken: Sequence[str]) -> Callable[[Segment], bytes]:
        """Marks each code point of a segment that belongs to a rendering which is accepted here.

        All terms of a paragraph share it, as each would search for the renderings of all.
        """

        @cache
        def marked(target: Segment) -> bytes:
            text, right = self._text(target), bytearray(len(target.text))
            for rendering in dict.fromkeys(taken):
                for start, end in text.places(rendering):
                    right[start:end] = b"\1" * (end - start)
            return bytes(right)

        return marked

    def _forbidden(
        self, source: TermInSource, target: Segment, right: Callable[[Segment], bytes]
    ) -> Iterator[ForbiddenRendering]:
        """Forbidden renderings in a target segment that are not a part of accepted ones."""
        if not source.term.forbidden:
            return
        text, term = self._text(target), source.term
        wrong = (
            Match(*place, term)
            for rendering in term.forbidden
            for place in text.places(rendering, exact=True)
            if 0 in right(target)[slice(*place)]
        )
        for match in leftmost_longest(wrong):
            span = target.span.part(match.start, match.end)
            yield ForbiddenRendering(source, span, target.text[match.start : match.end])

    def _name(
        self, source: TermInSource, bead: Bead, near: Sequence[Segment]
    ) -> Iterator[MissingRendering]:
        """What the document's own list says of a name: a word of it has to be somewhere."""
        term = source.term
        if term.source in self._reported or len(term.source) > _MAX_NAME_CHARS:
            return
        if self.document.source.language != "zh":
            return
        grammar = facts(self.document.target.language).function_words  # He, An, So
        named = [
            [word for word in _romanised_words(rendering, term.source) if word not in grammar]
            for rendering in term.accepted
        ]
        # What is translated as well may be translated otherwise in the text.
        if not all(named) or any(self._whole.has_word(w) for name in named for w in name):
            return
        place = self._place(source, bead)
        if place is None or _is_spelt_otherwise(term.source, near):
            return
        self._reported.add(term.source)
        yield MissingRendering(source, *place, is_own=True)

    def _place(self, source: TermInSource, bead: Bead) -> tuple[Span, str] | None:
        """Where the term's translation should be; None where its sentence has no translation."""
        place = source.segment.span.part(source.start, source.end)
        at = (place.line, place.column)
        link = next((link for link in bead.sentences if _covers(link, at)), None)
        if link and not link.target:
            return None
        parts: Sequence[Segment | Sentence] = link.target if link else bead.target
        return parts[0].span.to(parts[-1].span), parts[0].text

    def _terms(self, segments: Sequence[Segment]) -> Iterator[TermInSource]:
        """The terms that source segments have, each once; of equals the glossary's."""
        seen = set()
        for segment in segments:
            matches = [
                match
                for glossary in (self.document.glossary, self._own)
                if glossary is not None
                for match in glossary.find(segment.text)
            ]
            for match in leftmost_longest(matches):
                if match.term not in seen:
                    seen.add(match.term)
                    yield TermInSource(match.term, segment, match.start, match.end)

    def _is_own(self, term: Term) -> bool:
        return term.path == self.document.path

    def _has(self, segments: Sequence[Segment], term: Term) -> bool:
        """Whether one of the segments has an accepted rendering, or none is asked for."""
        return not term.accepted or any(
            self._text(segment).has(rendering)
            for segment in segments
            for rendering in term.accepted
        )

    def _text(self, segment: Segment) -> Text:
        if segment.span not in self._texts:
            self._texts[segment.span] = Text(segment.text, self.document.target.language)
        return self._texts[segment.span]

    @cached_property
    def _whole(self) -> Text:
        """The whole translation, its title included."""
        title = self.document.title
        text = f"{title.value if title else ''}\n{self.document.target.text}"
        return Text(text, self.document.target.language)


def _covers(link: SentenceBead, at: tuple[int, int]) -> bool:
    return any(
        (s.span.line, s.span.column) <= at < (s.span.end_line, s.span.end_column)
        for s in link.source
    )


def _romanised_words(rendering: str, name: str) -> list[str]:
    """The words of a rendering that are characters of the name in Latin letters: `Qing` of 清江."""
    from tqcheck.recognisers.names.chinese import romanises

    parts = [name[i:j] for i in range(len(name)) for j in range(i + 1, len(name) + 1)]
    return [
        word.folded
        for word in words(rendering)
        if word.bare[0].isupper() and any(romanises(word.bare, part) for part in parts)
    ]


def _is_spelt_otherwise(name: str, target: Sequence[Segment]) -> bool:
    """Whether the translation romanises a name in another way than its list does."""
    from tqcheck.recognisers.names.chinese import romanises

    there = [word.bare for segment in target for word in words(segment.text)]
    return any(
        romanises(" ".join(there[n : n + size]), name)
        for n in range(len(there))
        if there[n][0].isupper()
        for size in range(1, len(name) + 1)
    )
