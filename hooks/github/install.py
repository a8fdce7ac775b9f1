"""Step 1 of action.yml: tqcheck from the action's own checkout, in an environment of its own.

Runs under the Python of the job, which is left as it was, and hands the environment's Python to
the next step as the output `python`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def main() -> int:
    if sys.version_info < (3, 10):  # noqa: UP036 - this meets the Python of the job, however old
        return _trouble("tqcheck needs Python 3.10 or newer; set the input `python`")
    for name in ("GITHUB_OUTPUT", "RUNNER_TEMP"):
        if not os.environ.get(name):
            return _trouble(f"{name} is not set; this is a step of action.yml, not to be run alone")
    # A new folder each time: a job may use two versions of the action.
    environment = Path(tempfile.mkdtemp(prefix="tqcheck-", dir=os.environ["RUNNER_TEMP"]))
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    # -I keeps the job's folder and PYTHONPATH out: nothing a pull request brings is imported.
    install = ("install", "--quiet", "--disable-pip-version-check", "--no-input", str(CHECKOUT))
    for command in (
        (sys.executable, "-I", "-m", "venv", str(environment)),
        (str(python), "-I", "-m", "pip", *install),
    ):
        if subprocess.run(command, check=False).returncode:
            return _trouble("tqcheck could not be installed; see above")
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
        outputs.write(f"python={python}\n")
    return 0


def _trouble(message: str) -> int:
    print(f"::error title=tqcheck::{message}", flush=True)
    return 2


if __name__ == "__main__":
    sys.exit(main())
