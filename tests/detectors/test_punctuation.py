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
    assert not foreign_punctuation(mended, "en")


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
    found = foreign_punctuation("the 《Star》 and，so on", "en")
    assert [sign.is_certain for sign in found] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the river， and", "en"),
        ("the river，and", "en"),
        ("the men （SSE） and", "en"),
        ("as follows：", "en"),
        ("le bac， puis", "fr"),
        ("паром， и", "ru"),
    ],
)
def test_a_slip_of_the_keyboard_is_certain(text: str, language: str) -> None:
    found = foreign_punctuation(text, language)
    assert found
    assert all(sign.is_certain and sign.is_fixable for sign in found)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        # The text may be about the sign, or the sign belong to a name, a number or a list.
        ("the comma ， is wide", "en"),
        ("the signs ，； are wide", "en"),
        ("Hello！Project", "en"),
        ("1，000 boats", "de"),
        ("a ratio of 2：1", "en"),
        ("A、Introduction", "en"),
        ("（^_^） said", "en"),
        ("Lin Yue\u3000Wang Hai", "en"),
        ("10～20 km", "en"),
        # The language has other signs, or other blanks.
        ("le bac ： puis", "fr"),
        ("ο πορθμός； και", "el"),
        ("القارب，ثم", "ar"),
        # Tables, foreign names, and the house styles of science.
        ("姓名,年龄", "zh"),
        ("約束,実験", "ja"),
    ],
)
def test_what_may_be_meant_is_not_certain(text: str, language: str) -> None:
    found = foreign_punctuation(text, language)
    assert found
    assert not any(sign.is_certain for sign in found)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        # Half a pair would be left: the other half is beside what is quoted, or not there.
        ("Events（SSEをサポート） are", "en"),
        ("Events （SSE and", "en"),
        ("Events SSE） and", "en"),
        ("the mark “，” is wide", "en"),
        ("约翰.史密斯来了", "zh"),
    ],
)
def test_what_would_be_spoiled_is_not_replaced(text: str, language: str) -> None:
    found = foreign_punctuation(text, language)
    assert found
    assert not any(sign.is_fixable for sign in found)


def test_signs_in_a_row_are_one_edit() -> None:
    for text in ("ferry， ，across", "ferry，　，across", "ferry，，across", "a（b）（c）d"):
        found = foreign_punctuation(text, "en")
        edges = [edge for sign in found for edge in (sign.edit_start, sign.edit_end)]
        assert edges == sorted(edges)


def test_scripts_have_signs_of_their_own() -> None:
    assert _mended("القارب，ثم", "ar") == "القارب، ثم"
    assert _mended("नाव。", "hi") == "नाव।"
    assert _mended("πού？", "el") == "πού;"


def _mended(text: str, language: str) -> str:
    for sign in reversed(foreign_punctuation(text, language)):
        text = text[: sign.edit_start] + sign.text + text[sign.edit_end :]
    return text
