"""Punctuation of another script: which signs are found, and what the edits make of the text."""

from __future__ import annotations

import pytest

from tqcheck.detectors.punctuation import foreign_punctuation


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("poplars， and the", "poplars, and the"),
        ("poplars，and", "poplars, and"),
        ("He said：“Go”。", "He said: “Go”."),
        ("Gao（deputy）said", "Gao (deputy) said"),
        ("(Gao，deputy）", "(Gao, deputy)"),
        ("at 3：15 on", "at 3:15 on"),
        ("1，234", "1,234"),
        ("《Red Star》 is", "“Red Star” is"),
        ("red、white、blue", "red, white, blue"),
        ("the end。”", "the end.”"),
        ("the end。 Next", "the end. Next"),
        ("Title　Author", "Title Author"),
        ("100％ of", "100% of"),
        ("「Yes」，he said", "“Yes”, he said"),
        ("Is it？！", "Is it?!"),
    ],
)
def test_full_width_signs_become_what_english_has(text: str, mended: str) -> None:
    assert _mended(text, "en") == mended
    assert not list(foreign_punctuation(mended, "en"))


@pytest.mark.parametrize(
    "text",
    [
        "Gao Shan (高山，老船工)",
        "a — b · c … “d”",
        "one　　　two",
        "plain, with (brackets): and a stop.",
        "",
    ],
)
def test_what_is_shared_or_quoted_stays(text: str) -> None:
    assert _mended(text, "en") == text


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("今天,他来了", "今天，他来了"),
        ("他说:好", "他说：好"),
        ("结束.", "结束。"),
        ("中文, 中文", "中文，中文"),
        ("3.5米,高", "3.5米，高"),
        ("9:30开船,一共3,000米", "9:30开船，一共3,000米"),
        ("见 a,b 与 https://example.org/x?y", "见 a,b 与 https://example.org/x?y"),
    ],
)
def test_half_width_signs_become_what_chinese_has(text: str, mended: str) -> None:
    assert _mended(text, "zh") == mended


def test_japanese_has_a_comma_of_its_own() -> None:
    assert _mended("今日,来た.", "ja") == "今日、来た。"
    assert _mended("例: 値", "ja") == "例: 値"


def test_titles_are_left_to_a_reader() -> None:
    assert [sign.safe for sign in foreign_punctuation("the 《Star》 and，so on", "en")] == [
        False,
        False,
        True,
    ]


def _mended(text: str, language: str) -> str:
    for sign in reversed(list(foreign_punctuation(text, language))):
        text = text[: sign.edit_start] + sign.text + text[sign.edit_end :]
    return text
