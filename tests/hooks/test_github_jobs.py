"""The GitHub Action in whole jobs, which act runs: what its steps hand to each other and keep."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import GOOD, NO_DATE, NO_PAGE, PROJECT, Repository, document
from .runner import ACTION, Run, Runner

INPUTS = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))["inputs"]


@pytest.fixture(scope="module")
def first(runner: Runner) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((runner.folder / "first job.json").read_text())
    return found


def test_environment_and_encoder_are_made_once_and_restored_once(
    runner: Runner, first: dict[str, Any]
) -> None:
    (kept,) = runner.store.glob("tqcheck-*")
    assert runner.asked[:3] == [f"restore {kept.name}", f"save {kept.name}", f"restore {kept.name}"]
    # All that runs is there, and the weights that documents need.
    assert (kept / "venv" / "bin" / "python").exists()
    assert sum(file.stat().st_size for file in (kept / "encoder").glob("encoder-*")) > 50_000_000

    run = Run(1, first["events"])
    for name in ("first", "third"):
        assert run.outputs(name) == {"findings": "2", "errors": "1", "sarif": ""}
    assert run.outputs("second") == {"findings": "1", "errors": "1", "sarif": ""}
    # A job with findings has saved its environment: that does not wait for the end of the job.
    assert run.results["first.check"] == "failure"
    saved = {
        event["name"]: event["arg"]
        for event in first["events"]
        if event.get("command") == "set-output" and event["stepID"] == ["first", "install"]
    }
    assert saved["save"] == "true"


def test_installation_leaves_the_job_as_it_was(runner: Runner, first: dict[str, Any]) -> None:
    before, after = first["python"]
    assert before == after
    assert first["checkout"] == ""
    # `git status` has named no file, and nothing else has gone to the log.
    assert " M " not in Run(1, first["events"]).log
    assert "??" not in Run(1, first["events"]).log and "!!" not in Run(1, first["events"]).log


def test_sarif_of_a_failed_step_is_whole_and_its_path_is_known(
    runner: Runner, repository: Repository
) -> None:
    repository.write("texts/clock.md", document(omit=2))
    repository.write("texts/page.md", NO_PAGE)
    given = {"working-directory": "texts", "paths": ".", "sarif": "all found.sarif"}
    upload = {
        "if": "always()",
        "env": {"SARIF": "${{ steps.tqcheck.outputs.sarif }}"},
        "run": 'cat "$SARIF"; echo',
    }
    use = {"id": "tqcheck", "uses": ACTION, "with": given}
    run = runner.run(repository, [use, {"id": "upload", **upload}], code=1)
    assert run.results["tqcheck"] == "failure"
    said = [e["msg"] for e in run.events if e.get("raw_output") and e["stepID"] == ["upload"]]
    report = json.loads("".join(said))
    assert len(report["runs"][0]["results"]) == int(run.outputs()["findings"]) == 3
    assert Path(run.outputs()["sarif"]).is_absolute()
    assert run.outputs()["sarif"].endswith("/texts/all found.sarif")


# What a pull request may be called. Its title reaches an input as it would in a careless workflow.
TITLE = "$(touch pwned) `touch pwned`; touch pwned\n::set-output name=errors::0\n##[error]x"


# Each goes as far as the ones before it have stopped.
HOSTILE = {
    "all": sorted(INPUTS),
    "python": ["python"],
    "script": ["paths", "args", "fail-on", "baseline", "changed-from", "sarif"],
    "command": ["paths", "args", "fail-on", "baseline", "changed-from"],
}


def test_hostile_values_are_values_in_every_step(runner: Runner, repository: Repository) -> None:
    repository.write("clock.md", GOOD)
    title = "${{ github.event.pull_request.title }}"
    steps: list[dict[str, Any]] = [
        {
            "id": name,
            "uses": ACTION,
            "continue-on-error": True,
            "with": {"paths": "clock.md", **dict.fromkeys(inputs, title)},
        }
        for name, inputs in HOSTILE.items()
    ]
    steps.append({"id": "look", "run": 'find . "$RUNNER_TEMP" -name "pwned*"'})
    payload = {"pull_request": {"title": TITLE}}
    run = runner.run(repository, steps, code=0, event="pull_request", payload=payload)
    for name in HOSTILE:
        assert run.results[name] == "failure", name
        assert set(run.outputs(name).values()) == {""}, name
    assert not [e for e in run.events if e.get("raw_output") and e["stepID"] == ["look"]]
    # Nothing of the title has become an annotation of its own.
    assert {title for _, title, _ in run.annotations} == {"tqcheck"}
    known = ("input `", "no result: ", "all documents are judged")
    assert [m for m in run.messages if not m.startswith(known)] == []


@pytest.fixture
def origin(repository: Repository) -> Repository:
    """A repository with a pull request, whose merge is the branch `merge`.

    `main` has faults of its own, some of them newer than the pull request.
    """
    repository.write("archive/old.md", NO_PAGE)
    repository.write("archive/touched.md", NO_PAGE)
    repository.commit(message="main")
    repository.git("switch", "--quiet", "--create", "feature")
    repository.write("archive/touched.md", document(without=["Page", "Date"]))
    repository.write("archive/new.md", NO_DATE)
    repository.commit(message="the pull request")
    repository.git("switch", "--quiet", "main")
    repository.write("archive/newer.md", NO_PAGE)
    repository.commit(message="main goes on")
    repository.git("switch", "--quiet", "--create", "merge")
    repository.git("merge", "--quiet", "--no-ff", "--message", "Merge", "feature")
    return repository


def clone(origin: Repository, branch: str, *options: str) -> Repository:
    """What `actions/checkout` leaves on a runner."""
    folder = origin.folder.with_name("clone")
    shutil.rmtree(folder, ignore_errors=True)
    address = origin.folder.as_uri()
    origin.git("clone", "--quiet", *options, "--branch", branch, address, str(folder))
    return Repository(folder, origin.environment)


def payload(origin: Repository) -> dict[str, Any]:
    """The event: the pull request's last commit, and that of its base when it was opened."""
    head = origin.git("rev-parse", "feature").stdout.strip()
    base = origin.git("rev-parse", "main").stdout.strip()
    return {"pull_request": {"head": {"sha": head}, "base": {"sha": base}}}


