"""Whether two versions of tqcheck find the same in the same documents.

    python benchmarks/same_findings.py BEFORE AFTER FOLDER ...

BEFORE and AFTER are the programs, such as `.venv/bin/tqcheck` of two checkouts. Each folder is
checked by both with all rules, under the configuration in it. Compared is all of a finding but its
wording: rule, severity, certainty, place, texts, data, fingerprint and fix. Exits with 1 on a
difference.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

_WORDING = ("message", "help")
_SHOWN = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    options = parser.parse_args()
    print("| folder | documents | findings | lost | new |\n|---|---|---|---|---|")
    differ = False
    for folder in options.folders:
        reports = [report(program, folder) for program in (options.before, options.after)]
        before, after = (Counter(map(content, r["findings"])) for r in reports)
        lost, new = before - after, after - before
        counts = (reports[0]["documents"], before.total(), lost.total(), new.total())
        print(f"| {folder.name} | {' | '.join(map(str, counts))} |", flush=True)
        differ |= bool(lost or new or reports[0]["documents"] != reports[1]["documents"])
        for what, findings in (("lost", lost), ("new", new)):
            for finding in list(findings)[:_SHOWN]:
                print(f"{what}: {finding}", file=sys.stderr)
    return int(differ)


def report(program: Path, folder: Path) -> dict[str, Any]:
    """What a version reports of a folder, as JSON."""
    command = [str(program.absolute()), "check", "--select", "all", "--report", "json", "."]
    done = subprocess.run(
        [*command, "--fail-on", "never", "--no-cache"], cwd=folder, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{program}: exit {done.returncode} in {folder}: {done.stderr.strip()}")
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def content(finding: dict[str, Any]) -> str:
    """A finding without its wording, as text."""
    kept = {key: value for key, value in finding.items() if key not in _WORDING}
    kept["related"] = [
        {key: value for key, value in related.items() if key != "label"}
        for related in finding["related"]
    ]
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


if __name__ == "__main__":
    sys.exit(main())
