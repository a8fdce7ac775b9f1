"""The translator or the model speaks: an introduction, a note, an offer, a leftover prompt.

`Here is the translation:` at the head of an article is what every reader sees first. Notes of the
translator belong beside the text, and an apology stands where a translation should be. What the
original says is left alone: a text about translators, an editor's note that was translated, a
letter that asks its reader for an answer. So the original's words for it are looked for first.

Bad:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    Here is the translation: The new ferry crossed the Qing River for the first time yesterday.

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        新渡船昨天首次横渡清江。

Good:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    Here is the translation of the letter that the shipyard received yesterday.

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        这是船厂昨天收到的信的译文。
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.document import Document, Segment
from tqcheck.finding import Hit, Replacement
from tqcheck.languages.comments import comments, speaks_of
from tqcheck.rules._places import opposite, within

SEVERITY = "error"


def check(document: Document) -> Iterator[Hit]:
    """Report each sentence or bracket that speaks of the translation, and not of its subject."""
    for segment in document.target.segments:
        for start, end, about in comments(segment.text, document.target.language):
            if speaks_of(_original(document, segment), about):
                continue
            place = within(segment.span, start, end)
            yield Hit(
                span=place,
                message=f"`{_short(segment.text[start:end])}` is a comment on the translation",
                help="remove it",
                text=segment.text[start:end],
                data={"about": about},
                edits=(Replacement(place, ""),),
                safe=False,
            )


def _original(document: Document, segment: Segment) -> str:
    """What the segment was translated from, as far as it is known."""
    return "\n".join(source.text for source in opposite(document, segment))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
