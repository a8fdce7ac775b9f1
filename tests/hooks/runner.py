"""act, which executes a workflow on this machine as a runner does, and what it reports of a run.

All that is not ours is kept out of it: `actions/checkout` it does itself, and the steps that ask
the cache service are answered by a folder.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .conftest import NO_PAGE, PROJECT, Repository, Shell, document

ACT = Path(sys.executable).with_name("act")
# The name under which the workflows of the tests use the action.
ACTION = "tqcheck/tqcheck@v0.1.0"
Step = dict[str, Any]
_WORKFLOW = yaml.safe_load((PROJECT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
(SETUP_PYTHON,) = {
    step["uses"]
    for job in _WORKFLOW["jobs"].values()
    for step in job["steps"]
    if step.get("uses", "").startswith("actions/setup-python@")
}

_RESTORE = """\
echo "restore $INPUT_KEY" >>"$STORE/log"
if [ -d "$STORE/$INPUT_KEY" ]; then
  mkdir -p "$(dirname "$INPUT_PATH")"
  ln -s "$STORE/$INPUT_KEY" "$INPUT_PATH"
  echo "cache-hit=true" >>"$GITHUB_OUTPUT"
fi
"""
_SAVE = """\
echo "save $INPUT_KEY" >>"$STORE/log"
cp -al "$INPUT_PATH" "$STORE/$INPUT_KEY"
"""


@dataclass(frozen=True)
class Run:
    """A workflow that has run: its exit code, and what act has logged, one object an event."""

    code: int
    events: list[dict[str, Any]]

    def outputs(self, step: str = "tqcheck") -> dict[str, str]:
        """What a step of the job hands on."""
        set_ = [e for e in self.events if e.get("command") == "set-output"]
        return {e["name"]: e["arg"] for e in set_ if e["stepID"] == [step]}

    @property
    def annotations(self) -> list[tuple[str, str, str]]:
        """Those that the page of the run shows: level, title, file."""
        shown = [e for e in self.events if e.get("command") in ("error", "warning", "notice")]
        properties = [e.get("kvPairs") or {} for e in shown]
        return [
            (e["command"], of.get("title", ""), of.get("file", ""))
            for e, of in zip(shown, properties, strict=True)
        ]

    @property
    def messages(self) -> list[str]:
        return [e["arg"] for e in self.events if e.get("command") in ("error", "notice")]

    @property
    def summary(self) -> str:
        """The summary of the job."""
        parts = [e for e in self.events if e.get("command") == "summary"]
        return "".join(e["content"] for e in parts if len(e["stepID"]) == 1)

    @property
    def log(self) -> str:
        return "".join(e["msg"] for e in self.events if e.get("raw_output"))

    @property
    def results(self) -> dict[str, str]:
        """How the steps of the job ended, those of the action as `tqcheck.check`."""
        ended = [e for e in self.events if e.get("stepResult") and e.get("stage") == "Main"]
        return {".".join(e["stepID"]): e["stepResult"] for e in ended}


@dataclass(frozen=True)
class Runner:
    """A machine that runs jobs with one version of the action, and what it keeps between them."""

    folder: Path
    action: Path

    @property
    def store(self) -> Path:
        """A substitute for the cache service: a folder for each key, and a log of requests."""
        return self.folder / "store"

    @property
    def asked(self) -> list[str]:
        return (self.store / "log").read_text(encoding="utf-8").splitlines()

    def run(
        self,
        workspace: Shell,
        given: Mapping[str, str] | Sequence[Step],
        *,
        code: int,
        event: str = "push",
        payload: Mapping[str, Any] | None = None,
        workflow: Path | None = None,
        job: str = "check",
        matrix: str = "",
        **variables: str,
    ) -> Run:
        """Run a job in `workspace`: one step with these inputs, these steps, or a job of a file."""
        steps = given
        if isinstance(given, Mapping):
            steps = [{"id": "tqcheck", "uses": ACTION, "with": dict(given)}]
        self.store.mkdir(parents=True, exist_ok=True)
        # act quotes no path of these, so that there may be no blank in them.
        files = Path(tempfile.mkdtemp(dir=self.folder))
        (files / "event.json").write_text(json.dumps(payload or {}), encoding="utf-8")
        if workflow is None:
            workflow = files / "workflow.yml"
            checkout = {"uses": "actions/checkout@v7"}
            jobs = {job: {"runs-on": "ubuntu-latest", "steps": [checkout, *steps]}}
            text = yaml.safe_dump({"on": [event], "jobs": jobs}, allow_unicode=True)
            workflow.write_text(text, encoding="utf-8")
        command = [ACT, event, "--json", "--workflows", workflow, "--job", job]
        command += ["--matrix", matrix] if matrix else []
        command += ["--eventpath", files / "event.json"]
        command += ["--platform", "ubuntu-latest=-self-hosted"]
        command += ["--action-cache-path", files / "actions", "--no-cache-server"]
        for name, place in self._actions().items():
            command += ["--local-repository", f"{name}={place}"]
        # Where act makes a folder, whether or not it has something to keep.
        variables["XDG_CACHE_HOME"] = str(files)
        done = workspace.run(*command, code=code, **variables)
        events = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        return Run(done.returncode, events)

    def _actions(self) -> dict[str, Path]:
        """The actions of others that action.yml uses, and ours, as folders of this machine."""
        manifest = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
        places = {ACTION: self.action}
        # The Python that runs the tests is there already.
        python = self.folder / "setup-python"
        self._pretend(python, ["python-version"], "python3 --version")
        places[SETUP_PYTHON] = python
        for step in manifest["runs"]["steps"]:
            if "uses" not in step:
                continue
            name, _, ref = step["uses"].partition("@")
            owner, repository, part = name.split("/")
            assert (owner, repository) == ("actions", "cache")
            places[f"{owner}/{repository}@{ref}"] = self.folder / "cache"
            script = {"restore": _RESTORE, "save": _SAVE}[part]
            self._pretend(self.folder / "cache" / part, ["path", "key"], script)
        return places

    def _pretend(self, folder: Path, names: list[str], script: str) -> None:
        """Make an action that has these inputs, all required, and runs a script."""
        inputs = {name: {"required": True} for name in names}
        value = "${{ inputs.%s }}"
        env = {"STORE": str(self.store)}
        env |= {f"INPUT_{name.upper()}": value % name for name in names}
        step = {"id": "step", "shell": "bash", "env": env, "run": script}
        hit = {"cache-hit": {"value": "${{ steps.step.outputs.cache-hit }}"}}
        runs = {"using": "composite", "steps": [step]}
        manifest = {"name": folder.name, "inputs": inputs, "outputs": hit, "runs": runs}
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "action.yml").write_text(yaml.safe_dump(manifest), encoding="utf-8")


def first_job(folder: Path, action: Repository) -> None:
    """Run a job on a new machine: it uses the action twice, and again after the files are gone.

    Its Python is one of its own. What it leaves is in `first job.json`.
    """
    Shell(folder, action.environment).run(sys.executable, "-m", "venv", "--without-pip", "user")
    before = _listing(folder / "user")
    workspace = Repository(folder / "workspace", action.environment)
    workspace.folder.mkdir()
    workspace.git("init", "--quiet")
    workspace.write("clock.md", document(omit=2))
    workspace.write("page.md", NO_PAGE)
    workspace.commit()
    python = str(folder / "user" / "bin" / "python")
    # The clone of the encoder's folder that tests share is not to be found.
    use = {"uses": ACTION, "if": "always()", "env": {"TQCHECK_CACHE_DIR": ""}}
    first = {**use, "id": "first", "with": {"paths": "clock.md", "python": python}}
    second = {**use, "id": "second", "with": {"paths": "page.md", "python": python}}
    remove = 'rm -r "$RUNNER_TEMP"/tqcheck-*; git status --porcelain --ignored'
    steps = [first, second, {"if": "always()", "run": remove}, {**first, "id": "third"}]
    cache = action.run(sys.executable, "-m", "pip", "cache", "dir").stdout.strip()
    done = Runner(folder, action.folder).run(workspace, steps, code=1, PIP_CACHE_DIR=cache)
    left = {
        "events": done.events,
        "python": [before, _listing(folder / "user")],
        "checkout": action.git("status", "--porcelain", "--ignored").stdout,
    }
    (folder / "first job.json").write_text(json.dumps(left), encoding="utf-8")


def _listing(folder: Path) -> list[list[Any]]:
    return sorted([str(p), p.stat().st_size] for p in folder.rglob("*") if p.is_file())
