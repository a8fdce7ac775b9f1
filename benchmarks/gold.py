"""Compare alignments of sentences with gold ones: tqcheck's, and Gale and Church's as baseline.

    python benchmarks/gold.py FOLDER [--source-language de --target-language fr] [--errors]

The folder has the texts x.de and x.fr, one sentence a line, and x.defr with the beads, a line
`[source indices]:[target indices]` for each, as do Text+Berg (Bleualign, Vecalign) and Bertalign.

Precision and recall are those of score.py in Vecalign (Thompson and Koehn, "Vecalign: Improved
sentence alignment in linear time and space", 2019, github.com/thompsonb/vecalign), which Bertalign
takes over as eval.py (github.com/bfsujason/bertalign); they go back to Sennrich and Volk,
"Iterative, MT-based sentence alignment of parallel texts", 2011. Strictly right is a bead that the
other side has as it is, laxly also one that shares a pair of sentences with one of the other
side's beads. Precision is the share of right ones among all found beads: an omission or addition is
right if the gold has it too. Recall is the share of the gold's beads that are right against the
found ones, both without omissions and additions. Counts are summed over documents, then divided.
"""

from __future__ import annotations

import argparse
import ast
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gale_church import gale_church

from tqcheck.alignment.aligner import align

# Files that others tune on: left out of the second total.
DEVELOPMENT = "dev"
CUT = 80
# Stretches of more beads than this, on both sides together, are not told apart by their shapes.
LONG = 6

# Source and target segments.
Pair = tuple[tuple[int, ...], tuple[int, ...]]
# Precision, recall and F1.
Figures = tuple[float, float, float]


@dataclass(frozen=True)
class Text:
    """A text, its translation and how they belong together."""

    name: str
    source: list[str]
    target: list[str]
    gold: list[Pair]


@dataclass
class Counts:
    """Beads judged by those of the other side, and those of them that are right."""

    beads: int = 0
    strict: int = 0
    lax: int = 0

    def add(self, other: Counts) -> None:
        self.beads += other.beads
        self.strict += other.strict
        self.lax += other.lax


@dataclass
class Score:
    """Found beads judged by the gold's, and the gold's judged by the found ones."""

    found: Counts = field(default_factory=Counts)
    gold: Counts = field(default_factory=Counts)

    def add(self, other: Score) -> None:
        self.found.add(other.found)
        self.gold.add(other.gold)

    def figures(self) -> tuple[Figures, Figures]:
        """The strict figures and the lax ones; 0 where nothing was to judge."""
        found, gold = self.found, self.gold
        return (
            _figures(_share(found.strict, found.beads), _share(gold.strict, gold.beads)),
            _figures(_share(found.lax, found.beads), _share(gold.lax, gold.beads)),
        )


@dataclass(frozen=True)
class Difference:
    """The least stretch of a text that gold and found beads divide differently."""

    text: Text
    gold: list[Pair]
    found: list[Pair]

    @property
    def kind(self) -> str:
        if len(self.gold) + len(self.found) > LONG:
            return "longer stretches"
        return f"{_shapes(self.gold)} found as {_shapes(self.found)}"


def aligned(text: Text, source_language: str, target_language: str) -> list[Pair]:
    """What is measured."""
    found = align(text.source, text.target, source_language, target_language, split=False)
    return [(bead.source, bead.target) for bead in found.beads]


def baseline(text: Text) -> list[Pair]:
    """Gale and Church's alignment, by characters, blanks among them.

    One character leads to expect one, as in the paper, or where the scripts differ as many as there
    are in the whole text.
    """
    sizes = [len(s.strip()) for s in text.source], [len(t.strip()) for t in text.target]
    whole = sum(sizes[1]) / max(sum(sizes[0]), 1)
    ratio = 1.0 if 0.5 < whole < 2 else whole
    return [(tuple(range(*s)), tuple(range(*t))) for s, t in gale_church(*sizes, ratio)]


def read(folder: Path, source: str, target: str, gold: str) -> Iterator[Text]:
    """The texts of a folder, by the extensions of their files."""
    for path in sorted(folder.glob(f"*.{gold}")):
        beads = []
        for line in _lines(path):
            # Aligners write a score after a second colon.
            left, right = (ast.literal_eval(part) for part in line.split(":")[:2])
            beads.append((tuple(left), tuple(right)))
        yield Text(
            path.stem,
            _lines(path.with_suffix(f".{source}")),
            _lines(path.with_suffix(f".{target}")),
            beads,
        )


def extensions(folder: Path) -> tuple[str, str] | None:
    """The languages of a folder: those whose extensions make up that of a third file."""
    for path in sorted(folder.iterdir()):
        gold = path.suffix[1:]
        for cut in range(1, len(gold)):
            parts = gold[:cut], gold[cut:]
            if all(path.with_suffix(f".{part}").is_file() for part in parts):
                return parts
    return None


def judge(gold: Iterable[Pair], found: Iterable[Pair]) -> Score:
    """Judge each side by the other."""
    gold, found = list(gold), list(found)
    return Score(
        _right(found, gold), _right(filter(all, gold), [pair for pair in found if all(pair)])
    )


def _right(judged: Iterable[Pair], truth: Sequence[Pair]) -> Counts:
    """Count beads by what `truth` says of them; a bead given twice is one."""
    whole = set(truth)
    links = {(i, j) for source, target in truth for i in source for j in target}
    counts = Counts()
    for pair in set(judged):
        if any(pair):
            touching = any((i, j) in links for i in pair[0] for j in pair[1])
            counts.add(Counts(1, pair in whole, pair in whole or touching))
    return counts


