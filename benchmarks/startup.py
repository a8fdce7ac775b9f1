"""What tqcheck takes to start, as a multiple of what Python itself takes in the same run.

The last lines: the time that a document takes longer if it needs the encoder, in seconds; and a run
of pytest that does not use the plugin, as a multiple of one that does not have it.

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

HEADER_AND_LANGUAGE = (
    "header-*,section-missing,wrong-language,untranslated-paragraph,source-remnant,foreign-script"
)
TQCHECK = [sys.executable, "-m", "tqcheck"]
COMMANDS = {
    "tqcheck --version": [*TQCHECK, "--version"],
    "header and language rules": [*TQCHECK, "check", "--select", HEADER_AND_LANGUAGE, "even.md"],
    "all rules, sentences pair off": [*TQCHECK, "check", "even.md"],
    "all rules, with the encoder": [*TQCHECK, "check", "--engine", "semantic", "even.md"],
}
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_nothing.py"]
# One sentence a paragraph, each as long as expected of the one across.
EVEN = """\
Title: A Bridge for Shixi
Author:
Date: 1957-04-09
Page: 3

The new bridge of Shixi village opened yesterday morning.

The forest farm upstream gave the timber, and the masons were all from the village.

This autumn the county will build two more such small bridges, at Liuwan and at Shidu.

<hr />

Original:

### 石溪架起新桥

1957-04-09
第3版(国内新闻)
专栏：

    石溪村的新桥昨天上午正式通车。
    修桥的木料由上游的林场拨给，石匠都是本村人。
    县里决定今年秋天在柳湾和石渡再修两座这样的小桥。
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=21)
    options = parser.parse_args()
    print("| command | median of the ratio | least | most |\n|---|---|---|---|")
    taken: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "even.md").write_text(EVEN, encoding="utf-8")
        for command in COMMANDS.values():
            # The first run fills the cache.
            seconds(command, folder)
        for name, command in COMMANDS.items():
            ratios = []
            for _ in range(options.runs):
                own = seconds(command, folder)
                taken.setdefault(name, []).append(own)
                ratios.append(own / seconds([sys.executable, "-c", "pass"], folder))
            middle = statistics.median(ratios)
            print(f"| {name} | {middle:.1f} | {min(ratios):.1f} | {max(ratios):.1f} |", flush=True)
    *_, without, encoder = taken.values()
    more = statistics.median(encoder) - statistics.median(without)
    print(f"\nThe encoder takes {more:.2f} s more.")
    middle, least, most = plugin(options.runs)
    print(f"pytest with the plugin in disuse: {middle:.2f} times ({least:.2f} to {most:.2f}).")


def plugin(runs: int) -> tuple[float, float, float]:
    """What the plugin takes in a run without `--tqcheck`: median, least and most of the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "test_nothing.py").write_text("def test_nothing(): pass\n")
        seconds(PYTEST, folder)
        without = [*PYTEST, "-p", "no:tqcheck"]
        ratios = [seconds(PYTEST, folder) / seconds(without, folder) for _ in range(runs)]
    return statistics.median(ratios), min(ratios), max(ratios)


def seconds(command: list[str], folder: str) -> float:
    """The wall time of one run of a command in `folder`."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
