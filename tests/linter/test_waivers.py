"""Waivers: comments in documents and `per-file-ignores`, by what a run reports and counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import fixtures
from tests.articles import article, english, write
from tests.reading import check_text, read_text
from tqcheck.cli import main
from tqcheck.config import Config
from tqcheck.linter.waivers import comment_line

Run = Callable[..., tuple[int, Any]]
WRONG = ("840 books", "480 books")
REASON = "counted again by the library"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `check` in an empty folder: the exit code and the JSON report."""
    monkeypatch.chdir(tmp_path)

    def check(*arguments: str) -> tuple[int, Any]:
        code = main(["check", "--report", "json", *arguments])
        return code, json.loads(capsys.readouterr().out)

    return check


def rules(report: Any) -> list[tuple[str, int]]:
    return [(finding["rule"], finding["line"]) for finding in report["findings"]]


def waived(text: str, comment: str, paragraph: str) -> str:
    """The text with a comment above the paragraph that begins so."""
    assert text.count(f"\n{paragraph}") == 1
    return text.replace(f"\n{paragraph}", f"\n{comment}\n{paragraph}")


@pytest.mark.parametrize(
    "comment",
    [
        f"<!-- tqcheck: ignore[number-mismatch] {REASON} -->",
        f"<!--tqcheck:ignore[ number-mismatch ]{REASON}-->",
        f"  <!-- TQCHECK: ignore[foreign-script,number-mismatch] {REASON} -->  ",
        f"<!-- tqcheck: ignore[number-*] {REASON} -->\n",
        f"<!-- tqcheck: ignore-file[number-mismatch] {REASON} -->\n\n",
        f"<!-- tqcheck: ignore[all] {REASON} -->",
    ],
)
def test_a_comment_waives_the_next_segment(run: Run, comment: str) -> None:
    text = waived(article(english(WRONG)), comment, "The reading room")
    write("a.md", text)
    code, report = run("a.md", "--fail-on", "info", "--ignore", "waiver-unused")
    assert (code, report["findings"]) == (0, [])
    assert report["summary"]["waived"] == 1
    code, report = run("a.md", "--fail-on", "warning", "--no-waivers")
    assert (code, report["summary"]["waived"]) == (1, 0)
    assert [rule for rule, _ in rules(report)] == ["number-mismatch"]


@pytest.mark.parametrize(
    ("named", "idle"),
    [
        ("number-*", []),
        ("all", []),
        ("number-mismatch", []),
        ("number-*, foreign-*", ["foreign-*"]),
        ("header-*, abridged, number-mismatch", ["header-*", "abridged"]),
    ],
)
def test_a_wildcard_is_idle_where_all_of_it_is(run: Run, named: str, idle: list[str]) -> None:
    text = article(english(WRONG))
    comment = "<!-- tqcheck: ignore[{}] counted again -->"
    write("a.md", waived(text, comment.format(named), "The reading"))
    _, report = run("a.md")
    listed = ", ".join(f"`{pattern}`" for pattern in idle)
    assert [finding["message"] for finding in report["findings"]] == (
        [f"the waiver of {listed} waives nothing"] if idle else []
    )
    for finding in report["findings"]:
        (edit,) = finding["fix"]["edits"]
        left = [word for word in named.split(", ") if word not in idle]
        assert edit["text"] == ", ".join(left)


def test_a_comment_waives_nothing_else(run: Run) -> None:
    text = article(english(WRONG, ("26 chairs", "62 chairs")))
    text = waived(text, f"<!-- tqcheck: ignore[number-mismatch] {REASON} -->", "The reading")
    write("a.md", text)
    _, report = run("a.md")
    (finding,) = report["findings"]
    assert "62" in text.split("\n")[finding["line"] - 1]
    counts = {"error": 0, "warning": 1, "info": 0, "waived": 1, "baselined": 0, "not_judged": 0}
    assert report["summary"] == counts


@pytest.mark.parametrize("above", ["The librarian", "Most of"])
def test_a_missing_paragraph_is_waived_where_it_is_missing_or_above(run: Run, above: str) -> None:
    """The finding stands on the line after which text is missing: both sides of the gap do."""
    text = article([*english()[:2], english()[3]])
    comment = "<!-- tqcheck: ignore[omitted-paragraph, paragraph-count] a list of names -->"
    write("a.md", text)
    _, report = run("a.md")
    found = [rule for rule, _ in rules(report)]
    assert "omitted-paragraph" in found
    write("a.md", waived(text, comment, above))
    _, report = run("a.md")
    assert report["findings"] == []
    assert report["summary"]["waived"] == len(found)


def test_an_ending_is_waived_below_the_last_paragraph(run: Run) -> None:
    comment = "<!-- tqcheck: ignore[omitted-ending, paragraph-count] on another page -->"
    text = article(english()[:3]).replace("\n\n<hr />", f"\n\n{comment}\n\n<hr />")
    write("a.md", text)
    code, report = run("a.md")
    assert (code, report["findings"]) == (0, [])


def test_a_header_is_waived_within_the_header(run: Run) -> None:
    text = article().replace("Page: 3", "Page: 4")
    write("a.md", text)
    _, report = run("a.md")
    assert rules(report) == [("header-mismatch", 4)]
    comment = "<!-- tqcheck: ignore[header-mismatch] numbered twice on that day -->\n"
    write("a.md", text.replace("Page:", comment + "Page:"))
    assert run("a.md")[1]["findings"] == []
    write("a.md", comment.replace("ignore", "ignore-file") + text)
    assert run("a.md")[1]["findings"] == []


