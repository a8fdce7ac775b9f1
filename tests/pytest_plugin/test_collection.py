"""What the pytest plugin collects, and that it does nothing unasked."""

from __future__ import annotations

import subprocess
import sys

import pytest

from .conftest import (
    CLEAN,
    NO_PAGE,
    RULES,
    names,
    write,
)


def imported(project: pytest.Pytester, *options: str) -> set[str]:
    """The modules that a run of pytest has imported when it is over."""
    script = "import sys, pytest; pytest.main(sys.argv[1:]); print(*sys.modules, sep='\\n')"
    command = [sys.executable, "-c", script, *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=project.path)
    assert "1 passed" in done.stdout
    return set(done.stdout.partition(" passed")[2].splitlines()[1:])


def test_a_run_without_the_option_imports_the_plugin_alone(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", NO_PAGE)
    write(project, "test_a.py", "def test_a(): pass\n")
    without = imported(project, "-p", "no:tqcheck")
    assert not [name for name in without if name.startswith("tqcheck")]
    assert imported(project) - without == {"tqcheck", "tqcheck.pytest_plugin"}


def test_without_the_option_nothing_happens(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", NO_PAGE)
    write(
        project,
        "test_modules.py",
        "import sys\n"
        "def test_modules():\n"
        "    loaded = sorted(name for name in sys.modules if name.startswith('tqcheck'))\n"
        "    assert loaded == ['tqcheck', 'tqcheck.pytest_plugin']\n",
    )
    result = project.runpytest_subprocess()
    assert result.ret == 0
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("tqcheck: *")


def test_a_wrong_configuration_does_not_matter_without_the_option(
    project: pytest.Pytester,
) -> None:
    write(project, "tqcheck.toml", "selct = []\n")
    write(project, "test_a.py", "def test_a(): pass\n")
    project.runpytest("--strict-markers", "-W", "error").assert_outcomes(passed=1)


def test_the_plugin_can_be_switched_off(project: pytest.Pytester) -> None:
    write(project, "test_a.py", "def test_a(): pass\n")
    project.runpytest("-p", "no:tqcheck").assert_outcomes(passed=1)
    assert project.runpytest("-p", "no:tqcheck", "--tqcheck").ret == pytest.ExitCode.USAGE_ERROR


def test_each_document_is_one_item(project: pytest.Pytester) -> None:
    for name in ("docs/b.md", "docs/a.md", "docs/deeper/c.md", "docs/notes.txt"):
        write(project, name, CLEAN)
    result = project.runpytest("--tqcheck", "--collect-only", "-q", "docs/")
    assert names(result) == [f"docs/{name}.md::tqcheck" for name in ("a", "b", "deeper/c")]
    result = project.runpytest("--tqcheck", "docs/")
    assert result.ret == 0
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(["tqcheck: *, configuration: tqcheck.toml"])


def test_one_item_a_rule(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", CLEAN)
    for options in (["--tqcheck", "--tqcheck-per-rule"], ["--tqcheck-per-rule"]):
        result = project.runpytest(*options, "--collect-only", "-q", "docs/")
        assert names(result) == [
            "docs/a.md::foreign-script",
            "docs/a.md::header-field-duplicate",
            "docs/a.md::header-field-missing",
            "docs/a.md::header-missing",
            "docs/a.md::untranslated-paragraph",
        ]


def test_python_tests_run_beside_the_documents(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", CLEAN)
    write(project, "test_a.py", "def test_a(): pass\n")
    project.runpytest("--tqcheck").assert_outcomes(passed=2)
    result = project.runpytest("--tqcheck", "test_a.py", "docs/a.md", "--collect-only", "-q")
    assert names(result) == ["test_a.py::test_a", "docs/a.md::tqcheck"]


def test_include_and_exclude_hold_for_folders(project: pytest.Pytester) -> None:
    write(project, "tqcheck.toml", 'include = ["*.txt"]\nexclude = ["drafts/"]\n' + RULES)
    for name in ("docs/a.txt", "docs/a.md", "docs/drafts/b.txt"):
        write(project, name, CLEAN)
    result = project.runpytest("--tqcheck", "--collect-only", "-q")
    assert names(result) == ["docs/a.txt::tqcheck"]
    named = ["docs/a.md", "docs/drafts/b.txt"]
    result = project.runpytest("--tqcheck", "--collect-only", "-q", *named)
    assert names(result) == [f"{name}::tqcheck" for name in named]


def test_without_a_path_the_configured_ones_are_checked(project: pytest.Pytester) -> None:
    write(project, "tqcheck.toml", 'paths = ["docs"]\n' + RULES)
    for name in ("README.md", "docs/a.md", "tests/notes.md"):
        write(project, name, CLEAN)
    write(project, "tests/test_a.py", "def test_a(): pass\n")
    here = ["docs/a.md::tqcheck", "tests/test_a.py::test_a"]
    options = ["--tqcheck", "--collect-only", "-q"]
    assert names(project.runpytest(*options)) == here
    # `testpaths` says where the Python tests are, `paths` where the documents are.
    assert sorted(names(project.runpytest(*options, "-o", "testpaths=tests"))) == here
    # What is named is checked, as by tqcheck itself.
    named = names(project.runpytest(*options, "README.md", "tests"))
    assert named == ["README.md::tqcheck", "tests/notes.md::tqcheck", "tests/test_a.py::test_a"]


@pytest.mark.slow
def test_nothing_to_collect_is_no_success(project: pytest.Pytester) -> None:
    write(project, "test_a.py", "def test_a(): pass\n")
    for options in ([], ["-n", "2"], ["test_a.py"]):
        result = project.runpytest_subprocess("--tqcheck", *options)
        assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED, options
        result.assert_outcomes(passed=1)
        result.stdout.fnmatch_lines(["ERROR: --tqcheck found no document: *matches [*].md*"])


@pytest.mark.slow
def test_what_is_deselected_was_there(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", CLEAN)
    write(project, "test_a.py", "def test_a(): pass\n")
    for options in (["-k", "test_a"], ["-m", "not tqcheck"], ["-m", "not tqcheck", "-n", "2"]):
        result = project.runpytest("--tqcheck", "--strict-markers", *options)
        assert result.ret == 0, options
        result.assert_outcomes(passed=1, deselected=0 if "-n" in options else 1)


def test_items_have_the_marker_and_the_rules_name(project: pytest.Pytester) -> None:
    write(project, "a.md", CLEAN)
    write(project, "test_a.py", "def test_header_missing(): pass\n")
    listed = project.runpytest("--markers").outlines
    assert "@pytest.mark.tqcheck: the items that --tqcheck collects" in listed
    options = ["--tqcheck-per-rule", "--strict-markers", "--collect-only", "-q"]
    for selection, chosen in (
        (["-m", "tqcheck"], 5),
        (["-m", "not tqcheck"], 1),
        (["-m", "tqcheck", "-k", "header-missing or foreign-script"], 2),
        (["-k", "header-field and not header-field-missing"], 1),
    ):
        assert len(names(project.runpytest(*options, *selection))) == chosen, selection
    result = project.runpytest("--tqcheck", *options[1:], "-m", "tqcheck")
    assert names(result) == ["a.md::tqcheck"]


def test_a_document_beside_a_named_test_is_none(project: pytest.Pytester) -> None:
    write(project, "a.md", CLEAN)
    write(project, "test_a.py", "def test_a(): pass\n")
    assert project.runpytest("--tqcheck", "test_a.py").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_an_option_set_for_good_lets_one_test_be_named(project: pytest.Pytester) -> None:
    write(project, "pytest.ini", "[pytest]\naddopts = --tqcheck\n")
    write(project, "test_a.py", "def test_a(): pass\n")
    assert project.runpytest("test_a.py").ret == 0
    assert project.runpytest().ret == pytest.ExitCode.NO_TESTS_COLLECTED
