"""The anchors: what can be compared whatever the language, as questions, numbers, paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tqcheck.alignment.band import Floats
from tqcheck.alignment.links import Range

# Chosen with the settings in semantic.py.
#
# Taken off for each kind of mark in which the sides of a link differ. A difference of quotation
# marks counts by halves up to two, since a quotation opens in one sentence and closes in another.
MARK = 0.05
# Taken off for each border between paragraphs inside a link: translators merge paragraphs, but
# hardly ever the last sentence of one with the first of the next. Where most paragraphs are one
# sentence (verse, lists, subtitles) borders say less, and count as ALONE times that.
BORDER = 0.1
ALONE = 0.2
# Added where a paragraph begins on both sides, likewise.
JOINT = 0.06
# Added for each number that both sides have. Where meaning is compared, numbers add nothing (tried
# on the texts of benchmarks/gold.py).
NUMBER = 0.05

_MARKS = ("?？؟", "!！", '"“”„«»「」『』')
_NUMBER = re.compile(r"\d+")
_LATIN = re.compile(r"[^\W\d_]{4,}")


class Anchors:
    """How well marks, numbers and the borders of paragraphs agree on both sides of a link."""

    def __init__(
        self,
        source: Sequence[str],
        target: Sequence[str],
        source_blocks: Sequence[int],
        target_blocks: Sequence[int],
    ) -> None:
        """`source` and `target` are sentences, the blocks the paragraphs that they stand in."""
        self._source, self._target = _sums(source), _sums(target)
        self._source_borders = _borders(source_blocks)
        self._target_borders = _borders(target_blocks)
        self._several = min(_several(source_blocks), _several(target_blocks))
        self._texts = source, target

    def score(self, shape: Range, rows: Range, columns: Range) -> Floats:
        """What marks and borders take off or add, for links that end in these cells."""
        (a, b), i, j = shape, np.arange(*rows), np.arange(*columns)
        before_i, before_j = np.maximum(i - a, 0), np.maximum(j - b, 0)
        total: Floats = np.zeros((len(i), len(j)))
        for source, target, most in zip(self._source, self._target, (1, 1, 2), strict=True):
            here = (source[i] - source[before_i])[:, None]
            there = (target[j] - target[before_j])[None, :]
            total -= MARK / most * np.minimum(np.abs(here - there), most)
        inside = np.minimum(_between(self._source_borders, before_i, i), 2)[:, None]
        across = np.minimum(_between(self._target_borders, before_j, j), 2)[None, :]
        total -= self._several * BORDER * (inside + across)
        starts = self._source_borders[before_i][:, None] & self._target_borders[before_j][None, :]
        total += self._several * JOINT * starts
        return total

    def numbers(self, shape: Range, rows: Range, columns: Range) -> Floats:
        """Numbers and words that are the same on both sides, times NUMBER; for 1-1 links only."""
        (i0, i1), (j0, j1) = rows, columns
        total: Floats = np.zeros((i1 - i0, j1 - j0))
        if shape == (1, 1):
            source, places = self._tokens
            for i in range(max(i0, 1), i1):
                for token in source[i - 1]:
                    found = places.get(token)
                    if found is not None:
                        first, last = np.searchsorted(found, (j0, j1))
                        total[i - i0, found[first:last] - j0] += NUMBER
        return total

    @cached_property
    def _tokens(self) -> tuple[list[set[str]], dict[str, NDArray[np.int64]]]:
        """The tokens of each source sentence, and where links with those that have one end."""
        places: dict[str, list[int]] = defaultdict(list)
        for j, text in enumerate(self._texts[1], 1):
            for token in set(_tokens(text)):
                places[token].append(j)
        return (
            [set(_tokens(text)) for text in self._texts[0]],
            {token: np.array(found) for token, found in places.items()},
        )


def _sums(texts: Sequence[str]) -> list[NDArray[np.int64]]:
    """For each kind of mark how many come before each place between sentences."""
    return [
        np.concatenate(([0], np.cumsum([sum(map(text.count, marks)) for text in texts], dtype=int)))
        for marks in _MARKS
    ]


def _borders(blocks: Sequence[int]) -> NDArray[np.bool_]:
    """Whether a paragraph begins at each place between sentences, the end of the text excluded."""
    return np.array([True, *(a != b for a, b in pairwise(blocks)), False][: len(blocks) + 1])


def _between(
    borders: NDArray[np.bool_], start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.int64]:
    """How many borders lie strictly between two places."""
    sums = np.concatenate(([0], np.cumsum(borders, dtype=np.int64)))
    inside: NDArray[np.int64] = sums[end] - sums[np.minimum(start + 1, end)]
    return inside


def _several(blocks: Sequence[int]) -> float:
    """From ALONE, each paragraph is a sentence, to 1, they have two and more on average."""
    return max(ALONE, min(1.0, len(blocks) / len(set(blocks)) - 1.0)) if blocks else ALONE


def _tokens(text: str) -> list[str]:
    return _NUMBER.findall(text) + [word.casefold() for word in _LATIN.findall(text)]
