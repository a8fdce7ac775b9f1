"""`--fix` and `--diff` as users meet them: what is mended, what is left, and how it is told."""

from __future__ import annotations

import io
import json
import os
import pty
import random
import shutil
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import fixtures
from tqcheck import rules
from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.cli import main
from tqcheck.config import Config
from tqcheck.document import Document, DocumentRef
from tqcheck.files.content import BOM, Content, decode, split_lines
from tqcheck.finding import Hit
from tqcheck.linter import fixing
from tqcheck.linter.documents import ref_of
from tqcheck.linter.results import Result
from tqcheck.linter.session import Session

ROOT = Path(__file__).parents[2]
GOOD = """\
Title: A Well behind the School
Author: Lü Xuejian, Shan Yuehua
Date: 1957-04-02
Page: 3

The pupils of Shuanghe have dug a well behind their school, and no longer fetch water.

<hr />

Original:

### 学校后面的一口井
吕学俭　单月华
1957-04-02
第3版(国内新闻)
专栏：

    双河的学生们在学校后面打了一口井，再也不用去挑水了。
"""
WRONG_DATE = GOOD.replace("Date: 1957-04-02", "Date: 1957-04-12")
DATE_AND_PAGE = WRONG_DATE.replace("Page: 3", "Page: 8")
# A finding that nobody but a person can mend.
HOPELESS = GOOD.replace("dug a well", "dug a wеll")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    (tmp_path / "tqcheck.toml").touch()
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def fixed(text: str, *options: str, code: int = 0) -> str:
    """What `--fix` makes of a document; what is left of it fails the run with `code`."""
    path = write("document.md", text)
    assert main([path.name, "--fix", "-q", *options]) == code
    return path.read_bytes().decode()


# What each rule mends: a document without a fault, what was made of it, and back again.

MENDED = {
    "header-mismatch": [
        ("Date: 1957-04-02", "Date: 1957-04-12"),
        ("Date: 1957-04-02", "Date: 1957-04-12  "),
        ("Page: 3", "Page: 8"),
        ("Page: 3", "Edition: 8"),
    ],
    "header-field-missing": [
        ("Date: 1957-04-02\n", ""),
        ("Page: 3\n", ""),
        ("Date: 1957-04-02\nPage: 3\n", ""),
    ],
    "header-field-empty": [
        ("Date: 1957-04-02", "Date:"),
        ("Date: 1957-04-02", "Date: "),
        ("Date: 1957-04-02", "Date：　"),
        ("Page: 3", "Page:"),
        ("Page: 3", "Edition: "),
    ],
    "header-field-malformed": [
        ("Date: 1957-04-02", "Date: 2 April 1957"),
        ("Date: 1957-04-02", "Date: 1957-04-31"),
        ("Date: 1957-04-02", "Date: 1957-4-2"),
        ("Page: 3", "Page: third"),
        ("Page: 3", "**Page:** 3"),
        ("Page: 3", "**Page: 3**"),
        ("Title: A Well behind the School", "# Title: A Well behind the School"),
        ("Title: A Well behind the School", "**Title**: A Well behind the School"),
    ],
    "header-field-duplicate": [
        ("Page: 3\n", "Page: 3\nPage: 3\n"),
        ("Page: 3\n", "Page: 3\nPage: 3\nPage: 3\nPage: 3\n"),
        ("Page: 3\n", "Page: 3\nDate: 1957-04-02\n"),
    ],
    "section-missing": [
        ("<hr />\n\n", ""),
        ("<hr />\n", ""),
        ("\n<hr />\n", "\n---\n"),
        ("\n<hr />\n", "\n* * *\n"),
        ("Original:\n\n", ""),
        ("\nOriginal:\n\n", ""),
        ("\n<hr />\n\nOriginal:\n", ""),
        ("<hr />\n\nOriginal:\n\n", "\n\n"),
    ],
    "garbled-text": [
        ("dug a well", "dug a we\u200bll"),
        ("dug a well", "\u2060dug a \ufeffwell\u200b"),
        ("The pupils", "\ufeffThe pupils"),
    ],
    "foreign-punctuation": [
        ("school, and", "school，and"),
        ("school, and", "school， and"),
        ("fetch water.", "fetch water。"),
    ],
}
# The same for what somebody has to look at.
MENDED_UNSAFELY = {
    "header-mismatch": [
        ("Lü Xuejian, Shan Yuehua", "Liu Xuejin, Shan Yuehua"),
        ("Lü Xuejian, Shan Yuehua", "Lü Xuejian and Shan Yuehui"),
        ("Lü Xuejian, Shan Yuehua", "Lü Xuejian"),
        ("Lü Xuejian, Shan Yuehua", "吕学俭、单月华"),
        ("Lü Xuejian, Shan Yuehua", "吕学俭 单月华"),
    ],
    "header-field-missing": [
        ("Author: Lü Xuejian, Shan Yuehua\n", ""),
        ("Author: Lü Xuejian, Shan Yuehua\nDate: 1957-04-02\n", "\n"),
    ],
    "header-field-empty": [
        ("Author: Lü Xuejian, Shan Yuehua", "Author:"),
    ],
    "header-field-malformed": [
        ("Page: 3", "Page: 3 (supplement)"),
        ("Date: 1957-04-02", "Date: 1957-04-02, evening edition"),
    ],
    "header-field-duplicate": [
        # Programs may read either name; below a blank line the text may have begun.
        ("Page: 3\n", "Page: 3\nEdition: 3\n"),
        ("Page: 3\n", "Page: 3\nEdition: 3\nPage: 3\n"),
        (
            "Author: Lü Xuejian, Shan Yuehua\n",
            "Author: Lü Xuejian, Shan Yuehua\n\nTitle: A Well behind the School\n",
        ),
    ],
    "garbled-text": [
        ("dug a well", "dug \x02a well\x07"),
        ("A Well behind", "A We\ufeffll behind"),
    ],
    "foreign-punctuation": [
        ("school, and", "school ， and"),
        ("no longer", "no\u3000longer"),
    ],
    "repeated-text": [
        ("dug a well", "dug a a well"),
    ],
}


