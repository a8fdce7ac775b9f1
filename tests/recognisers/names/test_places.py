"""Townships and villages behind their county."""

from __future__ import annotations

import pytest

from tqcheck.recognisers.names.places import townships


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("山东省临朐县旧河乡的农民", [("旧河", "乡")]),
        ("临朐县李家庄村和临朐县石门镇", [("李家庄", "村"), ("石门", "镇")]),
        ("临朐县双塔公社", [("双塔", "公社")]),
        ("临朐县贫困村", []),
        ("全县各乡镇", []),
        ("临朐县石门乡镇企业", []),
        ("旧河乡的农民", []),
    ],
)
def test_townships_have_a_county_before_them(text: str, found: list[tuple[str, str]]) -> None:
    assert [(name, kind) for _, name, kind in townships(text)] == found
