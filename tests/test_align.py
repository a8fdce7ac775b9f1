"""The command `align`: two columns that fit, what is omitted marked, and the same as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tqcheck.cli import main
from tqcheck.document import Alignment, Bead, Document
from tqcheck.layouts import archive
from tqcheck.layouts.settings import ArchiveSettings
from tqcheck.side_by_side import as_dict, table

TARGET = "The kiln was fired on the first of May, and the whole street came to see it.\n"
SOURCE = "    五月一日点了窑，整条街的人都来看。\n"
TEXT = (
    "Title: The Kiln\nAuthor:\nDate: 1953-05-03\nPage: 2\n\n{}\n<hr />\n\nOriginal:\n\n"
    "### 窑\n\n1953-05-03\n第2版()\n专栏：\n\n{}"
)
WHOLE = TEXT.format(TARGET, SOURCE)


def document(text: str = WHOLE) -> Document:
    return archive.read(text, "kiln.md", ArchiveSettings())


def given(document: Document, *beads: Bead) -> Document:
    """The document with these beads instead of those the aligner would find."""
    document.__dict__["alignment"] = Alignment(beads, "semantic")
    return document


def test_the_table() -> None:
    lines = list(table(document(), 59, painted=False))
    assert lines.pop(1).startswith("── 1-1 length 1.")
    assert lines == [
        "source (zh)                  │ target (en)",
        "18: 五月一日点了窑，整条街的 │ 6: The kiln was fired on the",
        "人都来看。                   │ first of May, and the whole",
        "                             │ street came to see it.",
        "─" * 59,
        "1 × 1-1; engine: diagonal",
    ]


def test_omissions_and_additions_are_marked() -> None:
    text = document(TEXT.format(TARGET + "\nAdded.\n", SOURCE + "    漏译。\n"))
    (one, two), (first, second) = text.target.paragraphs, text.source.paragraphs
    beads = (
        Bead((first,), (one,), 0.8, 1.0),
        Bead((second,), (), 0.1, None),
        Bead((), (two,), 0.2, None),
    )
    lines = list(table(given(text, *beads), 80, painted=True))
    assert any(line.startswith("\x1b[31;1m── OMITTED 1-0 similarity 0.10 ─") for line in lines)
    assert any(line.startswith("\x1b[33;1m── ADDED 0-1 similarity 0.20 ─") for line in lines)
    assert any("漏译。" in line and line.endswith("│ (no translation)") for line in lines)
    assert any(line.startswith("(no source)") and line.endswith("Added.") for line in lines)
    assert lines[-1] == "1 × 1-1, 1 × 1-0, 1 × 0-1; engine: semantic"
    plain = list(table(given(text, *beads), 80, painted=False))
    assert not any("\x1b" in line for line in plain)


@pytest.mark.parametrize("width", [40, 41, 80, 100, 163])
def test_columns_fit_and_stand_below_each_other(width: int) -> None:
    text = TEXT.format(
        "A" * 300 + " 中文 e\u0301e\u0301 🚢🚢 " + "word " * 40 + "\n",
        "    " + "渡船Abc，" * 40 + "\n",
    )
    lines = list(table(document(text), width, painted=False))
    assert all(wcswidth(line) <= width for line in lines)
    places = {wcswidth(line.partition("│")[0]) for line in lines if "│" in line}
    assert len(places) == 1


def test_long_segments_are_cut() -> None:
    text = TEXT.format("word " * 2000 + "\n", SOURCE)
    lines = list(table(document(text), 80, painted=False))
    assert len(lines) < 12
    assert any(line.endswith("│ …") for line in lines)


def test_no_text_at_all() -> None:
    assert list(table(document("Title: A\n"), 80, painted=False))[-1].startswith("no text to align")


@pytest.mark.parametrize("width", range(40, 60))
def test_hostile_text_is_shown_and_never_obeyed(width: int) -> None:
    source = (
        "    ::error::窑 ::error::x ##[add-mask]y \x1b[31m 窑窑 \u202e::error::z" + " ::x::y" * 30
    )
    text = TEXT.format("Red \x1b[31m, ##vso[task.x] and \u202eturned.\n", source + "\n")
    for line in table(document(text), width, painted=False):
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
        assert "##vso[" not in line
        assert "\x1b" not in line
        assert "\u202e" not in line


def test_json_has_segments_with_lines() -> None:
    shown = as_dict(document())
    assert shown == {
        "schema_version": 1,
        "path": "kiln.md",
        "engine": "diagonal",
        "beads": [
            {
                "kind": "1-1",
                "similarity": None,
                "ratio": shown["beads"][0]["ratio"],  # type: ignore[index]
                "source": [{"number": 1, "line": 18, "text": SOURCE.strip()}],
                "target": [{"number": 1, "line": 6, "text": TARGET.strip()}],
            }
        ],
    }


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kiln.md").write_text(WHOLE, encoding="utf-8")
    assert main(["align", "kiln.md", "--isolated"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 × 1-1; engine: diagonal"
    assert main(["align", "kiln.md", "--isolated", "--color=always"]) == 0
    assert "\x1b[2m── 1-1" in capsys.readouterr().out
    assert main(["align", "kiln.md", "--isolated", "--report", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["path"] == "kiln.md"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "kiln.md: empty; restore or remove it"),
        (b"a\0", "kiln.md:1: a NUL byte, so no text; exclude it or save it as UTF-8"),
        (None, "kiln.md: no such file"),
    ],
)
def test_what_cannot_be_read(
    content: bytes | None,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path("kiln.md").write_bytes(content)
    assert main(["align", "kiln.md"]) == 2
    assert capsys.readouterr().err == f"tqcheck: {message}\n"
    assert main(["align", "."]) == 2
    assert capsys.readouterr().err == "tqcheck: .: cannot be read: Is a directory\n"
