"""GitLab's code quality report: a JSON array that its merge requests show beside the change."""

from __future__ import annotations

import hashlib

from tqcheck.finding import Finding
from tqcheck.reports import Style
from tqcheck.reports._json import dumps
from tqcheck.reports._paths import below
from tqcheck.runner import Result, Summary

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


class Report:
    def __init__(self, style: Style) -> None:
        self.findings: list[Finding] = []

    def add(self, result: Result) -> str:
        self.findings += result.findings
        return ""

    def finish(self, summary: Summary) -> str:
        seen: set[str] = set()
        issues = []
        for finding in self.findings:
            # GitLab drops equal fingerprints, so the second of two equal findings is hashed again.
            fingerprint = _hash(finding.path, finding.fingerprint)
            while fingerprint in seen:
                fingerprint = _hash(fingerprint)
            seen.add(fingerprint)
            issues.append(
                {
                    # GitLab does not show `check_name`, so the rule stands here as well.
                    "description": f"{finding.rule}: {finding.message}; {finding.help}",
                    "check_name": finding.rule,
                    "fingerprint": fingerprint,
                    "severity": _SEVERITIES[finding.severity],
                    "location": {
                        "path": below("CI_PROJECT_DIR", finding.path),
                        "lines": {"begin": finding.line, "end": finding.end_line},
                    },
                }
            )
        return dumps(issues, indent=2) + "\n"


def _hash(*parts: str) -> str:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=16).hexdigest()
