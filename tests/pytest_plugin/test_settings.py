"""Which configuration and baseline hold, wherever pytest is started from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tqcheck.cli import main

from .conftest import (
    CLEAN,
    LEFT,
    NO_PAGE,
    REPEATED,
    RULES,
    TWICE,
    WAIVED,
    freeze,
    section,
    write,
)


def test_a_wrong_configuration_is_wrong_usage(project: pytest.Pytester) -> None:
    write(project, "a.md", CLEAN)
    write(project, "tqcheck.toml", "selct = []\n")
    for options in ([], ["-n", "2"]):
        result = project.runpytest_subprocess("--tqcheck", *options)
        assert result.ret == pytest.ExitCode.USAGE_ERROR
        [line] = [line for line in result.errlines if "tqcheck.toml" in line]
        assert line.endswith("tqcheck.toml:1: unknown key `selct`; did you mean `select`?")
        result.stderr.no_fnmatch_line("*Traceback*")


def test_a_configuration_can_be_named(project: pytest.Pytester) -> None:
    write(project, "a.md", NO_PAGE)
    write(project, "strict/other.toml", 'select = ["foreign-script"]\n')
    named = project.runpytest("--tqcheck", "--tqcheck-config", "strict/other.toml")
    named.assert_outcomes(passed=1)
    missing = project.runpytest("--tqcheck", "--tqcheck-config", "none.toml")
    assert missing.ret == pytest.ExitCode.USAGE_ERROR


def test_the_configuration_of_another_rootdir_is_found(project: pytest.Pytester) -> None:
    write(project, "tqcheck.toml", "selct = []\n")
    write(project, "part/pyproject.toml", "[tool.pytest.ini_options]\n[tool.tqcheck]\n" + RULES)
    write(project, "part/docs/a.md", CLEAN)
    project.runpytest("--tqcheck", "part").assert_outcomes(passed=1)


@pytest.fixture
def nested(project: pytest.Pytester) -> pytest.Pytester:
    """A project in a folder of its own, with one document frozen, one bad and one that warns."""
    (project.path / "tqcheck.toml").unlink()
    write(project, "news/tqcheck.toml", 'paths = ["archive"]\n' + RULES)
    write(project, "news/archive/old/frozen.md", NO_PAGE)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project.path / "news")
        main(["baseline"])
    write(project, "news/archive/bad.md", LEFT)
    write(project, "news/archive/warned.md", TWICE)
    write(project, "news/README.md", NO_PAGE)
    write(project, "news/pytest.ini", "[pytest]\n")
    write(project, "ini/pytest.ini", "[pytest]\n")
    write(project, "news/tests/test_a.py", "def test_a(): pass\n")
    return project


@pytest.mark.parametrize(
    ("folder", "options"),
    [
        ("news", []),
        ("news/tests", []),
        ("news/archive/old", []),
        (".", ["news/archive"]),
        (".", ["--rootdir=.", "news/archive"]),
        (".", ["--rootdir=news/archive", "news/archive"]),
        (".", ["-c", "news/pytest.ini"]),
        (".", ["-c", "ini/pytest.ini", "--tqcheck-config", "news/tqcheck.toml"]),
        ("news", ["-c", "../ini/pytest.ini", "--rootdir=.."]),
        ("news", ["--import-mode=importlib"]),
        ("news", ["-p", "no:cacheprovider"]),
        ("ini", ["../news/archive", "--rootdir=../news"]),
    ],
)
def test_the_same_is_found_from_anywhere(
    nested: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, folder: str, options: list[str]
) -> None:
    monkeypatch.chdir(nested.path / folder)
    # A test file beside the documents would be one more outcome.
    options = [*options, "--tqcheck", "-m", "tqcheck"]
    if options[0] == "--rootdir=.":
        options += ["--tqcheck-config", "news/tqcheck.toml"]
    result = nested.runpytest(*options)
    outcomes = result.parseoutcomes()
    assert (outcomes["passed"], outcomes["failed"], outcomes["warnings"]) == (2, 1, 1)
    archive = nested.path / "news" / "archive"
    here = Path.cwd()
    shown = archive.relative_to(here) if archive.is_relative_to(here) else archive
    counted, _, _, failed, warned = section(result)
    assert counted == "2 findings in 2 of 3 documents: 1 error, 1 warning; 1 in the baseline."
    assert failed.startswith(f"{shown}/bad.md:8:1: error: ")
    assert warned == f"{shown}/warned.md:5:1: {REPEATED}"


def test_stopping_at_the_first_failure_tells_what_was_checked(nested: pytest.Pytester) -> None:
    result = nested.runpytest("--tqcheck", "-x", "news/archive", "--rootdir=news")
    result.assert_outcomes(failed=1)
    assert section(result)[0] == "1 finding in 1 of 1 document: 1 error, 0 warnings."


def test_what_is_excused_neither_fails_nor_warns(project: pytest.Pytester) -> None:
    write(project, "docs/frozen.md", TWICE.replace("Date: 1984-03-18\n", ""))
    freeze(project, "docs")
    write(project, "docs/waived.md", WAIVED)
    write(project, "docs/clean.md", CLEAN)
    result = project.runpytest("--tqcheck")
    result.assert_outcomes(passed=3, warnings=0)
    result.stdout.fnmatch_lines(["tqcheck: *, baseline: tqcheck-baseline.json"])
    [counted] = section(result)
    assert counted == "3 documents checked, nothing found; 1 waived, 2 in the baseline."


def test_a_baseline_named_on_the_command_line_holds(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", NO_PAGE)
    freeze(project, "docs", "--baseline", "other.json")
    write(project, "docs/b.md", LEFT)
    freeze(project, "docs")
    for options, failed in (
        (["--tqcheck-baseline", "other.json"], 1),
        ([], 0),
        (["--tqcheck-baseline="], 2),
    ):
        project.runpytest("--tqcheck", *options).assert_outcomes(passed=2 - failed, failed=failed)


def test_a_baseline_of_no_use_is_wrong_usage(project: pytest.Pytester) -> None:
    write(project, "a.md", CLEAN)
    write(project, "broken.json", "{\n<<<<<<< HEAD\n")
    for name, reason in (("none.json", "no such baseline"), ("broken.json:2", "a merge conflict")):
        options = ["--tqcheck-baseline", name.partition(":")[0]]
        result = project.runpytest("--tqcheck", *options)
        assert result.ret == pytest.ExitCode.USAGE_ERROR
        result.stderr.fnmatch_lines([f"ERROR: *{name}: {reason}; *"])
        result.stderr.no_fnmatch_line("*Traceback*")


def test_an_entry_left_over_is_shown_where_the_user_finds_it(project: pytest.Pytester) -> None:
    write(project, "tqcheck.toml", RULES.replace("[\n", '[\n    "waiver-unused",\n'))
    write(project, "docs/a.md", NO_PAGE)
    freeze(project, "docs")
    write(project, "docs/a.md", CLEAN)
    result = project.runpytest("--tqcheck", "docs")
    result.assert_outcomes(passed=1, warnings=1)
    place = "tqcheck-baseline.json:4:1: warning: "
    result.stdout.fnmatch_lines(["docs/a.md::tqcheck", f"*TqcheckWarning: {place}*"])
    [_, shown] = section(result)
    assert shown.startswith(place)
    assert "`header-field-missing` in docs/a.md" in shown and shown.endswith("[waiver-unused]")
