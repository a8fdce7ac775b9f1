"""The aligner: segments of two texts in, beads out, by the cheapest means that suffices."""

from __future__ import annotations

from collections.abc import Sequence

from tqcheck.alignment.beads import IndexAlignment, IndexBead, IndexSentenceBead
from tqcheck.alignment.pair import Pair, Side
from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.text.lengths import is_dense, length_model, size
from tqcheck.text.sentences import sentences

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.alignment.encoder import Encoder

# The languages the bundled encoder was trained on (Yang et al., "Multilingual universal sentence
# encoder for semantic retrieval", 2020).
ENCODER_LANGUAGES = frozenset(
    ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"]
)
# Only the beginning of a longer sentence is encoded: it shows what the sentence is about, and a
# megabyte would take a minute.
MAX_CHARS = 6000
# With more sentences on a side, only paragraphs are aligned. A long novel has as many, and
# encoding them takes minutes.
MAX_SENTENCES = 20_000
# More characters than this for each of MAX_SENTENCES are not divided into sentences at all.
_CHARS_PER_SENTENCE = 100
# Expected ratio of sizes between alphabets that were not measured: the median of the four
# measured medians.
SAME_SCRIPT_RATIO = 1.06


def align(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str,
    target_language: str,
    settings: AlignmentSettings | None = None,
    encoder: Encoder | None = None,
    split: bool = True,
) -> IndexAlignment:
    """Align the segments of a source text with those of its translation, by their sentences.

    Languages are BCP 47 tags. `encoder` overrides that of `settings`. Without either, the bundled
    encoder is used for the languages it knows, and other pairs are aligned by lengths and anchors
    alone. With the engine "auto", nothing is encoded if sentences pair off by their lengths. With
    `split` false, each segment is taken as one sentence, and all of them as one paragraph.
    """
    settings = settings or AlignmentSettings()
    # Dividing a text into too many sentences would take seconds too.
    max_chars = MAX_SENTENCES * _CHARS_PER_SENTENCE
    split = split and max(sum(map(len, side)) for side in (source, target)) <= max_chars
    source_side = _side(source, source_language, split)
    target_side = _side(target, target_language, split)
    if split and max(len(source_side.texts), len(target_side.texts)) > MAX_SENTENCES:
        return align(
            source, target, source_language, target_language, settings, encoder, split=False
        )
    ratio = _ratio(source_side, target_side, source_language, target_language)
    pair = Pair(source_side, target_side, ratio)
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
        if not languages <= ENCODER_LANGUAGES:
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
    texts = [text[:MAX_CHARS] for text in texts]
    return Side(tuple(places), tuple(texts), sizes, tuple(paragraphs))


def _ratio(source: Side, target: Side, source_language: str, target_language: str) -> float:
    model = length_model(source_language, target_language)
    if model:
        return model.median
    if is_dense(source_language) == is_dense(target_language):
        return SAME_SCRIPT_RATIO
    return sum(target.sizes) / (sum(source.sizes) or 1.0) or 1.0


def _gaps(pair: Pair) -> IndexAlignment:
    """The alignment where one side is empty."""
    beads = [IndexBead((i,), (), (), None, None, None) for i in range(len(pair.source.ranges()))]
    beads += [IndexBead((), (j,), (), None, None, None) for j in range(len(pair.target.ranges()))]
    return _certain(pair, beads, 1.0)


def _diagonal(pair: Pair) -> IndexAlignment:
    """Segment beside segment, and sentence beside sentence where the source has several."""
    beads = []
    for k, ((i0, i1), (j0, j1)) in enumerate(
        zip(pair.source.ranges(), pair.target.ranges(), strict=True)
    ):
        if i1 - i0 == 1:
            inner = [IndexSentenceBead((i0, i1), (j0, j1), None, None)]
        else:
            inner = [
                IndexSentenceBead((i0 + x, i0 + x + 1), (j0 + x, j0 + x + 1), None, None)
                for x in range(i1 - i0)
            ]
        ratio = pair.ratio_of(sum(pair.source.sizes[i0:i1]), sum(pair.target.sizes[j0:j1]))
        beads.append(IndexBead((k,), (k,), tuple(inner), None, None, ratio))
    return _certain(pair, beads, 0.0)


def _certain(pair: Pair, beads: Sequence[IndexBead], unaligned: float) -> IndexAlignment:
    """An alignment made without a search; `unaligned` is the probability for all sentences."""
    return IndexAlignment(
        tuple(beads),
        pair.source.places,
        pair.target.places,
        (unaligned,) * len(pair.source.places),
        (unaligned,) * len(pair.target.places),
        "diagonal",
    )
