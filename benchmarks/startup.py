"""What tqcheck takes to start, as a multiple of what Python itself takes in the same run.

    python benchmarks/startup.py [--runs N]

Each command is run in turn with `python -c pass`, so that a machine whose speed drifts slows both.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DOCUMENT = Path(__file__).parent.parent / "examples" / "archive" / "clean.md"
HEADER_AND_LANGUAGE = (
    "header-*,section-missing,wrong-language,untranslated-paragraph,source-remnant,foreign-script"
)
TQCHECK = [sys.executable, "-m", "tqcheck"]
COMMANDS = {
    "tqcheck --version": [*TQCHECK, "--version"],
    "header and language rules": [*TQCHECK, "check", "--select", HEADER_AND_LANGUAGE],
    "all rules, paragraphs pair off": [*TQCHECK, "check"],
    "all rules, with the encoder": [*TQCHECK, "check"],
}
MERGED = DOCUMENT.with_name("clean-merged-and-split.md")
DOCUMENTS = {
    "header and language rules": DOCUMENT,
    "all rules, paragraphs pair off": DOCUMENT,
    "all rules, with the encoder": MERGED,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=21)
    options = parser.parse_args()
    print("| command | median of the ratio | least | most |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, command in COMMANDS.items():
            words = [*command, str(DOCUMENTS[name])] if name in DOCUMENTS else command
            seconds(words, folder)
            ratios = [
                seconds(words, folder) / seconds([sys.executable, "-c", "pass"], folder)
                for _ in range(options.runs)
            ]
            middle = statistics.median(ratios)
            print(f"| {name} | {middle:.1f} | {min(ratios):.1f} | {max(ratios):.1f} |", flush=True)


def seconds(command: list[str], folder: str) -> float:
    """The wall time of one run of a command in `folder`."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
