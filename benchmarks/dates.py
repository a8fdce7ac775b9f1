"""Dates: what `date-mismatch` reports on professional translations, and moved dates it finds.

    python benchmarks/dates.py NEWS [--count 500] [--seed 0] [--missed]

NEWS is as for benchmarks/false_alarms.py; a segment is a paragraph. Moved is one day, month, year
or weekday of the translation that the source gives as well; apart, and of no target, the months
that a translator added to a day alone.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from false_alarms import DOCUMENT, PARAGRAPHS, read
from reading import read_text

from tqcheck.finding import Finding
from tqcheck.recognisers.dates import dates
from tqcheck.recognisers.dates.date import Date
from tqcheck.rules import get

RULE = "date-mismatch"
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PATTERNS = {
    "day": r"(?<!\d)\d{1,2}(?!\d)",
    "month": r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?",
    "year": r"(?<!\d)\d{4}(?!\d)",
    "weekday": r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b",
}
ADDED = "month added"


class Place(NamedTuple):
    """A part of a date in the target: which translation, segment and stretch, and what it says."""

    translation: int
    segment: int
    start: int
    end: int
    kind: str
    value: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("news", type=Path)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--missed", action="store_true", help="show what was missed")
    options = parser.parse_args()
    source = read(options.news / "source.zh")
    targets = [read(path) for path in sorted(options.news.glob("translator-*.en"))]
    before = [print_findings(source, target) for target in targets]
    print(f"{sum(before)} findings in {len(source) * len(targets):,} segments\n")
    places = [p for i, target in enumerate(targets) for p in given(source, target, i)]
    rng = random.Random(options.seed)
    print("| moved | found | of | places |\n|---|---|---|---|")
    counts: Counter[str] = Counter()
    for kinds in (tuple(PATTERNS), (ADDED,)):
        pool = [place for place in places if place.kind in kinds]
        found = total = 0
        for _ in range(options.count if pool else 0):
            place = rng.choice(pool)
            hit, shown = planted(source, targets[place.translation], place, rng)
            found, total = found + hit, total + 1
            counts[f"{place.kind} {'found' if hit else 'missed'}"] += 1
            if options.missed and not hit:
                print(f"- missed: {shown}")
        print(f"| {', '.join(kinds)} | {found} | {total} | {len(pool)} |", flush=True)
    print(dict(sorted(counts.items())))


def print_findings(source: list[str], target: list[str]) -> int:
    """How many findings a translation has; each is printed."""
    total = 0
    for start in range(0, len(source), PARAGRAPHS):
        span = slice(start, start + PARAGRAPHS)
        for finding in findings(source[span], target[span]):
            print(f"- {start + 1}: {finding.message}")
            total += 1
    return total


def findings(source: list[str], target: list[str]) -> list[Finding]:
    """What the rule reports on one document."""
    body = "\n".join(f"    {text}" for text in source)
    text = DOCUMENT.format(target="\n\n".join(target), source=body)
    return list(get(RULE).findings(read_text(text, "news"), {}, None))


def given(source: list[str], target: list[str], translation: int) -> Iterator[Place]:
    """The parts of the target's dates that the same segment of the source gives."""
    for i, (ours, theirs) in enumerate(zip(source, target, strict=True)):
        known = dates(ours, "zh")
        for date in dates(theirs, "en"):
            for kind, pattern in PATTERNS.items():
                value = getattr(date, kind)
                if value is None or date.named:
                    continue
                given_kind = kind if any(getattr(d, kind) == value for d in known) else ""
                if kind == "month" and not given_kind and _has_day(date, known):
                    given_kind = ADDED
                match = re.search(pattern, date.text)
                if match and given_kind:
                    start, end = date.start + match.start(), date.start + match.end()
                    yield Place(translation, i, start, end, given_kind, value)


def _has_day(date: Date, known: list[Date]) -> bool:
    return date.day is not None and any(d.day == date.day and d.month is None for d in known)


def planted(
    source: list[str], target: list[str], place: Place, rng: random.Random
) -> tuple[bool, str]:
    """Whether a part that is moved is found on its line, and the passage."""
    start = min(place.segment // PARAGRAPHS * PARAGRAPHS, len(source) - PARAGRAPHS)
    span = slice(start, start + PARAGRAPHS)
    text = target[place.segment]
    moved = _moved(place, rng)
    changed = text[: place.start] + moved + text[place.end :]
    whole = [*target[span]]
    whole[place.segment - start] = changed
    # The first paragraph of the document stands on the sixth line, and every second line is empty.
    line = 6 + 2 * (place.segment - start)
    hit = any(finding.line == line for finding in findings(source[span], whole))
    passage = changed[max(0, place.start - 40) : place.end + 40]
    return hit, f"{text[place.start : place.end]} -> {moved}: {passage} | {source[place.segment]}"


def _moved(place: Place, rng: random.Random) -> str:
    value = place.value
    if place.kind == "day":
        return str(rng.choice([day for day in range(1, 29) if day != value]))
    if place.kind == "weekday":
        return WEEKDAYS[rng.choice([day for day in range(1, 8) if day != value]) - 1]
    if place.kind == "year":
        return str(value + rng.choice([-9, -5, -2, -1, 1, 2, 5, 9]))
    return MONTHS[rng.choice([month for month in range(1, 13) if month != value]) - 1]


if __name__ == "__main__":
    main()
