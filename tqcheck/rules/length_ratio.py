"""The translation, or a paragraph of it, is far shorter or longer than its source suggests.

A paragraph half as long as it should be has lost sentences; one twice as long has gained some. The
expected length is measured for each pair of languages. One Chinese character makes about four
characters of English. In correct translations of paragraphs of twenty characters or more it hardly
ever makes fewer than two or more than seven. A pair that was not measured is judged by the median
of the document.

Not reported: short paragraphs, whose ratios mean little.

Bad:
    zh: 石溪村的新桥昨天通车。
    en: The new bridge of Shixi village opened yesterday.
    zh: 修桥的木料由上游的林场拨给，石匠都是本村人。
    en: The masons were local.

Good:
    zh: 石溪村的新桥昨天通车。
    en: The new bridge of Shixi village opened yesterday.
    zh: 修桥的木料由上游的林场拨给，石匠都是本村人。
    en: The forest farm upstream gave the timber, and the masons were all from the village.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.beads import Bead
from tqcheck.document import Document, Segment
from tqcheck.finding import Hit
from tqcheck.matching.evidence import numbered, related_segments
from tqcheck.text.lengths import length_model, size

SEVERITY = "warning"

# For an unmeasured pair: bounds as multiples of the document's own median ratio, those of
# Chinese to English over its median (benchmarks/lengths.py), for sources of at least so many
# characters where at least so many paragraphs make up the median.
_SOFT_RATIOS, _HARD_RATIOS = (0.52, 1.84), (0.34, 2.62)
_MIN_CHARS, _MIN_BEADS = 80, 5


def check(document: Document) -> Iterator[Hit]:
    """Report paragraphs out of bounds; if there are none, the document as a whole."""
    source_language, target_language = document.source.language, document.target.language
    beads = [bead for bead in document.alignment.beads if bead.source and bead.target]
    sizes = [(_size(b.source, source_language), _size(b.target, target_language)) for b in beads]
    model = length_model(source_language, target_language)
    if model:
        middle, soft, hard, minimum = model.median, model.soft, model.hard, model.minimum
    else:
        ratios = [target / source for source, target in sizes if source >= _MIN_CHARS]
        if len(ratios) < _MIN_BEADS:
            return
        from statistics import median

        middle, minimum = median(ratios), _MIN_CHARS
        soft, hard = ((low * middle, high * middle) for low, high in (_SOFT_RATIOS, _HARD_RATIOS))
    found = False
    for bead, (source, target) in zip(beads, sizes, strict=True):
        ratio = target / source if source else middle
        if source >= minimum and not soft[0] <= ratio <= soft[1]:
            found = True
            yield _hit(document, bead, ratio, middle, source, error=not _within(ratio, hard))
    total = sum(source for source, _ in sizes)
    if found or not model or total < model.minimum:
        return
    ratio = sum(target for _, target in sizes) / total
    if not _within(ratio, model.document):
        found_length = round(ratio * total)
        yield Hit(
            span=document.target.span,
            message=f"the translation has {found_length:,} characters; "
            f"about {round(middle * total):,} were expected",
            help="compare the two texts from paragraph to paragraph",
            data={"ratio": round(ratio, 2), "usual": middle, "bounds": list(model.document)},
            severity=None if _within(ratio, hard) else "error",
            certainty="likely",
        )


def _within(ratio: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= ratio <= bounds[1]


def _size(segments: tuple[Segment, ...], language: str) -> float:
    return sum(size(segment.text, language) for segment in segments)


def _hit(
    document: Document, bead: Bead, ratio: float, usual: float, source: float, *, error: bool
) -> Hit:
    what = numbered(bead.target)
    has = "has" if len(bead.target) == 1 else "have"
    return Hit(
        span=bead.target[0].span,
        message=f"{what} {has} {round(ratio * source):,} characters; "
        f"about {round(usual * source):,} were expected",
        help=f"look for what is {'missing' if ratio < usual else 'added'}",
        text=bead.target[0].text,
        related=related_segments(document, bead.source),
        data={
            "ratio": round(ratio, 2),
            "usual": round(usual, 2),
            "expected_length": round(usual * source),
            "found_length": round(ratio * source),
        },
        severity="error" if error else None,
        certainty="likely",
    )
