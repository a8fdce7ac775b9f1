"""What may be read and written: regular files of the checkout, and what the command line names."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.articles import article
from tqcheck.cli import main
from tqcheck.errors import FileError
from tqcheck.files.roots import Roots, root_of

SECRET = "moonlit-orchard"
FAULTY = article(["The mill burned down."], ["磨坊烧毁了。"]).replace("Date: ", "Dat: ")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of git with a document in error, beside a folder that is not part of it."""
    root = tmp_path / "checkout"
    (root / "archive").mkdir(parents=True)
    (root / "archive/a.md").write_text(FAULTY, encoding="utf-8")
    (root / ".git").mkdir()
    (root / ".git/config").write_text(f"token = {SECRET}\n")
    (root / ".env").write_text(f"token = {SECRET}\n")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/notes.md").write_text(f"{SECRET}\n")
    (tmp_path / "outside/frozen.json").write_text(
        json.dumps({"schema_version": 1, "findings": [SECRET]})
    )
    (tmp_path / "outside/terms.csv").write_text(f'source,target\n"{SECRET}\n')
    (tmp_path / "outside/tqcheck.toml").write_text(f'{SECRET} = "x"\n')
    monkeypatch.chdir(root)
    return root


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Exit code and all that a run writes, into reports of every format too."""
    folder = Path(os.environ.get("TMPDIR", "/tmp"))
    formats = ("concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "summary")
    files = [folder / f"{os.getpid()}.{name}" for name in formats]
    reports = [f"--report={file.suffix[1:]}:{file}" for file in files]
    code = main([*arguments, "--report=text", *reports])
    shown = capsys.readouterr()
    parts = [shown.out, shown.err]
    for file in files:
        if file.exists():
            parts.append(file.read_text(encoding="utf-8"))
            file.unlink()
    return code, "\n".join(parts)


# Each makes a link in the checkout; the first word is its name, the second where it leads.
LINKS = {
    "git's own folder": ("archive/c.md", "../.git/config"),
    "the same, through the folder": ("archive/c.md", "../archive/../.git/config"),
    "a hidden file": ("archive/c.md", "../.env"),
    "a file elsewhere": ("archive/c.md", "../../outside/notes.md"),
    "a path from the top": ("archive/c.md", "{outside}/notes.md"),
    "a link to a link": ("archive/c.md", "../hop.md"),
    "a folder elsewhere": ("archive/more", "../../outside"),
    "a device": ("archive/c.md", "/dev/zero"),
    "memory of the process": ("archive/c.md", "/proc/self/environ"),
    "nothing, elsewhere": ("archive/c.md", "../../outside/gone.md"),
}


@pytest.mark.parametrize("named", [False, True], ids=["walked", "named"])
@pytest.mark.parametrize(("name", "leads"), LINKS.values(), ids=LINKS)
def test_a_link_that_leads_out_is_not_read(
    name: str,
    leads: str,
    named: bool,
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MOONLIT", SECRET)
    outside = checkout.parent / "outside"
    (checkout / "hop.md").symlink_to("../outside/notes.md")
    (checkout / name).symlink_to(leads.format(outside=outside))
    paths = ["archive"]
    if named:
        paths += [name, "archive/more/notes.md"] if name.endswith("more") else [name]
    code, text = told(capsys, *paths)
    assert SECRET not in text
    assert "archive/a.md:" in text and "header-field-missing" in text
    if named or name.endswith(".md"):
        assert code == 2
        assert f"{name}: not read, since it leads" in text


@pytest.mark.parametrize("paths", [["archive"], ["archive/b.md"], ["linked"], ["linked/a.md"]])
def test_a_link_within_the_checkout_is_followed(
    paths: list[str], checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "texts").mkdir()
    (checkout / "archive/a.md").rename(checkout / "texts/a.md")
    (checkout / "archive/b.md").symlink_to("../texts/a.md")
    (checkout / "linked").symlink_to("texts")
    code, text = told(capsys, *paths)
    assert code == 1
    assert "header-field-missing" in text


# What a configuration may write to reach elsewhere, and links that it may name.
KEYS = {
    "paths": 'paths = ["archive", "../outside"]',
    "paths from the top": 'paths = ["archive", "{outside}"]',
    "paths of git": 'paths = [".git"]\ninclude = ["*"]',
    "paths by a link": 'paths = ["archive", "link"]',
    "baseline": 'baseline = "../outside/frozen.json"',
    "baseline by a link": 'baseline = "link/frozen.json"',
    "baseline of a device": 'baseline = "/dev/zero"',
    "glossary": 'glossary = ["../outside/terms.csv"]',
    "glossary by a link": 'glossary = ["link/terms.csv"]',
    "references": 'references = ["../outside/{{path}}"]',
    "references by a link": 'references = ["link/{{path}}"]',
}


@pytest.mark.parametrize("text", KEYS.values(), ids=KEYS)
def test_a_configuration_does_not_lead_out(
    text: str, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = checkout.parent / "outside"
    (checkout / "link").symlink_to("../outside")
    (checkout / "tqcheck.toml").write_text(text.format(outside=outside) + "\n")
    code, said = told(capsys, "archive")
    assert code == 2
    assert SECRET not in said
    assert "tqcheck.toml:1: `" in said and "not read, since it " in said


FILES = {
    "tqcheck.toml": "../outside/tqcheck.toml",
    "tqcheck-baseline.json": "../outside/frozen.json",
    "pyproject.toml": "../outside/tqcheck.toml",
}


@pytest.mark.parametrize(("name", "leads"), FILES.items(), ids=FILES)
def test_files_with_a_known_name_may_not_be_links_out(
    name: str, leads: str, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / name).symlink_to(leads)
    code, said = told(capsys, "archive")
    assert code == 2
    assert SECRET not in said
    assert f"{name}: not read, since it leads out of {checkout}" in said


def test_an_entry_of_the_baseline_does_not_tell_what_files_there_are(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = [
        {"path": path, "rule": "abridged", "fingerprint": f"{n}", "message": "m"}
        for n, path in enumerate(["../outside/notes.md", "../outside/none.md"])
    ]
    content = json.dumps({"schema_version": 1, "findings": entries})
    (checkout / "tqcheck-baseline.json").write_text(content)
    code, said = told(capsys, "archive")
    assert code == 1
    assert "../outside/notes.md no longer exists" in said
    assert "../outside/none.md no longer exists" in said


@pytest.mark.parametrize("given", [["--allow-root", "../outside"], []], ids=["option", "variable"])
def test_further_roots_come_from_outside_of_the_checkout(
    given: list[str],
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (checkout.parent / "outside/b.md").write_text(FAULTY, encoding="utf-8")
    (checkout / "archive/b.md").symlink_to("../../outside/b.md")
    (checkout / "tqcheck.toml").write_text('paths = ["archive", "../outside"]\n')
    if not given:
        monkeypatch.setenv("TQCHECK_ROOTS", f"/none{os.pathsep}../outside")
    code, said = told(capsys, "--only", "header-*", *given)
    assert code == 1
    assert "archive/b.md:" in said and "outside/b.md:" in said


def test_there_is_no_key_for_roots(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (checkout / "tqcheck.toml").write_text('allow-root = ["/"]\n')
    code, said = told(capsys, "archive")
    assert code == 2
    assert "unknown key `allow-root`" in said


def test_what_the_command_line_names_is_read_wherever_it_is(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout.parent / "outside/b.md").write_text(FAULTY, encoding="utf-8")
    for path in ("../outside/b.md", str(checkout.parent / "outside/b.md")):
        code, said = told(capsys, path)
        assert code == 1
        assert "header-field-missing" in said


def test_a_link_of_another_checkout_is_not_the_user_s(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "archive/c.md").symlink_to("../../outside/notes.md")
    elsewhere = checkout.parent / "elsewhere"
    elsewhere.mkdir()
    for folder, prefix in ((elsewhere, "../checkout"), (checkout.parent, "checkout")):
        monkeypatch.chdir(folder)
        for path in (f"{prefix}/archive/c.md", f"{prefix}/archive"):
            code, said = told(capsys, path)
            assert code == 2
            assert SECRET not in said
            assert f"{prefix}/archive/c.md: not read, since it leads out of {checkout}" in said


def test_the_user_s_own_links(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = checkout.parent / "home"
    home.mkdir()
    (home / "work").symlink_to(checkout)
    monkeypatch.chdir(home / "work")
    assert told(capsys, "archive")[0] == 1
    # The configuration's folder, here the working directory, is the root if there is no checkout.
    monkeypatch.chdir(home)
    code, said = told(capsys, "work/archive")
    assert code == 2
    assert f"leads out of {home}; --allow-root" in said
    assert told(capsys, "work/archive", "--allow-root", str(checkout))[0] == 1
    # From elsewhere, it is only another name of the checkout.
    (home / "sub").mkdir()
    monkeypatch.chdir(home / "sub")
    assert told(capsys, "../work/archive")[0] == 1


def test_the_root(checkout: Path) -> None:
    top, scratch = str(checkout.resolve()), checkout / ".git/tqcheck.x/tree"
    assert root_of(checkout / "archive") == top
    assert root_of(checkout) == top
    assert root_of(checkout.parent) == str(checkout.parent.resolve())
    # Where the plain hook of git lays out what is staged.
    scratch.mkdir(parents=True)
    (scratch / "a.md").write_text(FAULTY, encoding="utf-8")
    assert root_of(scratch) == str(scratch.resolve())
    assert Roots(root_of(scratch)).read(str(scratch / "a.md"), 8) == FAULTY.encode()
    # A file `.git` is that of a submodule or of a further work tree.
    (checkout / "archive/.git").write_text("gitdir: ../.git/modules/archive\n")
    assert root_of(checkout / "archive") == str((checkout / "archive").resolve())


def test_a_submodule_does_not_reach_into_the_checkout_around_it(checkout: Path) -> None:
    (checkout / "archive/.git").write_text("gitdir: ../.git/modules/archive\n")
    (checkout / "notes.md").write_text(SECRET)
    (checkout / "archive/c.md").symlink_to("../notes.md")
    (checkout / "d.md").symlink_to("archive/a.md")
    roots = Roots(root_of(checkout))
    assert roots.read("d.md", 8) == roots.read("archive/a.md", 8) == FAULTY.encode()
    with pytest.raises(FileError, match=r"archive/c\.md: not read, since it leads out of"):
        roots.read("archive/c.md", 8)


@pytest.mark.parametrize("kind", ["pipe", "socket", "folder", "device"])
def test_what_is_not_a_regular_file_is_not_opened(
    kind: str, checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import socket

    leads = {"pipe": "pipe", "socket": "socket", "folder": "folder", "device": "/dev/zero"}[kind]
    os.mkfifo("archive/pipe")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("archive/socket")
    (checkout / "archive/folder").mkdir()
    (checkout / "archive/c.md").symlink_to(leads)
    code, said = told(capsys, "archive", *(["archive/c.md"] if kind != "folder" else []))
    assert (code, "header-field-missing" in said) == ((1, True) if kind == "folder" else (2, True))


MENDABLE = article(
    ["The old mill on the river， which stood empty for years, burned down during the night."],
    ["河边那座空了多年的旧磨坊夜里烧毁了。"],
)
WRITES = [
    ["check", "archive/c.md", "--fix"],
    ["check", "archive", "--fix"],
    ["check", "archive/more/notes.md", "--fix"],
    ["check", "archive", "--report", "sarif:out.sarif"],
    ["check", "archive", "--report", "sarif:archive/more/out.sarif"],
    ["check", "archive", "--report", "summary:archive/c.md"],
    ["baseline", "archive/a.md"],
    ["baseline", "archive/a.md", "--baseline", "out.sarif"],
    ["baseline", "archive/a.md", "--baseline", "archive/more/new.json"],
]


@pytest.mark.parametrize("arguments", WRITES, ids=" ".join)
def test_nothing_is_written_through_a_link(arguments: list[str], checkout: Path) -> None:
    outside = checkout.parent / "outside"
    (outside / "notes.md").write_text(MENDABLE, encoding="utf-8")
    for name in ("out.sarif", "tqcheck-baseline.json", "archive/c.md"):
        (checkout / name).symlink_to(outside / "notes.md")
    (checkout / "archive/more").symlink_to(outside)
    before = {path.name: path.read_bytes() for path in outside.iterdir()}
    assert main(arguments) == 2
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == before
    assert (checkout / "out.sarif").is_symlink()


def test_reports_and_fixes_go_where_the_command_line_says(checkout: Path) -> None:
    outside = checkout.parent / "outside"
    (outside / "notes.md").write_text(MENDABLE, encoding="utf-8")
    options = ["--fix", "--fail-on=never", "--report", "json:../outside/out.json"]
    assert main(["check", "../outside/notes.md", *options]) == 0
    assert "river, which" in (outside / "notes.md").read_text(encoding="utf-8")
    assert json.loads((outside / "out.json").read_text(encoding="utf-8"))["documents"] == 1
    assert main(["baseline", "archive", "--baseline", "../outside/new.json"]) == 0
    assert (outside / "new.json").exists()
