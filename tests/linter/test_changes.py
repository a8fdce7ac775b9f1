"""`--changed-from`: what a change touches is judged, and nothing that was there before."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.articles import PARAGRAPHS, article, commit, english, git, write
from tqcheck.cli import main

Run = Callable[..., tuple[int, list[tuple[str, str, int]], str]]
CHINESE = [zh for _, zh in PARAGRAPHS]
WRONG = ("840 books", "480 books")
FEWER = ("26 chairs", "16 chairs")


@pytest.fixture
def check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run `check` in a repository with one faulty document: exit code, findings, errors."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    write("news/a.md", article(english(WRONG, FEWER)))
    commit()

    def run(*arguments: str) -> tuple[int, list[tuple[str, str, int]], str]:
        given = arguments or ("news", "--changed-from", "main")
        code = main(["check", "--report", "jsonl", "--fail-on", "info", *given])
        printed = capsys.readouterr()
        found = [json.loads(line) for line in printed.out.splitlines()]
        return code, [(f["path"], f["rule"], f["line"]) for f in found], printed.err

    return run


def test_nothing_has_changed(check: Run) -> None:
    assert check("news")[0] == 1
    assert check() == (0, [], "tqcheck: 1 document not changed since main\n")
    # What is never looked at is another matter.
    code, _, errors = check("news", "--changed-from", "main", "--config", _config(exclude="news/"))
    assert code == 2
    assert "nothing to check" in errors


def _config(exclude: str) -> str:
    write("other.toml", f'exclude = ["{exclude}"]\n')
    return "other.toml"


def test_a_new_document_is_judged_whole(check: Run) -> None:
    write("news/b.md", article(english(WRONG, FEWER)))
    code, found, errors = check()
    assert code == 1
    assert found == [("news/b.md", "number-mismatch", 6), ("news/b.md", "number-mismatch", 10)]
    assert errors == "tqcheck: 1 document not changed since main\n"
    commit()  # Committed to the branch or not, it is new.
    git("switch", "-q", "-c", "work")
    git("branch", "-q", "-f", "main", "HEAD^")
    assert check()[1] == found


def test_a_changed_document_is_judged_by_its_changed_segments(check: Run) -> None:
    write("news/a.md", article(english(WRONG, FEWER, ("rice paste", "rice glue"))))
    assert check() == (0, [], "")
    # A paragraph that is touched has to be right, also where it was wrong before.
    write("news/a.md", article(english(WRONG, FEWER, ("on its shelves", "on its new shelves"))))
    assert check()[1] == [("news/a.md", "number-mismatch", 6)]
    write("news/a.md", article(english(WRONG, FEWER, ("rice paste", "rice paste, 30 grams,"))))
    assert [rule for _, rule, _ in check()[1]] == ["number-mismatch"]


def test_partners_of_changed_segments_are_judged(check: Run) -> None:
    source = [CHINESE[0], CHINESE[1], CHINESE[2].replace("26把", "28把"), CHINESE[3]]
    write("news/a.md", article(english(WRONG, FEWER), source))
    assert check()[1] == [("news/a.md", "number-mismatch", 10)]


def test_a_paragraph_that_is_taken_away_is_missed(check: Run) -> None:
    target = english(WRONG, FEWER)
    write("news/a.md", article([target[0], *target[2:]]))
    assert [rule for _, rule, _ in check()[1]] == ["omitted-paragraph", "paragraph-count"]
    write("news/a.md", article(target[:3]))
    assert "omitted-ending" in [rule for _, rule, _ in check()[1]]


def test_a_source_paragraph_that_is_added_is_missed(check: Run) -> None:
    added = "阅览室隔壁是工厂的广播站，播音员念报纸的时候，阅览室里的人都听得见，有人干脆合上书听。"
    write("news/a.md", article(english(WRONG, FEWER), [*CHINESE[:2], added, *CHINESE[2:]]))
    assert [rule for _, rule, _ in check()[1]] == ["omitted-paragraph", "paragraph-count"]


def test_header_and_frame_are_judged_where_they_change(check: Run) -> None:
    text = article(english(WRONG, FEWER)).replace("Page: 3", "Page: 4")
    write("news/a.md", text)
    assert check()[1] == [("news/a.md", "header-mismatch", 4)]
    commit()
    write("news/a.md", text.replace("rice paste", "rice glue"))
    assert check("news", "--changed-from", "HEAD")[1] == []


@pytest.mark.parametrize("change", ["\r\n", "\n\n\n"])
def test_reformatting_is_no_change(check: Run, change: str) -> None:
    text = article(english(WRONG, FEWER))
    old = "\n" if change == "\r\n" else "\n\n"
    Path("news/a.md").write_bytes(text.replace(old, change).encode())
    assert check() == (0, [], "")


def test_moved_paragraphs_are_no_change(check: Run) -> None:
    target = english(WRONG, FEWER)
    write("news/a.md", article([*target[2:], *target[:2]], [*CHINESE[2:], *CHINESE[:2]]))
    assert check() == (0, [], "")


def test_a_renamed_document_is_compared_with_what_it_was(check: Run) -> None:
    git("mv", "news/a.md", "news/b.md")
    assert check() == (0, [], "")
    write("news/b.md", article(english(WRONG, FEWER, ("on its shelves", "on its new shelves"))))
    assert check()[1] == [("news/b.md", "number-mismatch", 6)]


def test_what_others_did_meanwhile_is_not_judged(check: Run) -> None:
    """The change is what this branch did since it parted, not what the other one did."""
    git("switch", "-q", "-c", "work")
    write("news/b.md", article(english(FEWER)))
    commit()
    git("switch", "-q", "main")
    write("news/a.md", article())
    commit()
    git("switch", "-q", "work")
    assert check()[1] == [("news/b.md", "number-mismatch", 10)]


def test_a_version_that_was_no_text_counts_as_none(check: Run) -> None:
    Path("news/b.md").write_bytes(b"\xff\xfe\x00")
    commit()
    write("news/b.md", article(english(WRONG)))
    assert check("news", "--changed-from", "HEAD")[1] == [("news/b.md", "number-mismatch", 6)]


def test_with_a_baseline(check: Run, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "news"])
    capsys.readouterr()
    commit()
    write("news/a.md", article(english(WRONG, FEWER, ("on its shelves", "on its new shelves"))))
    code, found, _ = check("news", "--changed-from", "HEAD")
    assert code == 1
    # The entry that the edit has retired is part of the change.
    assert [(path, rule) for path, rule, _ in found] == [
        ("news/a.md", "number-mismatch"),
        ("tqcheck-baseline.json", "waiver-unused"),
    ]


def test_what_is_fixed_with_a_change(check: Run) -> None:
    write("news/b.md", article(english(("Most of", "Most of of"))))
    code, found, errors = check("news", "--changed-from", "main", "--fix", "--unsafe-fixes")
    assert (code, found) == (0, [])
    assert "Fixed 1 finding in 1 file." in errors


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ("HEAD~1", "no such revision; this clone is shallow: it needs a depth of 2"),
        ("HEAD~2^", "no such revision; this clone is shallow: it needs a depth of 4"),
        ("origin/other", "no such revision; this clone is shallow: fetch the revision, or all of"),
        ("other", "no history in common with HEAD; this clone is shallow: fetch the revision"),
    ],
)
def test_a_shallow_clone_says_what_it_needs(
    check: Run, monkeypatch: pytest.MonkeyPatch, ref: str, message: str
) -> None:
    git("branch", "other")
    write("news/b.md", article())
    commit()
    git("clone", "-q", "--depth", "1", f"file://{Path.cwd()}", "shallow")
    monkeypatch.chdir("shallow")
    if ref == "other":
        git("fetch", "-q", "--depth", "1", "origin", "other:other")
    code, found, errors = check("news", "--changed-from", ref)
    assert (code, found) == (2, [])
    assert errors.startswith(f"tqcheck: --changed-from {ref}: {message}")
    assert errors.count("\n") == 1


def test_a_shallow_clone_that_reaches_far_enough(
    check: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("news/b.md", article(english(FEWER)))
    commit()
    git("clone", "-q", "--depth", "2", f"file://{Path.cwd()}", "shallow")
    monkeypatch.chdir("shallow")
    assert check("news", "--changed-from", "HEAD^")[1] == [("news/b.md", "number-mismatch", 10)]


def test_what_cannot_be_compared(check: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    code, _, errors = check("-", "--changed-from", "main")
    assert (code, errors) == (
        2,
        "tqcheck: --changed-from compares files; `-` has no earlier version\n",
    )
    code, _, errors = check("news", "--changed-from=--ours")
    assert (code, errors) == (
        2,
        "tqcheck: --changed-from --ours: name a branch, a tag or a commit\n",
    )
    outside = tmp_path_factory.mktemp("outside")
    shutil.copy("news/a.md", outside / "a.md")
    code, _, errors = check(str(outside), "--changed-from", "main")
    assert code == 2
    assert errors.endswith(
        "a.md: not in a git repository, so that --changed-from finds no earlier version\n"
    )
