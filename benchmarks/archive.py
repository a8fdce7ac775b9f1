"""What is found of an archive's labelled defects, and what is reported on its clean documents.

    python benchmarks/archive.py DOCUMENTS LABELS

DOCUMENTS is a folder of documents in the archive layout, whose names are compared over all of them
as with `--archive`. LABELS is a JSON Lines file with an object
a document: `file`, `clean`, `structural_clean`, and `defects`, each with `kind`, `where_source` and
`where_target` (quotes from the document, which may be empty).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqcheck import rules
from tqcheck.config import Config
from tqcheck.finding import SEVERITIES, Finding
from tqcheck.linter import collect, run
from tqcheck.linter.documents import ref_of
from tqcheck.linter.results import Result
from tqcheck.linter.session import Session

# Which rules answer for which labels. What no rule of this version reads for is counted apart.
LANGUAGE = ("wrong-language", "untranslated-paragraph", "source-remnant", "foreign-script")
OMISSION = ("omitted-ending", "omitted-paragraph")
GROUPS = {
    "header": tuple(name for name in rules.names() if name.startswith("header-")),
    "language": LANGUAGE,
    "omitted paragraph": OMISSION,
    "omitted line": OMISSION,
    "number": ("number-mismatch", "date-mismatch"),
    "name": ("name-mismatch", "name-inconsistent", "header-mismatch"),  # the last for authors
    "dateline": ("omitted-dateline",),
    "repetition": ("repeated-text",),
    "addition": ("added-paragraph", "translator-comment", "garbled-text", "repeated-text"),
}
KINDS = {
    "omitted-byline": "omitted line",
    "wrong-number": "number",
    "wrong-name": "name",
    "omitted-dateline": "dateline",
    "wrong-dateline": "dateline",
    "repeated-text": "repetition",
    "added-text": "addition",
}
# The rules that read for content, told apart from those of structure.
CONTENT = (
    *("number-mismatch", "date-mismatch", "omitted-dateline", "name-mismatch"),
    *("name-inconsistent", "term-mismatch", "repeated-text", "translator-comment", "abridged"),
    *("garbled-text", "unbalanced-brackets", "foreign-punctuation"),
)


def group_of(kind: str) -> str:
    """The group a label's kind belongs to, "" for what no rule of this version reads for."""
    if kind in LANGUAGE:
        return "language"
    if kind in OMISSION:
        return "omitted paragraph"
    return KINDS.get(kind) or ("header" if "header" in kind else "")


@dataclass(frozen=True)
class Label:
    """One labelled defect."""

    kind: str
    source: str
    target: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("documents", type=Path)
    parser.add_argument("labels", type=Path)
    options = parser.parse_args()
    labels = {
        entry["file"]: entry
        for entry in map(json.loads, options.labels.read_text(encoding="utf-8").splitlines())
    }
    paths = [str(options.documents / name) for name in sorted(labels)]
    config = Config()
    session = Session(config)
    refs = [ref_of(path, config) for path in paths]
    session.occurrences = collect(refs, session)
    results = {Path(r.path).name: r for r in run((ref, session) for ref in refs)}
    print(f"{len(results)} documents\n")
    print_defects(labels, results)
    print_false_alarms(labels, results)
    print_rules(labels, results)


def print_defects(labels: dict[str, Any], results: dict[str, Result]) -> None:
    """How many labelled defects of each group have a finding at their place."""
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    missed: list[str] = []
    for name, entry in labels.items():
        for defect in entry["defects"]:
            label = Label(defect["kind"], defect["where_source"], defect["where_target"])
            group = group_of(label.kind)
            if not group:
                continue
            total[group] += 1
            if any(hits(f, label, results[name]) for f in answering(group, results[name])):
                found[group] += 1
            else:
                missed.append(f"{name}: {label.kind}: {label.source or label.target}")
    print("| labelled defects | found | of |\n|---|---|---|")
    for group in GROUPS:
        print(f"| {group} | {found[group]} | {total[group]} |")
    print("\n".join(["", *(f"- missed: {line}" for line in missed)]))


def print_false_alarms(labels: dict[str, Any], results: dict[str, Result]) -> None:
    """Findings of each severity on documents labelled clean, each error in full."""
    print("\n| documents | " + " | ".join(SEVERITIES) + " |\n|---|---|---|---|")
    for kind in ("clean", "structural_clean"):
        names = [name for name, entry in labels.items() if entry[kind]]
        counts = Counter(f.severity for name in names for f in results[name].findings)
        row = " | ".join(str(counts[level]) for level in SEVERITIES)
        print(f"| {len(names)} {kind.replace('_', 'ly ')} | {row} |")
    clean = [f for n, e in labels.items() if e["clean"] for f in results[n].findings]
    print(
        f"\nOn clean documents, from the rules that read for content: "
        f"{sum(finding.rule in CONTENT for finding in clean)}\n"
    )
    for name, entry in labels.items():
        for finding in results[name].findings:
            is_error = entry["structural_clean"] and finding.severity == "error"
            if is_error or (entry["clean"] and finding.severity != "info"):
                print(f"- {name}:{finding.line}: {finding.message} [{finding.rule}]")


def print_rules(labels: dict[str, Any], results: dict[str, Result]) -> None:
    """Findings of each rule on all documents and on the structurally clean ones."""
    print("\n| rule | findings | of them on structurally clean documents |\n|---|---|---|")
    everywhere = Counter(f.rule for result in results.values() for f in result.findings)
    clean = Counter(
        f.rule for n, e in labels.items() if e["structural_clean"] for f in results[n].findings
    )
    for rule in rules.names():
        print(f"| {rule} | {everywhere[rule]} | {clean[rule]} |")


def answering(group: str, result: Result) -> Iterator[Finding]:
    """The findings of the rules that answer for a group, information left out."""
    for finding in result.findings:
        if finding.rule in GROUPS[group] and finding.severity != "info":
            yield finding


def hits(finding: Finding, label: Label, result: Result) -> bool:
    """Whether a finding is about the place a label quotes."""
    assert result.document is not None
    lines = result.document.target.file.lines
    places = [(finding.line, finding.end_line)]
    places += [(r.line, r.end_line) for r in finding.related if r.path == result.path]
    quoted = [quote for quote in (label.source, label.target) if quote]
    return not quoted or any(
        quote in line
        for quote in quoted
        for first, last in places
        for line in lines[first - 1 : last]
    )


if __name__ == "__main__":
    main()
