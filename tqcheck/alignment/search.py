"""Alignments that need a search: scores are combined, and a lattice is made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from tqcheck.alignment import length, semantic
from tqcheck.alignment.anchors import Anchors
from tqcheck.alignment.band import Band, Floats, around_anchors, around_line
from tqcheck.alignment.beads import IndexAlignment, Range
from tqcheck.alignment.blas_threads import one_thread
from tqcheck.alignment.decoding import decode
from tqcheck.alignment.encoder import Encoder, Positions, Vectors, Windows, windows
from tqcheck.alignment.lattice import Lattice, Scores
from tqcheck.alignment.length import Lengths
from tqcheck.alignment.pair import Pair

# Sentences of the widest merge or split: a sentence in an archive became twelve lines of a list.
MAX_MERGED = 12
# Numbers of source and target sentences of a link. Merges of several with several are kept
# narrow: the wider they are, the more often one hides a lost sentence and a split next to it.
SHAPES: tuple[Range, ...] = (
    *((1, b) for b in range(1, MAX_MERGED + 1)),
    *((a, 1) for a in range(2, MAX_MERGED + 1)),
    *((a, b) for a in (2, 3, 4) for b in (2, 3, 4) if a + b <= 6),
)
# Rows of the lattice that are scored at once.
_ROWS_AT_ONCE = 128

# Scores the links of one shape that end in a rectangle of cells.
Score = Callable[[Range, Range, Range], Floats]


@one_thread()
def by_meaning(pair: Pair, encoder: Encoder) -> IndexAlignment:
    """Align by meaning, lengths and anchors."""
    source, target = pair.source, pair.target
    n = len(source.texts)
    # One call, since encoders are faster the more they are given.
    both = windows(encoder, source.texts + target.texts, source.sizes + target.sizes)
    views: list[Windows] = [both, _Following(both, n)]
    # The vectors of the runs, which take most memory, are freed before the lattice is made.
    lattice = Lattice(*_scored_by_meaning(pair, views), semantic.COSTS)
    return decode(pair, lattice, "semantic", views)


def _scored_by_meaning(pair: Pair, views: Sequence[Windows]) -> tuple[Band, dict[Range, Scores]]:
    source, target = pair.source, pair.target
    n, m = len(source.texts), len(target.texts)
    expected = [size * pair.ratio for size in source.sizes]
    needed = semantic.runs_needed(SHAPES, expected, target.sizes)
    runs = [
        semantic.Runs(view, list(own), np.stack(list(own.values())))
        for view, own in zip(views, needed, strict=True)
    ]
    shapes = [(a, b) for a, b in SHAPES if a in needed[0] and b in needed[1]]
    meaning = semantic.MeaningScore(runs[0], runs[1], n, m)
    lengths, anchors = Lengths(source.sizes, target.sizes, pair.ratio), _anchors(pair)

    def score(shape: Range, rows: Range, columns: Range) -> Floats:
        total = meaning.score(shape, rows, columns)
        # Lengths do not improve a link that meaning speaks against.
        total = np.where(total > 0, total * lengths.factor(shape, rows, columns), total)
        total += anchors.score(shape, rows, columns) + semantic.MERGE_BONUS * (sum(shape) - 2)
        # Runs that were not encoded cannot be linked; single sentences always can.
        (a, b), (i0, i1), (j0, j1) = shape, rows, columns
        total[~needed[0][a][i0:i1]] = -np.inf
        total[:, ~needed[1][b][j0:j1]] = -np.inf
        return total

    band = around_anchors(runs[0].of_width(1, (1, n + 1)), runs[1].of_width(1, (1, m + 1)))
    return band, _scores(band, shapes, score)


class _Following:
    """The windows of the texts after the first `count`, counted from there."""

    def __init__(self, both: Windows, count: int) -> None:
        self._both, self._count = both, count

    def vectors(self, starts: Positions, ends: Positions) -> Vectors:
        """See `tqcheck.alignment.encoder.Windows`."""
        return self._both.vectors(starts + self._count, ends + self._count)


def by_lengths(pair: Pair) -> IndexAlignment:
    """Align by lengths and anchors alone."""
    n, m = len(pair.source.texts), len(pair.target.texts)
    lengths, anchors = Lengths(pair.source.sizes, pair.target.sizes, pair.ratio), _anchors(pair)

    def score(shape: Range, rows: Range, columns: Range) -> Floats:
        likelihood = length.COSTS.temperature * lengths.likelihood(shape, rows, columns)
        marks = anchors.score(shape, rows, columns) + anchors.numbers(shape, rows, columns)
        total: Floats = likelihood + marks
        (a, b), (i0, i1), (j0, j1) = shape, rows, columns
        total[np.arange(i0, i1) < a] = -np.inf
        total[:, np.arange(j0, j1) < b] = -np.inf
        return total

    band = around_line(n, m)
    shapes = [(a, b) for a, b in SHAPES if a <= n and b <= m]
    lattice = Lattice(band, _scores(band, shapes, score), length.COSTS)
    return decode(pair, lattice, "lexical", None)


def _anchors(pair: Pair) -> Anchors:
    source, target = pair.source, pair.target
    return Anchors(source.texts, target.texts, source.paragraphs, target.paragraphs)


def _scores(band: Band, shapes: Sequence[Range], score: Score) -> dict[Range, Scores]:
    """The scores of all cells of the band, by shape."""
    result: dict[Range, Scores] = {
        shape: np.empty((band.n + 1, band.width), dtype=np.float32) for shape in shapes
    }
    for start in range(0, band.n + 1, _ROWS_AT_ONCE):
        end = min(start + _ROWS_AT_ONCE, band.n + 1)
        low, high = int(band.low[start]), int(band.low[end - 1]) + band.width
        columns = band.low[start:end, None] - low + np.arange(band.width)
        for shape in shapes:
            rectangle = score(shape, (start, end), (low, high))
            result[shape][start:end] = np.take_along_axis(rectangle, columns, axis=1)
    return {shape: cells for shape, cells in result.items() if np.isfinite(cells).any()}