@pytest.mark.parametrize(
    ("rule", "sound", "broken", "options"),
    [(rule, *change, ()) for rule, changes in MENDED.items() for change in changes]
    + [
        (rule, *change, ("--unsafe-fixes",))
        for rule, changes in MENDED_UNSAFELY.items()
        for change in changes
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_fixed_document_is_clean_and_keeps_its_line_ends(
    rule: str, sound: str, broken: str, options: tuple[str, ...], end: str
) -> None:
    assert GOOD.count(sound) == 1
    document = GOOD.replace(sound, broken).replace("\n", end)
    assert document != GOOD
    write("before.md", document)
    assert main(["before.md", "-q", "--select", rule, "--fail-on", "info"]) == 1

    if options:
        safely = fixed(document, "--select", rule, "--fail-on", "info", code=1)
        assert written(safely) != written(as_written(sound, broken))
    mended = fixed(document, "--select", rule, "--fail-on", "info", *options)
    assert written(mended) == written(as_written(sound, broken))
    assert Counter(mended.replace("\r\n", "x")).keys() & {"\r", "\n"} <= {end}
    # Nothing else is wrong with it either, and it is not changed again.
    assert fixed(mended, "--fail-on", "info") == mended


def written(text: str) -> list[str]:
    """The lines of a text that are not blank."""
    return [line for line in split_lines(text) if line.strip()]


def as_written(sound: str, broken: str) -> str:
    """The document that is expected; how a field is named and set off is the user's."""
    value = sound.partition(": ")[2]
    for mark in ("Edition: ", "Date：　"):
        if broken.startswith(mark):
            return GOOD.replace(sound, mark + value)
    return GOOD.replace(sound, sound + "  ") if broken.endswith("  ") else GOOD


def test_blank_lines_are_set_around_what_is_added() -> None:
    bare = GOOD.replace("\n\n<hr />\n\nOriginal:\n\n", "\n")
    assert fixed(bare) == GOOD
    assert fixed(GOOD.replace("\n<hr />\n\nOriginal:\n", "")) == GOOD
    assert fixed(GOOD.replace("\n\nOriginal:\n\n", "\n")) == GOOD
    assert fixed(GOOD.replace("water.\n\n<hr />\n\n", "water.\n")) == GOOD


def test_a_field_is_added_where_the_required_fields_have_it(folder: Path) -> None:
    (folder / "tqcheck.toml").write_text('required-fields = ["Page", "Date", "Title"]\n')
    without = GOOD.replace("Page: 3\n", "")
    assert fixed(without) == "Page: 3\n" + without
    without = GOOD.replace("Date: 1957-04-02\nPage: 3", "Page: 3")
    assert fixed(without) == without.replace("Page: 3\n", "Page: 3\nDate: 1957-04-02\n")


def test_the_marks_of_the_configuration_are_written(folder: Path) -> None:
    marks = 'separator = "-----"\nmarker = "Source text"\n'
    (folder / "tqcheck.toml").write_text(marks)
    own = GOOD.replace("<hr />", "-----").replace("Original:", "Source text")
    assert fixed(own.replace("-----\n\nSource text\n\n", "")) == own


def test_a_date_of_the_original_in_chinese_is_written_as_the_header_has_it() -> None:
    original = GOOD.replace("\n1957-04-02\n", "\n1957年4月2日\n")
    assert fixed(original.replace("Date: 1957-04-02", "Date: April 1957")) == original


def test_one_fix_makes_way_for_the_next() -> None:
    # The original is told from the translation only once the marks are there again.
    broken = WRONG_DATE.replace("Page: 3\n", "Page: three\nPage: three\n").replace("<hr />\n\n", "")
    assert fixed(broken) == GOOD


# What is left to a person


@pytest.mark.parametrize(
    ("sound", "broken", "rule"),
    [
        # No date, no page and no byline to go by.
        ("\n1957-04-02\n", "\n1957-04-31\n", "header-field-missing"),
        ("第3版(国内新闻)", "第版()", "header-field-missing"),
        # 长 is chang and zhang, 乐 yue and le; 高尔基 is Gorky.
        ("吕学俭　单月华", "吕学长", "header-field-empty"),
        ("吕学俭　单月华", "乐明", "header-field-empty"),
        ("吕学俭　单月华", "高尔基", "header-field-empty"),
        ("吕学俭　单月华", "（苏联）高山", "header-field-empty"),
        ("吕学俭　单月华", "吕学俭　乐明", "header-field-empty"),
        ("吕学俭　单月华", "江苏省", "header-field-empty"),
    ],
)
def test_what_the_original_does_not_tell_for_sure_is_not_written(
    sound: str, broken: str, rule: str
) -> None:
    document = GOOD.replace(sound, broken)
    if rule == "header-field-empty":
        document = document.replace("Author: Lü Xuejian, Shan Yuehua", "Author:")
    else:
        document = document.replace("Date: 1957-04-02\nPage: 3\n", "")
    path = write("document.md", document)
    main([path.name, "--select", rule, "--report", "json:out.json", "-q"])
    found = json.loads(Path("out.json").read_text(encoding="utf-8"))["findings"]
    assert found
    field = {"\n1957-04-02\n": "Date", "第3版(国内新闻)": "Page"}.get(sound, "Author")
    (finding,) = [f for f in found if f["data"]["field"] == field]
    assert finding["fix"] is None


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        # Hanna Schmidt may be the one whom the byline calls 单月华.
        ("Hanna Schmidt, Liu Xuejin", "吕学俭　单月华　马超"),
        # An office would be lost.
        ("Staff Reporter Liu Xuejin", "吕学俭"),
        ("Liu Xuejin", "吕学长"),
        ("吕学俭", "单月华"),
        ("吕学长", "吕学长"),
    ],
)
def test_an_author_is_not_replaced_by_a_guess(author: str, byline: str) -> None:
    document = GOOD.replace("Lü Xuejian, Shan Yuehua", author).replace("吕学俭　单月华", byline)
    assert fixed(document, code=1) == document


