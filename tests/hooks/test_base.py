"""The step of the action that finds the base of a pull request, alone and in hostile checkouts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.articles import article, commit, git, write

from .conftest import PROJECT

Base = Callable[..., tuple[str, str]]
SCRIPT = PROJECT / "hooks" / "github" / "base.py"


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Base:
    """Run the step in the working directory: what it writes to the outputs, and to the log."""
    root = tmp_path / "checkout"
    root.mkdir()
    monkeypatch.chdir(root)
    git("init", "-q", "-b", "main")
    write("docs/a.md", article())
    commit()

    def run(last: object, target: object, **variables: str) -> tuple[str, str]:
        event, outputs = tmp_path / "event.json", tmp_path / "outputs"
        payload = {"pull_request": {"head": {"sha": last}, "base": {"sha": target}}}
        write(event, json.dumps(payload))
        write(outputs, "")
        own: Mapping[str, str] = {
            "GITHUB_EVENT_NAME": "pull_request",
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_OUTPUT": str(outputs),
        }
        done = subprocess.run(
            [sys.executable, "-I", SCRIPT],
            env={**os.environ, **own, **variables},
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return outputs.read_text("utf-8"), done.stdout

    return run


def test_a_repository_of_plain_files_is_not_asked(
    base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`working-directory` is a folder in which a pull request has put a repository of its own."""
    canary = tmp_path / "canary"
    before = git("rev-parse", "HEAD")
    script = f"sh -c 'touch {canary}; false'"
    for name, text in {
        "HEAD": "0" * 40 + "\n",
        "config": f'[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = "{script}"\n',
        "refs/heads/main": f"{before}\n",
        "objects/info/alternates": "../../.git/objects\n",
    }.items():
        write(f"docs/{name}", text)
    commit()
    after = git("rev-parse", "HEAD")
    monkeypatch.chdir("docs")
    assert base(after, before) == (f"commit={before}\n", "")
    assert not canary.exists()


@pytest.mark.parametrize("target", ["x\nfindings=0", "--output=x", "main", "", None, 7, ["a"]])
def test_an_event_that_names_no_commit(base: Base, target: object) -> None:
    head = git("rev-parse", "HEAD")
    for last, other in ((head, target), (target, head)):
        outputs, said = base(last, other)
        assert outputs == "unknown=the event does not say which pull request this is\n"
        assert said == (
            "::notice title=tqcheck::all documents are judged, not only what changed: "
            "the event does not say which pull request this is\n"
        )


def test_parents_that_git_does_not_know(base: Base) -> None:
    """Only the parents of a commit count, and not what looks like one in the rest of it."""
    first = git("rev-parse", "HEAD")
    tree = git("rev-parse", "HEAD^{tree}")
    person = "Lin Yue <lin@example.org> 0 +0000"
    text = f"tree {tree}\nparent {first}\nauthor {person}\ncommitter {person}\n"
    write("commit", f"{text}x y\n parent z\nparent {'1' * 40}\n\nparent {'2' * 40}\n")
    made = git("hash-object", "-t", "commit", "-w", "--literally", "commit")
    git("update-ref", "HEAD", made)
    outputs, said = base("1" * 40, first)
    why = "neither the pull request's merge commit nor its last one is checked out"
    assert outputs == f"unknown={why}\n" and why in said


def test_without_a_repository_or_a_commit(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "0" * 40
    Path(".git").rename("moved")
    assert base(name, name)[1].endswith(": this is not in a git repository\n")
    Path(".git").mkdir()
    (line,) = base(name, name)[1].splitlines()
    assert line.startswith("::notice title=tqcheck::all documents are judged")
    monkeypatch.setenv("PATH", "")
    assert "git is not installed" in base(name, name)[1]
