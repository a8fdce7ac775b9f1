"""Glossaries: what is read from files and lists, what is found in texts, and clear errors."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tqcheck import Config, TqcheckError, check
from tqcheck.cli import main
from tqcheck.config.location import load as load_config
from tqcheck.document import TEXT, Segment
from tqcheck.files.roots import Roots
from tqcheck.finding import Span
from tqcheck.glossaries import Glossary, load
from tqcheck.glossaries.renderings import Text
from tqcheck.glossaries.term import Term
from tqcheck.linter.session import Session
from tqcheck.matching import named_entities as entities

DOCUMENT = """\
Title: Eggs for Shidu
Author:
Date: 1957-04-09
Page: 3

The selling club bought three hundred eggs.

<hr />

Original:

### 石渡收鸡蛋

1957-04-09
第3版(国内新闻)
专栏：

    供销合作社收购了三百只鸡蛋。
"""


def write(folder: Path, content: str | bytes, name: str = "terms.csv") -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def read(path: str, source: str = "zh", target: str = "en") -> list[Term]:
    """The terms without their places, in order."""
    glossary = load([path], source, target, Roots(str(Path(path).parent)))
    found = [term for terms in glossary._terms.values() for term in terms]
    assert all(term.path == path for term in found)
    return [term._replace(path="", line=0) for term in found]


NOTE = ',"politics","quoted"'
TABLES = {
    "csv": ("a.csv", "source,target,forbidden,note", f"政策,policy|line{NOTE}\n"),
    "order": ("a.csv", "Term,Accepted,Forbidden,Note,Owner", f"政策,policy | line{NOTE},me"),
    "languages": ("a.csv", "zh-CN;English;forbidden;note", "政策;policy|line;politics;quoted"),
    "tsv": ("a.tsv", "term\ttarget\tforbidden\tnote", "政策\tpolicy|line\tpolitics\tquoted"),
    "CRLF": ("A.CSV", "term,accepted,forbidden,note\r", f"政策,policy|line{NOTE}\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("name, head, row", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables(tmp_path: Path, name: str, head: str, row: str, encoding: str) -> None:
    content = f"{head}\n\n{row}".encode(encoding)
    assert read(write(tmp_path, content, name)) == [
        Term("政策", ("policy", "line"), ("politics",), "quoted")
    ]


def test_a_table_without_headings(tmp_path: Path) -> None:
    path = write(tmp_path, '政策,policy,ignored\n人民币\n"多\n行",multi line\n')
    assert read(path) == [
        Term("政策", ("policy",)),
        Term("人民币", ()),
        Term("多\n行", ("multi line",)),
    ]


def test_case_and_language(tmp_path: Path) -> None:
    path = write(
        tmp_path, "source,target,case,language\nTurkey,土耳其,yes,\nmet,见,,fr\nhen,母鸡,no,zh\n"
    )
    assert read(path, "en", "zh") == [
        Term("Turkey", ("土耳其",), has_case=True),
        Term("hen", ("母鸡",)),
    ]


def test_rows_of_one_term_are_one(tmp_path: Path) -> None:
    path = write(tmp_path, "source,target,forbidden\n政策,policy,politics\n政策,line,policy\n")
    assert read(path) == [Term("政策", ("policy", "line"), ("politics",))]


TBX = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry>
  <descrip type="definition">how one   acts</descrip>
  <langSet xml:lang="zh_CN">
    <tig><term>政策</term></tig><tig><term>方针<hi>政策</hi></term></tig>
  </langSet>
  <langSet xml:lang="EN-us">
    <tig><term>policy</term>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
    <tig><term>line &amp; course</term></tig>
    <ntig><termGrp><term>politics</term>
      <termNote type="normativeAuthorization">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
  </langSet>
  <langSet xml:lang="x-klingon"><tig><term>gasaq</term></tig></langSet>
</termEntry>
<termEntry><langSet xml:lang="zh"><tig><term>鸡蛋</term></tig></langSet></termEntry>
</body></text></martif>
"""


