"""Files are replaced whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from tqcheck.errors import TqcheckError
from tqcheck.files.roots import Roots
from tqcheck.files.writing import replace_content, replacing, write_file

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_block_that_raises_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), replacing(target, 0o666) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["report.json"]


@POSIX
def test_a_file_that_waits_under_a_guessed_name_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").write_bytes(b"other")
    (tmp_path / ".tqcheck-00.tmp").symlink_to(tmp_path / "other")
    monkeypatch.setattr(os, "urandom", lambda count: b"\0")
    with pytest.raises(TqcheckError, match="cannot be written: File exists"):
        write_file(str(tmp_path / "report.json"), b"new", Roots(str(tmp_path)))
    assert (tmp_path / "other").read_bytes() == b"other"
    assert (tmp_path / ".tqcheck-00.tmp").is_symlink()


@POSIX
def test_a_new_file_has_the_mode_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(str(tmp_path / "report.json"), b"new", Roots(str(tmp_path)))
    finally:
        os.umask(before)
    assert mode(tmp_path / "report.json") == 0o640


@POSIX
def test_a_document_keeps_its_mode_and_a_link_is_not_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "article.md", tmp_path / "link.md"
    target.write_bytes(b"old")
    target.chmod(0o604)
    link.symlink_to(target)
    replace_content(str(target), b"new", b"old", Roots(str(tmp_path)))
    assert (target.read_bytes(), mode(target)) == (b"new", 0o604)
    with pytest.raises(TqcheckError, match="cannot be fixed: a link"):
        replace_content(str(link), b"newer", b"new", Roots(str(tmp_path)))
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_document_that_has_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "article.md"
    target.write_bytes(b"edited")
    with pytest.raises(TqcheckError, match="changed meanwhile"):
        replace_content(str(target), b"new", b"old", Roots(str(tmp_path)))
    assert target.read_bytes() == b"edited"
    assert names(tmp_path) == ["article.md"]
