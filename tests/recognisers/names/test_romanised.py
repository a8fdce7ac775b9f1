from __future__ import annotations

import pytest

from tqcheck.recognisers.names.romanised import folded, sequences, syllables, word


@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("Zhang", [("zhang",)]),
        ("Wendong", [("wen", "dong")]),
        ("Wen-dong", [("wen", "dong")]),
        ("Xi'an", [("xi", "an")]),
        ("Xi’an", [("xi", "an")]),
        ("Xian", [("xi", "an"), ("xian",)]),
        ("Lǚ", [("lu",)]),
        ("Lyu", [("lu",)]),
        ("Lv", [("lu",)]),
        ("Zhāng", [("zhang",)]),
        ("Sanyuanzhu", [("san", "yu", "an", "zhu"), ("san", "yuan", "zhu")]),
        ("Robert", []),
        ("Oliver", []),
        ("Tse-tung", []),
        ("A" * 10_000, []),
    ],
)
def test_a_word_has_all_its_cuts(written: str, readings: list[tuple[str, ...]]) -> None:
    assert set(readings) <= set(word(written).readings)
    assert bool(readings) == bool(word(written).readings)


@pytest.mark.parametrize(
    ("written", "proper"),
    [("Xi'an", True), ("Wuhan", True), ("Tongan", False), ("Maria", False), ("Robert", False)],
)
def test_a_syllable_that_begins_with_a_vowel_has_its_apostrophe(written: str, proper: bool) -> None:
    assert word(written).proper is proper


def test_sequences_are_capitalised_words_with_blanks_between() -> None:
    text = "Yesterday Mayor Lü Da-ming's wife, Mrs. Wang, saw Xi’an (Shaanxi)."
    found = [[each.text for each in sequence] for sequence in sequences(text)]
    assert found == [
        ["Yesterday", "Mayor", "Lü", "Da-ming"],
        ["Mrs"],
        ["Wang"],
        ["Xi’an"],
        ["Shaanxi"],
    ]
    for sequence in sequences(text):
        for each in sequence:
            assert text[each.start : each.end] == each.text


def test_folding_keeps_what_syllables_are_compared_by() -> None:
    assert folded("LǙ Nv Zhāng") == "lu nu zhang"
    assert syllables("xyz") == ()
    assert syllables("") == ((),)
