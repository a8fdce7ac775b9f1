"""The alignment of a document: the aligner's result in the segments and sentences of the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tqcheck.alignment.aligner import align
from tqcheck.alignment.beads import IndexBead
from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.beads import Alignment, Bead, Sentence, SentenceBead
from tqcheck.document import Document, Segment
from tqcheck.text.folding import fold


def align_document(document: Document, settings: AlignmentSettings) -> Alignment:
    """Align the text paragraphs of both sides of a document.

    Target paragraphs left in the source's script are not a translation and take no part. Nor does
    a source paragraph that is copied among them and has no translation beside the copy: it is
    untranslated, not lost.
    """
    target = [s for s in document.target.paragraphs if not document.is_left_in_source(s)]
    copied = fold("".join(segment.text for segment in document.untranslated))
    others = [s for s in document.source.paragraphs if fold(s.text) not in copied]
    # Where the paragraphs that were not copied are as many as the translated ones, they pair.
    source = others if len(others) == len(target) else document.source.paragraphs
    result = align(
        [segment.text for segment in source],
        [segment.text for segment in target],
        document.source.language,
        document.target.language,
        settings,
    )
    source_sentences = _sentences(source, result.source, result.omitted)
    target_sentences = _sentences(target, result.target, result.added)
    expected = {segment.span for segment in others}
    beads = tuple(
        _bead(bead, source, target, source_sentences, target_sentences)
        for bead in result.beads
        if bead.target or any(source[i].span in expected for i in bead.source)
    )
    return Alignment(beads, result.engine)


def _bead(
    bead: IndexBead,
    source: Sequence[Segment],
    target: Sequence[Segment],
    source_sentences: Sequence[Sentence],
    target_sentences: Sequence[Sentence],
) -> Bead:
    return Bead(
        tuple(source[i] for i in bead.source),
        tuple(target[j] for j in bead.target),
        bead.similarity,
        bead.ratio,
        bead.posterior,
        tuple(
            SentenceBead(
                tuple(source_sentences[slice(*inner.source)]),
                tuple(target_sentences[slice(*inner.target)]),
                inner.posterior,
                inner.similarity,
            )
            for inner in bead.sentences
        ),
    )


def _sentences(
    segments: Sequence[Segment],
    places: Sequence[tuple[int, int, int]],
    unaligned: Sequence[float],
) -> list[Sentence]:
    """The sentences at `places`, which are (segment, start, end), with their spans in the file."""
    counts = Counter(place[0] for place in places)
    numbers: Counter[int] = Counter()
    sentences = []
    for (index, start, end), probability in zip(places, unaligned, strict=True):
        segment = segments[index]
        numbers[index] += 1
        sentences.append(
            Sentence(
                segment.text[start:end],
                segment.span.part(start, end),
                segment,
                numbers[index],
                counts[index],
                probability,
            )
        )
    return sentences
