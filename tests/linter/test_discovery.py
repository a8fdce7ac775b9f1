"""Which files are checked: folders walked, patterns applied, each file once, in one order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tqcheck import Config, TqcheckError
from tqcheck.files.content import MAX_MEGABYTES, decode, read_text
from tqcheck.files.roots import Roots
from tqcheck.linter.discovery import discover


def found(paths: list[str], config: Config, *, force_exclude: bool = False) -> list[str]:
    """The paths of the documents."""
    return [ref.target for ref in discover(paths, config, force_exclude=force_exclude).refs]


@pytest.fixture(autouse=True)
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small tree, which is the working directory."""
    for name in (
        *("b.md", "a.md", "notes.txt", "sub/c.md", "sub/drafts/d.md", "sub-1/e.md"),
        *(".git/f.md", "node_modules/g.md", "env/lib/h.md", "a-b.md"),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Title: A\n", encoding="utf-8")
    (tmp_path / "env/pyvenv.cfg").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


DOCUMENTS = ["a-b.md", "a.md", "b.md", "sub/c.md", "sub/drafts/d.md", "sub-1/e.md"]


def test_a_folder_is_walked_without_what_is_not_the_users(archive: Path) -> None:
    assert found(["."], Config()) == DOCUMENTS
    assert found([str(archive)], Config()) == [f"{archive}/{name}" for name in DOCUMENTS]


def test_a_file_named_is_checked_whatever_its_name() -> None:
    assert found(["notes.txt", ".git/f.md"], Config()) == [".git/f.md", "notes.txt"]


@pytest.mark.parametrize(
    "paths",
    [
        ["a.md", "a.md"],
        ["a.md", "./a.md", "sub/../a.md", ".//a.md"],
        ["{here}/a.md", "a.md"],
        ["a.md", "{here}/a.md"],
    ],
)
def test_a_file_named_twice_is_checked_once(archive: Path, paths: list[str]) -> None:
    assert found([path.format(here=archive) for path in paths], Config()) == ["a.md"]


def test_a_file_and_its_folder(archive: Path) -> None:
    assert found([f"{archive}/sub", "sub/c.md", "sub"], Config()) == [
        "sub/c.md",
        "sub/drafts/d.md",
    ]


def test_the_order_of_the_arguments_plays_no_part() -> None:
    assert found(["b.md", "sub", "a.md"], Config()) == found(["a.md", "b.md", "sub"], Config())


@pytest.mark.parametrize(
    ("exclude", "left"),
    [
        (["drafts/"], ["a-b.md", "a.md", "b.md", "sub/c.md", "sub-1/e.md"]),
        (["**/drafts/**"], ["a-b.md", "a.md", "b.md", "sub/c.md", "sub-1/e.md"]),
        (["/sub/"], ["a-b.md", "a.md", "b.md", "sub-1/e.md"]),
        (["sub*"], ["a-b.md", "a.md", "b.md"]),
        (["*.md", "!a.md"], ["a.md"]),
        (["# a comment", "", "a*.md"], ["b.md", "sub/c.md", "sub/drafts/d.md", "sub-1/e.md"]),
        (["*"], []),
    ],
)
def test_excludes_are_read_as_gitignore(archive: Path, exclude: list[str], left: list[str]) -> None:
    config = Config(root=archive, exclude=tuple(exclude))
    assert found(["."], config) == left
    assert found(["a.md"], config) == ["a.md"]


def test_excludes_are_relative_to_the_configuration(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive / "sub")
    config = Config(root=archive, exclude=("/sub/drafts/", "/sub-1/"))
    assert found([".", ".."], config) == ["../a-b.md", "../a.md", "../b.md", "c.md"]


def test_force_exclude_holds_for_files_named(archive: Path) -> None:
    config = Config(root=archive, exclude=("drafts/",), paths=("sub",))
    named = ["a.md", "sub/c.md", "sub/drafts/d.md"]
    assert found(named, config) == named
    assert found(named, config, force_exclude=True) == ["sub/c.md"]


def test_configured_paths(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config(root=archive, paths=("sub", "b.md"))
    assert found([], config) == ["b.md", "sub/c.md", "sub/drafts/d.md"]
    monkeypatch.chdir(archive / "sub")
    assert found([], config) == [f"{archive}/b.md", "c.md", "drafts/d.md"]
    with pytest.raises(TqcheckError, match="nothing to check: name a file or folder"):
        found([], Config())


def test_include(archive: Path) -> None:
    assert found(["."], Config(include=("*.txt", "c.*"))) == ["notes.txt", "sub/c.md"]


def test_hidden_files_are_documents_only_if_they_are_named(archive: Path) -> None:
    (archive / "sub/.env").write_text("Title: A\n", encoding="utf-8")
    assert found(["sub"], Config(include=("*", ".*"))) == ["sub/c.md", "sub/drafts/d.md"]
    assert found(["sub/.env"], Config()) == ["sub/.env"]


@pytest.mark.parametrize("path", ["none", "none/", "a.md/x", "sub/none.md", "x" * 5000])
def test_a_path_that_is_not_there(path: str) -> None:
    discovered = discover(["a.md", path, path], Config())
    assert [ref.target for ref in discovered.refs] == ["a.md"]
    assert list(map(str, discovered.troubles)) == [f"{path}: no such file or folder"]


def test_loops_of_links_are_not_followed(archive: Path) -> None:
    (archive / "sub/loop").symlink_to("..", target_is_directory=True)
    (archive / "self.md").symlink_to("self.md")
    assert found(["."], Config()) == sorted([*DOCUMENTS, "self.md"], key=lambda p: p.split("/"))
    with pytest.raises(TqcheckError, match=r"^self\.md: cannot be read: Too many levels"):
        read_text("self.md", Roots(str(archive)))


def test_links_are_told_of(archive: Path) -> None:
    (archive / "broken.md").symlink_to("gone.md")
    (archive / "good.md").symlink_to("a.md")
    assert {"broken.md", "good.md"} < set(found(["."], Config()))
    assert read_text("good.md", Roots(str(archive))) == "Title: A\n"
    with pytest.raises(TqcheckError, match=r"^broken\.md: a broken link; repair or remove it$"):
        read_text("broken.md", Roots(str(archive)))


def test_what_is_no_file_is_not_waited_for(archive: Path) -> None:
    os.mkfifo(archive / "pipe.md")
    assert found(["."], Config()) == DOCUMENTS


def test_an_unreadable_folder_is_no_empty_one(monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("drafts"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    discovered = discover([".", "sub"], Config())
    assert [ref.target for ref in discovered.refs] == [d for d in DOCUMENTS if "drafts" not in d]
    reason = "cannot be read: Permission denied; exclude it"
    assert list(map(str, discovered.troubles)) == [f"./sub/drafts: {reason}"]
    excluded = Config(exclude=("drafts/",))
    assert "sub/c.md" in found(["."], excluded)


def test_the_limit_of_size(tmp_path: Path) -> None:
    largest = tmp_path / "largest.md"
    roots, most = Roots(str(tmp_path)), MAX_MEGABYTES * 1_000_000
    largest.write_bytes(b"a" * most)
    assert len(read_text(str(largest), roots)) == most
    largest.write_bytes(b"a" * (most + 1))
    with pytest.raises(TqcheckError, match="larger than 8 MB; split it or exclude it"):
        read_text(str(largest), roots)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "x: empty; restore or remove it"),
        (b"\xef\xbb\xbf", "x: empty; restore or remove it"),
        (b" \r\n\t\xe3\x80\x80\n", "x: empty; restore or remove it"),
        ("Title".encode("utf-16"), "x:1: encoded as UTF-16; save it as UTF-8"),
        ("Title".encode("utf-16-be"), "x:1: contains a NUL byte: not a text file; exclude it"),
        (b"a\n\r\nb\rc\0d", "x:4: contains a NUL byte"),
        ("a\r\nb\ncafé".encode("latin-1"), "x:3: byte 0xE9 is not UTF-8; save the file as UTF-8"),
        ("标题".encode("gb18030"), "x:1: byte 0xB1 is not UTF-8"),
        (b"\xed\xa0\x80", "x:1: byte 0xED is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "x:1: byte 0x89 is not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(TqcheckError) as error:
        decode(content, "x")
    assert str(error.value).startswith(message)


def test_a_byte_order_mark_is_no_text() -> None:
    assert decode(b"\xef\xbb\xbfTitle: A", "x") == "Title: A"
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfA", "x") == "\ufeffA"


def test_folders_nested_too_deep_keep_no_other_from_being_found(archive: Path) -> None:
    depth = 1500
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    os.chdir(archive)
    discovered = discover([".", "b.md"], Config())
    # Nothing is left that others would have to remove level by level.
    os.chdir("/".join(["d"] * depth))
    for _ in range(depth):
        os.chdir("..")
        Path("d").rmdir()
    assert {"a.md", "b.md"} <= {ref.target for ref in discovered.refs}
    # Where os.walk calls itself.
    assert {t.reason for t in discovered.troubles} <= {"folders nested too deep; exclude them"}
