"""Hard-wrapped paragraphs: how many are read as one, and which lines that were meant are joined.

    python benchmarks/wrapping.py NEWS ARCHIVE

NEWS is a folder with source.zh and translations of it line by line, translator-*.en: bodies of
twelve paragraphs, four and one are wrapped at several widths. ARCHIVE is a folder with documents/,
none of which is wrapped: they are read as they are, and wrapped, with their findings compared.
Lines that end where they were meant to are sentences and clauses of the news, a line each.
"""

from __future__ import annotations

import argparse
import random
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from corpora import HEAD, MIDDLE
from reading import check_text, read_text

from tqcheck.config import Config
from tqcheck.document import Document, Section
from tqcheck.finding import Finding
from tqcheck.layouts.joining import columns
from tqcheck.layouts.wrapping import wrapped
from tqcheck.text.sentences import sentences

Lines = list[str]
Wrap = Callable[[str, int], Lines]
WIDTHS = (60, 72, 79, 80, 100, 120)
CLOSING = "，。、；：！？）》」』”’"
BODIES = 200
SEED = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("news", type=Path)
    parser.add_argument("archive", type=Path)
    options = parser.parse_args()
    english = [line for path in sorted(options.news.glob("*.en")) for line in _lines(path)]
    chinese = _lines(options.news / "source.zh")
    print_news(english, chinese)
    print_meant(english, chinese)
    print_sentences(english, chinese)
    print_archive(sorted((options.archive / "documents").glob("*.md")))


# What programs do: break at blanks (textwrap, most editors); even the lines out, as GNU fmt does
# by the squares of what is left empty of 93 % of the width; count columns off in Chinese, where
# editors keep closing marks from the beginning of a line.


def at_blanks(text: str, width: int) -> Lines:
    return textwrap.wrap(text, width)


def evened(text: str, width: int) -> Lines:
    words, goal = text.split(), round(width * 0.93)
    costs, breaks = [0.0] * (len(words) + 1), [len(words)] * (len(words) + 1)
    for first in range(len(words) - 1, -1, -1):
        costs[first], length = float("inf"), -1
        for last in range(first, len(words)):
            length += 1 + len(words[last])
            if length > width and last > first:
                break
            ragged = 0 if last + 1 == len(words) else (goal - length) ** 2
            if ragged + costs[last + 1] < costs[first]:
                costs[first], breaks[first] = ragged + costs[last + 1], last + 1
    lines, at = [], 0
    while at < len(words):
        lines.append(" ".join(words[at : breaks[at]]))
        at = breaks[at]
    return lines


def counted_off(text: str, width: int) -> Lines:
    lines = [""]
    for char in text:
        if columns(lines[-1] + char) > width:
            lines.append("")
        lines[-1] += char
    return lines


def kept_marks(text: str, width: int) -> Lines:
    lines = [""]
    for char in text:
        if columns(lines[-1] + char) > width:
            kept = lines[-1][-1] if char in CLOSING else ""
            lines[-1] = lines[-1].removesuffix(kept)
            lines.append(kept)
        lines[-1] += char
    return lines


WAYS: dict[str, tuple[str, Wrap]] = {
    "English at blanks": ("en", at_blanks),
    "English evened out": ("en", evened),
    "Chinese by columns": ("zh", counted_off),
    "Chinese, marks kept": ("zh", kept_marks),
}


def print_news(english: Sequence[str], chinese: Sequence[str]) -> None:
    """The paragraphs of several lines that are read as one, by width and paragraphs of a body."""
    print("| wrapped | paragraphs | " + " | ".join(map(str, WIDTHS)) + " |")
    print("|---|---|" + "---|" * len(WIDTHS))
    for name, (language, wrap) in WAYS.items():
        texts = english if language == "en" else chinese
        for size in (12, 4, 1):
            cells = []
            for width in WIDTHS:
                rng = random.Random(f"{SEED} {name} {size}")
                counts: Counter[bool] = Counter()
                for _ in range(BODIES):
                    at = rng.randrange(len(texts) - size)
                    counts.update(_read([wrap(t, width) for t in texts[at : at + size]], language))
                cells.append(f"{counts[True] / counts.total():.3f}")
            print(f"| {name} | {size} | " + " | ".join(cells) + " |")
    print()


