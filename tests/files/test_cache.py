"""The cache: what is stored is opened, and nothing but regular files is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tqcheck.files import cache, writing

PARTS = [b"eins\n", memoryview(b"zwei")]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TQCHECK_NO_CACHE", raising=False)
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path / "kept"))
    return tmp_path / "kept"


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


def content(name: str, size: int = 9) -> bytes | None:
    """What the cache has of a file, None if nothing."""
    file = cache.opened(name, size)
    if file is None:
        return None
    with file:
        return file.read()


def test_what_is_stored_is_opened(folder: Path) -> None:
    assert content("a") is None
    cache.store("a", PARTS)
    assert content("a") == b"eins\nzwei"
    assert names(folder) == ["a"]
    assert content("a", 10) is None
    cache.store("a", [b"x"])
    assert content("a", 1) == b"x"


@pytest.mark.skipif(sys.platform == "win32", reason="it has neither")
@pytest.mark.parametrize("what", ["link", "broken link", "pipe", "folder", "device"])
def test_only_a_regular_file_is_opened(folder: Path, tmp_path: Path, what: str) -> None:
    folder.mkdir()
    (tmp_path / "other").write_bytes(b"")
    if what == "pipe":
        os.mkfifo(folder / "a")
    elif what == "folder":
        (folder / "a").mkdir()
    else:
        to = {"link": tmp_path / "other", "broken link": tmp_path / "new", "device": "/dev/zero"}
        (folder / "a").symlink_to(to[what])
    assert content("a", 0) is None
    cache.store("a", PARTS)
    # The link is replaced, and not what it leads to.
    assert (tmp_path / "other").read_bytes() == b""
    assert not (tmp_path / "new").exists()
    assert content("a") == (None if what == "folder" else b"eins\nzwei")


@pytest.mark.skipif(sys.platform == "win32", reason="a file has one owner")
def test_who_may_write_to_a_file(folder: Path) -> None:
    cache.store("a", PARTS)
    for mode, others in ((0o600, False), (0o644, False), (0o620, True), (0o602, True)):
        (folder / "a").chmod(mode)
        file = cache.opened("a", 9)
        assert file is not None
        with file:
            assert cache.others_may_write(file) is others


@pytest.mark.parametrize("git", [True, False])
def test_a_folder_of_the_checkout_is_not_reached_through_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git: bool
) -> None:
    root = tmp_path / "checkout"
    (root / "below" / "real").mkdir(parents=True)
    if git:
        (root / ".git").mkdir()
    (tmp_path / "outside").mkdir()
    (root / "link").symlink_to(tmp_path / "outside")
    monkeypatch.chdir(root / "below" if git else root)
    up = "../" if git else ""
    for chosen in (f"{up}link", f"{up}link/deeper", str(root / "link" / "a" / "b")):
        assert cache.is_linked(chosen)
        monkeypatch.setenv("TQCHECK_CACHE_DIR", chosen)
        assert cache.folder() is None
        cache.store("a", PARTS)
    assert names(tmp_path / "outside") == []
    # What is not in the checkout is the user's own, and so is a folder without links.
    (tmp_path / "mine").symlink_to(tmp_path / "outside")
    for chosen in (str(tmp_path / "mine"), str(root / "below" / "real"), str(root / "new")):
        assert not cache.is_linked(chosen)
        monkeypatch.setenv("TQCHECK_CACHE_DIR", chosen)
        assert cache.folder() == Path(chosen)


def test_an_abandoned_file_is_cleared_and_that_of_another_writer_is_not(folder: Path) -> None:
    folder.mkdir()
    part = folder / "0f".join(writing.TEMPORARY)
    part.write_bytes(b"half")
    cache.store("a", PARTS)
    assert part.read_bytes() == b"half"
    os.utime(part, (0, 0))
    # Neither a link that leads nowhere nor a folder is in the way.
    (folder / "1f".join(writing.TEMPORARY)).symlink_to("nowhere")
    (folder / "2f".join(writing.TEMPORARY)).mkdir()
    os.utime(folder / "2f".join(writing.TEMPORARY), (0, 0))
    cache.store("a", PARTS)
    assert not part.exists()
    assert content("a") is not None


def test_processes_that_store_at_once_leave_a_whole_file(folder: Path) -> None:
    code = (
        "from tqcheck.files import cache\n"
        "for k in range(40):\n"
        "    cache.store('a', [b'7' * 1_000_000] * 2)\n"
        "    with cache.opened('a', 2_000_000) as file:\n"
        "        assert file.read() == b'7' * 2_000_000\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert content("a", 2_000_000) is not None
    assert names(folder) == ["a"]


def test_a_full_disk_leaves_nothing_behind(folder: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"half"
        raise OSError("No space left on device")

    cache.store("a", parts())
    assert names(folder) == []


def test_without_a_folder_that_can_be_made_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path / "file" / "below"))
    cache.store("a", PARTS)
    assert content("a") is None


def test_switched_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store("a", PARTS)
    monkeypatch.setenv("TQCHECK_NO_CACHE", "")  # for monkeypatch to put back
    cache.switch_off()
    assert cache.folder() is None
    assert content("a") is None
    cache.store("b", PARTS)
    assert names(folder) == ["a"]


def test_a_folder_chosen(tmp_path: Path) -> None:
    cache.use(str(tmp_path / "chosen"))
    cache.store("a", PARTS)
    assert names(tmp_path / "chosen") == ["a"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="their folders are others")
def test_the_users_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TQCHECK_CACHE_DIR")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache.folder() == tmp_path / "xdg" / "tqcheck"
    for ignored in ("", "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", ignored)
        assert cache.folder() == tmp_path / ".cache" / "tqcheck"
    monkeypatch.setenv("HOME", "nowhere")
    assert cache.folder() is None
