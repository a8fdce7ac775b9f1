"""Text that no writer typed: lost letters, wrong decoding, invisible characters, raw markup.

A file that was read in the wrong encoding shows `â€™` for an apostrophe, and U+FFFD where a letter
is lost for good. Characters that cannot be seen break searches and line up nothing. What the
original has too is left alone: a lost character of the original that stands as `?` or `□` in both,
an HTML tag that is carried over. So are the joiners that Persian, Indic scripts and emoji need,
and soft hyphens, which a typesetter puts in.

Bad:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    The ferryâ€™s first crossing of the Qing River took nine minutes yesterday.

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        新渡船昨天首次横渡清江，用了九分钟。

Good:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    The ferry’s first crossing of the Qing River took nine minutes yesterday.

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        新渡船昨天首次横渡清江，用了九分钟。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tqcheck.document import Document
from tqcheck.finding import Hit, Replacement, Span
from tqcheck.languages.garbling import Garble, garbles
from tqcheck.rules._places import within

SEVERITY = "error"


def check(document: Document) -> Iterator[Hit]:
    """Report each kind of garbling once a line, with every place of it in the edits."""
    original = "\n".join([document.source.text, *(m.value for m in document.original.values())])
    listed = {segment.span for segment in document.glossary}
    for text, span in _lines(document):
        found = [
            garble
            for garble in garbles(text, document.target.language)
            if text[garble.start : garble.end] not in original
            # A list of entities may be set with tags; it is no text of the article.
            and not (garble.kind == "tag" and span in listed)
        ]
        for kind, group in groupby(
            sorted(found, key=lambda g: (g.kind, g.start)), lambda g: g.kind
        ):
            yield _hit(text, span, kind, list(group))


def _lines(document: Document) -> Iterator[tuple[str, Span]]:
    """All that is the translation's: header values, segments, and the list of named entities."""
    for field in document.header.fields if document.header else ():
        yield field.value, field.value_span
    for segment in (*document.target.segments, *document.glossary):
        yield segment.text, segment.span


def _hit(text: str, span: Span, kind: str, found: list[Garble]) -> Hit:
    first = found[0]
    garbled = text[first.start : first.end]
    shown = garbled if kind in ("mojibake", "entity", "tag") else _code(garbled)
    repaired = first.repaired
    times = f", {len(found)} times on the line" if len(found) > 1 else ""
    return Hit(
        span=within(span, first.start, first.end),
        message=_MESSAGES[kind].format(shown) + times,
        help=_HELP[kind].format(repaired),
        text=garbled if kind in ("mojibake", "entity", "tag") else text,
        data={"kind": kind, "places": len(found)},
        edits=tuple(
            Replacement(within(span, garble.start, garble.end), garble.repaired)
            for garble in found
            if garble.repaired is not None
        ),
        safe=kind in ("invisible character", "control character"),
    )


_MESSAGES = {
    "lost character": "{} stands where a letter is lost",
    "mojibake": "`{}` was read in the wrong encoding",
    "control character": "the control character {} is in the text",
    "invisible character": "the invisible character {} is in the text",
    "private character": "{} is a private character, which each font shows otherwise",
    "entity": "`{}` is raw markup",
    "tag": "`{}` is markup that the original does not have",
}
_HELP = {
    "lost character": "write the letter that was lost",
    "mojibake": "write `{}`",
    "control character": "remove it",
    "invisible character": "remove it",
    "private character": "write the character that is meant",
    "entity": "write `{}`",
    "tag": "remove it",
}


def _code(char: str) -> str:
    return f"U+{ord(char[0]):04X}"
