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
from collections.abc import Sequence
from pathlib import Path

# -I leaves out the folder of the script too; its modules are the action's own.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from workflow import Trouble, annotate, file_of, flag, output

CHECKOUT = Path(__file__).resolve().parents[2]
UNPACK = "from tqcheck.alignment.encoders import default_encoder; default_encoder()"
PATHS = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP")


def main() -> int:
    try:
        file_of("GITHUB_OUTPUT")
        folder, cached = file_of("TQCHECK_FOLDER"), flag("cache")
    except Trouble as trouble:
        annotate("error", str(trouble))
        return 2
    encoder = folder / "encoder"
    python = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    made = not _runs(python)
    if made:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        install = ("install", "--quiet", "--disable-pip-version-check", "--no-input")
        for command in (
            (sys.executable, "-I", "-m", "venv", str(folder / "venv")),
            (str(python), "-I", "-m", "pip", *install, str(CHECKOUT)),
        ):
            if code := _apart(command, folder):
                what = "pip" if "pip" in command else "venv"
                annotate("error", f"tqcheck could not be installed: {what} ended with exit {code}")
                return 2
    if made and cached:
        # Weights of an unknown version are not unpacked.
        unpack = (str(python), "-I", "-c", UNPACK)
        variables = {**os.environ, "TQCHECK_CACHE_DIR": str(encoder)}
        subprocess.run(unpack, check=False, env=variables, stderr=subprocess.DEVNULL)
    save = str(made and cached).lower()
    output(python=python, encoder=encoder if cached else "", save=save)
    return 0


def _apart(command: Sequence[str], folder: Path) -> int:
    """Run a command so that no Python imports what a pull request brings; its exit code.

    -I leaves out the working directory and PYTHONPATH, but pip starts other Pythons without it.
    """
    variables = {name: value for name, value in os.environ.items() if name not in PATHS}
    return subprocess.run(command, check=False, cwd=folder, env=variables).returncode


def _runs(python: Path) -> bool:
    """Whether there is an environment with tqcheck in it, which pip installs last."""
    command = (str(python), "-I", "-m", "tqcheck", "--version")
    try:
        return not subprocess.run(command, check=False, capture_output=True).returncode
    except OSError:  # no such Python
        return False


if __name__ == "__main__":
    sys.exit(main())
