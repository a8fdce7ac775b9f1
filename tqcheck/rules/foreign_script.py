"""Letters of a script that neither language uses and the source does not contain.

A model that slips into Russian or Korean in the middle of a word leaves letters that look right and
are wrong: the `С` of `Сhina` may be Cyrillic. Searches and spelling checkers fail on them.

Not reported: scripts that the source itself contains, and a single Greek letter, which is a symbol.

Bad:
    zh: 横渡清江的新渡船昨天首次试航。
    en: The new ferry across the Qing River made its first crossing yestеrday.

Good:
    zh: 横渡清江的新渡船昨天首次试航。
    en: The new ferry across the Qing River made its first crossing yesterday, steered by β-rays.
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.document import Document
from tqcheck.finding import Hit
from tqcheck.languages import language
from tqcheck.text.scripts import count, words_with

SEVERITY = "error"


def check(document: Document) -> Iterator[Hit]:
    """Report words of the target with letters of a script that has no business there."""
    allowed = {"Latin", *count(document.source.text)}
    for section in (document.source, document.target):
        allowed.update(language(section.language).scripts)
    title = document.title
    places = [(s.text, s.span) for s in document.target.segments]
    if title and title.value:
        places.insert(0, (title.value, title.value_span))
    for text, span in places:
        for start, end, script in words_with(text, allowed):
            word = text[start:end]
            letters = "".join(sorted({c for c in word if script in count(c)}))
            codes = ", ".join(f"U+{ord(c):04X}" for c in letters[:3])
            mixed = len(count(word)) > 1
            what = f"`{word}` has {script} letters ({codes})" if mixed else f"`{word}` is {script}"
            yield Hit(
                span=span.part(start, end),
                message=what,
                help=f"write it in {language(document.target.language).name}",
                text=word,
                data={"script": script, "letters": letters},
            )
