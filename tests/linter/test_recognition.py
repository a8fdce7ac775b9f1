"""Which files are translation documents, and what happens to the others: nothing but a count."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.articles import PARAGRAPHS, article, commit, english, git, write
from tests.reading import read_text
from tests.running import Run, runner
from tqcheck import Config, TqcheckError
from tqcheck import check as check_path
from tqcheck.layouts.recognition import is_translation
from tqcheck.layouts.settings import ArchiveSettings

# A sign that can be mended safely in a document of the same words.
MENDABLE = "The lamps burn， and the the boats wait for the tide to turn once more."
README = f"# The Harbour Archive\n\n{MENDABLE}\n\n- one file for each article\n"
FRONT = "---\ntitle: The Harbour\ndate: 2021-03-04\nauthor: Lin Yue\n---\n\n"
ENGLISH = "\n\n".join(en for en, _ in PARAGRAPHS)
CHINESE = "\n".join(zh for _, zh in PARAGRAPHS)
WRONG = article(english(("840 books", "480 books")))
REMEDY = "`paths` of the configuration may name one; see --allow-empty"

DOCUMENTS = {
    "whole": article(),
    "one field": f"Title: The Reading Room\n\n{ENGLISH}\n",
    "a field with markup": f"**Title:** The Reading Room\n\n{ENGLISH}\n",
    "a field by its alias": f"Edition: 3\n\n{ENGLISH}\n",
    "a separator": f"{ENGLISH}\n\n<hr/>\n\n{CHINESE}\n",
    "a marker": f"{ENGLISH}\n\nOriginal:\n\n{CHINESE}\n",
    "an original without marks": f"{ENGLISH}\n\n### 阅览室\n\n1957-11-04\n\n{CHINESE}\n",
    "an original alone": f"### 阅览室\n1957-11-04\n第3版(工业)\n\n{CHINESE}\n",
    "a header between rules": f"---\nTitle: The Reading Room\n---\n\n{ENGLISH}\n",
    "a header after front matter": f"{FRONT}Title: The Reading Room\n\n{ENGLISH}\n",
    "a separator after front matter": f"{FRONT}{ENGLISH}\n\n<hr />\n",
    "all in a block of code": f"```\n{article()}```\n",
    "a rule, a field, and no end": f"---\nTitle: The Reading Room\n\n{ENGLISH}\n",
}
OTHERS = {
    "a readme": README,
    "front matter": FRONT + README,
    "front matter that ends with full stops": FRONT.replace("---\n\n", "...\n\n") + README,
    "front matter alone": FRONT,
    "fields as in front matter, much later": f"{README}\nOne more line.\n\ntitle: The Harbour\n",
    "rules": f"{README}\n---\n\n{ENGLISH}\n\n***\n",
    "changes with dates": f"# Changes\n\n## 1.2\n\n2024-05-06\n\n{ENGLISH}\n",
    "a word": "a\n",
    "a comment to tqcheck": f"<!-- tqcheck: ignore-file[abridged] -->\n\n{README}",
    "a text in Chinese": f"# 阅览室\n\n{CHINESE}\n",
}


@pytest.mark.parametrize("text", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_field_a_separator_or_an_original_makes_a_document(text: str) -> None:
    assert is_translation(read_text(text))


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_markdown_is_not_a_document(text: str) -> None:
    assert not is_translation(read_text(text))


def test_the_marks_are_those_of_the_settings() -> None:
    settings = ArchiveSettings(required_fields=("Titel",), separator="---", marker="Quelle")
    config = Config(archive=settings)
    for text in (f"Titel: A\n\n{ENGLISH}\n", f"{FRONT}{ENGLISH}\n\n---\n", "A.\n\nQuelle:\n\nB.\n"):
        assert is_translation(read_text(text, config=config)), text
    for text in (FRONT + README, f"Title: A\n\n{ENGLISH}\n", f"{ENGLISH}\n\nOriginal:\n"):
        assert not is_translation(read_text(text, config=config)), text
    own = Config(archive=ArchiveSettings(required_fields=("title",)))
    assert is_translation(read_text(FRONT + README, config=own))


@pytest.fixture
def tqcheck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run tqcheck in a folder with a faulty document and a README."""
    monkeypatch.chdir(tmp_path)
    write("news/a.md", WRONG)
    write("news/README.md", README)
    return runner(capsys)


LINE = "tqcheck: not a translation document: 1 file (news/README.md)\n"


def test_they_are_counted_in_one_line_and_are_in_no_report(tqcheck: Run) -> None:
    code, printed, errors = tqcheck("check", "news", "--report", "json", "--fail-on", "warning")
    report = json.loads(printed)
    assert (code, errors) == (1, LINE)
    assert (report["documents"], report["not_judged"]) == (1, [])
    assert {finding["path"] for finding in report["findings"]} == {"news/a.md"}
    code, printed, errors = tqcheck("check", "news", "--report", "junit:out.xml")
    assert "README" not in Path("out.xml").read_text()
    code, printed, _ = tqcheck("check", "news", "--report", "summary")
    assert "not a translation document: 1 file (news/README.md)." in printed
    assert "in 1 of 1 document: " in printed


def test_only_some_of_many_are_named(tqcheck: Run) -> None:
    for n in range(5):
        write(f"news/{n}.md", README)
    _, _, errors = tqcheck("check", "news")
    named = "news/0.md, news/1.md, news/2.md and 3 more"
    assert errors == f"tqcheck: not a translation document: 6 files ({named})\n"


