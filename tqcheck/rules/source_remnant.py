"""A piece of the source language is left inside translated text.

A translator leaves a name or a term that he does not know, and the reader cannot read it. A remnant
of eight characters or more is a clause, and an error.

Not reported: a gloss in brackets that follows its translation, "the Border Region (边区)", the list
of named entities, and whole paragraphs, which are left to `untranslated-paragraph`. Only languages
of different scripts can be told apart this way; nothing is reported for others.

Bad:
    zh: 横渡清江的新渡船昨天首次试航。
    en: The new ferry across the 清江 made its first crossing yesterday.

    ru: Новый паром через Волгу вчера совершил первый рейс.
    en: The new ferry across the Волга made its first crossing yesterday.

Good:
    zh: 横渡清江的新渡船昨天首次试航。
    en: The new ferry across the Qing River (清江) made its first crossing yesterday.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from tqcheck.document import Document
from tqcheck.finding import Hit
from tqcheck.languages import language
from tqcheck.matching.evidence import translated
from tqcheck.text.lengths import is_dense
from tqcheck.text.scripts import count, runs

SEVERITY = "warning"

# Letters of an alphabet that say as much as one Chinese character (languages/lengths.py).
_LETTERS = 4
# How far from a run the brackets are looked for that make it a gloss.
_NEAR = 200
_OPEN, _CLOSE = "([（［【", ")]）］】"


def check(document: Document, *, error_from: int = 8, longest_gloss: int = 24) -> Iterator[Hit]:
    """Report runs of the source's script inside segments of the target.

    From `error_from` characters on it is an error; a bracketed gloss holds at most
    `longest_gloss` characters. Of an alphabet, four letters count as one character.
    """
    source, target = (language(s.language) for s in (document.source, document.target))
    own = tuple(script for script in source.scripts if script not in target.scripts)
    # Latin words are in texts of every script: names, units, code. They are not a remnant.
    if not own or own == ("Latin",):
        return
    for text, span in translated(document):
        for start, end in runs(text, own):
            remnant = text[start:end]
            letters = sum(count(remnant).get(script, 0) for script in own)
            if not is_dense(source.code):
                letters = ceil(letters / _LETTERS)
            if letters <= longest_gloss and _is_gloss(text, start, end):
                continue
            yield Hit(
                span=span.part(start, end),
                message=f"`{remnant}` is left in {source.name}",
                help=f"translate it into {target.name}",
                text=remnant,
                data={"characters": letters},
                severity="error" if letters >= error_from else None,
            )


def _is_gloss(text: str, start: int, end: int) -> bool:
    """Whether brackets that follow a word hold the run."""
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    left = max(before.rfind(sign) for sign in _OPEN)
    closed = max(before.rfind(sign) for sign in _CLOSE)
    right = any(sign in behind for sign in _CLOSE)
    return left > closed and right and any(char.isalnum() for char in before[:left])
