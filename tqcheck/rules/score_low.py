"""BLEU, chrF or TER against a reference is beyond its limit, or worse than before a change.

Where somebody has translated some of the documents well, these translations are a measure for those
of a model: a bad day of the model shows, whatever went wrong. Only documents with a reference are
scored (`references` names the files), and only by the limits that are set. Without configuration,
this rule reports nothing. `tqcheck score` prints the figures from which limits are set, with
sacrebleu's signatures, and judges changes; see the guide to scoring.

`min-bleu`, `min-chrf` and `max-ter` are in points of a hundred; 0 and infinity switch them off.
With `tqcheck score --against REF`, a document may lose `max-drop` points of `drop-metric`; if it is
0, only the change as a whole is judged. Paragraphs are compared one by one. If the reference has
another number of paragraphs, or if `document-level` is set, the texts are compared as a whole.

Not reported: texts for which TER would take minutes.

Bad:
    zh: 清早，村民们在井边排队打水，水又清又甜。
    en: In the morning people queue at water and it is good.

Good:
    zh: 清早，村民们在井边排队打水，水又清又甜。
    en: Early in the morning the villagers line up at the well to draw water, clear and sweet.

Reference:
    At daybreak the villagers line up at the well to draw water, which is clear and sweet.

Configuration:
    references = ["references/{path}"]

    [rules.score-low]
    min-chrf = 45.0
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.document import Document
from tqcheck.finding import Data, Hit

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.scoring.metrics import Statistics
    from tqcheck.scoring.pairing import Pairing

NEEDS = ("references",)
SEVERITY = "warning"


def check(
    document: Document,
    *,
    min_bleu: float = 0.0,
    min_chrf: float = 0.0,
    max_ter: float = float("inf"),
    max_drop: float = 0.0,
    drop_metric: str = "chrf",
    document_level: bool = False,
) -> Iterator[Hit]:
    """Report each gate that the document misses."""
    if not document.references:
        return
    from tqcheck.scoring.gates import Gates, fallen, is_missed, missed
    from tqcheck.scoring.metrics import METRICS, figure, is_long_for_ter, statistics

    gates = Gates(min_bleu, min_chrf, max_ter, max_drop, drop_metric, document_level)
    if not gates.limits and (document.earlier is None or not max_drop):
        return
    pairing = _pairing(document, whole=document_level)
    if pairing is None:
        return
    language = document.target.language
    for metric, (gate, limit) in gates.limits.items():
        if metric == "ter" and is_long_for_ter(pairing, language):
            continue
        rows = statistics(metric, language, pairing)
        made = figure(metric, language, rows, pairing.counts)
        if is_missed(made, limit):
            measured: Data = {"metric": made.name, "score": made.score, "signature": made.signature}
            yield _hit(
                document,
                missed(made, limit, len(document.references)),
                _worst(metric, language, rows),
                {"gate": gate, "limit": limit, **measured, "segments": len(rows)},
            )
    if document.earlier is None or not max_drop:
        return
    from tqcheck.scoring.comparing import compare

    earlier = _pairing(document, whole=document_level or len(pairing.hypotheses) == 1, earlier=True)
    if earlier is None or len(earlier.hypotheses) != len(pairing.hypotheses):
        return
    before, after = (statistics(drop_metric, language, texts) for texts in (earlier, pairing))
    comparison = compare(drop_metric, language, before, after, pairing.counts)
    if comparison.is_worse(max_drop):
        yield _hit(
            document,
            fallen(comparison, max_drop),
            _worst(drop_metric, language, after, before),
            {
                "gate": "max-drop",
                "limit": max_drop,
                "metric": METRICS[drop_metric],
                "score": comparison.after,
                "before": comparison.before,
                "p": comparison.p,
                "signature": comparison.signature,
                "segments": len(after),
            },
        )


def _pairing(document: Document, *, whole: bool, earlier: bool = False) -> Pairing | None:
    """The paragraphs with their references, else the whole texts; None where there is no text."""
    from tqcheck.errors import TqcheckError
    from tqcheck.scoring.pairing import LengthsDifferError, pair

    text = document.earlier if earlier and document.earlier else document.version
    for joined in (whole, True):
        try:
            return pair(text, document.references, whole=joined)
        except LengthsDifferError:
            continue
        except TqcheckError:
            break
    return None


def _worst(
    metric: str, language: str, rows: Statistics, before: Statistics | None = None
) -> int | None:
    """The segment that scores lowest, or has lost most; None where all are one."""
    from tqcheck.scoring.metrics import gain, score_of

    if len(rows) == 1:
        return None
    scores = [score_of(metric, language, row) for row in rows]
    olds = [score_of(metric, language, row) for row in before] if before else [0.0] * len(rows)
    gains = [gain(metric, old, score) for old, score in zip(olds, scores, strict=True)]
    return gains.index(min(gains))


def _hit(document: Document, message: str, worst: int | None, data: Data) -> Hit:
    """A finding on the paragraph that is furthest from the reference, else on the text."""
    first = document.references[0].path
    paragraphs = document.target.paragraphs
    if worst is None:
        place, text = document.target.span, paragraphs[0].text if len(paragraphs) == 1 else ""
        where = "the text"
    else:
        place, text = paragraphs[worst].span, paragraphs[worst].text
        where = f"the text, and paragraph {paragraphs[worst].number} first of all,"
    return Hit(
        span=place,
        message=message,
        help=f"read {where} beside {first}",
        text=text,
        data=data,
        certainty="likely",
    )
