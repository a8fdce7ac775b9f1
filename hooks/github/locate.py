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

CHECKOUT = Path(__file__).resolve().parents[2]
# What the environment is made from, except dependencies, which are resolved anew with each version
# of the action.
INGREDIENTS = ("pyproject.toml", "tqcheck", "hooks/github")


def main() -> int:
    if sys.version_info < (3, 10):  # noqa: UP036 - this meets the Python of the job, however old
        return _trouble("tqcheck needs Python 3.10 or newer; set the input `python`")
    for name in ("GITHUB_OUTPUT", "RUNNER_TEMP"):
        if not os.environ.get(name):
            return _trouble(f"{name} is not set; this is a step of action.yml, not to be run alone")
    cache = os.environ.get("TQCHECK_CACHE", "").strip().lower()
    if cache not in ("true", "false"):
        return _trouble("input `cache`: write true or false")
    digest = _digest()
    folder = Path(os.environ["RUNNER_TEMP"]) / f"tqcheck-{digest}"
    system, machine = (os.environ.get(f"RUNNER_{what}") or "any" for what in ("OS", "ARCH"))
    # A job that uses the action twice finds the environment where it is.
    restore = cache == "true" and not folder.exists()
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
        outputs.write(f"folder={folder}\n")
        outputs.write(f"key=tqcheck-{system}-{machine}-{platform.python_version()}-{digest}\n")
        outputs.write(f"restore={str(restore).lower()}\n")
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


def _trouble(message: str) -> int:
    print(f"::error title=tqcheck::{message}", flush=True)
    return 2


if __name__ == "__main__":
    sys.exit(main())
