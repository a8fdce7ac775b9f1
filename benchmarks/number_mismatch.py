"""What `number-mismatch` reports on professional translations, each finding judged by hand.

    python benchmarks/number_mismatch.py NEWS

NEWS is a folder with `source.zh` and translations of it line by line, `translator-*.en`. Documents
of a dozen paragraphs are made of it, one segment a paragraph. The rate is that of segments with a
finding among those whose source bears a number that is no date; precision that of findings which
`labels/number-mismatch.jsonl` calls errors of the translation. A finding without a label is named
and makes the run fail.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from false_alarms import DOCUMENT, PARAGRAPHS, read
from reading import read_text

from tqcheck.config import Config
from tqcheck.document import Document
from tqcheck.finding import Finding
from tqcheck.recognisers.dates import dates
from tqcheck.recognisers.numbers import numbers
from tqcheck.rules import get

LABELS = Path(__file__).parent / "labels" / "number-mismatch.jsonl"
# A line of the news, the letter of its translation, the numbers expected and found.
Key = tuple[int, str, str, str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("news", type=Path)
    options = parser.parse_args()
    labels = {key_of(entry): str(entry["label"]) for entry in labelled()}
    bearing: Counter[str] = Counter()
    lines: dict[str, set[int]] = {}
    judged: dict[str, Counter[str]] = {}
    unknown = []
    for letter, first, document in documents(options.news):
        source = document.source.paragraphs
        bearing[letter] += sum(bears(segment.text) for segment in source)
        for finding in get("number-mismatch").findings(document, {}, None):
            key = (first + paragraph(document, finding), letter, *figures(finding))
            lines.setdefault(letter, set()).add(key[0])
            label = labels.get(key, "unlabelled")
            judged.setdefault(letter, Counter())[label] += 1
            if label == "unlabelled":
                unknown.append((key, finding.message))
    print("| translator | segments with numbers | with a finding | rate | errors | alarms |")
    print("|---|---|---|---|---|---|")
    for letter, count in bearing.items():
        row(letter, count, len(lines.get(letter, ())), judged.get(letter, Counter()))
    total = sum(judged.values(), Counter[str]())
    row("both", bearing.total(), sum(map(len, lines.values())), total)
    print(f"\nprecision: {total['error'] / max(1, total.total()):.1%} of {total.total()} findings")
    for key, message in unknown:
        print("without label:", key, message)
    return 1 if unknown else 0


def row(name: str, count: int, found: int, judged: Counter[str]) -> None:
    rate = found / max(1, count)
    print(f"| {name} | {count} | {found} | {rate:.2%} | {judged['error']} | {judged['alarm']} |")


def documents(folder: Path) -> Iterator[tuple[str, int, Document]]:
    """The letter of the translation, the number of the first line, and the document."""
    source, _config = read(folder / "source.zh"), Config()
    for translation in sorted(folder.glob("translator-*.en")):
        target = read(translation)
        letter = translation.stem[-1]
        for start in range(0, len(source), PARAGRAPHS):
            body = "\n".join(f"    {text}" for text in source[start : start + PARAGRAPHS])
            text = DOCUMENT.format(
                target="\n\n".join(target[start : start + PARAGRAPHS]), source=body
            )
            name = f"{letter}{start}"
            yield letter, start + 1, read_text(text, name)


def bears(text: str) -> bool:
    """Whether a source segment has a number in digits or of two figures, and no date."""
    taken = [(date.start, date.end) for date in dates(text, "zh")]
    return any(
        number.sure and not any(start < number.end and number.start < end for start, end in taken)
        for number in numbers(text, "zh")
    )


def paragraph(document: Document, finding: Finding) -> int:
    """Which target paragraph a finding is in, from 0."""
    targets = document.target.paragraphs
    return next(i for i, s in enumerate(targets) if s.span.line <= finding.line <= s.span.end_line)


def figures(finding: Finding) -> tuple[str, str]:
    """The numbers expected and found, as a label names them."""
    expected, found = finding.data["expected"], finding.data["found"]
    assert isinstance(expected, list) and isinstance(found, list)
    return "; ".join(map(str, expected)), "; ".join(map(str, found))


def labelled() -> list[dict[str, object]]:
    lines = LABELS.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def key_of(entry: dict[str, object]) -> Key:
    segment = entry["segment"]
    assert isinstance(segment, int)
    return segment, str(entry["translation"]), str(entry["expected"]), str(entry["found"])


if __name__ == "__main__":
    sys.exit(main())
