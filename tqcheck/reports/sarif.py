"""SARIF 2.1.0, the format in which GitHub, Azure DevOps and editors take findings.

It stays within the limits of GitHub's code scanning; comments say how that shows each part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tqcheck import __version__, rules
from tqcheck.catalogue import HOME, page, page_address, prose
from tqcheck.escaping import dumps, escape
from tqcheck.finding import (
    CERTAINTIES,
    SEVERITIES,
    Edit,
    Finding,
    Fix,
    Related,
    Suppressed,
    first_line,
)
from tqcheck.linter.results import Result, Summary
from tqcheck.reports import Style
from tqcheck.reports._fingerprints import distinct
from tqcheck.reports._paths import uri
from tqcheck.wording import plural

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
# GitHub refuses a whole file with more results in its run, or more locations in one of its results
# (docs.github.com, "SARIF results exceed one or more limits"). Of those it takes it shows 5,000
# results and 100 locations.
_MAX_RESULTS = 25_000
_MAX_LOCATIONS = 1_000
# As many as GitHub shows of a rule's description.
_MAX_DESCRIPTION_CHARS = 1024
# Passages of the source that a message links to; the others are in `relatedLocations` only.
_MAX_LINKS = 3
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PRECISIONS = {"certain": "very-high", "likely": "high", "guess": "medium"}

Object = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A finding of the report."""

    finding: Finding
    # What suppresses it, None if it counts.
    suppressed: Suppressed | None
    # Unique within its file.
    fingerprint: str

    @property
    def rank(self) -> tuple[object, ...]:
        """The sort key of results: those that count first, then the worst."""
        is_suppressed = self.suppressed is not None
        return (is_suppressed, SEVERITIES.index(self.finding.severity), self.finding.key)


class Report:
    def __init__(self, style: Style) -> None:
        self.entries: list[_Entry] = []
        self.notifications: list[Object] = []

    def add(self, result: Result) -> str:
        # Suppressed ones are numbered too, so that a waiver changes no other finding's fingerprint.
        findings: list[tuple[Finding, Suppressed | None]] = [(f, None) for f in result.findings]
        findings += [(suppressed.finding, suppressed) for suppressed in result.suppressed]
        seen: dict[str, int] = {}
        for finding, suppressed in sorted(findings, key=lambda pair: pair[0].key):
            fingerprint = distinct(finding.fingerprint, seen)
            self.entries.append(_Entry(finding, suppressed, fingerprint))
        if result.trouble:
            file = _artifact(result.trouble.path)
            place: Object = {"physicalLocation": {"artifactLocation": file}}
            self.notifications.append(_notification("error", escape(str(result.trouble)), place))
        return ""

    def finish(self, summary: Summary) -> str:
        kept = sorted(self.entries, key=lambda entry: entry.rank)[:_MAX_RESULTS]
        for note in _omissions(len(self.entries) - len(kept), kept):
            self.notifications.append(_notification("warning", note))
            summary.notes.append(f"sarif: {note}")
        names = sorted({entry.finding.rule for entry in kept})
        driver = {
            "name": "tqcheck",
            "version": __version__,
            "informationUri": HOME,
            "rules": [_rule(name, [e.finding for e in kept]) for name in names],
        }
        run = {
            "tool": {"driver": driver},
            "invocations": [
                {
                    "executionSuccessful": not summary.troubles,
                    "toolExecutionNotifications": self.notifications,
                }
            ],
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "the checkout"}}},
            "results": [_result(entry, names) for entry in kept],
        }
        return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _omissions(results: int, kept: Iterable[_Entry]) -> list[str]:
    """What the limits leave out, one sentence each."""
    notes = []
    if results:
        most = f"{_MAX_RESULTS:,} that GitHub takes"
        notes.append(f"{plural(results, 'result')} left out, beyond the {most}; the worst are here")
    if passages := sum(max(0, len(e.finding.related) + 1 - _MAX_LOCATIONS) for e in kept):
        most = f"{_MAX_LOCATIONS:,} a result that GitHub takes"
        notes.append(f"{plural(passages, 'related location')} left out, beyond the {most}")
    return notes