def print_meant(english: Sequence[str], chinese: Sequence[str]) -> None:
    """The bodies in which lines are joined that were meant as they are."""
    clauses = {
        "en": _split(english, r"(?<=[,;:.!?]) "),
        "zh": _split(chinese, r"(?<=[，；：。！？])"),
    }
    sizes = {"two": (2,), "four": (4,), "two to six": (2, 3, 4, 5, 6), "forty": (40,)}
    kinds: dict[str, tuple[Sequence[str], str]] = {}
    for language, name in (("en", "English"), ("zh", "Chinese")):
        texts = english if language == "en" else chinese
        bare = [clause.rstrip(",.;:!?，；：。！？") for clause in clauses[language]]
        own = [t[a:b] for t in texts for a, b in sentences(t, language)]
        kinds |= {
            f"{name} paragraphs": (texts, language),
            f"{name} sentences": (own, language),
            f"{name} clauses": (clauses[language], language),
            f"{name} clauses without marks": (bare, language),
        }
    kinds["English clauses in upper case"] = (
        [clause[:1].upper() + clause[1:] for clause in kinds["English clauses without marks"][0]],
        "en",
    )
    for low, high in ((25, 50), (35, 65)):
        kinds[f"English broken anywhere, {low} to {high}"] = (_verse(english, low, high), "en")
    kinds["Chinese broken anywhere, 8 to 20"] = (_cut(chinese, 8, 20), "zh")
    print(f"| a line each, {BODIES} bodies | " + " | ".join(f"blocks of {s}" for s in sizes) + " |")
    print("|---|" + "---|" * len(sizes))
    for name, (pool, language) in kinds.items():
        cells = []
        for choice in sizes.values():
            rng = random.Random(f"{SEED} {name}")
            joined = 0
            for _ in range(BODIES):
                at, blocks = rng.randrange(len(pool)), []
                for _ in range(rng.randint(1, 10)):
                    size = rng.choice(choice)
                    blocks.append(list(pool[at : at + size]))
                    at += size
                joined += bool(_found([block for block in blocks if block], language))
            cells.append(str(joined))
        print(f"| {name} | " + " | ".join(cells) + " |")
    print()


def print_sentences(english: Sequence[str], chinese: Sequence[str]) -> None:
    """Bodies that have a paragraph a line and yet only single sentences, and what the two bring."""
    print("| one line a paragraph: bodies without a line of two sentences | 4 | 8 | 12 |")
    print("|---|---|---|---|")
    for name, texts, language in (("English", english, "en"), ("Chinese", chinese, "zh")):
        single = [len(list(sentences(text, language))) == 1 for text in texts]
        shares = [
            sum(all(single[i : i + n]) for i in range(len(single) - n)) / (len(single) - n)
            for n in (4, 8, 12)
        ]
        print(f"| {name} | " + " | ".join(f"{share:.0%}" for share in shares) + " |")
    bodies = [(english[i : i + 16], chinese[i : i + 16]) for i in range(0, len(chinese), 16)]
    found: list[Counter[str]] = [Counter(), Counter()]
    for ours, theirs in bodies:
        groups = [[" ".join(ours[i : i + 4]) for i in range(0, len(ours), 4)]]
        groups.append(["\n".join(g[a:b] for a, b in sentences(g, "en")) for g in groups[0]])
        source = "\n".join("    " + "".join(theirs[i : i + 4]) for i in range(0, len(theirs), 4))
        for counts, target in zip(found, groups, strict=True):
            text = HEAD + "\n" + "\n\n".join(target) + "\n" + MIDDLE + "\n" + source + "\n"
            findings = check_text(text, "news.md", Config()).findings
            counts.update(f"{f.severity} {f.rule}" for f in findings)
    what = f"{len(bodies)} documents of four segments a paragraph"
    print(f"\n| {what} | a paragraph a line | a sentence a line |")
    print("|---|---|---|")
    for key in sorted({*found[0], *found[1]}):
        if found[0][key] != found[1][key]:
            print(f"| {key} | {found[0][key]} | {found[1][key]} |")
    print()


