"""What a glossary of 100,000 terms costs a check, beside the same check without one.

    python benchmarks/glossary.py DOCUMENT... [--terms N] [--runs N]

The terms are made of the characters of everyday Chinese, seeded, and written to a CSV and a TBX
file; each renders as two made-up words. Times are multiples of what the documents take to be
checked without a glossary, by all rules, once each, and in the last column milliseconds. The
quickest of the runs counts, as what slows a run down has nothing to do with it.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from reading import check_text, read_text

from tqcheck.config import Config
from tqcheck.files.roots import Roots
from tqcheck.glossaries import load
from tqcheck.rules import get

# The commoner half of the basic block by frequency cannot be had without a table; its first 3,500
# characters do as well, since only the number of different ones counts.
FIRST, CHARACTERS = 0x4E00, 3_500
LENGTHS = (2, 2, 3, 4, 4, 5, 6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--terms", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    texts = {str(path): path.read_text(encoding="utf-8-sig") for path in options.documents}
    with tempfile.TemporaryDirectory() as folder:
        terms = made_up(options.terms)
        csv, tbx = Path(folder, "terms.csv"), Path(folder, "terms.tbx")
        csv.write_text(as_csv(terms), encoding="utf-8")
        tbx.write_text(as_tbx(terms), encoding="utf-8")
        report(texts, csv, tbx, options.runs)


def report(texts: dict[str, str], csv: Path, tbx: Path, runs: int) -> None:
    """Print the table: reading the files, building the automaton, checking with it."""
    config = Config()
    everything = quickest(lambda: check_all(texts, config), runs)
    glossary = load([str(csv)], "zh", "en", Roots(str(csv.parent)))
    documents = [
        replace(read_text(text, path), glossary=terms)
        for path, text in texts.items()
        for terms in (None, glossary)
    ]
    rule = get("term-mismatch")
    for document in documents:
        list(rule.findings(document, {}, None))  # Aligned, and the automaton is built.
    without, with_it = documents[::2], documents[1::2]
    base = quickest(lambda: [list(rule.findings(d, {}, None)) for d in without], runs)
    more = quickest(lambda: [list(rule.findings(d, {}, None)) for d in with_it], runs)
    rows = {
        f"all rules on {len(texts)} documents, no glossary": everything,
        f"reading {len(glossary):,} terms from CSV": quickest(
            lambda: load([str(csv)], "zh", "en", Roots(str(csv.parent))), runs
        ),
        "reading them from TBX": quickest(
            lambda: load([str(tbx)], "zh", "en", Roots(str(tbx.parent))), runs
        ),
        "building the automaton": built(csv, runs),
        "looking the terms up, all documents": more - base,
        "looking the terms up, one document": (more - base) / len(texts),
    }
    print("| what | times all rules | ms |\n|---|---|---|")
    for what, seconds in rows.items():
        print(f"| {what} | {seconds / everything:.3f} | {1000 * seconds:.2f} |")


def check_all(texts: dict[str, str], config: Config) -> None:
    for path, text in texts.items():
        check_text(text, path, config)


def built(csv: Path, runs: int) -> float:
    """The first look at a text builds the automaton."""
    glossaries = [load([str(csv)], "zh", "en", Roots(str(csv.parent))) for _ in range(runs)]
    return min(quickest(lambda g=glossary: g.find("一"), 1) for glossary in glossaries)  # type: ignore[misc]


def quickest(call: Callable[[], object], runs: int) -> float:
    """Processor time of the quickest run, in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def made_up(count: int) -> dict[str, str]:
    chance = random.Random(1)
    characters = [chr(FIRST + n) for n in range(CHARACTERS)]
    found: dict[str, str] = {}
    while len(found) < count:
        term = "".join(chance.choices(characters, k=chance.choice(LENGTHS)))
        found[term] = " ".join(
            "".join(chance.choices("abcdefghilmnoprstu", k=chance.randint(3, 9))) for _ in "ab"
        )
    return found


def as_csv(terms: dict[str, str]) -> str:
    rows = (f"{term},{rendering},,\n" for term, rendering in terms.items())
    return "source,target,forbidden,note\n" + "".join(rows)


def as_tbx(terms: dict[str, str]) -> str:
    entries = (
        f'<conceptEntry><langSec xml:lang="zh"><termSec><term>{term}</term></termSec></langSec>'
        f'<langSec xml:lang="en"><termSec><term>{rendering}</term></termSec></langSec>'
        "</conceptEntry>\n"
        for term, rendering in terms.items()
    )
    root = '<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body>'
    return f"{root}\n{''.join(entries)}</body></text></tbx>"


if __name__ == "__main__":
    main()
