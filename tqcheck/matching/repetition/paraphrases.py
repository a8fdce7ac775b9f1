"""What a translation says again in other words: paragraphs, headlines, datelines, a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tqcheck.beads import Bead, Sentence
from tqcheck.detectors.doubling import is_doubled_on_purpose
from tqcheck.document import DATELINE, TEXT, TITLE, Document, Segment
from tqcheck.finding import Span
from tqcheck.languages.facts import facts
from tqcheck.matching.repetition.origins import Place, is_alike, says_twice
from tqcheck.recognisers.datelines import dateline
from tqcheck.text.folding import fold
from tqcheck.text.lengths import is_dense

# Two versions of a paragraph share this much of their words, counted twice over both. Of the two
# translations of 1,000 news segments 70 % do; of 4,694 pairs of other paragraphs near each other
# 0.8 % do, so that one of the two must also be more than the source asks for.
_SAME_RATIO = 0.5
# Above this they are nearly equal, which 0.2 % of those pairs are.
_NEARLY_EQUAL_RATIO = 0.75
# Two versions of a headline are shorter, and a text that goes on about its subject shares more.
_SAME_HEADLINE_RATIO = 0.7
# Content words from which a paragraph and a headline are more than a phrase.
_MIN_PARAGRAPH_WORDS, _MIN_HEADLINE_WORDS = 6, 4
# Paragraphs apart at most; a second version follows its first.
_MAX_PARAGRAPHS_APART = 3
# Probability from which a paragraph without source is looked at, below that of `added-paragraph`:
# either version may be taken for the translation.
_MIN_ADDED_PROBABILITY = 0.3
# How much longer than expected paragraphs are that hold a text twice. Of 2,158 professional ones
# that are only split 2 % are as long; by itself that proves nothing.
_LONGER_RATIO = 1.3
# Characters of Chinese that are a piece of text rather than a word; of letters four times as many.
# A source of whose pieces this share comes again says something twice: of 1,000 news segments 4 do.
_PIECE_CHARS = 3
_REPEATED_RATIO = 0.18
_FRONT_SEGMENTS = 6
_STOPS = ".!?。！？"
# Chinese words that any two words have between them.
_PARTICLES = "的了是在和与有为以"
_NAME = r"[^\W\d_a-z][^\W\d_A-Z]"


def retold(document: Document, segments: Sequence[Segment]) -> Iterator[tuple[Place, int]]:
    """Yield each paragraph that is another version of one near it, with the line of that one."""
    paragraphs = [s for s in segments if s.kind == TEXT]
    if len(paragraphs) < 2 or len(paragraphs) <= len(document.source.paragraphs):
        return  # As many as the source has: none is there twice.
    language = document.target.language
    made = _made(document)
    words = [_words(segment.text, language) for segment in paragraphs]
    for i, second in enumerate(paragraphs):
        for j in range(max(0, i - _MAX_PARAGRAPHS_APART), i):
            first = paragraphs[j]
            if min(words[i].total(), words[j].total()) < _MIN_PARAGRAPH_WORDS:
                continue
            shared = _shared(words[i], words[j])
            if shared >= _SAME_RATIO and _is_more(
                made.get(first.span), made.get(second.span), nearly=shared >= _NEARLY_EQUAL_RATIO
            ):
                yield Place(second, 0, len(second.text)), first.span.line
                break


class _Made(NamedTuple):
    """The bead a paragraph is in, and the source sentences it was made of itself."""

    bead: Bead
    own: tuple[Sentence, ...]
    language: str

    @property
    def text(self) -> str:
        return "".join(sentence.text for sentence in self.own)


def _made(document: Document) -> dict[Span, _Made]:
    return {
        segment.span: _Made(
            bead,
            tuple(
                sentence
                for link in bead.sentences
                if any(target.segment is segment for target in link.target)
                for sentence in link.source
            ),
            document.source.language,
        )
        for bead in document.alignment.beads
        for segment in bead.target
    }


def _is_more(first: _Made | None, second: _Made | None, *, nearly: bool) -> bool:
    """Whether two paragraphs have one source that does not repeat itself.

    The alignment leaves one of them without source, puts both with one, or, where they are `nearly`
    equal, puts one with a neighbour's source, which is too short for both.
    """
    if first is None or second is None:
        return False
    if not (first.own and second.own):
        made, added = (first, second.bead) if first.own else (second, first.bead)
        likely = (
            added.source or added.posterior is None or added.posterior >= _MIN_ADDED_PROBABILITY
        )
        return bool(made.own) and (nearly or bool(likely)) and not _repeats(made)
    longer = any((bead.ratio or 0) >= _LONGER_RATIO for bead in (first.bead, second.bead))
    if set(first.own) & set(second.own):
        return (nearly or longer) and not _repeats(first)
    crowded = any(len(bead.target) > len(bead.source) for bead in (first.bead, second.bead))
    return nearly and crowded and longer and not is_alike(first.text, second.text)


def _repeats(made: _Made) -> bool:
    """Whether the source of a paragraph says something twice itself, as a headline and its lead."""
    texts = [sentence.text for sentence in made.own]
    pieces: Counter[str] = Counter()
    for text in texts:
        plain = fold(text)
        size = _PIECE_CHARS if is_dense(made.language) else 4 * _PIECE_CHARS
        pieces.update(plain[i : i + size] for i in range(len(plain) - size + 1))
    again = pieces.total() - len(pieces)
    return says_twice(made.text) or again >= _REPEATED_RATIO * max(1, pieces.total())


def headlines(document: Document, segments: Sequence[Segment]) -> Iterator[tuple[Place, str]]:
    """Yield each headline that is there in two versions, or again as a sentence below a dateline.

    Also says what it repeats.
    """
    title = document.title
    language = document.target.language
    own = [segment for segment in document.source.segments if segment.kind == TITLE]
    folded = [fold(segment.text) for segment in own]
    if any(a in b for i, a in enumerate(folded) for j, b in enumerate(folded) if i != j):
        return  # The original has it twice.
    seen: list[tuple[Counter[str], Segment]] = []
    texts = [s for s in segments if s.kind == TEXT]
    lead = _words(texts[0].text, language) if texts else Counter()
    sent = False
    for segment in segments[:_FRONT_SEGMENTS]:
        sent = sent or segment.kind in (DATELINE, TEXT)
        if segment.kind != TITLE:
            continue
        words = _words(segment.text, language)
        before = next(
            (
                s
                for known, s in seen
                if _shared(known, words) >= _SAME_HEADLINE_RATIO and words != known
            ),
            None,
        )
        is_sentence = segment.text.rstrip('*_"”’').endswith(tuple(_STOPS))
        if words.total() < _MIN_HEADLINE_WORDS:
            continue
        if before is not None:
            yield Place(segment, 0, len(segment.text)), f"the headline on line {before.span.line}"
        elif (
            sent
            and is_sentence
            and title is not None
            and not title.value.endswith(tuple(_STOPS))
            and not any(s.text.endswith(tuple(_STOPS)) for s in own)
            and (words & lead).total() >= _SAME_HEADLINE_RATIO * words.total()
        ):
            yield Place(segment, 0, len(segment.text)), "the headline"
        seen.append((words, segment))


def datelines(document: Document, segments: Sequence[Segment]) -> Iterator[tuple[Place, int]]:
    """Yield the dateline of the first paragraph, where a line above it gives place and day too."""
    language = document.target.language
    first = next((s for s in segments if s.kind == TEXT), None)
    if first is None:
        return
    at = segments.index(first)
    above = next((s for s in segments[:at] if s.kind == DATELINE), None)
    if above is None:
        return
    one, other = dateline(above.text, language), dateline(first.text, language)
    if not (one and other and one.day and fold(one.day) == fold(other.day)):
        return
    if fold(one.place) != fold(other.place) and one.place and other.place:
        return
    source = document.source
    front = source.segments[: at + _FRONT_SEGMENTS]
    if sum(bool(dateline(s.text, source.language)) for s in front) < 2:
        yield Place(first, other.start, other.end), above.span.line


def echoed(document: Document, segments: Sequence[Segment]) -> Iterator[tuple[Place, str]]:
    """Yield each name that comes again in the phrase it begins, with the whole phrase.

    "The Linhe Works in Linhe", where in the source sentence no two characters or names come twice.
    In 23,000 lines of news, documentation and articles in four languages one name does, by mistake.
    """
    prepositions = facts(document.target.language).prepositions_of_place
    if not prepositions:
        return
    made = None
    for segment in segments:
        for match in re.finditer(
            rf"\b({_NAME}{{3,}})(?: [^\W\d_a-z]\w+){{1,4}} (?:{prepositions}) (\1)\b",
            segment.text,
        ):
            made = made or _made(document)
            own = made.get(segment.span)
            if (
                own
                and own.own
                and not any(
                    _names_twice(link.source, own.language)
                    for link in own.bead.sentences
                    if any(match.group() in s.text for s in link.target) or not link.target
                )
            ):
                yield Place(segment, match.start(), match.end()), match[2]


def _names_twice(sentences: Sequence[Sentence], language: str) -> bool:
    text = "".join(sentence.text for sentence in sentences)
    if is_dense(language):
        runs = re.split(rf"[\W{_PARTICLES}]+", text)
        pieces = [run[i : i + 2] for run in runs for i in range(len(run) - 1)]
    else:
        pieces = re.findall(r"[^\W\d_a-z]\w{3,}", text)
    return not text or len(set(pieces)) < len(pieces)


def over_lines(document: Document, segments: Sequence[Segment]) -> Iterator[tuple[Place, int]]:
    """Yield each word that ends a line and begins the next one, with the number of the former.

    What ends in the original as the next line begins is left alone: verse is chained like that.
    """
    language = document.target.language
    for first, second in pairwise(segments):
        end = re.search(r"(?<![\w'’-])([^\W\d_]{2,})$", first.text)
        begin = re.match(r"([^\W\d_]{2,})(?![\w'’-])", second.text)
        if not end or not begin or end[1].lower() != begin[1] or first.kind != second.kind:
            continue
        if not is_doubled_on_purpose(begin[1], language) and not _is_chained(document):
            yield Place(second, 0, len(begin[1])), first.span.line


def _is_chained(document: Document) -> bool:
    lines = [fold(segment.text) for segment in document.source.segments]
    if is_dense(document.source.language):
        return any(a[-1:] == b[:1] for a, b in pairwise(lines) if a)
    texts = [segment.text.lower().split() for segment in document.source.segments]
    return any(a[-1:] == b[:1] for a, b in pairwise(texts) if a)


def _words(text: str, language: str) -> Counter[str]:
    """The words that say something; of a language without blanks, pairs of characters."""
    if is_dense(language):
        plain = fold(text)
        return Counter(plain[i : i + 2] for i in range(len(plain) - 1))
    function_words = facts(language).function_words
    return Counter(
        word for word in re.findall(r"[^\W_]+", text.lower()) if word not in function_words
    )


def _shared(first: Counter[str], second: Counter[str]) -> float:
    both = first.total() + second.total()
    return 2 * (first & second).total() / both if both else 0.0
