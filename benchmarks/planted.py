"""How many planted defects are found: each kind is planted in each document that allows it.

    python benchmarks/planted.py DOCUMENTS LABELS [--seed N] [--missed]

DOCUMENTS and LABELS are as for benchmarks/archive.py; only structurally clean documents are used,
so that what is found is what was planted.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reading import check_text, read_text

from tqcheck.config import Config
from tqcheck.document import ArchiveDocument, Segment
from tqcheck.finding import Finding
from tqcheck.text.lengths import size

# Shorter source paragraphs are lines (signatures, sub-heads), which are only warned of.
SUBSTANTIAL = 20

Lines = list[str]
Plant = Callable[[ArchiveDocument, random.Random], Lines | None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("documents", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--missed", action="store_true", help="name what was missed")
    options = parser.parse_args()
    entries = map(json.loads, options.labels.read_text(encoding="utf-8").splitlines())
    names = sorted(entry["file"] for entry in entries if entry["structural_clean"])
    config = Config()
    documents = [
        read_text((options.documents / n).read_text(encoding="utf-8-sig"), n) for n in names
    ]
    print("| planted | rule | found | of |\n|---|---|---|---|")
    missed: list[str] = []
    for (what, rule), plant in PLANTS.items():
        found = total = 0
        for document in documents:
            lines = plant(document, random.Random(f"{options.seed} {what} {document.path}"))
            if lines is None:
                continue
            total += 1
            if any(f.rule == rule for f in _findings(lines, document.path, config, rule)):
                found += 1
            else:
                missed.append(f"{what}: {document.path}")
        print(f"| {what} | {rule} | {found} | {total} |", flush=True)
    if options.missed:
        print("\n".join(missed))


def _findings(lines: Lines, path: str, config: Config, rule: str) -> tuple[Finding, ...]:
    return check_text("\n".join(lines), path, replace(config, select=(rule,))).findings


def _without_field(name: str) -> Plant:
    def plant(document: ArchiveDocument, _: random.Random) -> Lines | None:
        return _edit_field(document, name, lambda line, _value: None)

    return plant


def _with_value(name: str, change: Callable[[str, random.Random], str | None]) -> Plant:
    def plant(document: ArchiveDocument, rng: random.Random) -> Lines | None:
        return _edit_field(
            document,
            name,
            lambda line, value: f"{line.split(':')[0]}: {change(value, rng)}" if value else line,
        )

    return plant


def _edit_field(
    document: ArchiveDocument, name: str, change: Callable[[str, str], str | None]
) -> Lines | None:
    field = document.field(name)
    if field is None:
        return None
    lines = list(document.lines)
    index = field.span.line - 1
    changed = change(lines[index], field.value)
    if changed == lines[index]:
        return None
    lines[index : index + 1] = [] if changed is None else [changed]
    return lines


def _other_syllable(value: str, rng: random.Random) -> str:
    """An author whose last syllable is another one."""
    return value[: max(1, len(value) - 3)] + rng.choice(["ong", "iu", "ang", "ei"])


def _source_title(document: ArchiveDocument, _: random.Random) -> Lines | None:
    title = document.source_header.get("title")
    return (
        _edit_field(document, "Title", lambda _line, _value: f"Title: {title.value}")
        if (title)
        else None
    )


def _without(mark: str) -> Plant:
    def plant(document: ArchiveDocument, _: random.Random) -> Lines | None:
        span = getattr(document, mark)
        return [line for i, line in enumerate(document.lines, 1) if i != span.line]

    return plant


def _paragraphs(document: ArchiveDocument) -> list[Segment]:
    """Target paragraphs that stand for exactly one substantial source paragraph."""
    return [
        bead.target[0]
        for bead in document.alignment.beads
        if bead.kind == "1-1" and size(bead.source[0].text, "zh") >= SUBSTANTIAL
    ]


def _untranslated(document: ArchiveDocument, rng: random.Random) -> Lines | None:
    beads = [b for b in document.alignment.beads if b.kind == "1-1"]
    if len(beads) < 2:
        return None
    bead = rng.choice(beads)
    lines = list(document.lines)
    lines[bead.target[0].span.line - 1] = bead.source[0].text
    return lines


def _remnant(document: ArchiveDocument, rng: random.Random) -> Lines | None:
    """A name of three characters left in the middle of a paragraph."""
    segment = rng.choice(document.target.paragraphs)
    lines = list(document.lines)
    index = segment.span.line - 1
    words = lines[index].split(" ")
    if len(segment.text.split()) < 12:
        return None
    words[-5] = "陈玉兰"
    lines[index] = " ".join(words)
    return lines


def _cyrillic(document: ArchiveDocument, rng: random.Random) -> Lines | None:
    segment = rng.choice(document.target.paragraphs)
    lines = list(document.lines)
    index = segment.span.line - 1
    lines[index] = lines[index].replace("a", "\u0430", 1)
    return lines if lines[index] != document.lines[index] else None


def _all_source(document: ArchiveDocument, _: random.Random) -> Lines:
    """The translation replaced by the original."""
    first, last = document.target.span.line, document.target.span.end_line
    lines = list(document.lines)
    lines[first - 1 : last] = [segment.text for segment in document.source.segments]
    return lines


def _omitted(where: str, run: int = 1) -> Plant:
    def plant(document: ArchiveDocument, rng: random.Random) -> Lines | None:
        paragraphs = _paragraphs(document)
        everything = document.target.paragraphs
        if len(everything) <= run + 1:
            return None
        if where == "last":
            chosen = everything[-run:]
        else:
            starts = [
                i
                for i in range(1, len(everything) - run)
                if all(segment in paragraphs for segment in everything[i : i + run])
            ]
            if not starts:
                return None
            start = rng.choice(starts)
            chosen = everything[start : start + run]
        if any(segment not in paragraphs for segment in chosen):
            return None
        gone = {segment.span.line for segment in chosen}
        return [line for i, line in enumerate(document.lines, 1) if i not in gone]

    return plant


PLANTS: dict[tuple[str, str], Plant] = {
    **{
        (f"{name} removed", "header-field-missing"): _without_field(name)
        for name in ("Title", "Author", "Date", "Page")
    },
    ("day past the month's end", "header-field-malformed"): _with_value(
        "Date", lambda value, _: value[:8] + "32"
    ),
    ("page as a word", "header-field-malformed"): _with_value("Page", lambda *_: "two"),
    ("other year", "header-mismatch"): _with_value("Date", lambda v, _: f"{int(v[:4]) + 1}{v[4:]}"),
    ("other page", "header-mismatch"): _with_value("Page", lambda v, _: str(int(v) + 1)),
    ("other syllable in the author", "header-mismatch"): _with_value("Author", _other_syllable),
    ("title left in Chinese", "header-mismatch"): _source_title,
    ("separator removed", "section-missing"): _without("separator"),
    ("marker removed", "section-missing"): _without("marker"),
    ("original instead of the translation", "wrong-language"): _all_source,
    ("paragraph left in Chinese", "untranslated-paragraph"): _untranslated,
    ("name left in Chinese", "source-remnant"): _remnant,
    ("Cyrillic letter in a word", "foreign-script"): _cyrillic,
    ("last paragraph removed", "omitted-ending"): _omitted("last"),
    ("last two paragraphs removed", "omitted-ending"): _omitted("last", 2),
    ("interior paragraph removed", "omitted-paragraph"): _omitted("interior"),
    ("two interior paragraphs removed", "omitted-paragraph"): _omitted("interior", 2),
}


if __name__ == "__main__":
    main()
