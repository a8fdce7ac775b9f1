"""Step 2 of action.yml: tqcheck from the action's own checkout, in an environment of its own.

Runs under the Python of the job, which is left unchanged. The output `python` is the environment's
Python, for the next steps. An environment from the cache, or from an earlier use of the action, is
used as it is. Beside a new one that will be cached, the sentence encoder is unpacked, into the
folder that is the output `encoder`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
UNPACK = "from tqcheck.alignment.encoders import default_encoder; default_encoder()"


def main() -> int:
    for name in ("GITHUB_OUTPUT", "TQCHECK_FOLDER"):
        if not os.environ.get(name):
            return _trouble(f"{name} is not set; this is a step of action.yml, not to be run alone")
    cached = os.environ.get("TQCHECK_CACHE", "").strip().lower() == "true"
    folder = Path(os.environ["TQCHECK_FOLDER"])
    encoder = folder / "encoder"
    python = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    made = not _runs(python)
    if made:
        shutil.rmtree(folder, ignore_errors=True)
        # -I keeps the job's folder and PYTHONPATH out: nothing a pull request brings is imported.
        install = ("install", "--quiet", "--disable-pip-version-check", "--no-input")
        for command in (
            (sys.executable, "-I", "-m", "venv", str(folder / "venv")),
            (str(python), "-I", "-m", "pip", *install, str(CHECKOUT)),
        ):
            if subprocess.run(command, check=False).returncode:
                return _trouble("tqcheck could not be installed; see above")
    if made and cached:
        # Weights of an unknown version are not unpacked.
        unpack = (str(python), "-I", "-c", UNPACK)
        variables = {**os.environ, "TQCHECK_CACHE_DIR": str(encoder)}
        subprocess.run(unpack, check=False, env=variables, stderr=subprocess.DEVNULL)
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
        outputs.write(f"python={python}\n")
        outputs.write(f"encoder={encoder if cached else ''}\n")
        outputs.write(f"save={str(made and cached).lower()}\n")
    return 0


def _runs(python: Path) -> bool:
    """Whether there is an environment with tqcheck in it, which pip installs last."""
    command = (str(python), "-I", "-m", "tqcheck", "--version")
    try:
        return not subprocess.run(command, check=False, capture_output=True).returncode
    except OSError:  # no such Python
        return False


def _trouble(message: str) -> int:
    print(f"::error title=tqcheck::{message}", flush=True)
    return 2


if __name__ == "__main__":
    sys.exit(main())
