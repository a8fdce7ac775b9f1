"""English inflection: forms of a word, words that may be one, and keys that forms share."""

from __future__ import annotations

import pytest

from tqcheck.text.inflection import inflected, related_forms, stem


@pytest.mark.parametrize(
    "word, forms",
    [
        ("policy", {"policies"}),
        ("mu", {"mus"}),
        ("bus", {"buses"}),
        ("branch", {"branches"}),
        ("plan", {"plans", "planned", "planning"}),
        ("plane", {"planes", "planed", "planing"}),
        ("travel", {"traveled", "travelled", "travelling"}),
        ("carry", {"carries", "carried", "carrying"}),
        ("agree", {"agrees", "agreed", "agreeing"}),
        ("make", {"makes", "made", "making"}),
        ("man", {"men"}),
        ("workman", {"workmen"}),
        ("leaf", {"leaves"}),
        ("thesis", {"theses"}),
        ("write", {"wrote", "written", "writing"}),
        ("see", {"sees", "saw", "seen", "seeing"}),
        ("need", {"needs", "needed", "needing"}),
        ("speed", {"speeds", "sped", "speeding"}),
        ("building", {"buildings"}),
        ("add", {"adds", "added", "adding"}),
    ],
)
def test_forms_of_a_word(word: str, forms: set[str]) -> None:
    assert forms | {word} <= inflected(word)
    for form in forms:
        assert word in related_forms(form)
        assert stem(form) == stem(word)


@pytest.mark.parametrize(
    "one, other",
    [
        ("plan", "plane"),
        ("policy", "police"),
        ("university", "universe"),
        ("car", "caring"),
        ("general", "generate"),
    ],
)
def test_words_that_merely_look_alike(one: str, other: str) -> None:
    assert other not in related_forms(one)
    assert one not in related_forms(other)


@pytest.mark.parametrize("word", ["king", "spring", "bed", "is", "us", "class"])
def test_words_that_merely_look_inflected(word: str) -> None:
    assert related_forms(word) == inflected(word)


def test_what_is_forbidden_is_not_taken_for_a_form_of_another_word() -> None:
    assert "build" not in inflected("building")
    assert "build" in related_forms("building")


@pytest.mark.parametrize("word", ["a", "", "1945", "国", "naïve", "b2b"])
def test_anything_is_a_word(word: str) -> None:
    assert word in inflected(word)
    assert word in related_forms(word)
    assert isinstance(stem(word), str)
