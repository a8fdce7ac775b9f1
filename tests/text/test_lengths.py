from __future__ import annotations

import pytest

from tqcheck.text.lengths import length_model, size


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("", "en", 0),
        ("two words", "en", 8),
        (" two\u3000\n words ", "en", 8),
        ("两个字", "zh", 3),
        ("两个　字", "zh-Hans", 3),
        ("1989", "zh", 1),
        ("两个字。", "zh", 3.25),
        ("二つの語", "ja", 4),
        ("1989", "de", 4),
    ],
)
def test_size(text: str, language: str, expected: float) -> None:
    assert size(text, language) == expected


@pytest.mark.parametrize(
    "pair",
    [("zh", "en"), ("en", "zh"), ("en", "ja"), ("en", "de"), ("en", "es"), ("de", "fr")],
)
@pytest.mark.parametrize("inverse", [False, True])
def test_bounds_lie_inside_each_other(pair: tuple[str, str], inverse: bool) -> None:
    model = length_model(*(pair[::-1] if inverse else pair))
    assert model is not None
    assert model.hard[0] < model.soft[0] < model.document[0] < model.median
    assert model.median < model.document[1] < model.soft[1] < model.hard[1]
    assert model.minimum > 0


def test_regions_and_case_do_not_count() -> None:
    assert length_model("zh-Hant-TW", "EN") == length_model("zh", "en")


def test_an_unmeasured_direction_is_the_inverse() -> None:
    forward, backward = length_model("en", "es"), length_model("es", "en")
    assert forward is not None
    assert backward is not None
    assert backward.median == pytest.approx(1 / forward.median)
    assert backward.hard[0] == pytest.approx(1 / forward.hard[1])
    assert backward.minimum == pytest.approx(forward.minimum * forward.median)


def test_unknown_pair() -> None:
    assert length_model("sw", "en") is None
