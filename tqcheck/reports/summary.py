"""Markdown for the summary page of a CI job, cut before the size at which it is refused."""

from __future__ import annotations

import re

from tqcheck.escaping import escape
from tqcheck.finding import SEVERITIES, Finding
from tqcheck.linter.results import Result, Summary, left_out, totals
from tqcheck.reports import Style
from tqcheck.wording import plural

# GitHub refuses the summary of a step if it is larger than 1 MiB of UTF-8.
_MAX_BYTES = 900 * 1024
# Documents that were not judged; the others are counted only.
_MAX_NAMED = 20
_SIGNS = {"error": "🔴", "warning": "🟡", "info": "🔵"}


class Report:
    def __init__(self, style: Style) -> None:
        self.findings: list[Finding] = []
        self.not_judged: list[str] = []

    def add(self, result: Result) -> str:
        self.findings += result.findings
        if result.not_judged:
            self.not_judged.append(str(result.not_judged))
        return ""

    def finish(self, summary: Summary) -> str:
        named = "".join(f"- {as_text(trouble)}\n" for trouble in self.not_judged[:_MAX_NAMED])
        head = f"### tqcheck\n\n{totals(summary)}" + (f":\n\n{named}" if named else ".\n")
        if summary.others:
            head += f"\n{as_text(left_out(summary.others))}.\n"
        if not self.findings:
            return head
        head += "\n| | place | finding | what to do |\n|---|---|---|---|\n"
        rows = sorted(self.findings, key=lambda f: (SEVERITIES.index(f.severity), f.key))
        size, lines = len(head.encode()), [head]
        for n, finding in enumerate(rows):
            row = _row(finding)
            size += len(row.encode("utf-8", "backslashreplace"))
            if size > _MAX_BYTES:
                lines.append(f"\n… and {plural(len(rows) - n, 'more finding')}.\n")
                break
            lines.append(row)
        return "".join(lines)


def _row(finding: Finding) -> str:
    place = f"{as_text(finding.path)}:{finding.line}"
    message = f"{as_text(finding.message)} `{finding.rule}`"
    return f"| {_SIGNS[finding.severity]} | {place} | {message} | {as_text(finding.help)} |\n"


def as_text(text: str) -> str:
    """Text in Markdown, where nothing in it is markup, HTML, a mention or a link."""
    return re.sub(r"([\\`*_{}\[\]<>#|~@!&$]|(?<=:)/|(?<=www)\.)", r"\\\1", escape(text), flags=re.I)
