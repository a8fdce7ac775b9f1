"""What `--fix` would change in the documents of a folder; nothing is written.

    python benchmarks/fixes.py FOLDER [--unsafe-fixes] [--target-language CODE ...] [--changes]

Each file is read under the configuration that is nearest to it, or as a translation into each of
the languages given. Printed are the findings that would be fixed, by rule and language; with
`--changes` also each line that would change, before and after.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from difflib import ndiff
from functools import partial
from pathlib import Path

from tqcheck import rules
from tqcheck.config import Config
from tqcheck.config.location import find, load
from tqcheck.errors import TqcheckError
from tqcheck.escaping import escape
from tqcheck.linter import fixing
from tqcheck.linter.documents import ref_of
from tqcheck.linter.session import Session

PATTERNS = ("*.md", "*.mdx", "*.txt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--unsafe-fixes", action="store_true")
    parser.add_argument("--source-language", metavar="CODE")
    parser.add_argument("--target-language", metavar="CODE", action="append")
    parser.add_argument("--changes", action="store_true")
    options = parser.parse_args()
    paths = sorted(path for pattern in PATTERNS for path in options.folder.rglob(pattern))
    work = [(path, target) for path in paths for target in options.target_language or [None]]
    fixed: Counter[tuple[str, str]] = Counter()
    documents: Counter[str] = Counter()
    act = partial(fixes, source=options.source_language, unsafe=options.unsafe_fixes)
    with ProcessPoolExecutor(2) as pool:
        for language, names, changes in pool.map(act, work, chunksize=8):
            documents[language] += 1
            fixed.update((language, name) for name in names)
            if options.changes:
                print("".join(changes), end="")
    made = sorted({rule for _, rule in fixed})
    print("| language | documents | " + " | ".join(made) + " |\n|---|" + "---|" * (len(made) + 1))
    for language, count in sorted(documents.items()):
        cells = [str(fixed[language, rule]) for rule in made]
        print(f"| {' | '.join([language, str(count), *cells])} |")


def fixes(
    task: tuple[Path, str | None], source: str | None, *, unsafe: bool
) -> tuple[str, list[str], list[str]]:
    """The language of a document, the rules that would fix it, and the lines that would change."""
    path, target = task
    config = _config(path, source, target, unsafe=unsafe)
    former = path.read_bytes()
    name = str(path)
    try:
        made = fixing.fix_content(former, ref_of(name, config), Session(config), unsafe=unsafe)
    except TqcheckError as error:
        return config.target_language, [], [f"{error}\n"]
    changes = [f"== {name} ({config.target_language})\n", *_changes(former, made.content)]
    rules_of = [each.rule for each in made.findings]
    return config.target_language, rules_of, changes if former != made.content else []


def _config(path: Path, source: str | None, target: str | None, *, unsafe: bool) -> Config:
    """The configuration for a file, with those rules only that would fix something."""
    own = find(str(path.parent))
    config = load(own) if own else Config()
    config = replace(
        config,
        source_language=source or config.source_language,
        target_language=target or config.target_language,
    )
    kinds = {"safe", "unsafe"} if unsafe else {"safe"}
    made = tuple(name for name in rules.names() if kinds.intersection(rules.get(name).fixes))
    return replace(config, select=made, ignore=())


def _changes(before: bytes, after: bytes) -> Iterator[str]:
    """The lines that differ, with what is invisible in them."""
    old, new = (text.decode().splitlines(keepends=True) for text in (before, after))
    for line in ndiff(old, new):
        if line[0] in "+-":
            yield escape(line.rstrip("\n")) + "\n"


if __name__ == "__main__":
    main()
