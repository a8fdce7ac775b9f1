"""The list of named entities below a translation, read as a glossary.

Translators write it in many notations: two columns parted by blanks or a tab, `source: target`,
`target (source)`, bullets, bold type, table rows, with headings between the groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tqcheck.document import Segment
from tqcheck.glossaries.term import Term
from tqcheck.languages import language
from tqcheck.text.scripts import count

# What separates term and rendering, the surest first.
_SEPARATORS = (r"\|", r"\t+", r"[ \u3000]{2,}", r"\s*(?:=+>|→|=)\s*", r"[:：]\s*", r"\s+[-–—]+\s+")
_IN_BRACKETS = r"(.*\S)\s*[(（\[【]([^()（）\[\]【】]+)[)）\]】]"
_ALTERNATIVES = r"\s*[/;；]\s*"
# A bullet or a number, markup of emphasis and of line ends.
_MARKUP = r"^\s*(?:[-*+•·]\s+|\d+[.)、]\s*)|\*\*|__|`|<[^<>]*>"
_MAX_LINE_CHARS = 200


def terms(segments: Iterable[Segment], path: str, source: str, target: str) -> Iterator[Term]:
    """The entries of the list; other lines, such as headings, are passed over."""
    for segment in segments:
        if len(segment.text) > _MAX_LINE_CHARS:
            continue
        line = re.sub(_MARKUP, "", segment.text).strip().strip("|").strip()
        sides = _sides(line, source, target)
        if sides is not None:
            term, rendering = sides
            renderings = tuple(dict.fromkeys(_renderings(rendering, source, target)))
            if renderings:
                yield Term(term, renderings, (), "", False, path, segment.span.line)


def _sides(line: str, source: str, target: str) -> tuple[str, str] | None:
    """Term and rendering, whichever is first."""
    for pattern in _SEPARATORS:
        cells = [cell.strip() for cell in re.split(pattern, line) if cell.strip()]
        if len(cells) == 2 and (sides := _oriented(cells[0], cells[1], source, target)):
            return sides
    match = re.fullmatch(_IN_BRACKETS, line)
    if match and (sides := _oriented(match[1], match[2], source, target)):
        return sides
    # One blank is enough where the scripts of the two differ.
    for blank in re.finditer(r"\s+", line):
        cells = [line[: blank.start()], line[blank.end() :]]
        if language(source).scripts[0] != language(target).scripts[0] and (
            sides := _oriented(cells[0], cells[1], source, target)
        ):
            return sides
    return None


def _oriented(first: str, second: str, source: str, target: str) -> tuple[str, str] | None:
    source_script, target_script = language(source).scripts[0], language(target).scripts[0]
    if source_script == target_script:
        return first, second
    one, two = count(first), count(second)
    if (
        source_script in one
        and target_script not in one
        and target_script in two
        and not re.search("[：:]$", first)
    ):
        return first, second
    if source_script in two and target_script not in two and target_script in one:
        return second, first
    return None


def _renderings(text: str, source: str, target: str) -> Iterator[str]:
    """`Renmin Ribao (People's Daily)` is two of them, `Handan / Hantan` too."""
    source_script, target_script = language(source).scripts[0], language(target).scripts[0]
    for part in re.split(_ALTERNATIVES, text):
        match = re.fullmatch(_IN_BRACKETS, part)
        for rendering in (match[1], match[2]) if match else (part,):
            letters = count(rendering)
            if target_script in letters and (
                source_script == target_script or source_script not in letters
            ):
                yield rendering.strip(" .,;，。；")
