"""Full-width punctuation in a Latin-script translation, half-width punctuation in Chinese.

`，` among English words comes from the keyboard of the original. It leaves a gap in the line,
searches miss it, and other programs read the words on both sides of it as one. In Chinese and
Japanese, it is a `,` between two characters that is wrong.

Not reported: punctuation beside quoted Chinese characters, the list of named entities, wide blanks
that indent a paragraph or set columns, and signs that the scripts share (· — … “ ”).

`--fix` writes the right sign with the right blanks. Titles in 《》 are left to a person, who may
want italics.

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

from collections.abc import Iterator

from tqcheck.detectors.punctuation import foreign_punctuation
from tqcheck.document import Document
from tqcheck.finding import Hit, Replacement
from tqcheck.languages import Spacing, language
from tqcheck.matching.evidence import translated

SEVERITY = "warning"


def check(document: Document) -> Iterator[Hit]:
    """Report the first sign of each line, with all signs of the line in the edits."""
    target = language(document.target.language)
    width = "half-width" if target.spacing is Spacing.NOTHING else "full-width"
    for text, span in translated(document):
        found = list(foreign_punctuation(text, target.code))
        for safe in (True, False):
            signs = [sign for sign in found if sign.safe is safe]
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
                edits=tuple(
                    Replacement(span.part(sign.edit_start, sign.edit_end), sign.text)
                    for sign in signs
                ),
                safe=safe,
            )