def differences(text: Text, found: Sequence[Pair]) -> Iterator[Difference]:
    """The stretches in which beads differ, in the order of the source or else of the target."""
    alike = set(text.gold) & set(found)
    stretches: list[tuple[set[tuple[int, int]], tuple[list[Pair], list[Pair]]]] = []
    for which, pairs in enumerate((text.gold, found)):
        for pair in pairs:
            if pair in alike or not any(pair):
                continue
            own = {(side, i) for side in (0, 1) for i in pair[side]}
            beads: tuple[list[Pair], list[Pair]] = [], []
            beads[which].append(pair)
            apart = []
            for stretch in stretches:
                if own.isdisjoint(stretch[0]):
                    apart.append(stretch)
                    continue
                own |= stretch[0]
                for mine, theirs in zip(beads, stretch[1], strict=True):
                    mine.extend(theirs)
            stretches = [*apart, (own, beads)]
    for _, (gold, other) in sorted(stretches, key=lambda stretch: min(stretch[0])):
        yield Difference(
            text, sorted(gold, key=text.gold.index), sorted(other, key=list(found).index)
        )


def report(rows: dict[str, tuple[Text | None, dict[str, Score]]]) -> None:
    """Print one row for each file or total and aligner."""
    print(f"{'file':16}{'sentences':>11}{'gold':>6}  {'aligner':13}{'beads':>6}"
          "   strict P     R    F1   lax P     R    F1")  # fmt: skip
    for name, (text, scores) in rows.items():
        sentences = f"{len(text.source)} / {len(text.target)}" if text else ""
        beads = str(len(text.gold)) if text else ""
        for aligner, score in scores.items():
            strict, lax = (" ".join(f"{f:.3f}" for f in half) for half in score.figures())
            print(f"{name:16}{sentences:>11}{beads:>6}  {aligner:13}{score.found.beads:6}"
                  f"      {strict}   {lax}")  # fmt: skip
            name = sentences = beads = ""


def report_errors(texts: Sequence[Text], found: Sequence[list[Pair]]) -> None:
    """Print which gold beads are missed, and what was found where they are, the commonest first."""
    missed: Counter[str] = Counter()
    shapes: Counter[str] = Counter()
    kinds: dict[str, list[Difference]] = {}
    for text, pairs in zip(texts, found, strict=True):
        own = set(pairs)
        shapes.update(_shapes([pair]) for pair in text.gold)
        missed.update(_shapes([pair]) for pair in text.gold if pair not in own)
        for difference in differences(text, pairs):
            kinds.setdefault(difference.kind, []).append(difference)
    print("\ngold bead     missed     of")
    for shape, number in shapes.most_common():
        print(f"{shape:10}{missed[shape]:10}{number:7}")
    common = sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))
    print("\nstretches  gold beads  what")
    for kind, members in common:
        print(f"{len(members):9}{sum(len(d.gold) for d in members):12}  {kind}")
    for kind, members in common:
        print(f"\n{kind}: {len(members)}")
        for difference in members:
            print(f"  {difference.text.name}")
            for label, pairs in (("gold", difference.gold), ("found", difference.found)):
                for pair in pairs:
                    print(f"    {label:5} {list(pair[0])}:{list(pair[1])}")
            for side, lines in enumerate((difference.text.source, difference.text.target)):
                both = difference.gold + difference.found
                for i in sorted({i for pair in both for i in pair[side]}):
                    print(f"    {'st'[side]} {i:4}  {lines[i][:CUT]}")


def main(argv: list[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--source-language", help="by default the extension")
    parser.add_argument("--target-language", help="by default the extension")
    parser.add_argument("--source-extension", help="by default the language")
    parser.add_argument("--target-extension", help="by default the language")
    parser.add_argument("--gold-extension", help="by default those of the texts, joined")
    parser.add_argument("--errors", action="store_true", help="list where tqcheck's beads differ")
    options = parser.parse_args(argv)
    source = options.source_extension or options.source_language
    target = options.target_extension or options.target_language
    if not (source and target):
        source, target = extensions(options.folder) or parser.error("which languages?")
    languages = options.source_language or source, options.target_language or target
    texts = list(read(options.folder, source, target, options.gold_extension or source + target))
    if not texts:
        parser.error("no gold alignments there")
    aligners = {
        "tqcheck": lambda text: aligned(text, *languages),
        "Gale-Church": baseline,
    }
    found: dict[str, list[list[Pair]]] = {}
    seconds = {}
    for name, aligner in aligners.items():
        started = time.perf_counter()
        found[name] = [aligner(text) for text in texts]
        seconds[name] = time.perf_counter() - started
    rows: dict[str, tuple[Text | None, dict[str, Score]]] = {}
    totals: dict[str, dict[str, Score]] = {
        total: {name: Score() for name in aligners} for total in ("all", f"but {DEVELOPMENT}")
    }
    for k, text in enumerate(texts):
        scores = {name: judge(text.gold, found[name][k]) for name in aligners}
        rows[text.name] = text, scores
        for name, score in scores.items():
            totals["all"][name].add(score)
            if not text.name.startswith(DEVELOPMENT):
                totals[f"but {DEVELOPMENT}"][name].add(score)
    report(rows | {total: (None, scores) for total, scores in totals.items()})
    print(", ".join(f"{name} {taken:.1f} s" for name, taken in seconds.items()))
    if options.errors:
        report_errors(texts, found["tqcheck"])
    return 0


def _share(right: int, judged: int) -> float:
    return right / judged if judged else 0.0


def _figures(precision: float, recall: float) -> Figures:
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def _shapes(pairs: Iterable[Pair]) -> str:
    return " ".join(f"{len(source)}-{len(target)}" for source, target in pairs) or "nothing"


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


if __name__ == "__main__":
    raise SystemExit(main())