def test_an_author_in_chinese_needs_no_byline() -> None:
    document = GOOD.replace("吕学俭　单月华\n", "\n").replace("Lü Xuejian, Shan Yuehua", "吕学俭")
    assert "\nAuthor: Lü Xuejian\n" in fixed(document, "--unsafe-fixes")


@pytest.mark.parametrize(
    "author", ["Lǚ Xuéjiǎn, Shàn Yuèhuá", "Lǚ Xuéjiǎn", "Lú Xuéjìn, Dān Yuèhuá"]
)
def test_the_tone_marks_of_an_author_stay(author: str) -> None:
    document = GOOD.replace("Lü Xuejian, Shan Yuehua", author)
    assert fixed(document, "--unsafe-fixes", "--fail-on", "never") == document


@pytest.mark.parametrize(
    "document",
    [
        GOOD.replace("<hr />\n\n", "").replace("### 学校后面的一口井\n", ""),
        GOOD.replace("<hr />\n\n", "").replace("\n1957-04-02\n第3", "\n第3"),
        # The marker in other words would be left in one of the texts.
        GOOD.replace("Original:", "Original text:"),
        GOOD.replace("<hr />\n\nOriginal:", "Source:"),
        GOOD.replace("<hr />\n\nOriginal:", "## Chinese"),
        GOOD.replace("<hr />", "Chinese version:"),
    ],
)
def test_marks_are_not_set_where_their_place_is_a_guess(document: str) -> None:
    assert fixed(document, "--select", "section-missing", code=1) == document


def test_fields_that_differ_are_both_kept() -> None:
    document = GOOD.replace("Page: 3\n", "Page: 3\nPage: 4\n")
    assert fixed(document, "--fail-on", "warning", code=1) == document


def test_a_field_is_not_removed_where_text_may_have_begun() -> None:
    document = GOOD.replace("Page: 3\n", "\nThe pupils dig.\nTitle: A Well behind the School\n")
    assert fixed(document, "--select", "header-field-duplicate") == document


