"""A placeholder such as `[...]`, `(rest omitted)` or `以下略` replaces text.

Models that run out of room, or that find a list tedious, write a placeholder and go on. The reader
sees brackets where the original has sentences.

Not reported: what the original leaves out itself, such as an ellipsis, a （略）, an excerpt that
says it is one, or a serial that is to be continued. Placeholders are known in the languages of
[translator-comment](translator-comment.md).

Bad:
    zh: 新渡船昨天首次横渡清江。船上有六十个座位，票价五分。
    en: The new ferry crossed the Qing River for the first time yesterday. [...]

    de: Die Fähre fährt jeden Tag. Die Überfahrt kostet fünf Pfennig.
    en: The ferry sails every day. (rest omitted)

Good:
    zh: 新渡船昨天首次横渡清江。（时刻表略）
    en: The new ferry crossed the Qing River for the first time yesterday. (Timetable omitted)
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.detectors.placeholders import is_abridged, placeholders, speaks_of_rest
from tqcheck.document import Document
from tqcheck.finding import Hit
from tqcheck.matching.evidence import opposite, related_segments

SEVERITY = "error"


def check(document: Document) -> Iterator[Hit]:
    """Report each placeholder whose original leaves nothing out."""
    for segment in document.target.segments:
        for start, end in placeholders(segment.text):
            sources = opposite(document, segment)
            original = "\n".join(source.text for source in sources)
            paired = sources if len(sources) < len(document.source.segments) else []
            if is_abridged(original) or (
                paired and segment.text[start].isalpha() and speaks_of_rest(original)
            ):
                continue
            yield Hit(
                span=segment.span.part(start, end),
                message=f"`{segment.text[start:end]}` in place of text",
                help="translate what it stands for",
                text=segment.text[start:end],
                related=related_segments(document, paired),
            )
