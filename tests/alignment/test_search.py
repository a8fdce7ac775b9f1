from __future__ import annotations

import numpy as np
import pytest

from tqcheck.alignment import search as module
from tqcheck.alignment.length import LengthScore
from tqcheck.alignment.search import Costs, Floats, Range, search
from tqcheck.alignment.semantic import MeaningScore

COSTS = Costs(omission=-0.2, addition=-0.3, extension=-0.05, merge=-0.1, wider=-0.05)


class Table:
    """Scores of single pairs from a table; a wider bead scores the mean of its pairs."""

    def __init__(self, table: list[list[float]]) -> None:
        self._table = np.array(table)

    def row(self, end: int, shape: Range, low: int, high: int) -> Floats:
        a, b = shape
        return np.array([self._table[end - a : end, j - b : j].mean() for j in range(low, high)])


def likeness(source: str, target: str) -> Table:
    return Table([[1.0 if s == t else -1.0 for t in target] for s in source])


def shapes(source: str, target: str) -> list[tuple[int, int]]:
    beads = search(len(source), len(target), [likeness(source, target)], COSTS)
    return [(s[1] - s[0], t[1] - t[0]) for s, t in beads]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("abc", "abc", [(1, 1)] * 3),
        ("abc", "ac", [(1, 1), (1, 0), (1, 1)]),
        ("abc", "bc", [(1, 0), (1, 1), (1, 1)]),
        ("abc", "ab", [(1, 1), (1, 1), (1, 0)]),
        ("abxyzc", "abc", [(1, 1), (1, 1), (1, 0), (1, 0), (1, 0), (1, 1)]),
        ("ac", "abxc", [(1, 1), (0, 1), (0, 1), (1, 1)]),
        ("ac", "xxac", [(0, 1), (0, 1), (1, 1), (1, 1)]),
        ("ac", "acxx", [(1, 1), (1, 1), (0, 1), (0, 1)]),
        ("ab", "xy", [(1, 0), (1, 0), (0, 1), (0, 1)]),
    ],
)
def test_best_beads(source: str, target: str, expected: list[tuple[int, int]]) -> None:
    assert sorted(shapes(source, target)) == sorted(expected)
    if source != "ab":
        assert shapes(source, target) == expected


def test_a_wide_split_is_one_bead() -> None:
    table = Table([[0.9 if j < 12 else -1.0 for j in range(13)], [-1.0] * 12 + [0.9]])
    costs = Costs(omission=-0.2, addition=-0.3, extension=-0.3, merge=-0.1, wider=-0.01)
    assert search(2, 13, [table], costs) == [((0, 1), (0, 12)), ((1, 2), (12, 13))]


def test_the_band_finds_what_the_whole_lattice_does(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "".join(chr(97 + i % 26) for i in range(60))
    target = source[:20] + source[23:]
    whole = shapes(source, target)
    monkeypatch.setattr(module, "BAND", 8)
    assert shapes(source, target) == whole
    assert whole.count((1, 0)) == 3


def test_length_score_prefers_the_expected_ratio() -> None:
    score = LengthScore([20, 20, 20], [80, 80, 160], ratio=4.0)
    even = score.row(1, (1, 1), 1, 4)
    assert even[0] == pytest.approx(0.0)
    assert even[2] < even[0]
    assert score.row(3, (2, 1), 3, 4)[0] == pytest.approx(0.0)


def test_meaning_score_is_the_cosine_of_weighted_means() -> None:
    generator = np.random.default_rng(7)
    vectors = generator.normal(size=(7, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    score = MeaningScore(vectors[:3], vectors[3:], [10, 10, 10], [40, 40, 40, 40])
    source, target = vectors[:2].sum(axis=0), vectors[3:6].sum(axis=0)
    expected = source @ target / np.linalg.norm(source) / np.linalg.norm(target)
    assert score.similarity((0, 2), (0, 3)) == pytest.approx(float(expected), abs=1e-6)
    best = max(float(vectors[2] @ vector) for vector in vectors[3:])
    assert score.similarity((2, 3), (4, 4)) == pytest.approx(best, abs=1e-6)


def test_a_segment_that_adds_nothing_lowers_the_score() -> None:
    x, y, z = np.eye(4, dtype=np.float32)[:3]
    both = (x + y) / np.sqrt(np.float32(2))
    score = MeaningScore(np.stack([x, y, z]), np.stack([both, z]), [9, 9, 9], [18, 9])
    assert score.row(2, (2, 1), 1, 2)[0] > score.row(2, (1, 1), 1, 2)[0] + 0.2
    assert score.row(3, (2, 1), 2, 3)[0] < score.row(3, (1, 1), 2, 3)[0] - 0.5
