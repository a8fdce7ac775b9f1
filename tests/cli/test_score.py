"""The command `score`: sacrebleu's own figures, gates, and changes judged against git."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest

from tqcheck import cli, rules
from tqcheck.config.location import load
from tqcheck.document import Version
from tqcheck.errors import TqcheckError
from tqcheck.scoring import comparing
from tqcheck.scoring.comparing import compare
from tqcheck.scoring.gates import Gates
from tqcheck.scoring.metrics import METRICS, statistics
from tqcheck.scoring.pairing import LengthsDifferError, pair

Run = Callable[..., tuple[int, str, str]]

REFERENCE = [
    "The beacon at the Baishi ferry was lit for the first time last night.",
    "Boatmen used to tell their direction only by the barking of dogs on the bank.",
    "The new lamp was made by the county's machine works.",
    "One filling of kerosene burns for seven nights, and costs 1.20 yuan.",
    "Old Cheng says: “As long as I can walk, this lamp will not go out.”",
    "Next spring (in March or April) two more are to follow, at Shidu and Liuwan.",
]
SECOND = [
    "For the first time, the navigation light at Baishi Crossing shone last night.",
    "Formerly, dogs barking ashore were all that boatmen could steer by.",
    "It was the machine works of the county that built the new lamp.",
    "A fill of paraffin lasts seven nights; it costs one yuan twenty.",
    "“So long as I can walk it won't go out,” says its keeper, old Cheng.",
    "Two more, at Liuwan and Shidu, are planned for March or April.",
]
GOOD = [
    "Last night the beacon at the Baishi ferry was lit for the first time.",
    "In the past, boatmen could only tell the direction by dogs barking on the bank.",
    "The new lamp was built by the county machine works.",
    "A filling of kerosene lasts seven nights and costs 1.20 yuan.",
    "Old Cheng says: “This lamp will not go out as long as I can walk.”",
    "Two more are to follow next spring (in March or April), at Shidu and at Liuwan.",
]
POOR = [
    "White stone ferry navigation mark is number one time bright at yesterday evening.",
    "Over, ship husband can rely on shore dog call sound to know the direction.",
    "New light from county inside machine factory makes become.",
    "Coal oil one time can point seven night late.",
    "Old distance says, only want he still walk, the light not will destroy.",
    "Next year spring day again two, stone ford and willow bend.",
]
HEADER = "Title: A Beacon\nAuthor: Shen Qiuhe\nDate: 1957-10-12\nPage: 2\n\n"
ORIGINAL = (
    "\n\n<hr />\n\nOriginal:\n\n### 渡口的新灯\n沈秋河\n1957-10-12\n第2版(国内新闻)\n专栏：\n\n"
    "    白石渡口的航标灯昨夜第一次点亮。\n"
)


def article(paragraphs: Sequence[str]) -> str:
    return HEADER + "\n\n".join(paragraphs) + ORIGINAL


@pytest.fixture
def score(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run the command in an empty folder; gives exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SACREBLEU_SEED", raising=False)

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main(["score", *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def write(path: str, content: str | Sequence[str]) -> str:
    text = content if isinstance(content, str) else "".join(f"{line}\n" for line in content)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")
    return path


def figures(output: str) -> dict[str, tuple[str, str]]:
    """Score, to the last digit, and signature of all documents together."""
    scores = json.loads(output)["whole"]["scores"]
    return {s["metric"]: (f"{s['score']:.15f}", s["signature"]) for s in scores}


def sacrebleu(
    hypothesis: str, references: Sequence[str], options: Sequence[str] = ()
) -> dict[str, tuple[str, str]]:
    """What sacrebleu's command line says of the same files."""
    found = {}
    for metric in (["-m", "bleu", "chrf", "ter"], ["-m", "chrf", "-cw", "2"]):
        command = [sys.executable, "-m", "sacrebleu", *references, "-i", hypothesis, *metric]
        done = subprocess.run(
            [*command, "-w", "15", *options],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        printed = json.loads(done.stdout)
        for one in printed if isinstance(printed, list) else [printed]:
            found[one["name"]] = (f"{one['score']:.15f}", one["signature"])
    return found


# Figures


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hypothesis", "references"),
    [
        pytest.param(GOOD, [REFERENCE], id="one"),
        pytest.param(POOR, [REFERENCE], id="poor"),
        pytest.param(GOOD, [REFERENCE, SECOND], id="two"),
        pytest.param(GOOD, [REFERENCE, SECOND, POOR], id="three"),
        pytest.param(REFERENCE, [REFERENCE], id="the-same"),
        pytest.param([*GOOD, "", "Yes."], [[*REFERENCE, "No.", ""]], id="empty-lines"),
        pytest.param([*GOOD, "  "], [[*REFERENCE, " "]], id="blank-lines"),
        pytest.param(["a\u2028b c d e f", "g\x0bh i"], [["a b c d e f", "g h i"]], id="odd-breaks"),
    ],
)
def test_figures_are_those_of_the_sacrebleu_command(
    score: Run, hypothesis: list[str], references: list[list[str]]
) -> None:
    write("hypothesis.txt", hypothesis)
    paths = [write(f"reference{n}.txt", lines) for n, lines in enumerate(references)]
    words = [word for path in paths for word in ("--reference", path)]
    code, output, _ = score("hypothesis.txt", *words, "--report", "json")
    assert code == 0
    assert figures(output) == sacrebleu("hypothesis.txt", paths)


