"""The length score, by hand: sizes of 20 and 40 where twice the source is expected."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from tqcheck.alignment.length import (
    LOG_DEVIATION,
    MAX_PENALTY,
    NOISE_CHARS,
    PRIOR_STEP,
    PRIORS,
    SIZE_EXPONENT,
    Lengths,
)

LENGTHS = Lengths([20, 30, 0], [40, 20, 60], ratio=2.0)
CELLS = (0, 4), (0, 4)


def test_the_factor_is_the_lesser_over_the_greater_size() -> None:
    factor = LENGTHS.factor((1, 1), *CELLS)
    assert factor.shape == (4, 4)
    assert factor[1, 1] == pytest.approx(1.0)
    assert factor[1, 2] == pytest.approx(0.5**SIZE_EXPONENT)
    assert factor[2, 3] == pytest.approx(1.0)
    assert factor[2, 1] == pytest.approx((40 / 60) ** SIZE_EXPONENT)
    assert LENGTHS.factor((2, 1), *CELLS)[2, 1] == pytest.approx(0.4**SIZE_EXPONENT)
    assert LENGTHS.factor((1, 2), *CELLS)[2, 2] == pytest.approx(1.0)
    assert LENGTHS.factor((2, 2), *CELLS)[2, 2] == pytest.approx(0.6**SIZE_EXPONENT)


def test_what_is_empty_has_no_factor() -> None:
    factor = LENGTHS.factor((1, 1), *CELLS)
    assert factor[3, 1:] == pytest.approx(np.zeros(3), abs=1e-3)
    assert factor[0, 1:] == pytest.approx(np.zeros(3), abs=1e-3)
    assert factor[1:3, 0] == pytest.approx(np.zeros(2), abs=1e-3)
    assert np.isfinite(factor).all()


def test_a_part_of_the_cells() -> None:
    for score in (LENGTHS.factor, LENGTHS.likelihood):
        whole = score((2, 1), *CELLS)
        assert np.array_equal(score((2, 1), (2, 4), (1, 3)), whole[2:4, 1:3])


def test_the_likelihood_is_log_normal_with_priors() -> None:
    likely = LENGTHS.likelihood((1, 1), *CELLS)
    assert likely[1, 1] == pytest.approx(PRIORS[2])
    variance = LOG_DEVIATION**2 + NOISE_CHARS / 20  # The shorter side has 20 characters.
    expected = PRIORS[2] - min(log(2) ** 2 / (2 * variance), MAX_PENALTY)
    assert likely[1, 2] == pytest.approx(expected)
    assert LENGTHS.likelihood((1, 2), *CELLS)[2, 2] == pytest.approx(PRIORS[3])
    long = Lengths([1, 99], [25, 25, 50], 1.0)
    assert long.likelihood((2, 3), (2, 3), (3, 4)) == pytest.approx(PRIORS[3] + 2 * PRIOR_STEP)


def test_short_texts_may_differ_more() -> None:
    short, long = Lengths([10], [14], 1.0), Lengths([1000], [1400], 1.0)
    cell = (1, 2), (1, 2)
    assert short.likelihood((1, 1), *cell)[0, 0] > long.likelihood((1, 1), *cell)[0, 0]
    # Fewer characters of a dense script are the same text: neither direction is better known.
    there, back = Lengths([100], [40], 0.25), Lengths([40], [100], 4.0)
    assert there.likelihood((1, 1), *cell) == pytest.approx(back.likelihood((1, 1), *cell))


def test_the_penalty_has_an_end() -> None:
    extreme = Lengths([1, 0], [1_000_000, 0], 1.0)
    likely = extreme.likelihood((1, 1), (0, 3), (0, 3))
    assert np.isfinite(likely).all()
    assert likely.min() == pytest.approx(PRIORS[2] - MAX_PENALTY)
