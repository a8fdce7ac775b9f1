"""A section is not in its language.

The model answered in another language or repeated the source, or the two sections were swapped.
Languages of different scripts are told apart by their scripts. Languages of one script are told
apart by their commonest words, and where these leave a doubt by a statistical identifier.

Not reported: sections that are too short to tell. Single paragraphs in the source language are left
to `untranslated-paragraph`.

Bad:
    zh: 横渡清江的新渡船昨天首次试航。
    en: 横渡清江的新渡船昨天首次试航。

Good:
    zh: 横渡清江的新渡船昨天首次试航。
    en: The new ferry across the Qing River made its first crossing yesterday.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.document import Document, Section
from tqcheck.finding import Hit
from tqcheck.languages import language
from tqcheck.text.identification import identify

SEVERITY = "error"


def check(document: Document) -> Iterator[Hit]:
    """Identify the language of each section as a whole."""
    source, target = document.source, document.target
    # Paragraphs left in the source language beside a translation are untranslated-paragraph's.
    kept = [s.text for s in target.paragraphs if not document.is_left_in_source(s)]
    texts = {"target": "\n".join(kept) or target.text, "source": source.text}
    for section, other in ((target, source), (source, target)):
        verdict = identify(texts[section.side], section.language, other.language)
        if verdict.language in (None, section.language):
            continue
        found = language(verdict.language or "").name
        wanted = language(section.language).name
        yield Hit(
            span=section.segments[0].span,
            message=f"the {_NAMES[section.side]} is in {found}, not in {wanted}",
            help=_remedy(section, verdict.language, other),
            text=section.segments[0].text,
            data={
                "section": section.side,
                "expected": section.language,
                "found": verdict.language,
                "confidence": round(verdict.confidence, 4),
                "evidence": verdict.evidence,
            },
            certainty="certain" if verdict.evidence == "script" else "likely",
            path=section.file.path,
        )


_NAMES = {"target": "translation", "source": "original"}


def _remedy(section: Section, found: str | None, other: Section) -> str:
    if section.side == "target" or found != other.language:
        wanted = language(section.language).name
        action = "translate it into" if section.side == "target" else "restore the original in"
        return f"{action} {wanted}"
    return "put the original below the separator and the translation above it"