def test_chinese_is_scored_by_characters(score: Run) -> None:
    write("a.txt", ["昨夜，白石渡口的航标灯第一次点亮。", "加一次煤油，可以点7个夜晚。"])
    write("b.txt", ["白石渡口的航标灯昨夜第一次点亮。", "煤油加一次可以点7个夜晚。"])
    words = ("a.txt", "--reference", "b.txt", "--report", "json")
    _, output, _ = score(*words, "--target-language", "zh-CN")
    asian = ["-tok", "zh", "--ter-normalized", "--ter-asian-support"]
    assert figures(output) == sacrebleu("a.txt", ["b.txt"], asian)
    assert "tok:zh" in figures(output)["BLEU"][1]
    assert "asian:yes" in figures(output)["TER"][1]
    _, english, _ = score(*words)
    assert figures(english)["BLEU"] != figures(output)["BLEU"]


def test_thai_is_scored_by_characters(score: Run) -> None:
    write("a.txt", ["เรือข้ามฟากออกเช้านี้"])
    write("b.txt", ["เรือข้ามฟากออกเมื่อเช้านี้"])
    _, output, _ = score("a.txt", "--reference", "b.txt", "--target-language", "th", "-w", "0")
    assert "tok:char" in output


@pytest.mark.parametrize("code", ["ja", "ko"])
def test_a_tokenizer_that_is_not_installed_is_named(
    score: Run, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = f"sacrebleu.tokenizers.tokenizer_{code}_mecab"
    monkeypatch.setattr(f"{module}.MeCab", None)
    write("a.txt", ["a b c d"])
    write("b.txt", ["a b c d"])
    words = ("a.txt", "--reference", "b.txt", "--target-language", code)
    exit_code, output, errors = score(*words)
    assert (exit_code, output) == (2, "")
    assert f'pip install "sacrebleu[{code}]"' in errors
    assert score(*words, "--metrics", "chrf,chrf++,ter")[0] == 0


def test_the_whole_is_the_corpus_and_no_mean(score: Run) -> None:
    """Documents of unlike lengths; the figure of all is sacrebleu's of all segments in a row."""
    for name, part in (("a", slice(0, 1)), ("b", slice(1, 6))):
        write(f"new/{name}.md", article(GOOD[part]))
        write(f"one/{name}.md", article(REFERENCE[part]))
        write(f"two/{name}.md", article(SECOND[part]))
    words = ("new", "--reference", "one", "--reference", "two", "--report", "json")
    code, output, errors = score(*words)
    assert (code, errors) == (0, "")
    for name, lines in (("good", GOOD), ("first", REFERENCE), ("second", SECOND)):
        write(f"{name}.txt", lines)
    assert figures(output) == sacrebleu("good.txt", ["first.txt", "second.txt"])
    first, second = json.loads(output)["documents"]
    assert (first["path"], first["segments"]) == ("new/a.md", 1)
    assert second["references"] == ["one/b.md", "two/b.md"]
    expected = CHRF().corpus_score(GOOD[1:], [REFERENCE[1:], SECOND[1:]]).score
    assert {s["metric"]: s["score"] for s in second["scores"]}["chrF2"] == expected


def test_only_the_text_of_a_document_is_scored(score: Run) -> None:
    """Neither its header nor the title and byline above the text, nor the original."""
    framed = ["**A Beacon**", "Shen Qiuhe", *GOOD]
    write("new.md", article(framed))
    write("ref.md", article(REFERENCE).replace("Title: A Beacon", "Title: Another"))
    _, output, _ = score("new.md", "--reference", "ref.md", "--report", "json")
    write("new.txt", GOOD)
    write("ref.txt", REFERENCE)
    assert figures(output) == sacrebleu("new.txt", ["ref.txt"])


def test_a_document_may_have_plain_text_as_its_reference(score: Run) -> None:
    write("new.md", article(GOOD))
    write("ref.md", article(REFERENCE))
    write("ref.txt", REFERENCE)
    outputs = [
        score("new.md", "--reference", f"ref.{kind}", "--report", "json")[1]
        for kind in ("md", "txt")
    ]
    assert figures(outputs[0]) == figures(outputs[1])


def test_plain_reads_a_document_line_by_line(score: Run) -> None:
    write("new.md", article(GOOD))
    write("ref.md", article(REFERENCE))
    write("new.txt", article(GOOD))
    write("ref.txt", article(REFERENCE))
    words = ("--plain", "--report", "json")
    _, output, _ = score("new.md", "--reference", "ref.md", *words)
    assert figures(output) == sacrebleu("new.txt", ["ref.txt"])


def test_a_byte_order_mark_and_crlf_are_no_text(score: Run) -> None:
    write("new.txt", GOOD)
    Path("dos.txt").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(GOOD).encode())
    write("ref.txt", REFERENCE)
    outputs = [
        score(name, "--reference", "ref.txt", "--report", "json")[1]
        for name in ("new.txt", "dos.txt")
    ]
    assert figures(outputs[0]) == figures(outputs[1])


