"""Scripts of characters, runs of a script, and words of a script that does not belong."""

from __future__ import annotations

import pytest

from tqcheck.text.scripts import count, runs, script, words_with


@pytest.mark.parametrize(
    ("chars", "expected"),
    [
        ("aZéüǚÅＡﬁ", "Latin"),
        ("中豈㐀々〇〆", "Han"),
        ("かゝ", "Hiragana"),
        ("カｶーｰヽ", "Katakana"),
        ("한ㄱﾱ", "Hangul"),
        ("ㄅ", "Bopomofo"),
        ("яЁ", "Cyrillic"),
        ("αΩ", "Greek"),
        ("אﬡ", "Hebrew"),
        ("ابﻻ", "Arabic"),
        ("ठ", "Devanagari"),
        ("ไ", "Thai"),
    ],
)
def test_letters_have_the_script_of_their_name(chars: str, expected: str) -> None:
    assert {char: script(char) for char in chars} == dict.fromkeys(chars, expected)


@pytest.mark.parametrize("char", "1１.，。 　\n%+©㎏℃µªº①Ⅳʰ°\u0301ﾞ\u212b\u2126𝒜ℵℝ")
def test_what_all_scripts_share_has_none(char: str) -> None:
    assert script(char) is None


def test_count_is_in_order_of_appearance() -> None:
    assert list(count("第2版 Beijing 北京 я").items()) == [
        ("Han", 4),
        ("Latin", 7),
        ("Cyrillic", 1),
    ]
    assert count("12, 13") == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said 你好，世界 2024 年 and left.", ["你好，世界 2024 年"]),
        ("no such letters", []),
        ("“中文”", ["中文"]),
        ("Lü (吕), Gao (高)", ["吕", "高"]),
        ("(吕) (高)", ["吕", "高"]),
        ("中国（北京）人民", ["中国（北京）人民"]),
        ("一行\n二行", ["一行", "二行"]),
        ("中文", ["中文"]),
    ],
)
def test_runs_reach_across_what_has_no_script(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in runs(text, {"Han"})] == found


def test_a_mark_stays_with_its_letter() -> None:
    text = "a\u0301 中"
    assert list(runs(text, {"Latin"})) == [(0, 2)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Plain English, naïve café, Lù Yě, 10 µm, 5 ℃", []),
        ("\u0421hina is large", [("\u0421hina", "Cyrillic")]),
        ("\u0391pple", [("\u0391pple", "Greek")]),
        ("m\u03bfney", [("m\u03bfney", "Greek")]),
        ("β-carotene, Ω, 5 μm, 3 kΩ and Δt", []),
        ("the word λόγος", [("λόγος", "Greek")]),
        ("He said Привет to all", [("Привет", "Cyrillic")]),
        ("中国한국人", [("한국", "Hangul")]),
        ("中国abcд", [("abcд", "Cyrillic")]),
        ("カタカナ", [("カタカナ", "Katakana")]),
    ],
)
def test_words_of_a_script_outside_the_allowed(text: str, found: list[tuple[str, str]]) -> None:
    words = words_with(text, {"Latin", "Han"})
    assert [(text[start:end], name) for start, end, name in words] == found
