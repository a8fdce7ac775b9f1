"""Single steps of action.yml, run with all that a runner hands to them and reads of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .conftest import PROJECT, Repository, Shell

ACTION = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
STEPS: dict[str, dict[str, Any]] = {
    step["id"]: step for step in ACTION["runs"]["steps"] if "id" in step
}
Inputs = Mapping[str, str]
NONE: Inputs = {}

# What a runner knows as a command, whoever prints it.
COMMANDS = (
    *("add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group"),
    *("notice", "remove-matcher", "save-state", "set-env", "set-output", "stop-commands"),
    "warning",
)


@dataclass(frozen=True)
class Step:
    """What a runner has after a step."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str

    @property
    def commands(self) -> list[tuple[str, str, str]]:
        return list(commands(self.log))


def commands(log: str) -> list[tuple[str, str, str]]:
    """The workflow commands that a runner obeys: name, properties, data.

    It takes `::name properties::data` after blanks, else `##[name properties]data` anywhere in a
    line, and nothing between `::stop-commands::TOKEN` and `::TOKEN::`.
    """
    obeyed = []
    stopped = ""
    known = list(COMMANDS)
    for line in re.split(r"\r\n|\r|\n", log):
        match = re.match(r"\s*::(\S+?)(?: (.*?))?::(.*)", line)
        if not match or match[1] not in known:
            match = re.search(r"##\[([^\]\s]+)(?: ([^\]]*))?\](.*)", line)
        if not match or match[1] not in known:
            continue
        name, properties, data = match.groups()
        if stopped:
            stopped = "" if name == stopped else stopped
        elif name == "stop-commands":
            stopped = data
            known.append(data)
        else:
            obeyed.append((name, properties or "", data))
    assert not stopped, "commands are still stopped at the end of the step"
    return obeyed


def outputs_of(text: str) -> dict[str, str]:
    """The outputs that a runner reads: `name<<END`, and all lines to END; else `name=value`."""
    outputs = {}
    lines = iter(text.split("\n"))
    for line in lines:
        name, _, end = line.partition("<<")
        if "=" in name:
            name, _, value = line.partition("=")
            outputs[name] = value
        elif name:
            outputs[name] = "\n".join(iter(lines.__next__, end))
    return outputs


@dataclass(frozen=True)
class Job:
    """A job on a runner: a workspace, and the action as it was checked out beside it."""

    workspace: Repository
    action: Path
    temp: Path
    python: str

    def step(
        self,
        name: str,
        given: Inputs = NONE,
        *,
        summary: str = "",
        code: int | None = None,
        before: Inputs = NONE,
        **variables: str,
    ) -> Step:
        """Execute one step of action.yml; the inputs that are not given have their defaults.

        `before` are outputs of the steps before it, such as `base.commit`.
        """
        step = STEPS[name]
        assert step["shell"] == "bash"
        inputs = {key: spec["default"] for key, spec in ACTION["inputs"].items()}
        known = {f"inputs.{key}": value for key, value in {**inputs, **given}.items()}
        for output, value in {"install.python": self.python, **before}.items():
            known["steps.{}.outputs.{}".format(*output.split("."))] = value

        def filled(template: str) -> str:
            def value(match: re.Match[str]) -> str:
                # A step that was left out has no outputs.
                return known.get(match[1], "") if "steps." in match[1] else known[match[1]]

            return re.sub(r"\$\{\{ (.*?) \}\}", value, template)

        folder = self.temp / "files"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        script = folder / "script.sh"
        script.write_text(step["run"], encoding="utf-8")
        output_file, summary_file = folder / "output", folder / "summary"
        output_file.touch()
        summary_file.write_text(summary, encoding="utf-8")
        environment = {
            **self.workspace.environment,
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_WORKSPACE": str(self.workspace.folder),
            "GITHUB_OUTPUT": str(output_file),
            "GITHUB_STEP_SUMMARY": str(summary_file),
            "RUNNER_TEMP": str(self.temp),
            "RUNNER_OS": "Linux",
            "RUNNER_ARCH": "X64",
            **variables,
            **{key: filled(value) for key, value in step.get("env", {}).items()},
        }
        place = self.workspace.folder / filled(step.get("working-directory", "."))
        done = Shell(place, environment).run(
            *("bash", "--noprofile", "--norc", "-eo", "pipefail"), script, code=code
        )
        outputs = outputs_of(output_file.read_text(encoding="utf-8", errors="surrogateescape"))
        return Step(
            # A runner takes commands from both streams.
            done.returncode,
            done.stdout + done.stderr,
            outputs,
            summary_file.read_text(encoding="utf-8"),
        )
