"""Full-width punctuation in a Latin-script translation, half-width punctuation in Chinese.

`，` among English words comes from the keyboard of the original. It leaves a gap in the line,
searches miss it, and other programs read the words on both sides of it as one. In Chinese and
Japanese, it is a `,` between two characters that is wrong.

Not reported: punctuation beside quoted Chinese characters, the list of named entities, wide blanks
that indent a paragraph or set columns, and signs that the scripts share (· — … “ ”).

`--fix` writes the right sign where only the keyboard can explain the wrong one: `，` between words,
`（` and `）` around words, both of them, in a translation from Chinese or Japanese whose original
does not speak of punctuation. All else is an unsafe fix. Half-width signs in Chinese and
Japanese are, since tables and journals have them; signs in quotations, and blanks, which may set
names apart. Of a pair that cannot be replaced on both sides, neither sign is.

Bad:
    zh: 新渡船昨天横渡清江，用了九分钟。
    en: The new ferry crossed the Qing River yesterday， and the crossing took nine minutes.

    en: The new ferry crossed the river yesterday, and the crossing took nine minutes.
    ja: 新しい渡し船は昨日,川を渡った。所要時間は九分だった。

Good:
    zh: 新渡船（每日三班）昨天横渡清江，用了九分钟。
    en: The new ferry (渡船，每日三班) crossed the Qing River yesterday; it took nine minutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tqcheck.detectors.punctuation import Foreign, foreign_punctuation, speaks_of_signs
from tqcheck.document import Document
from tqcheck.finding import Hit, Replacement, Span
from tqcheck.languages import Spacing, language
from tqcheck.matching.evidence import translated
from tqcheck.matching.fixable import NEVER, SAFE, UNSAFE, Fixable

SEVERITY = "warning"
FIXES = ("safe", "unsafe")


def check(document: Document) -> Iterator[Hit]:
    """Report signs by line and by how far they can be fixed: the first, with edits for all."""
    target = language(document.target.language)
    width = "half-width" if target.spacing is Spacing.NOTHING else "full-width"
    fixable = Fixable(document)
    widest = SAFE if _is_from_keyboard(document) else UNSAFE
    for text, span in translated(document):
        found = foreign_punctuation(text, target.code)
        limits = [min(limit, widest) for limit in _limits(found, span, fixable)]
        for limit in (SAFE, UNSAFE, NEVER):
            signs = [sign for sign, own in zip(found, limits, strict=True) if own == limit]
            if not signs:
                continue
            first = signs[0]
            written = text[first.start : first.end].replace("\u3000", "U+3000")
            times = f", and {len(signs) - 1} more in the line" if len(signs) > 1 else ""
            right = first.text.strip() or "a blank"
            yield Hit(
                span=span.part(first.start, first.end),
                message=f"`{written}` is {width} punctuation in {target.name}{times}",
                help=f"write `{right}`" if first.text.strip() else "write a blank",
                text=text[max(0, first.start - 20) : first.end + 20],
                data={"signs": [text[sign.start : sign.end] for sign in signs]},
                edits=tuple(_edit(sign, span) for sign in signs) if limit != NEVER else (),
                safe=limit == SAFE,
            )


def _is_from_keyboard(document: Document) -> bool:
    """Whether full-width signs can only come from the keyboard on which the original was written.

    They may be meant if the original is in another script, or speaks of signs.
    """
    source = language(document.source.language)
    is_wide = source.spacing is Spacing.NOTHING and "Han" in source.scripts
    return is_wide and not speaks_of_signs("\n".join(document.source_lines))


def _edit(sign: Foreign, span: Span) -> Replacement:
    return Replacement(span.part(sign.edit_start, sign.edit_end), sign.text)


def _limits(found: Sequence[Foreign], span: Span, fixable: Fixable) -> list[int]:
    """How far each sign may be fixed: no further than its partner of a pair."""
    limits = [
        NEVER
        if not sign.is_fixable
        else min(SAFE if sign.is_certain else UNSAFE, fixable.place(_edit(sign, span).span))
        for sign in found
    ]
    before: list[int] = []
    order = [*range(len(found)), *reversed(range(len(found)))]
    while limits != before:  # Brackets that follow each other are a chain of partners.
        before = list(limits)
        for at in order:
            limits[at] = min([limits[at], *(limits[partner] for partner in found[at].partners)])
    return limits
