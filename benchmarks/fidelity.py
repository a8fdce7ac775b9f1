"""How many planted errors of content are found, and what is reported where nothing was planted.

    python benchmarks/fidelity.py NEWS [--count N] [--seed N] [--missed] [--only WORD]

NEWS is a folder with `source.zh` and translations of it line by line, `translator-*.en`. Documents
of a dozen segments are made of it, one segment a paragraph. Each kind of error is planted N times,
each time in a document that is otherwise as the translators left it. Found means that the rule
named for it has a finding on the planted line, where the untouched document has none.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from false_alarms import DOCUMENT, PARAGRAPHS, read
from planting import PLANTS, Plant
from reading import check_text

from tqcheck.config import Config

# The rules that together are to fire in hardly any segment of a professional translation.
QUIET = (
    *("date-mismatch", "name-mismatch", "foreign-script", "repeated-text"),
    *("translator-comment", "abridged", "garbled-text"),
)
# The line of the first paragraph, and from one to the next.
FIRST = DOCUMENT[: DOCUMENT.index("{target}")].count("\n") + 1
STEP = 2


class Made(NamedTuple):
    """A document: a dozen segments of the source and their translation."""

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]

    def text(self) -> str:
        body = "\n".join(f"    {text}" for text in self.source)
        return DOCUMENT.format(target="\n\n".join(self.target), source=body)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("news", type=Path)
    parser.add_argument("--count", type=int, default=500, help="errors of each kind")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--missed", action="store_true", help="show what was missed")
    parser.add_argument("--only", default="", help="the kinds whose name or rule has this in it")
    options = parser.parse_args()
    documents = made(options.news)
    if not options.only:
        print_quiet(documents)
    print("| planted | rule | found | of | share |\n|---|---|---|---|---|")
    for (what, rule), plant in PLANTS.items():
        if options.only in f"{what} {rule}":
            rng = random.Random(f"{options.seed} {what}")
            print_planted(what, rule, plant, documents, options.count, rng, options.missed)


def made(news: Path) -> list[Made]:
    """All documents of a dozen neighbouring segments, the last segments left over."""
    source = read(news / "source.zh")
    found = []
    for translation in sorted(news.glob("translator-*.en")):
        target = read(translation)
        for start in range(0, len(source) - PARAGRAPHS + 1, PARAGRAPHS):
            part = slice(start, start + PARAGRAPHS)
            name = f"{translation.stem} {start + 1}"
            found.append(Made(name, tuple(source[part]), tuple(target[part])))
    return found


def print_quiet(documents: list[Made]) -> None:
    """In how many segments the rules fire where nothing was planted."""
    counts: Counter[str] = Counter()
    fired = set()
    for document in documents:
        for rule in QUIET:
            for line in lines_of(rule, document.text()):
                counts[rule] += 1
                fired.add((document.name, line))
    segments = len(documents) * PARAGRAPHS
    print("| rule | findings on what the translators wrote |\n|---|---|")
    for rule in QUIET:
        print(f"| {rule} | {counts[rule]} |")
    share = 100 * len(fired) / segments
    print(f"| *segments with any* | {len(fired)} of {segments:,}, {share:.2f} % |\n", flush=True)


def print_planted(
    what: str,
    rule: str,
    plant: Plant,
    documents: list[Made],
    count: int,
    rng: random.Random,
    missed: bool,
) -> None:
    """Plant an error `count` times and print how many of them have a finding on their line."""
    found = total = elsewhere = 0
    shown = []
    for _ in range(100 * count):
        if total == count:
            break
        document = rng.choice(documents)
        at = rng.randrange(PARAGRAPHS)
        changed = plant(document.source[at], document.target[at], rng)
        line = FIRST + STEP * at
        if changed is None or changed == document.target[at]:
            continue
        if line in lines_of(rule, document.text()):
            continue
        total += 1
        target = (*document.target[:at], changed, *document.target[at + 1 :])
        after = _lines(rule, document._replace(target=target).text())
        found += line in after
        elsewhere += line not in after and bool(after)
        if line not in after:
            shown.append(
                f"- {document.name} line {line}: {_difference(document.target[at], changed)}"
            )
    print(
        f"| {what} | {rule} | {found} | {total} | {100 * found / max(total, 1):.1f} % |", flush=True
    )
    if missed:
        print("\n".join(shown))


@cache
def lines_of(rule: str, text: str) -> frozenset[int]:
    """The lines on which a rule fires in an untouched document."""
    return _lines(rule, text)


def _lines(rule: str, text: str) -> frozenset[int]:
    config = replace(Config(), select=(rule,))
    return frozenset(finding.line for finding in check_text(text, "news", config).findings)


def _difference(before: str, after: str) -> str:
    """What was planted, with a little around it."""
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    left = max(0, start - 40)
    return f"{before[left : start + 40]!r} -> {after[left : start + 60]!r}"


if __name__ == "__main__":
    main()