def test_tbx_of_2008(tmp_path: Path) -> None:
    accepted, forbidden = ("policy", "line & course"), ("politics",)
    assert read(write(tmp_path, TBX, "a.tbx")) == [
        Term("政策", accepted, forbidden, "how one acts"),
        Term("方针政策", accepted, forbidden, "how one acts"),
    ]


BOMB = (
    '<!DOCTYPE tbx [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in ("ab", "bc", "cd", "de", "ef"))
    + "]><tbx><text>&f;</text></tbx>"
)

ERRORS = {
    "term": ("a.csv", "source,target\n政策,policy\n,line\n", ":3: a row without a term; write one"),
    "case": ("a.csv", "source,target,case\na,b,perhaps\n", ":2: `case` must be yes or no, not"),
    "language": ("a.csv", "term,target,language\na,b,qq\n", ":2: unknown language 'qq'; "),
    "both": (
        "a.csv", "source,target,forbidden\n\n政策,policy,policy\n",
        ":3: `policy` is both accepted and forbidden; delete one of them",
    ),
    "columns": ("a.csv", "source,term,target\n", ":1: two columns named `source`; rename one"),
    "no renderings": ("a.csv", "source,note\n", ":1: no column with renderings; head it `target`"),
    "encoding": ("a.csv", "政策,a\n方针,é".encode("latin-1", "replace"), ":2: not UTF-8; save it"),
    "NUL": ("a.csv", "a,b\nc,\0d", ":2: contains a NUL character: not a text file; save it"),
    "open quotation mark": ("a.csv", 'a,b\nc,"d\ne,f\n', ":2: not a valid row: unexpected end of"),
    "stray quotation mark": ("a.csv", 'a,b\n"c"x,d\n', ":2: not a valid row: ',' expected after"),
    "long cell": ("a.csv", "a,b\nc," + "d" * 200_000, ":2: a row of more than 100,000"),
    "name": ("a.xlsx", "", ": not a glossary (expected .csv, .tsv or .tbx)"),
    "no XML": ("a.tbx", "<tbx>\n<text></tbx>", ":2: not valid XML: mismatched tag; export it"),
    "no TBX": ("a.tbx", "\n<html></html>", ":2: not TBX: its root is `html`, not `tbx` or `mar"),
    "empty TBX": ("a.tbx", "", ":1: not valid XML: no element found"),
    "bomb": ("a.tbx", BOMB, ":1: declares the entity `a`; replace it with its text"),
    "encoding of XML": ("a.tbx", '<?xml version="1.0" encoding="x-no"?><tbx/>', ": not valid XML:"),
}  # fmt: skip


