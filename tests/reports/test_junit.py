"""JUnit XML: which documents fail, which are skipped, what is shown of each."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from tests.reading import check_text
from tqcheck.errors import FileError
from tqcheck.finding import Suppressed
from tqcheck.linter.results import Result
from tqcheck.reports import Style

from .made import CONFIG, DOCUMENTS, report, results
from .valid import findings

LOOMS = check_text((DOCUMENTS / "looms.md").read_text(encoding="utf-8"), "looms.md", CONFIG)
ERROR = next(finding for finding in LOOMS.findings if finding.severity == "error")
INFO = next(finding for finding in LOOMS.findings if finding.severity == "info")


def cases(*given: Result, fail_on: str = "error") -> list[etree._Element]:
    """The tests of the report for these results, which is valid."""
    shown = report("junit", *given, style=Style(fail_on=fail_on))
    findings("junit", shown)
    return list(etree.fromstring(shown.encode())[0])


def outcome(case: etree._Element) -> str:
    """What GitLab and Jenkins take the test for: its first child that says so."""
    return next((part.tag for part in case if part.tag != "system-out"), "passed")


@pytest.mark.parametrize(
    ("fail_on", "outcomes"),
    [
        ("info", ["passed", "failure", "failure", "error"]),
        ("warning", ["passed", "failure", "failure", "error"]),
        ("error", ["passed", "skipped", "failure", "error"]),
        ("never", ["passed", "passed", "passed", "error"]),
    ],
)
def test_a_document_fails_as_the_run_does(
    fail_on: str, outcomes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(DOCUMENTS)
    shown = cases(*results(), fail_on=fail_on)
    assert [case.get("name") for case in shown] == ["clean.md", "lamps.md", "looms.md", "torn.md"]
    assert [outcome(case) for case in shown] == outcomes
    # What does not fail, or is suppressed, is reported nevertheless.
    whole = etree.tostring(shown[1], encoding="unicode")
    for said in ("路灯", "鱼市", "(per-file: the evening", "(baseline)", "foreign-punctuation"):
        assert said in whole


def test_the_worst_finding_is_the_message_and_all_are_the_text() -> None:
    (case,) = cases(LOOMS, fail_on="info")
    (failure,) = case
    assert failure.get("message") == "`Page` is 4, but 2 in the original, and 4 more findings"
    assert failure.get("type") == "header-mismatch"
    assert [line for line in failure.text.splitlines() if line.endswith("]")] == [
        f"looms.md:{f.line}:{f.column}: {f.severity}: {f.message} [{f.rule}]"
        for f in LOOMS.findings
    ]
    worse = replace(LOOMS, findings=(INFO, ERROR))
    (case,) = cases(worse, fail_on="info")
    assert case[0].get("type") == "header-mismatch"
    assert case[0].get("message") == "`Page` is 4, but 2 in the original, and 1 more finding"
    assert failure.text.startswith(
        "looms.md:4:7: error: `Page` is 4, but 2 in the original [header-mismatch]\n"
        "  | page of the original: 2\n"
        "  help: write `Page: 2`\n"
    )


def test_only_what_would_have_failed_is_skipped() -> None:
    for waived, expected in ((ERROR, "skipped"), (INFO, "passed")):
        suppressed = (Suppressed(waived, "inline", "reviewed"),)
        (case,) = cases(replace(LOOMS, findings=(), suppressed=suppressed))
        assert outcome(case) == expected
        assert case[-1].text.endswith(f"[{waived.rule}] (inline: reviewed)\n")
    both = (Suppressed(ERROR, "inline", ""), Suppressed(INFO, "baseline", ""))
    (case,) = cases(replace(LOOMS, findings=(), suppressed=both))
    assert case[0].get("message") == case[0].text == "1 waived, 1 in the baseline"


def test_trouble_is_an_error() -> None:
    unread = Result("a.md", None, (), trouble=FileError("a.md", "empty; restore or remove it"))
    unfixed = replace(
        LOOMS, trouble=FileError("looms.md", "cannot be fixed: read-only; make it writable")
    )
    shown = cases(unread, unfixed)
    assert [(outcome(case), case[0].get("type")) for case in shown] == [
        ("error", "not-judged"),
        ("error", "not-fixed"),
    ]
    assert shown[0][0].get("message") == shown[0][0].text == str(unread.trouble)
    assert all(f.message in shown[1][1].text for f in LOOMS.findings)


def test_classes_are_folders_and_names_are_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI_PROJECT_DIR", "/builds/group/project")
    paths = ("/builds/group/project/archive/1957.10/a.md", "/builds/group/project/b.md")
    assert [
        (case.get("classname"), case.get("name"))
        for case in cases(*(replace(LOOMS, path=path) for path in paths))
    ] == [("tqcheck.archive.1957_10", "archive/1957.10/a.md"), ("tqcheck", "b.md")]


def test_a_run_without_documents_is_valid() -> None:
    assert cases() == []