def test_a_text_without_four_words_has_effective_order(score: Run) -> None:
    write("new.txt", ["Zhongjian Plaza", "East Gate Station"])
    write("ref.txt", ["Zhongjian Plaza", "East Gate Stop"])
    _, output, _ = score("new.txt", "--reference", "ref.txt", "--report", "json")
    value, signature = figures(output)["BLEU"]
    expected = BLEU(effective_order=True).corpus_score(
        ["Zhongjian Plaza", "East Gate Station"], [["Zhongjian Plaza", "East Gate Stop"]]
    )
    assert value == f"{expected.score:.15f}"
    assert expected.score > 50
    assert "eff:yes" in signature


def test_a_signature_stands_beside_every_figure(score: Run) -> None:
    write("new.txt", GOOD)
    write("ref.txt", REFERENCE)
    code, output, errors = score("new.txt", "--reference", "ref.txt")
    expected = sacrebleu("new.txt", ["ref.txt"])
    title, *lines = output.rstrip().split("\n")
    assert title == "new.txt: 6 segments, 1 reference"
    assert [line.split() for line in lines] == [
        [name, f"{float(value):.2f}", signature]
        for name, (value, signature) in ((name, expected[name]) for name in METRICS.values())
    ]
    assert (code, errors) == (0, "")
    _, wide, _ = score("new.txt", "--reference", "ref.txt", "-w", "15", "--metrics", "ter,bleu")
    assert [line.split()[:2] for line in wide.rstrip().split("\n")[1:]] == [
        [name, expected[name][0]] for name in ("TER", "BLEU")
    ]


# Which references


def test_references_of_the_configuration(score: Run) -> None:
    write("tqcheck.toml", 'paths = ["news"]\nreferences = ["ref/{path}", "more/{path}"]\n')
    write("news/1946/a.md", article(GOOD[:3]))
    write("news/1946/b.md", article(GOOD[3:]))
    write("news/c.md", article(POOR))
    write("ref/news/1946/a.md", article(REFERENCE[:3]))
    write("ref/news/1946/b.md", article(REFERENCE[3:]))
    write("more/news/1946/b.md", article(SECOND[3:]))
    code, output, errors = score("--report", "json")
    assert code == 0
    assert errors == "tqcheck: 1 document without a reference, not scored: news/c.md\n"
    first, second = json.loads(output)["documents"]
    assert first["references"] == ["ref/news/1946/a.md"]
    assert second["references"] == ["ref/news/1946/b.md", "more/news/1946/b.md"]
    # The second document alone has two references.
    assert all("nrefs:var" in signature for _, signature in figures(output).values())
    references = [REFERENCE, [None, None, None, *SECOND[3:]]]
    expected = TER().corpus_score(GOOD, references)  # type: ignore[arg-type]
    assert figures(output)["TER"][0] == f"{expected.score:.15f}"


def test_an_empty_line_of_one_of_several_references_is_none(score: Run) -> None:
    write("new.txt", GOOD)
    one = write("one.txt", REFERENCE)
    two = write("two.txt", [*SECOND[:5], ""])
    _, output, _ = score("new.txt", "--reference", one, "--reference", two, "--report", "json")
    references = [REFERENCE, [*SECOND[:5], None]]
    for scorer in (BLEU(), CHRF(), CHRF(word_order=2), TER()):
        expected = scorer.corpus_score(GOOD, references)  # type: ignore[arg-type]
        assert figures(output)[expected.name][0] == f"{expected.score:.15f}"


def test_a_folder_of_references_mirrors_paths_or_names(score: Run) -> None:
    write("new/deep/a.md", article(GOOD))
    write("by-path/deep/a.md", article(REFERENCE))
    write("by-whole-path/new/deep/a.md", article(REFERENCE))
    write("by-name/a.md", article(REFERENCE))
    for folder in ("by-path", "by-whole-path", "by-name"):
        code, output, _ = score("new", "--reference", folder, "--report", "json")
        assert code == 0, folder
        (document,) = json.loads(output)["documents"]
        assert document["references"][0].startswith(f"{folder}/")


def test_references_among_the_documents_are_not_scored(score: Run) -> None:
    write("a.md", article(GOOD))
    write("references/a.md", article(REFERENCE))
    code, output, errors = score(".", "--reference", "references", "--report", "json")
    assert (code, errors) == (0, "")
    assert [d["path"] for d in json.loads(output)["documents"]] == ["a.md"]
    write("tqcheck.toml", 'references = ["references/{path}"]\n')
    _, output, errors = score(".", "--report", "json")
    assert [d["path"] for d in json.loads(output)["documents"]] == ["a.md"]
    assert errors == ""


