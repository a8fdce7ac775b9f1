"""Step 4 of action.yml: one run of tqcheck becomes log, annotations, job summary and outputs."""

from __future__ import annotations

import json
import os
import secrets
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path


class Trouble(Exception):
    """Something wrong with the environment or the inputs, said in one line."""


def main() -> int:
    try:
        outputs = _file_of("GITHUB_OUTPUT")
        # tqcheck adds as much to the summary as other commands of the step have left room for.
        reports = {"summary": str(_file_of("GITHUB_STEP_SUMMARY"))} if _flag("SUMMARY") else {}
        if sarif := os.environ.get("TQCHECK_SARIF", ""):
            if not sarif.isprintable():
                raise Trouble("input `sarif`: write the name of a file on one line")
            reports["sarif"] = sarif
        options = [f"--{name}={value}" for name, value in _settings()] + _words("ARGS")
        paths = _words("PATHS")
        annotated = _flag("ANNOTATIONS")
        with tempfile.TemporaryDirectory(dir=os.environ.get("RUNNER_TEMP")) as folder:
            if annotated:
                reports["github"] = str(Path(folder, "github"))
            reports["json"] = str(Path(folder, "json"))
            return _check([*options, "--", *paths], reports, outputs)
    except (Trouble, OSError) as error:
        print(f"tqcheck action: {error}", file=sys.stderr)
        return 2


def _check(arguments: list[str], reports: dict[str, str], outputs: Path) -> int:
    command = [sys.executable, "-I", "-m", "tqcheck", "check", "--report=text"]
    command += [f"--report={name}:{path}" for name, path in reports.items()]
    code = _logged([*command, *arguments])
    result = Path(reports["json"])
    if not result.exists():
        if code:
            print("::error title=tqcheck::nothing was checked; the log of this step says why")
        return code
    if "github" in reports:
        # tqcheck escapes what it writes into annotations, so these lines alone are commands.
        _print(Path(reports["github"]).read_bytes())
    report = json.loads(result.read_text(encoding="utf-8"))
    counts = {level: report["summary"][level] for level in ("error", "warning", "info")}
    total = sum(counts.values())
    with outputs.open("a", encoding="utf-8") as file:
        if report["documents"] or code != 2:  # Else nothing could be checked.
            file.write(f"findings={total}\nerrors={counts['error']}\n")
        if "sarif" in reports:
            file.write(f"sarif={Path(reports['sarif']).absolute()}\n")
    listed = ", ".join(f"{level}: {n}" for level, n in counts.items())
    documents = f"documents: {report['documents']}"
    if report["not_judged"]:
        documents += f"; not judged: {len(report['not_judged'])}"
    print(f"tqcheck: findings: {total} ({listed}); {documents}; exit {code}")
    return code


def _settings() -> Iterator[tuple[str, str]]:
    """The options that have inputs of their own; an empty one is left to tqcheck."""
    for name in ("fail-on", "baseline", "changed-from"):
        value = os.environ.get(f"TQCHECK_{name.upper().replace('-', '_')}", "")
        if name == "changed-from" and value == "auto":
            value = os.environ.get("TQCHECK_BASE", "")
        if value:
            yield name, value


def _logged(command: list[str]) -> int:
    """Run with output and errors in the log, where nothing they quote can act as a command.

    A runner obeys `::` at the start of a line and `##[` anywhere in it. The command `stop-commands`
    ends that until it reads a token which no document can know. Both streams go through one pipe,
    as a runner reads standard error separately and might come to it after the token.
    """
    token = secrets.token_hex(16)
    _print(f"::stop-commands::{token}\n".encode())
    variables = dict(os.environ)
    # A folder that the job itself names is kept.
    if not variables.get("TQCHECK_CACHE_DIR"):
        variables["TQCHECK_CACHE_DIR"] = variables.get("TQCHECK_ENCODER", "")
    try:
        done = subprocess.run(command, stderr=subprocess.STDOUT, check=False, env=variables)
        return done.returncode
    finally:
        _print(f"\n::{token}::\n".encode())


def _print(text: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()


def _words(name: str) -> list[str]:
    """The words of an input, split and unquoted as a shell would, with nothing expanded or run."""
    try:
        return shlex.split(os.environ.get(f"TQCHECK_{name}", ""))
    except ValueError as error:
        raise Trouble(f"input `{name.lower()}`: {str(error).lower()}") from None


def _flag(name: str) -> bool:
    value = os.environ.get(f"TQCHECK_{name}", "").strip().lower()
    if value not in ("true", "false"):
        raise Trouble(f"input `{name.lower()}`: write true or false")
    return value == "true"


def _file_of(name: str) -> Path:
    path = os.environ.get(name)
    if not path:
        by_hand = "this is a step of action.yml; by hand, run `tqcheck check`"
        raise Trouble(f"{name} is not set; {by_hand}")
    return Path(path)


if __name__ == "__main__":
    sys.exit(main())
