"""Measure how long translations are: the figures behind tqcheck/languages/lengths.py.

The folder given holds news/ (zh-en), fastapi/docs/ (en to zh, ja, de, es) and
alignment/text-berg/ (de-fr); what is missing is left out. Prints ratios of target to source.
"""

from __future__ import annotations

import argparse
import ast
import math
import re
import statistics
from collections.abc import Iterator, Sequence
from pathlib import Path

from tqcheck.text.lengths import length_model, size

Pair = tuple[str, str]

# A block that is no prose: heading, fence marker, table, HTML, admonition, list, quotation.
_FRAME = re.compile(r"\s*(#|```|~~~|\||<|///|:::|!\[|[-*+] |\d+\. |>|\{)")
_MARKUP = re.compile(r"\]\([^)]*\)|[\[\]*`]|<[^>]*>|\{[^}]*\}")
# Sizes are counted from here on: a short segment says little of the languages.
_LEAST = {"zh": 20, "ja": 20}
_LEAST_ALPHABETIC = 60


def pairs(folder: Path) -> Iterator[tuple[str, str, list[Pair]]]:
    """Source language, target language and segments that are translations of each other."""
    if (folder / "news").is_dir():
        source = _lines(folder / "news" / "source.zh")
        both: list[Pair] = []
        for path in sorted((folder / "news").glob("translator-*.en")):
            both += zip(source, _lines(path), strict=True)
        yield "zh", "en", both
    docs = folder / "fastapi" / "docs"
    for language in ("zh", "ja", "de", "es"):
        if (docs / language).is_dir():
            yield "en", language, list(_pages(docs / "en", docs / language))
    if (folder / "alignment" / "text-berg").is_dir():
        gold = list(_gold(folder / "alignment" / "text-berg"))
        yield "de", "fr", gold
        yield "fr", "de", [(fr, de) for de, fr in gold]


def _pages(source: Path, target: Path) -> Iterator[Pair]:
    """Paragraphs of prose of the pages that have the same blocks in both languages."""
    for path in sorted(source.rglob("*.md")):
        other = target / path.relative_to(source)
        if not other.is_file():
            continue
        blocks = _blocks(path), _blocks(other)
        if len(blocks[0]) != len(blocks[1]):
            continue
        for s, t in zip(*blocks, strict=True):
            if not _FRAME.match(s) and not _FRAME.match(t):
                yield _MARKUP.sub("", s), _MARKUP.sub("", t)


def _blocks(path: Path) -> list[str]:
    text = re.sub(r"(?ms)^[ \t]*(`{3,}|~{3,}).*?^[ \t]*\1[ \t]*$", "", path.read_text("utf-8"))
    return [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]


def _gold(folder: Path) -> Iterator[Pair]:
    for path in sorted(folder.glob("*.defr")):
        de, fr = _lines(path.with_suffix(".de")), _lines(path.with_suffix(".fr"))
        for line in _lines(path):
            left, right = ast.literal_eval(line.replace("]:[", "],["))
            if left and right:
                yield " ".join(de[i] for i in left), " ".join(fr[j] for j in right)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the sorted values lie."""
    return values[min(len(values) - 1, int(share * len(values)))]


def main(argv: list[str] | None = None) -> int:
    """Print one row for each pair of languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the corpora")
    folder = parser.parse_args(argv).folder
    print("pair      pairs  long  median spread  all   .1%   .5%    1%   99% 99.5% 99.9%"
          "   outside soft, hard, %")  # fmt: skip
    for source, target, segments in pairs(folder):
        sizes = [(size(s, source), size(t, target)) for s, t in segments]
        sizes = [(s, t) for s, t in sizes if s and t]
        least = _LEAST.get(source, _LEAST_ALPHABETIC)
        ratios = sorted(t / s for s, t in sizes if s >= least)
        spread = statistics.pstdev(math.log(ratio) for ratio in ratios)
        loose = statistics.pstdev(math.log(t / s) for s, t in sizes)
        row = f"{source}-{target} {len(sizes):9} {len(ratios):5} {statistics.median(ratios):7.2f}"
        row += f" {spread:6.3f} {loose:5.3f}"
        for share in (0.001, 0.005, 0.01, 0.99, 0.995, 0.999):
            row += f" {quantile(ratios, share):5.2f}"
        model = length_model(source, target)
        if model:
            for low, high in (model.soft, model.hard):
                outside = sum(not low <= ratio <= high for ratio in ratios)
                row += f" {100 * outside / len(ratios):6.2f}"
        print(row)
    return 0


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


if __name__ == "__main__":
    raise SystemExit(main())
