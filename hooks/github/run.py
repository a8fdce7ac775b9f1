"""Step 2 of action.yml: one run of tqcheck becomes log, annotations, job summary and outputs."""

from __future__ import annotations

import json
import os
import secrets
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path


class Trouble(Exception):
    """Something wrong with the environment or the inputs, told in one line."""


def main() -> int:
    try:
        outputs, summary = _file_of("GITHUB_OUTPUT"), _file_of("GITHUB_STEP_SUMMARY")
        words = _words("TQCHECK_ARGS"), _words("TQCHECK_PATHS")
        with tempfile.TemporaryDirectory(dir=os.environ.get("RUNNER_TEMP")) as folder:
            return _check(*words, Path(folder), outputs, summary)
    except (Trouble, OSError) as error:
        print(f"tqcheck action: {error}", file=sys.stderr)
        return 2


def _check(options: list[str], paths: list[str], folder: Path, outputs: Path, summary: Path) -> int:
    # tqcheck adds to the summary what other commands of the step have left room for.
    reports = {"summary": summary, "github": folder / "github", "json": folder / "json"}
    command = [sys.executable, "-I", "-m", "tqcheck", "check", "--report=text"]
    command += [f"--report={name}:{path}" for name, path in reports.items()]
    if level := os.environ.get("TQCHECK_FAIL_ON"):
        command.append(f"--fail-on={level}")
    code = _logged([*command, *options, "--", *paths])
    if not reports["json"].exists():
        if code:
            print("::error title=tqcheck::nothing was checked; the log of this step says why")
        return code
    # tqcheck escapes what it writes into annotations, so these lines alone are commands.
    _print(reports["github"].read_bytes())
    report = json.loads(reports["json"].read_text(encoding="utf-8"))
    counts = {level: report["summary"][level] for level in ("error", "warning", "info")}
    total = sum(counts.values())
    with outputs.open("a", encoding="utf-8") as file:
        file.write(f"findings={total}\nerrors={counts['error']}\n")
    listed = ", ".join(f"{level}: {n}" for level, n in counts.items())
    print(f"tqcheck: findings: {total} ({listed}); documents: {report['documents']}; exit {code}")
    return code


def _logged(command: list[str]) -> int:
    """Run with output and errors in the log, where nothing they quote can act as a command.

    A runner obeys `::` at the start of a line and `##[` anywhere in it. It is told to stop that
    until it reads a token which no document can know. Both streams go through one pipe, as a
    runner reads standard error on its own and might come to it after the token.
    """
    token = secrets.token_hex(16)
    _print(f"::stop-commands::{token}\n".encode())
    try:
        return subprocess.run(command, stderr=subprocess.STDOUT, check=False).returncode
    finally:
        _print(f"\n::{token}::\n".encode())


def _print(text: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()


def _words(name: str) -> list[str]:
    """The words of an input, split and unquoted as a shell would, with nothing expanded or run."""
    try:
        return shlex.split(os.environ.get(name, ""))
    except ValueError as error:
        wanted = name.removeprefix("TQCHECK_").lower()
        raise Trouble(f"input `{wanted}`: {str(error).lower()}") from None


def _file_of(name: str) -> Path:
    path = os.environ.get(name)
    if not path:
        by_hand = "this is a step of action.yml; by hand, run `tqcheck check`"
        raise Trouble(f"{name} is not set; {by_hand}")
    return Path(path)


if __name__ == "__main__":
    sys.exit(main())