def test_a_comment_does_not_end_the_header(run: Run) -> None:
    comment = "<!-- tqcheck: ignore[header-field-duplicate] as it was sent in -->\n"
    write("a.md", article().replace("Page: 3\n", f"Page: 3\n{comment}Page: 3\n"))
    _, report = run("a.md")
    assert report["findings"] == []
    assert report["summary"]["waived"] == 1


def test_comments_are_no_part_of_the_document(run: Run) -> None:
    comment = "<!-- tqcheck: ignore[number-mismatch] none yet -->"
    text = article()
    for paragraph in ("The reading", "Most of", "In the evening", "The librarian", "<hr"):
        text = waived(text, comment, paragraph)
    write("a.md", text)
    assert run("a.md", "--ignore", "waiver-unused")[1]["findings"] == []


def test_a_reason_can_be_required(run: Run) -> None:
    write("tqcheck.toml", "require-reasons = true\n")
    text = article(english(WRONG))
    write("a.md", waived(text, "<!-- tqcheck: ignore[number-mismatch] -->", "The reading"))
    _, report = run("a.md")
    assert rules(report) == [("waiver-unused", 6), ("number-mismatch", 7)]
    assert "gives no reason" in report["findings"][0]["message"]
    # Nor is what an editor puts there to be written over.
    write("a.md", waived(text, "<!-- tqcheck: ignore[number-mismatch] REASON -->", "The reading"))
    assert rules(run("a.md")[1]) == [("waiver-unused", 6), ("number-mismatch", 7)]
    comment = f"<!-- tqcheck: ignore[number-mismatch] {REASON} -->"
    write("a.md", waived(text, comment, "The reading"))
    assert run("a.md")[1]["findings"] == []


def test_rules_that_were_not_run_leave_their_waivers_alone(run: Run) -> None:
    comment = f"<!-- tqcheck: ignore[number-mismatch] {REASON} -->"
    write("a.md", waived(article(), comment, "The reading"))
    assert rules(run("a.md")[1]) == [("waiver-unused", 6)]
    assert run("a.md", "--select", "waiver-unused,foreign-script")[1]["findings"] == []


def test_per_file_ignores(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("archive/1946-01-02.md", "archive/1957-01-02.md"):
        write(name, article(english(WRONG)))
    write("tqcheck.toml", '[per-file-ignores]\n"archive/1946*" = ["number-*"]\n')
    _, report = run("archive")
    assert [finding["path"] for finding in report["findings"]] == ["archive/1957-01-02.md"]
    assert report["summary"]["waived"] == 1
    assert run("archive", "--no-waivers")[1]["summary"]["warning"] == 2
    write("tqcheck.toml", '[per-file-ignores]\n"archive/1946*" = ["number-mismach"]\n')
    assert main(["archive"]) == 2
    assert capsys.readouterr().err.endswith(
        "tqcheck.toml:2: unknown rule `number-mismach`; did you mean `number-mismatch`?\n"
    )


def test_patterns_that_excuse_nothing_are_told_of_a_whole_run(run: Run) -> None:
    for name in ("archive/1946-01-02.md", "archive/1957-01-02.md"):
        write(name, article(english(WRONG)))
    write(
        "tqcheck.toml",
        'paths = ["archive"]\n\n[per-file-ignores]\n'
        '"archive/1946*" = ["number-*", "foreign-script"]\n"archive/1958*" = ["header-*"]\n',
    )
    _, report = run()
    found = [f for f in report["findings"] if f["rule"] == "waiver-unused"]
    assert [(f["path"], f["line"], f["message"]) for f in found] == [
        (
            "tqcheck.toml",
            4,
            "`per-file-ignores` of `foreign-script` in `archive/1946*` waives nothing",
        ),
        ("tqcheck.toml", 5, "`per-file-ignores` of `header-*` in `archive/1958*` waives nothing"),
    ]
    # Of a part of the documents nothing can be said, nor of rules that were not run.
    assert run("archive/1946-01-02.md")[1]["findings"] == []
    assert run("--select", "number-mismatch,waiver-unused")[1]["summary"]["warning"] == 1


def test_what_is_waived_is_not_fixed(run: Run) -> None:
    text = article(english(("Most of the books", "Most of the the books")))
    comment = "<!-- tqcheck: ignore[repeated-text] as printed -->"
    write("a.md", waived(text, comment, "Most of"))
    before = Path("a.md").read_bytes()
    code, report = run("a.md", "--fix", "--fail-on", "info")
    assert (code, report["summary"]["waived"]) == (0, 1)
    assert Path("a.md").read_bytes() == before


@pytest.mark.parametrize(
    ("rule", "line"), [("number-mismatch", 7), ("omitted-sentence", 8), ("unbalanced-brackets", 17)]
)
def test_a_comment_waives_what_is_anywhere_in_a_wrapped_paragraph(
    run: Run, rule: str, line: int
) -> None:
    text = fixtures.text(fixtures.find(rule, "fires-wrapped"))
    write("a.md", text)
    _, report = run("a.md", "--fail-on", "never", "--select", rule)
    assert rules(report) == [(rule, line)]
    document = read_text(text, "a.md")
    [finding] = check_text(text, "a.md", Config(select=(rule,))).findings
    at = comment_line(finding, document)
    assert at and all(not s.span.line < at <= s.span.end_line for s in document.target.segments)
    lines = text.split("\n")
    lines.insert(at - 1, f"<!-- tqcheck: ignore[{rule}] {REASON} -->")
    write("a.md", "\n".join(lines))
    code, report = run("a.md", "--fail-on", "info", "--select", f"{rule},waiver-unused")
    assert (code, report["summary"]["waived"]) == (0, 1)
