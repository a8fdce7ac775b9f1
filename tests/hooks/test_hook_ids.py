"""The hooks that run a part of the rules, and the one that fixes."""

from __future__ import annotations

import re

import pytest

from .conftest import GOOD, NO_PAGE, SOURCE, TARGET, Hooked, both, document, findings, ran

PARTS = ("tqcheck-header", "tqcheck-language", "tqcheck-omissions")
# A field is missing, a paragraph was left in Chinese, the last one left out, a day changed.
FAULTY = (
    document(without=["Page"], omit=3)
    .replace(TARGET[1], SOURCE.splitlines()[8].strip())
    .replace("August 15", "August 16")
)


def rules(said: str) -> dict[str, set[str]]:
    """The rules that each hook has found something by."""
    parts = re.split(r"- hook id: ([a-z-]+)", said)
    found = zip(parts[1::2], parts[2::2], strict=True)
    return {name: {line.rpartition("[")[2][:-1] for line in findings(part)} for name, part in found}


@both
def test_each_finds_what_it_is_for(hooked: Hooked, runner: str) -> None:
    repository = hooked(*PARTS)
    repository.write("clock.md", FAULTY)
    repository.write("good.md", GOOD)
    found = rules(ran(repository, runner, "--all-files", code=1))
    assert found == {
        "tqcheck-header": {"header-field-missing"},
        "tqcheck-language": {"untranslated-paragraph"},
        "tqcheck-omissions": {"omitted-ending", "paragraph-count"},
    }


@both
def test_what_the_configuration_ignores_stays_ignored(hooked: Hooked, runner: str) -> None:
    repository = hooked("tqcheck-header", "tqcheck-language")
    repository.write("tqcheck.toml", 'ignore = ["header-field-missing"]\n')
    repository.write("clock.md", FAULTY)
    said = ran(repository, runner, "--all-files", code=1)
    assert rules(said) == {"tqcheck-language": {"untranslated-paragraph"}}


def test_a_users_arguments_narrow_and_widen_nothing(hooked: Hooked) -> None:
    repository = hooked("tqcheck-header", args=["--select", "all", "--only", "*-missing"])
    repository.write("tqcheck.toml", 'select = ["omitted-*"]\n')
    repository.write("clock.md", FAULTY)
    said = ran(repository, "pre-commit", "--all-files", code=1)
    assert rules(said) == {"tqcheck-header": {"header-field-missing"}}


def test_where_the_configuration_leaves_no_rule_that_is_said(hooked: Hooked) -> None:
    repository = hooked("tqcheck-omissions")
    repository.write("tqcheck.toml", 'select = ["header-*"]\n')
    repository.write("clock.md", GOOD)
    said = ran(repository, "pre-commit", "--all-files", code=1)
    assert "exit code: 2" in said
    assert "no rule is left to run; see `select`, `ignore` and --only" in said


@both
def test_the_fixing_one_fails_when_it_changes_something(hooked: Hooked, runner: str) -> None:
    repository = hooked("tqcheck-fix")
    repository.run(runner, "install")
    repository.write("clock.md", NO_PAGE)
    untitled = document(without=["Title"])
    repository.write("untitled.md", untitled)
    said = repository.commit(code=1)
    assert "files were modified by this hook" in said
    assert "Fixed 1 finding in 1 file." in said
    # What cannot be fixed is for others to tell.
    assert "exit code" not in said and not findings(said)
    assert (repository.folder / "clock.md").read_text(encoding="utf-8") == GOOD

    repository.git("add", "clock.md")
    assert "Passed" in repository.commit()
    assert repository.git("show", "HEAD:clock.md").stdout == GOOD
    assert repository.git("show", "HEAD:untitled.md").stdout == untitled


@pytest.mark.parametrize("hook", ["tqcheck", "tqcheck-all", "tqcheck-fix", *PARTS])
@pytest.mark.parametrize("option", ["--help", "--version"])
def test_an_option_that_ends_the_run_is_not_a_success(
    hooked: Hooked, hook: str, option: str
) -> None:
    repository = hooked(hook, args=[option])
    repository.write("tqcheck.toml", 'paths = ["."]\n')
    repository.write("clock.md", GOOD)
    assert "exit code: 2" in ran(repository, "pre-commit", "--all-files", code=1)


@pytest.mark.parametrize("hook", PARTS)
def test_a_part_of_a_sound_document_is_sound(hooked: Hooked, hook: str) -> None:
    repository = hooked(hook)
    repository.write("clock.md", GOOD)
    assert "Passed" in ran(repository, "prek", "--all-files", code=0)
