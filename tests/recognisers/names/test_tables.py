from __future__ import annotations

import pytest

from tqcheck.recognisers.names import tables as name_tables
from tqcheck.recognisers.names.romanised import FOLDED, word
from tqcheck.text.scripts import script


def test_established_names_are_characters_with_renderings_and_a_kind() -> None:
    entries = name_tables.established()
    assert len({entry.name for entry in entries}) == len(entries) > 300
    for entry in entries:
        assert all(script(char) == "Han" or char == "·" for char in entry.name), entry
        assert entry.renderings
        assert all(entry.renderings), entry
        assert entry.kind in ("person", "title", "place", "abbreviation", "name"), entry


def test_longer_names_are_found_with_those_that_begin_them() -> None:
    found = [entry.name for entry in name_tables.established_in("北京和陕甘宁，孙中山")]
    assert "北京" in found
    assert "陕甘宁" in found
    assert "陕" in found
    assert "孙中山" in found


def test_words_of_renderings_leave_initials_out() -> None:
    words = name_tables.words_of(name_tables.by_name()["董建华"])
    assert {"tung", "cheehwa", "tungcheehwa"} <= words
    assert not {"c", "h"} & words


def test_homographs_are_pinyin_and_no_chinese_city_is_among_them() -> None:
    assert all(word(each.capitalize()).readings for each in name_tables.homographs())
    assert not {"beijing", "shanghai", "wuhan", "nanjing", "daqing"} & name_tables.homographs()
    assert {"women", "house", "panama", "can"} <= name_tables.homographs()


@pytest.mark.parametrize("name", ["zhong guo", "xiang yang", "jiang xi"])
def test_chinese_syllables_look_chinese(name: str) -> None:
    assert name_tables.likeness(tuple(name.split())) > 0


@pytest.mark.parametrize("name", ["se mi si", "ka li na", "mu gu ru za"])
def test_syllables_of_other_languages_do_not(name: str) -> None:
    assert name_tables.likeness(tuple(name.split())) < 0
    assert set(name.split()) <= FOLDED


def test_places_and_surnames() -> None:
    assert "石家庄" in name_tables.places()
    assert "吕" in name_tables.surnames()
    assert all(script(char) == "Han" for char in name_tables.surnames())
