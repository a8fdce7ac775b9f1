"""SARIF: places and fixes that hold in the file, fingerprints, waivers, and GitHub's limits."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.reading import check_text
from tqcheck import rules
from tqcheck.catalogue import page
from tqcheck.cli import main
from tqcheck.errors import FileError
from tqcheck.finding import Edit, Suppressed
from tqcheck.linter.documents import ref_of
from tqcheck.linter.fixing import fix_content
from tqcheck.linter.results import Result, Summary
from tqcheck.linter.session import Session
from tqcheck.reports import sarif

from .made import CONFIG, DOCUMENTS, report, results
from .valid import findings

LOOMS = (DOCUMENTS / "looms.md").read_text(encoding="utf-8")


def run_of(*given: Result, summary: Summary | None = None) -> dict[str, Any]:
    """The run of the report for these results, which is valid."""
    shown = report("sarif", *given, summary=summary)
    findings("sarif", shown)
    (run,) = json.loads(shown)["runs"]
    return dict(run)


def checked(text: str, path: str = "looms.md") -> Result:
    return check_text(text, path, CONFIG)


def stretch(text: str, region: dict[str, int]) -> tuple[int, int]:
    """Where a region begins and ends in the text, with columns in code points."""
    lines = text.splitlines(keepends=True)

    def offset(line: int, column: int) -> int:
        assert column - 1 <= len(lines[line - 1].rstrip("\r\n"))
        return sum(map(len, lines[: line - 1])) + column - 1

    return (
        offset(region["startLine"], region["startColumn"]),
        offset(region["endLine"], region["endColumn"]),
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_regions_are_what_they_are_about(end: str) -> None:
    # Characters beyond the BMP before it, and each of the line ends that `newlineSequences` lists.
    text = LOOMS.replace("Twelve looms", "Twelve 𠀀𠀁 looms").replace("\n", end)
    run = run_of(checked(text))
    assert run["columnKind"] == "unicodeCodePoints"
    assert end in run["newlineSequences"]
    quoted = {}
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        start, stop = stretch(text, region)
        quoted.setdefault(result["ruleId"], []).append(text[start:stop])
        for related in result.get("relatedLocations", ()):
            start, stop = stretch(text, related["physicalLocation"]["region"])
            assert text[start:stop].strip() in text
    assert quoted["source-remnant"] == ["𠀀𠀁", "织布机", "柳溪", "柳溪"]
    assert quoted["header-mismatch"] == ["4"]


def test_fixes_applied_to_the_file_are_those_of_the_tool() -> None:
    text = LOOMS.replace("柳溪， asked", "柳溪, asked")
    (fix,) = [fix for result in run_of(checked(text))["results"] for fix in result.get("fixes", ())]
    assert fix["properties"] == {"safe": True}
    assert fix["description"]["text"] == "write `Page: 2`"
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "looms.md", "uriBaseId": "%SRCROOT%"}
    (replacement,) = change["replacements"]
    start, stop = stretch(text, replacement["deletedRegion"])
    fixed = text[:start] + replacement["insertedContent"]["text"] + text[stop:]
    assert (
        fixed.encode()
        == fix_content(text.encode(), ref_of("looms.md", CONFIG), Session(CONFIG)).content
    )


def test_a_fix_of_two_files_has_a_change_for_each() -> None:
    finding = next(f for f in checked(LOOMS).findings if f.fix)
    assert finding.fix is not None
    edits = tuple(Edit(path, n, 1, n, 2, "x") for n, path in ((1, "a"), (2, "b"), (3, "a")))
    made = replace(finding, fix=replace(finding.fix, safe=False, edits=edits))
    (result,) = run_of(Result("a", None, (made,)))["results"]
    (fix,) = result["fixes"]
    assert fix["properties"] == {"safe": False}
    assert [
        (c["artifactLocation"]["uri"], [r["deletedRegion"]["startLine"] for r in c["replacements"]])
        for c in fix["artifactChanges"]
    ] == [("a", [1, 3]), ("b", [2])]


def test_rules_are_those_with_results_as_their_docstrings_tell_of_them() -> None:
    run = run_of(checked(LOOMS))
    by_id = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert list(by_id) == ["header-mismatch", "source-remnant", "unbalanced-brackets"]
    for name, rule in by_id.items():
        known = rules.get(name)
        assert rule["shortDescription"]["text"] == known.summary
        assert rule["help"]["text"] == rule["help"]["markdown"] == page(name)
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["helpUri"].endswith(f"/docs/rules/{name}.md")
        assert rule["defaultConfiguration"] == {
            "level": {"error": "error", "warning": "warning", "info": "note"}[known.severity]
        }
        assert len(rule["properties"]["tags"]) <= 10
    # A configured severity is the result's, and the rule keeps its own.
    (info,) = [r for r in run["results"] if r["ruleId"] == "unbalanced-brackets"]
    assert info["level"] == "note"
    assert by_id["unbalanced-brackets"]["defaultConfiguration"]["level"] == "warning"
    assert run_of()["tool"]["driver"]["rules"] == []


def test_precision_is_that_of_the_least_certain_finding() -> None:
    finding = checked(LOOMS).findings[0]
    for certainties, precision in (
        (("certain",), "very-high"),
        (("likely", "certain"), "high"),
        (("guess", "certain", "likely"), "medium"),
    ):
        given = tuple(replace(finding, certainty=certainty) for certainty in certainties)
        run = run_of(Result("a.md", None, given))
        assert run["tool"]["driver"]["rules"][0]["properties"]["precision"] == precision
        assert {r["properties"]["certainty"] for r in run["results"]} == set(certainties)


def test_a_rule_of_another_version_has_its_name_only() -> None:
    finding = replace(checked(LOOMS).findings[0], rule="rule-of-the-future")
    run = run_of(Result("a.md", None, (finding,)))
    assert run["tool"]["driver"]["rules"] == [{"id": "rule-of-the-future"}]


def test_the_message_leads_to_the_source() -> None:
    result = next(
        r for r in run_of(checked(LOOMS))["results"] if r["ruleId"] == "unbalanced-brackets"
    )
    assert result["message"]["text"] == (
        "`(` is never closed.\n"
        "[source paragraph 1](1): 上个星期，旧庙的大殿里装起了十二台织布机。\n"
        "help: close it, or take it out"
    )
    (related,) = result["relatedLocations"]
    assert related["id"] == 1
    assert related["physicalLocation"]["region"]["startLine"] == 20


def prints(*given: Result) -> dict[tuple[str, int], str]:
    """Fingerprints by rule and column."""
    return {
        (
            result["ruleId"],
            result["locations"][0]["physicalLocation"]["region"]["startColumn"],
        ): result["partialFingerprints"]["tqcheckFingerprint/v1"]
        for result in run_of(*given)["results"]
    }


def test_fingerprints_are_unique_and_survive_moves_and_waivers() -> None:
    result = checked(LOOMS)
    before = prints(result)
    assert len(set(before.values())) == len(before) == len(result.findings)
    # The keys that GitHub makes itself, of lines, are left to it.
    (keys,) = {tuple(r["partialFingerprints"]) for r in run_of(result)["results"]}
    assert keys == ("tqcheckFingerprint/v1",)

    moved = LOOMS.replace("\n\nTwelve", "\n\n\n\nTwelve")
    after = prints(checked(moved))
    assert {key: after[key] for key in before} == before
    # The file does not matter to it: GitHub adds the path itself.
    assert prints(checked(LOOMS, "b.md")) == before

    # A waiver for the first of two equal findings leaves the second its fingerprint.
    first = next(f for f in result.findings if f.text == "柳溪")
    waived = replace(
        result,
        findings=tuple(f for f in result.findings if f is not first),
        suppressed=(Suppressed(first, "inline", ""),),
    )
    assert prints(waived) == before


def test_waivers_are_suppressions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(DOCUMENTS)
    found = run_of(*results())["results"]
    assert [r.get("suppressions") for r in found[:6]] == [None] * 6
    assert [r["suppressions"] for r in found[6:]] == [
        [
            {
                "kind": "external",
                "status": "accepted",
                "justification": "the evening edition has no pages",
            }
        ],
        [
            {
                "kind": "inSource",
                "status": "accepted",
                "justification": "as it stands on the sign; see [the note](1)",
            }
        ],
        [{"kind": "external", "status": "accepted"}],
    ]


def test_what_could_not_be_read_is_a_notification() -> None:
    unread = Result("a b.md", None, (), trouble=FileError("a b.md", "byte 0xB5 is not UTF-8", 2))
    (invocation,) = run_of(unread)["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["level"] == "error"
    assert notification["message"]["text"] == "a b.md:2: byte 0xB5 is not UTF-8"
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.md"
    (invocation,) = run_of(checked(LOOMS))["invocations"]
    assert invocation == {"executionSuccessful": True, "toolExecutionNotifications": []}


def address(path: str) -> dict[str, str]:
    finding = replace(checked(LOOMS).findings[0], path=path)
    (result,) = run_of(Result(path, None, (finding,)))["results"]
    return dict(result["locations"][0]["physicalLocation"]["artifactLocation"])


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("archive/a.md", "archive/a.md"),
        ("./archive//a.md", "archive/a.md"),
        ("a b#c?d%20.md", "a%20b%23c%3Fd%2520.md"),
        ("c:d.md", "c%3Ad.md"),
        ("报纸/一九五六.md", "%E6%8A%A5%E7%BA%B8/%E4%B8%80%E4%B9%9D%E4%BA%94%E5%85%AD.md"),
        ("\udcb5\udcc4.md", "%B5%C4.md"),  # GB 2312, as Python has it from the system.
        ("a\nb\x00.md", "a%0Ab%00.md"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_addresses_are_encoded_and_relative_to_the_checkout(path: str, uri: str) -> None:
    assert address(path) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_addresses_in_and_outside_of_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "texts").mkdir()
    monkeypatch.chdir(tmp_path / "texts")
    outside = {"uri": f"{tmp_path.as_uri()}/a.md"}
    assert address("../a.md") == address(str(tmp_path / "a.md")) == outside
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert address("../a.md") == {"uri": "a.md", "uriBaseId": "%SRCROOT%"}
    assert address("b.md") == {"uri": "texts/b.md", "uriBaseId": "%SRCROOT%"}


def test_the_worst_come_first_and_the_rest_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sarif, "_MAX_RESULTS", 3)
    result = checked(LOOMS)
    waived = replace(
        result,
        findings=result.findings[2:],
        suppressed=tuple(Suppressed(f, "inline", "") for f in result.findings[:2]),
    )
    run = run_of(waived)
    # The error is waived, so that even the least finding that counts stands before it.
    assert [r["level"] for r in run["results"]] == ["warning", "warning", "note"]
    assert not any("suppressions" in r for r in run["results"])
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    left = len(result.findings) - 3
    said = f"{left} results left out, beyond the 3 that GitHub takes; the worst are here"
    assert notification == {"level": "warning", "message": {"text": said}}
    assert run["invocations"][0]["executionSuccessful"] is True

    monkeypatch.chdir(tmp_path)
    Path("looms.md").write_text(LOOMS, encoding="utf-8")
    assert main(["looms.md", "--isolated", "--report", "sarif:out.sarif"]) == 1
    assert "tqcheck: sarif: " in capsys.readouterr().err
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    assert main(["looms.md", "--isolated", "--report", "sarif:out.sarif"]) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.slow
def test_as_many_results_and_locations_as_github_takes() -> None:
    error, warning = (
        next(f for f in checked(LOOMS).findings if f.severity == level)
        for level in ("error", "warning")
    )
    passage = error.related[0]
    wide = replace(error, related=(passage,) * 1500)
    summary = Summary()
    shown = report("sarif", Result("a.md", None, (*[warning] * 25_000, wide)), summary=summary)
    (run,) = json.loads(shown)["runs"]
    assert len(run["results"]) == 25_000
    assert [r["level"] for r in run["results"][:2]] == ["error", "warning"]
    (first, *_) = run["results"]
    assert len(first["locations"]) + len(first["relatedLocations"]) == 1000
    assert [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]] == [
        "1 result left out, beyond the 25,000 that GitHub takes; the worst are here",
        "501 related locations left out, beyond the 1,000 a result that GitHub takes",
    ]
    assert len(summary.notes) == 2
    assert (
        len({r["partialFingerprints"]["tqcheckFingerprint/v1"] for r in run["results"]}) == 25_000
    )
