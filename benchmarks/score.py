"""Whether `tqcheck score` gives the figures of the sacrebleu command line, to the last digit.

    python benchmarks/score.py NEWS [--metrics LIST]

NEWS is a folder with translations of one text line by line, `translator-*.en`. Each is scored
against each other, and against all others together. A figure is equal if it is to 13 decimal
places and has the same signature. The exit code is 1 where one is not.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

# What each metric is called by sacrebleu's command line.
OPTIONS = {
    "bleu": ["-m", "bleu"],
    "chrf": ["-m", "chrf"],
    "chrf++": ["-m", "chrf", "--chrf-word-order", "2"],
    "ter": ["-m", "ter"],
}
# A float holds 15 to 17 significant digits, and two of them stand before the point.
PLACES = 13

Figures = list[tuple[str, str, str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("news", type=Path)
    parser.add_argument("--metrics", default=",".join(OPTIONS))
    options = parser.parse_args()
    metrics = options.metrics.split(",")
    equal = True
    print("| translation | references | metric | tqcheck | sacrebleu | equal |")
    print("|---|---|---|---|---|---|")
    for hypothesis, references in pairs(sorted(options.news.glob("translator-*.en"))):
        ours, theirs = (
            figures(hypothesis, references, metrics) for figures in (tqcheck, sacrebleu)
        )
        names = ", ".join(path.stem for path in references)
        for own, other in zip(ours, theirs, strict=True):
            equal = equal and own == other
            cells = [hypothesis.stem, names, own[0], own[1], other[1], yes(own == other)]
            print(f"| {' | '.join(cells)} |", flush=True)
    print(f"\nAll equal: {yes(equal)}.")
    return 0 if equal else 1


def pairs(translations: Sequence[Path]) -> Iterator[tuple[Path, list[Path]]]:
    """Each translation with each other one, then with all the others."""
    for translation in translations:
        others = [other for other in translations if other != translation]
        yield from ((translation, [other]) for other in others)
        if len(others) > 1:
            yield translation, others


def tqcheck(hypothesis: Path, references: Sequence[Path], metrics: Sequence[str]) -> Figures:
    """Name, score and signature of each metric, by `tqcheck score`."""
    words = [word for path in references for word in ("--reference", str(path))]
    command = ["tqcheck", "score", str(hypothesis), *words, "--isolated", "--report", "json"]
    report = json.loads(run([*command, "--metrics", ",".join(metrics)]))
    return [
        (score["metric"], f"{score['score']:.{PLACES}f}", score["signature"])
        for score in report["whole"]["scores"]
    ]


def sacrebleu(hypothesis: Path, references: Sequence[Path], metrics: Sequence[str]) -> Figures:
    """The same by sacrebleu's command line, which rounds by itself."""
    found = []
    for metric in metrics:
        command = ["sacrebleu", *map(str, references), "-i", str(hypothesis), *OPTIONS[metric]]
        score = json.loads(run([*command, "-w", str(PLACES)]))
        found.append((score["name"], f"{score['score']:.{PLACES}f}", score["signature"]))
    return found


def run(command: Sequence[str]) -> bytes:
    """The output of a Python module's command line."""
    return subprocess.run(
        [sys.executable, "-m", *command], stdout=subprocess.PIPE, check=True
    ).stdout


def yes(equal: bool) -> str:
    return "yes" if equal else "no"


if __name__ == "__main__":
    sys.exit(main())
