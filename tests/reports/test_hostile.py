"""Hostile text in every format: it stays valid, keeps its findings, and steers nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from lxml import etree

from tests.reading import read_text
from tqcheck import reports
from tqcheck.errors import FileError
from tqcheck.escaping import escape
from tqcheck.finding import Edit, Finding, Fix, Hit, Related, Span, Suppressed, finding_of
from tqcheck.linter.results import Result
from tqcheck.reports import Style

from .made import report
from .valid import findings

HOSTILE = {
    "ansi": "\x1b[31mred\x1b[2J\x1b]0;title\x07\x1b]8;;http://b\x1b\\link",
    "c1": "\x9b31m \x85 \x9d0;title\x9c",
    "github": "::error::pwned",
    "github-old": "##[error]x ##[add-mask]y ## [z",
    "azure": "##vso[task.setvariable variable=a]b",
    "teamcity": "##teamcity[buildProblem description='x']",
    "gitlab": "section_start:1700000000:x\r\x1b[0Khidden",
    "percent": "50% %0A::set-output name=a::b %25 %3A",
    "newlines": "one\n::error::two\r\nthree\rfour\u2028::error::five\u2029\x0b\x0c",
    "xml": "]]><script>alert(1)</script><!-- --><![CDATA[ &amp; &#0; &lt; \"'",
    "json": '"}], "findings": [] \\u0000 \\',
    "markdown": "| `code` ``` **bold** [a](http://b) ![i](http://c) <b>x</b> @user #1 $x$ ~~~ \\",
    "links": "[x](1) [y](file:///etc/passwd) [a[b]c](2) www.example.com https://example.com",
    "bidirectional": "\u202egnihton\u202c \u2066x\u2069 \u200e\u200f\u061c",
    "nul": "a\x00b",
    "surrogates": "\ud800 \udcb5 \udfff",
    "noncharacters": "\ufffe \uffff \U0001ffff \ufeff",
    "separators": "a,b:c=d;e 'f' {0} {x}",
}
HOSTILE["all"] = " ".join(HOSTILE.values())
BODY = """\
Title: Ducks for the Ponds
Author: Gu Heng
Date: 1956-05-30
Page: {text}

Four thousand ducklings reached the ponds.

<hr />

Original:

### 鸭苗下塘
顾衡
1956-05-30
第2版{text}
专栏：

    四千只鸭苗运到池塘。
"""


def dirty(text: str) -> Result:
    """A document, its two findings and its waivers with the text in every field that can hold it.

    What rules yield goes through `finding_of`, which cuts it to a line; what is in a finding
    is taken as it is, in case a rule comes by another way.
    """
    path = f"{text}/{text}.md"
    line = " ".join(re.split(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text))
    document = read_text(BODY.replace("{text}", line), path)
    passage = Related(path, 15, 1, 15, 6, text, text)
    hit = Hit(
        Span(4, 7, 4, 7 + len(line)), text, text, text, (passage,), {"found": text, "all": [text]}
    )
    made = finding_of("header-mismatch", "error", path, hit)
    raw = replace(
        made,
        rule="source-remnant",
        severity="warning",
        line=6,
        end_line=7,
        message=text,
        help=text,
        text=text,
        related=(passage, replace(passage, path=text)),
        fix=Fix(False, (Edit(path, 6, 1, 6, 5, text),)),
    )
    waivers = tuple(Suppressed(raw, kind, text) for kind in ("inline", "per-file", "baseline"))
    return Result(path, document, (made, raw), suppressed=waivers)


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("name", reports.formats())
def test_hostile_text(name: str, case: str) -> None:
    result = dirty(HOSTILE[case])
    unread = Result(
        f"{HOSTILE[case]}.txt", None, (), trouble=FileError(HOSTILE[case], HOSTILE[case])
    )
    for colour in (False, True):
        shown = report(name, result, unread, style=Style(colour=colour))
        if colour and name == "text":
            shown = re.sub(r"\x1b\[(?:0|1|2|3[13];1)m", "", shown)
        found = findings(name, shown)
        assert sorted(found) == [("header-mismatch", 4), ("source-remnant", 6)]
        steers_nothing(name, shown)


def steers_nothing(name: str, shown: str) -> None:
    shown.encode()
    assert escape("".join(shown.split("\n"))) == "".join(shown.split("\n"))
    for line in shown.split("\n"):
        start = line.lstrip()
        assert not start.startswith("##[") and "##vso[" not in line and "##[" not in line
        if name != "github":
            assert not start.startswith("::")
    if name == "github":
        # Each of the two findings and the unread file is one command, and no text is another.
        assert [line.split(" ")[0] for line in shown.splitlines()] == [
            *("::error", "::error", "::warning")
        ]


def test_programs_get_the_very_text() -> None:
    text = HOSTILE["all"]
    result = dirty(text)
    for name in ("json", "jsonl"):
        shown = report(name, result)
        loaded = json.loads(shown)["findings"] if name == "json" else shown.split("\n")[:-1]
        finding = loaded[1] if name == "json" else json.loads(loaded[1])
        assert finding["message"] == finding["help"] == finding["text"] == text
        assert finding["path"] == result.path
        assert finding["data"] == {"found": text, "all": [text]}
        assert finding["fix"]["edits"][0]["text"] == text


def test_services_get_the_text_with_escapes_that_can_be_read() -> None:
    finding = dirty(HOSTILE["all"]).findings[1]
    result = Result("a.md", dirty("x").document, (replace(finding, path="a.md"),))
    (issue,) = json.loads(report("gitlab", result))
    assert (
        issue["description"] == f"source-remnant: {escape(finding.message)}; {escape(finding.help)}"
    )
    warning = report("junit", result, style=Style(fail_on="warning"))
    (failure,) = etree.fromstring(warning.encode()).iter("failure")
    escaped = escape(finding.message).replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")
    assert failure.get("message") == escaped
    assert escaped in failure.text
    (run,) = json.loads(report("sarif", result))["runs"]
    message = run["results"][0]["message"]["text"]
    assert message.startswith(f"{escape(HOSTILE['ansi'])} ")
    assert r"\x1b[31mred" in message


def test_markup_in_a_summary_is_text() -> None:
    shown = report("summary", dirty(HOSTILE["markdown"]), dirty(HOSTILE["links"]))
    for row in shown.splitlines():
        if row.startswith(("| 🔴", "| 🟡")):
            bare = re.sub(r"\\.", "", re.sub(r"`[a-z-]+` \|", "|", row))
            assert not re.search(r"[`*\[\]<>@#$~]", bare), row
            # GitHub makes a link of what begins like this.
            assert "://" not in row and "www." not in row


def test_a_path_that_begins_like_a_command_is_no_command() -> None:
    document = read_text(BODY, "x")
    for path in ("::error::x.md", " ::error::x.md", "##[error]x.md", "\n::error::x.md"):
        finding = Finding(
            *("header-mismatch", "error", "certain", "m", "h", path),
            *(4, 1, 4, 2, "", (), {}, "0" * 16),
        )
        for name in reports.formats():
            shown = report(name, Result(path, document, (finding,)))
            assert findings(name, shown) == [("header-mismatch", 4)]
            if name != "github":
                steers_nothing(name, shown)
