"""The sections do not have the same number of paragraphs.

A difference of counts says little by itself: translators merge and split without loss. So the
message says how the alignment explains it. If merged and split paragraphs explain all of the
difference, the finding is only information; otherwise it is a warning.

Not reported: the lines of the frame (title, byline, dateline, agency), of which either side may
have more.

Bad:
    zh: 石溪村的新桥昨天通车。
    zh: 木料来自上游的林场。
    en: The new bridge of Shixi opened yesterday. The timber came from a forest farm.
    zh: 县里决定今年秋天在柳湾和石渡再修两座这样的小桥。
    en: This autumn the county will build two more such bridges, at Liuwan and Shidu.

Good:
    zh: 石溪村的新桥昨天通车。
    en: The new bridge of Shixi village opened yesterday.
    zh: 县里决定今年秋天在柳湾和石渡再修两座这样的小桥。
    en: This autumn the county will build two more such bridges, at Liuwan and Shidu.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tqcheck.beads import Bead
from tqcheck.document import Document, Segment
from tqcheck.finding import Hit, Span
from tqcheck.matching.evidence import after, numbered
from tqcheck.matching.omissions import lost_inside
from tqcheck.wording import plural

SEVERITY = "warning"

# How many beads the message names; the others are in `data`.
_MAX_NAMED = 3


def check(document: Document) -> Iterator[Hit]:
    """Report a difference of counts with the beads that explain it."""
    if not document.source.paragraphs or not document.target.paragraphs:
        return
    beads = document.alignment.beads
    sources = sum(len(bead.source) for bead in beads)
    targets = sum(len(bead.target) for bead in beads)
    if sources == targets or not targets:
        return
    uneven = [bead for bead in beads if len(bead.source) != len(bead.target)]
    named = [bead for bead in _joined(beads) if len(bead.source) != len(bead.target)]
    parts = [_explained(bead) for bead in named[:_MAX_NAMED]]
    if len(named) > _MAX_NAMED:
        parts.append(plural(len(named) - _MAX_NAMED, "more difference"))
    lossless = all(bead.source and bead.target and not lost_inside(bead) for bead in beads)
    yield Hit(
        span=_first(uneven, document),
        message=f"{plural(targets, 'paragraph')} for {sources} in the source: {', '.join(parts)}",
        help="set the paragraphs as the source has them, or leave it: nothing is lost"
        if lossless
        else "see with `tqcheck align` which paragraphs belong together",
        data={
            "source": sources,
            "target": targets,
            "beads": [bead.kind for bead in beads],
            "engine": document.alignment.engine,
        },
        severity="info" if lossless and document.alignment.engine != "lexical" else None,
        certainty="likely",
    )


def _first(uneven: list[Bead], document: Document) -> Span:
    """Where the difference begins: at a paragraph of the translation, or after the last before."""
    if uneven[0].target:
        return uneven[0].target[0].span
    before: Segment | None = None
    for bead in document.alignment.beads:
        if bead is uneven[0]:
            break
        before = bead.target[-1] if bead.target else before
    return after(before, document)


def _joined(beads: Sequence[Bead]) -> Iterator[Bead]:
    """The beads, with what is omitted or added in a row as one."""
    for empty, group in groupby(beads, key=lambda bead: (not bead.target, not bead.source)):
        run = list(group)
        if not any(empty):
            yield from run
            continue
        source = tuple(segment for bead in run for segment in bead.source)
        target = tuple(segment for bead in run for segment in bead.target)
        yield Bead(source, target, None, None)


def _explained(bead: Bead) -> str:
    if not bead.target:
        return f"source {numbered(bead.source)} omitted"
    if not bead.source:
        return f"{numbered(bead.target)} added"
    if len(bead.source) > len(bead.target):
        return f"source {numbered(bead.source)} merged into {len(bead.target)}"
    return f"source {numbered(bead.source)} split into {len(bead.target)}"
