"""Figures as text for people and as JSON for programs, each beside its signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tqcheck import __version__
from tqcheck.escaping import dumps, escape, escape_path
from tqcheck.scoring.comparing import SAMPLES, Comparison
from tqcheck.scoring.gates import Missed
from tqcheck.scoring.metrics import METRICS, Figure
from tqcheck.scoring.scored import Scored, State, Whole
from tqcheck.wording import plural

_STATES: tuple[State, ...] = ("changed", "unchanged", "new", "uneven")


@dataclass(frozen=True, slots=True)
class Revision:
    """The revision that --against names."""

    ref: str
    # Its commit; "" if documents are in several repositories.
    commit: str


def as_text(whole: Whole, misses: Sequence[Missed], revision: Revision | None, width: int) -> str:
    """The figures with `width` decimal places; the missed gates come last."""
    return "".join(f"{line}\n" for line in _lines(whole, misses, revision, width))


def _lines(
    whole: Whole, misses: Sequence[Missed], revision: Revision | None, width: int
) -> Iterator[str]:
    for scored in whole.documents:
        references = plural(len(scored.document.references), "reference")
        segments = plural(len(scored.pairing.hypotheses), "segment")
        state = f", {scored.state}" if scored.state else ""
        yield f"{escape_path(scored.document.path)}: {segments}, {references}{state}"
        if scored.comparisons:
            yield from _changes(scored.comparisons, width)
        else:
            yield from _rows(scored.figures, width)
        yield ""
    if len(whole.documents) > 1:
        documents = plural(len(whole.documents), "document")
        yield f"{documents}: {plural(whole.segments, 'segment')}"
        yield from _rows(whole.figures, width)
        yield ""
    if revision:
        counts = ", ".join(f"{n} {state}" for state, n in _states(whole).items() if n)
        yield f"against {escape(revision.ref)}: {counts}"
        if any(scored.state == "changed" for scored in whole.documents):
            yield from _changes(whole.comparisons, width)
        yield ""
    findings = [finding for scored in whole.documents for finding in scored.findings]
    for finding in findings:
        place = f"{escape_path(finding.path)}:{finding.line}:{finding.column}"
        yield f"{place}: {finding.severity}: {escape(finding.message)} [{finding.rule}]"
    for miss in misses:
        yield f"all {plural(len(whole.documents), 'document')}: {miss.message} [score-low]"
    if missed := len(findings) + len(misses):
        yield f"{plural(missed, 'gate')} missed."


def _rows(figures: Sequence[Figure], width: int) -> Iterator[str]:
    """One line for each figure, with its signature."""
    for figure in figures:
        yield f"  {figure.name:8}{figure.score:{width + 4}.{width}f}  {figure.signature}"


def _changes(comparisons: Sequence[Comparison], width: int) -> Iterator[str]:
    """One line for each metric: the figure now, the figure before, and the p-value."""
    for now in comparisons:
        figure = f"  {METRICS[now.metric]:8}{now.after:{width + 4}.{width}f}"
        chance = "" if now.p is None else f", p {now.p:.3f}"
        difference = f"{now.after - now.before:+.{width}f}{chance}"
        yield f"{figure}  was {now.before:.{width}f} ({difference})  {now.signature}"


def as_json(whole: Whole, misses: Sequence[Missed], revision: Revision | None) -> str:
    """The report as one JSON object; scores are not rounded."""
    report: dict[str, object] = {
        "schema_version": 1,
        "tool": {"name": "tqcheck", "version": __version__},
        "language": whole.language,
        "documents": [_document(scored) for scored in whole.documents],
        "whole": {
            "documents": len(whole.documents),
            "segments": whole.segments,
            "scores": [_figure(figure) for figure in whole.figures],
            "missed": [
                {
                    "gate": miss.gate,
                    "limit": miss.limit,
                    "metric": METRICS[miss.metric],
                    "message": miss.message,
                }
                for miss in misses
            ],
        },
        "against": None,
    }
    if revision:
        report["against"] = {
            "ref": revision.ref,
            "commit": revision.commit,
            **_states(whole),
            "segments": whole.compared_segments,
            "samples": SAMPLES,
            "scores": [_comparison(comparison) for comparison in whole.comparisons],
        }
    return dumps(report, indent=2) + "\n"


def _document(scored: Scored) -> dict[str, object]:
    return {
        "path": scored.document.path,
        "references": [reference.path for reference in scored.document.references],
        "segments": len(scored.pairing.hypotheses),
        "state": scored.state,
        "scores": [_figure(figure) for figure in scored.figures],
        "comparisons": [_comparison(comparison) for comparison in scored.comparisons],
        "findings": [finding.to_dict() for finding in scored.findings],
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {"metric": figure.name, "score": figure.score, "signature": figure.signature}


def _comparison(comparison: Comparison) -> dict[str, object]:
    return {
        "metric": METRICS[comparison.metric],
        "before": comparison.before,
        "after": comparison.after,
        "p": comparison.p,
        "signature": comparison.signature,
    }


def _states(whole: Whole) -> dict[str, int]:
    """How many documents are in each state."""
    states = [scored.state for scored in whole.documents]
    return {state: states.count(state) for state in _STATES}
