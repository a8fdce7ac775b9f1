"""Reports of a document whose translation and original are in two files."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.reading import read_text
from tqcheck.document import Document, File
from tqcheck.errors import FileError
from tqcheck.finding import Edit, Finding, Fix, Hit, Related, Span, finding_of
from tqcheck.linter.results import Result

from .made import report

TARGET, SOURCE = "docs/en/kites.md", "docs/zh/kites.md"
ENGLISH = """\
Title: The Kite Market
Author:
Date: 1984-03-18
Page: 4

The square behind the granary fills with kites.

<hr />

Original:

### 风筝市

1984-03-18
第4版()
专栏：

    空场上摆满了风筝。
"""
CHINESE = ("# 风筝市", "", "一", "二", "三", "旧粮仓后面的空场上摆满了风筝。")


def document() -> Document:
    """Line 6 of either file is a paragraph."""
    made = read_text(ENGLISH, TARGET)
    file = File(SOURCE, CHINESE)
    paragraph = replace(
        made.source.segments[0], text=CHINESE[5], span=Span(6, 1, 6, len(CHINESE[5]) + 1)
    )
    source = replace(made.source, segments=(paragraph,), span=Span(1, 1, 6, 17), file=file)
    return Document(target=made.target, source=source)


def finding() -> Finding:
    passage = Related(SOURCE, 6, 1, 6, 5, "source paragraph 1", "旧粮仓后")
    hit = Hit(Span(6, 5, 6, 11), "`old` is missing", "add it", "square", (passage,))
    edit = Edit(TARGET, 6, 5, 6, 11, "old square")
    return replace(
        finding_of("number-mismatch", "error", TARGET, hit), fix=Fix(safe=True, edits=(edit,))
    )


def made(name: str, *findings: Finding) -> str:
    return report(name, Result(TARGET, document(), findings or (finding(),)))


def test_each_passage_is_quoted_from_its_file() -> None:
    assert made("text").split("\n\n")[0] == (
        "docs/en/kites.md:6:5: error: `old` is missing [number-mismatch]\n"
        "    6 zh | 旧粮仓后面的空场上摆满了风筝。\n"
        "         | ^^^^^^^^\n"
        "    6 en | The square behind the granary fills with kites.\n"
        "         |     ^^^^^^\n"
        "  help: add it"
    )


def test_a_finding_in_the_original_is_quoted_from_there() -> None:
    hit = Hit(Span(6, 1, 6, 4), "`旧粮仓` is misprinted", "correct it", "旧粮仓")
    text = made("text", finding_of("number-mismatch", "error", SOURCE, hit))
    assert text.startswith(
        "docs/zh/kites.md:6:1: error: `旧粮仓` is misprinted [number-mismatch]\n"
        "    6 zh | 旧粮仓后面的空场上摆满了风筝。\n"
        "         | ^^^^^^\n"
        "  help: correct it\n"
    )


@pytest.mark.parametrize("path", [TARGET, SOURCE])
def test_programs_get_the_path_of_each_place(path: str) -> None:
    hit = finding()
    shown = replace(hit, path=path)
    (written,) = json.loads(made("json", shown))["findings"]
    assert written["path"] == path
    assert written["related"][0]["path"] == SOURCE
    assert written["fix"]["edits"][0]["path"] == TARGET
    (issue,) = json.loads(made("gitlab", shown))
    assert issue["location"]["path"] == path
    assert f"file={path}," in made("github", shown)
    assert f"| {path}:6 |" in made("summary", shown)
    # A document is a test of its own name, and its output names the place of each finding.
    junit = made("junit", shown)
    assert f'name="{TARGET}"' in junit
    assert f"{path}:6:5: error" in junit


def test_sarif_has_a_location_in_each_file() -> None:
    (result,) = json.loads(made("sarif"))["runs"][0]["results"]
    (place,), (related,) = result["locations"], result["relatedLocations"]
    uris = [each["physicalLocation"]["artifactLocation"]["uri"] for each in (place, related)]
    assert uris == [TARGET, SOURCE]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"]["uri"] == TARGET


def test_an_original_that_cannot_be_read_is_named() -> None:
    unread = Result(TARGET, None, (), trouble=FileError(SOURCE, "empty; restore or remove it"))
    for name in ("concise", "text"):
        assert report(name, unread).startswith(f"{SOURCE}: not judged: empty; ")
    assert f"- {SOURCE}: empty; " in report("summary", unread)
    assert json.loads(report("json", unread))["not_judged"][0]["path"] == SOURCE
    (issue,) = json.loads(report("gitlab", unread))
    assert issue["location"]["path"] == SOURCE
    assert f"::error file={SOURCE},title" in report("github", unread)
    junit = report("junit", unread)
    assert f'name="{TARGET}"' in junit
    assert f'message="{SOURCE}: empty; ' in junit
    (run,) = json.loads(report("sarif", unread))["runs"]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    (place,) = notification["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == SOURCE
