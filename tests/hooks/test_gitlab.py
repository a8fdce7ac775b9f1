"""The GitLab component: filled in as GitLab does, its script lines executed as by a runner."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import (
    ALONE,
    GOOD,
    NO_DATE,
    NO_PAGE,
    PROJECT,
    Once,
    Repository,
    Shell,
    document,
    lend,
)
from .test_formats import by_schema

TEMPLATE = PROJECT / "templates" / "tqcheck.yml"
HEADER, JOBS = yaml.safe_load_all(TEMPLATE.read_text(encoding="utf-8"))
INPUTS: dict[str, dict[str, Any]] = HEADER["spec"]["inputs"]
REPORT, JUNIT = "gl-code-quality-report.json", "tqcheck-junit.xml"
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
Inputs = Mapping[str, str | bool]
NONE: Inputs = {}


def filled(value: Any, inputs: Inputs) -> Any:
    """A part of the template with the inputs in it; alone in its place, one keeps its type."""
    if isinstance(value, dict):
        return {filled(key, inputs): filled(part, inputs) for key, part in value.items()}
    if isinstance(value, list):
        return [filled(part, inputs) for part in value]
    if not isinstance(value, str):
        return value
    if match := re.fullmatch(r"\$\[\[ inputs\.([\w-]+) \]\]", value):
        return inputs[match[1]]

    def text(match: re.Match[str]) -> str:
        found = inputs[match[1]]
        return str(found).lower() if isinstance(found, bool) else found

    return re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", text, value)


def pipeline_of(given: Inputs) -> dict[str, Any]:
    """The jobs that the template gives with these inputs; the others have their defaults."""
    assert set(given) <= set(INPUTS)
    inputs = {name: spec["default"] for name, spec in INPUTS.items()} | dict(given)
    for name, value in inputs.items():
        assert value in INPUTS[name].get("options", [value])
        assert isinstance(value, bool) == (INPUTS[name].get("type") == "boolean")
    made: dict[str, Any] = filled(JOBS, inputs)
    return made


def job_of(given: Inputs) -> dict[str, Any]:
    """The job, with what it extends."""
    jobs = pipeline_of(given)
    job: dict[str, Any] = jobs[str(given.get("job", "tqcheck"))]
    merged: dict[str, Any] = merge(jobs[job["extends"]], job)
    return merged


def merge(base: Any, own: Any) -> Any:
    """What `extends` gives: what is there twice is the job's own, and only maps are merged."""
    if not (isinstance(base, dict) and isinstance(own, dict)):
        return own
    both = {key: merge(base[key], own[key]) for key in base.keys() & own.keys()}
    return {**base, **own, **both}


@dataclass(frozen=True)
class Pipeline:
    """A project on GitLab, at the point where its job is ready for `script`."""

    project: Repository
    home: str

    def job(self, given: Inputs = NONE, *, code: int, **variables: str) -> tuple[str, list[Any]]:
        """Run the script: the log of the job, and the artifact that GitLab would take."""
        job = job_of(given)
        script = [f"tqcheck_home={shlex.quote(self.home)}", *job["script"]]
        ci = {"CI": "true", "GITLAB_CI": "true", "CI_PROJECT_DIR": str(self.project.folder)}
        environment = {**self.project.environment, **job["variables"], **ci, **variables}
        report = self.project.folder / REPORT
        shell = Shell(self.project.folder, environment)
        done = shell.run(*BASH, "\n".join(script), code=code)
        artifact = json.loads(report.read_text(encoding="utf-8")) if report.exists() else []
        return done.stdout + done.stderr, artifact


@pytest.fixture
def pipeline(
    repository: Repository, wheel: Path, environment: dict[str, str], once: Once
) -> Pipeline:
    """A project whose job has run `before_script`, which is done once in the session."""

    def install(folder: Path) -> None:
        job = job_of({"package": str(wheel)})
        shell = Shell(folder, {**environment, **job["variables"], **ALONE, "TMPDIR": str(folder)})
        script = [*job["before_script"], 'printf %s "$tqcheck_home" >home']
        shell.run(*BASH, "\n".join(script))
        lend(Path((folder / "home").read_text(encoding="utf-8")))

    folder = once("gitlab", install)
    return Pipeline(repository, (folder / "home").read_text(encoding="utf-8"))


def test_template_is_a_pipeline_by_its_schema(tmp_path: Path) -> None:
    parts = {
        "header": HEADER,
        "defaults": pipeline_of(NONE),
        "another job": pipeline_of({"junit": True, "job": "letters", "stage": "lint"}),
        "settings": pipeline_of({"paths": "a b", "args": "--ignore x", "changed-from": "auto"}),
        "wrong": merge(pipeline_of(NONE), {"tqcheck": {"artifacts": {"reports": "none"}}}),
    }
    files = {name: tmp_path / f"{name}.yml" for name in parts}
    for name, part in parts.items():
        files[name].write_text(yaml.safe_dump(part, allow_unicode=True), encoding="utf-8")
    wrong = files.pop("wrong")
    code, said = by_schema("gitlab-ci", *files.values())
    assert code == 0, said
    assert by_schema("gitlab-ci", wrong)[0] == 1


