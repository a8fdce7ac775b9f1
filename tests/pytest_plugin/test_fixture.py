"""The fixture `tqcheck`, in tests written by hand."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from .conftest import (
    CLEAN,
    MISSING,
    NO_PAGE,
    REPEATED,
    TWICE,
    escaped,
    freeze,
    write,
)

PASSING = """\
from pathlib import Path

def test_folder(tqcheck):
    assert not tqcheck("docs/")
    assert tqcheck(Path("docs")) == []

def test_file(tqcheck):
    assert not tqcheck("docs/a.md")

def test_text(tqcheck):
    assert not tqcheck(Path("docs/a.md").read_text(encoding="utf-8"))
"""


def test_the_fixture_passes_what_is_clean(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", CLEAN)
    write(project, "docs/b.md", TWICE)
    write(project, "test_docs.py", PASSING)
    project.runpytest("-W", "error").assert_outcomes(passed=3)


def test_the_fixtures_failure_shows_every_finding(project: pytest.Pytester) -> None:
    for n in range(12):
        write(project, f"docs/{n:02}.md", NO_PAGE)
    write(project, "docs/warned.md", TWICE)
    write(project, "test_docs.py", 'def test_docs(tqcheck):\n    assert not tqcheck("docs")\n')
    for options in ([], ["-n", "2"]):
        result = project.runpytest(*options, "--junitxml=junit.xml")
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(
            [
                "E  *assert not <12 findings: docs/00.md:3 header-field-missing, *>",
                "E  * = tqcheck('docs')",
                "*- tqcheck -*",
                *(f"docs/{n:02}.md:3:1: {escaped(MISSING)}" for n in range(12)),
                "  help: add `Page: 4` to the header",
            ]
        )
        result.stdout.no_fnmatch_line("*header-field-duplicate*")
        failure = ElementTree.parse(project.path / "junit.xml").getroot().find(".//failure")
        assert failure is not None and f"docs/11.md:3:1: {MISSING}" in (failure.text or "")


def test_a_comparison_shows_the_first_findings(project: pytest.Pytester) -> None:
    for n in range(7):
        write(project, f"docs/{n}.md", NO_PAGE)
    write(
        project,
        "test_docs.py",
        "def test_equal(tqcheck):\n"
        "    assert tqcheck('docs') == []\n"
        "def test_other_way(tqcheck):\n"
        "    assert [] == tqcheck('docs/0.md')\n"
        "def test_lists():\n"
        "    assert [0] == []\n",
    )
    result = project.runpytest()
    result.assert_outcomes(failed=3)
    result.stdout.fnmatch_lines(
        [
            "E  *assert <7 findings> == []",
            *(f"E    *  docs/{n}.md:3:1: {escaped(MISSING)}" for n in range(5)),
            "E    *  … 2 more",
            "E  *assert [[][]] == <1 finding>",
            f"E    *  docs/0.md:3:1: {escaped(MISSING)}",
            "E  *assert [[]0[]] == [[][]]",
        ]
    )
    result.stdout.no_fnmatch_line("*Finding(rule=*")


def test_of_very_many_findings_the_first_are_shown(project: pytest.Pytester) -> None:
    for n in range(60):
        write(project, f"docs/{n:02}.md", NO_PAGE)
    write(project, "test_docs.py", "def test_a(tqcheck):\n    assert not tqcheck('docs')\n")
    result = project.runpytest()
    lines = result.outlines
    assert sum(line.endswith(MISSING) for line in lines) == 50
    result.stdout.fnmatch_lines([f"docs/49.md:3:1: {escaped(MISSING)}", "… 10 more findings"])


def test_the_baseline_holds_for_the_fixture_wherever_a_test_goes(
    project: pytest.Pytester,
) -> None:
    write(project, "docs/a.md", NO_PAGE)
    freeze(project, "docs")
    write(
        project,
        "test_docs.py",
        "def test_a(tqcheck, tmp_path, monkeypatch):\n"
        "    monkeypatch.chdir(tmp_path)\n"
        "    assert not tqcheck('docs')\n",
    )
    project.runpytest().assert_outcomes(passed=1)
    project.runpytest("--tqcheck-baseline=").assert_outcomes(failed=1)
    (project.path / "tqcheck.toml").unlink()  # The folder itself then has the baseline.
    project.runpytest().assert_outcomes(passed=1)


def test_the_fixture_tells_a_file_and_a_text(project: pytest.Pytester) -> None:
    write(project, "a.md", NO_PAGE)
    write(
        project,
        "test_docs.py",
        "from pathlib import Path\n"
        "def test_file(tqcheck):\n"
        "    assert not tqcheck(Path('a.md').absolute())\n"
        "def test_text(tqcheck):\n"
        "    assert not tqcheck(Path('a.md').read_text(encoding='utf-8'))\n",
    )
    result = project.runpytest()
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines([f"{name}:3:1: {escaped(MISSING)}" for name in ("a.md", "<text>")])


def test_a_test_that_passes_or_fails_otherwise_shows_its_own(project: pytest.Pytester) -> None:
    write(project, "a.md", NO_PAGE)
    write(
        project,
        "test_docs.py",
        "def test_expected(tqcheck):\n"
        "    [finding] = tqcheck('a.md')\n"
        "    assert finding.rule == 'header-field-missing'\n"
        "def test_other():\n"
        "    assert not [0]\n",
    )
    result = project.runpytest()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.no_fnmatch_line("*- tqcheck -*")


def test_paths_are_relative_to_the_rootdir(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, "pytest.ini", "[pytest]\n")
    write(project, "docs/a.md", CLEAN)
    write(project, "tests/test_a.py", "def test_a(tqcheck):\n    assert not tqcheck('docs/a.md')\n")
    monkeypatch.chdir(project.path / "tests")
    project.runpytest().assert_outcomes(passed=1)


def test_the_fixture_takes_a_level_and_a_configuration(project: pytest.Pytester) -> None:
    write(project, "a.md", TWICE)
    write(project, "other.toml", 'select = ["foreign-script"]\n')
    write(
        project,
        "test_a.py",
        "from tqcheck import Config\n"
        "def test_level(tqcheck):\n"
        "    assert not tqcheck('a.md', fail_on='warning')\n"
        "def test_file(tqcheck):\n"
        "    assert not tqcheck('a.md', 'other.toml', fail_on='info')\n"
        "def test_object(tqcheck):\n"
        "    assert not tqcheck('a.md', Config(select=('foreign-script',)), fail_on='info')\n",
    )
    result = project.runpytest()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines([f"a.md:5:1: {escaped(REPEATED)}"])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("tqcheck('none.md')", "none.md: no such file or folder"),
        ("tqcheck('empty')", "nothing to check: no file matches *.md, *.markdown"),
        ("tqcheck('a.md', 'none.toml')", "none.toml: no such file"),
        ("tqcheck('a.md', fail_on='warn')", "unknown level `warn`; did you mean `warning`?"),
    ],
)
def test_the_fixture_tells_wrong_use_in_a_line(
    project: pytest.Pytester, call: str, message: str
) -> None:
    write(project, "a.md", CLEAN)
    project.mkdir("empty")
    write(project, "test_a.py", f"def test_a(tqcheck):\n    {call}\n")
    result = project.runpytest()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"E *TqcheckError: {escaped(message)}"])
    result.stdout.no_fnmatch_line("*pytest_plugin*")
