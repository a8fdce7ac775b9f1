"""JUnit XML, for systems that show tests: a document is a test, which fails as the run does.

Such systems agree on the schema of Jenkins's xUnit plugin, so nothing else is used. As tests
have no `file` there, the name of one is its path.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from xml.etree import ElementTree

from tqcheck.escaping import escape
from tqcheck.finding import SEVERITIES, Finding, failing
from tqcheck.linter.results import Result, Summary, held_back
from tqcheck.reports import Style
from tqcheck.reports._paths import below
from tqcheck.reports.concise import headline
from tqcheck.wording import plural

# Code points that XML 1.0 does not allow even escaped, in addition to those of `escape`.
_NONCHARACTERS = {0xFFFE: r"\ufffe", 0xFFFF: r"\uffff"}


class Report:
    def __init__(self, style: Style) -> None:
        self.failing = failing(style.fail_on)
        self.counts: Counter[str] = Counter()
        self.suite = ElementTree.Element("testsuite", name="tqcheck")

    def add(self, result: Result) -> str:
        path = below("CI_PROJECT_DIR", result.path)
        # A class in a package, which Jenkins lists by folder; a name is unique, as GitLab asks.
        folder = path.rpartition("/")[0].replace(".", "_").replace("/", ".")
        names = {"classname": f"tqcheck.{folder}" if folder else "tqcheck", "name": path}
        case = ElementTree.Element("testcase", {key: _text(name) for key, name in names.items()})
        failed = [finding for finding in result.findings if finding.severity in self.failing]
        others = [finding for finding in result.findings if finding.severity not in self.failing]
        waived = [s for s in result.suppressed if s.finding.severity in self.failing]
        if result.trouble:
            kind = "not-judged" if result.not_judged else "not-fixed"
            trouble = _text(str(result.trouble))
            self._outcome(case, "error", trouble, kind, trouble)
            others = list(result.findings)
        elif failed:
            worst = min(failed, key=lambda finding: SEVERITIES.index(finding.severity))
            more = f", and {plural(len(failed) - 1, 'more finding')}" if failed[1:] else ""
            message = f"{_text(worst.message)}{more}"
            self._outcome(case, "failure", message, worst.rule, _listed(failed))
        elif waived:
            message = _held_back(result)
            self._outcome(case, "skipped", message, "waived", message)
        if others or result.suppressed:
            output = ElementTree.SubElement(case, "system-out")
            output.text = _listed(others) + "".join(
                f"{_text(headline(s.finding))} ({s.kind}"
                f"{f': {_text(s.justification)}' if s.justification else ''})\n"
                for s in result.suppressed
            )
        self.suite.append(case)
        return ""

    def finish(self, summary: Summary) -> str:
        counts = {
            "tests": str(len(self.suite)),
            "failures": str(self.counts["failure"]),
            "errors": str(self.counts["error"]),
        }
        root = ElementTree.Element("testsuites", {"name": "tqcheck", **counts})
        self.suite.attrib |= {**counts, "skipped": str(self.counts["skipped"])}
        root.append(self.suite)
        ElementTree.indent(root)
        text = ElementTree.tostring(root, encoding="unicode")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'

    def _outcome(
        self, case: ElementTree.Element, outcome: str, message: str, kind: str, text: str
    ) -> None:
        """Add the outcome of a test: GitLab shows the text, Jenkins the message above it."""
        self.counts[outcome] += 1
        made = ElementTree.SubElement(case, outcome, message=message, type=kind)
        made.text = text


def _held_back(result: Result) -> str:
    baselined = sum(suppressed.kind == "baseline" for suppressed in result.suppressed)
    return held_back(len(result.suppressed) - baselined, baselined)


def _listed(findings: Iterable[Finding]) -> str:
    """Findings as lines: each with its passages of the source and what to do."""
    lines = []
    for finding in findings:
        lines.append(headline(finding))
        lines += [f"  | {passage.label}: {passage.text}" for passage in finding.related[:3]]
        lines.append(f"  help: {finding.help}")
    return "".join(f"{_text(line)}\n" for line in lines)


def _text(text: str) -> str:
    return escape(text).translate(_NONCHARACTERS)
