"""The meaning score: links whose sides say the same, and something else than their neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tqcheck.alignment.band import Floats
from tqcheck.alignment.encoder import Vectors, Windows
from tqcheck.alignment.lattice import Costs
from tqcheck.alignment.links import Range

# All settings of the semantic engine, those in length.py, anchors.py, path.py and reading.py
# included, were chosen together by random steps from common starting points (margin .8, omission
# -.095, further ones +.03): on strict F1 of gold alignments de-fr and of news zh-en with lines
# joined and left out, and on paragraphs and sentences deleted from news. What moving each of them
# does is shown by benchmarks/settings.py.

# Share of the neighbours' mean cosine that is taken off a link's own.
MARGIN = 0.5
# Cosine, less the neighbours' share, below which a link speaks against itself.
THRESHOLD = 0.03
# Added for each sentence of a link beyond one and one: additive vectors of several sentences are
# less alike than those of one.
MERGE = 0.02

# Share of what an outer sentence takes off the cosine that is taken off once more.
COVERAGE = 0.3

COSTS = Costs(omission=-0.06, more_omitted=0.03, addition=-0.09, more_added=0.0, temperature=0.03)

# A run of sentences is encoded if it is at most so many times as long as the longest run across
# that it may be linked with; what is longer can't be its translation.
LONGER = 2.5
# Places before the first cell at which neighbours are asked for: the widest run's.
_BEYOND = 12


class Runs:
    """Vectors of the runs of sentences of one side, by their width and the place of their end."""

    def __init__(self, windows: Windows, widths: Sequence[int], known: NDArray[np.bool_]) -> None:
        """`known` (len(widths), n + 1) tells for each width and end which runs to encode."""
        n = known.shape[1] - 1
        self._vectors: dict[int, Vectors] = {}
        at = [np.flatnonzero(row) for row in known]
        ends = np.concatenate(at)
        starts = ends - np.repeat(np.asarray(widths), [len(places) for places in at])
        vectors = windows.vectors(starts, ends)
        done = 0
        for width, places in zip(widths, at, strict=True):
            # Places before and behind the text, where neighbours are asked for, have zeros.
            own = np.zeros((n + 2 + _BEYOND, vectors.shape[1]), dtype=np.float32)
            own[_BEYOND + places] = vectors[done : done + len(places)]
            self._vectors[width] = own
            done += len(places)

    def of_width(self, width: int, places: Range) -> Vectors:
        """Vectors of the runs that end at these places, zeros for those not encoded."""
        low, high = places
        return self._vectors[width][_BEYOND + low : _BEYOND + high]


class MeaningScore:
    """Cosine of both sides of a link, less a share of the cosines with its neighbours.

    In a text about one thing everything resembles everything: what counts is by how much the sides
    resemble each other more than the sentences around them. After Bertalign's margin (Liu and Zhu,
    "Bertalign: Improved word embedding-based sentence alignment for Chinese-English parallel
    corpora of literary texts", 2022).
    """

    def __init__(self, source: Runs, target: Runs, n: int, m: int) -> None:
        """`n` and `m` are the numbers of sentences."""
        self._source, self._target = source, target
        self._n, self._m = n, m
        self._place: tuple[Range, Range] = ((0, 0), (0, 0))
        self._near: dict[tuple[int, int], Floats] = {}
        self._known: dict[Range, Floats] = {}

    def score(self, shape: Range, rows: Range, columns: Range) -> Floats:
        """Scores of the links of one shape that end in the cells of these rows and columns."""
        a, b = shape
        (i0, i1), (j0, j1) = rows, columns
        if self._place != (rows, columns):
            # What follows is asked for again by other shapes, but only in the same place.
            self._place, self._near, self._known = (rows, columns), {}, {}
        cosine = self._cosines(a, b, rows, columns)[1:, 1:]
        i, j = np.arange(i0, i1), np.arange(j0, j1)
        across, along = self._singles(a, 0, rows, columns), self._singles(b, 1, rows, columns)
        width, height, margin = j1 - j0, i1 - i0, _BEYOND
        near = across[:, margin - b : margin - b + width] + across[:, margin + 1 :]
        near += along[margin - a : margin - a + height] + along[margin + 1 :]
        count = ((j > b).astype(np.float32) + (j < self._m))[None, :]
        count = count + ((i > a).astype(np.float32) + (i < self._n))[:, None]
        result: Floats = cosine - MARGIN * near / np.maximum(count, 1) - THRESHOLD
        if a > 1 or b > 1:
            # What the cosine loses by an outer sentence: one that has nothing to do with the rest
            # betrays a loss or an addition that was merged into its neighbour.
            without: list[Floats] = [np.zeros(cosine.shape)]
            if a > 1:
                fewer = self._cosines(a - 1, b, rows, columns)
                without += [cosine - fewer[1:, 1:], cosine - fewer[:-1, 1:]]
            if b > 1:
                fewer = self._cosines(a, b - 1, rows, columns)
                without += [cosine - fewer[1:, 1:], cosine - fewer[1:, :-1]]
            result += COVERAGE * np.minimum.reduce(without)
        return result

    def _cosines(self, a: int, b: int, rows: Range, columns: Range) -> Floats:
        """Cosines of runs that end in these rows and columns, and in one before each."""
        (i0, i1), (j0, j1) = rows, columns
        if (a, b) not in self._known:
            own, theirs = (
                self._source.of_width(a, (i0 - 1, i1)),
                self._target.of_width(b, (j0 - 1, j1)),
            )
            self._known[a, b] = own @ theirs.T
        return self._known[a, b]

    def _singles(self, width: int, side: int, rows: Range, columns: Range) -> Floats:
        """Cosines of runs of one side with single sentences of the other, and beyond the cells."""
        if (width, side) not in self._near:
            (i0, i1), (j0, j1) = rows, columns
            if side == 0:
                own = self._source.of_width(width, rows)
                single = self._target.of_width(1, (j0 - _BEYOND, j1 + 1))
            else:
                own = self._source.of_width(1, (i0 - _BEYOND, i1 + 1))
                single = self._target.of_width(width, columns)
            self._near[width, side] = own @ single.T
        return self._near[width, side]


def widest_needed(
    shapes: Sequence[Range], source: Sequence[float], target: Sequence[float]
) -> tuple[dict[int, NDArray[np.bool_]], dict[int, NDArray[np.bool_]]]:
    """Which runs of each side to encode: those that a run across may be as long as.

    `source` and `target` are sizes of sentences in the same unit.
    """
    totals = [np.concatenate(([0.0], np.cumsum(sizes))) for sizes in (source, target)]
    found: list[dict[int, NDArray[np.bool_]]] = []
    for side in (0, 1):
        own, across = totals[side], totals[1 - side]
        known = {}
        for width in sorted({shape[side] for shape in shapes}):
            partners = {shape[1 - side] for shape in shapes if shape[side] == width}
            longest = max((np.max(across[w:] - across[:-w]) for w in partners if w < len(across)),
                          default=0.0)  # fmt: skip
            row = np.zeros(len(own), dtype=np.bool_)
            if width < len(own):
                row[width:] = own[width:] - own[:-width] <= LONGER * longest
                if width == 1:
                    row[1:] = True
            if row.any():
                known[width] = row
        found.append(known)
    return found[0], found[1]
