"""Reports made of results, and the small set of documents that all formats are shown with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tqcheck import reports
from tqcheck.config import Config
from tqcheck.finding import Suppressed
from tqcheck.linter import check
from tqcheck.linter.documents import ref_of
from tqcheck.linter.results import Result, Summary
from tqcheck.linter.session import Session
from tqcheck.reports import Style

DOCUMENTS = Path(__file__).parent / "documents"
# Rules that look at single lines, so that what they find stays as it is.
CONFIG = replace(
    Config(select=("header-*", "source-remnant", "foreign-punctuation", "unbalanced-brackets")),
    severities={"unbalanced-brackets": "info"},
)
# What is held back in lamps.md: by rule and column, the kind of the waiver and its reason.
WAIVERS = {
    ("header-field-missing", 1): ("per-file", "the evening edition has no pages"),
    ("source-remnant", 11): ("inline", "as it stands on the sign; see [the note](1)"),
    ("source-remnant", 62): ("baseline", ""),
}


def report(
    name: str, *results: Result, style: Style | None = None, summary: Summary | None = None
) -> str:
    """What the report writes for these results."""
    made = reports.create(name, style or Style())
    summary = summary or Summary()
    parts = []
    for result in results:
        summary.add(result)
        parts.append(made.add(result))
    return "".join(parts) + made.finish(summary)


def results() -> list[Result]:
    """The documents, checked; to be called in their folder, as findings have relative paths."""
    paths = sorted(path.name for path in DOCUMENTS.glob("*.md"))
    session = Session(CONFIG)
    return [_waived(check(ref_of(path, CONFIG), session)) for path in paths]


def _waived(result: Result) -> Result:
    """The result with what its waivers, if it has any, hold back."""
    if result.path != "lamps.md":
        return result
    waivers = [(f, WAIVERS.get((f.rule, f.column))) for f in result.findings]
    return replace(
        result,
        findings=tuple(finding for finding, waiver in waivers if waiver is None),
        suppressed=tuple(Suppressed(finding, *waiver) for finding, waiver in waivers if waiver),
    )
