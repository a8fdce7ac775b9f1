"""What goes wrong with one path, document or report keeps no other from being checked."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.articles import article, commit, english, git, write
from tests.reports import valid
from tests.running import Run, runner
from tqcheck import reports, rules
from tqcheck.document import Document
from tqcheck.files import git as files_git
from tqcheck.finding import Hit
from tqcheck.linter import waivers
from tqcheck.linter.results import Result, Summary
from tqcheck.reports import concise, sarif

WRONG = article(english(("840 books", "480 books")))
WRONG_DATE = article().replace("Date: 1957-11-04", "Date: 1957-11-14")
MISTAKE = "this is a mistake in tqcheck, please report it"
GONE = "no such file or folder"


@pytest.fixture
def tqcheck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run tqcheck in a folder with two faulty documents."""
    monkeypatch.chdir(tmp_path)
    write("a.md", WRONG)
    write("b.md", WRONG_DATE)
    return runner(capsys)


# Paths


@pytest.mark.parametrize("name", reports.formats())
def test_a_missing_path_is_in_every_report_beside_the_others(name: str, tqcheck: Run) -> None:
    code, printed, errors = tqcheck("check", "a.md", "gone.md", "b.md", "--report", name)
    assert (code, errors) == (2, f"tqcheck: gone.md: {GONE}\n")
    assert sorted(rule for rule, _ in valid.findings(name, printed)) == [
        "header-mismatch",
        "number-mismatch",
    ]
    assert valid.not_judged(name, printed) == [("gone.md", 1, GONE)]


@pytest.mark.parametrize("option", ["--allow-empty", "--fix", "--archive", "--fail-on=never"])
def test_no_option_makes_a_missing_path_pass(option: str, tqcheck: Run) -> None:
    assert tqcheck("check", "gone.md", option)[0] == 2
    assert tqcheck("check", "a.md", "gone", option)[0] == 2


def test_a_missing_path_of_the_configuration(tqcheck: Run) -> None:
    write("tqcheck.toml", 'paths = ["a.md", "gone"]\n')
    code, printed, errors = tqcheck("check", "--report", "concise")
    assert (code, errors) == (2, f"tqcheck: gone: {GONE}\n")
    assert "[number-mismatch]" in printed


def test_a_fix_and_a_change_go_on_beside_a_missing_path(tqcheck: Run) -> None:
    git("init", "-q")
    write("b.md", article())
    commit()
    write("b.md", WRONG_DATE)
    arguments = ("check", "gone.md", "b.md", "--changed-from", "HEAD", "--fix")
    code, _, errors = tqcheck(*arguments)
    assert code == 2
    assert errors.endswith(f"Fixed 1 finding in 1 file.\ntqcheck: gone.md: {GONE}\n")
    assert Path("b.md").read_text(encoding="utf-8") == article()


def test_the_reason_is_the_last_line(tqcheck: Run) -> None:
    git("init", "-q")
    write("notes.md", "# Notes\n")
    commit()
    write("notes.md", "# More notes\n")
    code, _, errors = tqcheck("check", ".", "gone.md", "--changed-from", "HEAD")
    *others, last = errors.splitlines()
    assert (code, last) == (2, f"tqcheck: gone.md: {GONE}")
    assert any("not changed since" in line for line in others)
    assert any("not a translation document" in line for line in others)


