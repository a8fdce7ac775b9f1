"""Unified diffs, which `git apply` and `patch` must be able to read whatever stands in them."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tqcheck.files.diff import patch, shown


def test_a_diff() -> None:
    before = "".join(f"{n}\n" for n in range(1, 12)).encode()
    assert patch("sub/a.md", before, before.replace(b"6\n", b"six\n")).decode() == (
        "--- a/sub/a.md\n+++ b/sub/a.md\n@@ -3,7 +3,7 @@\n 3\n 4\n 5\n-6\n+six\n 7\n 8\n 9\n"
    )
    assert patch("a.md", before, before) == b""


@pytest.mark.parametrize(
    ("before", "after", "hunk"),
    [
        (b"a", b"b", "-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"),
        (b"a\n", b"a", "-a\n+a\n\\ No newline at end of file\n"),
        (b"a\nb", b"c\nb", "-a\n+c\n b\n\\ No newline at end of file\n"),
        (b"a\r\nb\r\n", b"a\r\nc\r\n", " a\r\n-b\r\n+c\r\n"),
        ("a\u2028\x0cb\n".encode(), b"c\n", "-a\u2028\x0cb\n+c\n"),
    ],
)
def test_the_ends_of_lines_and_files(before: bytes, after: bytes, hunk: str) -> None:
    _, _, _, rest = patch("a.md", before, after).decode().split("\n", 3)
    assert rest == hunk


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.md", "a/a.md"),
        ("渡船/a.md", "a/渡船/a.md"),
        ("my file.md", "a/my file.md\t"),
        ('quo"te.md', '"a/quo\\"te.md"'),
        ("back\\slash.md", '"a/back\\\\slash.md"'),
        ("line\nbreak\t.md", '"a/line\\nbreak\\t.md"'),
        ("\x1b[31m.md", '"a/\\033[31m.md"'),
        ("\u202e.md", '"a/\\342\\200\\256.md"'),
        ("\udce9.md", '"a/\\351.md"'),
        ("../up.md", "a/../up.md"),
    ],
)
def test_names(path: str, name: str) -> None:
    head = patch(path, b"a\n", b"b\n").decode().splitlines()[0]
    assert head == f"--- {name}"


def test_an_absolute_path_below_the_working_directory_is_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert patch(f"{tmp_path}/sub/a.md", b"a\n", b"b\n").startswith(b"--- a/sub/a.md\n")
    assert patch("/elsewhere/a.md", b"a\n", b"b\n").startswith(b"--- a/elsewhere/a.md\n")


def test_a_terminal_is_shown_what_stands_there() -> None:
    diff = patch("a.md", b"a\x1b]0;x\x07\n", "a\u202e\r\n".encode())
    plain = "".join(shown(diff, colour=False))
    assert "-a\\x1b]0;x\\x07\n+a\\u202e\\x0d\n" in plain
    coloured = "".join(shown(diff, colour=True))
    assert "\x1b[1m--- a/a.md\x1b[0m\n" in coloured
    assert "\x1b[32m+a\\u202e\\x0d\x1b[0m\n" in coloured


def test_git_and_patch_apply_whatever_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q", "."], check=True)
    commands = [["git", "apply", "--whitespace=nowarn", "-"]]
    if shutil.which("patch"):
        commands.append(["patch", "-p1", "-s", "--binary"])
    chance = random.Random(3)
    words = ["a\n", "b\n", "漢\n", "\n", "c\r\n", "d\r", "- e\n", "+++ f\n", "\u2028\n", "@@\n"]
    for n in range(40):
        before = chance.choices(words, k=chance.randrange(1, 30))
        after = list(before)
        for _ in range(chance.randrange(1, 4)):
            after[chance.randrange(len(after))] = chance.choice(["X\n", "", "Y\r\n", "Z\nZ\n"])
        texts = ["".join(lines) for lines in (before, after)]
        if n % 3 == 0:
            texts = [text.rstrip("\n") for text in texts]
        if not all(texts) or texts[0] == texts[1]:
            continue
        diff = patch("a b.md", texts[0].encode(), texts[1].encode())
        for command in commands:
            Path("a b.md").write_bytes(texts[0].encode())
            done = subprocess.run(command, input=diff, capture_output=True, check=False)
            assert done.returncode == 0, (command, done.stderr, texts)
            assert Path("a b.md").read_bytes() == texts[1].encode(), command
