"""A paragraph inside the source has no translation.

The reader of the translation cannot see that anything is missing. Paragraphs are aligned by meaning
and length, so merged and split paragraphs do not count as omissions. A line that is too short to be
a paragraph (a subheading, a caption) is a warning.

Not reported: the title, byline, date and agency lines of the original, because the header carries
them; and the end of the text, which is left to `omitted-ending`.

Bad:
    zh: 石溪村的新桥昨天通车。
    en: The new bridge of Shixi village opened yesterday.
    zh: 修桥的木料由上游的林场拨给，石匠都是本村人。
    en:
    zh: 县里决定今年秋天在柳湾和石渡再修两座这样的小桥。
    en: This autumn the county will build two more such bridges, at Liuwan and Shidu.

Good:
    zh: 石溪村的新桥昨天通车。
    en: The new bridge of Shixi village opened yesterday.
    zh: 修桥的木料由上游的林场拨给，石匠都是本村人。
    en: The forest farm upstream gave the timber.
    en: The masons were all from the village.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.document import Document
from tqcheck.finding import Hit
from tqcheck.matching.evidence import after, numbered, related_segments
from tqcheck.matching.omissions import (
    LIKELY,
    Omission,
    certainty,
    evidence,
    expected_length,
    is_line,
    omissions,
)

SEVERITY = "error"
KIND = "omission"


def check(document: Document) -> Iterator[Hit]:
    """Report each run of unaligned source paragraphs that a translated one follows."""
    for omission in omissions(document):
        if not omission.is_ending:
            has = "has" if len(omission.segments) == 1 else "have"
            message = f"source {numbered(omission.segments)} {has} no translation"
            yield omission_hit(document, omission, message)


def omission_hit(document: Document, omission: Omission, message: str) -> Hit:
    """What this rule and `omitted-ending` report, on the line after which the text is missing."""
    is_lexical = document.alignment.engine == "lexical"
    is_doubtful = omission.posterior is not None and omission.posterior < LIKELY
    is_minor = is_line(omission, document.source.language) or is_lexical or is_doubtful
    place = after(omission.before, document)
    # Without the encoder only lengths and numbers are seen.
    unless = ", unless it is there: only lengths and numbers were compared" if is_lexical else ""
    return Hit(
        span=place,
        message=message,
        help=f"translate source {numbered(omission.segments)} after line {place.line}{unless}",
        text="" if omission.before is None else omission.before.text,
        related=related_segments(document, omission.segments),
        data={
            "paragraphs": [segment.number for segment in omission.segments],
            **evidence(document, omission.posterior, omission.similarity),
            "expected_length": expected_length(document, omission.segments),
            "found_length": 0,
        },
        severity="warning" if is_minor else None,
        certainty=certainty(document, omission.posterior),
    )
