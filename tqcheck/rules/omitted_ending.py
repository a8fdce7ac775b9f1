"""The last paragraphs of the source have no translation.

Models stop early. Readers are least likely to miss the end, because the text before it reads well.
Paragraphs are aligned by meaning and length, so merged and split paragraphs do not count as
omissions. A closing line that is too short to be a paragraph (a signature, a photographer) is a
warning.

Not reported: the title, byline, date and agency lines of the original, because the header carries
them.

Bad:
    zh: 修桥的木料由上游的林场拨给，石匠都是本村人。
    en: The forest farm upstream gave the timber, and the masons were all from the village.
    zh: 县里决定今年秋天在柳湾和石渡再修两座这样的小桥。
    en:

Good:
    zh: 石溪村的新桥昨天通车。
    zh: 木料来自上游的林场。
    en: The new bridge of Shixi opened yesterday. The timber came from a forest farm.
    zh: 县里决定今年秋天在柳湾和石渡再修两座这样的小桥。
    en: This autumn the county will build two more such bridges, at Liuwan and Shidu.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.document import Document
from tqcheck.finding import Hit
from tqcheck.matching.omissions import is_line, omissions
from tqcheck.rules.omitted_paragraph import omission_hit

SEVERITY = "error"
KIND = "omission"


def check(document: Document) -> Iterator[Hit]:
    """Report the run of unaligned source paragraphs at the end, if there is one."""
    for omission in omissions(document):
        if omission.is_ending:
            count = len(omission.segments)
            unit = "line" if is_line(omission, document.source.language) else "paragraph"
            if count > 1:
                message = f"the last {count} {unit}s of the source have no translation"
            else:
                message = f"the last {unit} of the source has no translation"
            yield omission_hit(document, omission, message)