@pytest.mark.parametrize("name, content, message", ERRORS.values(), ids=ERRORS)
def test_errors(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    path = write(tmp_path, content, name)
    started = time.process_time()
    with pytest.raises(TqcheckError) as error:
        load([path], "zh", "en", Roots(str(Path(path).parent)))
    assert str(error.value).startswith(path)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    assert time.process_time() - started < 2


def test_a_folder_and_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    for name, message in (("a.csv", "a folder, not a file"), ("b.csv", "no such file")):
        with pytest.raises(TqcheckError, match=message):
            load([str(tmp_path / name)], "zh", "en", Roots(str(tmp_path)))


def found(text: str, language: str, *terms: str) -> list[str]:
    glossary = Glossary([Term(term, (term,)) for term in terms], language)
    matches = glossary.find(text)
    return [f"{text[m.start : m.end]}={m.term.source}" for m in matches]


def test_the_leftmost_then_the_longest_is_found() -> None:
    terms = ("人民日报", "人民日报社", "日报社长", "社长", "人民")
    assert found("人民日报社长读人民日报", "zh", *terms) == [
        "人民日报社=人民日报社",
        "人民日报=人民日报",
    ]
    assert found("日报社长", "zh", *terms) == ["日报社长=日报社长"]
    assert found("state council member", "en", "state council", "council member", "member") == [
        "state council=state council",
        "member=member",
    ]


def test_words_of_a_source_in_an_alphabet() -> None:
    terms = ("policy", "US", "state-owned enterprise", "plan", "child")
    text = "Us, the US's planes; POLICIES of State Owned enterprises’ children"
    assert found(text, "en", *terms) == [
        "US's=US",
        "POLICIES=policy",
        "State Owned enterprises=state-owned enterprise",
        "children=child",
    ]
    assert found("Der Vertrag, die Verträge", "de", "Vertrag") == ["Vertrag=Vertrag"]


def test_width_and_latin_letters_in_chinese() -> None:
    assert found("ＷＴＯ谈判，XWTO谈判，㈱WTO谈判 2５月 5月", "zh", "WTO谈判", "5月") == [
        "ＷＴＯ谈判=WTO谈判",
        "WTO谈判=WTO谈判",
        "5月=5月",
    ]


def test_case_decides_between_two_terms() -> None:
    glossary = Glossary(
        [Term("turkey", ("火鸡",)), Term("Turkey", ("土耳其",), has_case=True)], "en"
    )
    assert [m.term.accepted for m in glossary.find("Turkey exports turkeys")] == [
        ("土耳其",),
        ("火鸡",),
    ]


def test_hostile_texts() -> None:
    assert found("\ud800人民\0\x02\x03\ufffd", "zh", "人民") == ["人民=人民"]
    assert found("a\ud800b \x02plan\x03", "en", "plan", "\ud800", "…") == ["plan=plan"]
    assert Glossary([], "zh").find("人民") == []
    assert len(Text("state " * 50_000, "en").places("state council")) == 0
    assert Text("\ud800\0", "en").places("\ud800") == [(0, 1)]


@pytest.mark.parametrize(
    "rendering, text",
    [
        ("policy", "POLICIES"),
        ("State Council", "the State\n  Council’s view"),
        ("the State Council", "State Council"),
        ("supply and marketing co-op", "supply and the marketing coops"),
        ("anti-fascist", "antifascists"),
        ("antifascist", "anti-Fascist"),
        ("Lü Xuejian", "(Lu Xue-jian)"),
        ("Xi'an", "Xian"),
        ("People's Daily", "Peoples’ Daily"),
        ("open up", "it opened up"),
        ("PLA", "the PLA's"),
        ("C++", "in C++."),
    ],
)
def test_a_rendering_in_another_form(rendering: str, text: str) -> None:
    assert Text(text, "en").has(rendering)


@pytest.mark.parametrize(
    "rendering, text",
    [
        ("policy", "the police"),
        ("State Council", "State and Council"),
        ("US", "with us"),
        ("plan", "planes"),
        ("C++", "the C major"),
        ("cat", "catalogue"),
        ("…", "no"),
    ],
)
def test_another_word_is_no_rendering(rendering: str, text: str) -> None:
    assert not Text(text, "en").has(rendering)


def test_renderings_in_other_languages() -> None:
    assert Text("在国\n务院里", "zh").places("国务院") == [(1, 5)]
    assert Text("die Häuser der Räte", "de").has("das Haus")
    assert Text("정책을", "ko").has("정책")
    assert not Text("Häuserkampf", "de").has("Haus")


def listed(*lines: str, source: str = "zh", target: str = "en") -> dict[str, tuple[str, ...]]:
    segments = [Segment(TEXT, line, Span(n, 1, n, 2), 0) for n, line in enumerate(lines)]
    return {t.source: t.accepted for t in entities.terms(segments, "a.md", source, target)}


@pytest.mark.parametrize(
    "line",
    [
        "闻达  Wen Da",
        "闻达\t\tWen Da",
        "闻达 Wen Da",
        "闻达　　Wen Da",
        "- 闻达: Wen Da",
        "* **闻达** – Wen Da<br>",
        "1. 闻达：Wen Da",
        "闻达 (Wen Da)",
        "闻达（Wen Da）",
        "Wen Da: 闻达",
        "Wen Da (闻达)",
        "| 闻达 | Wen Da |",
        "闻达 = Wen Da",
        "闻达 → Wen Da",
    ],
)
def test_notations_of_named_entities(line: str) -> None:
    assert listed(line) == {"闻达": ("Wen Da",)}


def test_lists_of_named_entities() -> None:
    lines = (
        "People:",
        "",
        "人物：",
        "石渡日报  Shidu Ribao (Shidu Daily)",
        "石渡  Shidu / Shih-tu",
        "---",
    )
    assert listed(*lines) == {
        "石渡日报": ("Shidu Ribao", "Shidu Daily"),
        "石渡": ("Shidu", "Shih-tu"),
    }
    assert listed("Genf: Genève", "Orte", source="de", target="fr") == {"Genf": ("Genève",)}


def test_the_configuration_names_glossaries(tmp_path: Path) -> None:
    write(tmp_path, "供销合作社,co-op\n")
    path = tmp_path / "tqcheck.toml"
    path.write_text('glossary = ["terms.csv"]\nselect = ["term-mismatch"]')
    config = load_config(path)
    assert config.glossary == (str(tmp_path / "terms.csv"),)
    session = Session(config)
    assert session.glossary is session.glossary
    (finding,) = check(DOCUMENT, config)
    assert (finding.line, finding.data["glossary"]) == (6, "terms.csv:1")
    (related,) = finding.related
    assert (related.line, related.column, related.end_column) == (18, 5, 10)


@pytest.mark.parametrize(
    "line, message",
    [
        (
            'glossary = ["there.csv"]',
            ":2: there is no file `there.csv`; name one, relative to this",
        ),
        (
            'glossary = ["terms.doc"]',
            ":2: `terms.doc` is not a glossary (expected .csv, .tsv or .tbx)",
        ),
        ('glossary = "terms.csv"', ":2: `glossary` is a list of strings, not `terms.csv`"),
        ('glossary = ["a\\u0000.csv"]', ":2: `glossary` has a NUL character"),
    ],
)
def test_errors_of_the_configuration(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "tqcheck.toml"
    path.write_text(f"paths = []\n{line}\n")
    with pytest.raises(TqcheckError) as error:
        load_config(path)
    assert str(error.value).startswith(f"{path}{message}")


def test_the_command_line_names_glossaries(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, DOCUMENT, "eggs.md")
    write(tmp_path, "source,forbidden,note\n供销合作社,selling club,a shop\n")
    write(tmp_path, "供销合作社,co-op\n", "more.csv")
    write(tmp_path, "供销合作社,never\n", "unused.csv")
    Path("tqcheck.toml").write_text('glossary = ["unused.csv"]\nselect = ["term-mismatch"]')
    command = ["eggs.md", "--glossary", "terms.csv", "--glossary", "more.csv", "--report", "json"]
    assert main(command) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["message"] == "`selling club` is a forbidden rendering of `供销合作社`"
    assert finding["help"] == "write `co-op` (a shop)"
    assert finding["fix"]["safe"] is False
    (edit,) = finding["fix"]["edits"]
    assert (edit["line"], edit["column"], edit["end_column"], edit["text"]) == (6, 5, 17, "co-op")
    assert main(["eggs.md", "--glossary", "none.csv"]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "tqcheck: none.csv: no such file\n")


def test_nothing_is_loaded_without_a_glossary(tmp_path: Path) -> None:
    write(tmp_path, DOCUMENT, "eggs.md")
    code = (
        "import sys; from tqcheck.cli import main;"
        "code = main(['check', 'eggs.md', '--isolated', '--select', 'term-mismatch']);"
        "print(code, [m for m in sys.modules if 'glossar' in m or m in"
        " ('csv', 'ahocorasick_rs', 'snowballstemmer', 'tqcheck.text.inflection')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("0 []\n")


def test_a_glossary_is_not_read_for_other_rules(tmp_path: Path) -> None:
    config = Config(select=("header-*",), glossary=(str(tmp_path / "none.csv"),))
    assert Session(config).glossary is None
