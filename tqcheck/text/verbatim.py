"""Stretches of a text that are not prose: code, markup, addresses, mathematics, front matter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

# Elements whose content is not prose; one that is never closed goes on to the end.
_ELEMENT = (
    r"<(?P<tag>pre|code|kbd|samp|tt|var|script|style|textarea|math|svg|nowiki|source"
    r"|syntaxhighlight)\b[^<>]*>.*?(?:</(?P=tag)\s*>|\Z)"
)
_MATHEMATICS = (
    r"\$\$.*?(?:\$\$|\Z)|\\\[.*?(?:\\\]|\Z)|\\\([^\n]{0,300}?\\\)"
    # As Pandoc tells a formula from two prices.
    r"|(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,300}(?<=[^\s\\$])\$(?![\d$])"
)
_TEMPLATE = r"\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}|\$?\{[^{}\n]*\}|%\(\w+\)\w"
_TAG = r"<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>|<[^<>\s]+>"
_LINK_TARGET = r"\]\([^()\n]*\)|\]\[[^\[\]\n]*\]|^[ ]{0,3}\[[^\[\]\n]+\]:[^\n]*"
# Addresses, paths, names of files and of what is in a program: ASCII that is glued by these signs.
_GLUE = r"://|www\.|[@\\/_=#|]|::|[A-Za-z0-9]\.[A-Za-z0-9]"
_WORD = r"\S+"
_PATTERNS = (_ELEMENT, _MATHEMATICS, _TEMPLATE, _TAG, _LINK_TARGET)

_FENCE = r"(?:\s|>|[-*+]\s|\d{1,9}[.)]\s)*(?P<fence>`{3,}|~{3,})(?P<info>.*)"
_FRONT_MATTER = {"---": ("---", "..."), "+++": ("+++",), ";;;": (";;;",)}


def stretches(lines: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the text of some lines, joined by line feeds, is not prose: offsets, in order.

    They may overlap. What is opened and never closed goes on to the end of its paragraph, or of
    the text, as Markdown has it.
    """
    text = "\n".join(lines)
    found = [*_front_matter(lines), *_fenced(lines)]
    if "`" in text:
        found += _code_spans(text)
    for pattern in _PATTERNS:
        found += (match.span() for match in re.finditer(pattern, text, re.S | re.M | re.I))
    for match in re.finditer(_WORD, text):
        if re.search(_GLUE, match.group()):
            found.append(match.span())
    return sorted(found)


def line_starts(lines: tuple[str, ...]) -> list[int]:
    """The offsets of lines in their text, joined by line feeds."""
    return [0, *accumulate(len(line) + 1 for line in lines)][: len(lines)]


def is_indented(line: str) -> bool:
    """Whether a line begins as one of code does in Markdown."""
    return line[:4].expandtabs(4).startswith("    ")


def _front_matter(lines: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    ends = _FRONT_MATTER.get(lines[first].rstrip(), ())
    for n in range(first + 1, len(lines)):
        if lines[n].rstrip() in ends:
            yield 0, sum(len(line) + 1 for line in lines[: n + 1])
            return


def _fenced(lines: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    starts = line_starts(lines)
    opened, at = "", 0
    for line, start in zip(lines, starts, strict=True):
        if not ("```" in line or "~~~" in line or "#+" in line):
            continue
        match = re.match(_FENCE, line)
        org = re.match(r"\s*#\+(begin|end)_(?:src|example|export)", line, re.I)
        if opened:
            closes = (org and opened == "#+") or (
                match
                and match["fence"].startswith(opened)
                and match["fence"][0] == opened[0]
                and not match["info"].strip()
            )
            if closes:
                yield at, start + len(line)
                opened = ""
        elif org and org[1].lower() == "begin":
            opened, at = "#+", start
        elif match and not (match["fence"][0] == "`" and "`" in match["info"]):
            opened, at = match["fence"], start
    if opened:
        yield at, starts[-1] + len(lines[-1])


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """From a run of backticks to the next of its length, else to the end of the paragraph."""
    runs = [match.span() for match in re.finditer("`+", text)]
    places: dict[int, list[int]] = {}
    for start, end in runs:
        places.setdefault(end - start, []).append(start)
    paragraphs = [match.start() for match in re.finditer(r"\n[^\S\n]*(?=\n)", text)] + [len(text)]
    done = 0
    for start, end in runs:
        if start < done:
            continue
        stop = paragraphs[bisect_left(paragraphs, start)]
        same = places[end - start]
        after = bisect_left(same, end)
        closed = after < len(same) and same[after] < stop
        done = same[after] + end - start if closed else stop
        yield start, done