def _notification(level: str, text: str, *locations: Object) -> Object:
    made: Object = {"level": level, "message": {"text": text}}
    return {**made, "locations": list(locations)} if locations else made


def _rule(name: str, findings: Iterable[Finding]) -> Object:
    """The rule with its documentation; its precision is that of its least certain finding."""
    if name not in rules.names():  # Of another version, whose results are reported here.
        return {"id": name}
    rule = rules.get(name)
    least = max(CERTAINTIES.index(f.certainty) for f in findings if f.rule == name)
    description = first_line(" ".join(prose(rule).split()), _MAX_DESCRIPTION_CHARS)
    docs = page(name)
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": description},
        "help": {"text": docs, "markdown": docs},
        "helpUri": page_address(name),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["translation"], "precision": _PRECISIONS[CERTAINTIES[least]]},
    }


def _result(entry: _Entry, names: list[str]) -> Object:
    finding = entry.finding
    related = finding.related[: _MAX_LOCATIONS - 1]
    result: Object = {
        "ruleId": finding.rule,
        "ruleIndex": names.index(finding.rule),
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": _physical(finding)}],
        "partialFingerprints": {"tqcheckFingerprint/v1": entry.fingerprint},
        "properties": {"certainty": finding.certainty},
    }
    if related:
        result["relatedLocations"] = [
            {
                "id": n,
                "physicalLocation": _physical(passage),
                "message": {"text": _text(f"{passage.label}: {passage.text}")},
            }
            for n, passage in enumerate(related, start=1)
        ]
    if entry.suppressed is not None:
        result["suppressions"] = [_suppression(entry.suppressed)]
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.fix, finding.help)]
    return result


def _message(finding: Finding) -> str:
    """What is wrong, links to the passages it is about, and what to do.

    GitHub shows only the first sentence where it has little room, and shows a related location only
    if the message links to it.
    """
    passages = [
        f"[{_link_text(passage.label)}]({n}): {_text(passage.text)}"
        for n, passage in enumerate(finding.related[:_MAX_LINKS], start=1)
    ]
    return "\n".join([f"{_text(finding.message)}.", *passages, f"help: {_text(finding.help)}"])


def _link_text(text: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", escape(text))


def _text(text: str) -> str:
    """Text in which nothing is a link, as `[text](target)` of a document would be."""
    return re.sub(r"\[(?=[^\]]*\]\()", r"\\[", escape(text)).replace("](", r"\](")


def _suppression(suppressed: Suppressed) -> Object:
    made: Object = {
        "kind": "inSource" if suppressed.kind == "inline" else "external",
        "status": "accepted",
    }
    reason = escape(suppressed.justification)
    return {**made, "justification": reason} if reason else made


def _fix(fix: Fix, description: str) -> Object:
    paths = list(dict.fromkeys(edit.path for edit in fix.edits))
    return {
        "description": {"text": _text(description)},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(path),
                "replacements": [
                    {"deletedRegion": _region(edit), "insertedContent": {"text": edit.text}}
                    for edit in fix.edits
                    if edit.path == path
                ],
            }
            for path in paths
        ],
        "properties": {"safe": fix.safe},
    }


def _physical(place: Finding | Related) -> Object:
    return {"artifactLocation": _artifact(place.path), "region": _region(place)}


def _region(place: Finding | Related | Edit) -> Object:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _artifact(path: str) -> Object:
    """The location of a file: below the checkout, or elsewhere on this machine."""
    address = uri("GITHUB_WORKSPACE", path)
    below_root = not address.startswith("file:")
    return {"uri": address, "uriBaseId": "%SRCROOT%"} if below_root else {"uri": address}
