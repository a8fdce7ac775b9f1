"""Bad input: a clear line or a finding, the exit code as designed, and no traceback ever."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.growth import assert_linear
from tqcheck import Config, TqcheckError, reports
from tqcheck.alignment import aligner
from tqcheck.cli import main
from tqcheck.files.content import MAX_MEGABYTES, read_text
from tqcheck.files.roots import Roots
from tqcheck.linter.discovery import discover

WHOLE = """\
Title: The Ice House
Author: Ye Zhou
Date: 1951-12-01
Page: 2

The ice for the summer was cut on the lake in one week.

<hr />

Original:

### 冰窖
叶舟
1951-12-01
第2版()
专栏：

    夏天用的冰在一个星期里从湖上采完了。
"""

NOTHING_JUDGED = "0 documents checked, nothing found; 1 not judged.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tqcheck.toml").touch()
    monkeypatch.chdir(tmp_path)
    for name in ("CI_PROJECT_DIR", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def check(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["check", *arguments])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


UNREADABLE = {
    "binary": (b"\x89PNG\r\n\x1a\n\0\0", "x.md:3: contains a NUL byte: not a text file; exclude"),
    "UTF-16": (WHOLE.encode("utf-16"), "x.md:1: encoded as UTF-16; save it as UTF-8"),
    "UTF-16 without mark": (WHOLE.encode("utf-16-le"), "x.md:1: contains a NUL byte"),
    "Latin-1": (b"Title: A\nAuthor: Ren\xe9\n", "x.md:2: byte 0xE9 is not UTF-8; save the file"),
    "GB 18030": (WHOLE.encode("gb18030"), "is not UTF-8; save the file as UTF-8"),
    "cut in a character": (WHOLE.encode()[:-3], "is not UTF-8"),
    "empty": (b"", "x.md: empty; restore or remove it"),
    "blank": (b"\xef\xbb\xbf \r\n\r\n", "x.md: empty; restore or remove it"),
    "ten megabytes": (b"a" * 10_000_000, "x.md: larger than 8 MB; split it or exclude it"),
}


@pytest.mark.parametrize(("content", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_document_is_one_line_and_exit_2(
    folder: Path, content: bytes, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "x.md").write_bytes(content)
    started = time.process_time()
    code, out, err = check("x.md", capsys=capsys)
    assert time.process_time() - started < 1
    assert code == 2
    assert message in err
    assert err.startswith("tqcheck: x.md:")
    assert err.count("\n") == 1
    place, reason = err.removeprefix("tqcheck: ").rstrip().split(": ", 1)
    assert out == f"{place}: not judged: {reason}\n\n{NOTHING_JUDGED}"


def test_one_bad_file_does_not_hide_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.md").touch()
    (folder / "b.md").write_text(WHOLE.replace("Page: 2", "Page: 3"), encoding="utf-8")
    (folder / "c.md").symlink_to("gone")
    code, out, err = check(".", "--report", "concise", capsys=capsys)
    assert code == 2
    first, second, third = out.splitlines()
    assert second.startswith("b.md:4:7: error: ")
    assert [first, third] == [
        "a.md: not judged: empty; restore or remove it",
        "c.md: not judged: a broken link; repair or remove it",
    ]
    assert err.splitlines() == [
        "tqcheck: a.md: empty; restore or remove it",
        "tqcheck: c.md: a broken link; repair or remove it",
    ]


def test_no_permission(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "x.md").write_text(WHOLE, encoding="utf-8")
    opened = os.open

    def guarded(path: str, flags: int, mode: int = 0o777) -> int:
        if path.endswith("x.md"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", guarded)
    assert check("x.md", capsys=capsys) == (
        2,
        f"x.md: not judged: cannot be read: Permission denied\n\n{NOTHING_JUDGED}",
        "tqcheck: x.md: cannot be read: Permission denied\n",
    )


def test_a_file_that_vanishes(
    folder: Path,
) -> None:
    (folder / "x.md").write_text(WHOLE, encoding="utf-8")
    (ref,) = discover(["x.md"], Config()).refs
    (folder / "x.md").unlink()
    with pytest.raises(TqcheckError, match=r"^x\.md: no such file$"):
        read_text(ref.target, Roots(str(folder)))


NAMES = [
    "two\nlines.md",
    "::error::x.md",
    "##[error]x.md",
    "quo\"te's.md",
    "100%0A.md",
    "a::b,c.md",
    " blank .md",
    "-q.md",
    "\x1b[31mred\x1b]0;t\x07.md",
    "\u202etxt.md",
    "名.md",
    "𠮷.md",
    "[a](b)|<c>`d`.md",
    "$(id);&.md",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_steer_nothing(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / name).write_text(WHOLE.replace("Page: 2", "Page: 3"), encoding="utf-8")
    for report in reports.formats():
        code, out, err = check(".", "--report", report, "-v", capsys=capsys)
        assert code == 1
        for line in (out + err).splitlines():
            assert line.isprintable()
            assert report == "github" or not line.lstrip().startswith(("::", "##["))
        assert report not in ("concise", "jsonl", "github") or out.count("\n") == 1
    (folder / name).write_text("", encoding="utf-8")
    code, out, err = check(".", capsys=capsys)
    assert (code, err.count("\n")) == (2, 1)
    assert err[:-1].isprintable()
    said, blank, counts = out.splitlines()
    assert said.isprintable()
    assert not said.lstrip().startswith(("::", "##["))
    assert (blank, f"{counts}\n") == ("", NOTHING_JUDGED)


@pytest.mark.parametrize("name", NAMES)
def test_names_that_are_not_there(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = check("--", name, capsys=capsys)
    assert code == 2
    assert err.endswith(": no such file or folder\n")
    assert err[:-1].isprintable()
    said, blank, counts = out.splitlines()
    assert said.endswith(": not judged: no such file or folder")
    assert said.isprintable()
    assert not said.lstrip().startswith(("::", "##["))
    assert (blank, f"{counts}\n") == ("", NOTHING_JUDGED)


HOSTILE = (
    "\x1b[31mred\x1b[2J ::error::x ##[add-mask]secret ##vso[task.y] \x9b31m \x07 "
    "\u202edesrever\u202c \u2028::error::y"
)


@pytest.mark.parametrize("report", reports.formats())
@pytest.mark.parametrize("colour", ["never", "always"])
def test_texts_steer_nothing(
    folder: Path, report: str, colour: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = WHOLE.replace("Page: 2", f"Page: {HOSTILE}").replace(
        "1951-12-01\nPage", HOSTILE + "\nPage"
    )
    text = text.replace("on the lake", f"on the 湖 {HOSTILE} 湖上 lake").replace(
        "叶舟", "叶舟" + HOSTILE
    )
    (folder / "x.md").write_text(text, encoding="utf-8")
    code, out, err = check("x.md", "--report", report, "--color", colour, capsys=capsys)
    assert (code, err) == (1, "")
    if colour == "always" and report == "text":
        for sequence in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31;1m", "\x1b[33;1m"):
            out = out.replace(sequence, "")
    for line in out.split("\n"):
        assert line.isprintable(), line
        assert report == "github" or not line.lstrip().startswith("::")
        assert report in ("json", "jsonl", "gitlab") or "##[" not in line


ODD = {
    "header only": "Title: A\n",
    "marker only": "Original:\n",
    "separator only": "<hr />\n",
    "one character": "a",
    "colons": ":::\n:\n::\n",
    "no line end": "Title: A\rAuthor: B\rDate: 1950-01-01\rPage: 1\r\rText",
    "only marks": "\u0301\u0301\u0301\n",
    "zero width": "\u200b\u200b\n\ufeff\n",
}


def check_odd(folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    # Named, it is a document whatever is in it.
    (folder / "tqcheck.toml").write_text('paths = ["x.md"]\n')
    (folder / "x.md").write_text(text, encoding="utf-8", newline="")
    code, out, err = check("x.md", capsys=capsys)
    assert (code, err) == (1, "")
    assert ": error: " in out
    assert all(len(line) < 2_000 for line in out.splitlines())


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_documents_are_findings(
    folder: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    check_odd(folder, text, capsys)


# Of any length, with the one that is checked first; then it is four times as long.
LONG: dict[str, tuple[int, Callable[[int], str]]] = {
    "deep brackets": (2_000, lambda n: "(" * n + "\n<hr />\nOriginal:\n" + "（" * n),
    "many markers": (400, lambda n: "Original:\n" * n),
    "many fields": (400, lambda n: "Title: A\n" * n),
    "long field": (20_000, lambda n: "Title: " + "ab " * n + "\n"),
    "long name": (20_000, lambda n: "A" * n + ": x\n"),
    "blank run": (50_000, lambda n: "Title: A" + " " * n + "B\n"),
    "stars": (20_000, lambda n: "*" * n + "\n"),
    "comments": (10_000, lambda n: "<!--" * n + "\n"),
    "breaks": (5_000, lambda n: "<br />" * n + "x\n"),
    "blank lines": (30_000, lambda n: "\n" * n + "a\n"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("size", "text"), LONG.values(), ids=LONG)
def test_odd_documents_take_linear_time(
    folder: Path, size: int, text: Callable[[int], str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert_linear(lambda n: check_odd(folder, text(n), capsys), size)


# Up to the limit of size

SENTENCE, ORIGINAL = "The ferry crossed the river again today. ", "渡船今天又过了河。"


def large(target: str, source: str) -> str:
    return WHOLE.replace("The ice for the summer was cut on the lake in one week.", target).replace(
        "夏天用的冰在一个星期里从湖上采完了。", source
    )


# With the number that makes a document just below the limit.
LARGE: dict[str, tuple[int, Callable[[int], str]]] = {
    "one line": (3_500_000, lambda n: "Title: A\n" + "a " * n),
    "one paragraph": (85_000, lambda n: large(SENTENCE * n, ORIGINAL * (n * 3 // 2))),
    "two paragraphs": (
        42_000,
        lambda n: large(
            f"{SENTENCE * n}\n\n{SENTENCE * n}",
            f"{ORIGINAL * (n * 3 // 2)}\n{ORIGINAL * (n * 3 // 2)}",
        ),
    ),
    "in Chinese": (100_000, lambda n: large(ORIGINAL * (n * 3 // 2), ORIGINAL * n)),
    "remnants": (60_000, lambda n: large("The 渡船 ferry. " * n, ORIGINAL * (n * 2 // 3))),
    "glosses": (60_000, lambda n: large("(the 渡船 ferry) " * n, ORIGINAL * (n * 2 // 3))),
    "a long title": (
        60_000,
        lambda n: large("ba " * n, ORIGINAL).replace("The Ice House", "ab " * n),
    ),
    "a long byline": (
        20_000,
        lambda n: (
            large(SENTENCE, ORIGINAL)
            .replace("Ye Zhou", "Ye Zhou, " * n)
            .replace("叶舟", "叶舟，" * n)
        ),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("most", "text"), LARGE.values(), ids=LARGE)
def test_a_large_document_takes_linear_time(
    folder: Path,
    most: int,
    text: Callable[[int], str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Short documents are aligned, in a time that is not linear, and the long ones here are not.
    monkeypatch.setattr(aligner, "MAX_SENTENCES", 100)
    assert len(text(most).encode()) < MAX_MEGABYTES * 1_000_000

    def check_large(size: int) -> None:
        (folder / "x.md").write_text(text(size), encoding="utf-8")
        code, _, err = check("x.md", "--isolated", "--report", "text:out", capsys=capsys)
        assert code in (0, 1)
        assert err == ""

    # A fifth of the limit at last. What is quadratic and takes a minute at the limit shows there.
    assert_linear(check_large, most // 20)


@pytest.mark.slow
def test_a_document_just_below_the_limit_is_checked(folder: Path) -> None:
    most, text = LARGE["one line"]
    (folder / "x.md").write_text(text(most), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tqcheck", "check", "x.md", "--isolated", "--report", "text:out"],
        capture_output=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode in (0, 1)
    assert done.stderr == b""


def test_messages_are_cut(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = WHOLE.replace("Page: 2", "Page: " + "x" * 100_000)
    (folder / "x.md").write_text(text.replace("the lake", "the " + "湖" * 30_000), encoding="utf-8")
    _, out, _ = check("x.md", "--report", "concise", capsys=capsys)
    assert out
    assert all(len(line) < 1_000 for line in out.splitlines())
