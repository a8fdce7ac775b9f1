"""`--archive`: names compared across all documents of a run, and nothing else changed by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tqcheck.cli import main
from tqcheck.finding import Span
from tqcheck.occurrences import Occurrence, Occurrences

DOCUMENT = """\
Title: A New Ferry
Author: Lin Yue
Date: 1956-03-12
Page: 2

{name} steered the ferry across the river.

<hr />

Original:

### 新渡船
林月
1956-03-12
第2版(国内新闻)
专栏：

    {source}把渡船开过了江。
"""
SELECT = ("check", "--isolated", "--select", "name-inconsistent", "--fail-on", "warning")
FOLDER = (*SELECT, ".")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for file, name in (("a", "Dan Wenbo"), ("b", "Shan Wenbo"), ("c", "Wenbo Shan")):
        _write(tmp_path / f"{file}.md", name, "单文波")
    _write(tmp_path / "d.md", "Zhao Ming", "赵明")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(path: Path, name: str, source: str) -> None:
    path.write_text(DOCUMENT.format(name=name, source=source), encoding="utf-8")


def test_the_rarer_way_is_reported_with_the_commoner(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*FOLDER, "--archive", "--report", "json"]) == 1
    [finding] = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["path"], finding["line"], finding["column"]) == ("a.md", 6, 1)
    assert (
        finding["message"]
        == "单文波 is `Dan Wenbo` here and `Shan Wenbo` on line 6 of b.md and in one other place"
    )
    assert [(r["path"], r["line"], r["text"]) for r in finding["related"]] == [
        ("b.md", 6, "Shan Wenbo")
    ]
    assert finding["data"]["times_expected"] == 2
    assert finding["fix"]["safe"] is False
    assert [edit["text"] for edit in finding["fix"]["edits"]] == ["Shan Wenbo"]


def test_foreign_names_are_compared_by_what_stands_behind_the_first_name(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file, name in (("a", "Henry Dalton"), ("b", "Henry Darden"), ("c", "Henry Dalton")):
        _write(project / f"{file}.md", name, "亨利·达尔登")
    assert main([*FOLDER, "--archive", "--report", "concise"]) == 1
    [line] = [line for line in capsys.readouterr().out.splitlines() if "warning" in line]
    assert line.startswith(
        "b.md:6:1: warning: 亨利·达尔登 is `Henry Darden` here and `Henry Dalton` on line 6 of a.md"
    )


def test_a_line_of_another_document_is_not_quoted_from_this_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([*FOLDER, "--archive", "--report", "text"])
    quoted = [line for line in capsys.readouterr().out.splitlines() if " en | " in line]
    assert quoted == ["    6 en | Dan Wenbo steered the ferry across the river."]


def test_without_it_each_document_is_looked_at_by_itself(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(list(FOLDER)) == 0
    assert "Wenbo" not in capsys.readouterr().out


def test_of_equals_the_first_in_the_order_of_paths_is_the_commoner(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "c.md").unlink()
    assert main([*FOLDER, "--archive", "--report", "concise"]) == 1
    assert capsys.readouterr().out.startswith(
        "b.md:6:1: warning: 单文波 is `Shan Wenbo` here and `Dan"
    )


def test_a_file_that_cannot_be_read_is_told_once_and_the_others_are_compared(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "e.md").write_bytes(b"\xff\xfe\x00\xd8")
    assert main([*FOLDER, "--archive", "--report", "concise"]) == 2
    printed = capsys.readouterr()
    assert printed.err.count("e.md") == 1
    assert printed.out.startswith("a.md:6:1: warning:")


def test_other_rules_say_the_same(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(project / "e.md", "Zhao Min", "赵明")
    outputs = []
    for flag in ([], ["--archive"]):
        main(
            ["check", ".", "--isolated", "--ignore", "name-inconsistent", "--report", "json", *flag]
        )
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert "赵明 is Zhao Ming" in outputs[0]


def test_standard_input_is_an_archive_of_one(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    text = (project / "a.md").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
    assert main([*SELECT, "--archive", "-"]) == 0


def test_usages_count_forms_and_keep_first_places() -> None:
    occurrences = Occurrences(
        Occurrence("单文波", form, form, path, Span(line, 1, line, 9))
        for form, path, line in (("b", "1.md", 4), ("a", "2.md", 5), ("a", "3.md", 6))
    )
    occurrences.add([Occurrence("赵明", "c", "c", "3.md", Span(1, 1, 1, 2))])
    assert occurrences.names() == ["单文波"]
    times, common = occurrences.commonest("单文波")
    assert (times, common.form, common.path) == (2, "a", "2.md")
