"""A sentence of a translated paragraph has no translation.

A paragraph that is there hides what it lacks: nobody counts its sentences. Sentences are aligned by
meaning, length and marks, over all ways to align them. The finding gives the probability that the
sentence has no counterpart. The message names it if it is below one in two. Below one in five, the
finding is only information.

Not reported: merged and split sentences, words dropped inside a sentence, short remarks whose
content is in the next sentence, and whole paragraphs, which are left to `omitted-paragraph` and
`omitted-ending`. Nothing is reported for languages that the sentence encoder does not know, because
lengths alone are not enough.

Bad:
    zh: 石溪村的新桥昨天通车。木料来自上游的林场。二百名村民敲锣打鼓走过桥去。
    en: The new bridge of Shixi opened yesterday. Two hundred villagers crossed it to drums.
    zh: 县里今年秋天还要在柳湾和石渡修两座。
    en: This autumn the county will build two more such bridges, at Liuwan and Shidu.

Good:
    zh: 石溪村的新桥昨天通车。木料来自上游的林场。二百名村民敲锣打鼓走过桥去。
    en: Shixi's bridge, of timber from upstream, opened yesterday. Two hundred crossed it to drums.
    zh: 县里今年秋天还要在柳湾和石渡修两座。
    en: This autumn the county will build two more such bridges, at Liuwan and Shidu.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tqcheck.beads import Bead, Sentence
from tqcheck.document import Document, Segment
from tqcheck.finding import Hit, Span
from tqcheck.matching.datelines.found import is_credit
from tqcheck.matching.evidence import related_sentences
from tqcheck.matching.omissions import (
    INSIDE,
    LIKELY,
    REPORTED,
    certainty,
    evidence,
    expected_length,
    letters,
    lost_inside,
)
from tqcheck.text.lengths import size

SEVERITY = "warning"

# Letters below which a sentence is a remark that the next one may take in.
_MIN_LETTERS = 16
# Words quoted of the sentence after which the translation goes.
_QUOTED_WORDS = 6


def check(document: Document, *, posterior: float = REPORTED) -> Iterator[Hit]:
    """Report source sentences whose probability to have no counterpart is at least `posterior`."""
    if document.alignment.engine == "lexical":
        return
    for bead in document.alignment.beads:
        # A paragraph in another place is a bead without links.
        if any(link.source and link.target for link in bead.sentences):
            yield from _missing(document, bead, posterior)


def _missing(document: Document, bead: Bead, least: float) -> Iterator[Hit]:
    """The runs of sentences of one segment that are missing in a bead."""
    elsewhere = lost_inside(bead)
    sentences = [
        sentence
        for link in bead.sentences
        for sentence in link.source
        if sentence.segment not in elsewhere
    ]
    for (lost, _), group in groupby(
        sentences, key=lambda s: (_is_lost(document, s, least), s.segment.number)
    ):
        if lost:
            yield _hit(document, bead, list(group))


def _is_lost(document: Document, sentence: Sentence, least: float) -> bool:
    # A paragraph of one sentence is short, and merged sooner than lost.
    least = max(least, INSIDE) if sentence.count == 1 else least
    if sentence.unaligned < least or is_credit(document, sentence):
        return False
    return letters(sentence.text, document.source.language) >= _MIN_LETTERS


def _hit(document: Document, bead: Bead, lost: list[Sentence]) -> Hit:
    segment, target = lost[0].segment, document.target.language
    first, last = lost[0].number, lost[-1].number
    chance = min(sentence.unaligned for sentence in lost)
    paragraph = f"source paragraph {segment.number}"
    if lost[0].count == 1:
        what, has = paragraph, "has"
    elif first == last:
        what, has = f"sentence {first} of {paragraph}", "has"
    else:
        joint = "and" if last == first + 1 else "to"
        what, has = f"sentences {first} {joint} {last} of {paragraph}", "have"
    doubt = ""
    if chance < LIKELY:
        has, doubt = "may have", f" ({chance:.0%})"
    place, words, anchor = _place(bead, lost[0])
    return Hit(
        span=place,
        message=f"{what} {has} no translation{doubt}",
        help=f"translate {'it' if first == last else 'them'} on line {place.line}, {words}",
        text=anchor.text,
        related=related_sentences(document, lost),
        data={
            "paragraph": segment.number,
            "sentences": list(range(first, last + 1)),
            **evidence(document, chance, bead.similarity),
            # Of the whole bead: a sentence gone shows in them, if it was long.
            "expected_length": expected_length(document, bead.source),
            "found_length": round(sum(size(s.text, target) for s in bead.target)),
        },
        severity="info" if chance < INSIDE else None,
        certainty=certainty(document, chance),
    )


def _place(bead: Bead, lost: Sentence) -> tuple[Span, str, Segment]:
    """The empty span where the sentence goes, words that say so, and the segment it is in."""
    previous: Sentence | None = None
    for link in bead.sentences:
        if any(sentence is lost for sentence in link.source):
            # It is linked, though not beyond doubt, after another sentence.
            if link.target and link.source[0] is not lost:
                previous = link.target[-1]
            break
        previous = link.target[-1] if link.target else previous
    if previous is not None:
        line, column = previous.span.end_line, previous.span.end_column
        words = previous.text.split()
        quoted = " ".join(words[-_QUOTED_WORDS:]) if len(words) > 1 else previous.text[-12:]
        return Span(line, column, line, column), f"after “{quoted}”", previous.segment
    first = bead.target[0]
    line, column = first.span.line, first.span.column
    return Span(line, column, line, column), "at the beginning", first
