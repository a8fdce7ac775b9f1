"""What a document can lose, and how its translation is set: damaged documents as files."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tqcheck.text.sentences import sentences

AS_IS = "as is"
UNTOUCHED = "untouched"
PARAGRAPHS = ("first", "interior", "last", "two adjacent", "last three")
SENTENCES = ("sentence first", "sentence interior", "sentence last")
# With their share of the documents: what is measured is measured well.
KINDS = {
    UNTOUCHED: 0.5,
    **dict.fromkeys((*PARAGRAPHS, *SENTENCES), 1.0),
    "abridged": 0.1,
    "lost and split": 0.25,
    "added": 0.1,
}

# A target paragraph and the source paragraphs it translates.
Owned = tuple[str, tuple[int, ...]]


class Part(NamedTuple):
    """A piece of a source paragraph, by its place in the line, and its translation.

    `whole` tells whether it is one or several sentences, and not half of one.
    """

    start: int
    end: int
    target: str
    whole: bool = True


@dataclass(frozen=True)
class Text:
    """A whole document: its paragraphs and the lines of the file around them.

    `head` stands before the translation, `middle` between it and the source; a source paragraph
    has its own line and those up to the next one. `sure` are the source paragraphs that can be
    taken out, `parts` the pieces of those that can be cut.
    """

    head: tuple[str, ...]
    target: list[Owned]
    middle: tuple[str, ...]
    source: list[tuple[str, ...]]
    sure: frozenset[int]
    parts: dict[int, list[Part]]


@dataclass(frozen=True)
class Loss:
    """What a document loses: paragraphs, or parts (paragraph, number) of one.

    `split` is a paragraph split in two, `added` one whose source is taken away instead.
    """

    paragraphs: tuple[int, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()
    split: int | None = None
    added: int | None = None


@dataclass(frozen=True)
class Case:
    """A damaged document, by its lines. Lines count from 1; columns from 0, as Python does.

    `source` gives the line of each source paragraph by its number, `target` line and owners of
    each target paragraph, none where it is an addition; `cut` what was lost of paragraphs, as
    (paragraph, start, end).
    """

    lines: list[str]
    source: dict[int, int]
    target: list[tuple[int, tuple[int, ...]]]
    lost: frozenset[int]
    cut: tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=100_000)
def split(text: str, language: str) -> list[tuple[int, int]]:
    """The spans of the sentences, remembered."""
    return sentences(text, language)


def places(text: Text, kind: str) -> list[Loss]:
    """All losses of a kind that the text allows."""
    if kind == UNTOUCHED:
        return [Loss()]
    if kind in SENTENCES or kind == "abridged":
        return [
            Loss(parts=tuple((i, k) for k in chosen))
            for i, parts in sorted(text.parts.items())
            for chosen in _pieces(len(parts), kind)
            if all(parts[k].whole for k in chosen)
        ]
    n = len(text.source)
    interior = [(k,) for k in range(1, n - 1)]
    runs: dict[str, list[tuple[int, ...]]] = {
        "first": [(0,)],
        "interior": [*interior],
        "last": [(n - 1,)],
        "two adjacent": [(k, k + 1) for k in range(1, n - 2)],
        "last three": [(n - 3, n - 2, n - 1)] if n > 5 else [],
        "lost and split": [(k,) for k in range(n)],
        "added": [*interior],
    }
    own = [run for run in runs[kind] if n > 1 and text.sure.issuperset(run)]
    if kind == "added":
        return [Loss(added=k) for (k,) in own]
    if kind == "lost and split":
        long = [o[0] for t, o in text.target if o[0] in text.sure and len(split(t, "en")) > 1]
        return [Loss(run, split=i) for run in own for i in long if i not in run]
    return [Loss(run) for run in own]


def _pieces(number: int, kind: str) -> Iterable[Iterable[int]]:
    """Which pieces of a paragraph go, of so many: each way to lose them."""
    if kind == "abridged":
        return [range(1, number)]
    return {
        "sentence first": [[0]],
        "sentence interior": [[k] for k in range(1, number - 1)],
        "sentence last": [[number - 1]],
    }[kind]


def build(text: Text, loss: Loss, layout: str, rng: random.Random) -> Case:
    """The text with the loss, its target laid out anew, as a file."""
    gone = set(loss.parts)
    kept: list[Owned] = []
    for target, owner in text.target:
        if set(owner) & set(loss.paragraphs):
            continue
        if any(i in owner for i, _ in gone):
            (i,) = owner
            target = " ".join(p.target for k, p in enumerate(text.parts[i]) if (i, k) not in gone)
        whole: Owned = target, () if owner == (loss.added,) else owner
        kept += _split([whole], rng) if owner == (loss.split,) else [whole]
    lines = list(text.head)
    placed = []
    for target, owner in LAYOUTS[layout][1](kept, rng):
        lines += [target, ""]
        placed.append((len(lines) - 1, owner))
    lines += text.middle
    source = {}
    for i, own in enumerate(text.source):
        if i != loss.added:
            source[i] = len(lines) + 1
            lines += own
    cut = tuple((i, text.parts[i][k].start, text.parts[i][k].end) for i, k in loss.parts)
    return Case(lines, source, placed, frozenset(loss.paragraphs), cut)


def _as_is(kept: list[Owned], rng: random.Random) -> Iterable[Owned]:
    return kept


def _merged(kept: list[Owned], rng: random.Random) -> Iterator[Owned]:
    """Every second pair of neighbours in one, unless something was lost between them."""
    i, turn = 0, rng.random() < 0.5
    while i < len(kept):
        pair = kept[i : i + 2]
        owners = [owner for _, owner in pair]
        joins = len(pair) == 2 and all(owners) and owners[1][0] == owners[0][-1] + 1
        if turn and joins:
            yield f"{pair[0][0]} {pair[1][0]}", owners[0] + owners[1]
        else:
            yield from pair
        i += 2
        turn = not turn


def _split(kept: list[Owned], rng: random.Random) -> Iterator[Owned]:
    """Each paragraph in two, at a random end of a sentence."""
    for text, owner in kept:
        starts = [start for start, _ in split(text, "en")[1:]]
        if starts:
            start = rng.choice(starts)
            yield text[:start].strip(), owner
            yield text[start:].strip(), owner
        else:
            yield text, owner


def _shattered(kept: list[Owned], rng: random.Random) -> Iterator[Owned]:
    """Half of the paragraphs in as many as they have sentences, up to a dozen."""
    for text, owner in kept:
        pieces = [text[a:b] for a, b in split(text, "en")] if rng.random() < 0.5 else [text]
        pieces[11:] = [" ".join(pieces[11:])] if pieces[11:] else []
        yield from ((piece, owner) for piece in pieces)


Layout = Callable[[list[Owned], random.Random], Iterable[Owned]]
LAYOUTS: dict[str, tuple[float, Layout]] = {
    AS_IS: (1.0, _as_is),
    "merged": (0.3, _merged),
    "split": (0.3, _split),
    "shattered": (0.1, _shattered),
}
