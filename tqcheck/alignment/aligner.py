"""The aligner: segments of two texts in, blocks out, by the cheapest means that suffices."""

from __future__ import annotations

from collections.abc import Sequence

from tqcheck.alignment.links import Alignment, Block, Link
from tqcheck.alignment.pair import Pair, Side
from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.text.lengths import is_dense, length_model, size
from tqcheck.text.sentences import sentences

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.alignment.encoder import Encoder

# The languages the bundled encoder was trained on (Yang et al., "Multilingual universal sentence
# encoder for semantic retrieval", 2020).
ENCODED = frozenset(
    ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"]
)


# Characters of a sentence that are encoded: of what is longer the beginning tells what it is
# about, and a megabyte would take a minute.
LONGEST = 6000
# Sentences of a side from which on paragraphs alone are aligned: a long novel has so many, and to
# encode them takes minutes.
MOST = 20_000
# Between alphabets that were not measured: the median of the four measured medians.
ALIKE = 1.06


def align(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str,
    target_language: str,
    settings: AlignmentSettings | None = None,
    encoder: Encoder | None = None,
    split: bool = True,
) -> Alignment:
    """Align the segments of a source text with those of its translation, by their sentences.

    Languages are BCP 47 tags. `encoder` overrides the one of `settings`; without either the
    bundled one is used, for the languages it knows: other pairs are aligned by lengths and
    anchors alone. Where the engine is "auto", nothing is encoded if sentences pair off by their
    lengths. With `split` false each segment is taken for a sentence, of one paragraph.
    """
    settings = settings or AlignmentSettings()
    # To divide what is far too long takes seconds as well; few sentences are longer than this.
    split = split and max(sum(map(len, side)) for side in (source, target)) <= MOST * 100
    ours, theirs = (
        _side(segments, language, split)
        for segments, language in ((source, source_language), (target, target_language))
    )
    if split and max(len(ours.texts), len(theirs.texts)) > MOST:
        return align(
            source, target, source_language, target_language, settings, encoder, split=False
        )
    pair = Pair(ours, theirs, _ratio(ours, theirs, source_language, target_language))
    if not source or not target:
        return _gaps(pair)
    if settings.engine == "auto" and pair.is_even():
        return _diagonal(pair)
    from tqcheck.alignment import encoders
    from tqcheck.alignment.search import by_lengths, by_meaning

    if settings.engine == "lexical":
        return by_lengths(pair)
    if encoder is None and settings.encoder:
        encoder = encoders.named_encoder(settings.encoder)
    elif encoder is None:
        languages = {tag.partition("-")[0].lower() for tag in (source_language, target_language)}
        if not languages <= ENCODED:
            return by_lengths(pair)
        encoder = encoders.default_encoder()
    return by_meaning(pair, encoder)


def _side(segments: Sequence[str], language: str, split: bool) -> Side:
    places, texts, paragraphs = [], [], []
    for number, segment in enumerate(segments):
        spans = sentences(segment, language) if split else []
        for start, end in spans or [(0, len(segment))]:
            places.append((number, start, end))
            paragraphs.append(number if split else 0)
            texts.append(segment[start:end])
    sizes = tuple(size(text, language) for text in texts)
    texts = [text[:LONGEST] for text in texts]
    return Side(tuple(places), tuple(texts), sizes, tuple(paragraphs))


def _ratio(source: Side, target: Side, source_language: str, target_language: str) -> float:
    model = length_model(source_language, target_language)
    if model:
        return model.median
    if is_dense(source_language) == is_dense(target_language):
        return ALIKE
    return sum(target.sizes) / (sum(source.sizes) or 1.0) or 1.0


def _gaps(pair: Pair) -> Alignment:
    """One side is empty."""
    blocks = [Block((i,), (), (), None, None, None) for i in range(len(pair.source.ranges()))]
    blocks += [Block((), (j,), (), None, None, None) for j in range(len(pair.target.ranges()))]
    return _certain(pair, blocks, 1.0)


def _diagonal(pair: Pair) -> Alignment:
    """Segment beside segment, and inside them sentence beside sentence where there are several."""
    blocks = []
    for k, ((i0, i1), (j0, j1)) in enumerate(
        zip(pair.source.ranges(), pair.target.ranges(), strict=True)
    ):
        if i1 - i0 == 1:
            links = [Link((i0, i1), (j0, j1), None, None)]
        else:
            links = [Link((i0 + x, i0 + x + 1), (j0 + x, j0 + x + 1), None, None)
                     for x in range(i1 - i0)]  # fmt: skip
        ratio = pair.ratio_of(sum(pair.source.sizes[i0:i1]), sum(pair.target.sizes[j0:j1]))
        blocks.append(Block((k,), (k,), tuple(links), None, None, ratio))
    return _certain(pair, blocks, 0.0)


def _certain(pair: Pair, blocks: Sequence[Block], unaligned: float) -> Alignment:
    return Alignment(
        tuple(blocks),
        pair.source.places,
        pair.target.places,
        (unaligned,) * len(pair.source.places),
        (unaligned,) * len(pair.target.places),
        "diagonal",
    )
