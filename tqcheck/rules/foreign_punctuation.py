"""Full-width punctuation in a Latin-script translation, half-width punctuation in Chinese.

`，` among English words comes from the original's keyboard, not from a writer of English: it tears
a hole into the line, searches miss it, and other programs take both words for one. In Chinese and
Japanese it is `,` between two characters that is out of place. Left alone: what stands beside
Chinese characters that are quoted, the list of named entities, blanks of two columns that indent a
paragraph or set columns, and signs that the scripts share (· — … “ ”). `--fix` writes the right
sign with the right blanks; titles in 《》 are left to a reader, who may want italics.

Bad:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    The new ferry crossed the Qing River yesterday， and the crossing took nine minutes.

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        新渡船昨天横渡清江，用了九分钟。

Good:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    The new ferry (渡船，每日三班) crossed the Qing River yesterday; it took nine minutes.

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        新渡船（每日三班）昨天横渡清江，用了九分钟。
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
