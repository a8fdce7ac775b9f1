"""Measure how reliably the alignment finds lost paragraphs, and how often it invents some.

Paragraphs are deleted from the translations of documents known to be whole; the corpora are an
archive (folder of documents with labels.jsonl beside it) and news (source.zh, translator-*.en).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqcheck.alignment import Alignment, align
from tqcheck.languages.lengths import size

# Losses of shorter paragraphs (signatures, captions) are counted apart: Han characters.
SUBSTANTIAL = 12
SENTENCE_END = re.compile(r"(?<=[.!?][\"”’)]\s)|(?<=[.!?]\s)")

Pair = tuple[str, str]
# A target paragraph and the source paragraphs it translates.
Owned = tuple[str, tuple[int, ...]]


@dataclass(frozen=True)
class Case:
    """A document with a damaged translation.

    `owners` gives for each target paragraph the source paragraphs it translates, none where it
    is an addition.
    """

    corpus: str
    layout: str
    damage: str
    source: list[str]
    target: list[str]
    owners: list[tuple[int, ...]]
    lost: frozenset[int]


def news(folder: Path, count: int, rng: random.Random) -> Iterator[tuple[str, list[Pair]]]:
    """Pseudo documents: regular ones as in docs/benchmarks.md, and uneven ones.

    Regular: a dozen paragraphs of four segments. Uneven: 3 to 14 paragraphs of 1 to 5.
    """
    source = _lines(folder / "source.zh")
    for translator in sorted(folder.glob("translator-*.en")):
        target = _lines(translator)
        for regular in (True, False):
            for _ in range(count):
                sizes = [4] * 12 if regular else rng.choices(range(1, 6), k=rng.randint(3, 14))
                start = rng.randrange(len(source) - sum(sizes))
                pairs = []
                for number in sizes:
                    chosen = slice(start, start + number)
                    pairs.append(("".join(source[chosen]), " ".join(target[chosen])))
                    start += number
                yield ("news, regular" if regular else "news, uneven"), pairs


def archive(folder: Path) -> Iterator[tuple[str, list[str], list[str], bool]]:
    """Name, source and target paragraphs of each document, and whether it is clean."""
    from tqcheck.layouts.archive import read
    from tqcheck.layouts.settings import ArchiveSettings

    for line in _lines(folder / "labels.jsonl"):
        label = json.loads(line)
        path = folder / "documents" / label.get("file", "")
        if "file" not in label or not path.is_file():
            continue
        document = read(path.read_text(encoding="utf-8-sig"), path.name, ArchiveSettings())
        kinds = {defect["kind"] for defect in label.get("defects", ())}
        whole = bool(label.get("structural_clean")) and not kinds & {"omitted-paragraph"}
        yield (
            path.name,
            [s.text for s in document.source.paragraphs],
            [s.text for s in document.target.paragraphs],
            whole,
        )


def damage(corpus: str, pairs: list[Pair], rng: random.Random) -> Iterator[Case]:
    """Each deletion under each layout of the target, and an addition."""
    n = len(pairs)
    losses: dict[str, tuple[int, ...]] = {"untouched": (), "first": (0,), "last": (n - 1,)}
    if n > 2:
        losses["interior"] = (rng.randrange(1, n - 1),)
    if n > 3:
        k = rng.randrange(1, n - 2)
        losses["two adjacent"] = (k, k + 1)
    if n > 5:
        losses["last three"] = (n - 3, n - 2, n - 1)
    for kind, lost in losses.items():
        kept: list[Owned] = [(t, (i,)) for i, (_, t) in enumerate(pairs) if i not in lost]
        for layout in LAYOUTS:
            target = list(LAYOUTS[layout](kept, rng))
            yield Case(
                corpus,
                layout,
                kind,
                [s for s, _ in pairs],
                [t for t, _ in target],
                [o for _, o in target],
                frozenset(lost),
            )
    for _ in range(4):
        # As many paragraphs as before: what the shortcut for even documents must not fall for.
        k = rng.randrange(n)
        others = [
            i for i in range(n) if i != k and len(list(_split([(pairs[i][1], (i,))], rng))) == 2
        ]
        if others:
            chosen = rng.choice(others)
            whole: list[Owned] = [(t, (i,)) for i, (_, t) in enumerate(pairs) if i != k]
            cut = [p for w in whole for p in (_split([w], rng) if w[1] == (chosen,) else [w])]
            yield Case(
                corpus,
                "as is",
                "lost and split",
                [s for s, _ in pairs],
                [t for t, _ in cut],
                [o for _, o in cut],
                frozenset({k}),
            )
    long = [i for i, (_, t) in enumerate(pairs) if len(SENTENCE_END.split(t)) > 2]
    if long and n > 1:
        # A paragraph of which only the first sentence is left is no lost paragraph.
        k = rng.choice(long)
        yield Case(
            corpus,
            "as is",
            "abridged",
            [s for s, _ in pairs],
            [SENTENCE_END.split(t)[0] if i == k else t for i, (_, t) in enumerate(pairs)],
            [(i,) for i in range(n)],
            frozenset(),
        )
    if n > 2:
        k = rng.randrange(1, n - 1)
        rest = pairs[:k] + pairs[k + 1 :]
        owners: list[tuple[int, ...]] = [(i,) for i in range(n - 1)]
        owners.insert(k, ())
        yield Case(
            corpus,
            "as is",
            "added",
            [s for s, _ in rest],
            [t for _, t in pairs],
            owners,
            frozenset(),
        )


def _as_is(kept: list[Owned], rng: random.Random) -> Iterable[Owned]:
    return kept


def _merged(kept: list[Owned], rng: random.Random) -> Iterator[Owned]:
    """Every second pair of neighbours in one, unless something was lost between them."""
    i, turn = 0, rng.random() < 0.5
    while i < len(kept):
        joins = i + 1 < len(kept) and kept[i + 1][1][0] == kept[i][1][0] + 1
        if turn and joins:
            yield f"{kept[i][0]} {kept[i + 1][0]}", kept[i][1] + kept[i + 1][1]
            i += 2
        else:
            yield kept[i]
            i += 1
        turn = not turn


def _split(kept: list[Owned], rng: random.Random) -> Iterator[Owned]:
    """Each paragraph in two, at a random end of a sentence."""
    for text, owner in kept:
        ends = [m.start() for m in SENTENCE_END.finditer(text) if 0 < m.start() < len(text)]
        if ends:
            end = rng.choice(ends)
            yield text[:end].strip(), owner
            yield text[end:].strip(), owner
        else:
            yield text, owner


def _shattered(kept: list[Owned], rng: random.Random) -> Iterator[Owned]:
    """Half of the paragraphs in as many as they have sentences, up to a dozen."""
    for text, owner in kept:
        pieces = SENTENCE_END.split(text) if rng.random() < 0.5 else [text]
        pieces[11:] = [" ".join(pieces[11:])]
        yield from ((piece.strip(), owner) for piece in pieces if piece.strip())


LAYOUTS: dict[str, Callable[[list[Owned], random.Random], Iterable[Owned]]] = {
    "as is": _as_is,
    "merged": _merged,
    "split": _split,
    "shattered": _shattered,
}


def judge(case: Case, found: Alignment) -> Counter[str]:
    """Count what was lost, found in place, and falsely reported."""
    counts: Counter[str] = Counter(documents=1, lost=len(case.lost) + case.owners.count(()))
    counts["kept"] = len(case.source) - len(case.lost)
    before = 0
    for bead in found.beads:
        if not bead.target:
            for i in bead.source:
                in_place = all(max(o) < i for o in case.owners[:before] if o) and all(
                    min(o) > i for o in case.owners[before:] if o
                )
                if i not in case.lost:
                    counts["false"] += 1
                    counts["false, substantial"] += size(case.source[i], "zh") >= SUBSTANTIAL
                elif in_place:
                    counts["found"] += 1
        if not bead.source:
            right = sum(not case.owners[j] for j in bead.target)
            counts["found"] += right
            counts["false 0-1"] += len(bead.target) - right
        before += len(bead.target)
    counts["diagonal"] = found.engine == "diagonal"
    return counts


def report(totals: dict[tuple[str, str, str], Counter[str]]) -> None:
    """Print one row for each corpus, layout and damage."""
    print(f"{'corpus':16}{'layout':11}{'damage':16}{'docs':>6}{'lost':>6}{'recall':>8}"
          f"{'false 1-0':>11}{'%':>7}{'false 0-1':>11}{'diagonal':>10}")  # fmt: skip
    for (corpus, layout, kind), c in totals.items():
        recall = f"{c['found'] / c['lost']:.3f}" if c["lost"] else "-"
        print(f"{corpus:16}{layout:11}{kind:16}{c['documents']:6}{c['lost']:6}{recall:>8}"
              f"{c['false']:11}{100 * c['false'] / c['kept']:7.2f}{c['false 0-1']:11}"
              f"{c['diagonal']:10}")  # fmt: skip


def cases(options: argparse.Namespace) -> Iterator[Case]:
    """All damaged documents, the same for the same seed."""
    rng = random.Random(options.seed)
    if options.news:
        for corpus, pairs in news(options.news, options.count, rng):
            yield from damage(corpus, pairs, rng)
    if options.archive:
        for _, source, target, clean in archive(options.archive):
            # Deletion needs to know what belongs together: documents that pair off.
            if clean and len(source) == len(target) > 1:
                pairs = list(zip(source, target, strict=True))
                yield from damage("archive", pairs, rng)


def main(argv: list[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, help="folder with documents/ and labels.jsonl")
    parser.add_argument("--news", type=Path, help="folder with source.zh and translator-*.en")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20, help="pseudo documents of each sort")
    options = parser.parse_args(argv)
    encoder = _Cache()
    totals: dict[tuple[str, str, str], Counter[str]] = {}
    started = time.perf_counter()
    for case in cases(options):
        found = align(case.source, case.target, "zh", "en", encoder)
        key = (case.corpus, case.layout, case.damage)
        totals.setdefault(key, Counter()).update(judge(case, found))
    report(dict(sorted(totals.items())))
    if options.archive:
        for name, source, target, clean in archive(options.archive):
            gaps = [
                b
                for b in align(source, target, "zh", "en", encoder).beads
                if not b.source or not b.target
            ]
            for bead in gaps:
                texts = [source[i] for i in bead.source] + [target[j] for j in bead.target]
                print("clean" if clean else "labelled", name, bead.kind, texts[0][:60])
    print(f"{time.perf_counter() - started:.0f} s")
    return 0


class _Cache:
    """The bundled encoder, asked once for each text."""

    def __init__(self) -> None:
        self._vectors: dict[str, Any] = {}

    def encode(self, texts: list[str]) -> Any:
        import numpy as np

        from tqcheck.alignment.encoder import default_encoder

        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, default_encoder().encode(new), strict=True))
        return np.stack([self._vectors[text] for text in texts])


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


if __name__ == "__main__":
    raise SystemExit(main())