CHANGED = [
    ("error", "header-field-missing", "archive/new.md"),
    ("error", "header-field-missing", "archive/touched.md"),
]


@pytest.mark.parametrize(("branch", "depth"), [("merge", ["--depth=2"]), ("feature", [])])
def test_pull_request_gets_annotations_of_what_it_changes(
    runner: Runner, origin: Repository, branch: str, depth: list[str]
) -> None:
    checkout = clone(origin, branch, *depth)
    event = {"event": "pull_request", "payload": payload(origin)}
    run = runner.run(checkout, {"paths": "archive"}, code=1, **event)
    assert run.annotations == CHANGED
    assert run.outputs() == {"findings": "2", "errors": "2", "sarif": ""}
    assert "archive/new.md" in run.summary and "archive/old.md" not in run.summary


def test_pull_request_in_a_clone_that_is_too_shallow_is_judged_whole(
    runner: Runner, origin: Repository
) -> None:
    checkout = clone(origin, "merge", "--depth=1")
    event = {"event": "pull_request", "payload": payload(origin)}
    run = runner.run(checkout, {"paths": "archive"}, code=1, **event)
    notice, warning, *errors = run.annotations
    assert notice == ("notice", "tqcheck", "")
    # Nor can it be seen what it changes in its own check.
    assert warning == ("warning", "tqcheck", "")
    assert "it is not known whether this pull request changes what is checked" in run.summary
    assert run.messages[0] == (
        "all documents are judged, not only what changed: the clone does not reach back to the "
        "base; give actions/checkout `fetch-depth: 2`"
    )
    assert {file for _, _, file in errors} == {
        f"archive/{name}.md" for name in ("new", "newer", "old", "touched")
    }


def test_all_documents_are_judged_elsewhere_and_on_demand(
    runner: Runner, origin: Repository
) -> None:
    checkout = clone(origin, "merge", "--depth=2")
    given = {"paths": "archive", "fail-on": "never"}
    run = runner.run(checkout, given, code=0, event="push")
    assert run.outputs()["findings"] == "5"
    event = {"event": "pull_request", "payload": payload(origin)}
    run = runner.run(checkout, {**given, "changed-from": ""}, code=0, **event)
    assert run.outputs()["findings"] == "5"


WORKFLOW = ".github/workflows/ci.yml"


def test_own_workflow_accepts_what_the_action_finds(runner: Runner, snapshot: Repository) -> None:
    job = {"job": "action", "matrix": "system:ubuntu-latest"}
    run = runner.run(snapshot, {}, code=0, workflow=snapshot.folder / WORKFLOW, **job)
    assert run.results["tqcheck.check"] == "success"
    assert int(run.outputs()["errors"]) > 10
    assert run.annotations == []


def test_own_workflow_refuses_what_the_examples_do_not_hold(
    runner: Runner, snapshot: Repository, tmp_path: Path
) -> None:
    workflow = yaml.safe_load((snapshot.folder / WORKFLOW).read_text(encoding="utf-8"))
    *_, step = workflow["jobs"]["action"]["steps"]
    assert step["shell"] == "python"
    (environment,) = runner.store.glob("tqcheck-*")
    sarif = tmp_path / "tqcheck.sarif"
    check = ("check", "examples/archive", "--fail-on", "never", "--report", f"sarif:{sarif}")
    snapshot.run(environment / "venv" / "bin" / "python", "-I", "-m", "tqcheck", *check)
    report = json.loads(sarif.read_text(encoding="utf-8"))
    results = report["runs"][0]["results"]

    def said(results: list[Any], *, more: int = 0) -> str:
        report["runs"][0]["results"] = results
        sarif.write_text(json.dumps(report), encoding="utf-8")
        errors = sum(result["level"] == "error" for result in results)
        counts = {"FINDINGS": str(len(results) + more), "ERRORS": str(errors)}
        run = snapshot.run(sys.executable, "-c", step["run"], code=None, SARIF=str(sarif), **counts)
        assert run.returncode == (1 if run.stderr else 0)
        return run.stderr

    def moved(result: dict[str, Any], name: str) -> dict[str, Any]:
        place = {"artifactLocation": {"uri": f"examples/archive/{name}"}}
        return {**result, "locations": [{"physicalLocation": place}]}

    assert said(results) == ""
    assert said(results, more=1).startswith("output findings: ")
    missing = [result for result in results if result["ruleId"] != "abridged"]
    assert said(missing) == f"{Path('examples/archive/abridged.md')}: found []\n"
    error = next(result for result in results if result["level"] == "error")
    assert "clean.md: is sound" in said([*results, moved(error, "clean.md")])
    assert "found in other files" in said([*results, moved(error, "nowhere.md")])
