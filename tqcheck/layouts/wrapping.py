"""Hard-wrapped paragraphs: which lines of a body are one paragraph, broken to fit a width.

Wrapping is recognised by its shape: only the last line of a paragraph has room for what the next
one begins with. In verse, lists and captions lines end anywhere, and begin or end like sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tqcheck.layouts.joining import blank, columns, has_no_blanks, is_wide

# The figures come from the archive and the news of docs/benchmarks.md (benchmarks/wrapping.py).
# Widths that texts are wrapped at, in columns: verse is narrower, unwrapped paragraphs are wider.
_MIN_COLUMNS, _MAX_COLUMNS = 40, 140
# The share of the width that an edit leaves empty, or a formatter that evens lines out (`fmt`:
# 14 %). Verse looks similar, so only wide texts are recognised with such gaps.
_GAP = 1 / 6
_MIN_COLUMNS_WITH_GAPS = 66
# Line ends inside a sentence, where the next line goes on in lower case or without case: 76 % in
# English news, 43 % in German documentation, 79 % in Chinese news; none in lists and most verse.
_RUNNING = 0.25
_RUNNING_WITH_GAPS = 0.5
# So many of them are not chance; fewer are enough in Chinese, where lines are seldom full by it.
_MIN_RUNNING, _MIN_RUNNING_DENSE = 3, 2

# Patterns are kept as strings: most documents are not wrapped and do not need them.
_ITEM = (
    r"\s*(?:[-*+•·][ \t]|[▲●○◆■□※]|\(?\d{1,3}[.)]|[（(]?[一二三四五六七八九十]{1,3}[）)、])[ \t]*"
)
# A sentence ends with the text, or within a line of Chinese.
_STOPPED = r"[.!?:;。！？：；…](?:[^\w.!?:;。！？：；…<]|<[^<>]*>)*$|[。！？；]\w"
# A Markdown heading or row of a table takes one line.
_ONE_LINE = ("#", "|")
_SET_BY_HAND = r"\S(?: {3}|\t|\u3000\u3000)"
# Characters that a line of Chinese does not begin with, and those that it does not end with.
_CLOSING = frozenset("，。、；：！？）〕】」』》〉％")
_CLING = _CLOSING | frozenset("”’…—")
_OPENING = frozenset("（〔【「『《〈“‘")

Measure = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a line, in columns."""

    # The width of the line.
    width: int
    # The width that it would have with the first word of the next line.
    reach: int
    # Whether the text runs on: neither line shows that a sentence ends between them.
    runs: bool


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that may be one paragraph."""

    # The index of the first line, and of the line after the last.
    first: int
    end: int
    # The ends of all lines but the last.
    ends: tuple[_End, ...]
    # The width of the widest line, in columns.
    widest: int
    # Whether the last line ends a sentence.
    stops: bool

    @property
    def running(self) -> int:
        return sum(end.runs for end in self.ends)

    def fits(self, width: int, gap: float) -> bool:
        """Whether it is wrapped at that width, with at most the share `gap` of it left empty."""
        empty = width + 1 - min(end.reach for end in self.ends)
        if empty <= 0 and self.widest <= width:
            return True
        spare = gap * width
        return (
            empty <= spare
            and self.widest <= width + spare / 2
            and 2 * self.running >= len(self.ends)
        )


def wrapped(lines: Sequence[str], written: Sequence[int], language: str) -> dict[int, int]:
    """The paragraphs of a body that take several lines: index of the first, and after the last.

    `written` are the indexes of the lines of text. All paragraphs of a body that have spaces
    between words are wrapped at one width, and those without, such as untranslated ones, at one.
    """
    runs = [
        run for run in _runs(lines, written) if max(map(len, lines[slice(*run)])) <= _MAX_COLUMNS
    ]
    paragraphs: dict[int, int] = {}
    for dense in (False, True) if runs else ():
        own = [run for run in runs if has_no_blanks(lines[slice(*run)]) is dense]
        is_ascii = all(line.isascii() for run in own for line in lines[slice(*run)])
        # Most programs count columns, some characters.
        for measure in (columns,) if is_ascii else (columns, len):
            measured = [_block(lines, run, measure, dense, language) for run in own]
            if blocks := [block for block in measured if block]:
                like = (lines[i] for i in written if has_no_blanks([lines[i]]) is dense)
                longest = max(measure(line.rstrip()) for line in like)
                ends = _at_one_width(blocks, longest, dense)
                paragraphs |= ends
                if ends:
                    break
    return paragraphs


def _at_one_width(blocks: Sequence[_Block], longest: int, dense: bool) -> dict[int, int]:
    """The blocks that were wrapped, first without gaps; `longest` is the body's widest line."""
    for narrowest, gap in ((_MIN_COLUMNS, 0.0), (_MIN_COLUMNS_WITH_GAPS, _GAP)):
        width = _width(blocks, narrowest, gap)
        fitting = [block for block in blocks if block.fits(width, gap)]
        ends, running = (sum(len(b.ends) for b in fitting), sum(b.running for b in fitting))
        stopping = sum(block.stops for block in fitting)
        share = _RUNNING_WITH_GAPS if gap else _RUNNING
        if not running or running < share * ends or 2 * stopping < len(fitting):
            continue
        # Fewer are enough with a paragraph of four full lines.
        is_long = not gap and any(len(block.ends) >= _MIN_RUNNING for block in fitting)
        enough = running >= (_MIN_RUNNING_DENSE if dense or is_long else _MIN_RUNNING)
        # Many others that run on but do not fit are free verse.
        mostly = 4 * running >= 3 * sum(block.running for block in blocks)
        # A few line ends are enough if nothing in the body is wider or contradicts them.
        alone = longest <= width and not gap and stopping == len(blocks)
        if (enough and mostly) or alone:
            return {block.first: block.end for block in blocks if block.fits(width, _GAP)}
    return {}