# What is refused


@pytest.mark.parametrize("more", [1, -1])
def test_differing_lengths_stop(score: Run, more: int) -> None:
    """Of which sacrebleu as a library drops the last segments without a word."""
    write("new.txt", GOOD)
    write("ref.txt", [*REFERENCE, "And so it was."] if more > 0 else REFERENCE[:-1])
    code, output, errors = score("new.txt", "--reference", "ref.txt")
    assert (code, output) == (2, "")
    assert errors == (
        f"tqcheck: new.txt: 6 segments, and its reference ref.txt has {6 + more}; "
        "make them as many, or compare whole texts: --document-level\n"
    )
    code, output, _ = score("new.txt", "--reference", "ref.txt", "--document-level")
    assert code == 0
    assert output.startswith("new.txt: 1 segment, 1 reference\n")


def test_a_second_reference_of_another_length_stops(score: Run) -> None:
    write("new.txt", GOOD)
    one, two = write("one.txt", REFERENCE), write("two.txt", SECOND[:5])
    code, _, errors = score("new.txt", "--reference", one, "--reference", two)
    assert code == 2
    assert "two.txt has 5" in errors


def test_documents_of_differing_length_stop(score: Run) -> None:
    write("new.md", article(GOOD[:4]))
    write("ref.md", article(REFERENCE))
    code, _, errors = score("new.md", "--reference", "ref.md")
    assert code == 2
    assert "new.md: 4 segments, and its reference ref.md has 6" in errors


def test_empty_segments_are_told_of(score: Run) -> None:
    write("new.txt", [*GOOD, "", "Too much.", ""])
    write("ref.txt", [*REFERENCE, "Lost.", "", ""])
    code, _, errors = score("new.txt", "--reference", "ref.txt")
    assert code == 0
    assert errors == (
        "tqcheck: 1 segment without translation, counted as wrong: new.txt:7\n"
        "tqcheck: 1 segment with text where the reference is empty, which BLEU and TER count as "
        "wrong and chrF leaves out: new.txt:8\n"
    )


def test_tokenized_text_is_told_of(score: Run) -> None:
    write("new.txt", ["It was lit last night ."] * 100)
    write("ref.txt", ["It was lit last night."] * 100)
    _, _, errors = score("new.txt", "--reference", "ref.txt")
    assert errors == "tqcheck: 100 segments end in ` .`; scores are for text as it is read\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["a.md"], "no references: name some with --reference, or set `references`"),
        (["a.md", "--reference", "lost"], "--reference lost: no such file or folder"),
        (["a.md", "--reference", "a.md"], "a.md: is its own reference"),
        (["a.md", "--reference", "empty"], "a.md: no reference; looked for empty"),
        (["docs", "--reference", "empty"], "nothing to score: no document of"),
        (
            ["a.md", "b.md", "--reference", "ref.md"],
            "one file cannot be the reference of 2 documents; name a folder",
        ),
        (["lost.md", "--reference", "ref.md"], "lost.md: no such file or folder"),
        (["none.md", "--reference", "ref.md"], "none.md: empty; restore or remove it"),
        (["frame.md", "--reference", "ref.md"], "frame.md: no text to score"),
        (["utf16.txt", "--reference", "ref.md"], "utf16.txt:1: encoded as UTF-16"),
        (["a.md", "--reference", "nul.txt"], "nul.txt:2: contains a NUL byte"),
        (["long.txt", "--reference", "ref.md"], "a segment of 1,000,001 characters"),
        (["a.md", "--reference", "ref.md", "--metrics", "blue"], "did you mean `bleu`?"),
        (["a.md", "--reference", "ref.md", "--metrics", ","], "--metrics: name some of bleu"),
        (["a.md", "--reference", "ref.md", "--min-chrf", "nan"], "points from 0 to 100"),
        (["a.md", "--reference", "ref.md", "--min-bleu", "101"], "points from 0 to 100"),
        (["a.md", "--reference", "ref.md", "-w", "-1"], "--width -1"),
        (["a.md", "--reference", "ref.md", "--target-language", "xx"], "unknown language 'xx'"),
        (["a.md", "--reference", "ref.md", "--against=-x"], "--against -x: name a branch"),
    ],
)
def test_wrong_input_is_one_clear_line(score: Run, words: list[str], message: str) -> None:
    for name in ("a.md", "b.md", "docs/a.md"):
        write(name, article(GOOD))
    write("ref.md", article(REFERENCE))
    write("none.md", "")
    write("frame.md", HEADER + ORIGINAL)
    write("nul.txt", "a\n\0\n")
    write("long.txt", "a" * 1_000_001)
    Path("utf16.txt").write_bytes("hm".encode("utf-16"))
    Path("empty").mkdir()
    code, output, errors = score(*words)
    assert (code, output) == (2, "")
    assert message in errors
    assert errors.count("\n") == 1


