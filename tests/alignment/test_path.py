"""The path against all paths of tiny lattices, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from math import inf

import numpy as np
import pytest

from tqcheck.alignment.band import Band, Floats, around_line, whole
from tqcheck.alignment.beads import Range
from tqcheck.alignment.lattice import Costs, Lattice, Scores
from tqcheck.alignment.path import GAP_WEIGHT, best_path

SHAPES: tuple[Range, ...] = ((1, 1), (1, 2), (2, 1), (2, 2), (3, 1))
Step = tuple[Range, Range]


class Case:
    """Random probabilities, in a band of whatever form."""

    def __init__(self, seed: int, n: int, m: int, narrowed: bool = False) -> None:
        generator = np.random.default_rng(seed)
        self.band = self._narrow(generator, n, m) if narrowed else whole(n, m)
        size = n + 1, self.band.width
        self.links: Mapping[Range, Scores] = {
            shape: generator.random(size, dtype=np.float32) for shape in SHAPES
        }
        self.omitted, self.added = generator.random(n), generator.random(m)

    @staticmethod
    def _narrow(generator: np.random.Generator, n: int, m: int) -> Band:
        while True:
            width = int(generator.integers(2, m + 2))
            low = np.sort(generator.integers(0, m + 2 - width, n + 1))
            low[0], low[-1] = 0, m + 1 - width
            if np.diff(low).max() < width:
                return Band(n, m, low, width)

    def best(self) -> list[Step]:
        return best_path(self.band, self.links, self.omitted, self.added)

    def paths(self, i: int = 0, j: int = 0) -> Iterator[list[Step]]:
        band = self.band
        if (i, j) == (band.n, band.m):
            yield []
        for a, b in ((1, 0), (0, 1), *SHAPES):
            y, x = i + a, j + b
            if y <= band.n and x <= band.m and 0 <= x - band.low[y] < band.width:
                for rest in self.paths(y, x):
                    yield [((i, y), (j, x)), *rest]

    def worth(self, path: list[Step]) -> float:
        return sum(self._gain(*step) for step in path)

    def _gain(self, source: Range, target: Range) -> float:
        left, right = self.omitted[slice(*source)], self.added[slice(*target)]
        if not len(left) or not len(right):
            return GAP_WEIGHT * float(left.sum() + right.sum())
        if left.max() >= 1 or right.max() >= 1:
            return -inf
        (i0, i1), (j0, j1) = source, target
        link = self.links[i1 - i0, j1 - j0][i1, j1 - self.band.low[i1]]
        return float(link)


CASES = [
    (seed, n, m, narrowed)
    for n, m in product(range(1, 5), range(1, 5))
    for narrowed in (False, True)
    for seed in range(8)
]


def assert_covers(path: list[Step], n: int, m: int) -> None:
    """Each step begins where the one before ends, from one corner to the other."""
    assert [i for source, _ in path for i in range(*source)] == list(range(n))
    assert [j for _, target in path for j in range(*target)] == list(range(m))


@pytest.mark.parametrize(("seed", "n", "m", "narrowed"), CASES)
def test_no_path_is_worth_more(seed: int, n: int, m: int, narrowed: bool) -> None:
    case = Case(seed, n, m, narrowed)
    found = case.best()
    assert_covers(found, n, m)
    best = max(map(case.worth, case.paths()))
    assert case.worth(found) == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize(("seed", "n", "m", "narrowed"), CASES)
def test_what_has_no_counterpart_has_none(seed: int, n: int, m: int, narrowed: bool) -> None:
    case = Case(seed, n, m, narrowed)
    generator = np.random.default_rng(seed)
    case.omitted[generator.random(n) < 0.3] = 1.0
    case.added[generator.random(m) < 0.3] = 1.0
    within = [path for path in case.paths() if case.worth(path) > -inf]
    if not within:
        return  # Such a narrow band is left to be survived only.
    found = case.best()
    assert_covers(found, n, m)
    assert case.worth(found) == pytest.approx(max(map(case.worth, within)), abs=1e-9)
    gaps = [step for step in found if step[0][0] == step[0][1] or step[1][0] == step[1][1]]
    alone = {i for source, _ in gaps for i in range(*source)}
    assert set(np.flatnonzero(case.omitted == 1.0).tolist()) <= alone
    alone = {j for _, target in gaps for j in range(*target)}
    assert set(np.flatnonzero(case.added == 1.0).tolist()) <= alone


def simple(links: list[list[float]], omitted: list[float], added: list[float]) -> list[Step]:
    """The path through the whole lattice where there are 1-1 links only."""
    n, m = len(omitted), len(added)
    scores = np.zeros((n + 1, m + 1), dtype=np.float32)
    scores[1:, 1:] = links
    return best_path(whole(n, m), {(1, 1): scores}, np.array(omitted), np.array(added))


def test_doubtful_links_are_preferred_to_doubtful_gaps_within_reason() -> None:
    assert simple([[0.5]], [0.5], [0.5]) == [((0, 1), (0, 1))]
    assert simple([[0.1]], [0.9], [0.9]) == [((0, 0), (0, 1)), ((0, 1), (1, 1))]


def test_a_likelier_wide_link_is_preferred_to_its_parts_and_they_to_a_less_likely_one() -> None:
    scores: dict[Range, Scores] = {
        shape: np.zeros((3, 3), dtype=np.float32) for shape in ((1, 1), (2, 2))
    }
    scores[1, 1][1, 1] = scores[1, 1][2, 2] = 0.25
    scores[2, 2][2, 2] = 0.75
    none = np.zeros(2)
    assert best_path(whole(2, 2), scores, none, none) == [((0, 2), (0, 2))]
    scores[1, 1][1, 1] = scores[1, 1][2, 2] = 0.5
    assert best_path(whole(2, 2), scores, none, none) == [((0, 1), (0, 1)), ((1, 2), (1, 2))]


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
@pytest.mark.parametrize(("n", "m"), [(1, 1), (3, 3), (5, 2), (2, 5), (7, 700), (700, 7)])
def test_where_all_is_equal_the_path_is_always_the_same(value: float, n: int, m: int) -> None:
    band = around_line(n, m)
    links: dict[Range, Floats | Scores] = {
        shape: np.full((n + 1, band.width), value, dtype=np.float32) for shape in SHAPES
    }
    gaps = np.full(n, 0.5), np.full(m, 0.5)
    first = best_path(band, links, *gaps)
    assert_covers(first, n, m)
    assert best_path(band, links, *gaps) == first


@pytest.mark.parametrize("band", [whole(3, 2), around_line(3, 600)])
def test_without_shapes_all_are_gaps(band: Band) -> None:
    found = best_path(band, {}, np.full(band.n, 0.9), np.full(band.m, 0.9))
    assert_covers(found, band.n, band.m)
    assert all(source[0] == source[1] or target[0] == target[1] for source, target in found)


# The lattice and its path together

COSTS = Costs(-0.2, -0.05, -0.3, -0.05, 0.05)


def letters(source: str, target: str, band: Band) -> list[str]:
    """The kinds of links of two texts whose sentences are letters, like each other or not."""
    scores = np.full((len(source) + 1, band.width), -1.0, dtype=np.float32)
    for i, letter in enumerate(source):
        for x in range(band.width):
            j = int(band.low[i + 1]) + x - 1
            if 0 <= j < len(target) and letter == target[j]:
                scores[i + 1, x] = 1.0
    lattice = Lattice(band, {(1, 1): scores}, COSTS)
    path = best_path(band, lattice.links(), lattice.omitted(), lattice.added())
    assert_covers(path, len(source), len(target))
    return [f"{i1 - i0}-{j1 - j0}" for (i0, i1), (j0, j1) in path]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("abc", "abc", "1-1 1-1 1-1"),
        ("abc", "ac", "1-1 1-0 1-1"),
        ("abc", "bc", "1-0 1-1 1-1"),
        ("abc", "ab", "1-1 1-1 1-0"),
        ("abxyzc", "abc", "1-1 1-1 1-0 1-0 1-0 1-1"),
        ("ac", "abxc", "1-1 0-1 0-1 1-1"),
        ("ac", "xxac", "0-1 0-1 1-1 1-1"),
        ("ac", "acxx", "1-1 1-1 0-1 0-1"),
        ("ab", "xy", "0-1 0-1 1-0 1-0"),
    ],
)
def test_letters(source: str, target: str, expected: str) -> None:
    assert letters(source, target, whole(len(source), len(target))) == expected.split()


def test_the_band_finds_what_the_whole_lattice_does() -> None:
    source = "".join(chr(97 + i % 26) for i in range(60))
    target = source[:20] + source[23:]
    low = np.clip(np.arange(61) - 8, 0, 57 + 1 - 17)
    narrow = Band(60, 57, low, 17)
    found = letters(source, target, narrow)
    assert found == letters(source, target, whole(60, 57))
    assert found.count("1-0") == 3


def test_a_wide_split_is_one_link() -> None:
    shapes = {(1, b): np.full((3, 14), -1.0, dtype=np.float32) for b in range(1, 13)}
    for shape, scores in shapes.items():
        scores[1, 1:13] = 0.9 - 0.07 * (12 - shape[1])  # A part of it is less like the whole.
        scores[2, 13] = 0.9 if shape == (1, 1) else -1.0
    lattice = Lattice(whole(2, 13), shapes, COSTS)
    path = best_path(lattice.band, lattice.links(), lattice.omitted(), lattice.added())
    assert path == [((0, 1), (0, 12)), ((1, 2), (12, 13))]
