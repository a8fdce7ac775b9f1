"""The reports, character by character, for one small set of results made by hand."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from tests.reading import read_text
from tqcheck import __version__, reports
from tqcheck.errors import FileError
from tqcheck.finding import Hit, Related, Span, Suppressed, finding_of
from tqcheck.linter.results import Result
from tqcheck.reports import Style

from .made import report

TEXT = """\
Title: Ducks for the Ponds
Author: Gu Heng
Date: 1956-05-30
Page: 3

Four thousand ducklings reached the 东塘 ponds this week.

<hr />

Original:

### 鸭苗下塘
顾衡
1956-05-30
第2版()
专栏：

    四千只鸭苗这个星期运到东塘。
    鸭苗是孵坊自己孵的。
"""
DOCUMENT = read_text(TEXT, "ponds.md")


def related(line: int, column: int, end_column: int, label: str, text: str) -> Related:
    return Related("ponds.md", line, column, line, end_column, label, text)


FINDINGS = (
    finding_of(
        "header-mismatch",
        "error",
        "ponds.md",
        Hit(
            Span(4, 7, 4, 8),
            "Page is 3, and 2 in the original",
            "write `Page: 2`",
            "Page: 3",
            (related(15, 1, 6, "page of the original", "2"),),
            {"field": "Page", "found": "3", "expected": "2"},
        ),
    ),
    finding_of(
        "omitted-ending",
        "error",
        "ponds.md",
        Hit(
            Span(6, 1, 6, 1),
            "the last paragraph of the source has no translation",
            "translate source paragraph 2 after line 6",
            related=(related(19, 5, 15, "source paragraph 2", "鸭苗是孵坊自己孵的。"),),
            data={"paragraphs": [2], "similarity": None},
            certainty="likely",
        ),
    ),
    finding_of(
        "source-remnant",
        "warning",
        "ponds.md",
        Hit(
            Span(6, 37, 6, 39),
            "`东塘` is left in Chinese",
            "translate it into English",
            "东塘",
        ),
    ),
)
RESULTS = (
    Result("clean.md", read_text(TEXT, "clean.md"), ()),
    Result("ponds.md", DOCUMENT, FINDINGS),
)


def test_formats() -> None:
    assert reports.formats() == (
        *("concise", "github", "gitlab", "json", "jsonl", "junit", "sarif"),
        *("summary", "text"),
    )


def test_concise() -> None:
    assert report("concise", *RESULTS) == (
        "ponds.md:4:7: error: Page is 3, and 2 in the original [header-mismatch]\n"
        "ponds.md:6:1: error: the last paragraph of the source has no translation"
        " [omitted-ending]\n"
        "ponds.md:6:37: warning: `东塘` is left in Chinese [source-remnant]\n"
    )


TEXT_REPORT = """\
ponds.md:4:7: error: Page is 3, and 2 in the original [header-mismatch]
   15 zh | 第2版()
         | ^^^^^^^
    4 en | Page: 3
         |       ^
  help: write `Page: 2`

ponds.md:6:1: error: the last paragraph of the source has no translation [omitted-ending]
   19 zh | 鸭苗是孵坊自己孵的。
         | ^^^^^^^^^^^^^^^^^^^^
    6 en | Four thousand ducklings reached the 东塘 ponds this week.
  help: translate source paragraph 2 after line 6

ponds.md:6:37: warning: `东塘` is left in Chinese [source-remnant]
    6 en | Four thousand ducklings reached the 东塘 ponds this week.
         |                                     ^^^^
  help: translate it into English

