"""The command `align`: two columns that fit, what is omitted marked, and the same as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.reading import read_text
from tqcheck.beads import Alignment, Bead, Sentence, SentenceBead
from tqcheck.cli import main
from tqcheck.cli.align import as_dict, table
from tqcheck.document import Document, Segment
from tqcheck.finding import Span

TARGET = "The kiln was fired on the first of May, and the whole street came to see it.\n"
SOURCE = "    五月一日点了窑，整条街的人都来看。\n"
TEXT = (
    "Title: The Kiln\nAuthor:\nDate: 1953-05-03\nPage: 2\n\n{}\n<hr />\n\nOriginal:\n\n"
    "### 窑\n\n1953-05-03\n第2版()\n专栏：\n\n{}"
)
WHOLE = TEXT.format(TARGET, SOURCE)


def document(text: str = WHOLE) -> Document:
    return read_text(text, "kiln.md")


# Two sentences across from three, of which the last has nothing across.
SENTENCES = TEXT.format(
    "The kiln was fired on the first of May. The whole street came to see it.\n",
    "    五月一日点了窑。整条街的人都来看。老窑工没有来。\n",
)


def sentence(segment: Segment, start: int, end: int, unaligned: float = 0.0) -> Sentence:
    line, column = segment.span.line, segment.span.column
    span = Span(line, column + start, line, column + end)
    return Sentence(segment.text[start:end], span, segment, 1, 1, unaligned)


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


def test_sentences_stand_beside_those_that_belong_to_them() -> None:
    lines = list(table(document(SENTENCES), 59, painted=False))
    assert lines.pop(1).startswith("── 1-1 similarity 0.")
    assert lines[:5] == [
        "source (zh)                  │ target (en)",
        "18: 五月一日点了窑。         │ 6: The kiln was fired on the",
        "                             │ first of May.",
        "整条街的人都来看。           │ The whole street came to see",
        "                             │ it.",
    ]
    assert lines[5].startswith("老窑工没有来。               │ (no counterpart, ")
    assert lines[6:] == ["─" * 59, "1 × 1-1; engine: semantic"]
    painted = list(table(document(SENTENCES), 59, painted=True))
    assert [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in painted[2:]] == lines[1:]
    assert [line for line in painted if line.startswith("\x1b[31;1m")] == [
        f"\x1b[31;1m{lines[5]}\x1b[0m"
    ]


def test_segments_are_numbered_where_they_begin() -> None:
    """A split, with a sentence added inside; a sentence of the next bead with its line."""
    target = "The kiln was fired. Cold it was.\n\nAll came. They sang.\n"
    source = "    点了窑。\n    整条街的人都来看。唱了歌。\n"
    text = document(TEXT.format(target, source))
    (one, two), (first, second) = text.target.paragraphs, text.source.paragraphs
    inner = (
        SentenceBead((sentence(first, 0, 4),), (sentence(one, 0, 19),), 0.9, 0.8),
        SentenceBead((), (sentence(one, 20, 32, 0.75),), 0.75, 0.1),
        SentenceBead(
            (sentence(second, 0, 9), sentence(second, 9, 13)),
            (sentence(two, 0, 9), sentence(two, 10, 20)),
            None,
            None,
        ),
    )
    bead = Bead((first, second), (one, two), 0.8, 1.0, 0.9, inner)
    lines = list(table(given(text, bead), 59, painted=False))
    assert lines[2:-2] == [
        "20: 点了窑。                 │ 6: The kiln was fired.",
        "(no counterpart, 75%)        │ Cold it was.",
        "21: 整条街的人都来看。       │ 8: All came.",
        "唱了歌。                     │ They sang.",
    ]
    painted = list(table(given(text, bead), 59, painted=True))
    assert painted[3] == f"\x1b[33;1m{lines[3]}\x1b[0m"
    assert [line for line in painted[2:-2] if "\x1b" in line] == [painted[3]]
    unknown = SentenceBead((sentence(first, 0, 4),), (), None, None)
    lines = list(table(given(text, Bead((first,), (one,), None, 1.0, None, (unknown,))), 59, False))
    assert lines[2] == "20: 点了窑。                 │ (no counterpart)"


def test_omissions_and_additions_are_marked() -> None:
    text = document(TEXT.format(TARGET + "\nAdded.\n", SOURCE + "    漏译。\n"))
    (one, two), (first, second) = text.target.paragraphs, text.source.paragraphs
    beads = (
        Bead((first,), (one,), 0.8, 1.0, 0.95),
        Bead((second,), (), 0.1, None, 0.97),
        Bead((), (two,), 0.2, None, None),
    )
    lines = list(table(given(text, *beads), 80, painted=True))
    assert any(line.startswith("\x1b[2m── 1-1 similarity 0.80 length 1.00 ─") for line in lines)
    omitted = "\x1b[31;1m── OMITTED 1-0 probability 97% similarity 0.10 ─"
    assert any(line.startswith(omitted) for line in lines)
    assert any(line.startswith("\x1b[33;1m── ADDED 0-1 similarity 0.20 ─") for line in lines)
    assert any("漏译。" in line and line.endswith("│ (no translation)") for line in lines)
    assert any(line.startswith("(no source)") and line.endswith("Added.") for line in lines)
    assert lines[-1] == "1 × 1-1, 1 × 1-0, 1 × 0-1; engine: semantic"
    plain = list(table(given(text, *beads), 80, painted=False))
    assert not any("\x1b" in line for line in plain)
    # A bead that knows no sentences is shown by its segments.
    assert any(line.startswith("20: ") and "│ 6: The kiln" in line for line in plain)


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


@pytest.mark.parametrize("width", [40, 41, 48, 80])
def test_what_is_unaligned_fits_too(width: int) -> None:
    text = document(TEXT.format(TARGET + "\nAdded.\n", SOURCE + "    漏译。\n"))
    (one, two), (first, second) = text.target.paragraphs, text.source.paragraphs
    inner = (
        SentenceBead((sentence(first, 0, 8),), (), 1.0, 0.1),
        SentenceBead((), (sentence(one, 0, 30),), 1.0, 0.1),
    )
    beads = (
        Bead((first,), (one,), 0.8, 1.0, 0.95, inner),
        Bead((second,), (), 0.1, None, 1.0),
        Bead((), (two,), 0.2, None, 1.0),
    )
    # The last line is no part of the table.
    lines = list(table(given(text, *beads), width, painted=False))[:-1]
    assert all(wcswidth(line) <= width for line in lines)
    assert {wcswidth(line) for line in lines if line.startswith("──")} == {width - 1 + width % 2}
    assert len({wcswidth(line.partition("│")[0]) for line in lines if "│" in line}) == 1
    assert "counterpart" in "".join(lines)
    assert "── OMITTED 1-0 probability 100% " in "".join(lines)


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
                "posterior": None,
                "similarity": None,
                "ratio": shown["beads"][0]["ratio"],  # type: ignore[index]
                "source": [{"number": 1, "line": 18, "text": SOURCE.strip()}],
                "target": [{"number": 1, "line": 6, "text": TARGET.strip()}],
                "sentences": [
                    {
                        "kind": "1-1",
                        "posterior": None,
                        "similarity": None,
                        "source": [
                            {"line": 18, "column": 5, "text": SOURCE.strip(), "unaligned": 0.0}
                        ],
                        "target": [
                            {"line": 6, "column": 1, "text": TARGET.strip(), "unaligned": 0.0}
                        ],
                    }
                ],
            }
        ],
    }


def test_json_has_sentences_with_their_places_and_chances() -> None:
    shown = json.loads(json.dumps(as_dict(document(SENTENCES))))
    assert shown["engine"] == "semantic"
    (bead,) = shown["beads"]
    assert bead["kind"] == "1-1"
    assert 0.5 < bead["posterior"] <= 1
    assert [inner["kind"] for inner in bead["sentences"]] == ["1-1", "1-1", "1-0"]
    for inner in bead["sentences"]:
        assert 0.5 < inner["posterior"] <= 1
        assert -1 <= inner["similarity"] <= 1
    places = [(s["line"], s["column"], s["text"]) for i in bead["sentences"] for s in i["source"]]
    assert places == [
        (18, 5, "五月一日点了窑。"),
        (18, 13, "整条街的人都来看。"),
        (18, 22, "老窑工没有来。"),
    ]
    places = [(s["line"], s["column"], s["text"]) for i in bead["sentences"] for s in i["target"]]
    assert places == [
        (6, 1, "The kiln was fired on the first of May."),
        (6, 41, "The whole street came to see it."),
    ]
    chances = [s["unaligned"] for i in bead["sentences"] for s in i["source"]]
    assert [chance > 0.5 for chance in chances] == [False, False, True]
    assert chances[2] == bead["sentences"][2]["posterior"]
    assert all(chance == round(chance, 3) for chance in chances)


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
        (b"a\0", "kiln.md:1: contains a NUL byte: not a text file; exclude it or save it as UTF-8"),
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
    assert capsys.readouterr().err == "tqcheck: .: a folder, not a file\n"
