"""Words for messages: lists, shortened texts and ordinals."""

from __future__ import annotations

import pytest

from tqcheck.wording import listed, ordinal_ending, shortened


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")],
)
def test_a_list_ends_in_its_word(items: list[str], text: str) -> None:
    assert listed(items, "or") == text


def test_a_text_is_cut_only_where_it_is_too_long() -> None:
    assert shortened("临河机器厂", 5) == "临河机器厂"
    assert shortened("临河机器厂建成", 5) == "临河机器…"


@pytest.mark.parametrize(
    ("number", "ending"),
    [(1, "st"), (2, "nd"), (3, "rd"), (4, "th"), (11, "th"), (12, "th"), (23, "rd"), (113, "th")],
)
def test_an_ordinal_has_its_ending(number: int, ending: str) -> None:
    assert ordinal_ending(number) == ending