def test_a_fix_that_somebody_has_to_look_at_is_shown_and_not_made(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = rules.get("header-mismatch")

    def unsafe(document: Document) -> Iterator[Hit]:
        for hit in rule.check(document):
            yield replace(hit, safe=False)

    monkeypatch.setattr(rules, "selected", lambda *_: (replace(rule, check=unsafe),))
    path = write("a.md", WRONG_DATE)
    assert main(["a.md", "--fix", "--select", "header-mismatch", "--report", "json"]) == 1
    shown = capsys.readouterr()
    (finding,) = json.loads(shown.out)["findings"]
    assert (finding["fix"]["safe"], shown.err) == (False, "")
    assert main(["a.md", "--diff", "--select", "header-mismatch"]) == 0
    assert path.read_text(encoding="utf-8") == WRONG_DATE
    main(["a.md", "--select", "header-mismatch"])
    assert "--fix" not in capsys.readouterr().out


def test_only_rules_that_run_mend(folder: Path) -> None:
    assert "Page: 3" in fixed(DATE_AND_PAGE)
    assert fixed(DATE_AND_PAGE, "--select", "section-missing") == DATE_AND_PAGE
    assert fixed(DATE_AND_PAGE, "--ignore", "header-mismatch") == DATE_AND_PAGE
    (folder / "tqcheck.toml").write_text('ignore = ["header-mismatch"]\n')
    assert fixed(DATE_AND_PAGE) == DATE_AND_PAGE
    assert fixed(DATE_AND_PAGE, "--select", "header-mismatch") == GOOD


# What is said, and the exit code


def test_what_remains_is_reported_and_decides(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", DATE_AND_PAGE)
    write("b.md", WRONG_DATE)
    write("c.md", HOPELESS)
    write("d.md", GOOD)
    assert main(["a.md", "b.md", "d.md", "--fix"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "3 documents checked, nothing found.\n"
    assert shown.err.splitlines() == [
        "a.md:3: header-mismatch: fixed: `Date` is 1957-04-12, but 1957-04-02 in the original",
        "a.md:4: header-mismatch: fixed: `Page` is 8, but 3 in the original",
        "b.md:3: header-mismatch: fixed: `Date` is 1957-04-12, but 1957-04-02 in the original",
        "Fixed 3 findings in 2 files.",
    ]

    write("b.md", HOPELESS.replace("Page: 3", "Page: 8"))
    assert main([".", "--fix", "--report", "concise"]) == 1
    shown = capsys.readouterr()
    assert [line.rpartition(" ")[2] for line in shown.out.splitlines()] == ["[foreign-script]"] * 2
    assert shown.err.splitlines()[1:] == ["Fixed 1 finding in 1 file."]

    assert main([".", "--fix", "-q", "--fail-on", "never"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_report_for_programs_is_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", HOPELESS.replace("Page: 3", "Page: 8"))
    assert main(["a.md", "--fix", "--report", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["rule"], finding["fix"]) == ("foreign-script", None)


def test_reports_tell_what_can_be_fixed(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", DATE_AND_PAGE)
    write("b.md", HOPELESS)
    main(["."])
    *_, counts, _more, fixable = capsys.readouterr().out.splitlines()
    assert counts == "3 findings in 2 of 2 documents: 3 errors, 0 warnings."
    assert fixable == "2 can be fixed with --fix."
    main(["b.md"])
    assert "--fix" not in capsys.readouterr().out
    write("c.md", WRONG_DATE.replace("dug a well", "dug a a well"))
    main(["c.md"])
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "1 can be fixed with --fix (1 more with --unsafe-fixes)."
    main(["c.md", "--unsafe-fixes"])
    assert capsys.readouterr().out.splitlines()[-1] == "2 can be fixed with --fix."
    main(["c.md", "--fix"])
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "No safe fixes (1 more with --unsafe-fixes)."
    Path("c.md").unlink()
    main([".", "--report", "json"])
    by_rule = {
        (f["path"], f["line"]): f["fix"] for f in json.loads(capsys.readouterr().out)["findings"]
    }
    place = {"path": "a.md", "line": 4, "column": 7, "end_line": 4, "end_column": 8}
    assert by_rule["a.md", 4] == {"safe": True, "edits": [{**place, "text": "3"}]}
    assert by_rule["b.md", 6] is None


def test_the_guide_shows_what_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    guide = (ROOT / "docs" / "fixing.md").read_text(encoding="utf-8")
    example = guide.partition("```json\n")[2].partition("```")[0]
    write("a.md", WRONG_DATE)
    main(["a.md", "--report", "json"])
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert json.loads(f"{{{example}}}") == {"fix": finding["fix"]}
    # Every rule that fixes is in the table, with its page.
    for rule in (*MENDED, *MENDED_UNSAFELY):
        assert f"[`{rule}`](rules/{rule}.md)" in guide


def test_no_other_command_and_no_library_call_writes(folder: Path) -> None:
    import tqcheck

    path = write("a.md", WRONG_DATE)
    assert [f.rule for f in tqcheck.check(path)] == ["header-mismatch"]
    assert main(["a.md", "-q"]) == 1
    assert path.read_text(encoding="utf-8") == WRONG_DATE


# --diff


def test_diff_changes_nothing_and_takes_the_place_of_the_report(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = write("a.md", DATE_AND_PAGE)
    write("b.md", HOPELESS)
    before = path.stat().st_mtime_ns
    assert main([".", "--diff"]) == 1
    shown = capsys.readouterr()
    assert shown.out.splitlines()[:8] == [
        "--- a/a.md",
        "+++ b/a.md",
        "@@ -1,7 +1,7 @@",
        " Title: A Well behind the School",
        " Author: Lü Xuejian, Shan Yuehua",
        "-Date: 1957-04-12",
        "-Page: 8",
        "+Date: 1957-04-02",
    ]
    first, _, last = shown.err.splitlines()
    assert first.startswith("a.md:3: header-mismatch: would fix: ")
    assert last == "Would fix 2 findings in 1 file."
    assert path.read_text(encoding="utf-8") == DATE_AND_PAGE
    assert path.stat().st_mtime_ns == before
    # With --fix beside it, it is still a look.
    assert main(["a.md", "--diff", "--fix"]) == 1
    assert path.read_text(encoding="utf-8") == DATE_AND_PAGE
    capsys.readouterr()

    # What cannot be fixed is no part of a diff.
    assert main(["b.md", "--diff"]) == 0
    assert capsys.readouterr() == ("", "")


def test_diff_and_reports(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", WRONG_DATE)
    assert main(["a.md", "--diff", "--report", "json:out.json"]) == 1
    assert json.loads(Path("out.json").read_text())["summary"]["error"] == 1
    assert capsys.readouterr().out.startswith("--- a/a.md\n")
    assert main(["a.md", "--diff", "--report", "json"]) == 2
    message = "tqcheck: --diff goes to standard output; give the report a file: json:out.json\n"
    assert capsys.readouterr() == ("", message)


def test_trouble_outranks_fixes(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", WRONG_DATE)
    Path("b.md").write_bytes(b"Title: \xff\n")
    for option in ("--diff", "--fix"):
        assert main([".", option]) == 2
        shown = capsys.readouterr()
        assert "tqcheck: b.md:1: byte 0xFF is not UTF-8; save the file as UTF-8\n" in shown.err
    assert Path("a.md").read_text(encoding="utf-8") == GOOD
    assert Path("b.md").read_bytes() == b"Title: \xff\n"
    assert main(["c.md", "--fix"]) == 2
    assert main(["--fix", "--allow-empty", "--force-exclude", "--isolated"]) == 2


NAMES = [
    "a.md",
    "with blank.md",
    "sub/folder/渡船.md",
    "tab\there.md",
    "line\nbreak.md",
    'quote"and\\slash.md',
    "\u202egnp.md",
    "-dash.md",
    "::error::x.md",
    "latin\udce9.md",
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_git_applies_the_diff(folder: Path, end: str) -> None:
    originals = {}
    for n, name in enumerate(NAMES):
        text = DATE_AND_PAGE.replace("\n", end)
        if n % 2:
            text = "\ufeff" + text.rstrip() + "\u2028"
        originals[name] = text
        write(name, text)
    subprocess.run(["git", "init", "-q", "."], check=True)
    subprocess.run(["git", "config", "core.autocrlf", "false"], check=True)
    done = subprocess.run(
        [sys.executable, "-m", "tqcheck", ".", "--diff"], capture_output=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert b"Would fix 20 findings in 10 files." in done.stderr
    applied = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"], input=done.stdout, capture_output=True
    )
    assert applied.returncode == 0, applied.stderr.decode()
    for name, text in originals.items():
        wanted = text.replace("04-12", "04-02").replace("Page: 8", "Page: 3")
        assert Path(name).read_bytes() == wanted.encode(), name
    assert main([".", "--diff"]) == 0


def test_the_end_of_a_file_without_line_end_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    # The field stands in the last three lines, so that the end of the file is shown.
    short = GOOD.partition("### ")[0].replace("\n<hr />\n\nOriginal:\n", "")
    text = "".join(short.splitlines(True)[:3]) + "Page: 3\nPage: 3"
    write("a.md", text)
    assert main(["a.md", "--diff", "--select", "header-field-duplicate"]) == 1
    shown = capsys.readouterr().out
    assert shown.endswith("-Page: 3\n\\ No newline at end of file\n")
    assert fixed(text, "--select", "header-field-duplicate") == text.removesuffix("Page: 3")


def test_a_diff_on_a_terminal_is_coloured_and_steers_nothing(folder: Path) -> None:
    write("a.md", WRONG_DATE.replace("Title: A", "Title: \x1b[31mA"))
    read, terminal = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    environment["TERM"] = "xterm"
    with subprocess.Popen(
        [sys.executable, "-m", "tqcheck", "a.md", "--diff", "--select", "header-*"],
        stdout=terminal,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        process.wait(timeout=60)
        os.close(terminal)
        shown = os.read(read, 65536).decode()
        os.close(read)
    assert "\x1b[31m-Date: 1957-04-12\x1b[0m" in shown
    assert "\x1b[32m+Date: 1957-04-02\x1b[0m" in shown
    assert " Title: \\x1b[31mA" in shown


# Standard input


def run_input(text: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tqcheck", "-", *options]
    return subprocess.run(command, input=text, capture_output=True, timeout=60, check=False)


def test_standard_input_is_fixed_into_standard_output() -> None:
    done = run_input(BOM + DATE_AND_PAGE.replace("\n", "\r\n").encode(), "--fix")
    assert done.returncode == 0
    assert done.stdout == BOM + GOOD.replace("\n", "\r\n").encode()
    first, *named, last = done.stderr.decode().splitlines()
    assert first == "1 document checked, nothing found."
    assert [line.partition(": fixed: ")[0] for line in named] == [
        "<stdin>:3: header-mismatch",
        "<stdin>:4: header-mismatch",
    ]
    assert last == "Fixed 2 findings in 1 file."

    # What needs no fix goes through, and the report goes where it does no harm.
    done = run_input(HOPELESS.encode(), "--fix", "--report", "json")
    assert (done.returncode, done.stdout) == (1, HOPELESS.encode())
    assert json.loads(done.stderr)["summary"]["error"] == 1

    done = run_input(b"Title: \xff", "--fix")
    assert (done.returncode, done.stdout) == (2, b"")


def test_the_diff_of_standard_input() -> None:
    done = run_input(WRONG_DATE.encode(), "--diff", "--stdin-filename", "archive/a.md")
    assert done.returncode == 1
    assert done.stdout.startswith(b"--- a/archive/a.md\n+++ b/archive/a.md\n@@ -1,6 +1,6 @@\n")
    assert b"\n-Date: 1957-04-12\n+Date: 1957-04-02\n" in done.stdout
    done = run_input(GOOD.encode(), "--diff")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_standard_input_with_a_report_in_a_file(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WRONG_DATE.encode())))
    assert main(["-", "--fix", "--report", "json:out.json"]) == 0
    assert capsysbinary.readouterr().out == GOOD.encode()
    assert json.loads(Path("out.json").read_text())["findings"] == []


# Files


def test_a_second_run_touches_nothing(folder: Path) -> None:
    path = write("a.md", DATE_AND_PAGE)
    other = write("b.md", HOPELESS)
    os.utime(other, (1, 1))
    main([".", "--fix", "-q"])
    assert path.read_text(encoding="utf-8") == GOOD
    os.utime(path, (1, 1))
    inode = path.stat().st_ino
    main([".", "--fix", "-q"])
    assert (path.stat().st_mtime, path.stat().st_ino) == (1, inode)
    assert other.stat().st_mtime == 1


def test_mark_line_ends_and_odd_characters_stay() -> None:
    lines = DATE_AND_PAGE.replace("water.", "wa\u2028ter\x85.\x0b").split("\n")
    ends = ["\r\n", "\n", "\r"]
    mixed = "\ufeff" + "".join(line + ends[n % 3] for n, line in enumerate(lines)).rstrip()
    mended = fixed(mixed, "--select", "header-mismatch")
    assert mended == mixed.replace("04-12", "04-02").replace("Page: 8", "Page: 3")


def test_an_added_line_ends_as_its_neighbour() -> None:
    text = GOOD.replace("Page: 3\n", "").replace("Date: 1957-04-02\n", "Date: 1957-04-02\r\n")
    assert "Date: 1957-04-02\r\nPage: 3\r\n" in fixed(text)


def test_mode_and_owner_stay(folder: Path) -> None:
    path = write("a.md", WRONG_DATE)
    path.chmod(0o640)
    wanted = (os.getuid(), os.getgid())
    if os.getuid() == 0:
        wanted = (4321, 1234)
        os.chown(path, *wanted)
    attributes = {}
    if hasattr(os, "setxattr"):
        try:
            os.setxattr(path, "user.translator", b"Lin")
            attributes = {"user.translator": b"Lin"}
        except OSError:  # Not every file system has them.
            attributes = {}
    assert main(["a.md", "--fix", "-q"]) == 0
    state = path.stat()
    assert stat.S_IMODE(state.st_mode) == 0o640
    assert (state.st_uid, state.st_gid) == wanted
    for name, value in attributes.items():
        assert os.getxattr(path, name) == value
    assert path.read_text(encoding="utf-8") == GOOD


def test_nothing_is_written_through_a_link(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write("archive/a.md", WRONG_DATE)
    link = Path("link.md")
    link.symlink_to("archive/a.md")
    assert main(["link.md", "--fix", "-q"]) == 2
    why = "link.md: cannot be fixed: a link; name the file that it leads to"
    assert why in capsys.readouterr().err
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == WRONG_DATE
    assert sorted(file.name for file in path.parent.iterdir()) == ["a.md"]


def test_a_read_only_file_is_told_and_left(capsys: pytest.CaptureFixture[str]) -> None:
    path = write("a.md", HOPELESS.replace("Page: 3", "Page: 8"))
    write("b.md", WRONG_DATE)
    path.chmod(0o444)
    assert main([".", "--fix", "--report", "concise", "--report", "json:out.json"]) == 2
    shown = capsys.readouterr()
    assert "tqcheck: a.md: cannot be fixed: read-only; make it writable\n" in shown.err
    assert "Fixed 1 finding in 1 file.\n" in shown.err
    # All that is wrong with it is still there.
    found = [line.rpartition(" ")[2] for line in shown.out.splitlines()]
    assert found == ["[header-mismatch]", "[foreign-script]"]
    report = json.loads(Path("out.json").read_text())
    assert (report["documents"], len(report["findings"])) == (2, 2)
    assert report["not_judged"] == []
    assert "Page: 8" in path.read_text(encoding="utf-8")
    assert Path("b.md").read_text(encoding="utf-8") == GOOD


def test_what_is_no_plain_file_is_not_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe.md")
    assert main(["pipe.md", "--fix", "-q"]) == 2
    assert "pipe.md: not a regular file\n" in capsys.readouterr().err
    assert stat.S_ISFIFO(Path("pipe.md").stat().st_mode)


@pytest.mark.parametrize("failing", ["os.replace", "os.fsync", "shutil.copystat"])
def test_a_power_cut_leaves_the_file_whole(
    failing: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.md", WRONG_DATE)

    def fail(*_arguments: object, **_more: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(failing, fail)
    assert main(["a.md", "--fix", "-q"]) == 2
    assert capsys.readouterr().err == "tqcheck: a.md: cannot be fixed: Input/output error\n"
    assert path.read_text(encoding="utf-8") == WRONG_DATE
    assert sorted(file.name for file in Path().iterdir()) == ["a.md", "tqcheck.toml"]


def test_an_interruption_leaves_no_file_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("a.md", WRONG_DATE)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    assert main(["a.md", "--fix", "-q"]) == 130
    assert path.read_text(encoding="utf-8") == WRONG_DATE
    assert sorted(file.name for file in Path().iterdir()) == ["a.md", "tqcheck.toml"]


def test_what_somebody_else_wrote_meanwhile_is_kept(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.md", WRONG_DATE)
    check = fixing.check_contents

    def meddle(
        ref: DocumentRef, session: Session, contents: list[Content], *, anyway: bool
    ) -> Result:
        path.write_text("Title: Another\n")
        return check(ref, session, contents, anyway=anyway)

    monkeypatch.setattr(fixing, "check_contents", meddle)
    assert main(["a.md", "--fix", "-q"]) == 2
    message = "tqcheck: a.md: cannot be fixed: changed meanwhile; run again\n"
    assert capsys.readouterr().err == message
    assert path.read_text() == "Title: Another\n"


# Every document of the tests and the examples


DOCUMENTS = sorted([*fixtures.paths(), *ROOT.glob("examples/archive/*.md")])


def errors(result: Result) -> Counter[str]:
    return Counter(f.rule for f in result.findings if f.severity == "error")


@pytest.mark.slow
def test_no_document_gets_worse() -> None:
    """Each document is fixed with one line end, and one that fixes change with both."""
    config = Config(alignment=AlignmentSettings("lexical"))
    session = Session(config)
    mended = 0
    work = [(path, "\r\n" if n % 2 else "\n", True) for n, path in enumerate(DOCUMENTS)]
    while work:
        path, end, is_first = work.pop()
        name = f"{path.stem}.md"
        content = BOM + fixtures.content(path).replace(b"\r\n", b"\n").replace(b"\n", end.encode())
        try:
            made = fixing.fix_content(content, ref_of(name, config), session)
        except Exception as error:
            raise AssertionError(path) from error
        assert errors(made.after) <= errors(made.before), path
        assert made.content.startswith(BOM), path
        text = decode(made.content, name)
        if end == "\r\n":
            assert "\n" not in text.replace("\r\n", ""), path
        assert (made.content == content) == (not made.findings), path
        if made.findings:
            if is_first:
                work.append((path, "\n" if end == "\r\n" else "\r\n", False))
            again = fixing.fix_content(made.content, ref_of(name, config), session)
            assert (again.content, again.findings) == (made.content, ()), path
        left = [f.rule for f in made.after.findings if f.fix and f.fix.safe]
        assert not left, path
        mended += len(made.findings)
    assert mended > 60


# What may stand anywhere in a damaged document.
_ANYTHING = """Page: 3
Date: 1956-03-12
Date:
Author:
Original:
<hr />
---
**Page:** 3
### 新渡船
1956-03-12
第2版(国内新闻)
Title:
\u2028
林月
"""
_PIECES = _ANYTHING.split("\n")


def damaged(text: str, chance: random.Random) -> str:
    """A document with lines lost, doubled, moved, split and put in."""
    lines = text.replace("\r\n", "\n").split("\n")
    for _ in range(chance.randrange(1, 4)):
        # Mostly where the header is, and where the original begins.
        near = [
            n for n, line in enumerate(lines) if n < 8 or line.startswith(("<hr", "Orig", "##"))
        ]
        at = chance.choice(near)
        match chance.randrange(4):
            case 0 if len(lines) > 2:
                del lines[at]
            case 1:
                lines.insert(at, chance.choice(_PIECES))
            case 2:
                lines.insert(at, chance.choice(lines))
            case _:
                column = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:column] + chance.choice("*：:-9三\t ") + lines[at][column:]
    return chance.choice(["\n", "\r\n", "\r"]).join(lines)


@pytest.mark.slow
def test_no_damaged_document_gets_worse() -> None:
    config = Config(alignment=AlignmentSettings("lexical"))
    session = Session(config)
    chance = random.Random(7)
    mended = 0
    for n in range(250):
        text = damaged(fixtures.content(chance.choice(DOCUMENTS)).decode(), chance)
        if not text.strip():
            continue
        made = fixing.fix_content(text.encode(), ref_of("a.md", config), session)
        # One error may become another one, of what a header that is whole again begins to show.
        assert errors(made.after).total() <= errors(made.before).total(), (n, text)
        assert (made.content == text.encode()) == (not made.findings), (n, text)
        if made.findings:
            again = fixing.fix_content(made.content, ref_of("a.md", config), session)
            assert (again.content, again.findings) == (made.content, ()), (n, text)
        mended += len(made.findings)
    assert mended > 50


def test_the_example_archive(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "examples" / "archive", folder / "archive")
    assert main(["archive", "--fix", "--report", "json", "--engine", "lexical"]) == 1
    shown = capsys.readouterr()
    assert not [f for f in json.loads(shown.out)["findings"] if f["fix"] and f["fix"]["safe"]]
    assert "\nFixed " in shown.err


WRAPPED = """\
Title: A Well behind the School
Author: Lü Xuejian, Shan Yuehua
Date: 1957-04-02
Page: 3

The pupils of Shuanghe have dug a well behind the school, and now the
the village no longer fetches its water from the river. Forty-one boys，
and girls took turns with nine spades and a basket for twelve days.

Their teacher, old Mr. Fan, drew the first bucket and let every one of
of them drink from it before he took a sip him\u200bself.

<hr />

Original:

### 学校后面的一口井
吕学俭　单月华
1957-04-02
第3版(国内新闻)
专栏：

    双河的学生们在学校后面打了一口井，村里再也不用到河里去挑水了。四十一个男孩和女孩用九把铁锹和一只筐轮流挖了十二天。
    他们的老师老范提起第一桶水，让每个学生都喝过，自己才喝了一口。
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_wrapped_paragraph_stays_wrapped(folder: Path, end: str) -> None:
    path = folder / "well.md"
    path.write_bytes(WRAPPED.replace("\n", end).encode())
    assert (
        main(["check", "--isolated", "--fix", "--unsafe-fixes", "well.md", "--fail-on", "info"])
        == 0
    )
    fixed = (
        WRAPPED.replace("the\nthe village", "the\nvillage")
        .replace("boys，\nand", "boys,\nand")
        .replace("one of\nof them", "one of\nthem")
        .replace("\u200b", "")
    )
    assert path.read_bytes().decode() == fixed.replace("\n", end)
