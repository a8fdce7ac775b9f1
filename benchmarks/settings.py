"""What each setting of the alignment does, one moved at a time.

    python benchmarks/settings.py TEXTS NEWS [--count N]

TEXTS is a folder as in gold.py (de-fr), NEWS one with source.zh and translator-*.en. The columns
are strict F1 on the gold alignment; strict F1 on news lines (zh-en) joined and left out at random;
of news paragraphs deleted (a dozen of four lines, uneven ones, and a dozen of one) the share found,
as is, merged and split; paragraphs falsely reported, and falsely added; and of sentences deleted
the share found at no, .1 and 1 % false alarms. The first row is as the code has it, and so are all
others but for the one setting. Other draws than omissions.py's.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from gold import Pair, Score, judge, read

from tqcheck.alignment import anchors, decoding, length, path, semantic
from tqcheck.alignment.aligner import align
from tqcheck.alignment.encoder import Positions, Vectors, Windows
from tqcheck.alignment.encoders import default_encoder
from tqcheck.text.sentences import sentences

# Values on either side of the chosen ones.
MOVES: dict[tuple[Any, str], Sequence[float]] = {
    (semantic, "NEIGHBOUR_SHARE"): (0.2, 0.35, 0.65, 0.8),
    (semantic, "MIN_COSINE"): (-0.03, 0.0, 0.06, 0.1),
    (semantic, "MERGE_BONUS"): (-0.02, 0.0, 0.04),
    (semantic, "COVERAGE_SHARE"): (0.0, 0.15, 0.45, 0.6),
    (length, "SIZE_EXPONENT"): (0.3, 0.4, 0.7, 1.0),
    (anchors, "MARK_PENALTY"): (0.0, 0.02, 0.08),
    (anchors, "BORDER_PENALTY"): (0.0, 0.05, 0.15),
    (anchors, "MIN_BORDER_WEIGHT"): (0.0, 0.4, 1.0),
    (anchors, "JOINT_BONUS"): (0.0, 0.03, 0.09),
    (path, "GAP_WEIGHT"): (0.0, 0.05, 0.1, 0.3, 0.5),
    (decoding, "OMITTED_PROBABILITY"): (0.05, 0.1, 0.3, 0.5),
}
PRICES: dict[str, Sequence[float]] = {
    "omission": (-0.03, -0.09, -0.12),
    "more_omitted": (0.0, 0.02, 0.04),
    "addition": (-0.03, -0.06, -0.12),
    "more_added": (-0.02, 0.02),
    "temperature": (0.02, 0.04, 0.05, 0.06),
}
KINDS = ("regular", "uneven", "single")
LAYOUTS = ("as is", "merged", "split")
HEADINGS = ("gold", "joined", *KINDS, "false", "added", "0 %", ".1 %", "1 %")


class Remembered:
    """The bundled encoder, asked once for each text and each set of runs."""

    def __init__(self) -> None:
        self._encoder: Any = default_encoder()
        self._views: dict[tuple[str, ...], _View] = {}

    def encode(self, texts: list[str]) -> Vectors:
        vectors: Vectors = self._encoder.encode(texts)
        return vectors

    def windows(self, texts: list[str]) -> Windows:
        key = tuple(texts)
        if key not in self._views:
            self._views[key] = _View(self._encoder.windows(texts))
        return self._views[key]


class _View:
    def __init__(self, inner: Windows) -> None:
        self._inner = inner
        self._known: dict[tuple[bytes, bytes], Vectors] = {}

    def vectors(self, starts: Positions, ends: Positions) -> Vectors:
        key = starts.tobytes(), ends.tobytes()
        if key not in self._known:
            self._known[key] = self._inner.vectors(starts, ends)
        return self._known[key]


class News:
    """Lines of news, and documents made of them."""

    def __init__(self, folder: Path) -> None:
        self.source = _lines(folder / "source.zh")
        self.targets = [_lines(path) for path in sorted(folder.glob("translator-*.en"))]

    def joined(
        self, rng: random.Random, target: list[str]
    ) -> tuple[list[str], list[str], list[Pair]]:
        """150 lines, some joined on one side and some left out, and which belong together."""
        start = rng.randrange(len(self.source) - 155)
        i = start
        source: list[str] = []
        translated: list[str] = []
        gold: list[Pair] = []
        while i < start + 150:
            chance, n = rng.random(), 1
            left, right = self.source[i : i + 1], target[i : i + 1]
            if chance < 0.12 or 0.24 <= chance < 0.28:
                n = 2 if chance < 0.12 else 3
                left, right = self.source[i : i + n], [" ".join(target[i : i + n])]
            elif chance < 0.24:
                n = 2
                left, right = ["".join(self.source[i : i + 2])], target[i : i + 2]
            elif chance < 0.31:
                right = []
            elif chance < 0.34:
                left = []
            gold.append(
                (
                    tuple(range(len(source), len(source) + len(left))),
                    tuple(range(len(translated), len(translated) + len(right))),
                )
            )
            source, translated, i = source + left, translated + right, i + n
        return source, translated, gold

    def document(
        self, start: int, sizes: Sequence[int], target: list[str], lost: int = -1, line: int = -1
    ) -> tuple[list[str], list[str]]:
        """Paragraphs of so many lines, in the target without one of them or without a line."""
        source, translated, at = [], [], start
        for number, size in enumerate(sizes):
            source.append("".join(self.source[at : at + size]))
            if number != lost:
                translated.append(
                    " ".join(target[k] for k in range(at, at + size) if k - start != line)
                )
            at += size
        return source, translated


def laid_out(target: list[str], layout: str, rng: random.Random) -> list[str]:
    """Paragraphs as they are, every second pair in one, or each in two."""
    if layout == "merged":
        return [" ".join(target[k : k + 2]) for k in range(0, len(target), 2)]
    if layout == "split":
        cut: list[str] = []
        for text in target:
            starts = [start for start, _ in sentences(text, "en")][1:]
            at = rng.choice(starts) if starts else 0
            cut += [text[:at].strip(), text[at:]] if at else [text]
        return cut
    return target


class Measure:
    """All columns, for the settings as they are at the time."""

    def __init__(self, texts: Path, news: Path, count: int) -> None:
        self._encoder = Remembered()
        self._texts = list(read(texts, "de", "fr", "defr"))
        self._news, self._count = News(news), count

    def row(self) -> list[float]:
        rng = random.Random(2)
        gold, joined = Score(), Score()
        for text in self._texts:
            gold.add(judge(text.gold, self._beads(text.source, text.target, "de", "fr")))
        for target in self._news.targets * 2:
            source, translated, beads = self._news.joined(rng, target)
            joined.add(judge(beads, self._beads(source, translated, "zh", "en")))
        found, *false = self._paragraphs(rng)
        first = [gold.figures()[0][2], joined.figures()[0][2]]
        return [*first, *found, *false, *self._sentences(rng)]

    def _beads(self, source: list[str], translated: list[str], one: str, other: str) -> list[Pair]:
        alignment = align(source, translated, one, other, encoder=self._encoder, split=False)
        return [(bead.source, bead.target) for bead in alignment.beads]

    def _paragraphs(self, rng: random.Random) -> tuple[list[float], float, float]:
        lost, found, wrong = Counter[str](), Counter[str](), Counter[str]()
        for kind in KINDS:
            for _ in range(self._count):
                sizes = {"regular": [4] * 12, "single": [1] * 12}.get(kind) or rng.choices(
                    range(1, 6), k=rng.randint(4, 14)
                )
                start, last = rng.randrange(len(self._news.source) - sum(sizes)), len(sizes) - 1
                for target in self._news.targets:
                    for gone in (-1, 0, rng.randrange(1, last), last):
                        source, translated = self._news.document(start, sizes, target, gone)
                        translated = laid_out(translated, rng.choice(LAYOUTS), rng)
                        beads = align(source, translated, "zh", "en", encoder=self._encoder).beads
                        reported = {i for b in beads if not b.target for i in b.source}
                        lost[kind] += gone >= 0
                        found[kind] += gone in reported
                        wrong["false"] += len(reported - {gone})
                        wrong["added"] += sum(not b.source for b in beads)
        return [found[k] / lost[k] for k in KINDS], wrong["false"], wrong["added"]

    def _sentences(self, rng: random.Random) -> Iterator[float]:
        lost: list[float] = []
        kept: list[float] = []
        for _ in range(self._count):
            start = rng.randrange(len(self._news.source) - 48)
            for target in self._news.targets:
                for place in (-1, 0, rng.choice((1, 2)), 3):
                    paragraph = rng.randrange(12)
                    line = paragraph * 4 + place if place >= 0 else -1
                    source, translated = self._news.document(start, [4] * 12, target, line=line)
                    alignment = align(source, translated, "zh", "en", encoder=self._encoder)
                    before = sum(map(len, self._news.source[start + paragraph * 4 : start + line]))
                    end = before + len(self._news.source[start + line])
                    gone = {
                        k
                        for k, (segment, a, b) in enumerate(alignment.source)
                        if place >= 0 and segment == paragraph and before <= a and b <= end
                    }
                    lost += [max(alignment.omitted[k] for k in gone)] if gone else []
                    kept += [chance for k, chance in enumerate(alignment.omitted) if k not in gone]
        ordered = np.sort(kept)[::-1]
        for share in (0.0, 0.001, 0.01):
            yield float(np.mean(np.array(lost) > ordered[int(share * len(ordered))]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("texts", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("--count", type=int, default=10, help="documents of each sort")
    options = parser.parse_args()
    measure = Measure(options.texts, options.news, options.count)
    print(f"{'setting':36}" + "".join(f"{heading:>9}" for heading in HEADINGS))

    def show(name: str) -> None:
        cells = (f"{x:9.0f}" if x == int(x) and x > 1 else f"{x:9.3f}" for x in measure.row())
        print(f"{name:36}" + "".join(cells), flush=True)

    show("as it is")
    for (module, name), values in MOVES.items():
        chosen = getattr(module, name)
        for value in values:
            setattr(module, name, value)
            show(f"{name} {value}, not {chosen}")
        setattr(module, name, chosen)
    prices = semantic.COSTS
    for name, values in PRICES.items():
        for value in values:
            semantic.COSTS = replace(prices, **{name: value})
            show(f"{name} {value}, not {getattr(prices, name)}")
    semantic.COSTS = prices


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


if __name__ == "__main__":
    main()
