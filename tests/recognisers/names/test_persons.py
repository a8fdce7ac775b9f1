from __future__ import annotations

import pytest

from tqcheck.recognisers.names.persons import persons


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市长罗大柱，副市长李平、县长赵明说", ["罗大柱", "李平", "赵明"]),
        ("村长欧阳清，代表全村", ["欧阳清"]),
        ("昨天，罗大柱同志来了", ["罗大柱"]),
        ("市长高度重视这个问题", []),
        ("书记说，厂长和经理都同意", []),
        ("镇长于今日到达", []),
        ("高大的厂房里，马达同志一般地响着", ["马达"]),
        ("", []),
    ],
)
def test_names_stand_beside_an_office(text: str, names: list[str]) -> None:
    found = list(persons(text))
    assert [name for _, name in found] == names
    assert all(text.startswith(name, at) for at, name in found)


def test_a_long_line_takes_no_time() -> None:
    assert list(persons("市长" * 200_000)) == []
