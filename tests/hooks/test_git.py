"""The plain git hook: real commits in real repositories."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from .conftest import GOOD, NO_DATE, NO_PAGE, PROJECT, Repository, document, findings, places

HOOK = PROJECT / "hooks" / "git" / "pre-commit"


@pytest.fixture
def hooked(repository: Repository) -> Repository:
    """A repository with the hook, and with a first commit made by it."""
    shutil.copy(HOOK, repository.folder / ".git" / "hooks" / "pre-commit")
    repository.write("notes.txt", "a note\n")
    repository.commit()
    return repository


def scratch(repository: Repository) -> list[Path]:
    return list((repository.folder / ".git").glob("tqcheck*"))


def test_commit_is_refused_and_accepted_after_the_mend(hooked: Repository) -> None:
    before = hooked.head
    hooked.write("archive/clock.md", NO_PAGE)
    said = hooked.commit(code=1)
    assert "archive/clock.md:3:1: error: the header has no `Page` [header-field-missing]" in said
    assert "commit refused by tqcheck" in said
    assert hooked.head == before

    hooked.write("archive/clock.md", GOOD)
    assert "1 document checked, nothing found." in hooked.commit()
    assert hooked.head != before
    assert scratch(hooked) == []


def test_first_commit_of_a_repository(repository: Repository) -> None:
    shutil.copy(HOOK, repository.folder / ".git" / "hooks" / "pre-commit")
    repository.write("clock.md", NO_PAGE)
    assert places(repository.commit(code=1)) == ["clock.md"]


def test_hook_in_a_folder_of_the_repository(repository: Repository) -> None:
    (repository.folder / ".githooks").mkdir()
    shutil.copy(HOOK, repository.folder / ".githooks" / "pre-commit")
    repository.git("config", "core.hooksPath", ".githooks")
    repository.write("clock.md", document(omit=2))
    assert "[omitted-paragraph]" in repository.commit(code=1)


def test_staged_content_is_judged_and_not_that_of_the_work_tree(hooked: Repository) -> None:
    hooked.write("clock.md", NO_PAGE)
    hooked.write("clock.md", GOOD, stage=False)
    assert places(hooked.commit(code=1)) == ["clock.md"]
    assert scratch(hooked) == []

    hooked.write("clock.md", GOOD)
    hooked.write("clock.md", NO_PAGE, stage=False)
    hooked.commit()
    # What was not staged is still there.
    assert (hooked.folder / "clock.md").read_text(encoding="utf-8") == NO_PAGE


def test_a_staged_file_that_is_gone_from_the_work_tree(hooked: Repository) -> None:
    hooked.write("clock.md", NO_PAGE)
    (hooked.folder / "clock.md").unlink()
    assert places(hooked.commit(code=1)) == ["clock.md"]


def test_only_what_the_commit_changes_is_checked(hooked: Repository) -> None:
    hooked.write("old.md", NO_PAGE)
    hooked.git("commit", "--no-verify", "-m", "before there was a hook")
    hooked.write("clock.md", GOOD)
    hooked.write("unstaged.md", NO_PAGE, stage=False)
    hooked.commit()
    hooked.git("rm", "--quiet", "old.md")
    hooked.commit()
    hooked.write("notes.txt", NO_PAGE)
    hooked.commit()


def test_commit_of_named_files_and_of_all(hooked: Repository) -> None:
    hooked.write("a.md", GOOD)
    hooked.write("b.md", GOOD)
    hooked.commit()
    hooked.write("a.md", NO_PAGE, stage=False)
    hooked.write("b.md", NO_DATE)
    # git hands such a commit over in an index of its own.
    done = hooked.git("commit", "-m", "one", "a.md", code=1)
    assert places(done.stdout + done.stderr) == ["a.md"]
    done = hooked.git("commit", "-a", "-m", "all", code=1)
    assert places(done.stdout + done.stderr) == ["a.md", "b.md"]


def test_renamed_and_copied_files_are_checked(hooked: Repository) -> None:
    hooked.git("config", "diff.renames", "copies")
    hooked.write("old.md", NO_PAGE)
    hooked.git("commit", "--no-verify", "-m", "before there was a hook")
    hooked.git("mv", "old.md", "new.md")
    hooked.write("copy.md", NO_PAGE)
    assert places(hooked.commit(code=1)) == ["copy.md", "new.md"]


NAMES = (
    "with blank.md",
    " blank at both ends .md",
    "-dash.md",
    "--report=json:clobbered.md",
    'it\'s "quoted".md',
    "a\nnew line.md",
    "tab\tand \\ backslash.md",
    "$(touch pwned) `touch pwned`.md",
    "*.md",
    ":(top)magic.md",
    "钟 ü.md",
    "UPPER.MD",
    "long.markdown",
)


@pytest.mark.parametrize("partly", [False, True], ids=["clean tree", "partly staged"])
def test_unusual_names(hooked: Repository, partly: bool) -> None:
    for name in (*NAMES, "folder with\nnew line/clock.md"):
        hooked.write(name, NO_PAGE)
    if partly:
        hooked.write("-dash.md", GOOD, stage=False)
    said = hooked.commit(code=1)
    assert said.count("[header-field-missing]") == len(NAMES) + 1
    assert f"{len(NAMES) + 1} findings in {len(NAMES) + 1} of" in said
    assert not list(hooked.folder.rglob("pwned"))
    assert not (hooked.folder / "clobbered.md").exists()


@pytest.mark.parametrize("partly", [False, True], ids=["clean tree", "partly staged"])
@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
@pytest.mark.parametrize("name", ["tqcheck.toml", "pyproject.toml"])
def test_configuration_holds(hooked: Repository, name: str, tracked: bool, partly: bool) -> None:
    table = "[tool.tqcheck]\n" if name == "pyproject.toml" else ""
    keys = 'paths = ["archive"]\nexclude = ["**/drafts/**"]\n'
    hooked.write(name, table + keys, stage=tracked)
    hooked.write("archive/drafts/clock.md", NO_PAGE)
    hooked.write("README.md", NO_PAGE)
    if partly:
        hooked.write("notes.txt", "another note\n", stage=False)
    # Nothing is left to check, and that is no trouble.
    assert findings(hooked.commit()) == []
    hooked.write("archive/clock.md", NO_DATE)
    assert places(hooked.commit(code=1)) == ["archive/clock.md"]


def test_configuration_is_the_staged_one(hooked: Repository) -> None:
    hooked.write("tqcheck.toml", 'ignore = ["header-field-missing"]\n')
    hooked.write("clock.md", NO_PAGE)
    hooked.write("tqcheck.toml", 'ignore = ["length-ratio"]\n', stage=False)
    hooked.commit()


def test_commit_from_a_folder_below_and_from_a_linked_work_tree(
    hooked: Repository, tmp_path: Path
) -> None:
    hooked.write("archive/clock.md", NO_PAGE)
    below = replace(hooked, folder=hooked.folder / "archive")
    assert places(below.commit(code=1)) == ["archive/clock.md"]
    hooked.git("rm", "--quiet", "--cached", "archive/clock.md")

    hooked.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    linked = replace(hooked, folder=tmp_path / "linked")
    linked.write("clock.md", NO_PAGE)
    linked.write("notes.txt", "another note\n", stage=False)
    assert places(linked.commit(code=1)) == ["clock.md"]
    linked.write("clock.md", GOOD)
    linked.commit()


def test_literal_pathspecs_do_not_hide_files(hooked: Repository) -> None:
    hooked.write("clock.md", NO_PAGE)
    hooked.git("--literal-pathspecs", "commit", "-m", "change", code=1)


def test_submodule_and_intent_to_add_are_no_obstacle(hooked: Repository) -> None:
    hooked.git("update-index", "--add", "--cacheinfo", f"160000,{hooked.head},module")
    hooked.write("later.md", NO_PAGE, stage=False)
    hooked.git("add", "--intent-to-add", "later.md")
    hooked.write("clock.md", NO_DATE)
    assert places(hooked.commit(code=1)) == ["clock.md"]
    hooked.write("clock.md", GOOD)
    hooked.commit()


def test_wrong_configuration_refuses_and_says_why(hooked: Repository) -> None:
    hooked.write("tqcheck.toml", 'exclud = ["drafts/"]\n')
    hooked.write("clock.md", GOOD)
    said = hooked.commit(code=1)
    assert "unknown key `exclud`; did you mean `exclude`?" in said
    assert scratch(hooked) == []


def test_missing_tqcheck_is_reported_in_one_line(hooked: Repository, tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("git", "sh", "mktemp", "rm", "xargs", "cp"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    bare = replace(hooked, environment={**hooked.environment, "PATH": str(tools)})
    hooked.write("clock.md", GOOD)
    said = bare.commit(code=1)
    assert said == (
        "pre-commit: tqcheck: not found; install tqcheck, or set git config tqcheck.command\n"
    )
    # The environment of a project need not be active.
    command = shutil.which("tqcheck", path=hooked.environment["PATH"])
    hooked.git("config", "tqcheck.command", str(command))
    bare.commit()


def test_relative_command_is_not_taken_from_what_is_committed(
    hooked: Repository, tmp_path: Path
) -> None:
    command = shutil.which("tqcheck", path=hooked.environment["PATH"])
    tool = hooked.folder / "bin" / "tqcheck"
    tool.parent.mkdir()
    tool.symlink_to(str(command))
    hooked.git("config", "tqcheck.command", "bin/tqcheck")
    # Staged is another one, as a patch may bring it; the tree in which it lies is laid out.
    hooked.write("archive/clock.md", NO_PAGE)
    blob = tmp_path / "blob"
    blob.write_text(f"#!/bin/sh\ntouch {tmp_path}/run\n", encoding="utf-8")
    name = hooked.git("hash-object", "-w", str(blob)).stdout.strip()
    hooked.git("update-index", "--add", "--cacheinfo", f"100755,{name},bin/tqcheck")
    assert places(hooked.commit(code=1)) == ["archive/clock.md"]
    assert not (tmp_path / "run").exists()


def test_hook_is_executable_and_plain_sh() -> None:
    assert os.access(HOOK, os.X_OK)
    assert HOOK.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
