"""What fails of a document, and what the user reads."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest

import tqcheck
import tqcheck.pytest_plugin.collection
from tqcheck import rules
from tqcheck.document import Document, DocumentRef
from tqcheck.finding import Hit
from tqcheck.linter import run
from tqcheck.linter.results import Result
from tqcheck.linter.session import Session

from .conftest import (
    CLEAN,
    LEFT,
    MISSING,
    NO_PAGE,
    REPEATED,
    RULES,
    TWICE,
    UNTRANSLATED,
    escaped,
    section,
    write,
)


def test_a_failure_shows_the_findings_as_the_text_report_does(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", LEFT.replace("Page: 4\n", ""))
    result = project.runpytest("--tqcheck", "docs/")
    assert result.ret == 1
    result.assert_outcomes(failed=1)
    command = [sys.executable, "-m", "tqcheck", "docs/"]
    report = project.run(*command).outlines
    shown = result.outlines
    start = shown.index(report[0])
    findings = report[: next(n for n, line in enumerate(report) if line.startswith("2 findings"))]
    assert shown[start : start + len(findings) - 1] == findings[:-1]
    result.stdout.fnmatch_lines(["*_ docs/a.md: tqcheck _*", "FAILED docs/a.md::tqcheck*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_per_rule_each_finding_fails_its_own_item(project: pytest.Pytester) -> None:
    write(project, "a.md", LEFT)
    write(project, "b.md", NO_PAGE)
    result = project.runpytest("--tqcheck-per-rule", "-v")
    result.assert_outcomes(passed=8, failed=2)
    result.stdout.fnmatch_lines(
        ["a.md::untranslated-paragraph FAILED*", "b.md::header-field-missing FAILED*"]
    )
    result = project.runpytest("--tqcheck-per-rule", "-k", "header-field-missing")
    result.assert_outcomes(passed=1, failed=1, deselected=8)
    result = project.runpytest("--tqcheck", "--tqcheck-per-rule", "a.md::untranslated-paragraph")
    result.assert_outcomes(failed=1)


def test_a_document_is_checked_once(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    run = tqcheck.pytest_plugin.items.run

    def counted(work: Iterable[tuple[DocumentRef, Session]]) -> Iterator[Result]:
        for ref, session in work:
            checked.append(ref.target)
            yield from run([(ref, session)])

    monkeypatch.setattr("tqcheck.pytest_plugin.items.run", counted)
    write(project, "a.md", CLEAN)
    write(project, "b.md", CLEAN)
    project.runpytest("--tqcheck-per-rule").assert_outcomes(passed=10)
    assert checked == ["a.md", "b.md"]
    project.runpytest("--tqcheck-per-rule", "--collect-only")
    assert checked == ["a.md", "b.md"]


@pytest.mark.slow
def test_what_was_read_is_let_go(project: pytest.Pytester) -> None:
    for n in range(6):
        write(project, f"{n}.md", NO_PAGE)
    write(
        project,
        "conftest.py",
        "import gc\n"
        "def pytest_sessionfinish():\n"
        "    from tqcheck.document import Document\n"
        "    gc.collect()\n"
        "    print('left:', sum(isinstance(thing, Document) for thing in gc.get_objects()))\n",
    )
    for option in ("--tqcheck", "--tqcheck-per-rule"):
        result = project.runpytest_subprocess(option, "-s")
        # pytest keeps the traceback of the last failure, and that its document.
        result.stdout.fnmatch_lines(["*left: [01]"])


def test_a_finding_no_item_is_named_after_is_not_lost(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tqcheck.pytest_plugin.items.run", _with_another_rule)
    write(project, "a.md", NO_PAGE)
    project.runpytest("--tqcheck-per-rule").assert_outcomes(passed=4, failed=1)


def _with_another_rule(work: Iterable[tuple[DocumentRef, Session]]) -> Iterator[Result]:
    for result in run(work):
        findings = tuple(replace(finding, rule="made-up") for finding in result.findings)
        yield replace(result, findings=findings)


def test_last_failed_runs_what_failed(project: pytest.Pytester) -> None:
    write(project, "a.md", CLEAN)
    bad = write(project, "b.md", NO_PAGE)
    project.runpytest("--tqcheck-per-rule").assert_outcomes(passed=9, failed=1)
    result = project.runpytest("--tqcheck-per-rule", "--lf", "-v")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["b.md::header-field-missing FAILED*"])
    bad.write_text(CLEAN, encoding="utf-8")
    assert project.runpytest("--tqcheck-per-rule", "--lf").ret == 0


def test_lower_findings_are_warnings(project: pytest.Pytester) -> None:
    write(project, "a.md", TWICE)
    result = project.runpytest("--tqcheck")
    assert result.ret == 0
    result.assert_outcomes(passed=1, warnings=1)
    result.stdout.fnmatch_lines(
        ["*warnings summary*", "a.md::tqcheck", f"*TqcheckWarning: a.md:5:1: {escaped(REPEATED)}"]
    )
    # The document's line is quoted by the report alone: raw, it could steer a terminal.
    result.stdout.no_fnmatch_line("    Page: 4")
    category = "ignore::tqcheck.pytest_plugin.TqcheckWarning"
    project.runpytest("--tqcheck", "-W", category).assert_outcomes(passed=1, warnings=0)


def test_warnings_taken_as_errors_fail_with_every_finding(project: pytest.Pytester) -> None:
    write(project, "a.md", TWICE.replace("Page: 4\nPage: 4\n", "Page: 4\nPage: 4\nPage: 4\n"))
    write(project, "b.md", CLEAN)
    result = project.runpytest("--tqcheck", "-W", "error")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [f"a.md:5:1: {escaped(REPEATED)}", f"a.md:6:1: {escaped(REPEATED)}"]
    )


def test_fail_on_is_the_configurations(project: pytest.Pytester) -> None:
    write(project, "a.md", TWICE)
    for level, failed in (("warning", 1), ("never", 0)):
        write(project, "tqcheck.toml", f'fail-on = "{level}"\n' + RULES)
        project.runpytest("--tqcheck").assert_outcomes(failed=failed, passed=1 - failed)


@pytest.mark.parametrize("option", ["--tqcheck", "--tqcheck-per-rule"])
def test_what_cannot_be_read_fails_with_one_line(project: pytest.Pytester, option: str) -> None:
    (project.path / "a.md").write_bytes(CLEAN.encode("gb18030", "replace"))
    write(project, "b.md", CLEAN)
    result = project.runpytest(option)
    items = 1 if option == "--tqcheck" else 5
    result.assert_outcomes(passed=items, failed=items)
    result.stdout.fnmatch_lines(["a.md:14: byte 0x* is not UTF-8; save the file as UTF-8"])
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*pytest_plugin*")


def test_a_test_that_stays_elsewhere_takes_no_document_along(project: pytest.Pytester) -> None:
    write(project, "a_test.py", "import os\ndef test_a(tmp_path): os.chdir(tmp_path)\n")
    write(project, "docs/a.md", CLEAN)
    project.runpytest("--tqcheck", "a_test.py", "docs").assert_outcomes(passed=2)


def test_junit_has_one_case_an_item_with_the_report_in_it(project: pytest.Pytester) -> None:
    steering = LEFT.replace("要六个男孩子", "要\x07六个\x1b[31m男孩子")
    write(project, "docs/a.md", steering.replace("Page: 4\n", ""))
    write(project, "docs/b.md", CLEAN)
    project.runpytest("--tqcheck-per-rule", "--junitxml=junit.xml", "docs")
    suite = ElementTree.parse(project.path / "junit.xml").getroot()
    cases = list(suite.iter("testcase"))
    assert len(cases) == 10
    failures = {
        (case.get("classname"), case.get("name")): case.findtext("failure")
        for case in cases
        if case.find("failure") is not None
    }
    assert set(failures) == {
        ("docs.a.md", "header-field-missing"),
        ("docs.a.md", "untranslated-paragraph"),
    }
    assert f"docs/a.md:3:1: {MISSING}" in failures["docs.a.md", "header-field-missing"]
    text = failures["docs.a.md", "untranslated-paragraph"]
    assert UNTRANSLATED in text and "help: translate it into English" in text
    assert r"要\x07六个\x1b[31m男孩子" in text


def test_the_place_of_a_failed_item_is_its_first_finding(project: pytest.Pytester) -> None:
    write(project, "a.md", LEFT)
    project.runpytest("--tqcheck", "--junitxml=junit.xml", "-o", "junit_family=xunit1")
    [case] = ElementTree.parse(project.path / "junit.xml").getroot().iter("testcase")
    line = LEFT.split("\n").index("陆大爷带来一条四十节的纸蜈蚣，要六个男孩子才抬得住。")
    assert case.get("line") == str(line)  # pytest counts from 0


@pytest.mark.parametrize("option", ["--tqcheck", "--tqcheck-per-rule"])
def test_an_unexpected_error_fails_its_own_document_in_one_line(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    rule = rules.get("foreign-script")

    def check(document: Document) -> Iterator[Hit]:
        if "FAIL" in document.target.text:
            raise KeyError("no such luck")
        return rule.check(document)

    selected = (replace(rule, check=check), rules.get("header-field-missing"))
    monkeypatch.setattr(rules, "selected", lambda *_: selected)
    write(project, "a.md", CLEAN)
    write(project, "b.md", CLEAN.replace("square", "FAIL square"))
    write(project, "c.md", NO_PAGE)
    result = project.runpytest(option)
    items = 1 if option == "--tqcheck" else 2
    result.assert_outcomes(passed=2 * items - 1, failed=items + 1)
    line = "b.md: KeyError: 'no such luck'; this is a mistake in tqcheck, please report it"
    assert result.outlines.count(line) == items
    result.stdout.fnmatch_lines([f"*{escaped(MISSING)}"])
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*pytest_plugin*")
    assert section(result)[0].endswith("; 1 not judged.")
