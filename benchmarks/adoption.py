"""Adoption on an imperfect archive: what the baseline keeps silent, and what it does not.

    python benchmarks/adoption.py [--documents 20000]

Three tenths of the documents are faulty, with 8,000 findings in 20,000 documents. The archive is
made by `generator.py` in a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from generator import FAULTS, Article, article, faulty, moved, written

# Of ten documents one has a missing ending, two have one of the other faults in turn.
_OTHERS = [fault for fault in FAULTS if fault != "ending"]
# What becomes of the documents' shape, each of every fourth one.
_SHAPES: tuple[Callable[[Article], str], ...] = (
    lambda given: written(moved(given)),
    lambda given: written(given, "indented"),
    lambda given: written(given, "wrapped"),
    lambda given: written(moved(given), "wrapped"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=20_000)
    options = parser.parse_args()
    print("| step | documents | new errors | new warnings | frozen | exit code | seconds |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), options.documents)


def _measure(root: Path, count: int) -> None:
    _write(root, count)
    began = time.monotonic()
    code = _run(root, "baseline", "archive")
    frozen = (root / "tqcheck-baseline.json").read_text(encoding="utf-8").count('"fingerprint"')
    seconds = time.monotonic() - began
    print(f"| `tqcheck baseline` | {count} | | | {frozen} | {code} | {seconds:.0f} |", flush=True)
    _step("the next run", root)
    planted = next(n for n in range(count) if _fault(n) is None)
    path = _path(root, planted)
    text = path.read_text(encoding="utf-8")
    path.write_text(written(faulty(planted, "ending")), encoding="utf-8")
    found = _step("one omission planted", root)
    print(
        f"| … of which in that document: {found[path.relative_to(root).as_posix()]} | | | | | | |"
    )
    path.write_text(text, encoding="utf-8")
    first = path.parent
    edited = [n for n in range(count) if _fault(n) == "number" and _path(root, n).parent == first]
    for n in edited:
        changed = written(faulty(n, "number")).replace("on its shelves", "on the shelves")
        _path(root, n).write_text(changed, encoding="utf-8")
    folder = first.relative_to(root).as_posix()
    _step(f"{len(edited)} faulty paragraphs edited", root, folder)
    _write(root, count, lambda number: _SHAPES[number % len(_SHAPES)])
    _step("moved, indented with CRLF, wrapped, moved and wrapped", root)


def _fault(number: int) -> str | None:
    """What is wrong with the document of that number."""
    if number % 10 == 0:
        return "ending"
    return _OTHERS[number // 10 % len(_OTHERS)] if number % 10 in (5, 7) else None


def _path(root: Path, number: int) -> Path:
    return root / "archive" / f"{number // 1000:03}" / f"{number:06}.md"


def _write(
    root: Path, count: int, shape: Callable[[int], Callable[[Article], str]] = lambda _: written
) -> None:
    for number in range(count):
        fault = _fault(number)
        path = _path(root, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        given = faulty(number, fault) if fault else article(number)
        path.write_bytes(shape(number)(given).encode())


def _step(name: str, root: Path, folder: str = "archive") -> Counter[str]:
    """Check the archive and print what came of it; the findings of each document."""
    began = time.monotonic()
    code = _run(root, "check", folder, "-q", "--report", "json:report.json")
    report: dict[str, Any] = json.loads((root / "report.json").read_text(encoding="utf-8"))
    counts = report["summary"]
    cells = (name, report["documents"], counts["error"], counts["warning"], counts["baselined"])
    row = " | ".join(map(str, cells))
    print(f"| {row} | {code} | {time.monotonic() - began:.0f} |", flush=True)
    return Counter(_paths(report))


def _paths(report: dict[str, Any]) -> Iterator[str]:
    for finding in report["findings"]:
        yield finding["path"]


def _run(root: Path, *arguments: str) -> int:
    command = [sys.executable, "-m", "tqcheck", *arguments]
    return subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, check=False).returncode


if __name__ == "__main__":
    main()
