"""The gates that figures have to pass, and the messages that say which were missed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from tqcheck.scoring.comparing import Comparison
from tqcheck.scoring.metrics import ERRORS, METRICS, Figure


@dataclass(frozen=True, slots=True)
class Gates:
    """The limits of figures: the settings of `score-low`, where they are explained."""

    min_bleu: float = 0.0
    min_chrf: float = 0.0
    max_ter: float = math.inf
    max_drop: float = 0.0
    drop_metric: str = "chrf"
    document_level: bool = False

    @property
    def limits(self) -> Mapping[str, tuple[str, float]]:
        """The gate and its limit for each metric that has one."""
        limits = {}
        if self.min_bleu > 0:
            limits["bleu"] = "min-bleu", self.min_bleu
        if self.min_chrf > 0:
            limits["chrf"] = "min-chrf", self.min_chrf
        if self.max_ter < math.inf:
            limits["ter"] = "max-ter", self.max_ter
        return limits


@dataclass(frozen=True, slots=True)
class Missed:
    """A gate that all documents together have missed."""

    gate: str
    limit: float
    metric: str
    message: str


def is_missed(figure: Figure, limit: float) -> bool:
    """Whether a figure is beyond the limit."""
    return figure.score > limit if figure.metric in ERRORS else figure.score < limit


def missed(figure: Figure, limit: float, references: int) -> str:
    """`chrF2 41.30 against its reference, under 45.00`."""
    what = "its reference" if references == 1 else f"its {references} references"
    side = "over" if figure.metric in ERRORS else "under"
    return f"{figure.name} {figure.score:.2f} against {what}, {side} {limit:.2f}"


def fallen(comparison: Comparison, allowed: float) -> str:
    """`chrF2 has gone from 61.40 to 55.10 and more than chance (p 0.012)`."""
    more = f", by more than {allowed:.2f}" if allowed else ""
    return (
        f"{METRICS[comparison.metric]} has gone from {comparison.before:.2f} "
        f"to {comparison.after:.2f}{more} and more than chance (p {comparison.p:.3f})"
    )
