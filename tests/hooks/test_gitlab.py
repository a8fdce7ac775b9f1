"""The GitLab job: its script lines, executed in one shell as a runner does."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import GOOD, NO_PAGE, PROJECT, Once, Repository, Shell, document

TEMPLATE = PROJECT / "hooks" / "gitlab" / "tqcheck.yml"
JOBS: dict[str, dict[str, Any]] = yaml.safe_load(TEMPLATE.read_text(encoding="utf-8"))
JOB = JOBS["tqcheck"]
REPORT = JOB["artifacts"]["reports"]["codequality"]
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")


@dataclass(frozen=True)
class Pipeline:
    """A project on GitLab, at the point where its job is ready for `script`."""

    project: Repository
    home: str

    def job(self, *, code: int, **variables: str) -> tuple[str, list[Any]]:
        """Run the script: the log of the job, and the artifact that GitLab would take."""
        script = [f"tqcheck_home={shlex.quote(self.home)}", *JOB["script"]]
        ci = {"CI": "true", "GITLAB_CI": "true", "CI_PROJECT_DIR": str(self.project.folder)}
        environment = {**self.project.environment, **JOB["variables"], **ci, **variables}
        done = Shell(self.project.folder, environment).run(*BASH, "\n".join(script), code=code)
        report = self.project.folder / REPORT
        artifact = json.loads(report.read_text(encoding="utf-8")) if report.exists() else []
        return done.stdout + done.stderr, artifact


@pytest.fixture
def pipeline(
    repository: Repository, snapshot: Repository, environment: dict[str, str], once: Once
) -> Pipeline:
    """A project whose job has run `before_script`, which is done once in the session."""

    def install(folder: Path) -> None:
        variables = {"TQCHECK_PACKAGE": str(snapshot.folder), "TMPDIR": str(folder)}
        shell = Shell(folder, {**environment, **JOB["variables"], **variables})
        script = [*JOB["before_script"], 'printf %s "$tqcheck_home" >home']
        shell.run(*BASH, "\n".join(script))

    folder = once("gitlab", install)
    return Pipeline(repository, (folder / "home").read_text(encoding="utf-8"))


def test_template_has_one_job_and_keeps_the_report_of_a_failed_one() -> None:
    assert list(JOBS) == ["tqcheck"]
    assert JOB["artifacts"]["when"] == "always"
    assert REPORT == "gl-code-quality-report.json"
    assert any(f"--report=gitlab:{REPORT}" in line for line in JOB["script"])
    assert all(isinstance(line, str) for line in (*JOB["before_script"], *JOB["script"]))


def test_findings_fail_the_job_and_stand_in_its_report(pipeline: Pipeline) -> None:
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
    log, report = pipeline.job(code=0, TQCHECK_ARGS="--fail-on warning")
    assert "3 documents checked, nothing found." in log
    assert report == []


def test_arguments_are_words_and_nothing_in_them_is_run(pipeline: Pipeline, tmp_path: Path) -> None:
    pipeline.project.write("a.md", NO_PAGE)
    pipeline.project.write("b.md", NO_PAGE)
    hostile = "$(touch pwned) `touch pwned` ; touch pwned"
    log, report = pipeline.job(code=2, TQCHECK_ARGS=hostile)
    assert "no such file or folder" in log
    assert report == []
    assert not list(tmp_path.rglob("pwned"))


def test_patterns_are_left_to_tqcheck(pipeline: Pipeline) -> None:
    # A shell would put the names of two files for the pattern.
    pipeline.project.write("header-a", "\n")
    pipeline.project.write("header-b", "\n")
    pipeline.project.write("clock.md", NO_PAGE)
    _, report = pipeline.job(code=0, TQCHECK_ARGS="--ignore header-* clock.md")
    assert report == []