def test_ter_of_very_long_segments_is_left_out(score: Run) -> None:
    write("new.txt", " ".join(GOOD * 20))
    write("ref.txt", " ".join(REFERENCE * 20))
    code, output, errors = score("new.txt", "--reference", "ref.txt")
    assert code == 0
    assert "TER" not in output
    assert "new.txt: TER would take minutes" in errors
    code, _, errors = score("new.txt", "--reference", "ref.txt", "--metrics", "ter")
    assert code == 2
    assert "--metrics bleu,chrf,chrf++" in errors


# Gates


def test_gates_of_the_command_line(score: Run) -> None:
    write("new.txt", POOR)
    write("ref.txt", REFERENCE)
    words = ("new.txt", "--reference", "ref.txt")
    assert score(*words, "--min-chrf", "10", "--min-bleu", "1", "--max-ter", "100")[0] == 0
    code, output, _ = score(*words, "--min-chrf", "60", "--max-ter", "50.5")
    assert code == 1
    assert output.splitlines()[-3:] == [
        line
        for line in output.splitlines()
        if line.endswith("[score-low]") or line == "2 gates missed."
    ]
    assert "against its reference, under 60.00 [score-low]" in output
    assert "against its reference, over 50.50 [score-low]" in output


def test_gates_of_the_configuration_and_the_command_line_over_them(score: Run) -> None:
    write("tqcheck.toml", '[rules.score-low]\nmin-chrf = 60\nseverity = "error"\n')
    write("new/a.md", article(GOOD))
    write("new/b.md", article(POOR))
    write("ref/a.md", article(REFERENCE))
    write("ref/b.md", article(REFERENCE))
    code, output, _ = score("new", "--reference", "ref")
    assert code == 1
    (of_b, of_all, last) = output.splitlines()[-3:]
    assert of_b.startswith("new/b.md:")
    assert ": error: chrF2 " in of_b
    assert of_all.startswith("all 2 documents: chrF2 ")
    assert last == "2 gates missed."
    assert score("new", "--reference", "ref", "--min-chrf", "20")[0] == 0


def test_a_gate_counts_though_its_metric_is_not_shown(score: Run) -> None:
    write("new.txt", POOR)
    write("ref.txt", REFERENCE)
    words = ("new.txt", "--reference", "ref.txt", "--metrics", "bleu", "--report", "json")
    code, output, _ = score(*words, "--min-chrf", "60")
    assert code == 1
    report = json.loads(output)
    (finding,) = report["documents"][0]["findings"]
    assert finding["data"]["gate"] == "min-chrf"
    assert report["whole"]["missed"] == []


def test_gates_are_the_settings_of_the_rule() -> None:
    settings = rules.get("score-low").settings
    assert {gate.name: gate.default for gate in fields(Gates)} == settings


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('references = ["ref/"]\n', "1: `references`: `ref/` has no `{path}`"),
        ('references = "ref/{path}"\n', "1: `references` is a list of strings"),
        ("[rules.score-low]\nmin-chrff = 3\n", "2: unknown key `min-chrff` for rule `score-low`"),
        ("[rules.score-low]\nmin-chrf = true\n", "2: `min-chrf` is a number, not `true`"),
    ],
)
def test_wrong_configuration_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "tqcheck.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(TqcheckError) as raised:
        load(file)
    assert f"{file}:{message}" in str(raised.value)


def test_a_drop_metric_that_is_none_is_refused(score: Run) -> None:
    write("tqcheck.toml", '[rules.score-low]\ndrop-metric = "comet"\n')
    write("a.md", article(GOOD))
    write("ref.md", article(REFERENCE))
    code, _, errors = score("a.md", "--reference", "ref.md")
    assert code == 2
    assert "drop-metric: unknown metric `comet`; known: bleu, chrf, chrf++, ter" in errors


def test_check_reads_the_references_of_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write("tqcheck.toml", 'references = ["ref/{path}"]\n[rules.score-low]\nmin-chrf = 60\n')
    write("a.md", article(POOR))
    write("ref/a.md", article(REFERENCE))
    command = ["check", "a.md", "--select", "score-low", "--report", "concise"]
    assert cli.main([*command, "--fail-on", "warning"]) == 1
    assert "[score-low]" in capsys.readouterr().out
    Path("ref/a.md").write_bytes(b"\xff\xfeA")
    assert cli.main(command) == 2
    assert capsys.readouterr().err == "tqcheck: ref/a.md:1: encoded as UTF-16; save it as UTF-8\n"
    # Where the rule is not run, nothing is read.
    assert cli.main(["check", "a.md", "--select", "header-*"]) == 0


