"""Step 1 of action.yml: where tqcheck's environment belongs, and the key it is cached under.

Both depend on the action's own files and on the Python of the job, so that another version of
either has an environment of its own. Runs under the Python of the job.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

# -I leaves out the folder of the script too; its modules are the action's own.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from workflow import Trouble, annotate, file_of, flag, output

CHECKOUT = Path(__file__).resolve().parents[2]
# What the environment is made from, except dependencies, which are resolved anew with each version
# of the action.
INGREDIENTS = ("pyproject.toml", "tqcheck", "hooks/github")


def main() -> int:
    if sys.version_info < (3, 10):  # noqa: UP036 - this meets the Python of the job, however old
        annotate("error", "tqcheck needs Python 3.10 or newer; set the input `python`")
        return 2
    try:
        file_of("GITHUB_OUTPUT")
        temp, cached = file_of("RUNNER_TEMP"), flag("cache")
    except Trouble as trouble:
        annotate("error", str(trouble))
        return 2
    digest = _digest()
    folder = temp / f"tqcheck-{digest}"
    system, machine = (os.environ.get(f"RUNNER_{what}") or "any" for what in ("OS", "ARCH"))
    # A job that uses the action twice finds the environment where it is.
    restore = cached and not folder.exists()
    key = f"tqcheck-{system}-{machine}-{platform.python_version()}-{digest}"
    output(folder=folder, key=key, restore=str(restore).lower())
    return 0


def _digest() -> str:
    """What differs between environments of which one could not be used for the other."""
    digest = hashlib.sha256()
    # An environment needs the Python that made it, so its build and place count. The last word
    # differs between glibc and musl.
    for word in (sys.version, sys.base_prefix, sysconfig.get_config_var("SOABI")):
        digest.update(f"{word}\n".encode())
    for file in _files():
        content = file.read_bytes()
        name = file.relative_to(CHECKOUT).as_posix()
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:24]


def _files() -> Iterator[Path]:
    for name in INGREDIENTS:
        path = CHECKOUT / name
        files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
        for file in sorted(files, key=lambda file: file.as_posix()):
            if "__pycache__" not in file.parts:
                yield file


if __name__ == "__main__":
    sys.exit(main())