def _width(blocks: Sequence[_Block], narrowest: int, gap: float) -> int:
    """The greatest of the widths that most lines were broken for."""
    counts = [0] * (_MAX_COLUMNS + 2)
    for block in blocks:
        for end in block.ends:
            first, last = (
                max(end.width, narrowest),
                min(int((end.reach - 1) / (1 - gap)), _MAX_COLUMNS),
            )
            if first <= last:
                counts[first] += 1
                counts[last + 1] -= 1
    for width in range(1, len(counts)):
        counts[width] += counts[width - 1]
    return max(range(narrowest, _MAX_COLUMNS + 1), key=lambda width: (counts[width], width))


def _runs(lines: Sequence[str], written: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The lines that may be one paragraph: neighbours, none but the first indented.

    In a list each item is one, its lines indented as far as its text or not at all.
    """
    first, last, hanging = -1, -1, 0
    for i in written:
        line = lines[i]
        indent = len(line) - len(line.lstrip())
        item = re.match(_ITEM, line)
        if (
            first < 0
            or i != last + 1
            # If lines were cut at a number of characters, one may begin with a space.
            or (indent and indent != hanging and line[:2].isspace())
            or (item and hanging)
            or line.startswith(_ONE_LINE)
            or lines[last].startswith(_ONE_LINE)
        ):
            if last > first:
                yield first, last + 1
            first, hanging = i, item.end() if item else 0
        last = i
    if last > first:
        yield first, last + 1


def _block(
    lines: Sequence[str], run: tuple[int, int], measure: Measure, dense: bool, language: str
) -> _Block | None:
    """The lines with their measures; None where they are too narrow or wide, or set by hand."""
    own = [line.rstrip() for line in lines[slice(*run)]]
    blanks = [line[len(text) :][:1] for line, text in zip(lines[slice(*run)], own, strict=True)]
    if any(re.search(_SET_BY_HAND, line) for line in own):
        return None
    widths = [measure(line) for line in own]
    if max(widths) > _MAX_COLUMNS or max(widths[:-1]) < _MIN_COLUMNS:
        return None
    ends = []
    for i, (line, below) in enumerate(pairwise(own)):
        below = below.lstrip()
        joint = blanks[i] or blank(line, below, dense)
        reach = widths[i] + len(joint) + measure(_unit(below))
        ends.append(_End(widths[i], reach, _runs_on(line, below, dense, language)))
    return _Block(*run, tuple(ends), max(widths), bool(re.search(_STOPPED, "\n".join(own))))


def _runs_on(line: str, below: str, dense: bool, language: str) -> bool:
    """Whether a sentence goes on from one line to the next, unlike in a list or verse."""
    if below[0] in _CLOSING:
        return True
    if not line[-1].isalnum():
        return False
    if below[0].isdecimal():
        # Rows of figures and years in a chronicle begin like this too.
        in_prose = dense or (line[-1].islower() and not line.lstrip()[0].isdecimal())
        return in_prose and not re.match(_ITEM, below)
    if below[0].isalpha() and not below[0].isupper():
        return True
    from tqcheck.languages.facts import facts

    return line.rpartition(" ")[2] in facts(language).function_words


def _unit(line: str) -> str:
    """The first unbreakable part: a word, or a wide character with its punctuation."""
    if line.isascii():
        return line.partition(" ")[0]
    at = 0
    while at < len(line) - 1 and line[at] in _OPENING:
        at += 1
    if is_wide(line[at]):
        at += 1
    else:
        while at < len(line) and line[at] != " " and not is_wide(line[at]):
            at += 1
    while at < len(line) and line[at] in _CLING:
        at += 1
    return line[:at]
