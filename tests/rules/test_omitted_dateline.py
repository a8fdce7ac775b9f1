"""What omitted-dateline offers as a fix leaves nothing to find."""

from __future__ import annotations

import pytest

from tests import fixtures
from tests.reading import read_text
from tqcheck.finding import Hit
from tqcheck.rules.omitted_dateline import check

RULE = "omitted-dateline"


def hits(text: str) -> list[Hit]:
    return list(check(read_text(text, "news.md")))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("fires-dateline-gone", "Xinhua News Agency, Hangzhou, March 11: The new ferry"),
        ("fires-this-newspaper-gone", "This newspaper: The new ferry"),
        ("fires-this-newspaper-became-xinhua", "This newspaper, Hangzhou, March 11: Reporter"),
        ("fires-another-agency", "Hong Kong, March 10 (China News Service) — The new"),
        ("fires-credit-gone", "in eleven minutes. (Xinhua News Agency)"),
        ("fires-credit-behind-the-text-gone", "in eleven minutes. (This newspaper)"),
    ],
)
def test_the_fix_mends_the_finding(name: str, written: str) -> None:
    text = fixtures.text(fixtures.find(RULE, name))
    (hit,) = hits(text)
    (edit,) = hit.edits
    assert not hit.safe
    lines = text.split("\n")
    line = lines[edit.span.line - 1]
    start, end = edit.span.column - 1, edit.span.end_column - 1
    lines[edit.span.line - 1] = line[:start] + edit.text + line[end:]
    mended = "\n".join(lines)
    assert written in mended
    assert hits(mended) == []


@pytest.mark.parametrize(
    "name",
    ["fires-bracketed-of-1946-gone", "fires-reporter-gone-with-it", "fires-compiler-gone"],
)
def test_nothing_is_offered_that_may_be_wrong(name: str) -> None:
    (hit,) = hits(fixtures.text(fixtures.find(RULE, name)))
    assert hit.edits == ()