3 findings in 1 of 2 documents: 2 errors, 1 warning.
Read more: tqcheck rules RULE
"""


def test_text() -> None:
    assert report("text", *RESULTS) == TEXT_REPORT


def test_text_in_colour_is_the_same_text() -> None:
    shown = report("text", *RESULTS, style=Style(colour=True))
    assert re.sub(r"\x1b\[[\d;]*m", "", shown) == report("text", *RESULTS)
    assert shown.startswith(
        "ponds.md:4:7: \x1b[31;1merror\x1b[0m: \x1b[1mPage is 3, and 2 in the original\x1b[0m"
        " \x1b[2m[header-mismatch]\x1b[0m\n\x1b[2m   15 zh | \x1b[0m第2版()\n"
    )
    assert "\x1b[33;1mwarning\x1b[0m" in shown


def test_text_counts() -> None:
    assert report("text", RESULTS[0]) == "1 document checked, nothing found.\n"
    assert report("text") == "0 documents checked, nothing found.\n"
    one = Result("ponds.md", DOCUMENT, FINDINGS[2:])
    assert report("text", one).endswith(
        "1 finding in 1 of 1 document: 0 errors, 1 warning.\n"
        "Read more: tqcheck rules source-remnant\n"
    )
    noted = Result("ponds.md", DOCUMENT, (replace(FINDINGS[2], severity="info"),))
    unread = Result("x.md", None, (), trouble=FileError("x.md", "empty"))
    assert report("text", noted, unread).endswith(
        "1 finding in 1 of 1 document: 0 errors, 0 warnings, 1 info; 1 not judged.\n"
        "Read more: tqcheck rules source-remnant\n"
    )


def test_text_and_summary_count_what_is_held_back() -> None:
    waived = Suppressed(FINDINGS[0], "inline", "")
    per_file, baselined = replace(waived, kind="per-file"), replace(waived, kind="baseline")
    clean = RESULTS[0]
    for suppressed, end in (
        ((waived, per_file, baselined), "; 2 waived, 1 in the baseline.\n"),
        ((waived,), "; 1 waived.\n"),
        ((baselined,) * 4, "; 4 in the baseline.\n"),
    ):
        nothing = report("text", replace(clean, suppressed=suppressed))
        assert nothing == f"1 document checked, nothing found{end}"
        one = Result("ponds.md", DOCUMENT, FINDINGS[2:], suppressed=suppressed)
        found = f"1 finding in 1 of 2 documents: 0 errors, 1 warning{end}"
        assert f"\n{found}Read more" in report("text", one, clean)
        assert f"\n{found}\n|" in report("summary", one, clean)
        for name in ("github", "concise", "gitlab", "jsonl"):
            assert report(name, one) == report(name, replace(one, suppressed=()))


def test_text_shows_three_passages() -> None:
    passages = tuple(related(18, 5, 6, "source paragraph 1", "四") for _ in range(5))
    shown = report("text", Result("ponds.md", DOCUMENT, (replace(FINDINGS[2], related=passages),)))
    assert shown.count("   18 zh | ") == 3
    assert "        | … 2 more passages\n" in shown


NOTHING = {"info": 0, "waived": 0, "baselined": 0, "not_judged": 0}


def test_json() -> None:
    shown = json.loads(report("json", *RESULTS))
    fingerprints = [finding.pop("fingerprint") for finding in shown["findings"]]
    assert all(re.fullmatch("[0-9a-f]{16}", fingerprint) for fingerprint in fingerprints)
    assert len(set(fingerprints)) == 3
    first = shown["findings"][0]
    assert first == {
        "rule": "header-mismatch",
        "severity": "error",
        "certainty": "certain",
        "message": "Page is 3, and 2 in the original",
        "help": "write `Page: 2`",
        "path": "ponds.md",
        "line": 4,
        "column": 7,
        "end_line": 4,
        "end_column": 8,
        "text": "Page: 3",
        "related": [
            {
                "path": "ponds.md",
                "line": 15,
                "column": 1,
                "end_line": 15,
                "end_column": 6,
                "label": "page of the original",
                "text": "2",
            }
        ],
        "data": {"field": "Page", "found": "3", "expected": "2"},
        "fix": None,
    }
    del shown["findings"]
    assert shown == {
        "schema_version": 1,
        "tool": {"name": "tqcheck", "version": __version__},
        "documents": 2,
        "not_judged": [],
        "summary": {
            "error": 2,
            "warning": 1,
            "info": 0,
            "waived": 0,
            "baselined": 0,
            "not_judged": 0,
        },
    }


def test_json_counts_what_waivers_hold_back() -> None:
    kinds = ("inline", "per-file", "baseline")
    suppressed = tuple(Suppressed(f, kind, "") for f, kind in zip(FINDINGS, kinds, strict=True))
    shown = json.loads(report("json", Result("ponds.md", DOCUMENT, (), suppressed=suppressed)))
    assert shown["findings"] == []
    assert shown["summary"] == {
        "error": 0,
        "warning": 0,
        "info": 0,
        "waived": 2,
        "baselined": 1,
        "not_judged": 0,
    }


def test_jsonl() -> None:
    lines = report("jsonl", *RESULTS).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(report("json", *RESULTS))["findings"]
    assert report("jsonl", RESULTS[0]) == ""


def test_a_fingerprint_survives_moves_and_wrapping() -> None:
    hit = Hit(Span(9, 1, 9, 2), "m", "h", "Four  thousand\nDucklings")
    same = Hit(Span(1, 1, 1, 2), "other", "h", "four thousand ducklings")
    assert finding_of("a", "error", "x", hit).fingerprint == (
        finding_of("a", "info", "y", same).fingerprint
    )
    assert finding_of("a", "error", "x", hit).fingerprint != (
        finding_of("b", "error", "x", hit).fingerprint
    )


def test_github() -> None:
    assert report("github", *RESULTS) == (
        "::error file=ponds.md,line=4,title=header-mismatch,col=7,endColumn=8::"
        "Page is 3, and 2 in the original%0Apage of the original: 2%0Ahelp: write `Page: 2`\n"
        "::error file=ponds.md,line=6,title=omitted-ending::"
        "the last paragraph of the source has no translation%0A"
        "source paragraph 2: 鸭苗是孵坊自己孵的。%0A"
        "help: translate source paragraph 2 after line 6\n"
        "::warning file=ponds.md,line=6,title=source-remnant,col=37,endColumn=39::"
        "`东塘` is left in Chinese%0Ahelp: translate it into English\n"
    )
    assert report("github", RESULTS[0]) == ""


def test_github_columns_only_on_one_line() -> None:
    several = replace(FINDINGS[2], end_line=8, severity="info")
    assert report("github", Result("ponds.md", DOCUMENT, (several,))).startswith(
        "::notice file=ponds.md,line=6,title=source-remnant,endLine=8::"
    )


def test_github_within_the_limits_of_a_step() -> None:
    error, _, warning = FINDINGS
    many = (*[warning] * 15, *[error] * 13, *[replace(error, severity="info")] * 12)
    lines = report("github", Result("ponds.md", DOCUMENT, many)).splitlines()
    kinds = [line.split()[0] for line in lines]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert lines[-1] == (
        "::notice title=tqcheck::11 more findings not shown here; see the job summary"
    )
    eleven = report("github", Result("ponds.md", DOCUMENT, (error,) * 11)).splitlines()
    assert eleven[-1].startswith("::notice title=tqcheck::1 more finding not shown")
    assert len(report("github", Result("ponds.md", DOCUMENT, (error,) * 10)).splitlines()) == 10


def test_github_escapes() -> None:
    odd = replace(
        FINDINGS[2], path="a,b:c%d\ne.md", message="50% ::\n::error::x", help="%0A\r::", related=()
    )
    (line,) = report("github", Result(odd.path, DOCUMENT, (odd,))).split("\n")[:-1]
    properties, _, message = line.removeprefix("::warning ").partition("::")
    assert properties.startswith("file=a%2Cb%3Ac%25d%0Ae.md,line=6,")
    assert message == r"50%25 ::\x0a::error::x%0Ahelp: %250A\x0d::"


def test_github_annotates_what_could_not_be_read() -> None:
    unread = Result(
        "x,y.md", None, (), trouble=FileError("x,y.md", "byte 0xE9 is not UTF-8\n::error::", 3)
    )
    assert report("github", unread, RESULTS[0]) == (
        "::error file=x%2Cy.md,title=tqcheck::"
        r"x,y.md:3: byte 0xE9 is not UTF-8\x0a::error::"
        "\n"
    )


def test_gitlab() -> None:
    issues = json.loads(report("gitlab", *RESULTS))
    assert all(re.fullmatch("[0-9a-f]{32}", issue.pop("fingerprint")) for issue in issues)
    assert issues[0] == {
        "description": "header-mismatch: Page is 3, and 2 in the original; write `Page: 2`",
        "check_name": "header-mismatch",
        "severity": "major",
        "location": {"path": "ponds.md", "lines": {"begin": 4, "end": 4}},
    }
    assert [issue["severity"] for issue in issues] == ["major", "major", "minor"]
    assert json.loads(report("gitlab", RESULTS[0])) == []


def test_gitlab_paths_are_relative_to_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI_PROJECT_DIR", "/builds/group/project")
    there = replace(FINDINGS[0], path="/builds/group/project/archive/ponds.md")
    (issue,) = json.loads(report("gitlab", Result(there.path, DOCUMENT, (there,))))
    assert issue["location"]["path"] == "archive/ponds.md"


@pytest.mark.parametrize("path", ["./ponds.md", "a/../ponds.md", ".//ponds.md"])
def test_paths_are_in_their_shortest_form(path: str) -> None:
    here = Result(path, DOCUMENT, (replace(FINDINGS[0], path=path),))
    assert '"path": "ponds.md"' in report("gitlab", here)
    assert "file=ponds.md," in report("github", here)
    assert 'name="ponds.md"' in report("junit", here)
    assert '"uri": "ponds.md"' in report("sarif", here)
    # The same file has the same fingerprint, however it is named.
    there = Result("ponds.md", DOCUMENT, FINDINGS[:1])
    assert report("gitlab", here) == report("gitlab", there)


def test_gitlab_fingerprints_do_not_depend_on_the_line() -> None:
    moved = tuple(replace(f, line=f.line + 7, end_line=f.end_line + 7) for f in FINDINGS)
    before, after = (
        [issue["fingerprint"] for issue in json.loads(report("gitlab", result))]
        for result in (RESULTS[1], replace(RESULTS[1], findings=moved))
    )
    assert before == after


def test_gitlab_fingerprints_are_unique_and_stable() -> None:
    same = Result("ponds.md", DOCUMENT, (FINDINGS[2],) * 50)
    other = Result("other.md", DOCUMENT, (replace(FINDINGS[2], path="other.md"),) * 50)
    fingerprints = [issue["fingerprint"] for issue in json.loads(report("gitlab", same, other))]
    assert len(set(fingerprints)) == 100
    again = [issue["fingerprint"] for issue in json.loads(report("gitlab", same, other))]
    assert again == fingerprints


def test_summary() -> None:
    assert report("summary", *RESULTS) == (
        "### tqcheck\n\n"
        "3 findings in 1 of 2 documents: 2 errors, 1 warning.\n\n"
        "| | place | finding | what to do |\n"
        "|---|---|---|---|\n"
        "| 🔴 | ponds.md:4 | Page is 3, and 2 in the original `header-mismatch` "
        r"| write \`Page: 2\` |"
        "\n"
        "| 🔴 | ponds.md:6 | the last paragraph of the source has no translation"
        " `omitted-ending` | translate source paragraph 2 after line 6 |\n"
        r"| 🟡 | ponds.md:6 | \`东塘\` is left in Chinese `source-remnant`"
        " | translate it into English |\n"
    )
    assert report("summary", RESULTS[0]) == ("### tqcheck\n\n1 document checked, nothing found.\n")
    unread = Result("x.md", None, (), trouble=FileError("x.md", "empty"))
    assert report("summary", RESULTS[0], unread) == (
        "### tqcheck\n\n1 document checked, nothing found; 1 not judged:\n\n- x.md: empty\n"
    )


def test_summary_stays_below_the_limit_of_a_step() -> None:
    long = replace(FINDINGS[2], message="渡" * 300, help="船" * 300)
    shown = report("summary", Result("ponds.md", DOCUMENT, (long,) * 4000 + FINDINGS[:1]))
    assert 800 * 1024 < len(shown.encode()) < 1024 * 1024
    assert shown.splitlines()[6].startswith("| 🔴 | ponds.md:4 |")
    rows = sum(line.startswith(("| 🔴", "| 🟡")) for line in shown.splitlines())
    assert shown.endswith(f"\n\n… and {4001 - rows} more findings.\n")


def test_what_could_not_be_read_is_named() -> None:
    unread = Result("gb.md", None, (), trouble=FileError("gb.md", "byte 0xB5 is not UTF-8", 1))
    made = json.loads(report("json", unread))
    reason = {"path": "gb.md", "line": 1, "reason": "byte 0xB5 is not UTF-8"}
    assert (made["not_judged"], made["summary"]["not_judged"]) == ([reason], 1)
    assert json.loads(report("jsonl", unread)) == reason
    line = "gb.md:1: not judged: byte 0xB5 is not UTF-8\n"
    assert report("concise", unread) == line
    assert report("text", unread).startswith(f"{line}\n")
    (issue,) = json.loads(report("gitlab", unread))
    assert (issue["severity"], issue["location"]["path"]) == ("blocker", "gb.md")
    assert report("summary", unread) == (
        "### tqcheck\n\n0 documents checked, nothing found; 1 not judged:\n\n"
        "- gb.md:1: byte 0xB5 is not UTF-8\n"
    )
