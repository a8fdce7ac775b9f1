"""The meaning score against its definition, cell by cell."""

from __future__ import annotations

import numpy as np
import pytest

from tqcheck.alignment import semantic
from tqcheck.alignment.beads import Range
from tqcheck.alignment.encoder import Positions, Vectors
from tqcheck.alignment.semantic import MAX_SIZE_FACTOR, MeaningScore, Runs, runs_needed

N, M = 7, 6
SHAPES: tuple[Range, ...] = ((1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (1, 3))


class Sums:
    """Windows of random sentences: normalised sums of their vectors."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def one(self, start: int, end: int) -> Vectors:
        total = self._vectors[start:end].sum(axis=0)
        normalised: Vectors = (total / np.linalg.norm(total)).astype(np.float32)
        return normalised

    def vectors(self, starts: Positions, ends: Positions) -> Vectors:
        return np.array([self.one(*run) for run in zip(starts, ends, strict=True)])


def sides(source: Vectors, target: Vectors) -> tuple[tuple[Sums, Sums], MeaningScore]:
    views = Sums(source), Sums(target)
    runs = []
    for view, count in zip(views, (len(source), len(target)), strict=True):
        known = [np.arange(count + 1) >= width for width in (1, 2, 3)]
        runs.append(Runs(view, [1, 2, 3], np.array(known)))
    return views, MeaningScore(runs[0], runs[1], len(source), len(target))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("coverage", [0.0, 0.5])
def test_a_cosine_less_a_share_of_the_neighbours(
    shape: Range, coverage: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(semantic, "COVERAGE_SHARE", coverage)
    generator = np.random.default_rng(7)
    source, target = (generator.normal(size=(k, 16)).astype(np.float32) for k in (N, M))
    (source_runs, target_runs), score = sides(source, target)
    a, b = shape
    found = score.score(shape, (a, N + 1), (b, M + 1))

    def cosine(left: Range, right: Range) -> float:
        return float(source_runs.one(*left) @ target_runs.one(*right))

    for i in range(a, N + 1):
        for j in range(b, M + 1):
            left, right = (i - a, i), (j - b, j)
            own = cosine(left, right)
            near = [cosine((k, k + 1), right) for k in (i - a - 1, i) if 0 <= k < N]
            near += [cosine(left, (k, k + 1)) for k in (j - b - 1, j) if 0 <= k < M]
            expected = own - semantic.NEIGHBOUR_SHARE * float(np.mean(near)) - semantic.MIN_COSINE
            loss = [0.0]
            if a > 1:
                loss += [own - cosine(part, right) for part in ((i - a, i - 1), (i - a + 1, i))]
            if b > 1:
                loss += [own - cosine(left, part) for part in ((j - b, j - 1), (j - b + 1, j))]
            expected += coverage * min(loss)
            assert found[i - a, j - b] == pytest.approx(expected, abs=1e-5)


def test_a_sentence_that_adds_nothing_lowers_the_score() -> None:
    x, y, z = np.eye(4, dtype=np.float32)[:3]
    _, score = sides(np.stack([x, y, z]), np.stack([x + y, z]))

    def of(shape: Range, i: int, j: int) -> float:
        return float(score.score(shape, (i, i + 1), (j, j + 1))[0, 0])

    assert of((2, 1), 2, 1) > of((1, 1), 2, 1) + 0.2
    assert of((2, 1), 3, 2) < of((1, 1), 3, 2) - 0.2


def test_which_runs_are_encoded() -> None:
    source = [3.0, 3.0, 4.0, 90.0, 1.0]
    source_runs, target_runs = runs_needed(((1, 1), (1, 2), (3, 1)), source, [10.0, 8.0])
    # Single sentences always, however long.
    assert source_runs[1].tolist() == [False] + [True] * 5
    assert target_runs[1].tolist() == [False, True, True]
    # A run of three is linked to one, of which the longest has 10.
    assert 10 <= MAX_SIZE_FACTOR * 10 < 95
    assert source_runs[3].tolist() == [False] * 3 + [True, False, False]
    assert target_runs[2].tolist() == [False, False, True]
    # Widths of which there is no run are left out.
    assert source_runs.keys() == {1, 3}
    assert runs_needed(((1, 1), (2, 1)), [5.0], [5.0])[0].keys() == {1}
    assert runs_needed(((1, 1), (3, 1)), [90.0] * 3, [5.0])[0].keys() == {1}
