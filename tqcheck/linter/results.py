"""What came of each file, and the counts of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tqcheck.document import Document, DocumentRef
from tqcheck.errors import FileError
from tqcheck.finding import SEVERITIES, Finding, Suppressed, failing
from tqcheck.linter.session import Session
from tqcheck.wording import counts, plural


@dataclass(frozen=True)
class Result:
    """What came of one document.

    What is found in the baseline itself has neither document nor trouble.
    """

    path: str
    # None where it could not be judged: `trouble` says why.
    document: Document | None
    findings: tuple[Finding, ...]
    # Why it was not judged or, of a document that was, not fixed.
    trouble: FileError | None = None
    # The findings that are excused.
    suppressed: tuple[Suppressed, ...] = ()
    # The number of findings that were mended, or would be.
    fixed: int = 0
    # Written to standard output instead of a report.
    output: bytes = b""

    @property
    def not_judged(self) -> FileError | None:
        """Why the document was not judged; None if it was."""
        return self.trouble if self.document is None else None


def not_judged_dict(trouble: FileError) -> dict[str, object]:
    """Why a document was not judged, as the JSON reports show it."""
    return {"path": trouble.path, "line": max(1, trouble.line), "reason": trouble.reason}


# What is done with a document: checking, fixing, showing a diff.
Action = Callable[[DocumentRef, Session], Result]


class Summary:
    """The counts of a run; `unchanged` documents are those that a change leaves alone."""

    def __init__(self) -> None:
        self.documents = 0
        self.with_findings = 0
        self.not_judged = 0
        self.troubles = 0
        self.fixable = 0
        self.fixed = 0
        self.with_fixes = 0
        self.unchanged = 0
        self.waived = 0
        self.baselined = 0
        # The patterns of `per-file-ignores` that excuse something, and the rules that they excuse.
        self.excused_by_file: set[tuple[str, str]] = set()
        self.counts = dict.fromkeys(SEVERITIES, 0)
        self.rules: set[str] = set()
        # What the user is to know of a report and the report itself can tell to programs only.
        self.notes: list[str] = []

    def add(self, result: Result) -> None:
        self.documents += result.document is not None
        self.not_judged += result.not_judged is not None
        self.troubles += bool(result.trouble)
        self.fixed += result.fixed
        self.with_fixes += bool(result.fixed)
        self.with_findings += bool(result.findings)
        for excused in result.suppressed:
            if excused.kind == "per-file":
                self.excused_by_file.add((excused.justification, excused.finding.rule))
            self.baselined += excused.kind == "baseline"
            self.waived += excused.kind != "baseline"
        for finding in result.findings:
            self.counts[finding.severity] += 1
            self.rules.add(finding.rule)
            self.fixable += finding.fix is not None and finding.fix.safe

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def fails(self, fail_on: str) -> bool:
        """Whether there is a finding at or above that severity."""
        return any(self.counts[level] for level in failing(fail_on))


def totals(summary: Summary) -> str:
    """How much was found where, what was held back and what not judged; without a full stop."""
    documents = plural(summary.documents, "document")
    if summary.total:
        where = f"{summary.with_findings} of {documents}"
        said = f"{plural(summary.total, 'finding')} in {where}: {counts(summary.counts)}"
    else:
        said = f"{documents} checked, nothing found"
    not_judged = f"{summary.not_judged} not judged" if summary.not_judged else ""
    return "; ".join(
        part for part in (said, held_back(summary.waived, summary.baselined), not_judged) if part
    )


def held_back(waived: int, baselined: int) -> str:
    """`2 waived, 4 in the baseline`, each only where there are any."""
    parts = [f"{waived} waived"] * bool(waived) + [f"{baselined} in the baseline"] * bool(baselined)
    return ", ".join(parts)
