"""Step 4 of action.yml: one run of tqcheck becomes log, annotations, job summary and outputs.

It fails closed. The step is red, with the reason as an annotation, unless there is a whole report,
and something was checked or it is right that nothing was.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

# -I leaves out the folder of the script too; its modules are the action's own.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from notice import in_markdown, notice
from process import logged, write
from workflow import Trouble, annotate, file_of, flag, output

CLEAN, FOUND, TROUBLE = range(3)
LEVELS = ("error", "warning", "info")
# With these it may be right that nothing was checked; tqcheck itself says whether it is.
MAY_BE_EMPTY = ("--allow-empty", "--changed-from")


def main() -> int:
    try:
        file_of("GITHUB_OUTPUT")
        reports = {"summary": str(file_of("GITHUB_STEP_SUMMARY"))} if flag("summary") else {}
        if sarif := os.environ.get("TQCHECK_SARIF", ""):
            if not sarif.isprintable():
                raise Trouble("input `sarif`: write the name of a file on one line")
            reports["sarif"] = sarif
        annotated = flag("annotations")
        options = [f"--{name}={value}" for name, value in _settings()] + _words("args")
        arguments = [*options, "--", *_words("paths")]
        os.environ.update(_variables())
        _say_what_is_other(arguments, reports)
        with tempfile.TemporaryDirectory(dir=os.environ.get("RUNNER_TEMP")) as folder:
            if annotated:
                reports["github"] = str(Path(folder, "github"))
            reports["json"] = str(Path(folder, "json"))
            return _check(arguments, reports)
    except (Trouble, OSError) as error:
        annotate("error", str(error))
        return TROUBLE


def _check(arguments: Sequence[str], reports: Mapping[str, str]) -> int:
    command = [sys.executable, "-I", "-m", "tqcheck", "check", "--report=text"]
    command += [f"--report={name}:{path}" for name, path in reports.items()]
    ended = logged([*command, *arguments])
    report = _report(Path(reports["json"]))
    if report is None:
        # Whatever the exit code is: the option `--help`, for one, may have ended the run.
        why = ended.reason if ended.code else "tqcheck has ended without a report"
        annotate("error", f"no result: {why}")
        return ended.code or TROUBLE
    annotations = Path(reports.get("github", ""))
    if is_annotated := annotations.is_file():
        # tqcheck escapes what it writes into annotations, so these lines alone are commands.
        write(annotations.read_bytes())
    counts = {level: report["summary"][level] for level in LEVELS}
    documents, not_judged = report["documents"], len(report["not_judged"])
    code = ended.code
    if code not in (CLEAN, FOUND):
        if not (not_judged and is_annotated):  # They have annotations of their own.
            annotate("error", ended.reason)
    elif not (documents or not_judged or _may_be_empty(arguments)):
        annotate("error", "nothing was checked: the report names no document")
        code = TROUBLE
    if documents or code in (CLEAN, FOUND):
        output(findings=sum(counts.values()), errors=counts["error"])
        if "sarif" in reports:
            output(sarif=Path(reports["sarif"]).absolute())
    listed = ", ".join(f"{level}: {n}" for level, n in counts.items())
    checked = f"documents: {documents}" + (f"; not judged: {not_judged}" if not_judged else "")
    print(f"tqcheck: findings: {sum(counts.values())} ({listed}); {checked}; exit {code}")
    return code


def _say_what_is_other(arguments: Sequence[str], reports: Mapping[str, str]) -> None:
    """Say first, before any finding, how a pull request changes its own check."""
    if message := notice(arguments):
        annotate("warning", message)
        if "summary" in reports:
            with Path(reports["summary"]).open("a", encoding="utf-8") as summary:
                summary.write(f"\n{in_markdown(message)}")


def _report(file: Path) -> dict[str, Any] | None:
    """The report of the run; None if there is none, or it is not whole."""
    try:
        report = json.loads(file.read_text(encoding="utf-8"))
        counts = [report["summary"][level] for level in LEVELS]
        is_whole = sum(counts) == len(report["findings"]) and report["documents"] >= 0
        len(report["not_judged"])
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return report if is_whole else None


def _may_be_empty(arguments: Sequence[str]) -> bool:
    options = arguments[: arguments.index("--")]
    return any(option.split("=")[0] in MAY_BE_EMPTY for option in options)


def _settings() -> Iterator[tuple[str, str]]:
    """The options that have inputs of their own; an empty one is left to tqcheck."""
    for name in ("fail-on", "baseline", "changed-from"):
        value = os.environ.get(f"TQCHECK_{name.upper().replace('-', '_')}", "")
        if name == "changed-from" and value == "auto":
            value = os.environ.get("TQCHECK_BASE", "")
        if value:
            yield name, value


def _variables() -> Iterator[tuple[str, str]]:
    """The variables that tqcheck reads; those that the job itself has set are kept."""
    if encoder := os.environ.get("TQCHECK_ALLOW_ENCODER"):
        yield "TQCHECK_ENCODER", encoder
    if roots := _words("allow-root"):
        yield "TQCHECK_ROOTS", os.pathsep.join(roots)
    if not os.environ.get("TQCHECK_CACHE_DIR"):
        yield "TQCHECK_CACHE_DIR", os.environ.get("TQCHECK_ENCODER_FOLDER", "")


def _words(name: str) -> list[str]:
    """The words of an input, split and unquoted as a shell would, with nothing expanded or run."""
    try:
        return shlex.split(os.environ.get(f"TQCHECK_{name.upper().replace('-', '_')}", ""))
    except ValueError as error:
        raise Trouble(f"input `{name}`: {str(error).lower()}") from None


if __name__ == "__main__":
    sys.exit(main())
