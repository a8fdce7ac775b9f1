"""Inline code, placeholders of messages, and tags.

Blocks of code belong to the layout. `$5` and `%5` are an amount and a Turkish percentage,
`\\emph{x}` and `<your name>` hold text, `50 %d'eau` ends a number: none is a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tqcheck.recognisers.literals import words
from tqcheck.recognisers.literals.folding import WORD
from tqcheck.recognisers.literals.literal import Literal
from tqcheck.recognisers.literals.pattern import Pattern

# A paragraph ends the span of code that was opened in it, as in Markdown.
_TICKS = Pattern(r"(?P<ticks>(?<!\\)`+)|(?P<end>\n[ \t]*\n)")

_NAME = r"[^\W\d]\w{0,40}"
_FIELD = rf"(?:{_NAME}(?:[.-]\w{{1,40}}|\[\w{{1,40}}\]){{0,8}}|\d{{1,2}})"
_PLACEHOLDERS = Pattern(
    "|".join(
        (
            r"\{\{\{? {0,2}[^{}\n]{1,80}\}\}\}?",
            r"\{%-? [^{}\n]{1,80}%\}|\{\* [^{}\n]{1,200}\*\}|\{ ?[#.][\w-]{1,80} ?\}",
            r"[$#%]\{[^{}\n]{1,80}\}",
            # {name}, {0}, {0:.2f}, {!r}, {count, number}; the branches of a plural hold text.
            rf"(?<![\\}}])\{{{_FIELD}(?:![rsa])?(?::[^{{}}\s]{{1,20}})?\}}",
            rf"\{{{_FIELD},\s?(?:number|date|time)(?:,\s?[^{{}}\n]{{1,40}})?\}}",
            rf"\{{{_FIELD},\s?(?:plural|select|selectordinal),",
            r"(?:%[A-Za-z][:/.-]?){2,12}(?![A-Za-z%])",
            # printf: no blank as a flag, no width before letters that may end a word.
            rf"(?<![\d%])(?<!\d )%(?:\d{{1,2}}\$)?(?:[-+0#]{{0,3}}\d{{0,3}}(?:\.\d{{1,2}})?[dfxX]"
            rf"|(?:l|ll|z|h|hh)?[diuxX]|(?:\.\d{{1,2}})?[sfgec@]|\(\w{{1,40}}\)[sdifr])(?![{WORD}%])",
            rf"(?<![{WORD}%])%[A-Z][A-Z_]{{1,30}}%",
            # $name, but US$, $A and $CAN are money.
            rf"(?<![{WORD}$])\$(?:[a-z_]\w{{1,40}}|[A-Z][A-Z_]{{3,40}})(?![{WORD}$]| ?\d)",
            r"(?<![\w])__[a-z][a-z0-9]{0,20}_[a-z0-9_]{1,30}__(?!\w)",
            r"⟦[^⟦⟧\s]{1,40}⟧",
        )
    )
)
_COMMAND = Pattern(r"\\[A-Za-z]{1,20}$")
_SHORT_CODE = Pattern(
    rf"(?<![{WORD}:])(?::[a-z][a-z0-9_+-]{{1,30}}:(?![{WORD}:])|:[a-z_]{{3,30}}(?![{WORD}:]))"
)

_ATTRIBUTES = r"(?:\s[^<>`]{1,400})"
_TAG = Pattern(
    rf"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:.-]{{0,40}}|\d{{1,2}})(?P<rest>{_ATTRIBUTES}?)(?P<empty>/?)>"
)
_ENTITY = Pattern(r"&(?:(?P<name>[A-Za-z][A-Za-z0-9]{1,31})|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
# Attributes whose value is text that is translated.
_TRANSLATED = (
    r"\s(?:alt|title|aria-\w+|label|placeholder|summary|content|lang)\s*=\s*(?:\"[^\"]*\"|'[^']*')"
)
_HTML = frozenset(words.HTML.split())


def code(text: str) -> Iterator[Literal]:
    """Yield inline code: what is between two equal runs of backticks in one paragraph."""
    if "`" not in text:
        return
    runs = [match for match in _TICKS.finditer(text)]
    closing: list[int] = [-1] * len(runs)
    later: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        if runs[number]["end"]:
            later.clear()
        else:
            length = len(runs[number][0])
            closing[number] = later.get(length, -1)
            later[length] = number
    number = 0
    while number < len(runs):
        close = closing[number]
        if close < 0:
            number += 1
            continue
        inside = text[runs[number].end() : runs[close].start()]
        # `so' quoted, as in old manuals, with the next quotation: the span is not one of code.
        quoted = re.search(r"\w'(?!\w)", inside) is not None and inside.count("'") % 2 == 1
        yield Literal(
            runs[number].start(), runs[close].end(), "code", inside.strip(), sure=not quoted
        )
        number = close + 1


def placeholders(text: str) -> Iterator[Literal]:
    """Yield what a program replaces: {name}, {{id_1}}, ${x}, %s, %1$d, :name, __ph_0__."""
    if any(sign in text for sign in "{%$⟦_"):
        for match in _PLACEHOLDERS.finditer(text):
            # A command of TeX has text between its braces.
            before = text[max(0, match.start() - 30) : match.start()]
            if match[0][0] == "{" and _COMMAND.search(before):
                continue
            key = re.sub(r"\s", "", match[0])
            yield Literal(*match.span(), "placeholder", key)
    if ":" in text:
        for match in _SHORT_CODE.finditer(text):
            sure = match[0].endswith(":")
            yield Literal(*match.span(), "placeholder", match[0], sure=sure)


def tags(text: str) -> Iterator[Literal]:
    """Yield tags of HTML and XML, numbered ones of messages, and character references."""
    if "<" in text:
        found = list(_TAG.finditer(text))
        closed = {match["name"] for match in found if match["close"]}
        for match in found:
            name, rest = match["name"], match["rest"]
            if rest.strip(" /") and "=" not in rest:
                continue
            known = name.lower() in _HTML or name in closed or bool(match["empty"] or rest)
            key = re.sub(_TRANSLATED, "", match[0])
            yield Literal(*match.span(), "tag", re.sub(r"\s+(?=/?>)", "", key), sure=known)
    if "&" in text:
        for match in _ENTITY.finditer(text):
            if not match["name"] or f"{match['name']};" in _entities():
                yield Literal(*match.span(), "tag", match[0])


@cache
def _entities() -> frozenset[str]:
    # Imported here: few texts have references, and the table is large.
    from html.entities import html5

    return frozenset(html5)