def test_a_folder_that_cannot_be_read(tqcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir
    write("closed/c.md", WRONG)

    def guarded(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    code, printed, errors = tqcheck("check", ".", "--report", "concise")
    assert code == 2
    assert errors == "tqcheck: ./closed: cannot be read: Permission denied; exclude it\n"
    assert len(valid.findings("concise", printed)) == 2


def test_a_baseline_is_not_written_without_a_path_that_was_named(tqcheck: Run) -> None:
    code, printed, errors = tqcheck("baseline", "a.md", "gone.md")
    assert (code, printed) == (2, "")
    assert errors == f"tqcheck: gone.md: {GONE}\ntqcheck: tqcheck-baseline.json was not changed\n"


def test_the_others_are_scored(tqcheck: Run) -> None:
    write("ref/a.md", article())
    write("ref/c.md", article())
    write("c.md", "")
    code, printed, errors = tqcheck("score", "a.md", "gone.md", "c.md", "--reference", "ref")
    assert code == 2
    assert "chrF" in printed
    assert f"tqcheck: gone.md: {GONE}\n" in errors
    assert "tqcheck: c.md: empty; restore or remove it\n" in errors


# Documents


def raising(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let a rule fail on the document with 480 books."""
    rule = rules.get("number-mismatch")

    def check(document: Document) -> Iterator[Hit]:
        if "480" in document.target.text:
            raise error
        yield from rule.check(document)

    selected = (rules.get("header-mismatch"), replace(rule, check=check))
    monkeypatch.setattr(rules, "selected", lambda *_: selected)


def test_memory_that_does_not_suffice(tqcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    raising(monkeypatch, MemoryError())
    code, printed, errors = tqcheck("check", ".", "--report", "concise")
    assert (code, errors) == (2, "tqcheck: a.md: not enough memory; split it or exclude it\n")
    assert "b.md:3:7: error" in printed


def test_waivers_that_fail(tqcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", WRONG.replace("\n\n", "\n\n<!-- tqcheck: ignore-file[abridged] x -->\n\n", 1))

    def apply_waivers(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(waivers, "apply_waivers", apply_waivers)
    code, printed, errors = tqcheck("check", ".", "--report", "concise")
    assert (code, errors) == (2, f"tqcheck: a.md: RecursionError: too deep; {MISTAKE}\n")
    assert "b.md:3:7: error" in printed


def test_waivers_of_no_document_that_fail(tqcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def unused_after_run(*_: object) -> None:
        raise ValueError("no such entry")

    assert tqcheck("baseline", "a.md")[0] == 0
    monkeypatch.setattr(waivers, "unused_after_run", unused_after_run)
    code, printed, errors = tqcheck("check", ".", "--report", "concise")
    reason = f"ValueError: no such entry; {MISTAKE}"
    assert (code, errors) == (2, f"tqcheck: tqcheck-baseline.json: {reason}\n")
    assert "b.md:3:7: error" in printed


def test_an_earlier_version_that_fails(tqcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "-q")
    write("a.md", WRONG)
    write("b.md", article())
    commit()
    write("a.md", WRONG_DATE)
    write("b.md", WRONG_DATE)
    raising(monkeypatch, RecursionError("too deep"))
    arguments = ("check", ".", "--changed-from", "HEAD", "--report", "concise")
    code, printed, errors = tqcheck(*arguments)
    assert (code, errors) == (2, f"tqcheck: a.md: RecursionError: too deep; {MISTAKE}\n")
    assert "b.md:3:7: error" in printed


# Reports


@pytest.mark.parametrize("name", ["concise", "json", "jsonl", "sarif", "junit"])
def test_a_result_that_a_report_cannot_take(
    name: str, tqcheck: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = sarif.Report.add

    def failing(self: sarif.Report, result: Result) -> str:
        if result.path == "a.md" and result.document:
            raise KeyError("level")
        return add(self, result)

    monkeypatch.setattr(sarif.Report, "add", failing)
    code, printed, errors = tqcheck("check", ".", "--report=sarif:out.sarif", f"--report={name}")
    if name == "sarif":
        printed = Path("out.sarif").read_text(encoding="utf-8")
    reason = f"KeyError: 'level'; {MISTAKE}"
    assert (code, errors) == (2, f"tqcheck: a.md: {reason}\n")
    assert valid.not_judged(name, printed)[-1] == ("a.md", 1, reason)
    assert "header-mismatch" in [rule for rule, _ in valid.findings(name, printed)]


def test_a_report_that_cannot_be_finished(tqcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def finish(self: concise.Report, summary: Summary) -> str:
        raise TypeError("unsortable")

    monkeypatch.setattr(concise.Report, "finish", finish)
    asked = ("--report", "concise:out.txt", "--report", "json:out.json")
    code, printed, errors = tqcheck("check", ".", *asked)
    assert (code, printed) == (2, "")
    assert errors == f"tqcheck: out.txt: TypeError: unsortable; {MISTAKE}\n"
    assert len(json.loads(Path("out.json").read_text(encoding="utf-8"))["findings"]) == 2


def test_a_report_that_cannot_be_written(tqcheck: Run) -> None:
    Path("out.txt").mkdir()
    asked = ("--report", "text:out.txt", "--report", "json:out.json")
    code, _, errors = tqcheck("check", ".", *asked)
    assert code == 2
    assert errors.startswith("tqcheck: out.txt: cannot be written: ")
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["documents"] == 2


@pytest.mark.parametrize("kind", [RecursionError, SystemExit])
def test_an_error_that_nobody_foresaw_is_not_the_exit_code_of_findings(
    kind: type[BaseException], tqcheck: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(*_: object) -> None:
        raise kind("too\ndeep")

    git("init", "-q")
    commit()
    monkeypatch.setattr(files_git, "_repositories", changed)
    code, _, errors = tqcheck("check", ".", "--changed-from", "HEAD")
    assert (code, errors) == (2, f"tqcheck: {kind.__name__}: too deep; {MISTAKE}\n")


# Counts


@pytest.mark.parametrize("name", ["text", "summary"])
def test_there_are_never_more_documents_with_findings_than_documents(
    name: str, tqcheck: Run
) -> None:
    """The baseline has findings too, and is not a document."""
    write("c.md", WRONG)
    assert tqcheck("baseline", ".")[0] == 0
    Path("c.md").unlink()
    write("a.md", article(english(("26 chairs", "16 chairs"))))
    write("b.md", WRONG_DATE.replace("Page: 3", "Page: 5"))
    write("d.md", "")
    code, printed, _ = tqcheck("check", ".", "--report", name)
    assert code == 2
    assert " findings in 2 of 2 documents: " in printed
    assert "; 1 not judged" in printed


def test_findings_of_the_baseline_alone(tqcheck: Run) -> None:
    assert tqcheck("baseline", ".")[0] == 0
    Path("b.md").unlink()
    _, printed, _ = tqcheck("check", "a.md")
    assert "1 finding in 0 of 1 document: 0 errors, 1 warning; 1 in the baseline.\n" in printed
