"""The band: well-formed whatever the texts, and around the true path where there is one."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tqcheck.alignment.band import MAX_WHOLE_SENTENCES, Band, around_anchors, around_line, whole

SIZES = [1, 2, 3, 50, MAX_WHOLE_SENTENCES, MAX_WHOLE_SENTENCES + 1, 2000]


def unit(generator: np.random.Generator, n: int, width: int = 32) -> NDArray[np.float32]:
    vectors = generator.normal(size=(n, width)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def noisy(
    generator: np.random.Generator, vectors: NDArray[np.float32], noise: float
) -> NDArray[np.float32]:
    """Vectors whose cosine with the ones given is about 1 / sqrt(1 + noise²)."""
    result = vectors + noise * unit(generator, len(vectors), vectors.shape[1])
    normalised: NDArray[np.float32] = result / np.linalg.norm(result, axis=1, keepdims=True)
    return normalised


def assert_well_formed(band: Band, n: int, m: int) -> None:
    assert (band.n, band.m) == (n, m)
    assert band.low.shape == (n + 1,)
    assert 1 <= band.width <= m + 1
    assert band.low[0] == 0
    assert band.low[-1] == m + 1 - band.width
    steps = np.diff(band.low)
    assert (steps >= 0).all()
    # From each row a cell leads to the next, and room is left beside it.
    assert (steps < band.width).all()


def within(band: Band, cells: list[tuple[int, int]]) -> NDArray[np.bool_]:
    rows, columns = np.array(cells).T
    low = band.low[rows]
    result: NDArray[np.bool_] = (columns >= low) & (columns < low + band.width)
    return result


@pytest.mark.parametrize("m", SIZES)
@pytest.mark.parametrize("n", SIZES)
def test_bands_are_well_formed(n: int, m: int) -> None:
    generator = np.random.default_rng(n * m)
    for band in (
        around_line(n, m),
        around_anchors(unit(generator, n), unit(generator, m)),
        around_anchors(np.ones((n, 1), dtype=np.float32), np.ones((m, 1), dtype=np.float32)),
        around_anchors(np.zeros((n, 4), dtype=np.float32), np.zeros((m, 4), dtype=np.float32)),
    ):
        assert_well_formed(band, n, m)


@pytest.mark.parametrize(
    ("n", "m"), [(1, 1), (3, 4), (700, MAX_WHOLE_SENTENCES), (1, MAX_WHOLE_SENTENCES)]
)
def test_of_a_short_text_all_is_searched(n: int, m: int) -> None:
    generator = np.random.default_rng(1)
    for band in (
        whole(n, m),
        around_line(n, m),
        around_anchors(unit(generator, n), unit(generator, m)),
    ):
        assert band.width == m + 1
        assert not band.low.any()


def lost_and_added(
    generator: np.random.Generator, n: int, lost: int, added: int, length: int
) -> tuple[NDArray[np.float32], list[int | None], list[tuple[int, int]]]:
    """Vectors of a text, for each sentence of its translation which it is of, and the true path."""
    order: list[int | None] = [i for i in range(n) if not lost <= i < lost + length]
    place = order.index(added)
    order[place:place] = [None] * length
    cells, i = [(0, 0)], 0
    for j, own in enumerate(order):
        while own is not None and i < own:
            i += 1
            cells.append((i, j))
        i += own is not None
        cells.append((i, j + 1))
    return unit(generator, n), order, [*cells, *((k, len(order)) for k in range(i + 1, n + 1))]


@pytest.mark.slow
@pytest.mark.parametrize("noise", [0.0, 0.5, 1.0, 1.4])
@pytest.mark.parametrize(("lost", "added"), [(300, 1500), (1500, 300), (900, 1060), (0, 1999)])
@pytest.mark.parametrize("seed", range(3))
def test_the_true_path_is_inside(seed: int, lost: int, added: int, noise: float) -> None:
    n, length = 2000, 150
    generator = np.random.default_rng(seed)
    source, order, cells = lost_and_added(generator, n, lost, added, length)
    target = unit(generator, len(order))
    translated = [j for j, own in enumerate(order) if own is not None]
    own = source[[i for i in order if i is not None]]
    target[translated] = noisy(generator, own, noise)
    band = around_anchors(source, target)
    assert_well_formed(band, n, len(order))
    assert band.width < 1000
    assert within(band, cells).all()
    # The other way round what was lost was added.
    band = around_anchors(target, source)
    assert_well_formed(band, len(order), n)
    assert within(band, [(j, i) for i, j in cells]).all()


@pytest.mark.parametrize(("n", "m"), [(20, 3000), (3000, 600), (600, 3000), (1, 3000), (3000, 1)])
def test_steep_texts_reach_the_end(n: int, m: int) -> None:
    """Each sentence of the shorter text stands for a run of the longer one."""
    generator = np.random.default_rng(3)
    few, many = sorted((n, m))
    short = unit(generator, few)
    long = noisy(generator, short[np.arange(many) * few // many], 0.5)
    source, target = (short, long) if n <= m else (long, short)
    band = around_anchors(source, target)
    assert_well_formed(band, n, m)
    cells = [(k * few // many, k) for k in range(many + 1)]
    assert within(band, cells if n <= m else [(j, i) for i, j in cells]).all()


def test_a_stray_anchor_leads_nowhere() -> None:
    """A sentence that recurs far away is outside the longest chain."""
    generator = np.random.default_rng(4)
    source = unit(generator, 1200)
    target = noisy(generator, source, 0.7)
    target[500:520] = source[640:660]
    target[640:660] = unit(generator, 20)
    band = around_anchors(source, target)
    assert within(band, [(k, k) for k in range(1201)]).all()
