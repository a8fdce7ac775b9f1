"""A placeholder stands instead of text: `[...]`, `(rest omitted)`, `以下略`.

Models that run out of room, or think a list tedious, say so and go on. The reader sees brackets
where the original has sentences. What the original leaves out itself is left alone: an ellipsis, a
（略）, an excerpt that says it is one, a serial that is continued. Placeholders are known in the
languages of [translator-comment](translator-comment.md).

Bad:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    The new ferry crossed the Qing River for the first time yesterday. [...]

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        新渡船昨天首次横渡清江。船上有六十个座位，票价五分。

Good:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    The new ferry crossed the Qing River for the first time yesterday. (Timetable omitted)

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        新渡船昨天首次横渡清江。（时刻表略）
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
                message=f"`{segment.text[start:end]}` stands in place of text",
                help="translate what it stands for",
                text=segment.text[start:end],
                related=related_segments(document, paired),
            )
