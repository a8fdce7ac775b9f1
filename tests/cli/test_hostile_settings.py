"""Whole runs with patterns and glossaries that once kept them busy: done in time, or refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.articles import article, english, write
from tqcheck.cli import main

WRONG = ("840 books", "480 books")
LONG_NAME = "a" * 120

DONE = {
    "expression": ("[source-metadata]\ntitle = '(.+)+!'", "", ""),
    "exclude": (f"exclude = ['{'*a' * 30}*b', '{'**/a/' * 20}b']", "", ""),
    "per-file-ignores": (f"[per-file-ignores]\n'{'*a' * 30}*b' = ['all']", "", ""),
    "include": (f"include = ['*.md', '{'*a' * 30}*b']", "", ""),
    "words": ("glossary = ['terms.csv']", "书,book|" + "ing " * 19 + "zz", "ing " * 50),
    "mark": ("glossary = ['terms.csv']", "书,book|ﾞ", "A ﾞ boat."),
    "nested": ("glossary = ['terms.csv']", "\n".join(f"{'书' * n},book" for n in range(1, 20)), ""),
}


@pytest.mark.parametrize("settings, terms, text", DONE.values(), ids=DONE)
def test_the_error_is_reported(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    settings: str,
    terms: str,
    text: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    write("tqcheck.toml", f"{settings}\n")
    write("terms.csv", f"source,target\n{terms}\n")
    write(f"news/{LONG_NAME}.md", article([*english(WRONG), *([text] if text else [])]))
    started = time.process_time()
    code = main(["check", "news", "--report", "concise", "--fail-on", "warning"])
    assert code == 1
    assert "number-mismatch" in capsys.readouterr().out
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "settings, message",
    [
        ("[source-metadata]\ntitle = '(a{1000}){1000}'", "tqcheck.toml:2: `title` needs too much"),
        ("exclude = ['[z-a]']", "tqcheck.toml:1: `[z-a]` is not a pattern as in .gitignore"),
        (f"exclude = ['{'*a' * 600}']", "tqcheck.toml:1: `exclude` has a string of more than"),
    ],
)
def test_refused_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    settings: str,
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    write("tqcheck.toml", f"{settings}\n")
    write("news/a.md", article(english(WRONG)))
    assert main(["check", "news"]) == 2
    errors = capsys.readouterr().err
    assert message in errors
    assert errors.count("\n") == 1
