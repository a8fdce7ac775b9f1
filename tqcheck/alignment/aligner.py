"""The aligner: segments of two texts in, beads out, by the cheapest means that suffices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from statistics import median

from tqcheck.alignment.beads import Alignment, Bead
from tqcheck.languages.lengths import is_dense, length_model, size

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.alignment.encoder import Encoder
    from tqcheck.alignment.semantic import MeaningScore

Range = tuple[int, int]

# The languages the bundled encoder was trained on (Yang et al., "Multilingual universal sentence
# encoder for semantic retrieval", 2020).
ENCODED = frozenset(
    ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"]
)

# Pairs whose log ratio to the expected one stays below DIAGONAL * sqrt(1 + DIAGONAL_NOISE / size)
# need no search. How many documents with one paragraph deleted and another split pass for even, and
# how many undamaged ones do: benchmarks/omissions.py, rows "lost and split" and "untouched", column
# "diagonal"; 1 in 100 and 9 in 10.
DIAGONAL = 0.3
DIAGONAL_NOISE = 20.0

# Characters of a segment that are encoded. The archive's longest paragraph has 1,800; of what is
# longer the beginning tells what it is about, and a megabyte would take a minute.
LONGEST = 6000
# Between alphabets that were not measured: the median of the four measured medians.
ALIKE = 1.06
# How far a document's own ratio may lie from the usual one: the archive's documents lie between
# .84 and 1.5 times the median, and a translation at .58 was terse but whole.
FREEDOM = 1.8
SEVERAL = 4


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Sizes of the segments of both sides, and the target size expected of a source size."""

    source: list[float]
    target: list[float]
    ratio: float

    def ratio_of(self, source: Range, target: Range) -> float | None:
        """Target size over expected size; None where a side is empty."""
        expected = sum(self.source[slice(*source)]) * self.ratio
        found = sum(self.target[slice(*target)])
        return found / expected if expected and target[0] < target[1] else None

    def fit(self, source: float, target: float) -> bool:
        """Whether a target size is what a source size leads to expect."""
        least = min(source, target / self.ratio)
        if least <= 0:
            return False
        bound = DIAGONAL * sqrt(1 + DIAGONAL_NOISE / least)
        return abs(log(target / (source * self.ratio))) <= bound

    def are_even(self) -> bool:
        """Whether the segments pair off, each as long as the one across leads to expect.

        What to expect is the usual ratio or, of several segments, their own median: a translator
        who is terse throughout has lost nothing.
        """
        if len(self.source) != len(self.target):
            return False
        if all(map(self.fit, self.source, self.target)):
            return True
        if len(self.source) < SEVERAL or not all(self.source):
            return False
        own = median(t / s for s, t in zip(self.source, self.target, strict=True))
        if not self.ratio / FREEDOM <= own <= self.ratio * FREEDOM:
            return False
        return all(map(_Sizes(self.source, self.target, own).fit, self.source, self.target))


def align(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str,
    target_language: str,
    encoder: Encoder | None = None,
) -> Alignment:
    """Align the segments of a source text with those of its translation.

    Languages are BCP 47 tags. Without `encoder` the bundled one is used, for the languages it
    knows; other pairs are aligned by length alone. Nothing is encoded where segments pair off by
    their lengths, and where a side has one segment or none.
    """
    sizes = _sizes(source, target, source_language, target_language)
    n, m = len(source), len(target)
    if not n or not m:
        gaps = [((i, i + 1), (0, 0)) for i in range(n)] + [((0, 0), (j, j + 1)) for j in range(m)]
        return _alignment(gaps, sizes, "diagonal")
    if n == m == 1 or sizes.are_even():
        return _alignment([((i, i + 1), (i, i + 1)) for i in range(n)], sizes, "diagonal")
    if n == 1 and sizes.fit(sum(sizes.source), sum(sizes.target)):
        # One source paragraph in several: nothing can be lost, and its length leaves no room
        # for an addition.
        return _alignment([((0, 1), (0, m))], sizes, "diagonal")
    from tqcheck.alignment import encoder as encoders
    from tqcheck.alignment import length, search, semantic

    own = sizes.source, sizes.target, sizes.ratio
    if encoder is None:
        languages = {tag.partition("-")[0].lower() for tag in (source_language, target_language)}
        if not languages <= ENCODED:
            alone = length.LengthScore(*own, cap=length.CAP_ALONE)
            return _alignment(search.search(n, m, [alone], length.COSTS), sizes, "lexical")
        encoder = encoders.default_encoder()
    vectors = encoder.encode([text[:LONGEST] for text in (*source, *target)])
    by_meaning = semantic.MeaningScore(vectors[:n], vectors[n:], sizes.source, sizes.target)
    beads = search.search(n, m, [by_meaning, length.LengthScore(*own)], semantic.COSTS)
    return _alignment(_with_abridged(beads, by_meaning), sizes, "semantic", by_meaning)


def _with_abridged(
    beads: Sequence[tuple[Range, Range]], meaning: MeaningScore
) -> list[tuple[Range, Range]]:
    """Give a source segment left alone its own target, if that is next to it.

    A translation that is far too short or long for its segment the search sooner takes for a part
    of the next one, or for an addition. It is not, if it is closest to the segment left alone and
    its neighbour is no worse off without it: with this, 8 of 26 abridged paragraphs are taken for
    lost instead of 22, and no more lost ones are missed than without (benchmarks/omissions.py,
    row "abridged", seed 5, count 6).
    """
    settled = list(beads)
    for k, (source, target) in enumerate(settled):
        if target[0] < target[1] or source[0] == source[1]:
            continue
        for near in (k - 1, k + 1):
            if not 0 <= near < len(settled) or settled[near][1][0] == settled[near][1][1]:
                continue
            theirs, (start, end) = settled[near]
            outer, rest = (end - 1, (start, end - 1)) if near < k else (start, (start + 1, end))
            if meaning.nearest_source(outer) != source[0]:
                continue
            if theirs[0] == theirs[1] or (
                end - start > 1
                and meaning.similarity(theirs, rest) >= meaning.similarity(theirs, (start, end))
            ):
                settled[k], settled[near] = (source, (outer, outer + 1)), (theirs, rest)
                break
    return [(s, t) for s, t in settled if s[0] < s[1] or t[0] < t[1]]


def _sizes(
    source: Sequence[str], target: Sequence[str], source_language: str, target_language: str
) -> _Sizes:
    sizes = [size(s, source_language) for s in source], [size(t, target_language) for t in target]
    model = length_model(source_language, target_language)
    if model:
        usual = model.median
    elif is_dense(source_language) == is_dense(target_language):
        usual = ALIKE
    else:
        usual = sum(sizes[1]) / (sum(sizes[0]) or 1.0) or 1.0
    return _Sizes(*sizes, usual)


def _alignment(
    beads: Sequence[tuple[Range, Range]],
    sizes: _Sizes,
    engine: str,
    meaning: MeaningScore | None = None,
) -> Alignment:
    return Alignment(
        tuple(
            Bead(
                tuple(range(*source)),
                tuple(range(*target)),
                None if meaning is None else meaning.similarity(source, target),
                sizes.ratio_of(source, target),
            )
            for source, target in beads
        ),
        engine,
    )
