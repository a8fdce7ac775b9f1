"""The aligner: segments of two texts in, beads out, by the cheapest means that suffices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from tqcheck.alignment.beads import Alignment, Bead
from tqcheck.languages.lengths import length_model, size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The languages the bundled encoder was trained on.
ENCODED = frozenset("ar de en es fr it ja ko nl pl pt ru th tr zh".split())


class Encoder(Protocol):
    """A multilingual sentence encoder."""

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Vectors (n, d) of n texts, L2-normalised."""


def align(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str,
    target_language: str,
    encoder: Encoder | None = None,
) -> Alignment:
    """Align the segments of a source text with those of its translation.

    Languages are BCP 47 tags. Without `encoder` the bundled one is used, for the languages it
    knows; other pairs are aligned by length alone.
    """
    sizes = [size(s, source_language) for s in source], [size(t, target_language) for t in target]
    model = length_model(source_language, target_language)
    ratio = model.median if model else sum(sizes[1]) / max(sum(sizes[0]), 1)
    ratio = ratio or 1.0
    spread = model.spread if model else 0.25
    n, m = len(source), len(target)
    if not n or not m or n == m == 1:
        spans = [((i, i + 1), (0, 0)) for i in range(n)] + [((0, 0), (j, j + 1)) for j in range(m)]
        if n == m == 1:
            spans = [((0, 1), (0, 1))]
        return Alignment(_beads(spans, sizes, ratio, None), "diagonal")
    from tqcheck.alignment.length import LengthScore
    from tqcheck.alignment.search import Costs, Score, search
    from tqcheck.alignment.semantic import MeaningScore, default_encoder

    length = LengthScore(sizes[0], sizes[1], ratio, spread)
    languages = {source_language.partition("-")[0], target_language.partition("-")[0]}
    if encoder is None and not languages <= ENCODED:
        spans = search(n, m, [length], Costs(-0.4, -0.4, -0.4, -0.1, -0.05))
        return Alignment(_beads(spans, sizes, ratio, None), "lexical")
    vectors = (encoder or default_encoder()).encode([*source, *target])
    meaning = MeaningScore(vectors[:n], vectors[n:], sizes[0], sizes[1])
    spans = search(n, m, [meaning, length], Costs(-0.1, -0.2, -0.05, -0.1, -0.03))
    return Alignment(_beads(spans, sizes, ratio, meaning), "semantic")


def _beads(spans: Any, sizes: Any, ratio: float, meaning: Any) -> tuple[Bead, ...]:
    beads = []
    n, m = len(sizes[0]), len(sizes[1])
    for s, t in spans:
        full = s[0] < s[1] and t[0] < t[1]
        expected = sum(sizes[0][slice(*s)]) * ratio
        similarity = None
        if meaning is not None:
            if full:
                similarity = meaning.similarity(s, t)
            elif s[0] < s[1]:
                similarity = max(meaning.similarity(s, (j, j + 1)) for j in range(m))
            else:
                similarity = max(meaning.similarity((i, i + 1), t) for i in range(n))
        beads.append(
            Bead(
                tuple(range(*s)),
                tuple(range(*t)),
                similarity,
                sum(sizes[1][slice(*t)]) / expected if full and expected else None,
            )
        )
    return tuple(beads)
