"""The metrics of sacrebleu: the statistics of segments, the figures made of them, the signatures.

A segment's statistics are counts that add up: a document's figure comes from the sum over its
segments, and that of all documents from the sum over all, so each segment is read once. The
methods used for this are those that sacrebleu's own significance tests use.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tqcheck.errors import TqcheckError
from tqcheck.languages import Spacing, spacing
from tqcheck.scoring.pairing import Pairing

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from typing import Any

# The metrics and the names of their figures, as sacrebleu calls them.
METRICS = {"bleu": "BLEU", "chrf": "chrF2", "chrf++": "chrF2++", "ter": "TER"}
# Metrics of which a smaller figure is better.
ERRORS = frozenset({"ter"})
# TER of a longer segment is too slow: one of 500 words takes 0.7 s, of 1,000 13 s and of 2,000
# 99 s, and memory grows with the square.
MAX_TER_WORDS = 1000

# One row for each segment.
Statistics = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One score, in points of a hundred, with the signature that says how it was made."""

    metric: str
    # In points of a hundred.
    score: float
    signature: str

    @property
    def name(self) -> str:
        return METRICS[self.metric]


def statistics(metric: str, language: str, pairing: Pairing) -> Statistics:
    """What `metric` counts in each segment; raises TqcheckError if a tokenizer is missing."""
    return _statistics(metric, language, pairing.hypotheses, pairing.references)


# Remembered because a document is scored, checked by the rule, and compared.
@lru_cache(maxsize=16)
def _statistics(
    metric: str,
    language: str,
    hypotheses: tuple[str, ...],
    references: tuple[tuple[str | None, ...], ...],
) -> Statistics:
    scorer = _scorer(metric, language)
    rows = scorer._extract_corpus_statistics(hypotheses, references)
    return tuple(tuple(row) for row in rows)


def figure(metric: str, language: str, rows: Statistics, references: Iterable[int]) -> Figure:
    """The figure of all segments together; `references` are the numbers that segments have."""
    scorer = _scorer(metric, language, _is_short(metric, rows))
    counts = set(references)
    scorer.num_refs = counts.pop() if len(counts) == 1 else -1
    # Copies, since sacrebleu returns a single row as it is and may write to it.
    score = scorer._aggregate_and_compute([list(row) for row in rows])
    return Figure(metric, float(score.score), str(scorer.get_signature()))


def score_of(metric: str, language: str, row: Sequence[float]) -> float:
    """The score of one segment, or of a sum over segments."""
    scorer = _scorer(metric, language, _is_short(metric, [row]))
    return float(scorer._compute_score_from_stats(list(row)).score)


def gain(metric: str, before: float, after: float) -> float:
    """By how much a score has improved; negative if it is worse."""
    return before - after if metric in ERRORS else after - before


def is_long_for_ter(pairing: Pairing, language: str) -> bool:
    """Whether a segment has so many words that TER would take minutes."""
    texts = [pairing.hypotheses, *pairing.references]
    size = len if spacing(language) is Spacing.NOTHING else _words
    return any(size(text) > MAX_TER_WORDS for column in texts for text in column if text)


def _words(text: str) -> int:
    return len(text.split())


def _is_short(metric: str, rows: Sequence[Sequence[float]]) -> bool:
    """Whether BLEU has no run of four words to count.

    It would be 0 for any text; over the shorter runs (`eff:yes`) it is a measure.
    """
    if metric != "bleu":
        return False
    return any(row[0] for row in rows) and not any(row[-1] for row in rows)


@cache
def _scorer(metric: str, language: str, effective_order: bool = False) -> Any:
    """sacrebleu's scorer; loading it takes 190 ms."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    if metric == "ter":
        # TER counts words; with this, Chinese characters are words.
        asian = spacing(language) is Spacing.NOTHING
        return TER(normalized=asian, asian_support=asian)
    if metric != "bleu":
        return CHRF(word_order=2 if metric == "chrf++" else 0)
    try:
        return BLEU(
            # It chooses its own tokenizer for Chinese, Japanese and Korean; for Thai it has none
            # that works offline.
            tokenize="char" if spacing(language) is Spacing.CLAUSES else None,
            trg_lang=language,
            effective_order=effective_order,
            force=True,  # or it would write to standard error
        )
    except RuntimeError:
        raise TqcheckError(
            f"BLEU of `{language}` takes a tokenizer that is not installed: "
            f'pip install "sacrebleu[{language}]", or leave BLEU out (--metrics chrf,chrf++,ter)'
        ) from None