def test_template_has_one_job_and_keeps_the_report_of_a_failed_one() -> None:
    assert [name for name in pipeline_of(NONE) if not name.startswith(".")] == ["tqcheck"]
    job = job_of(NONE)
    assert job["artifacts"] == {"when": "always", "reports": {"codequality": REPORT}}
    with_tests = job_of({"junit": True})["artifacts"]
    assert with_tests == {"when": "always", "reports": {"codequality": REPORT, "junit": JUNIT}}
    assert all(isinstance(value, str) for value in job_of({"junit": True})["variables"].values())
    # Inputs go through variables, so that no line of the scripts has one in it.
    raw = JOBS["$[[ inputs.job ]]"]
    assert all("$[[" not in line for line in (*raw["before_script"], *raw["script"]))
    used = re.findall(r"\$\[\[ inputs\.([\w-]+) \]\]", TEMPLATE.read_text(encoding="utf-8"))
    assert set(used) == set(INPUTS)
    assert all(spec["description"] for spec in INPUTS.values())


def test_findings_fail_the_job_and_are_in_its_report(pipeline: Pipeline) -> None:
    project = pipeline.project
    project.write("tqcheck.toml", 'paths = ["archive"]\n')
    project.write("archive/clock.md", document(omit=2))
    # Two equal documents: GitLab tells findings apart by their fingerprints alone.
    project.write("archive/one.md", NO_PAGE)
    project.write("archive/two.md", NO_PAGE)
    log, report = pipeline.job(code=1)
    assert "archive/one.md:3:1: error: the header has no `Page` [header-field-missing]" in log
    assert "4 findings in 3 of 3 documents" in log
    assert len(report) == 4
    assert len({issue["fingerprint"] for issue in report}) == 4
    found = {(issue["location"]["path"], issue["check_name"]) for issue in report}
    assert found == {
        ("archive/clock.md", "omitted-paragraph"),
        ("archive/clock.md", "paragraph-count"),
        ("archive/one.md", "header-field-missing"),
        ("archive/two.md", "header-field-missing"),
    }
    severities = {issue["check_name"]: issue["severity"] for issue in report}
    assert severities["omitted-paragraph"] == "major"
    assert severities["paragraph-count"] == "minor"
    for issue in report:
        assert issue["description"].startswith(f"{issue['check_name']}: ")
        assert issue["location"]["lines"]["begin"] >= 1

    for path in ("clock", "one", "two"):
        project.write(f"archive/{path}.md", GOOD)
    log, report = pipeline.job({"fail-on": "warning"}, code=0)
    assert "3 documents checked, nothing found." in log
    assert report == []


def test_what_is_not_judged_fails_the_job_and_is_in_its_report(pipeline: Pipeline) -> None:
    pipeline.project.write("archive/empty.md", "")
    pipeline.project.write("archive/page.md", NO_PAGE)
    log, report = pipeline.job({"paths": "archive", "fail-on": "never"}, code=2)
    assert "1 finding in 1 of 1 document: 1 error, 0 warnings; 1 not judged." in log
    assert [(issue["location"]["path"], issue["severity"]) for issue in report] == [
        ("archive/empty.md", "blocker"),
        ("archive/page.md", "major"),
    ]


def test_arguments_are_words_and_nothing_in_them_is_run(pipeline: Pipeline, tmp_path: Path) -> None:
    pipeline.project.write("a.md", NO_PAGE)
    pipeline.project.write("b.md", NO_PAGE)
    hostile = "$(touch pwned) `touch pwned` ; touch pwned"
    for name in ("args", "paths", "baseline", "changed-from"):
        log, report = pipeline.job({name: hostile}, code=2)
        assert "Traceback" not in log and "syntax error" not in log
        # Words that are not options are paths, none of which exists.
        assert {each["check_name"] for each in report} <= {"not-judged", "header-field-missing"}
    assert not list(tmp_path.rglob("pwned"))


def test_patterns_are_left_to_tqcheck(pipeline: Pipeline) -> None:
    # A shell would put the names of two files for the pattern.
    pipeline.project.write("header-a", "\n")
    pipeline.project.write("header-b", "\n")
    pipeline.project.write("clock.md", NO_PAGE)
    _, report = pipeline.job({"args": "--ignore header-*", "paths": "clock.md"}, code=0)
    assert report == []


def test_tests_are_written_where_they_are_asked_for(pipeline: Pipeline) -> None:
    pipeline.project.write("clock.md", NO_PAGE)
    given = {"paths": "clock.md", "fail-on": "never"}
    pipeline.job(given, code=0)
    assert not (pipeline.project.folder / JUNIT).exists()
    pipeline.job({**given, "junit": True}, code=0)
    tests = (pipeline.project.folder / JUNIT).read_text(encoding="utf-8")
    assert "<testsuite" in tests and "header-field-missing" in tests


