"""A document on which a rule raises an unexpected error: not judged, and the others reported."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.articles import article, commit, english, git, write
from tests.running import Run, runner
from tqcheck import reports, rules
from tqcheck.document import Document
from tqcheck.finding import Hit
from tqcheck.occurrences import Occurrence

from . import valid

# The others have a finding each, one of them one that `--fix` mends.
FINDINGS = [("number-mismatch", 6), ("header-mismatch", 3)]
REASON = "RecursionError: too deep to follow; this is a mistake in tqcheck, please report it"
TROUBLE = f"tqcheck: b.md: {REASON}\n"
WRONG_DATE = article().replace("Date: 1957-11-04", "Date: 1957-11-14")
RAISES = article(english(("840 books", "480 books"), ("26 chairs", "FAIL chairs")))


@pytest.fixture
def tqcheck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run tqcheck on three documents; on `b.md` a rule raises."""
    rule = rules.get("number-mismatch")

    def check(document: Document) -> Iterator[Hit]:
        yield from rule.check(document)
        if "FAIL" in document.target.text:
            raise RecursionError("too deep\nto follow")

    selected = (rules.get("header-mismatch"), replace(rule, check=check))
    monkeypatch.setattr(rules, "selected", lambda *_: selected)
    monkeypatch.chdir(tmp_path)
    write("a.md", article(english(("840 books", "480 books"))))
    write("b.md", RAISES)
    write("c.md", WRONG_DATE)
    return runner(capsys)


@pytest.mark.parametrize("name", reports.formats())
def test_every_format_names_the_document_and_reports_the_others(name: str, tqcheck: Run) -> None:
    code, printed, errors = tqcheck("check", "a.md", "b.md", "c.md", "--report", name)
    assert (code, errors) == (2, TROUBLE)
    assert sorted(valid.findings(name, printed)) == sorted(FINDINGS)
    assert valid.not_judged(name, printed) == [("b.md", 1, REASON)]


def test_the_counts_tell_judged_documents_from_others(tqcheck: Run) -> None:
    _, printed, _ = tqcheck("check", ".", "--report", "json")
    report = json.loads(printed)
    assert (report["documents"], report["summary"]["not_judged"]) == (2, 1)
    _, printed, _ = tqcheck("check", ".")
    assert "\n2 findings in 2 of 2 documents: 1 error, 1 warning; 1 not judged.\n" in printed


def test_no_level_makes_the_run_pass(tqcheck: Run) -> None:
    assert tqcheck("check", ".", "--fail-on", "never", "--report", "concise")[0] == 2


def test_names_that_cannot_be_collected_stop_their_own_document_alone(
    tqcheck: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def collect(document: Document) -> Iterator[Occurrence]:
        if document.path == "b.md":
            raise RecursionError("too deep to follow")
        return iter(())

    rule = replace(rules.get("header-mismatch"), collect=collect)
    monkeypatch.setattr(rules, "selected", lambda *_: (rule,))
    code, printed, errors = tqcheck("check", ".", "--archive", "--report", "concise")
    assert (code, errors) == (2, TROUBLE)
    assert valid.findings("concise", printed) == [("header-mismatch", 3)]
    assert valid.not_judged("concise", printed) == [("b.md", 1, REASON)]


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_the_others_are_mended(option: str, tqcheck: Run) -> None:
    code, printed, errors = tqcheck("check", ".", option)
    made, said = ("fixed", "Fixed") if option == "--fix" else ("would fix", "Would fix")
    line = (
        f"c.md:3: header-mismatch: {made}: `Date` is 1957-11-14, but 1957-11-04 in the original\n"
    )
    assert (code, errors) == (2, f"{line}{said} 1 finding in 1 file.\n{TROUBLE}")
    assert Path("b.md").read_text(encoding="utf-8") == RAISES
    mended = article() if option == "--fix" else WRONG_DATE
    assert Path("c.md").read_text(encoding="utf-8") == mended
    if option == "--fix":
        assert f"b.md: not judged: {REASON}\n" in printed
        assert "a.md:6:60: warning" in printed


def test_a_baseline_is_left_as_it_was(tqcheck: Run) -> None:
    code, printed, errors = tqcheck("baseline", ".")
    assert (code, printed) == (2, "")
    assert errors == f"{TROUBLE}tqcheck: tqcheck-baseline.json was not changed\n"
    assert not Path("tqcheck-baseline.json").exists()


def test_of_a_change_the_other_documents_are_judged(tqcheck: Run) -> None:
    git("init", "-q")
    for name in ("a.md", "b.md", "c.md"):
        Path(name).rename(f"{name}.new")
        write(name, article())
    commit()
    for name in ("a.md", "b.md", "c.md"):
        Path(f"{name}.new").rename(name)
    code, printed, errors = tqcheck("check", ".", "--changed-from", "HEAD", "--report", "jsonl")
    assert (code, errors) == (2, TROUBLE)
    assert sorted(valid.findings("jsonl", printed)) == sorted(FINDINGS)


def test_standard_input_is_not_judged_either(tqcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RAISES.encode())))
    code, printed, errors = tqcheck("check", "-", "--stdin-filename", "b.md", "--report", "concise")
    assert (code, errors) == (2, TROUBLE)
    assert printed == f"b.md: not judged: {REASON}\n"


@pytest.mark.parametrize("name", reports.formats())
def test_a_report_is_whole_without_any_judged_document(name: str, tqcheck: Run) -> None:
    code, printed, errors = tqcheck("check", "b.md", "--report", name)
    assert (code, errors) == (2, TROUBLE)
    assert valid.findings(name, printed) == []
    assert valid.not_judged(name, printed) == [("b.md", 1, REASON)]
