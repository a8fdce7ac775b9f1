"""Doubled words and loops."""

from __future__ import annotations

import pytest

from tqcheck.detectors.doubling import doubled_words, loops


@pytest.mark.parametrize("text", ["crossed the the river", "The the river", "of a a boat"])
def test_a_word_twice_is_found(text: str) -> None:
    ((start, middle, end),) = doubled_words(text, "en")
    assert text[start:middle].lower() == text[middle:end].strip().lower()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("all he had had", "en"),
        ("I know that that is so", "en"),
        ("Lang Lang and Walla Walla", "en"),
        ("very very old", "en"),
        ("ha-ha ha", "en"),
        ("the, the", "en"),
        ("1989 1989", "en"),
        ("die, die die Fähre sah", "de"),
        ("nous nous trompons", "fr"),
    ],
)
def test_what_doubles_on_purpose_is_not(text: str, language: str) -> None:
    assert not list(doubled_words(text, language))


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("go on " + "until the floods come, " * 5, 5),
        ("and " + "again " * 12, 12),
        ("the boat came. " * 4, 4),
    ],
)
def test_a_group_of_words_over_and_over_is_a_loop(text: str, times: int) -> None:
    ((start, second, end),) = loops(text, False)
    assert end - start >= (second - start) * (times - 1)


@pytest.mark.parametrize("text", ["no, no, no!", "step by step by step", "a b c a b c", ""])
def test_a_few_repetitions_are_none(text: str) -> None:
    assert not list(loops(text, False))


def test_characters_count_where_no_blanks_are_written() -> None:
    assert len(list(loops("船来了" + "水很大" * 6, True))) == 1
    assert not list(loops("高高兴兴地一个一个上船", True))
