"""Right texts in many languages, of which safe fixes change no byte and unsafe ones spoil little.

The documents are in right_texts.txt, each below a line `@@ name source target`.
"""

from __future__ import annotations

import pathlib
from functools import cache

import pytest

from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.config import Config
from tqcheck.detectors.doubling import is_slip
from tqcheck.detectors.punctuation import foreign_punctuation, speaks_of_signs
from tqcheck.linter import fixing
from tqcheck.linter.documents import ref_of
from tqcheck.linter.session import Session

RIGHT = [
    (*head.split(), text)
    for head, _, text in (
        block.partition("\n")
        for block in pathlib.Path(__file__)
        .with_name("right_texts.txt")
        .read_text(encoding="utf-8")
        .split("@@ ")[1:]
    )
]


@cache
def session(source: str, target: str) -> Session:
    settings = AlignmentSettings("lexical")
    return Session(Config(source_language=source, target_language=target, alignment=settings))


@pytest.mark.parametrize(
    ("source", "target", "text"), [row[1:] for row in RIGHT], ids=[row[0] for row in RIGHT]
)
def test_a_right_text_stays(source: str, target: str, text: str) -> None:
    own = session(source, target)
    content = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    made = fixing.fix_content(content, ref_of("a.md", own.config), own, unsafe=False)
    assert (made.content, made.findings) == (content, ())


@pytest.mark.parametrize(
    "text",
    [
        "the colon ： and",
        "the keys 【 and 】; the key",
        "shown as （） here",
        "the signs ， 。 ； are",
        "Chinese with ？.",
        "the sign **，** is",
        "| ， | comma |",
        "the number Ｋ２５－７ is",
    ],
)
def test_signs_that_are_mentioned_have_no_fix(text: str) -> None:
    found = foreign_punctuation(text, "en")
    assert found
    assert not any(sign.is_fixable for sign in found)


@pytest.mark.parametrize(
    ("text", "mended"),
    [("**Q：** How", "**Q:** How"), ("word，*so*", "word, *so*"), ("1、 The end", "1. The end")],
)
def test_markup_and_numbers_of_lists_stay_whole(text: str, mended: str) -> None:
    (sign,) = foreign_punctuation(text, "en")
    assert text[: sign.edit_start] + sign.text + text[sign.edit_end :] == mended


@pytest.mark.parametrize("text", ["known as N，N-dimethyl acid", "a，b", "(the end）"])
def test_single_letters_and_mixed_pairs_are_not_certain(text: str) -> None:
    assert not any(sign.is_certain for sign in foreign_punctuation(text, "en"))


def test_originals_that_speak_of_signs_are_known() -> None:
    assert speaks_of_signs("全角逗号与汉字同宽。")
    assert speaks_of_signs("句読点の使い方")
    assert not speaks_of_signs("新渡船昨天首次横渡清江，用了九分钟。")


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("row row row to the shore", "en", "row"),
        ("tick tick, moo moo, cuckoo cuckoo", "fr", "moo"),
        ("for “the the” read", "en", "the"),
        ("घर घर", "hi", "घर"),
        ("pelan pelan", "id", "pelan"),
    ],
)
def test_words_doubled_on_purpose_are_no_slips(text: str, language: str, word: str) -> None:
    assert not is_slip(text, language, word)


def test_one_doubled_word_is_a_slip() -> None:
    assert is_slip("crossed the the river", "en", "the")