def print_archive(paths: Sequence[Path]) -> None:
    """The documents as they are; then wrapped, their findings with those before."""
    config = Config()
    asis = [_document(path.read_text(encoding="utf-8-sig"), path.name) for path in paths]
    joined = sum(bool(s.span.rows) for d in asis for s in (*d.target.segments, *d.source.segments))
    print(f"{len(paths)} documents as they are: {joined} paragraphs of several lines.\n")
    print("| wrapped at | paragraphs of several lines | read as one | findings | lost | new |")
    print("|---|---|---|---|---|---|")
    for widths in ((60, 60), (60, 72), (72, 80), (80, 100)):
        total, whole = 0, 0
        tally: Counter[str] = Counter()
        for document in asis:
            flat = check_text(_relaid(document, None), document.path, config)
            found = check_text(_relaid(document, widths), document.path, config)
            before, after = _told(flat.findings), _told(found.findings)
            tally["all"] += before.total()
            tally["lost"] += (before - after).total()
            tally["new"] += (after - before).total()
            for section, width in ((document.source, widths[0]), (document.target, widths[1])):
                lines = [_wrap(s.text, section, width) for s in section.segments]
                counts = Counter(_read(lines, section.language))
                total, whole = total + counts.total(), whole + counts[True]
        cells = (
            f"{widths[0]}, {widths[1]}",
            total,
            whole,
            *(tally[k] for k in ("all", "lost", "new")),
        )
        print("| " + " | ".join(map(str, cells)) + " |")


def _document(text: str, path: str) -> Document:
    return read_text(text, path)


def _wrap(text: str, section: Section, width: int) -> Lines:
    return kept_marks(text, width) if section.language == "zh" else at_blanks(text, width)


def _relaid(document: Document, widths: tuple[int, int] | None) -> str:
    """The document with a blank line behind each paragraph, wrapped (source, target) or not."""
    lines = list(document.target.file.lines)
    for n, section in enumerate((document.source, document.target)):
        for segment in section.segments:
            own = _wrap(segment.text, section, widths[n]) if widths else [segment.text]
            lines[segment.span.line - 1] = "\n".join(own) + "\n"
    return "\n".join(lines)


def _told(findings: Sequence[Finding]) -> Counter[tuple[str, str, str]]:
    number = re.compile(r"line \d+")
    return Counter((f.rule, number.sub("line", f.message), f.fingerprint) for f in findings)


def _read(paragraphs: Sequence[Lines], language: str) -> Iterator[bool]:
    """Whether each paragraph of several lines is read as one."""
    ends = _found(paragraphs, language)
    at = 0
    for own in paragraphs:
        if len(own) > 1:
            yield ends.get(at) == at + len(own)
        at += len(own) + 1


def _found(paragraphs: Sequence[Lines], language: str) -> dict[int, int]:
    lines = [line for own in paragraphs for line in (*own, "")]
    return wrapped(lines, [i for i, line in enumerate(lines) if line.strip()], language)


def _split(texts: Sequence[str], pattern: str) -> list[str]:
    return [part.strip() for text in texts for part in re.split(pattern, text) if part.strip()]


def _verse(texts: Sequence[str], low: int, high: int) -> list[str]:
    """Lines broken at blanks, each behind a length drawn anew."""
    rng, lines = random.Random(SEED), []
    for text in texts:
        line, least = "", rng.randint(low, high)
        for word in text.split():
            line = f"{line} {word}".strip()
            if len(line) >= least:
                lines.append(line)
                line, least = "", rng.randint(low, high)
        lines += [line] if line else []
    return lines


def _cut(texts: Sequence[str], low: int, high: int) -> list[str]:
    rng, lines = random.Random(SEED), []
    for text in texts:
        rest = text
        while rest:
            length = rng.randint(low, high)
            lines.append(rest[:length].strip() or rest[0])
            rest = rest[length:]
    return [line for line in lines if line.strip()]


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
