"""Which Chinese names are spelled unasked, and how."""

from __future__ import annotations

import pytest

from tqcheck.recognisers.names.chinese import pinyin
from tqcheck.recognisers.names.unambiguous import authors, is_settled


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("吕学俭", "Lü Xuejian"),
        ("林月", "Lin Yue"),
        # Surnames have readings of their own.
        ("单月华", "Shan Yuehua"),
        ("仇红", "Qiu Hong"),
        ("曾志明", "Zeng Zhiming"),
        ("解海", "Xie Hai"),
        ("查平", "Zha Ping"),
        ("任广", "Ren Guang"),
        ("欧阳海", "Ouyang Hai"),
        ("司马建国", "Sima Jianguo"),
        ("刘安英", "Liu Anying"),
        ("高天恩", "Gao Tian'en"),
    ],
)
def test_a_name_of_one_spelling(name: str, spelled: str) -> None:
    assert is_settled(name)
    assert pinyin(name) == spelled
    assert authors(name) == spelled


@pytest.mark.parametrize(
    "name",
    [
        # A character of two readings in names.
        *("刘长明", "王行", "李重光", "张朝阳", "陈晟", "赵乐"),
        # A surname of two readings, or of more than one people.
        *("乐明", "覃明", "翟平", "柏林", "金日成", "朴文", "阮文"),
        # Foreigners, and persons known by another spelling.
        *("高尔基", "马克思", "马歇尔", "孙中山", "白求恩", "胡志明"),
        # No person.
        *("江苏省", "黄河队", "文艺部", "战号", "安徽省", "高家庄"),
        # In traditional characters, which are read in places where pinyin is not written.
        *("劉國華", "陳明"),
        *("", "林", "林·月", "Lin Yue", "上海新华社"),
    ],
)
def test_a_name_that_somebody_has_to_look_at(name: str) -> None:
    assert not is_settled(name)


@pytest.mark.parametrize(
    ("byline", "spelled"),
    [
        ("吕学俭　林月", "Lü Xuejian, Lin Yue"),
        ("本报记者　吕学俭", "Lü Xuejian"),
        ("吕　俭", "Lü Jian"),
        ("林月　摄", "Lin Yue"),
        ("吕学俭　乐明", ""),
        ("（苏联）高山", ""),
        ("［美］白明", ""),
        ("新华社", ""),
        ("", ""),
    ],
)
def test_a_byline_is_spelled_whole_or_not_at_all(byline: str, spelled: str) -> None:
    assert authors(byline) == spelled