# Changes


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two documents and their references committed."""
    monkeypatch.chdir(tmp_path)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    write("tqcheck.toml", 'paths = ["news"]\nreferences = ["ref/{path}"]\n')
    for name, good, reference in (("a", GOOD, REFERENCE), ("b", SECOND, GOOD)):
        write(f"news/{name}.md", article(good * 2))
        write(f"ref/news/{name}.md", article(reference * 2))
    git("init", "-q", "-b", "main")
    commit()
    return tmp_path


def git(*words: str) -> str:
    identity = ("-c", "user.name=Lin Yue", "-c", "user.email=lin@example.org")
    done = subprocess.run(["git", *identity, *words], capture_output=True, check=True, text=True)
    return done.stdout.strip()


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "News")


def against(score: Run, *words: str) -> tuple[int, dict[str, Any], str]:
    code, output, errors = score("--report", "json", "--against", *words)
    return code, json.loads(output) if output else {}, errors


def states(report: dict[str, Any]) -> dict[str, str]:
    return {document["path"]: document["state"] for document in report["documents"]}


def test_an_unchanged_archive_is_no_worse(repository: Path, score: Run) -> None:
    code, report, errors = against(score, "HEAD")
    assert (code, errors) == (0, "")
    assert states(report) == {"news/a.md": "unchanged", "news/b.md": "unchanged"}
    assert report["against"]["commit"] == git("rev-parse", "HEAD")
    # sacrebleu's p would be 0.001, as no resample of no difference exceeds no difference.
    assert {s["p"] for s in report["against"]["scores"]} == {None}
    assert score("--against", "HEAD")[1].endswith("against HEAD: 2 unchanged\n\n")


def test_a_worse_translation_is_refused(repository: Path, score: Run) -> None:
    write("news/a.md", article(POOR * 2))
    code, report, _ = against(score, "HEAD")
    assert code == 1
    assert states(report) == {"news/a.md": "changed", "news/b.md": "unchanged"}
    (missed,) = report["whole"]["missed"]
    assert missed["gate"] == "max-drop"
    assert "chrF2 has gone from" in missed["message"]
    # Single documents are judged once `max-drop` is set.
    assert [d["findings"] for d in report["documents"]] == [[], []]
    code, report, _ = against(score, "HEAD", "--max-drop", "5")
    (finding,) = report["documents"][0]["findings"]
    assert finding["data"]["gate"] == "max-drop"
    assert finding["data"]["p"] < 0.05
    assert code == 1
    assert against(score, "HEAD", "--max-drop", "90")[0] == 0


def test_a_better_translation_is_welcome(repository: Path, score: Run) -> None:
    write("news/a.md", article(REFERENCE * 2))
    code, report, _ = against(score, "HEAD", "--max-drop", "1")
    assert code == 0
    ter, chrf = (
        next(s for s in report["against"]["scores"] if s["metric"] == name)
        for name in ("TER", "chrF2")
    )
    assert ter["after"] < ter["before"]
    assert chrf["after"] > chrf["before"]
    assert chrf["p"] < 0.05


def test_a_change_of_one_paragraph_may_be_chance(repository: Path, score: Run) -> None:
    write("news/a.md", article([POOR[0], *(GOOD * 2)[1:]]))
    code, report, _ = against(score, "HEAD", "--max-drop", "0.1")
    assert code == 0
    chrf = next(s for s in report["against"]["scores"] if s["metric"] == "chrF2")
    assert chrf["after"] < chrf["before"]
    assert chrf["p"] > 0.05


def test_another_metric_may_be_judged(repository: Path, score: Run) -> None:
    write("news/a.md", article(POOR * 2))
    for metric, name in (("ter", "TER"), ("bleu", "BLEU"), ("chrf++", "chrF2++")):
        write(
            "tqcheck.toml",
            f'paths = ["news"]\nreferences = ["ref/{{path}}"]\n'
            f'[rules.score-low]\ndrop-metric = "{metric}"\n',
        )
        code, report, _ = against(score, "HEAD", "--metrics", "chrf")
        assert code == 1
        (missed,) = report["whole"]["missed"]
        assert missed["metric"] == name


def test_new_renamed_and_reordered_documents(repository: Path, score: Run) -> None:
    Path("ref/news/d.md").write_bytes(Path("ref/news/a.md").read_bytes())
    git("mv", "news/a.md", "news/d.md")
    write("news/c.md", article(POOR))
    write("ref/news/c.md", article(REFERENCE))
    code, report, errors = against(score, "HEAD")
    assert (code, errors) == (0, "")
    # What is new cannot have become worse, however bad it is.
    assert states(report) == {
        "news/b.md": "unchanged",
        "news/c.md": "new",
        "news/d.md": "unchanged",
    }
    assert report["against"]["segments"] == 24
    assert report["whole"]["segments"] == 30
    write("news/d.md", article([*(POOR * 2)[:6], *(GOOD * 2)[6:]]))
    git("add", "-A")
    assert states(against(score, "HEAD")[1])["news/d.md"] == "changed"


def test_an_earlier_version_with_other_paragraphs_is_told_of(repository: Path, score: Run) -> None:
    write("news/a.md", article(GOOD))
    commit()
    write("news/a.md", article(GOOD * 2))
    code, report, errors = against(score, "HEAD")
    assert code == 0
    assert states(report)["news/a.md"] == "uneven"
    assert errors == (
        "tqcheck: 1 document did not have the segments of the reference before: news/a.md\n"
    )
    assert states(against(score, "HEAD~1")[1])["news/a.md"] == "unchanged"


def test_few_segments_cannot_tell(repository: Path, score: Run) -> None:
    write("news/s.md", article(GOOD[:4]))
    write("ref/news/s.md", article(REFERENCE[:4]))
    commit()
    write("news/s.md", article(POOR[:4]))
    code, output, errors = score("news/s.md", "--against", "HEAD", "--max-drop", "1")
    assert code == 0
    assert errors == "tqcheck: only 4 segments compared: too few to tell a change from chance\n"
    assert "was" in output and ", p " not in output


def test_the_text_report_of_a_change(repository: Path, score: Run) -> None:
    write("news/a.md", article(POOR * 2))
    code, output, _ = score("--against", "HEAD", "--metrics", "chrf")
    assert code == 1
    lines = output.splitlines()
    assert lines[0] == "news/a.md: 12 segments, 1 reference, changed"
    assert " was " in lines[1]
    assert "nrefs:1|bs:1000|seed:12345|case:mixed" in lines[1]
    assert "against HEAD: 1 changed, 1 unchanged" in lines
    assert lines[-2].startswith("all 2 documents: chrF2 has gone from ")
    assert lines[-1] == "1 gate missed."


def test_paths_that_git_would_quote(repository: Path, score: Run) -> None:
    name = 'news/渡口 "灯"\n.md'
    write(name, article(GOOD))
    write(f"ref/{name}", article(REFERENCE))
    commit()
    assert states(against(score, "HEAD")[1])[name] == "unchanged"


def test_from_below_and_in_a_hook(
    repository: Path, score: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(repository / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    monkeypatch.chdir(repository / "news")
    _, report, errors = against(score, "main")
    assert errors == ""
    assert states(report) == {"a.md": "unchanged", "b.md": "unchanged"}


def test_no_repository_no_revision_no_history(
    repository: Path,
    score: Run,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, _, errors = against(score, "mian")
    assert code == 2
    assert "--against mian: no such revision; name a branch" in errors
    commit_empty = ("commit", "-q", "--allow-empty", "-m", "Nothing")
    git(*commit_empty)
    outside = tmp_path_factory.mktemp("outside")
    git("clone", "-q", "--depth", "1", f"file://{repository}", str(outside / "shallow"))
    monkeypatch.chdir(outside / "shallow")
    code, _, errors = against(score, "HEAD~1")
    assert code == 2
    assert "this clone is shallow: it needs a depth of 2 (`git fetch --depth=2`)" in errors
    monkeypatch.chdir(outside)
    write("a.txt", GOOD)
    write("b.txt", REFERENCE)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(outside.parent))
    code, _, errors = score("a.txt", "--reference", "b.txt", "--against", "HEAD")
    assert code == 2
    assert errors == (
        "tqcheck: a.txt: not in a git repository, so that --against finds no earlier version\n"
    )
    monkeypatch.setenv("PATH", str(outside))
    code, _, errors = score("a.txt", "--reference", "b.txt", "--against", "HEAD")
    assert (code, errors.count("\n")) == (2, 1)
    assert "git is not installed" in errors


# Paired bootstrap


def _rows(metric: str, texts: Sequence[str]) -> Any:
    pairing = pair(Version("a", tuple(texts)), [Version("b", tuple(REFERENCE * 5))], whole=False)
    return statistics(metric, "en", pairing)


@pytest.mark.parametrize("metric", METRICS)
def test_the_p_value_is_that_of_sacrebleu(metric: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SACREBLEU_SEED", raising=False)
    monkeypatch.setattr(
        comparing, "_DRAWS_AT_ONCE", 700
    )  # Several batches are one stream of draws.
    comparing.compare.cache_clear()
    before = GOOD * 5
    after = [*(POOR[:2] + GOOD[2:]), *(GOOD * 4)]
    scorer = {"bleu": BLEU(), "chrf": CHRF(), "chrf++": CHRF(word_order=2), "ter": TER()}[metric]
    signatures, scores = PairedTest(
        [("before", before), ("after", after)],
        {"it": scorer},
        references=[REFERENCE * 5],
        test_type="bs",
    )()
    name = METRICS[metric]
    expected_before, expected = scores[name]
    found = compare(metric, "en", _rows(metric, before), _rows(metric, after), frozenset({1}))
    assert (found.before, found.after) == (expected_before.score, expected.score)
    assert found.p is not None
    assert 0.01 < found.p < 0.9
    # sacrebleu adds up in single precision, which may move a resample across the line.
    assert found.p == pytest.approx(expected.p_value, abs=0.0021)
    assert sorted(found.signature.split("|")) == sorted(str(signatures[name]).split("|"))


def test_the_seed_is_fixed_unless_one_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = _rows("chrf", GOOD * 5), _rows("chrf", [*(POOR[:2] + GOOD[2:]), *(GOOD * 4)])
    found = []
    for seed in (None, "12345", "7"):
        comparing.compare.cache_clear()
        if seed is None:
            monkeypatch.delenv("SACREBLEU_SEED", raising=False)
        else:
            monkeypatch.setenv("SACREBLEU_SEED", seed)
        np.random.seed(len(found))
        found.append(compare("chrf", "en", *rows, frozenset({1})))
    assert found[0] == found[1]
    assert found[0].p != found[2].p
    assert "seed:7" in found[2].signature
    comparing.compare.cache_clear()
    monkeypatch.setenv("SACREBLEU_SEED", "none")
    with pytest.raises(TqcheckError, match="SACREBLEU_SEED=none: set it to a whole number"):
        compare("chrf", "en", *rows, frozenset({1}))
    comparing.compare.cache_clear()


@pytest.mark.parametrize("segments", range(comparing.MIN_SEGMENTS, 30))
def test_one_changed_segment_of_enough_is_no_evidence(segments: int) -> None:
    """Where it is compared; below, sacrebleu's p would be under 0.05."""
    hypotheses = [GOOD[n % 6] for n in range(segments)]
    references = Version("b", tuple(REFERENCE[n % 6] for n in range(segments)))

    def rows(texts: list[str]) -> Any:
        return statistics("chrf", "en", pair(Version("a", tuple(texts)), [references], whole=False))

    for at in range(0, segments, 7):
        changed = [*hypotheses[:at], POOR[at % 6], *hypotheses[at + 1 :]]
        found = compare("chrf", "en", rows(hypotheses), rows(changed), frozenset({1}))
        assert found.gain < 0
        assert not found.is_worse(0.0)


