"""Brackets and quotation marks without a partner."""

from __future__ import annotations

import pytest

from tqcheck.detectors.unpaired import unpaired


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a (b", "("),
        ("the boat) came", ")"),
        ("“a b", "“"),
        ('the "new ferry was', '"'),
        ("(a]", "(]"),
        ("((a)", "("),
    ],
)
def test_signs_without_partner(text: str, left: str) -> None:
    assert "".join(text[i] for i in unpaired(text, False))[: len(left)] == left


@pytest.mark.parametrize(
    "text",
    [
        "a (b [c] {d}) e",
        "“a ‘b’ c”",
        'he said “a" and "b”',
        "1) one 2) two iii) three",
        "the boatmen’s, ’55, don't",
        'the shaft is 24" thick',
        "a smile :) and a frown :(",
        "„Fähre“ und »Fluss«",
        "",
    ],
)
def test_what_pairs_or_is_no_bracket(text: str) -> None:
    assert unpaired(text, False) == []


def test_chinese() -> None:
    assert unpaired("“新渡船”（含《石口报》记者）「好」", True) == []
    assert unpaired("高山（石口人的船坞", True) == [2]
