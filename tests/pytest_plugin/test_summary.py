"""The section at the end of a run: counts, the worst findings, what is gone from the baseline."""

from __future__ import annotations

import re

import pytest

from .conftest import CLEAN, LEFT, MISSING, NO_PAGE, REPEATED, RULES, TWICE, freeze, section, write

UNUSED = RULES.replace("[\n", '[\n    "waiver-unused",\n')


def test_it_counts_and_shows_the_worst_first(project: pytest.Pytester) -> None:
    write(project, "a.md", TWICE)
    for n in range(6):
        write(project, f"b/{n}.md", NO_PAGE)
    write(project, "c.md", CLEAN)
    (project.path / "d.md").write_bytes(b"\xff")
    for option in ("--tqcheck", "--tqcheck-per-rule"):
        assert section(project.runpytest(option)) == [
            "7 findings in 7 of 8 documents: 6 errors, 1 warning; 1 not judged.",
            "     6 header-field-missing",
            "     1 header-field-duplicate",
            *(f"b/{n}.md:3:1: {MISSING}" for n in range(5)),
            "… 2 more findings",
        ]


def test_of_many_rules_the_first_are_named(project: pytest.Pytester) -> None:
    write(project, "tqcheck.toml", "")
    text = LEFT.replace("Page: 4", "Author: Shen Anmin").replace("1984-03-18", "1984-02-31", 1)
    write(project, "a.md", text.replace("with kites", "with kites (нет [...]"))
    lines = section(project.runpytest("--tqcheck"))
    assert [line.split()[1] for line in lines[1:6]] == sorted(
        line.split()[1] for line in lines[1:6]
    )
    assert lines[6].startswith("     … ") and lines[6].endswith(" more rules")
    assert all(line.startswith("a.md:") for line in lines[7:12])
    assert lines[12].startswith("… ") and lines[12].endswith(" more findings")


def test_a_single_finding_is_one_line(project: pytest.Pytester) -> None:
    write(project, "a.md", TWICE)
    assert section(project.runpytest("--tqcheck")) == [
        "1 finding in 1 of 1 document: 0 errors, 1 warning.",
        f"a.md:5:1: {REPEATED}",
    ]


def test_quiet_runs_have_the_counts_alone(project: pytest.Pytester) -> None:
    write(project, "a.md", LEFT)
    counted = ["1 finding in 1 of 1 document: 1 error, 0 warnings."]
    assert section(project.runpytest("--tqcheck", "-q")) == counted
    for options in (["--no-summary"], ["--collect-only"]):
        result = project.runpytest("--tqcheck", *options)
        result.stdout.no_fnmatch_line("*= tqcheck =*")


@pytest.fixture
def lost(project: pytest.Pytester) -> pytest.Pytester:
    """A baseline with an entry for a document that has been removed since."""
    write(project, "tqcheck.toml", 'paths = ["docs"]\n' + UNUSED)
    write(project, "docs/gone.md", NO_PAGE)
    write(project, "docs/kept.md", NO_PAGE)
    freeze(project)
    (project.path / "docs" / "gone.md").unlink()
    write(project, "docs/warned.md", TWICE)
    return project


GONE = re.compile(
    r"tqcheck-baseline\.json:4:1: warning: .*`header-field-missing` in docs/gone\.md .*"
    r"docs/gone\.md no longer exists \[waiver-unused\]"
)


@pytest.mark.parametrize("option", ["--tqcheck", "--tqcheck-per-rule"])
def test_entries_whose_document_is_gone_are_reported(lost: pytest.Pytester, option: str) -> None:
    result = lost.runpytest(option)
    assert result.ret == 0
    counted, *_, last, remedy = section(result)
    assert counted.startswith("2 findings in ")
    assert counted.endswith(": 0 errors, 2 warnings; 1 in the baseline.")
    assert GONE.fullmatch(last)
    assert remedy == "  help: run `tqcheck baseline --prune`"


@pytest.mark.parametrize(
    "options", [["docs"], ["docs/kept.md"], ["-k", "kept"], ["--deselect", "docs/kept.md"]]
)
def test_a_part_of_the_documents_tells_of_no_other(
    lost: pytest.Pytester, options: list[str]
) -> None:
    assert not any(map(GONE.fullmatch, section(lost.runpytest("--tqcheck", *options))))


def test_they_fail_the_run_where_warnings_do(lost: pytest.Pytester) -> None:
    write(lost, "tqcheck.toml", 'paths = ["docs"]\nfail-on = "warning"\n' + UNUSED)
    write(lost, "docs/warned.md", CLEAN)
    result = lost.runpytest("--tqcheck")
    result.assert_outcomes(passed=2)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert GONE.fullmatch(section(result)[-2])
