"""A syllable changed in 500 romanised names of professional translations: which are found.

    python benchmarks/names.py NEWS

NEWS is as for false_alarms.py, whose documents of four segments a paragraph are used. A name is a
word of two syllables and more, or a surname with a given name, that characters of its own source
segment give; one of its syllables, drawn by chance, becomes another one of pinyin. A change is
found if `name-mismatch` reports its line where it said nothing before. The same documents as they
are tell the false alarms.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from false_alarms import made, read
from reading import check_text

from tqcheck.config import Config
from tqcheck.finding import Finding
from tqcheck.recognisers.names.pronunciations import Pronounced
from tqcheck.recognisers.names.romanised import FOLDED, Word, sequences

CHANGES = 500
SEED = 5
CONFIG = Config(select=("name-*",))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("news", type=Path)
    parser.add_argument("--show", action="store_true", help="print what is missed, and each alarm")
    options = parser.parse_args()
    chance = random.Random(SEED)
    documents = [text for layout, text, _ in made(options.news) if layout == "one segment"]
    segments = sum(len(read(path)) for path in options.news.glob("translator-*.en"))
    before = {text: _findings(text) for text in documents}
    alarms = Counter(finding.rule for found in before.values() for finding in found)
    for rule in ("name-mismatch", "name-inconsistent"):
        print(f"{rule}: {alarms[rule]} findings in {segments:,} segments as they are")
    if options.show:
        print(*(f"  {f.message}" for found in before.values() for f in found), sep="\n")
    places = [(text, *name) for text in documents for name in _names(text)]
    found = fixed = 0
    chosen = chance.sample(places, CHANGES)
    for text, start, end, written in chosen:
        changed = _changed(written, chance)
        damaged = text[:start] + changed + text[end:]
        line = text.count("\n", 0, start) + 1
        known = {(finding.line, finding.text) for finding in before[text]}
        hits = [
            finding
            for finding in _findings(damaged)
            if finding.rule == "name-mismatch"
            and finding.line == line
            and (finding.line, finding.text) not in known
        ]
        found += bool(hits)
        fixed += any(hit.fix and _same(hit.fix.edits[0].text, written) for hit in hits)
        if options.show and not hits:
            print(f"  missed: {written} -> {changed} | {text[max(0, start - 30) : end + 20]!r}")
    print(
        f"syllable changed: {found} of {CHANGES} found ({found / CHANGES:.1%}); "
        f"{len(places):,} names to choose from"
    )
    print(f"the right name is offered for {fixed} of them")


def _findings(text: str) -> tuple[Finding, ...]:
    return check_text(text, "news.md", CONFIG).findings


def _same(one: str, other: str) -> bool:
    return [each.lower() for each in one if each.isalpha()] == [
        each.lower() for each in other if each.isalpha()
    ]


def _names(text: str) -> list[tuple[int, int, str]]:
    """Names that a source segment of the same number gives: start, end and what is written."""
    body, _, source = text.partition("<hr />")
    paragraphs = body.split("\n\n")[1:-1]
    sources = source.rstrip("\n").split("\n")[-len(paragraphs) :]
    found = []
    at = body.index("\n\n") + 2
    for paragraph, original in zip(paragraphs, sources, strict=True):
        sounds = Pronounced(original)
        for sequence in sequences(paragraph):
            words = [word for word in sequence if word.readings]
            used = -1
            for index, word in enumerate(words):
                if index <= used:
                    continue
                pair = words[index : index + 2]
                if len(pair) == 2 and pair[1].start == pair[0].end + 1 and _gives(sounds, pair):
                    used = index + 1
                elif word.syllables > 1 and _gives(sounds, [word]):
                    pair = [word]
                else:
                    continue
                start, end = pair[0].start, pair[-1].end
                found.append((at + start, at + end, paragraph[start:end]))
        at += len(paragraph) + 2
    return found


def _gives(sounds: Pronounced, words: list[Word]) -> bool:
    if len(words) == 1:
        return any(True for cut in words[0].readings for _ in sounds.find(cut))
    return any(
        any(True for _ in sounds.find(order))
        for one in words[0].readings
        for other in words[1].readings
        for order in ((*one, *other), (*other, *one))
    )


def _changed(written: str, chance: random.Random) -> str:
    """The name with one syllable replaced by another, its case kept."""
    parts = written.split(" ")
    place = chance.randrange(len(parts))
    [word] = next(sequences(parts[place]))
    cut = min(word.readings, key=len)
    which = chance.randrange(len(cut))
    while True:
        new = chance.choice(sorted(FOLDED))
        if new != cut[which] and (not which or new[0] not in "aeo"):
            break
    changed = [*cut[:which], new, *cut[which + 1 :]]
    parts[place] = "".join(
        f"'{each}" if at and each[0] in "aeo" else each for at, each in enumerate(changed)
    ).capitalize()
    return " ".join(parts)


if __name__ == "__main__":
    main()
