"""The meaning score: links whose sides are more alike than they are like their neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tqcheck.alignment.band import Floats
from tqcheck.alignment.beads import Range
from tqcheck.alignment.encoder import Vectors, Windows
from tqcheck.alignment.lattice import Costs

# All settings of the semantic engine, including those in length.py, anchors.py, path.py and
# decoding.py, were chosen together by random steps from common starting points (neighbours' share
# .8, omission -.095, further omissions +.03): on strict F1 of gold alignments de-fr and of news
# zh-en with lines joined and left out, and on paragraphs and sentences deleted from news.
# benchmarks/settings.py shows the effect of moving each of them.

# Share of the neighbours' mean cosine that is subtracted from a link's own.
NEIGHBOUR_SHARE = 0.5
# Cosine, less the neighbours' share, below which the score of a link is negative.
MIN_COSINE = 0.03
# Added for each sentence of a link beyond 1-1: vectors of several sentences are less alike than
# those of one.
MERGE_BONUS = 0.02
# If an outer sentence of a link lowers its cosine, this share of the difference is subtracted.
COVERAGE_SHARE = 0.3

COSTS = Costs(omission=-0.06, more_omitted=0.03, addition=-0.09, more_added=0.0, temperature=0.03)

# A run of sentences is encoded if it is at most so many times as long as the longest run across
# that it may be linked with; a longer one cannot be its translation.
MAX_SIZE_FACTOR = 2.5
# Places before and after the text at which neighbours are asked for: those of the widest run.
_PADDING = 12


class Runs:
    """Vectors of the runs of sentences of one side, by their width and the place of their end."""

    def __init__(self, windows: Windows, widths: Sequence[int], needed: NDArray[np.bool_]) -> None:
        """`needed` (len(widths), n + 1) says for each width and end which runs to encode."""
        n = needed.shape[1] - 1
        self._vectors: dict[int, Vectors] = {}
        at = [np.flatnonzero(row) for row in needed]
        ends = np.concatenate(at)
        starts = ends - np.repeat(np.asarray(widths), [len(places) for places in at])
        vectors = windows.vectors(starts, ends)
        done = 0
        for width, places in zip(widths, at, strict=True):
            padded = np.zeros((n + 2 + _PADDING, vectors.shape[1]), dtype=np.float32)
            padded[_PADDING + places] = vectors[done : done + len(places)]
            self._vectors[width] = padded
            done += len(places)

    def of_width(self, width: int, places: Range) -> Vectors:
        """Vectors of the runs that end at these places; zeros for those not encoded."""
        low, high = places
        return self._vectors[width][_PADDING + low : _PADDING + high]


class MeaningScore:
    """Cosine of both sides of a link, less a share of the cosines with its neighbours.

    In a text on one subject, every sentence resembles every other: what counts is by how much more
    the sides resemble each other than the sentences around them. After Bertalign's margin (Liu and
    Zhu, "Bertalign: Improved word embedding-based sentence alignment for Chinese-English parallel
    corpora of literary texts", 2022).
    """

    def __init__(self, source: Runs, target: Runs, n: int, m: int) -> None:
        """`n` and `m` are the numbers of sentences."""
        self._source, self._target = source, target
        self._n, self._m = n, m
        self._place: tuple[Range, Range] = ((0, 0), (0, 0))
        self._single_cosines: dict[tuple[int, int], Floats] = {}
        self._known_cosines: dict[Range, Floats] = {}

    def score(self, shape: Range, rows: Range, columns: Range) -> Floats:
        """Scores of the links of one shape that end in the cells of these rows and columns."""
        a, b = shape
        (i0, i1), (j0, j1) = rows, columns
        if self._place != (rows, columns):
            # Other shapes need the same cosines, but only in the same place.
            self._place, self._single_cosines, self._known_cosines = (rows, columns), {}, {}
        cosine = self._cosines(a, b, rows, columns)[1:, 1:]
        i, j = np.arange(i0, i1), np.arange(j0, j1)
        across, along = self._singles(a, 0, rows, columns), self._singles(b, 1, rows, columns)
        width, height, margin = j1 - j0, i1 - i0, _PADDING
        near = across[:, margin - b : margin - b + width] + across[:, margin + 1 :]
        near += along[margin - a : margin - a + height] + along[margin + 1 :]
        count = ((j > b).astype(np.float32) + (j < self._m))[None, :]
        count = count + ((i > a).astype(np.float32) + (i < self._n))[:, None]
        result: Floats = cosine - NEIGHBOUR_SHARE * near / np.maximum(count, 1) - MIN_COSINE
        if a > 1 or b > 1:
            # What an outer sentence takes off the cosine: if it has nothing to do with the rest, it
            # is a loss or an addition that was merged into its neighbour.
            without: list[Floats] = [np.zeros(cosine.shape)]
            if a > 1:
                fewer = self._cosines(a - 1, b, rows, columns)
                without += [cosine - fewer[1:, 1:], cosine - fewer[:-1, 1:]]
            if b > 1:
                fewer = self._cosines(a, b - 1, rows, columns)
                without += [cosine - fewer[1:, 1:], cosine - fewer[1:, :-1]]
            result += COVERAGE_SHARE * np.minimum.reduce(without)
        return result

    def _cosines(self, a: int, b: int, rows: Range, columns: Range) -> Floats:
        """Cosines of runs that end in these rows and columns, and in one before each."""
        (i0, i1), (j0, j1) = rows, columns
        if (a, b) not in self._known_cosines:
            source = self._source.of_width(a, (i0 - 1, i1))
            target = self._target.of_width(b, (j0 - 1, j1))
            self._known_cosines[a, b] = source @ target.T
        return self._known_cosines[a, b]

    def _singles(self, width: int, side: int, rows: Range, columns: Range) -> Floats:
        """Cosines of runs of one side with single sentences of the other, cells around included."""
        if (width, side) not in self._single_cosines:
            (i0, i1), (j0, j1) = rows, columns
            if side == 0:
                runs = self._source.of_width(width, rows)
                single = self._target.of_width(1, (j0 - _PADDING, j1 + 1))
            else:
                runs = self._source.of_width(1, (i0 - _PADDING, i1 + 1))
                single = self._target.of_width(width, columns)
            self._single_cosines[width, side] = runs @ single.T
        return self._single_cosines[width, side]


def runs_needed(
    shapes: Sequence[Range], source: Sequence[float], target: Sequence[float]
) -> tuple[dict[int, NDArray[np.bool_]], dict[int, NDArray[np.bool_]]]:
    """Which runs of each side to encode, by width: those not too long for every run across.

    `source` and `target` are sizes of sentences in the same unit.
    """
    totals = [np.concatenate(([0.0], np.cumsum(sizes))) for sizes in (source, target)]
    sides: list[dict[int, NDArray[np.bool_]]] = []
    for side in (0, 1):
        own, across = totals[side], totals[1 - side]
        needed = {}
        for width in sorted({shape[side] for shape in shapes}):
            partners = {shape[1 - side] for shape in shapes if shape[side] == width}
            longest = max((np.max(across[w:] - across[:-w]) for w in partners if w < len(across)),
                          default=0.0)  # fmt: skip
            row = np.zeros(len(own), dtype=np.bool_)
            if width < len(own):
                row[width:] = own[width:] - own[:-width] <= MAX_SIZE_FACTOR * longest
                if width == 1:
                    row[1:] = True
            if row.any():
                needed[width] = row
        sides.append(needed)
    return sides[0], sides[1]
