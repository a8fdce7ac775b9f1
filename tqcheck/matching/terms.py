"""Terms of glossaries in a document: what the source has of them, and the translation lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tqcheck.document import TITLE, Bead, Document, Segment, Sentence, SentenceBead
from tqcheck.finding import Data, Hit, Replacement, Span
from tqcheck.glossaries import Glossary
from tqcheck.glossaries.folding import words
from tqcheck.glossaries.renderings import Text
from tqcheck.glossaries.term import Match, Term, leftmost_longest
from tqcheck.languages.function_words import FUNCTION_WORDS
from tqcheck.matching import named_entities as entities
from tqcheck.matching.evidence import related_part
from tqcheck.matching.titles import is_title_left

# Names of offices are longer than those of people; what is longer still is a sentence.
_LONGEST_NAME = 20


class _Found(NamedTuple):
    """A term where it first stands in the source segments of a bead."""

    term: Term
    segment: Segment
    start: int
    end: int


class Terms:
    """The terms of one document, looked for bead by bead."""

    def __init__(self, document: Document) -> None:
        self.document = document
        source, target = document.source.language, document.target.language
        own = list(entities.terms(document.glossary, document.path, source, target))
        self._own = Glossary(own, source) if own else None
        self._texts: dict[Span, Text] = {}
        self._told: set[str] = set()

    def hits(self) -> Iterator[Hit]:
        """What is wrong in the title, then in the text, by the glossaries before the own list."""
        if self.document.termbase is None and self._own is None:
            return
        yield from self._title()
        beads = [bead for bead in self.document.alignment.beads if bead.target]
        for n, bead in enumerate(beads):
            terms = list(self._terms(bead.source))
            demanded = [found for found in terms if not self._is_own(found.term)]
            taken = [rendering for found in demanded for rendering in found.term.accepted]
            beside = [*beads[max(0, n - 1) : n], *beads[n + 1 : n + 2]]
            near = [segment for other in (bead, *beside) for segment in other.target]
            for found in demanded:
                yield from self._check(found, bead, near, taken)
            for found in terms:
                if self._is_own(found.term):
                    yield from self._name(found, bead, near)

    def _title(self) -> Iterator[Hit]:
        """The titles of both sides: in the headers and, repeated, above the texts."""
        header, original = self.document.header, self.document.original.get("title")
        field = header.get("Title") if header else None
        theirs = [s for s in self.document.target.segments if s.kind == TITLE]
        if field and field.value:
            theirs.insert(0, Segment(TITLE, field.value, field.value_span, 0))
        theirs = [s for s in theirs if not is_title_left(s.text, self.document)]
        ours = [s for s in self.document.source.segments if s.kind == TITLE]
        if original and original.value:
            value, span = original.value, original.span
            start = span.end_column - len(value)
            ours.insert(0, Segment(TITLE, value, Span(span.line, start, *_end(span)), 0))
        if not theirs:
            return
        demanded = [found for found in self._terms(ours) if not self._is_own(found.term)]
        taken = [rendering for found in demanded for rendering in found.term.accepted]
        for found in demanded:
            wrong = [h for title in theirs for h in self._forbidden(found, title, taken)]
            yield from wrong
            if not wrong and not self._has(theirs, found.term):
                yield self._missing(found, theirs[0].span, theirs[0].text, "warning")

    def _check(
        self, found: _Found, bead: Bead, near: Sequence[Segment], taken: Sequence[str]
    ) -> Iterator[Hit]:
        """What a glossary says of a term: its forbidden renderings, else that it has none."""
        wrong = [hit for segment in bead.target for hit in self._forbidden(found, segment, taken)]
        yield from wrong
        if wrong or self._has(near, found.term):
            return
        if place := self._place(found, bead):
            yield self._missing(found, *place)

    def _forbidden(self, found: _Found, target: Segment, taken: Sequence[str]) -> Iterator[Hit]:
        """Forbidden renderings in a target segment that are not a part of accepted ones."""
        if not found.term.forbidden:
            return
        text, term = self._text(target), found.term
        right = bytearray(len(target.text))
        for rendering in taken:
            for start, end in text.places(rendering):
                right[start:end] = b"\1" * (end - start)
        wrong = (
            Match(*place, term)
            for rendering in term.forbidden
            for place in text.places(rendering, exact=True)
            if 0 in right[slice(*place)]
        )
        for match in leftmost_longest(wrong):
            written = target.text[match.start : match.end]
            span = target.span.part(match.start, match.end)
            better = _in_case_of(written, term.accepted[0]) if term.accepted else ""
            yield Hit(
                span=span,
                message=f"`{written}` is a forbidden rendering of `{term.source}`",
                help=f"{_advice(term)}{_note(term)}",
                text=written,
                related=(related_part(self.document, *found[1:]),),
                data={**_data(term), "found": written},
                edits=(Replacement(span, better),) if better else (),
                safe=False,
            )

    def _missing(self, found: _Found, span: Span, text: str, severity: str | None = None) -> Hit:
        term = found.term
        return Hit(
            span=span,
            message=f"`{term.source}` is not rendered as {_either(term.accepted)}",
            help=f"{_advice(term)}{_note(term)}",
            text=text,
            related=(related_part(self.document, *found[1:]),),
            data={**_data(term), "found": None},
            severity=severity,
        )

    def _name(self, found: _Found, bead: Bead, near: Sequence[Segment]) -> Iterator[Hit]:
        """What the document's own list says of a name: a word of it has to stand somewhere."""
        term = found.term
        if term.source in self._told or len(term.source) > _LONGEST_NAME:
            return
        if self.document.source.language != "zh":
            return
        grammar = FUNCTION_WORDS.get(self.document.target.language, frozenset())  # He, An, So
        named = [
            [word for word in _romanised_words(rendering, term.source) if word not in grammar]
            for rendering in term.accepted
        ]
        # What is translated as well may be translated otherwise in the text.
        if not all(named) or any(self._whole.has_word(w) for name in named for w in name):
            return
        place = self._place(found, bead)
        if place is None or _is_spelt_otherwise(term.source, near):
            return
        self._told.add(term.source)
        hit = self._missing(found, *place, severity="warning")
        yield Hit(
            span=hit.span,
            message=f"{hit.message}, as the named entities have it in line {term.line}",
            help=f"{_advice(term)}, or correct line {term.line}",
            text=hit.text,
            related=hit.related,
            data=hit.data,
            severity=hit.severity,
            certainty="likely",
        )

    def _place(self, found: _Found, bead: Bead) -> tuple[Span, str] | None:
        """Where the translation of the term should stand; None where its sentence has none."""
        place = found.segment.span.part(found.start, found.end)
        at = (place.line, place.column)
        link = next((link for link in bead.sentences if _covers(link, at)), None)
        if link and not link.target:
            return None
        parts: Sequence[Segment | Sentence] = link.target if link else bead.target
        first, last = parts[0].span, parts[-1].span
        return Span(first.line, first.column, *_end(last)), parts[0].text

    def _terms(self, segments: Sequence[Segment]) -> Iterator[_Found]:
        """The terms that source segments have, each once; of equals the glossary's."""
        seen = set()
        for segment in segments:
            matches = [
                match
                for glossary in (self.document.termbase, self._own)
                if glossary is not None
                for match in glossary.find(segment.text)
            ]
            for match in leftmost_longest(matches):
                if match.term not in seen:
                    seen.add(match.term)
                    yield _Found(match.term, segment, match.start, match.end)

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
        header = self.document.header
        title = header.get("Title") if header else None
        text = f"{title.value if title else ''}\n{self.document.target.text}"
        return Text(text, self.document.target.language)


def _covers(link: SentenceBead, at: tuple[int, int]) -> bool:
    return any(
        (s.span.line, s.span.column) <= at < (s.span.end_line, s.span.end_column)
        for s in link.source
    )


def _end(span: Span) -> tuple[int, int]:
    return span.end_line, span.end_column


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


def _in_case_of(written: str, rendering: str) -> str:
    """The rendering, with a capital where what it replaces begins a sentence with one."""
    if written[0].isupper() and rendering[0].islower():
        return rendering[0].upper() + rendering[1:]
    return rendering


def _either(renderings: Sequence[str]) -> str:
    quoted = [f"`{rendering}`" for rendering in renderings]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _advice(term: Term) -> str:
    return f"write {_either(term.accepted)}" if term.accepted else "write it otherwise"


def _note(term: Term) -> str:
    return f" ({term.note})" if term.note else ""


def _data(term: Term) -> Data:
    return {
        "term": term.source,
        "accepted": [*term.accepted],
        "forbidden": [*term.forbidden],
        "note": term.note,
        "glossary": f"{Path(term.path).name}:{term.line}",
    }
