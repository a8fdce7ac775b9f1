"""How many documents and sentences tqcheck manages in a second, on one core.

    python benchmarks/speed.py DOCUMENT [--count N] [--sentences N]

DOCUMENT is a file of the archive layout that needs the encoder; it is checked N times with all
rules, as many times without those that align, and with all rules once its alignment is known. The
search alone is measured on two texts of N sentences whose vectors are made up: each resembles its
counterpart, and a run of them is missing. All rules but the search are measured on a paragraph of
2,000 sentences with dates and numbers of their own, and on one twice as long: a rule that compares
all with all shows there. Processor time, so that other processes of the machine do not count.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from reading import check_text, read_text

from tqcheck.alignment.aligner import align
from tqcheck.config import Config

ALIGNING = (
    *("omitted-*", "added-paragraph", "paragraph-count", "length-ratio", "number-mismatch"),
    *("date-mismatch", "name-*", "unbalanced-brackets"),
)
LARGE = 2_000
DOCUMENT = """\
Title: What the Ferry Carried
Author:
Date: 1951-12-01
Page: 2

{}

<hr />

Original:

### 渡船运了什么

1951-12-01
第2版()
专栏：

    {}
"""


class MadeUp:
    """Vectors for texts that are numbers: the same number, nearly the same vector."""

    def __init__(self, dimensions: int = 512) -> None:
        self._dimensions = dimensions
        self._side = 0

    def encode(self, texts: list[str]) -> Any:
        self._side += 1
        common = np.random.default_rng(0).standard_normal((20_000, self._dimensions))
        own = np.random.default_rng(self._side).standard_normal((len(texts), self._dimensions))
        vectors = common[[int(text.split()[0]) for text in texts]] + own
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("document", type=Path)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--sentences", type=int, default=10_000)
    options = parser.parse_args()
    text = options.document.read_text(encoding="utf-8-sig")
    config = Config()
    print("| what | a second |\n|---|---|")
    for name, own in {
        "documents, all rules": config,
        "documents, rules that do not align": replace(config, ignore=ALIGNING),
    }.items():
        check_text(text, "document.md", own)
        start = time.process_time()
        for _ in range(options.count):
            check_text(text, "document.md", own)
        print(f"| {name} | {options.count / (time.process_time() - start):.0f} |", flush=True)
    aligned = sum(checked(text, config) for _ in range(options.count))
    print(f"| documents, all rules, alignment known | {options.count / aligned:.0f} |", flush=True)
    once, twice = (checked(large(count), config) for count in (LARGE, 2 * LARGE))
    print(
        f"\n{2 * LARGE} sentences in a paragraph: {twice:.1f} s apart from aligning, "
        f"{twice / once:.1f} times what half of them take."
    )
    n = options.sentences
    source = [f"{k} is what the sentence says in the source" for k in range(n)]
    lost = range(n // 3, n // 3 + 200)
    target = [text for k, text in enumerate(source) if k not in lost]
    encoder = MadeUp()
    encoding = time.process_time()
    MadeUp().encode(source), MadeUp().encode(target)
    start = time.process_time()
    found = align(source, target, "de", "en", encoder=encoder)
    seconds = time.process_time() - start - (start - encoding)
    gone = {i for bead in found.beads if not bead.target for i in bead.source}
    print(
        f"\n{n} sentences beside {len(target)}: {seconds:.1f} s apart from encoding; "
        f"{len(gone & set(lost))} of {len(lost)} lost ones found, {len(gone - set(lost))} others."
    )


def checked(text: str, config: Config) -> float:
    """Seconds that reading a document and all rules take, its alignment apart."""
    start = time.process_time()
    document = read_text(text, "document.md")
    found = time.process_time()
    document.alignment  # noqa: B018
    aligned = time.process_time()
    for rule in config.rules:
        list(rule.findings(document, {}, None))
    return time.process_time() - aligned + found - start


def large(count: int) -> str:
    """A document of one paragraph whose sentences all tell another day and number."""
    rng = random.Random(0)
    first = datetime.date(1930, 1, 1)
    source, target = [], []
    for _ in range(count):
        day = first + datetime.timedelta(days=rng.randrange(20 * 365))
        sacks = rng.randrange(100, 1000)
        source.append(f"{day.year}年{day.month}月{day.day}日渡船运了{sacks}袋大米过河。")
        target.append(f"On {day:%B} {day.day}, {day.year} the ferry took {sacks} sacks of rice.")
    return DOCUMENT.format(" ".join(target), "".join(source))


if __name__ == "__main__":
    main()
