"""The documents of the omission benchmark: which there are, and what each has lost.

News is a folder with source.zh and translations of it line by line, translator-*.en. *Regular*
documents have a dozen paragraphs of four segments, *uneven* ones 3 to 14 of one to five, *single*
ones a dozen of one. An archive is a folder with documents/ and labels.jsonl; of its documents
without a structural defect only those paragraphs are touched that have one paragraph across, and
so have their neighbours. Every document and what it loses follow from the seed and its `Spec`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from damage import KINDS, LAYOUTS, SENTENCES, Case, Loss, Owned, Part, Text, build, places, split
from reading import read_text

from tqcheck.alignment.aligner import align

HEAD = """\
Title: A Day's News
Author:
Date: 2019-10-01
Page: 1
"""
MIDDLE = """
<hr />

Original:

### 一日新闻

2019-10-01
第1版(要闻)
专栏：
"""
INDENT = "    "
ARCHIVE, REGULAR, UNEVEN, SINGLE = "archive", "news, regular", "news, uneven", "news, single"
# With their share of the documents; an archive has no more than it has places.
CORPORA = {ARCHIVE: 1.0, REGULAR: 1.0, UNEVEN: 0.1, SINGLE: 0.1}
# Draws of segments until one allows a kind.
TRIES = 1000

# How a segment ends that is a sentence. Headlines have no such end: side by side with the next
# segment they are half a sentence, which no reader could call lost.
STOPS = tuple("。！？…”’」』）.!?\"')")

# Source and target paragraphs that belong together.
Block = tuple[tuple[int, ...], tuple[int, ...]]


class Spec(NamedTuple):
    """Which document: the corpus, how its target is laid out, what it loses, and its number."""

    corpus: str
    layout: str
    kind: str
    number: int


class Corpora:
    """The corpora of a run; `case` makes the document of a spec."""

    def __init__(self, news: Path | None, folder: Path | None, seed: int) -> None:
        self.seed = seed
        self._folder = folder
        self._source = _lines(news / "source.zh") if news else []
        self._targets = [_lines(p) for p in sorted(news.glob("translator-*.en"))] if news else []
        self._places: dict[str, list[tuple[Text, Loss]]] = {}

    def specs(self, corpus: str, layout: str, kind: str, count: int) -> Iterator[Spec]:
        """The documents of a corpus, a layout and a kind; `count` as on the command line."""
        wanted = round(count * CORPORA[corpus] * KINDS[kind] * LAYOUTS[layout][0])
        if corpus == ARCHIVE:
            wanted = min(wanted, len(self._archive_places(kind)))
        elif not self._source or (corpus == SINGLE and kind in (*SENTENCES, "abridged")):
            wanted = 0
        return (Spec(corpus, layout, kind, number) for number in range(wanted))

    def case(self, spec: Spec) -> Case:
        """The document; layouts of one number have lost the same."""
        rng = random.Random(f"{self.seed} {spec.corpus} {spec.kind} {spec.number}")
        if spec.corpus == ARCHIVE:
            text, loss = self._archive_places(spec.kind)[spec.number]
        else:
            text, loss = self._drawn(spec, rng)
        return build(text, loss, spec.layout, rng)

    def _drawn(self, spec: Spec, rng: random.Random) -> tuple[Text, Loss]:
        for _ in range(TRIES):
            sizes = {
                REGULAR: [4] * 12,
                UNEVEN: rng.choices(range(1, 6), k=rng.randint(3, 14)),
                SINGLE: [1] * 12,
            }[spec.corpus]
            text = self._news(sizes, rng)
            if found := places(text, spec.kind):
                return text, rng.choice(found)
        raise ValueError(f"no document of {spec.corpus} allows {spec.kind}")

    def _news(self, sizes: list[int], rng: random.Random) -> Text:
        """Neighbouring segments from a random one on, as paragraphs of these sizes."""
        targets = rng.choice(self._targets)
        at = rng.randrange(len(self._source) - sum(sizes) + 1)
        source: list[tuple[str, ...]] = []
        target: list[Owned] = []
        parts = {}
        for i, number in enumerate(sizes):
            line, own = INDENT, []
            for k in range(at, at + number):
                start = len(line)
                line += self._source[k].strip()
                whole = all(s.strip().endswith(STOPS) for s in self._source[max(k - 1, at) : k + 1])
                own.append(Part(start, len(line), targets[k].strip(), whole))
            at += number
            source.append((line,))
            target.append((" ".join(part.target for part in own), (i,)))
            if number > 1:
                parts[i] = own
        head, middle = tuple(HEAD.split("\n")), tuple(MIDDLE.split("\n"))
        return Text(head, target, middle, source, frozenset(range(len(sizes))), parts)

    def _archive_places(self, kind: str) -> list[tuple[Text, Loss]]:
        """All losses of a kind in the archive, in an order of their own."""
        if kind not in self._places:
            found = [(text, loss) for text in self._archive for loss in places(text, kind)]
            random.Random(f"{self.seed} {kind}").shuffle(found)
            self._places[kind] = found
        return self._places[kind]

    @cached_property
    def _archive(self) -> list[Text]:
        labels = labelled(self._folder) if self._folder else ()
        found = [_text(path) for path, label in labels if label["structural_clean"]]
        return [text for text in found if text]


def labelled(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The documents of an archive and what its reader says of them."""
    for line in _lines(folder / "labels.jsonl"):
        label = json.loads(line)
        path = folder / "documents" / label.get("file", "")
        if path.is_file():
            yield path, label


def _text(path: Path) -> Text | None:
    """A document of the archive, known to be whole."""
    document = read_text(path.read_text(encoding="utf-8-sig"), path.name)
    lines, source, target = document.lines, document.source.paragraphs, document.target.paragraphs
    if not source or not target:
        return None
    blocks: list[Block] = [((i,), (i,)) for i in range(len(source))]
    if len(source) != len(target):
        found = align([s.text for s in source], [t.text for t in target], "zh", "en")
        blocks = [(bead.source, bead.target) for bead in found.beads]
    owners: dict[int, tuple[int, ...]] = {}
    known: tuple[int, ...] = (0,)
    for sources, targets in blocks:
        known = sources or known
        owners |= dict.fromkeys(targets, known)
    single = [len(s) == len(t) == 1 for s, t in blocks]
    alone = [all(single[max(k - 1, 0) : k + 2]) for k in range(len(blocks))]
    paired = {s[0]: t[0] for (s, t), sure in zip(blocks, alone, strict=True) if sure}
    parts = {}
    for i, j in paired.items():
        source_sentences, target_sentences = (
            split(source[i].text, "zh"),
            split(target[j].text, "en"),
        )
        if len(source_sentences) == len(target_sentences) > 2:
            column = source[i].span.column - 1
            parts[i] = [
                Part(column + a, column + b, target[j].text[c:d])
                for (a, b), (c, d) in zip(source_sentences, target_sentences, strict=True)
            ]
    starts = [s.span.line - 1 for s in source]
    return Text(
        head=lines[: target[0].span.line - 1],
        target=[(t.text, owners[j]) for j, t in enumerate(target)],
        middle=lines[target[-1].span.end_line : starts[0]],
        source=[lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)],
        sure=frozenset(paired),
        parts=parts,
    )


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")
