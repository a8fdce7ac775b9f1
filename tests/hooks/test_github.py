"""The GitHub Action: the steps of action.yml, executed and understood as a runner does."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import GOOD, NO_DATE, NO_PAGE, PROJECT, Once, Repository, Shell, document

ACTION = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["id"]: step for step in ACTION["runs"]["steps"]}
MIB = 1024 * 1024
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


@dataclass(frozen=True)
class Job:
    """A job on a runner: a workspace, and the action as it was checked out beside it."""

    workspace: Repository
    action: Path
    temp: Path
    python: str

    def step(
        self, name: str, given: Inputs = NONE, *, summary: str = "", code: int | None = None
    ) -> Step:
        """Execute one step of action.yml; the inputs that are not given have their defaults."""
        step = STEPS[name]
        assert step["shell"] == "bash"
        inputs = {key: spec["default"] for key, spec in ACTION["inputs"].items()}
        known = {f"inputs.{key}": value for key, value in {**inputs, **given}.items()}
        known["steps.install.outputs.python"] = self.python

        def filled(template: str) -> str:
            return re.sub(r"\$\{\{ (.*?) \}\}", lambda match: known[match[1]], template)

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
            **{key: filled(value) for key, value in step.get("env", {}).items()},
        }
        place = self.workspace.folder / filled(step.get("working-directory", "."))
        done = Shell(place, environment).run(
            *("bash", "--noprofile", "--norc", "-eo", "pipefail"), script, code=code
        )
        outputs = dict(line.split("=", 1) for line in output_file.read_text().splitlines())
        return Step(
            # A runner takes commands from both streams.
            done.returncode,
            done.stdout + done.stderr,
            outputs,
            summary_file.read_text(encoding="utf-8"),
        )


@pytest.fixture(scope="session")
def installed(once: Once, snapshot: Repository, environment: dict[str, str]) -> Path:
    """The folder in which the first step of the action has run, once in the session."""

    def install(folder: Path) -> None:
        Shell(folder, environment).run(sys.executable, "-m", "venv", "--without-pip", "user")
        (folder / "before").write_text(json.dumps(listing(folder / "user")), encoding="utf-8")
        (folder / "workspace").mkdir()
        path = f"{folder / 'user' / 'bin'}:{environment['PATH']}"
        workspace = Repository(folder / "workspace", {**environment, "PATH": path})
        job = Job(workspace, snapshot.folder, folder, python="")
        step = job.step("install", code=0)
        (folder / "step").write_text(json.dumps([step.log, step.outputs]), encoding="utf-8")

    return once("action", install)


@pytest.fixture
def job(repository: Repository, snapshot: Repository, installed: Path, tmp_path: Path) -> Job:
    """A job in which tqcheck is installed."""
    _, outputs = json.loads((installed / "step").read_text())
    temp = tmp_path / "runner temp"
    temp.mkdir()
    return Job(repository, snapshot.folder, temp, outputs["python"])


def listing(folder: Path) -> list[list[Any]]:
    return sorted([str(p), p.stat().st_size] for p in folder.rglob("*") if p.is_file())


def test_action_is_a_composite_one_whose_scripts_hold_no_expression() -> None:
    assert ACTION["runs"]["using"] == "composite"
    for step in STEPS.values():
        assert "${{" not in step["run"]
        for value in step["env"].values():
            assert re.fullmatch(r"\$\{\{ (inputs|steps\.install\.outputs)\.[\w-]+ \}\}", value)


def test_every_input_is_described_used_and_optional() -> None:
    used = " ".join(str(value) for step in STEPS.values() for value in step.values())
    for name, spec in ACTION["inputs"].items():
        assert spec["description"]
        assert "default" in spec
        assert f"inputs.{name} " in used
    assert {name: spec["value"] for name, spec in ACTION["outputs"].items()} == {
        name: f"${{{{ steps.check.outputs.{name} }}}}" for name in ("findings", "errors")
    }


def test_installation_leaves_the_python_of_the_job_alone(
    installed: Path, snapshot: Repository
) -> None:
    log, outputs = json.loads((installed / "step").read_text())
    assert commands(log) == []
    python = Path(outputs["python"])
    assert python.is_relative_to(installed) and not python.is_relative_to(installed / "user")
    assert json.loads((installed / "before").read_text()) == listing(installed / "user")
    # Nor is anything left in the checkout, or in the folder of the job.
    assert snapshot.git("status", "--porcelain", "--ignored").stdout == ""
    assert list((installed / "workspace").iterdir()) == []


def test_findings_become_annotations_summary_outputs_and_exit_code(job: Job) -> None:
    job.workspace.write("archive/clock.md", document(omit=2))
    job.workspace.write("archive/good.md", GOOD)
    job.workspace.write("archive/page.md", NO_PAGE)
    step = job.step("check", {"paths": "archive"}, code=1)

    assert [(name, *properties.split(",")[:3]) for name, properties, _ in step.commands] == [
        ("error", "file=archive/clock.md", "line=8", "title=omitted-paragraph"),
        ("error", "file=archive/page.md", "line=3", "title=header-field-missing"),
        ("warning", "file=archive/clock.md", "line=8", "title=paragraph-count"),
    ]
    assert step.commands[0][2].startswith("source paragraph 3 has no translation%0A")
    assert step.outputs == {"findings": "3", "errors": "2"}
    assert step.summary.startswith("### tqcheck\n\n3 findings in 2 of 3 documents: 2 error")
    assert "archive/clock.md:8" in step.summary
    # The log holds what the command says, once, and ends with the counts.
    assert step.log.count("3 findings in 2 of 3 documents: 2 errors, 1 warning.") == 1
    assert "缺少铜料" in step.log
    assert step.log.splitlines()[-1] == (
        "tqcheck: findings: 3 (error: 2, warning: 1, info: 0); documents: 3; exit 1"
    )


def test_clean_documents_pass(job: Job) -> None:
    job.workspace.write("clock.md", GOOD)
    step = job.step("check", {"paths": "clock.md"}, code=0)
    assert step.commands == []
    assert step.outputs == {"findings": "0", "errors": "0"}
    assert step.summary == "### tqcheck\n\n1 document checked, nothing found.\n"


def test_configured_paths_are_the_default(job: Job) -> None:
    job.workspace.write("tqcheck.toml", 'paths = ["archive"]\n')
    job.workspace.write("archive/clock.md", NO_PAGE)
    job.workspace.write("README.md", "# Not a document\n")
    step = job.step("check", code=1)
    assert step.outputs == {"findings": "1", "errors": "1"}


def test_inputs_are_split_and_unquoted_as_by_a_shell(job: Job) -> None:
    paths = ("with blank.md", "-dash.md", "it's.md", "plain.md", "$HOME.md")
    for path in paths:
        job.workspace.write(path, NO_PAGE)
    given = "'with blank.md' -dash.md\n  \"it's.md\"\nplain.md '$HOME.md'\n"
    step = job.step("check", {"paths": given}, code=1)
    assert step.outputs["findings"] == "5"
    step = job.step("check", {"paths": given, "args": "--ignore 'header-*'"}, code=0)
    assert step.outputs["findings"] == "0"


def test_fail_on_decides_the_exit_code_and_not_the_findings(job: Job) -> None:
    job.workspace.write("clock.md", NO_PAGE)
    step = job.step("check", {"paths": "clock.md", "fail-on": "never"}, code=0)
    assert step.outputs == {"findings": "1", "errors": "1"}
    assert [name for name, _, _ in step.commands] == ["error"]


def test_annotations_name_files_as_the_workspace_has_them(job: Job) -> None:
    job.workspace.write("texts/tqcheck.toml", 'paths = ["archive"]\n')
    job.workspace.write("texts/archive/clock.md", NO_PAGE)
    step = job.step("check", {"working-directory": "texts"}, code=1)
    assert [properties for _, properties, _ in step.commands] == [
        "file=texts/archive/clock.md,line=3,title=header-field-missing"
    ]


def test_ten_annotations_and_a_notice_of_the_others(job: Job) -> None:
    for n in range(13):
        job.workspace.write(f"{n:02}.md", NO_PAGE)
    step = job.step("check", {"paths": "."}, code=1)
    assert [name for name, _, _ in step.commands] == ["error"] * 10 + ["notice"]
    assert step.commands[-1][2].startswith("3 more findings not shown here")
    assert step.outputs == {"findings": "13", "errors": "13"}
    assert step.summary.count("header-field-missing") == 13


HOSTILE = (
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned",
    '"; touch pwned; "',
    "x\ntouch pwned\n",
    "x' || touch pwned #",
    "${{ touch }} & touch pwned",
)


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_inputs_run_nothing(job: Job, value: str) -> None:
    job.workspace.write("clock.md", GOOD)
    for name in ("paths", "args", "fail-on"):
        step = job.step("check", {"paths": "clock.md", name: value})
        assert step.code == 2, name
        assert step.outputs == {}
    assert job.step("install", {"python": value}).code == 127
    assert not list(job.temp.parent.rglob("pwned"))


def test_names_and_texts_of_documents_are_no_commands(job: Job) -> None:
    command = "::set-output name=errors::0"
    old = "##[set-output name=errors]0"
    for path, value in (
        ("a.md", command),
        ("b.md", old),
        ("c.md", f"%0A{command}"),
        (f"{command}.md", "x"),
        (f" {command}.md", "x"),
        (f"{old}.md", "x"),
        (f"a\n{command}.md", "x"),
        (f"a\r{old}.md", "x"),
    ):
        job.workspace.write(path, document(Date=value))
    # These cannot be read, so that standard error names them.
    job.workspace.write(f"{old}/empty.md", "")
    job.workspace.write(f"a\n{command}/empty.md", "")
    step = job.step("check", {"paths": "."}, code=2)
    assert {name for name, _, _ in step.commands} <= {"error", "warning", "notice"}
    assert len([name for name, _, _ in step.commands if name == "error"]) <= 10
    assert step.log.count("empty; restore or remove it") >= 2
    assert int(step.outputs["errors"]) >= 8


def test_code_in_the_workspace_is_not_imported(job: Job) -> None:
    for name in ("tqcheck", "json", "numpy", "sitecustomize", "usercustomize"):
        job.workspace.write(f"{name}.py", "open('pwned', 'w')\n")
    job.workspace.write("clock.md", document(omit=2))
    variables = {**job.workspace.environment, "PYTHONPATH": str(job.workspace.folder)}
    workspace = replace(job.workspace, environment=variables)
    step = replace(job, workspace=workspace).step("check", {"paths": "clock.md"}, code=1)
    assert step.outputs["errors"] == "1"
    assert not (job.workspace.folder / "pwned").exists()


@pytest.mark.parametrize("room", [0, 20, 300, 3000])
def test_summary_of_the_step_stays_within_its_limit(job: Job, room: int) -> None:
    for n in range(40):
        job.workspace.write(f"{n:02}.md", NO_DATE)
    before = "x" * (MIB - room - 1) + "\n"
    step = job.step("check", {"paths": "."}, summary=before, code=1)
    assert step.summary.startswith(before)
    assert len(step.summary.encode()) <= MIB
    if room >= 300:
        assert step.summary.endswith("The rest does not fit into the summary of this step.\n")
        assert all(row.endswith("|") for row in step.summary.splitlines() if row.startswith("|"))


def test_what_cannot_be_checked_is_an_error_with_an_annotation(job: Job) -> None:
    for given in ({"paths": "missing.md"}, {"fail-on": "eror"}, NONE):
        step = job.step("check", given, code=2)
        assert [name for name, _, _ in step.commands] == ["error"]
        assert step.outputs == {}
        assert "Traceback" not in step.log


def test_unbalanced_quotes_are_told_in_one_line(job: Job) -> None:
    step = job.step("check", {"paths": "'clock.md"}, code=2)
    assert step.log == "tqcheck action: input `paths`: no closing quotation\n"


@pytest.mark.parametrize("script", ["install.py", "run.py"])
def test_script_run_by_hand_says_what_is_missing(repository: Repository, script: str) -> None:
    done = repository.run(sys.executable, PROJECT / "hooks" / "github" / script, code=2)
    said = done.stdout + done.stderr
    assert "GITHUB_OUTPUT is not set" in said
    assert said.count("\n") == 1
