"""A paragraph of the translation has no source.

Models explain, conclude and invent. Paragraphs are aligned by meaning and length, so merged and
split paragraphs do not count as additions. A line of the original's own header that was translated
into the text (`Column: Praise`, `Page 2 (Domestic News)`) is recognised by its form.

Not reported: a repeated title or byline, datelines and agency lines, captions in brackets, and
lines that are too short to judge.

Bad:
    zh: 石溪村的新桥昨天通车。
    en: The new bridge of Shixi village opened yesterday.
    zh: 修桥的木料由上游的林场拨给，石匠都是本村人。
    en: The forest farm upstream gave the timber, and the masons were all from the village.
    zh:
    en: Readers are reminded that the post office is closed in the first week of May.

Good:
    zh: 石溪村的新桥昨天通车。
    en: The new bridge of Shixi village opened yesterday.
    zh: 修桥的木料由上游的林场拨给，石匠都是本村人。
    en: The forest farm upstream gave the timber.
    en: The masons were all from the village.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.detectors.header_lines import HEADER_LINES, header_line, is_like
from tqcheck.document import Document
from tqcheck.finding import Hit, Replacement, Span
from tqcheck.matching.evidence import related_field
from tqcheck.matching.omissions import LIKELY, certainty, evidence
from tqcheck.text.lengths import size

SEVERITY = "warning"
FIXES = ("unsafe",)


def check(document: Document, *, shortest: int = 40) -> Iterator[Hit]:
    """Report unaligned target paragraphs of at least `shortest` characters without blanks."""
    if not document.source.paragraphs:
        return
    headed = dict(_header_lines(document))
    for segment in document.target.segments:
        name = headed.get(segment.span)
        if name:
            yield Hit(
                span=segment.span,
                message=f"`{segment.text}` belongs to the header of the original, not to the text",
                help="remove it",
                text=segment.text,
                related=(related_field(document, name),),
                data={"header": name},
                edits=(Replacement(segment.span, ""),),
            )
    for bead in document.alignment.beads:
        if bead.source or (bead.posterior is not None and bead.posterior < LIKELY):
            continue
        for segment in bead.target:
            length = size(segment.text, document.target.language)
            if length < shortest or _is_bracketed(segment.text) or segment.span in headed:
                continue
            yield Hit(
                span=segment.span,
                message=f"paragraph {segment.number} of the translation has no source",
                help="remove it, or restore the source it translates",
                text=segment.text,
                data={
                    **evidence(document, bead.posterior, bead.similarity),
                    "expected_length": 0,
                    "found_length": round(length),
                },
                certainty=certainty(document, bead.posterior),
            )


def _header_lines(document: Document) -> Iterator[tuple[Span, str]]:
    """The lines of the translation that render one of the original's header, and its name there.

    What is in the original's text as well is text.
    """
    lines = {s.span: line for s in document.target.segments if (line := header_line(s.text))}
    if not lines:
        return
    known = {line[0] for s in document.source.segments if (line := header_line(s.text))}
    translated = {
        (segment.span, name)
        for bead in document.alignment.beads
        for name in HEADER_LINES
        if any(is_like(source.text, name) for source in bead.source)
        for segment in bead.target
    }
    for span, (name, value) in lines.items():
        own = document.source_header.get(name)
        if own is None or name in known or (span, name) in translated:
            continue
        if value == own.value if name == "page" else bool(value) == bool(own.value):
            yield span, name


def _is_bracketed(text: str) -> bool:
    """Whether all of a paragraph is in brackets, as captions and translator's notes do."""
    bare = text.strip("*_ ")
    return (bare[:1], bare[-1:]) in {("(", ")"), ("[", "]"), ("（", "）"), ("［", "］")}
