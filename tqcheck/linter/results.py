"""What came of each file, and the counts of a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tqcheck.document import Document, DocumentRef
from tqcheck.errors import FileError
from tqcheck.finding import SEVERITIES, Finding, Suppressed, failing
from tqcheck.linter.session import Session
from tqcheck.wording import counts, listed, plural

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.linter.fixing import FixedFinding

# Files named of those that are not translation documents; the others are counted.
_MAX_NAMED = 3


@dataclass(frozen=True)
class Result:
    """What checking one document gave.

    The result for findings in the baseline itself has neither a document nor trouble.
    """

    path: str
    # None if it could not be read or checked (`trouble` says why), or is not a document at all.
    document: Document | None
    findings: tuple[Finding, ...]
    # Why it was not judged or, if it was, could not be fixed.
    trouble: FileError | None = None
    # The findings that are excused.
    suppressed: tuple[Suppressed, ...] = ()
    # The findings that were fixed, or would be.
    fixed: tuple[FixedFinding, ...] = ()
    # Written to standard output instead of a report.
    output: bytes = b""
    # False for a file that is not a translation document, and so was not judged.
    is_document: bool = True

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
    """The counts of a run."""

    def __init__(self, *, unsafe_fixes: bool = False) -> None:
        self.documents = 0
        self.with_findings = 0
        self.not_judged = 0
        self.troubles = 0
        # Whether unsafe fixes count as fixes; otherwise they are `hidden`.
        self.unsafe_fixes = unsafe_fixes
        self.fixable = 0
        self.hidden = 0
        self.fixed = 0
        self.with_fixes = 0
        # Documents that were not checked, since the change did not touch them.
        self.unchanged = 0
        # The files that are not translation documents.
        self.others: list[str] = []
        self.waived = 0
        self.baselined = 0
        # The patterns of `per-file-ignores` that excused a finding, each with the finding's rule.
        self.excused_by_file: set[tuple[str, str]] = set()
        self.counts = dict.fromkeys(SEVERITIES, 0)
        self.rules: set[str] = set()
        # Notes about reports that are made for programs, to be written to standard error.
        self.notes: list[str] = []

    def add(self, result: Result) -> None:
        if not result.is_document:
            self.others.append(result.path)
        self.documents += result.document is not None
        self.not_judged += result.not_judged is not None
        self.troubles += bool(result.trouble)
        self.fixed += len(result.fixed)
        self.with_fixes += bool(result.fixed)
        # The baseline and the configuration may have findings, but are not documents.
        self.with_findings += bool(result.findings) and result.document is not None
        for excused in result.suppressed:
            if excused.kind == "per-file":
                self.excused_by_file.add((excused.justification, excused.finding.rule))
            self.baselined += excused.kind == "baseline"
            self.waived += excused.kind != "baseline"
        for finding in result.findings:
            self.counts[finding.severity] += 1
            self.rules.add(finding.rule)
            if finding.fix is not None:
                is_made = finding.fix.safe or self.unsafe_fixes
                self.fixable += is_made
                self.hidden += not is_made

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def fails(self, fail_on: str) -> bool:
        """Whether there is a finding at or above that severity."""
        return any(self.counts[level] for level in failing(fail_on))


def totals(summary: Summary) -> str:
    """How much was found, waived and not judged, in one line without a full stop."""
    documents = plural(summary.documents, "document")
    if summary.total:
        where = f"{summary.with_findings} of {documents}"
        found = f"{plural(summary.total, 'finding')} in {where}: {counts(summary.counts)}"
    else:
        found = f"{documents} checked, nothing found"
    not_judged = f"{summary.not_judged} not judged" if summary.not_judged else ""
    held = held_back(summary.waived, summary.baselined)
    return "; ".join(part for part in (found, held, not_judged) if part)


def left_out(paths: Sequence[str]) -> str:
    """How many files are not translation documents, and the names of some; "" for none."""
    if not paths:
        return ""
    more = [f"{len(paths) - _MAX_NAMED} more"] if len(paths) > _MAX_NAMED else []
    named = listed([*sorted(paths)[:_MAX_NAMED], *more])
    return f"not a translation document: {plural(len(paths), 'file')} ({named})"


def fixes(summary: Summary) -> str:
    """How many findings `--fix` fixes, and how many more with `--unsafe-fixes`; "" if none."""
    if not summary.hidden:
        return f"{summary.fixable} can be fixed with --fix." if summary.fixable else ""
    made = f"{summary.fixable} can be fixed with --fix" if summary.fixable else "No safe fixes"
    return f"{made} ({summary.hidden} more with --unsafe-fixes)."


def held_back(waived: int, baselined: int) -> str:
    """`2 waived, 4 in the baseline`, without those that are 0."""
    parts = [f"{waived} waived"] * bool(waived) + [f"{baselined} in the baseline"] * bool(baselined)
    return ", ".join(parts)
