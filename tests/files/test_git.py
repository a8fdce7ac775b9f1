"""git is asked about the checkout's own repository only, and runs no other program."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.articles import article, commit, english, git, write
from tqcheck.cli import main
from tqcheck.errors import TqcheckError
from tqcheck.files.git import changed, earlier

GOOD = article()
BAD = article(english(("840 books", "480 books")))
GIT = str(shutil.which("git"))
# As git before 2.38 is, and further: it ignores each setting and variable that could save it.
OLD_GIT = f"""#!/bin/sh
while [ "$1" = -c ]; do shift 2; done
unset GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS GIT_NO_LAZY_FETCH
exec {GIT} "$@"
"""
Check = Callable[..., int]


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one document, and the user's own configuration; the working directory."""
    root = tmp_path.resolve() / "checkout"
    root.mkdir()
    write(tmp_path / "gitconfig", "[user]\n\tname = Lin Yue\n\temail = lin@example.org\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.chdir(root)
    git("init", "-q", "-b", "main")
    write("archive/a.md", GOOD)
    commit()
    return root


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Path]:
    """A file that the command of an attacker makes, and that is not there at the end."""
    path = tmp_path.resolve() / "canary"
    yield path
    assert not path.exists(), "a command was run"


@pytest.fixture(params=["git", "old git"])
def each_git(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The installed git, and one that knows no protection."""
    if request.param == "old git":
        wrapped(OLD_GIT, tmp_path, monkeypatch)


def wrapped(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "programs" / "git"
    write(program, script)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)


@pytest.fixture
def found(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[str], str]]:
    """Run `check`: the exit code, the documents with findings, the errors."""

    def run(*arguments: str) -> tuple[int, list[str], str]:
        code = main(["check", "--report", "jsonl", "--fail-on", "info", *arguments])
        printed = capsys.readouterr()
        return code, [json.loads(line)["path"] for line in printed.out.splitlines()], printed.err

    return run


def of(changes: Mapping[str, object]) -> list[str]:
    return sorted(changes)


# ------------------------------------------------------------------ repositories as plain files


def plants(canary: Path) -> dict[str, dict[str, str]]:
    """Files of a repository by what makes git run a command, which makes the canary."""
    script = f"sh -c 'touch {canary}; false'"
    missing = {"objects/info/alternates": "", "objects/pack/.keep": ""}
    remote = (
        f'[core]\n\tsshCommand = "{script}"\n[extensions]\n\tpartialClone = o\n'
        '[remote "o"]\n\turl = ssh://example.invalid/x\n\tpromisor = true\n'
    )
    own = "[core]\n\trepositoryformatversion = 1\n\tbare = false\n\tworktree = .\n"
    return {
        "monitor": {"config": f'{own}\tfsmonitor = "{script}"\n'},
        "filter": {
            "config": f'{own}[filter "x"]\n\tclean = "{script}"\n\trequired = true\n',
            ".gitattributes": "* filter=x\n",
        },
        "process": {
            "config": f'{own}[filter "x"]\n\tprocess = "{script}"\n\trequired = true\n',
            "info/attributes": "* filter=x\n",
        },
        "external": {"config": f'{own}[diff]\n\texternal = "{script}"\n'},
        "textconv": {
            "config": f'{own}[diff "x"]\n\ttextconv = "{script}"\n',
            ".gitattributes": "* diff=x\n",
        },
        "included": {
            "config": f"{own}[include]\n\tpath = more\n",
            "more": f'[core]\n\tfsmonitor = "{script}"\n',
        },
        "remote": {"config": own + remote, **missing},
        "uploadpack": {
            "config": f'{own}[extensions]\n\tpartialClone = o\n[remote "o"]\n\turl = .\n'
            f'\tpromisor = true\n\tuploadpack = "{script}"\n',
            **missing,
        },
    }


def write_repository(name: str, place: str, canary: Path) -> str:
    """Write a repository as plain files into a folder of the checkout; the commit before."""
    base = git("rev-parse", "HEAD")
    files = {
        "HEAD": "ref: refs/heads/main\n",
        "refs/heads/main": f"{base}\n",
        "objects/info/alternates": f"{os.path.relpath('.git/objects', f'{place}/objects')}\n",
        **plants(canary)[name],
    }
    for path, text in files.items():
        write(f"{place}/{path}", text)
    # An index that knows another version of the document: git has to read it to compare them.
    write(f"{place}/b.md", GOOD)
    own = {"GIT_INDEX_FILE": str(Path(place, "index").resolve())}
    own["GIT_DIR"] = str(Path(".git").resolve())
    command = [GIT, "--work-tree=.", "add", "--force", "b.md"]
    subprocess.run(command, cwd=place, env={**os.environ, **own}, check=True)
    write(f"{place}/b.md", BAD)
    return base


def plant(name: str, place: str, canary: Path) -> str:
    """Commit a repository as plain files, with a wrong document; the commit before."""
    base = write_repository(name, place, canary)
    git("add", "-A", "-f")
    git("commit", "-q", "-m", "A document")
    return base


NAMES = list(plants(Path("canary")))


@pytest.mark.usefixtures("each_git")
@pytest.mark.parametrize("name", NAMES)
def test_no_command_of_plain_files_is_run(
    name: str, canary: Path, found: Callable[..., object], capsys: pytest.CaptureFixture[str]
) -> None:
    base = plant(name, "archive/x", canary)
    assert found("archive", "--changed-from", base) == (
        1,
        ["archive/x/b.md"],
        "tqcheck: 1 document not changed since " + base + "\n",
    )
    write("archive/x/frozen.json", '{"schema_version": 1, "findings": [null]}\n')
    given = ("--baseline", "archive/x/frozen.json", "--ratchet", "--changed-from", base)
    assert found("archive", *given)[:2] == (1, ["archive/x/b.md"])  # type: ignore[index]
    assert found("archive", *given[:3])[:2] == (1, ["archive/x/b.md"])  # type: ignore[index]
    write("ref/x/b.md", GOOD)
    words = ("score", "archive/x", "--reference", "ref/x", "--against", base, "--metrics", "chrf")
    assert main([*words, "--report", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [document["state"] for document in report["documents"]] == ["new"]
    fires("archive/x", canary)


def fires(place: str, canary: Path) -> None:
    """Make sure that nothing has run so far, and that it does if git is asked about a folder."""
    assert not canary.exists()
    subprocess.run([GIT, "-C", place, "diff", "HEAD", "--"], capture_output=True)
    assert canary.exists()
    canary.unlink()


@pytest.mark.usefixtures("each_git")
@pytest.mark.parametrize("place", [".", "archive", "archive/x/y/objects/z", "archive/x.git"])
def test_wherever_they_are(
    place: str, canary: Path, found: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    base = plant("monitor", place, canary)
    document = os.path.normpath(f"{place}/b.md")
    given = ("--changed-from", base)
    assert found(".", *given)[:2] == (1, [document])  # type: ignore[index]
    monkeypatch.chdir(place)
    assert found(".", *given)[:2] == (1, ["b.md"])  # type: ignore[index]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_repository_of_an_unpacked_archive(
    name: str, canary: Path, found: Callable[..., tuple[int, list[str], str]]
) -> None:
    """git would never check it out; what it names is not run either."""
    base = write_repository(name, "archive/x/.git", canary)
    for path in ("b.md", ".gitattributes"):
        if Path("archive/x/.git", path).exists():
            Path("archive/x/.git", path).rename(Path("archive/x", path))
    config = Path("archive/x/.git/config").read_text("utf-8").replace("= .\n", "= ..\n", 1)
    write("archive/x/.git/config", config)
    code, _, errors = found("archive/x", "--changed-from", base)
    assert (code in (1, 2), "Traceback" in errors) == (True, False), errors
    fires("archive/x", canary)


@pytest.mark.usefixtures("each_git")
def test_what_is_not_a_repository_is_refused(
    canary: Path, repository: Path, found: Callable[..., object]
) -> None:
    base = plant("monitor", ".", canary)
    (repository / ".git").rename(repository.parent / "away")
    for make in (
        lambda path: path.mkdir(),
        lambda path: path.write_text("gitdir: archive\n"),
        lambda path: path.write_text("no repository\n"),
        lambda path: path.symlink_to("nowhere"),
        os.mkfifo,
    ):
        entry = repository / ".git"
        make(entry)
        code, _, errors = found(".", "--changed-from", base)  # type: ignore[misc]
        assert (code, errors.count("\n")) == (2, 1), errors
        assert errors.startswith(f"tqcheck: {repository}: ")
        entry.rmdir() if entry.is_dir() else entry.unlink()


def test_a_work_tree_that_is_elsewhere_is_refused(repository: Path) -> None:
    git("config", "core.worktree", str(repository.parent))
    with pytest.raises(TqcheckError, match=r"its work tree is .*; unset core.worktree"):
        changed(["archive/a.md"], "HEAD", "--changed-from")


# ----------------------------------------------------- commands of the user's own configuration


def test_commands_of_the_user_are_not_run_for_a_stranger(
    canary: Path, tmp_path: Path, repository: Path
) -> None:
    """Attributes are the stranger's, and choose among the drivers that the user has."""
    script = f"sh -c 'touch {canary}; cat'"
    git("config", "--global", "filter.lfs.clean", script)
    git("config", "--global", "filter.lfs.smudge", "cat")
    git("config", "--global", "diff.x.textconv", script)
    git("config", "--global", "diff.external", script)
    git("config", "--global", "core.fsmonitor", script)
    git("config", "--global", "core.hooksPath", str(tmp_path / "hooks"))
    write(tmp_path / "hooks/post-index-change", f"#!/bin/sh\ntouch {canary}\n")
    (tmp_path / "hooks/post-index-change").chmod(0o755)
    git("mv", "archive/a.md", "archive/b.md")
    write(".gitattributes", "* filter=lfs diff=x ident working-tree-encoding=UTF-16 text\n")
    write("archive/b.md", BAD)
    write("archive/c.md", BAD)
    canary.unlink(missing_ok=True)
    blobs = changed(["archive/b.md", "archive/c.md"], "HEAD", "--changed-from")
    assert blobs["archive/b.md"] and blobs["archive/b.md"].path == "archive/a.md"
    assert blobs["archive/c.md"] is None
    assert of(earlier(["archive/b.md"], "HEAD")[0]) == ["archive/b.md"]


@pytest.mark.parametrize("entry", [".", "", "programs", "archive/programs"])
def test_the_program_is_not_one_of_the_checkout(
    entry: str, canary: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = entry or "."
    write(f"{folder}/git", f"#!/bin/sh\ntouch {canary}\n")
    Path(folder, "git").chmod(0o755)
    monkeypatch.chdir(repository / "archive")
    given = str(repository / entry) if entry == "archive/programs" else entry
    monkeypatch.chdir(repository)
    monkeypatch.setenv("PATH", given, prepend=os.pathsep)
    write("archive/a.md", BAD)
    assert of(changed(["archive/a.md"], "HEAD", "--changed-from")) == ["archive/a.md"]


def test_a_git_that_is_nowhere(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(TqcheckError, match="git is not installed, or not on the PATH"):
        changed(["archive/a.md"], "HEAD", "--changed-from")


# --------------------------------------------------------------------------------- revisions


@pytest.mark.parametrize(
    "ref",
    [
        *("--output=x", "-x", "", "^main", "main..main", "main\nHEAD", "main\0", "a b", "archive"),
        *("HEAD:archive", "$(touch x)", "main --output=x", "0" * 40, "@{u}", "--"),
    ],
)
def test_what_is_not_a_revision(ref: str, repository: Path) -> None:
    before = sorted(repository.iterdir())
    with pytest.raises(TqcheckError, match=r"no such revision; name|: name a branch"):
        changed(["archive/a.md"], ref, "--changed-from")
    assert sorted(repository.iterdir()) == before


def test_names_that_mean_several_things(repository: Path) -> None:
    """A file or a branch called as a revision is does not get in its way."""
    first = git("rev-parse", "HEAD")
    write("archive/a.md", BAD)
    for name in ("HEAD", "main", first):
        write(name, "a file\n")
    commit()
    git("branch", "-q", "other", first)
    git("update-ref", f"refs/heads/{first}", "HEAD")
    git("tag", "v1.0", first)
    git("config", "branch.main.remote", ".")
    git("config", "branch.main.merge", "refs/heads/other")
    for ref in (first, "HEAD~1", "HEAD^", "other", "v1.0", "@{u}", "main~", f"{first[:12]}"):
        assert of(changed(["archive/a.md"], ref, "--changed-from")) == ["archive/a.md"], ref
    assert changed(["archive/a.md"], "main", "--changed-from") == {}


def test_objects_are_not_replaced(repository: Path) -> None:
    name = git("rev-parse", "HEAD:archive/a.md")
    write("other.md", BAD)
    git("replace", name, git("hash-object", "-w", "other.md"))
    blobs, _ = earlier(["archive/a.md"], "HEAD")
    assert blobs["archive/a.md"].content == GOOD.encode()


# ----------------------------------------------------------------- repositories of all kinds


def judged(*paths: str, ref: str = "HEAD") -> dict[str, str | None]:
    """The changed files, with their earlier texts."""
    blobs = changed(paths, ref, "--changed-from")
    return {path: blob.content.decode() if blob else None for path, blob in blobs.items()}


def test_worktrees_submodules_and_repositories_elsewhere(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("worktree", "add", "-q", "../linked")
    allowed = ("-c", "protocol.file.allow=always")
    git(*allowed, "submodule", "--quiet", "add", str(repository), "sub")
    git("clone", "-q", "--separate-git-dir", str(tmp_path / "away"), str(repository), "../split")
    (repository / "../moved").mkdir()
    shutil.move(repository / "../split/.git", repository / "../moved/.git")
    shutil.copytree(repository / "../split/archive", repository / "../moved/archive")
    shutil.copytree(repository / "../split/archive", repository / "../tied/archive")
    (repository / "../tied/.git").symlink_to(repository / "../tied.git")
    git("clone", "-q", "--bare", str(repository), "../tied.git")
    git("--git-dir=../tied.git", "config", "core.bare", "false")
    git("-C", "../tied", "read-tree", "HEAD")
    for folder in ("../linked", "sub", "../moved", "../tied"):
        path = f"{folder}/archive/a.md"
        assert judged(path) == {}
        write(path, BAD)
        git("-C", folder, "mv", "archive/a.md", "archive/b.md")
        monkeypatch.chdir(repository / folder)
        assert judged("archive/b.md", "archive/c.md") == {"archive/b.md": GOOD}
        monkeypatch.chdir(repository)
    assert judged("archive/a.md") == {}


def test_in_a_hook(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "-q", "../other")
    monkeypatch.setenv("GIT_DIR", str(repository.parent / "other/.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(repository.parent / "other"))
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", "nowhere")
    write("archive/a.md", BAD)
    assert judged("archive/a.md") == {"archive/a.md": GOOD}


def test_settings_of_the_environment_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapped(
        f'#!/bin/sh\nexport GIT_TEST_ASSUME_DIFFERENT_OWNER=1\nexec {GIT} "$@"\n',
        *(tmp_path, monkeypatch),
    )
    write("archive/a.md", BAD)
    with pytest.raises(TqcheckError) as refused:
        judged("archive/a.md")
    top = os.path.realpath(".")
    assert str(refused.value) == (
        f"{top}: the repository belongs to another user; "
        f"`git config --global --add safe.directory {top}` if you trust it"
    )
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", top)
    assert judged("archive/a.md") == {"archive/a.md": GOOD}


def test_names_by_sha256(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "-q", "--object-format=sha256", "../newer")
    monkeypatch.chdir("../newer")
    write("a.md", GOOD)
    write("b.md", GOOD)
    commit()
    write("b.md", BAD)
    assert judged("a.md", "b.md") == {"b.md": GOOD}


@pytest.mark.usefixtures("each_git")
def test_a_partial_clone_asks_nobody(
    canary: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("archive/a.md", BAD)
    commit()
    git("config", "uploadpack.allowFilter", "true")
    git("clone", "-q", "--filter=blob:none", f"file://{repository}", "../partial")
    monkeypatch.chdir("../partial")
    git("config", "remote.origin.uploadpack", f"touch {canary}; git-upload-pack")
    assert judged("archive/a.md") == {}
    Path("archive/b.md").write_text(BAD.replace("Page: 3", "Page: 4"), "utf-8")
    git("rm", "-q", "archive/a.md")
    git("add", "archive/b.md")
    for path in ("archive/a.md", "archive/b.md"):
        with pytest.raises(TqcheckError, match=r"does not have .*; fetch them, or clone without"):
            judged(path, ref="HEAD^")


def test_names_that_are_not_utf_8(repository: Path) -> None:
    name = os.fsdecode(b"archive/\xff \n.md")
    write(name, GOOD)
    commit()
    assert judged(name) == {}
    write(name, BAD)
    assert judged(name) == {name: GOOD}


# ------------------------------------------------------------------------------ the work tree


def test_links_count_as_what_they_lead_to(repository: Path) -> None:
    write("texts/a.txt", GOOD)
    write("texts/b.txt", BAD)
    Path("archive/l.md").symlink_to("k.md")
    Path("archive/k.md").symlink_to("../texts/a.txt")
    Path("archive/broken.md").symlink_to("nowhere")
    Path("archive/out.md").symlink_to("/etc/hostname")
    commit()
    every = ("archive/l.md", "archive/k.md", "archive/broken.md", "archive/out.md", "none.md")
    assert judged(*every) == {}
    write("texts/a.txt", BAD)
    assert judged(*every) == {"archive/l.md": GOOD, "archive/k.md": GOOD}
    git("checkout", "-q", ".")
    for name, target in (("k", "../texts/b.txt"), ("out", "/etc/passwd"), ("new", "a.md")):
        Path(f"archive/{name}.md").unlink(missing_ok=True)
        Path(f"archive/{name}.md").symlink_to(target)
    assert judged(*every, "archive/new.md") == {
        "archive/l.md": GOOD,
        "archive/k.md": GOOD,
        "archive/out.md": None,
        "archive/new.md": None,
    }
    Path("texts/b.txt").unlink()
    assert set(judged(*every)) == {"archive/l.md", "archive/k.md", "archive/out.md"}
    blobs, _ = earlier(["archive/l.md"], "HEAD")
    assert blobs["archive/l.md"].path == "texts/a.txt"


def test_links_in_a_circle(repository: Path) -> None:
    Path("archive/b.md").symlink_to("c.md")
    Path("archive/c.md").symlink_to("b.md")
    commit()
    assert set(judged("archive/b.md")) <= {"archive/b.md"}


def test_what_is_not_a_file_any_more(repository: Path) -> None:
    path = Path("archive/a.md")
    path.unlink()
    assert judged("archive/a.md") == {"archive/a.md": GOOD}
    os.mkfifo(path)
    assert judged("archive/a.md") == {"archive/a.md": GOOD}
    path.unlink()
    path.symlink_to("/dev/zero")
    assert judged("archive/a.md") == {"archive/a.md": GOOD}


def test_large_files(repository: Path) -> None:
    large = "0123456789abcde\n" * 600_000
    write("archive/large.md", large)
    commit()
    assert judged("archive/large.md") == {}
    write("archive/large.md", large[:-2] + "f\n")
    (earlier_text,) = judged("archive/large.md").values()
    assert earlier_text and len(earlier_text) == 8_000_001 and large.startswith(earlier_text)
    write("archive/large.md", large + "f\n")
    assert set(judged("archive/large.md", "archive/a.md")) == {"archive/large.md"}


def test_line_ends_that_the_checkout_makes(repository: Path) -> None:
    git("config", "core.autocrlf", "true")
    Path("archive/a.md").unlink()
    git("checkout", "-q", ".")
    assert b"\r\n" in Path("archive/a.md").read_bytes()
    assert judged("archive/a.md") == {}
    git("config", "core.autocrlf", "false")
    assert set(judged("archive/a.md")) == {"archive/a.md"}