@pytest.mark.parametrize("option", [["--fix"], ["--diff"], [], ["--archive"]])
def test_nothing_is_mended_in_them_and_the_run_has_checked_nothing(
    option: list[str], tqcheck: Run
) -> None:
    code, printed, errors = tqcheck("check", "news/README.md", *option)
    assert (code, printed) == (2, "")
    counted = LINE.removeprefix("tqcheck: ").rstrip()
    assert errors == f"tqcheck: nothing to check: {counted}; {REMEDY}\n"
    assert Path("news/README.md").read_text(encoding="utf-8") == README
    assert tqcheck("check", "news/README.md", "--allow-empty", *option)[0::2] == (0, LINE)


def test_one_that_paths_names_is_judged(tqcheck: Run) -> None:
    write("tqcheck.toml", 'paths = ["news"]\n')
    assert "header-missing" not in tqcheck("check")[1]
    write("tqcheck.toml", 'paths = ["news", "news/README.md"]\n')
    for arguments in ([], ["news/README.md"], ["news"]):
        code, printed, errors = tqcheck("check", *arguments, "--report", "concise")
        assert code == 1
        assert "news/README.md:1:1: error: the header is missing" in printed
        assert errors == ""


def test_other_commands(tqcheck: Run) -> None:
    code, printed, errors = tqcheck("baseline", "news")
    assert (code, errors) == (0, LINE)
    assert "README" not in Path("tqcheck-baseline.json").read_text(encoding="utf-8")
    code, _, errors = tqcheck("baseline", "news/README.md")
    assert code == 2
    assert errors.startswith("tqcheck: nothing to check: not a translation document: 1 file")
    code, printed, errors = tqcheck("align", "news/README.md")
    assert (code, printed) == (2, "")
    assert errors.startswith("tqcheck: news/README.md: not a translation document; ")
    assert tqcheck("score", "news/README.md", "--reference", "news/a.md")[0] in (0, 2)


def test_entries_of_what_was_judged_before_leave_the_baseline(tqcheck: Run) -> None:
    write("tqcheck.toml", 'paths = ["news", "news/README.md"]\n')
    assert tqcheck("baseline")[0] == 0
    assert "README" in Path("tqcheck-baseline.json").read_text(encoding="utf-8")
    write("tqcheck.toml", 'paths = ["news"]\n')
    assert tqcheck("baseline", "--prune")[0] == 0
    assert "README" not in Path("tqcheck-baseline.json").read_text(encoding="utf-8")


def test_plain_text_is_scored_as_ever(tqcheck: Run) -> None:
    write("new.md", "The lamp was lit.\n")
    write("ref.md", "The lamp was lit.\n")
    code, printed, errors = tqcheck("score", "new.md", "--reference", "ref.md")
    assert (code, errors) == (0, "")
    assert "chrF" in printed


def given(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_standard_input_with_a_name_is_as_the_file(
    tqcheck: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("check", "-", "--stdin-filename", "README.md", "--fix")
    given(README, monkeypatch)
    assert tqcheck(*arguments)[:2] == (2, README)
    given(README, monkeypatch)
    assert tqcheck(*arguments, "--allow-empty")[:2] == (0, README)


def test_a_text_without_a_name_is_judged_but_not_mended(
    tqcheck: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = check_path(README, Config())
    assert "header-missing" in {finding.rule for finding in findings}
    assert all(finding.fix is None for finding in findings)
    given(README, monkeypatch)
    code, printed, errors = tqcheck("check", "-", "--fix")
    assert (code, printed) == (1, README)
    assert "header-missing" in errors
    assert "can be fixed" not in errors


def test_the_library(tqcheck: Run) -> None:
    assert {finding.path for finding in check_path("news", Config())} == {"news/a.md"}
    with pytest.raises(TqcheckError, match="nothing to check: not a translation document: 1 file"):
        check_path("news/README.md", Config())


# Changes


def test_a_document_that_a_change_strips_of_its_marks_is_judged(tqcheck: Run) -> None:
    git("init", "-q")
    commit()
    write("news/a.md", ENGLISH)
    write("news/README.md", README + "More.\n")
    arguments = ("check", "news", "--changed-from", "HEAD", "--report", "concise")
    code, printed, errors = tqcheck(*arguments)
    assert (code, errors) == (1, LINE)
    assert "news/a.md:1:1: error: the header is missing" in printed
    # The same where nothing else is there, and when the file has been moved.
    Path("news/README.md").unlink()
    assert tqcheck("check", "news/a.md", "--changed-from", "HEAD")[0] == 1
    git("mv", "news/a.md", "news/b.md")
    write(
        "news/b.md",
        WRONG.partition("Page: 3\n")[2]
        .replace("<hr />\n\nOriginal:", "")
        .replace("### 阅览室", ""),
    )
    git("add", "-A")
    code, printed, errors = tqcheck("check", "news", "--changed-from", "HEAD")
    assert (code, errors) == (1, "")
    assert "news/b.md:1:1: error: the header is missing" in printed


def test_a_document_that_was_none_before_stays_so(tqcheck: Run) -> None:
    git("init", "-q")
    write("news/b.md", article())
    commit()
    write("news/README.md", README + "More.\n")
    code, printed, errors = tqcheck("check", "news", "--changed-from", "HEAD")
    assert code == 0
    assert errors == f"tqcheck: 2 documents not changed since HEAD\n{LINE}"
    write("news/README.md", WRONG)
    code, printed, _ = tqcheck("check", "news", "--changed-from", "HEAD", "--report", "concise")
    assert "news/README.md:6:" in printed
