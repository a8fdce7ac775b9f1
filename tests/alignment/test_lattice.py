"""The lattice against all alignments of tiny texts, one by one, and on texts of some length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from math import exp, log

import numpy as np
import pytest

from tqcheck.alignment.band import Band, around_line, whole
from tqcheck.alignment.beads import Range
from tqcheck.alignment.lattice import Costs, Lattice, Scores

SHAPES: tuple[Range, ...] = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
Link = tuple[Range, int, int]


@dataclass(frozen=True)
class Way:
    """One alignment: the cells its links end in, and what has no counterpart."""

    weight: float
    links: tuple[Link, ...] = ()
    omitted: tuple[int, ...] = ()
    added: tuple[int, ...] = ()


@dataclass
class Case:
    """Random scores, multiples of 1/8, and prices; divided by 1/4 all are exact in float32."""

    seed: int
    n: int
    m: int
    narrow: bool = False
    shapes: tuple[Range, ...] = SHAPES
    band: Band = field(init=False)
    scores: dict[Range, Scores] = field(init=False)
    costs: Costs = field(init=False)

    def __post_init__(self) -> None:
        generator = np.random.default_rng(self.seed)
        self.band = narrow(generator, self.n, self.m) if self.narrow else whole(self.n, self.m)
        self.scores = {}
        for shape in self.shapes:
            size = self.n + 1, self.band.width
            score = (generator.integers(-12, 13, size) / 8).astype(np.float32)
            score[generator.random(size) < 0.15] = -np.inf
            self.scores[shape] = score
        prices = (generator.integers(-8, 3, 4) / 8).tolist()
        self.costs = Costs(*prices, temperature=0.25)

    def lattice(self) -> Lattice:
        return Lattice(self.band, self.scores, self.costs)

    def has(self, i: int, j: int) -> bool:
        low = int(self.band.low[i]) if i <= self.n else 0
        return i <= self.n and j <= self.m and low <= j < low + self.band.width

    def ways(self, i: int = 0, j: int = 0, state: str = "link") -> Iterator[Way]:
        """All alignments of what is behind a cell that was reached in a state."""
        if (i, j) == (self.n, self.m):
            yield Way(1.0)
        c, t = self.costs, self.costs.temperature
        for (a, b), score in self.scores.items():
            if self.has(i + a, j + b):
                found = float(score[i + a, j + b - self.band.low[i + a]])
                if found > -np.inf:
                    for way in self.ways(i + a, j + b, "link"):
                        own = (((a, b), i + a, j + b), *way.links)
                        yield Way(way.weight * exp(found / t), own, way.omitted, way.added)
        if state != "added" and self.has(i + 1, j):
            price = exp((c.more_omitted if state == "omitted" else c.omission) / t)
            for way in self.ways(i + 1, j, "omitted"):
                yield Way(way.weight * price, way.links, (i, *way.omitted), way.added)
        if self.has(i, j + 1):
            price = exp((c.more_added if state == "added" else c.addition) / t)
            for way in self.ways(i, j + 1, "added"):
                yield Way(way.weight * price, way.links, way.omitted, (j, *way.added))


def narrow(generator: np.random.Generator, n: int, m: int) -> Band:
    """A random band, in which each row has a cell below one of the row before."""
    while True:
        width = int(generator.integers(min(2, m + 1), m + 2))
        inner = np.sort(generator.integers(0, m + 2 - width, n - 1))
        low = np.array([0, *inner, m + 1 - width], dtype=np.int64)
        if np.diff(low).max() < width:
            return Band(n, m, low, width)


CASES = [
    Case(100 * n + 10 * m + seed, n, m, narrowed)
    for n, m in product(range(1, 5), range(1, 5))
    for narrowed in (False, True)
    for seed in range(6)
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.n}x{c.m}-{c.seed}-{c.band.width}")
def test_it_is_exact(case: Case) -> None:
    ways = list(case.ways())
    total = sum(way.weight for way in ways)
    lattice = case.lattice()
    assert lattice._total == pytest.approx(log(total), abs=1e-9)

    links = {shape: np.zeros((case.n + 1, case.band.width)) for shape in case.shapes}
    for way in ways:
        for shape, i, j in way.links:
            links[shape][i, j - case.band.low[i]] += way.weight / total
    found = lattice.links()
    assert found.keys() == links.keys()
    for shape, expected in links.items():
        # They are kept as float32.
        np.testing.assert_allclose(found[shape], expected, rtol=0, atol=1e-7)

    def share(side: str, start: int, end: int) -> float:
        inside = set(range(start, end))
        return sum(way.weight for way in ways if inside <= set(getattr(way, side))) / total

    omitted = [share("omitted", i, i + 1) for i in range(case.n)]
    added = [share("added", j, j + 1) for j in range(case.m)]
    np.testing.assert_allclose(lattice.omitted(), omitted, rtol=0, atol=1e-9)
    np.testing.assert_allclose(lattice.added(), added, rtol=0, atol=1e-9)
    for start, end in runs(case.n):
        expected_run = share("omitted", start, end)
        assert lattice.omitted_run(start, end) == pytest.approx(expected_run, abs=1e-9)
    for start, end in runs(case.m):
        expected_run = share("added", start, end)
        assert lattice.added_run(start, end) == pytest.approx(expected_run, abs=1e-9)


def runs(n: int) -> Iterator[Range]:
    return ((start, end) for start in range(n) for end in range(start + 1, n + 1))


def covered(case: Case, lattice: Lattice) -> tuple[np.ndarray, np.ndarray]:
    """For each sentence of both sides the probabilities of all that may become of it."""
    source, target = lattice.omitted().copy(), lattice.added().copy()
    for (a, b), links in lattice.links().items():
        for i, x in np.argwhere(links > 0):
            j = case.band.low[i] + x
            source[i - a : i] += links[i, x]
            target[j - b : j] += links[i, x]
    return source, target


@pytest.mark.parametrize(("n", "m"), [(60, 60), (90, 20), (20, 90), (1, 70), (70, 1)])
@pytest.mark.parametrize("narrowed", [False, True])
def test_something_becomes_of_every_sentence(n: int, m: int, narrowed: bool) -> None:
    case = Case(5, n, m, narrowed)
    for side in covered(case, case.lattice()):
        np.testing.assert_allclose(side, 1.0, rtol=0, atol=1e-6)


def test_a_run_is_no_likelier_than_what_is_in_it() -> None:
    case = Case(8, 30, 30)
    lattice = case.lattice()
    omitted, added = lattice.omitted(), lattice.added()
    for start, end in runs(30):
        assert lattice.omitted_run(start, end) <= omitted[start:end].min() + 1e-12
        assert lattice.added_run(start, end) <= added[start:end].min() + 1e-12


def test_scores_that_decide_all() -> None:
    """Weights of e to the ten-thousandth: no overflow, and nothing that is not a number."""
    n, large = 40, np.full((41, 41), -500.0, dtype=np.float32)
    np.fill_diagonal(large, 500.0)
    large[30:33] = -500.0
    case = Case(0, n, n)
    lattice = Lattice(case.band, {(1, 1): large}, Costs(-1.0, -1.0, -1.0, -1.0, 0.05))
    expected = np.zeros(n)
    expected[29:32] = 1.0
    with np.errstate(all="raise", under="ignore"):
        np.testing.assert_allclose(lattice.omitted(), expected, atol=1e-12)
        np.testing.assert_allclose(lattice.added(), expected, atol=1e-12)
        links = lattice.links()[1, 1]
    assert np.isfinite(links).all()
    assert links[29, 29] == pytest.approx(1.0)
    assert lattice.omitted_run(29, 32) == pytest.approx(1.0)
    assert lattice.omitted_run(28, 32) == pytest.approx(0.0)


@pytest.mark.parametrize("band", [whole(3, 5), whole(1, 1), whole(6, 1)])
def test_without_a_single_link_all_is_unaligned(band: Band) -> None:
    for lattice in unlinked(band):
        np.testing.assert_allclose(lattice.omitted(), 1.0)
        np.testing.assert_allclose(lattice.added(), 1.0)
        assert lattice.omitted_run(0, band.n) == pytest.approx(1.0)
        assert lattice.added_run(0, band.m) == pytest.approx(1.0)
        assert all(not links.any() for links in lattice.links().values())


def test_without_a_single_path_there_are_probabilities_nevertheless() -> None:
    """Gaps alone go down and then to the right, which leads out of this band."""
    band = around_line(4, 2000)
    for lattice in unlinked(band):
        for found in (lattice.omitted(), lattice.added(), *lattice.links().values()):
            assert ((found >= 0) & (found <= 1)).all()
        assert 0 <= lattice.omitted_run(0, 4) <= 1
        assert 0 <= lattice.added_run(0, 2000) <= 1


def unlinked(band: Band) -> list[Lattice]:
    """Without shapes, and with one that occurs nowhere."""
    costs = Costs(-0.5, -0.25, -0.5, -0.25, 0.25)
    never = np.full((band.n + 1, band.width), -np.inf, dtype=np.float32)
    return [Lattice(band, {}, costs), Lattice(band, {(1, 1): never}, costs)]


def test_a_run_that_no_row_of_the_band_holds_is_impossible() -> None:
    low = np.array([0, 2, 4, 6, 8], dtype=np.int64)
    band = Band(4, 10, low, 3)
    scores = {(1, 2): np.zeros((5, 3), dtype=np.float32)}
    lattice = Lattice(band, scores, Costs(-0.5, -0.25, -0.5, -0.25, 0.25))
    assert lattice.added_run(0, 10) == 0.0
    assert lattice.omitted_run(0, 4) == 0.0


def test_gaps_that_cost_nothing_more_make_runs_likelier() -> None:
    never = {(1, 1): np.zeros((9, 7), dtype=np.float32)}
    dear = Lattice(whole(8, 6), never, Costs(-0.25, -0.25, -0.25, -0.25, 0.25))
    cheap = Lattice(whole(8, 6), never, Costs(-0.25, 0.0, -0.25, 0.0, 0.25))
    assert cheap.omitted_run(2, 6) > dear.omitted_run(2, 6)
    assert cheap.added_run(1, 4) > dear.added_run(1, 4)
