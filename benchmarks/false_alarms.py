"""What each rule reports on professional human translations, where nothing is to be reported.

    python benchmarks/false_alarms.py NEWS

NEWS is a folder with `source.zh` and translations of it line by line, `translator-*.en`. Documents
of the archive layout are made of it: one segment a paragraph, and four segments a paragraph, a
dozen paragraphs each; the latter also with every second pair of target paragraphs merged.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from reading import check_text

from tqcheck import rules
from tqcheck.config import Config

PARAGRAPHS = 12
DOCUMENT = """\
Title: A Day's News
Author:
Date: 2019-10-01
Page: 1

{target}

<hr />

Original:

### 一日新闻

2019-10-01
第1版(要闻)
专栏：

{source}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("news", type=Path)
    options = parser.parse_args()
    found: dict[str, Counter[str]] = {}
    documents: Counter[str] = Counter()
    paragraphs: Counter[str] = Counter()
    for layout, text, size in made(options.news):
        documents[layout] += 1
        paragraphs[layout] += size
        for finding in check_text(text, layout, Config()).findings:
            counts = found.setdefault(finding.rule, Counter())
            counts[layout] += finding.severity != "info"
            counts[f"{layout} info"] += finding.severity == "info"
    print("| rule | " + " | ".join(documents) + " |\n|---|" + "---|" * len(documents))
    for label, counter in (("documents", documents), ("source paragraphs", paragraphs)):
        print(f"| *{label}* | " + " | ".join(f"{counter[layout]:,}" for layout in documents) + " |")
    for rule in rules.names():
        counts = found.get(rule, Counter())
        cells = [
            str(counts[layout])
            + (f" (and {counts[f'{layout} info']} info)" if counts[f"{layout} info"] else "")
            for layout in documents
        ]
        print(f"| {rule} | " + " | ".join(cells) + " |")


def made(folder: Path) -> Iterator[tuple[str, str, int]]:
    """Documents: the name of their layout, their text, their number of source paragraphs."""
    source = read(folder / "source.zh")
    for translation in sorted(folder.glob("translator-*.en")):
        target = read(translation)
        for name, joined in (("one segment", 1), ("four segments", 4), ("four, merged", 4)):
            step = joined * PARAGRAPHS
            for start in range(0, len(source) - step + 1, step):
                sources, targets = (
                    [" ".join(side[i : i + joined]) for i in range(start, start + step, joined)]
                    for side in (source, target)
                )
                if name.endswith("merged"):
                    targets = [
                        text
                        for i in range(0, PARAGRAPHS, 4)
                        for text in (f"{targets[i]} {targets[i + 1]}", *targets[i + 2 : i + 4])
                    ]
                body = "\n".join(f"    {text}" for text in sources)
                yield name, DOCUMENT.format(target="\n\n".join(targets), source=body), len(sources)


def read(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


if __name__ == "__main__":
    main()
