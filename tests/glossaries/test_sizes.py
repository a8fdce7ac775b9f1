"""Glossaries of any shape are searched in time and memory that grow with them, or refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.growth import assert_linear
from tqcheck import TqcheckError
from tqcheck.files.roots import Roots
from tqcheck.glossaries import Glossary, load, tbx
from tqcheck.glossaries.renderings import Text
from tqcheck.glossaries.term import Term
from tqcheck.text.inflection import related_forms, stem

HEAD = "source,target\n"
TBX = "<tbx><text><body>{}</body></text></tbx>"
TERMS = "".join(f"<termSec><term>a{n}</term></termSec>" for n in range(101))
MANY = f'<langSec xml:lang="en">{TERMS}</langSec>'
REFUSED = {
    "long row": ("a.csv", HEAD + "船," + "a," * 60_000, ":2: a row of more than 100,000"),
    "row of lines": ("a.csv", HEAD + '船,"' + "a\n" * 60_000, ":2: a row of more than 100,000"),
    "lines": ("a.csv", HEAD + "\n" * 500_000, ":500001: more than 500,000 lines"),
    "term": ("a.csv", HEAD + "船" * 501 + ",ship\n", ":2: a term or rendering has at most 500"),
    "rendering": ("a.csv", HEAD + "船," + "a" * 501, ":2: a term or rendering has at most 500"),
    "renderings": ("a.csv", HEAD + "船," + "|".join(map(str, range(101))), ":2: a term has at"),
    "rows": ("a.csv", HEAD + "".join(f"船,{n}\n" for n in range(101)), ":102: with the rows"),
    "nested": ("a.csv", HEAD + "".join(f"{'船' * n},x\n" for n in range(1, 30)), ":22: 20 other"),
    "alike": (
        "a.csv", "source,target,case\n" + "".join(f"{n:08b},x,yes\n" for n in range(21))
        .replace("0", "a").replace("1", "A"), ":22: more than 20 terms differ in capitals",
    ),
    "levels": ("a.tbx", TBX.format("<a>" * 101 + "</a>" * 101), ":1: not TBX, which has fewer"),
    "names": ("a.tbx", TBX.format("".join(f"<a{n}/>" for n in range(1_000))), ":1: not TBX, which"),
    "attribute": (
        "a.tbx", '<!DOCTYPE tbx [<!ATTLIST p x CDATA "long">]>' + TBX.format("<p/>"),
        ":1: declares the attribute `x`; delete its declaration",
    ),
    "entry": (
        "a.tbx", TBX.format(f'<conceptEntry>{MANY}</conceptEntry>'),
        ":1: an entry has at most 100 renderings; leave some out",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name, content, message", REFUSED.values(), ids=REFUSED)
def test_refused(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TqcheckError) as error:
        load([str(path)], "zh", "en", Roots(str(tmp_path)))
    assert str(error.value).startswith(f"{path}{message}")


def test_elements_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tbx, "_MAX_ELEMENTS", 20)
    path = tmp_path / "a.tbx"
    path.write_text(TBX.format("<p/>\n" * 30), encoding="utf-8")
    with pytest.raises(TqcheckError, match=":18: more than 20 elements; leave out terms"):
        load([str(path)], "zh", "en", Roots(str(tmp_path)))


def test_a_rendering_that_is_everywhere_is_found_at_once() -> None:
    def look(places: int) -> None:
        text = Text("red big ship " * places, "en")
        for _ in range(300):
            assert text.has("red big")
            assert not text.has("big red")

    look(1)
    started = time.process_time()
    look(2_000)
    assert time.process_time() - started < 2


def test_what_is_not_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"{'船' * n},ship" for n in range(1, 20)] + ["ﾞ,ﾞ", "\u0301,\u0301", "\u200b,x", "。,."]
    path.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    glossary = load([str(path)], "zh", "en", Roots(str(tmp_path)))
    assert [match.end - match.start for match in glossary.find("船" * 30)] == [19, 11]


def test_languages_of_tbx_are_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    sections = "".join(f'<langSec xml:lang="x{n}"/>' for n in range(20_000))
    path.write_text(TBX.format(sections), encoding="utf-8")
    started = time.process_time()
    assert len(load([str(path)], "zh", "en", Roots(str(tmp_path)))) == 0
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "text, rendering",
    [
        ("ing ", "ing " * 19 + "zz"),
        ("ing ", "ing " * 100),
        ("ing ", "ing"),
        ("anti fascist ", "antifascist antifascist"),
        ("the ing ", "ing the ing"),
    ],
)
def test_words_that_may_be_one_or_two(text: str, rendering: str) -> None:
    assert_linear(lambda n: Text(text * n, "en").places(rendering), 2_000)


def test_more_terms_in_longer_texts() -> None:
    glossary = Glossary([Term("新" * n, ("new",)) for n in range(1, 20)], "zh")
    assert_linear(lambda n: glossary.find("新" * n), 5_000)


def test_stems_of_long_words() -> None:
    assert_linear(lambda n: stem("e" * n + "x") + stem("ing" * n), 20_000)
    assert_linear(lambda n: related_forms("e" * n + "ing"), 20_000)


@pytest.mark.parametrize("mark", ["\uff9e", "\uff9f", "\u309b", "\u0301", "\u200b"])
def test_words_without_letters(mark: str) -> None:
    text = Text(f"The boat {mark} came.", "en")
    assert text.has("boat") and not text.has("ship")
    assert Text("The boat came.", "en").has(f"boat {mark}")
    assert not Text("The boat came.", "en").has(mark)
