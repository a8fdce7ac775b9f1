"""Anchors: what can be compared in any language, such as questions, numbers and paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tqcheck.alignment.band import Floats
from tqcheck.alignment.beads import Range

# Chosen with the settings in semantic.py.
#
# Subtracted for each kind of mark in which the sides of a link differ. Quotation marks count
# half, up to two, since a quotation may open in one sentence and close in another.
MARK_PENALTY = 0.05
# Subtracted for each border between paragraphs inside a link: translators merge paragraphs, but
# rarely the last sentence of one with the first of the next. Where most paragraphs are single
# sentences (verse, lists, subtitles) borders say less, down to MIN_BORDER_WEIGHT of this.
BORDER_PENALTY = 0.1
MIN_BORDER_WEIGHT = 0.2
# Added where a paragraph begins on both sides, weighted in the same way.
JOINT_BONUS = 0.06
# Added for each number that both sides have. It is not used where meaning is compared, as it
# did not help there (tried on the texts of benchmarks/gold.py).
NUMBER_BONUS = 0.05

_MARKS = ("?？؟", "!！", '"“”„«»「」『』')
_NUMBER = re.compile(r"\d+")
_LATIN = re.compile(r"[^\W\d_]{4,}")


class Anchors:
    """How well marks, numbers and the borders of paragraphs agree on both sides of a link."""

    def __init__(
        self,
        source: Sequence[str],
        target: Sequence[str],
        source_paragraphs: Sequence[int],
        target_paragraphs: Sequence[int],
    ) -> None:
        """`source` and `target` are sentences; the other two give the paragraph of each."""
        self._source, self._target = _sums(source), _sums(target)
        self._source_borders = _borders(source_paragraphs)
        self._target_borders = _borders(target_paragraphs)
        self._border_weight = min(
            _border_weight(source_paragraphs), _border_weight(target_paragraphs)
        )
        self._texts = source, target

    def score(self, shape: Range, rows: Range, columns: Range) -> Floats:
        """What marks and borders subtract or add, for links that end in these cells."""
        (a, b), i, j = shape, np.arange(*rows), np.arange(*columns)
        before_i, before_j = np.maximum(i - a, 0), np.maximum(j - b, 0)
        total: Floats = np.zeros((len(i), len(j)))
        for source, target, limit in zip(self._source, self._target, (1, 1, 2), strict=True):
            source_marks = (source[i] - source[before_i])[:, None]
            target_marks = (target[j] - target[before_j])[None, :]
            differences = np.minimum(np.abs(source_marks - target_marks), limit)
            total -= MARK_PENALTY / limit * differences
        inside = np.minimum(_between(self._source_borders, before_i, i), 2)[:, None]
        across = np.minimum(_between(self._target_borders, before_j, j), 2)[None, :]
        total -= self._border_weight * BORDER_PENALTY * (inside + across)
        starts = self._source_borders[before_i][:, None] & self._target_borders[before_j][None, :]
        total += self._border_weight * JOINT_BONUS * starts
        return total

    def numbers(self, shape: Range, rows: Range, columns: Range) -> Floats:
        """NUMBER_BONUS for each number or word that both sides have; for 1-1 links only."""
        (i0, i1), (j0, j1) = rows, columns
        total: Floats = np.zeros((i1 - i0, j1 - j0))
        if shape == (1, 1):
            source, places = self._tokens
            for i in range(max(i0, 1), i1):
                for token in source[i - 1]:
                    columns_of = places.get(token)
                    if columns_of is not None:
                        first, last = np.searchsorted(columns_of, (j0, j1))
                        total[i - i0, columns_of[first:last] - j0] += NUMBER_BONUS
        return total

    @cached_property
    def _tokens(self) -> tuple[list[set[str]], dict[str, NDArray[np.int64]]]:
        """The tokens of each source sentence; for each target token, where its sentences end."""
        places: dict[str, list[int]] = defaultdict(list)
        for j, text in enumerate(self._texts[1], 1):
            for token in set(_tokens(text)):
                places[token].append(j)
        return (
            [set(_tokens(text)) for text in self._texts[0]],
            {token: np.array(ends) for token, ends in places.items()},
        )


def _sums(texts: Sequence[str]) -> list[NDArray[np.int64]]:
    """For each kind of mark, how many come before each place between sentences."""
    return [
        np.concatenate(([0], np.cumsum([sum(map(text.count, marks)) for text in texts], dtype=int)))
        for marks in _MARKS
    ]


def _borders(paragraphs: Sequence[int]) -> NDArray[np.bool_]:
    """Whether a paragraph begins at each place between sentences, the end of the text excluded."""
    borders = [True, *(a != b for a, b in pairwise(paragraphs)), False]
    return np.array(borders[: len(paragraphs) + 1])


def _between(
    borders: NDArray[np.bool_], start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.int64]:
    """How many borders are strictly between two places."""
    sums = np.concatenate(([0], np.cumsum(borders, dtype=np.int64)))
    inside: NDArray[np.int64] = sums[end] - sums[np.minimum(start + 1, end)]
    return inside


def _border_weight(paragraphs: Sequence[int]) -> float:
    """From MIN_BORDER_WEIGHT, for single sentences, to 1, for two or more per paragraph."""
    if not paragraphs:
        return MIN_BORDER_WEIGHT
    return max(MIN_BORDER_WEIGHT, min(1.0, len(paragraphs) / len(set(paragraphs)) - 1.0))


def _tokens(text: str) -> list[str]:
    return _NUMBER.findall(text) + [word.casefold() for word in _LATIN.findall(text)]
