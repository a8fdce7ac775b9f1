"""The sentence that sums a run up, for the reports that people read."""

from __future__ import annotations

from tqcheck.plain import counted, plural
from tqcheck.runner import Summary


def totals(summary: Summary) -> str:
    """How much was found where, what was held back and what not read; without a full stop."""
    documents = plural(summary.documents, "document")
    if summary.total:
        where = f"{summary.with_findings} of {documents}"
        said = f"{plural(summary.total, 'finding')} in {where}: {counted(summary.counts)}"
    else:
        said = f"{documents} checked, nothing found"
    unread = f"{plural(summary.unread, 'file')} not read" if summary.unread else ""
    return "; ".join(
        part for part in (said, held_back(summary.waived, summary.baselined), unread) if part
    )


def held_back(waived: int, baselined: int) -> str:
    """`2 waived, 4 in the baseline`, each only where there are any."""
    parts = [f"{waived} waived"] * bool(waived) + [f"{baselined} in the baseline"] * bool(baselined)
    return ", ".join(parts)
