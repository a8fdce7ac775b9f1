from __future__ import annotations

import pytest

from tqcheck.recognisers.names.pronunciations import (
    Pronounced,
    read_as,
    sounds,
    wade_giles_syllables,
)


@pytest.mark.parametrize(
    ("text", "syllables", "found"),
    [
        ("船长单文波说", ("shan", "wen", "bo"), ["单文波"]),
        ("船长单文波说", ("dan", "wen", "bo"), ["单文波"]),
        ("吕　芳", ("lu", "fang"), ["吕芳"]),
        ("张文东", ("chang", "wen", "tung"), ["张文东"]),
        ("张文东", ("zhang", "wen", "tung"), []),
        ("张，文东", ("zhang", "wen", "dong"), []),
        ("北京和北京", ("bei", "jing"), ["北京", "北京"]),
        ("", ("bei",), []),
    ],
)
def test_names_are_found_by_any_reading(
    text: str, syllables: tuple[str, ...], found: list[str]
) -> None:
    assert [run.text for run in Pronounced(text).find(syllables)] == found


def test_near_runs_share_a_syllable_and_tell_how_many() -> None:
    near = Pronounced("书记吕学俭说").near(("liu", "xue", "jin"), 0.5)
    runs = {run.text: run.likeness for run in near}
    assert runs["吕学俭"] == max(runs.values())
    assert 0.5 <= runs["吕学俭"] < 1
    assert "记" not in runs


def test_characters_without_a_reading_end_a_name() -> None:
    assert sounds("a") == sounds("，") == frozenset()
    assert "lu" in sounds("吕")


def test_a_name_is_read_in_one_romanisation() -> None:
    assert read_as(("zhang", "dong"), "张东")
    assert read_as(("chang", "tung"), "张东")
    assert not read_as(("chang", "dong"), "张东")
    assert not read_as(("zhang",), "张东")


def test_wade_giles_syllables() -> None:
    assert wade_giles_syllables("T'ien-chin") == ("tien", "chin")
    assert wade_giles_syllables("Robert-chin") == ()
