"""Foreign names in characters, and how far Latin names are from them."""

from __future__ import annotations

import pytest

from tqcheck.recognisers.names.transcriptions import distance, foreign_names, is_distinctive


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("达尔顿", "Dalton"),
        ("希门尼斯", "Jiménez"),
        ("撒切尔", "Thatcher"),
        ("丘吉尔", "Churchill"),
        ("亚历克斯", "Alex"),
        ("哈维尔", "Xavier"),
        ("勃列日涅夫", "Brezhnev"),
        ("约翰", "John"),
    ],
)
def test_a_name_is_near_the_characters_that_write_it(name: str, latin: str) -> None:
    assert distance(name, latin) <= 0.34


@pytest.mark.parametrize(
    ("name", "latin"), [("达尔顿", "Marchetti"), ("希门尼斯", "Kowalczyk"), ("丘吉尔", "Baldwin")]
)
def test_a_name_is_far_from_the_characters_of_another(name: str, latin: str) -> None:
    assert distance(name, latin) >= 0.75


def test_one_consonant_tells_nothing() -> None:
    assert not is_distinctive("李")
    assert not is_distinctive("奥亚")
    assert is_distinctive("达尔登")


def test_the_parts_of_a_name_reach_as_far_as_its_characters_may() -> None:
    text = "会见主席亨利·达尔顿率领的代表团和让·雅克·鲁博。"
    assert list(foreign_names(text)) == [("亨利", "达尔顿"), ("让", "雅克", "鲁博")]
