"""The lattice of all alignments: the probabilities of links, gaps and runs of gaps.

A link joins sentences of both sides; a gap is a sentence without counterpart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tqcheck.alignment.band import Band, Floats
from tqcheck.alignment.beads import Range

# Scores of one shape of link: entry (i, x) is of the link that ends in cell (i, low[i] + x).
Scores = NDArray[np.float32]

# The logarithm of a probability of zero.
LOG_ZERO = -1e30


@dataclass(frozen=True, slots=True)
class Costs:
    """What gaps cost, in units of the scores; a negative number costs.

    Affine gaps after Gotoh, "An improved algorithm for matching biological sequences", 1982.
    """

    # The first source sentence of a run of gaps, and each further one.
    omission: float
    more_omitted: float
    # The same for target sentences.
    addition: float
    more_added: float
    # Scores and costs divided by this are logarithms of weights.
    temperature: float


class Rows:
    """Where the cells of one row are in another, for arrays with a margin on either side."""

    def __init__(self, band: Band, shapes: tuple[Range, ...]) -> None:
        low, n = band.low, band.n
        # Gaps lead to the next row even if no link does.
        heights = {1, *(a for a, _ in shapes if a <= n)}
        step = max(int(np.max(low[a:] - low[:-a])) for a in heights)
        self.margin = max((b for _, b in shapes), default=1) + step
        self.cells = slice(self.margin, self.margin + band.width)
        # By shape, for each row i: where its cells, moved by the shape, are in row i - a and in
        # row i + a.
        self.before = [self._offsets(band, a, -b) for a, b in shapes]
        self.after = [self._offsets(band, -a, b) for a, b in shapes]
        self.above = self._offsets(band, 1, 0)
        self.below = self._offsets(band, -1, 0)

    def _offsets(self, band: Band, rows: int, columns: int) -> list[int]:
        other = np.clip(np.arange(band.n + 1) - rows, 0, band.n)
        offsets: list[int] = (self.margin + band.low - band.low[other] + columns).tolist()
        return offsets


class Lattice:
    """Forward and backward sums over all paths, as logarithms.

    After Rabiner, "A tutorial on hidden Markov models" (1989), III A and B. A cell is left in one
    of three states: a link just made, a source gap, or a target gap, which may follow a source gap
    but not precede it, so that each alignment is one path. Time and memory are O(n * width) for
    each shape.
    """

    def __init__(self, band: Band, scores: Mapping[Range, Scores], costs: Costs) -> None:
        """`scores` has an array (n + 1, width) for each shape (source, target) that links may have.

        It is -inf where there is no link.
        """
        self.band = band
        self.shapes = tuple(scores)
        self._rows = Rows(band, self.shapes)
        t = costs.temperature
        self._omit, self._omit_more = costs.omission / t, costs.more_omitted / t
        self._add, self._add_more = costs.addition / t, costs.more_added / t
        self._steps = np.arange(band.width) * self._add_more
        self._scores, self._temperature = tuple(scores.values()), t
        self._forward()
        self._backward()

    def links(self) -> dict[Range, Scores]:
        """The probability of each link, by shape, in the form of the scores."""
        n, cells = self.band.n, self._rows.cells
        # float32 like the scores, which with these take most memory.
        posteriors = np.empty((len(self.shapes), n + 1, self.band.width), dtype=np.float32)
        for i in range(n + 1):
            sums = self._before(i) + self._weights(i)
            sums += self._after_link[i, cells] - self._total
            posteriors[:, i] = np.exp(np.minimum(sums, 0.0, out=sums), out=sums)
        return dict(zip(self.shapes, posteriors, strict=True))

    def omitted(self) -> Floats:
        """The probability (n) that a source sentence has no counterpart."""
        return np.array([self.omitted_run(i, i + 1) for i in range(self.band.n)])

    def omitted_run(self, start: int, end: int) -> float:
        """The probability that none of the source sentences start .. end - 1 has a counterpart."""
        cells, low = self._rows.cells, self.band.low
        opened = np.logaddexp(
            self._linked[start, cells] + self._omit, self._omitting[start, cells] + self._omit_more
        )
        # Only the cells of the first row that the last one has too.
        shift = int(low[end] - low[start])
        after = self._after_omitting[end, cells][: max(0, self.band.width - shift)]
        return self._probability(opened[shift:] + after + (end - start - 1) * self._omit_more)

    def added(self) -> Floats:
        """The probability (m) that a target sentence has no counterpart."""
        result = np.zeros(self.band.m)
        margin, width = self._rows.margin, self.band.width
        leaving = self._after_adding[:, margin + 1 : margin + 1 + width]
        mass = np.exp(np.minimum(self._entering + leaving - self._total, 0.0))
        for low, row in zip(self.band.low.tolist(), mass, strict=True):
            last = min(width, self.band.m - low)
            result[low : low + last] += row[:last]
        return np.minimum(result, 1.0)

    def added_run(self, start: int, end: int) -> float:
        """The probability that none of the target sentences start .. end - 1 has a counterpart."""
        first, last = start - self.band.low, end - self.band.low
        rows = np.flatnonzero((first >= 0) & (last < self.band.width))
        entering = self._entering[rows, first[rows]]
        leaving = self._after_adding[rows, self._rows.margin + last[rows]]
        return self._probability(entering + leaving + (end - start - 1) * self._add_more)

    @cached_property
    def _entering(self) -> Floats:
        """Sums over all paths to a cell that then leave out the next target sentence."""
        cells = self._rows.cells
        base = np.logaddexp(self._linked[:, cells], self._omitting[:, cells])
        entering: Floats = np.logaddexp(base + self._add, self._adding[:, cells] + self._add_more)
        return entering

    def _probability(self, logarithms: Floats) -> float:
        return min(1.0, float(np.sum(np.exp(np.minimum(logarithms - self._total, 0.0)))))

    def _empty(self) -> Floats:
        return np.full((self.band.n + 1, self.band.width + 2 * self._rows.margin), LOG_ZERO)

    def _weights(self, i: int) -> Floats:
        """The logarithms of the weights of the links that end in a row, by shape."""
        rows = np.empty((len(self.shapes), self.band.width))
        for row, score in zip(rows, self._scores, strict=True):
            row[:] = score[i]
        rows /= self._temperature
        return np.maximum(rows, LOG_ZERO, out=rows)

    def _before(self, i: int) -> Floats:
        """Sums over all paths to the cells where links that end in a row begin, by shape."""
        width = self.band.width
        rows = np.full((len(self.shapes), width), LOG_ZERO)
        for k, ((a, _), before) in enumerate(zip(self.shapes, self._rows.before, strict=True)):
            if a <= i:
                rows[k] = self._all[i - a, before[i] : before[i] + width]
        return rows

    def _forward(self) -> None:
        """Sums over all paths to a cell, by the state it is reached in."""
        rows, width = self._rows, self.band.width
        self._all, self._linked = self._empty(), self._empty()
        self._omitting, self._adding = self._empty(), self._empty()
        nothing = np.full(width, LOG_ZERO)
        for i in range(self.band.n + 1):
            linked, omitting = nothing, nothing
            if i == 0:
                linked = nothing.copy()
                linked[0] = 0.0
            else:
                linked = _log_sum(self._before(i) + self._weights(i))
                x = rows.above[i]
                omitting = np.logaddexp(
                    self._linked[i - 1, x : x + width] + self._omit,
                    self._omitting[i - 1, x : x + width] + self._omit_more,
                )
            base = np.logaddexp(linked, omitting)
            adding = nothing.copy()
            adding[1:] = self._steps[1:] + np.logaddexp.accumulate(
                base[:-1] + self._add - self._steps[1:]
            )
            self._linked[i, rows.cells] = linked
            self._omitting[i, rows.cells] = omitting
            self._adding[i, rows.cells] = adding
            self._all[i, rows.cells] = np.logaddexp(base, adding)
        for sums in (self._linked, self._omitting, self._adding, self._all):
            np.maximum(sums, LOG_ZERO, out=sums)
        last = self._rows.margin + self.band.m - int(self.band.low[-1])
        self._total = float(self._all[-1, last])

    def _backward(self) -> None:
        """Sums over all paths from a cell, by the state it was reached in."""
        rows, width, n = self._rows, self.band.width, self.band.n
        self._after_link, self._after_omitting = self._empty(), self._empty()
        self._after_adding = self._empty()
        nothing = np.full(width, LOG_ZERO)
        # For the last rows, by shape: sums over all paths that begin with a link that ends there.
        heights = max((a for a, _ in self.shapes), default=0) + 1
        ends = np.full((heights, len(self.shapes), width + 2 * rows.margin), LOG_ZERO)
        opened = nothing.copy()
        for i in range(n, -1, -1):
            linking, omitted = nothing, nothing
            if i == n:
                linking = nothing.copy()
                linking[self.band.m - int(self.band.low[n])] = 0.0
            else:
                follow = np.full((len(self.shapes), width), LOG_ZERO)
                for k, ((a, _), after) in enumerate(zip(self.shapes, rows.after, strict=True)):
                    if i + a <= n:
                        x = after[i]
                        follow[k] = ends[(i + a) % heights, k, x : x + width]
                linking = _log_sum(follow)
                x = rows.below[i]
                omitted = self._after_omitting[i + 1, x : x + width]
            after_adding = (
                np.logaddexp.accumulate((linking + self._steps)[::-1])[::-1] - self._steps
            )
            opened[:-1] = after_adding[1:] + self._add
            either = np.logaddexp(linking, opened)
            self._after_adding[i, rows.cells] = after_adding
            self._after_omitting[i, rows.cells] = np.logaddexp(either, omitted + self._omit_more)
            self._after_link[i, rows.cells] = np.logaddexp(either, omitted + self._omit)
            ends[i % heights, :, rows.cells] = self._weights(i) + self._after_link[i, rows.cells]
        for sums in (self._after_adding, self._after_omitting, self._after_link):
            np.maximum(sums, LOG_ZERO, out=sums)


def _log_sum(rows: Floats) -> Floats:
    """The logarithm of the sum of exponentials of each column; `rows` is overwritten."""
    if not len(rows):
        return np.full(rows.shape[1], LOG_ZERO)
    top = rows.max(axis=0)
    rows -= top
    np.exp(rows, out=rows)
    sums: Floats = np.log(rows.sum(axis=0))
    sums += top
    return sums
