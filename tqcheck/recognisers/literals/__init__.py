"""Strings in a text of any language that are not quantities: addresses, versions, names, marks.

What is copied letter by letter, or numbers something, is a literal: URLs, mail and network
addresses, files, options, inline code, placeholders, tags, versions, section numbers,
identifiers, labels of lists and marks of notes.

A string is a literal only where no reader would take it for a quantity. Dates, times, money,
scores, ratios, fractions, ranges, decimals and grouped thousands are never found. Where a second
reading is plausible (`4.2.10` as a date, `1.` as an ordinal), a literal is not found, or it is
marked as not `sure`. The language of the text plays no part, as literals are the same in all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from tqcheck.recognisers.literals import (
    designations,
    dotted,
    files,
    marks,
    markup,
    numbered,
    registers,
    sections,
    versions,
    web,
)
from tqcheck.recognisers.literals.folding import folded
from tqcheck.recognisers.literals.literal import Literal
from tqcheck.recognisers.literals.regions import regions

# In these orders, since what is found first is not looked at again: `{x}` in code is code.
_OF_TEXT = (markup.code, markup.tags, sections.headings)
_OF_REGIONS = (
    web.urls,
    markup.placeholders,
    web.mails,
    files.paths,
    web.hosts,
    web.addresses,
    registers.find,
    sections.find,
    numbered.find,
    versions.find,
    dotted.find,
    sections.before_titles,
    files.options,
    marks.notes,
    designations.find,
)


# Several rules ask for the literals of one segment.
@lru_cache(maxsize=1024)
def literals(text: str) -> tuple[Literal, ...]:
    """The literals of a text in order of place, without overlap."""
    plain = folded(text)
    taken = bytearray(len(plain))
    found = []
    for literal in _candidates(plain):
        if not any(taken[literal.start : literal.end]):
            taken[literal.start : literal.end] = b"\1" * (literal.end - literal.start)
            found.append(literal)
    return tuple(sorted(found))


def without_literals(text: str) -> str:
    """The text with a blank for each character of its sure literals, so that places remain."""
    parts, at = [], 0
    for literal in literals(text):
        if literal.sure:
            parts += [text[at : literal.start], " " * (literal.end - literal.start)]
            at = literal.end
    return "".join((*parts, text[at:]))


def _candidates(plain: str) -> Iterator[Literal]:
    for finder in _OF_TEXT:
        yield from finder(plain)
    for start, end in regions(plain):
        part = plain[start:end]
        for finder in _OF_REGIONS:
            for literal in finder(part):
                yield literal._replace(start=literal.start + start, end=literal.end + start)
    yield from marks.labels(plain)
