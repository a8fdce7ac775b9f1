"""Separates the frame of an article (title, byline, dateline, agency) from its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tqcheck.document import (
    BYLINE,
    CREDIT,
    DATELINE,
    TEXT,
    TITLE,
    Field,
    Header,
    Segment,
    SourceField,
)
from tqcheck.recognisers.datelines import is_dateline
from tqcheck.text.folding import fold
from tqcheck.text.untranslated import is_untranslated

# The lines at either end of a section among which the frame is looked for; no article of the
# archive in docs/benchmarks.md has more than three at either end.
_FRONT_LINES = 6
_BACK_LINES = 4
# Two titles are the same when this much of the shorter one is in the other, in order: a title
# repeated in the text loses an article or a comma, an unrelated first sentence shares under half.
_SAME_TITLE_RATIO = 0.85
_MAX_TITLE_CHARS = 1000

# Patterns are kept as strings: re compiles them when they are first used, not at every start.
_BRACKETED = r"[(（\[【［〔][^()（）\[\]【】［］〔〕]{1,60}[)）\]】］〕][.。]?"

_MAX_BYLINE_CHARS = 90
_MAX_OFFICE_CHARS = 24
_ROLES = (
    r"(?i)\b(?:by|written|reporters?|correspondents?|staff|our|special|author|xinhua|news|agency"
    r"|people's|daily|photo(?:graph(?:ed|er)?)?s?)\b|本报|新华社|记者|通讯员|摄影|编译|[摄作文译]$"
)


def classify(
    header: Header | None,
    original: dict[str, SourceField],
    target: Sequence[Segment],
    source: Sequence[Segment],
    languages: tuple[str, str],
) -> tuple[list[Segment], list[Segment]]:
    """Give the segments that belong to the frame their kind; the others stay paragraphs.

    A line of the frame is recognised by the header, the original's own header, or its form.
    `languages` are the codes of source and target.
    """
    source_names, target_names = (
        [original[name].value if name in original else "" for name in ("title", "byline")],
        [field.value if field else "" for field in _fields(header, "Title", "Author")],
    )
    # If the source is repeated in the translation, each of the two texts has its own frame.
    copied: list[Segment] = []
    translated: list[Segment] = []
    for segment in target:
        left = is_untranslated(segment.text, *languages)
        (copied if left else translated).append(segment)
    framed = [*_frame(copied, *source_names), *_frame(translated, *target_names)]
    return sorted(framed, key=lambda segment: segment.span.line), _frame(source, *source_names)


def _fields(header: Header | None, *names: str) -> list[Field | None]:
    return [header.get(name) if header else None for name in names]


def _frame(segments: Sequence[Segment], title: str, byline: str) -> list[Segment]:
    kinds: list[str] = []
    for i, segment in enumerate(segments):
        # Only lines of the frame are above this line.
        leading = i < _FRONT_LINES and TEXT not in kinds
        outer = i < _FRONT_LINES or i >= len(segments) - _BACK_LINES
        kinds.append(_kind(segment.text, title, byline, leading=leading, outer=outer))
    # If an article, such as a slogan or a caption, is only its title, the title is its text.
    if TEXT not in kinds and TITLE in kinds:
        kinds[len(kinds) - 1 - kinds[::-1].index(TITLE)] = TEXT
    return [replace(segment, kind=kind) for segment, kind in zip(segments, kinds, strict=True)]


def _kind(text: str, title: str, byline: str, *, leading: bool, outer: bool) -> str:
    if leading and _is_title(text, title):
        return TITLE
    if outer and _is_byline(text, byline, leading=leading):
        return BYLINE
    if outer and is_dateline(text):
        return DATELINE
    if re.fullmatch(_BRACKETED, text):
        return CREDIT
    return TEXT


def _is_title(text: str, title: str) -> bool:
    """The whole title, a line of it, or the title with small losses."""
    if len(text) > _MAX_TITLE_CHARS or len(title) > _MAX_TITLE_CHARS:
        return False
    line, whole = fold(text), fold(title)
    if len(line) < 2 or not whole or len(line) > 1.5 * len(whole):
        return False
    if line in whole or whole in line:
        return True
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, line, whole, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    return common >= _SAME_TITLE_RATIO * min(len(line), len(whole)) and common >= 0.5 * len(line)


def _is_byline(text: str, byline: str, *, leading: bool) -> bool:
    """The names of the byline, with brackets or a role around them and nothing else.

    Above the text an office may be with them; below it, a signature with an office is text, since
    it says more than the header.
    """
    if not byline or len(text) > _MAX_BYLINE_CHARS:
        return False
    line, names = (fold(re.sub(_ROLES, "", words)) for words in (text, byline))
    if line and line in names:
        return True
    office = len(line) - len(names)
    return leading and len(names) > 1 and names in line and office <= _MAX_OFFICE_CHARS