def test_pairing_refuses_what_sacrebleu_would_cut() -> None:
    with pytest.raises(LengthsDifferError):
        pair(Version("a", ("x", "y")), [Version("b", ("x",))], whole=False)
    whole = pair(Version("a", ("x", "", "y")), [Version("b", ("z",))], whole=True)
    assert whole.hypotheses == ("x y",)
    assert Gates().max_ter == math.inf


# The process


def test_check_does_not_load_sacrebleu(tmp_path: Path) -> None:
    """Nor does the rule with references and no gate."""
    (tmp_path / "a.md").write_text(article(GOOD), encoding="utf-8")
    (tmp_path / "ref.md").write_text(article(REFERENCE), encoding="utf-8")
    script = (
        "import sys; from tqcheck.cli import main; main({}); "
        "print([m for m in ('sacrebleu', 'tqcheck.scoring', 'lxml') if m in sys.modules])"
    )
    for configuration, command, expected in (
        ("", ["check", "a.md", "-q"], "[]"),
        ('references = ["ref.{path}"]\n', ["check", "a.md", "-q"], "['tqcheck.scoring']"),
        ('references = ["ref.md{path}"]\n', ["score", "-h"], "[]"),
    ):
        (tmp_path / "tqcheck.toml").write_text(configuration, encoding="utf-8")
        (tmp_path / "ref.a.md").write_text(article(REFERENCE), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", script.format(command)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert done.stdout.splitlines()[-1] == expected


@pytest.mark.slow
def test_locale_and_hash_seed_play_no_part(repository: Path) -> None:
    write("news/a.md", article([*(POOR * 2)[:3], *(GOOD * 2)[3:]]))
    outputs = set()
    for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("2", "POSIX")):
        done = subprocess.run(
            [sys.executable, "-m", "tqcheck", "score", "--against", "HEAD", "-w", "15"],
            capture_output=True,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(sys.path),
                "PYTHONHASHSEED": seed,
                "LC_ALL": locale,
            },
        )
        assert done.stderr == b""
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_the_json_report_has_these_fields(repository: Path, score: Run) -> None:
    write("news/a.md", article(POOR * 2))
    _, report, _ = against(score, "HEAD", "--min-chrf", "50")
    assert list(report) == ["schema_version", "tool", "language", "documents", "whole", "against"]
    assert list(report["documents"][0]) == [
        "path",
        "references",
        "segments",
        "state",
        "scores",
        "comparisons",
        "findings",
    ]
    assert list(report["documents"][0]["scores"][0]) == ["metric", "score", "signature"]
    assert list(report["documents"][0]["comparisons"][0]) == [
        "metric",
        "before",
        "after",
        "p",
        "signature",
    ]
    assert list(report["whole"]) == ["documents", "segments", "scores", "missed"]
    assert list(report["whole"]["missed"][0]) == ["gate", "limit", "metric", "message"]
    assert list(report["against"]) == [
        "ref",
        "commit",
        "changed",
        "unchanged",
        "new",
        "uneven",
        "segments",
        "samples",
        "scores",
    ]
    assert report["schema_version"] == 1
    assert "Infinity" not in json.dumps(report)
