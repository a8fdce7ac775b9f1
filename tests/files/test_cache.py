"""The cache of arrays: what is stored is loaded, and what is damaged is not."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tqcheck.files import cache, writing

ARRAYS = {
    "words": np.frombuffer(b"eins\nzwei", dtype=np.uint8),
    "table": np.arange(12, dtype=np.float32).reshape(3, 4),
    "transposed": np.arange(6, dtype=np.int32).reshape(2, 3).T,
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("TQCHECK_NO_CACHE", raising=False)
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path / "kept"))
    return tmp_path / "kept"


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


def test_what_is_stored_is_loaded(folder: Path) -> None:
    assert cache.load("a") is None
    cache.store("a", ARRAYS)
    loaded = cache.load("a")
    assert loaded is not None
    assert loaded.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        assert loaded[name].dtype == array.dtype
        assert loaded[name].shape == array.shape
        assert np.array_equal(loaded[name], array)
        assert not loaded[name].flags.writeable
        assert loaded[name].ctypes.data % cache.ALIGNMENT_BYTES == 0
    assert names(folder) == ["a"]


@pytest.mark.parametrize(
    "what", ["truncated", "longer", "empty", "foreign", "other version", "pickled"]
)
def test_a_damaged_file_is_found_out_and_replaced(folder: Path, what: str) -> None:
    cache.store("a", ARRAYS)
    file = folder / "a"
    data = file.read_bytes()
    pickled = io.BytesIO()
    np.save(pickled, np.array([{"words": 1}], dtype=object), allow_pickle=True)
    damaged = {
        "truncated": data[:-1],
        "longer": data + b"\0",
        "empty": b"",
        "foreign": b"\x89PNG" * 50,
        "other version": data.replace(b"NUMPY\1", b"NUMPY\7"),
        "pickled": pickled.getvalue(),
    }
    assert damaged[what] != data
    file.write_bytes(damaged[what])
    assert cache.load("a") is None
    cache.store("a", ARRAYS)
    assert cache.load("a") is not None


def test_no_damaged_byte_goes_unnoticed(folder: Path) -> None:
    cache.store("a", ARRAYS)
    data = (folder / "a").read_bytes()
    whole = cache.load("a")
    assert whole is not None
    for k in range(len(data)):
        (folder / "b").write_bytes(data[:k] + bytes([data[k] ^ 1]) + data[k + 1 :])
        loaded = cache.load("b")
        # The bytes between arrays do not matter.
        assert loaded is None or all(np.array_equal(loaded[n], whole[n]) for n in whole)


def test_a_hole_in_a_large_array_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_WHOLE_BYTES", 1000)
    cache.store("a", {"large": np.ones(5_000_000, dtype=np.uint8)})
    assert cache.load("a") is not None
    with (folder / "a").open("r+b") as file:
        file.seek(1_000_000)
        file.write(bytes(1_000_000))
    assert cache.load("a") is None


def test_an_abandoned_file_is_cleared_and_that_of_another_writer_is_not(folder: Path) -> None:
    folder.mkdir()
    part = folder / "0f".join(writing.TEMPORARY)
    part.write_bytes(b"half")
    cache.store("a", ARRAYS)
    assert part.read_bytes() == b"half"
    os.utime(part, (0, 0))
    cache.store("a", ARRAYS)
    assert names(folder) == ["a"]
    assert cache.load("a") is not None


def test_processes_that_store_at_once_leave_a_whole_file(folder: Path) -> None:
    code = (
        "import numpy; from tqcheck.files import cache\n"
        "for k in range(40):\n"
        "    cache.store('a', {'x': numpy.full(300_000, 7)})\n"
        "    found = cache.load('a')\n"
        "    assert found is None or (found['x'] == 7).all()\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert cache.load("a") is not None
    assert names(folder) == ["a"]


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(*_: object) -> int:
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(cache, "_checksum", no_space)
        cache.store("a", ARRAYS)
    assert names(folder) == []


def test_without_a_folder_that_can_be_made_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TQCHECK_CACHE_DIR", str(tmp_path / "file" / "below"))
    cache.store("a", ARRAYS)
    assert cache.load("a") is None


def test_switched_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store("a", ARRAYS)
    monkeypatch.setenv("TQCHECK_NO_CACHE", "")  # for monkeypatch to put back
    cache.switch_off()
    assert cache.folder() is None
    assert cache.load("a") is None
    cache.store("b", ARRAYS)
    assert names(folder) == ["a"]


def test_a_folder_chosen(tmp_path: Path) -> None:
    cache.use(str(tmp_path / "chosen"))
    cache.store("a", ARRAYS)
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
