"""What the recogniser of literals finds in a translated book, and in other texts.

    python benchmarks/literals.py HANDBOOK [CORPUS] [--samples COUNT] [--kind KIND] [--missed]

HANDBOOK holds `truth.json`: for each document of a language the rows [line, source, target] that
belong together, where what nobody has translated is equal. The first table gives for each kind how
many literals of the source (sure ones) the translation has letter by letter, and how many of
those the recogniser does not find there; the second one how many numerals are left for each
language when literals are taken out, and in how many paragraphs they differ. CORPUS holds archive,
news, genres and fastapi, of which literals are counted and timed. `--samples` prints literals of
each kind with what is around them, `--missed` those that were copied and not found.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tqcheck.recognisers.literals import literals, without_literals
from tqcheck.recognisers.literals.folding import folded
from tqcheck.recognisers.literals.literal import KINDS

SEED = 11
NUMERAL = re.compile(r"\d+(?:[.,:/]\d+)*")
AROUND = 24


class Pair(NamedTuple):
    """A paragraph and its translation into a language."""

    language: str
    source: str
    target: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("handbook", type=Path)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--samples", type=int, default=0, help="print so many of each kind")
    parser.add_argument("--kind", choices=KINDS, help="of this kind only")
    parser.add_argument("--missed", action="store_true", help="print what was copied and not found")
    options = parser.parse_args()
    found = list(pairs(options.handbook))
    print_kinds(found, options.kind, show_missed=options.missed)
    print_numerals(found)
    texts = {"handbook": [text for pair in found for text in (pair.source, pair.target)]}
    if options.corpus:
        texts |= {name: list(lines) for name, lines in corpora(options.corpus)}
        print_corpora(texts)
    if options.samples:
        print_samples(texts, options.samples, options.kind)


def pairs(handbook: Path) -> Iterator[Pair]:
    truth = json.loads((handbook / "truth.json").read_text(encoding="utf-8"))
    for document, rows in truth.items():
        for _line, source, target in rows:
            if source != target:
                yield Pair(document.partition("/")[0], source, target)


def corpora(folder: Path) -> Iterator[tuple[str, Iterator[str]]]:
    """Each corpus with its lines; blocks of code are left out."""
    for name, pattern in (("archive", "archive*/documents/*"), ("news", "news/*")):
        yield name, (line for path in sorted(folder.glob(pattern)) for line in lines_of(path))
    yield "genres", genres(folder / "genres" / "texts.jsonl")
    pages = sorted((folder / "fastapi" / "docs").rglob("*.md"))
    yield "fastapi", (line for path in pages for line in lines_of(path))


def lines_of(path: Path) -> Iterator[str]:
    fenced = False
    for line in path.read_text(encoding="utf-8").split("\n"):
        fence = line.lstrip().startswith("```")
        fenced ^= fence
        if line and not fence and not fenced:
            yield line


def genres(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        yield from (*entry["source"], *entry["target"])


def print_kinds(found: list[Pair], kind: str | None, *, show_missed: bool) -> None:
    """Print how often literals of the source are copied, and found where they are."""
    source, copied, missed, added = (Counter[str]() for _ in range(4))
    for pair in found:
        plain, here = folded(pair.target), keys(pair.target)
        every = Counter(key for _, key in here.elements())
        for (name, key), count in sorted(sure_keys(pair.source).items()):
            source[name] += count
            copies = min(count, max(plain.count(key), every[key]))
            copied[name] += copies
            missed[name] += max(0, copies - every[key])
            if show_missed and copies > every[key] and kind in (None, name):
                at = max(plain.find(key), 0)
                part = plain[max(0, at - AROUND) : at + len(key) + AROUND]
                print(f"{pair.language} {name} {key}: …{part}…")
        original = folded(pair.source)
        for (name, key), count in sure_keys(pair.target).items():
            added[name] += max(0, count - max(original.count(key), keys(pair.source)[name, key]))
    print("| kind | in the source | copied letter by letter | copied, not found | only in target |")
    print("|---|---|---|---|---|")
    for name in KINDS:
        if source[name]:
            share = copied[name] / source[name]
            row = f"| {name} | {source[name]:,} | {share:.1%} | {missed[name]} | {added[name]} |"
            print(row)


def keys(text: str) -> Counter[tuple[str, str]]:
    return Counter((literal.kind, literal.key) for literal in literals(text))


def sure_keys(text: str) -> Counter[tuple[str, str]]:
    return Counter((literal.kind, literal.key) for literal in literals(text) if literal.sure)


def print_numerals(found: list[Pair]) -> None:
    """Print the numerals of both sides of each language, before and after."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in found:
        row = rows[pair.language]
        before = [numerals(text) for text in (pair.source, pair.target)]
        after = [numerals(without_literals(text)) for text in (pair.source, pair.target)]
        if not before[0] and not before[1]:
            continue
        row["paragraphs"] += 1
        for side, name in enumerate(("source", "target")):
            row[name] += before[side].total()
            row[f"{name} left"] += after[side].total()
        row["differ before"] += before[0] != before[1]
        row["differ after"] += after[0] != after[1]
    rows["all"] = sum(rows.values(), Counter())
    columns = (
        *("paragraphs", "source", "source left", "target", "target left"),
        *("differ before", "differ after"),
    )
    print("\n| language | " + " | ".join(columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for language, row in sorted(rows.items()):
        print(f"| {language} | " + " | ".join(f"{row[column]:,}" for column in columns) + " |")


def numerals(text: str) -> Counter[str]:
    return Counter(NUMERAL.findall(folded(text)))


def print_corpora(texts: dict[str, list[str]]) -> None:
    """Print how many literals of each kind the texts have, those that are not sure apart."""
    print("\n| kind | " + " | ".join(texts) + " |")
    print("|---" * (len(texts) + 1) + "|")
    counts: dict[str, Counter[tuple[str, bool]]] = {}
    speed = {}
    for name, lines in texts.items():
        literals.cache_clear()
        started = time.process_time()
        found = [literal for line in lines for literal in literals(line)]
        taken = time.process_time() - started
        counts[name] = Counter((literal.kind, literal.sure) for literal in found)
        speed[name] = 1e9 * taken / sum(map(len, lines))
    for kind in KINDS:
        cells = (f"{row[kind, True]:,} ({row[kind, False]:,})" for row in counts.values())
        print(f"| {kind} | " + " | ".join(cells) + " |")
    print("| ns a character | " + " | ".join(f"{speed[name]:.0f}" for name in texts) + " |")


def print_samples(texts: dict[str, list[str]], number: int, kind: str | None) -> None:
    """Print literals drawn from each corpus with their surroundings, to be read."""
    chance = random.Random(SEED)
    for name, lines in texts.items():
        drawn: dict[tuple[str, bool], set[str]] = defaultdict(set)
        for line in chance.sample(lines, min(len(lines), 20_000)):
            for literal in literals(line):
                before = line[max(0, literal.start - AROUND) : literal.start]
                after = line[literal.end : literal.end + AROUND]
                part = f"{before}«{line[literal.start : literal.end]}»{after}"
                if kind in (None, literal.kind):
                    drawn[literal.kind, literal.sure].add(part)
        for (found, sure), parts in sorted(drawn.items()):
            print(f"\n{name}: {found}{'' if sure else ', not sure'}")
            for part in chance.sample(sorted(parts), min(number, len(parts))):
                print(f"  {part}")


if __name__ == "__main__":
    main()