def test_baseline_holds_back_what_is_frozen(pipeline: Pipeline) -> None:
    pipeline.project.write("clock.md", NO_PAGE)
    tqcheck = (Path(pipeline.home) / "bin" / "python", "-m", "tqcheck", "baseline", "clock.md")
    pipeline.project.run(*tqcheck, "--baseline", "known.json")
    _, report = pipeline.job({"paths": "clock.md", "baseline": "known.json"}, code=0)
    assert report == []


def test_merge_request_may_be_judged_by_what_it_changes(pipeline: Pipeline) -> None:
    project = pipeline.project
    project.write("old.md", NO_PAGE)
    project.commit()
    began = project.head
    project.write("new.md", NO_DATE)
    project.commit()
    given = {"paths": ".", "changed-from": "auto"}
    merge_request = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": began}

    def places(report: list[Any]) -> list[str]:
        return sorted(issue["location"]["path"] for issue in report)

    _, report = pipeline.job(given, code=1, **merge_request)
    assert places(report) == ["new.md"]
    # In a pipeline of a branch, and where the report is to be whole.
    assert places(pipeline.job(given, code=1)[1]) == ["new.md", "old.md"]
    assert places(pipeline.job({"paths": "."}, code=1, **merge_request)[1]) == ["new.md", "old.md"]
    assert places(pipeline.job({**given, "changed-from": "HEAD^"}, code=1)[1]) == ["new.md"]

    project.git("clone", "--quiet", "--depth=1", project.folder.as_uri(), "../shallow")
    shallow = Repository(project.folder.with_name("shallow"), project.environment)
    log, report = Pipeline(shallow, pipeline.home).job(given, code=1, **merge_request)
    assert places(report) == ["new.md", "old.md"]
    assert "the clone does not reach back to where the merge request began" in log


# A module that tells of itself, and is no other.
MODULE = "open('{}', 'w').close()\nraise SystemExit\n"
SHADOWED = ("zlib", "venv", "ensurepip", "json", "runpy", "tqcheck", "sitecustomize", "pip", "site")


def test_nothing_of_the_checkout_is_imported(pipeline: Pipeline, tmp_path: Path) -> None:
    project, canary = pipeline.project, tmp_path / "imported"
    for name in SHADOWED:
        project.write(f"{name}.py", MODULE.format(canary))
    project.write("archive/clock.md", NO_PAGE)
    _, report = pipeline.job(code=1, given={"paths": "archive"}, PYTHONPATH=str(project.folder))
    assert len(report) == 1
    # While it is installed, neither; a folder of the checkout is not the package of that name, and
    # there is no other here.
    project.write("tqcheck/pyproject.toml", "[build-system]\nrequires = []\n")
    job = job_of(NONE)
    environment = {**project.environment, **job["variables"], "PIP_NO_INDEX": "1"}
    shell = Shell(project.folder, {**environment, "PYTHONPATH": str(project.folder)})
    done = shell.run(*BASH, "\n".join(job["before_script"]), code=1)
    assert "No matching distribution found for tqcheck" in done.stderr
    assert not canary.exists()


@pytest.mark.parametrize("arguments", ["--help", "-qh", "--version", "--report", "--bogus"])
def test_a_run_that_ends_early_fails_the_job(pipeline: Pipeline, arguments: str) -> None:
    pipeline.project.write("clock.md", GOOD)
    log, report = pipeline.job({"args": arguments, "paths": "clock.md"}, code=2)
    assert "Traceback" not in log and report == []


@pytest.mark.parametrize("code", ["exit 0", "kill -9 $$"])
def test_a_run_without_a_report_fails_the_job(
    pipeline: Pipeline, tmp_path: Path, code: str
) -> None:
    python = tmp_path / "home" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{code}\n", encoding="utf-8")
    python.chmod(0o755)
    # What was committed under its name is not a report of this run.
    pipeline.project.write(REPORT, '["committed"]')
    pretending = Pipeline(pipeline.project, str(tmp_path / "home"))
    log, report = pretending.job(code=2 if code == "exit 0" else 137)
    assert report == []
    assert ("no report was written, so nothing was checked" in log) == (code == "exit 0")


@pytest.mark.parametrize("kind", ["file", "folder", "link", "link to nothing"])
def test_what_is_at_the_place_of_a_report_is_replaced(
    pipeline: Pipeline, tmp_path: Path, kind: str
) -> None:
    project, outside = pipeline.project, tmp_path / "outside.txt"
    outside.write_text("kept", encoding="utf-8")
    project.write("clock.md", NO_PAGE)
    for name in (REPORT, JUNIT):
        if kind == "folder":
            project.write(f"{name}/of a stranger.json", "[]")
        elif kind == "file":
            project.write(name, "[]")
        else:
            (project.folder / name).symlink_to(outside if kind == "link" else tmp_path / "none.txt")
    _, report = pipeline.job({"paths": "clock.md", "junit": True}, code=1)
    assert len(report) == 1
    assert "header-field-missing" in (project.folder / JUNIT).read_text(encoding="utf-8")
    assert outside.read_text(encoding="utf-8") == "kept"
    assert not (tmp_path / "none.txt").exists()
