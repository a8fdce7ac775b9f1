"""The recipes for Jenkins and Azure Pipelines: their own shell commands, run in real repositories.

What they publish is what these commands have written, under the names that they publish.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import pytest
import tree_sitter_groovy
import yaml
from tree_sitter import Language, Parser

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

JENKINS = PROJECT / "hooks" / "jenkins" / "Jenkinsfile"
AZURE = PROJECT / "hooks" / "azure" / "tqcheck.yml"


@dataclass(frozen=True)
class Recipe:
    """A recipe as its system takes it apart."""

    install: str
    check: str
    # How the system starts a shell, and the variable that names its folder for temporary files.
    shell: tuple[str, ...]
    temp: str
    settings: Mapping[str, str]
    junit: str
    sarif: str


def jenkins() -> Recipe:
    text = JENKINS.read_text(encoding="utf-8")
    install, check = (
        textwrap.dedent(script) for script in re.findall(r"sh '''(.*?)'''", text, re.S)
    )
    settings = dict(re.findall(r"^ +(TQCHECK_\w+) = '(.*)'$", text, re.M))
    (junit,) = re.findall(r"junit testResults: '(.*?)'", text)
    (sarif,) = re.findall(r"sarif\(pattern: '(.*?)'", text)
    return Recipe(install, check, ("sh", "-xe", "-c"), "WORKSPACE_TMP", settings, junit, sarif)


def azure() -> Recipe:
    pipeline = yaml.safe_load(AZURE.read_text(encoding="utf-8"))
    install, check = (step["bash"] for step in pipeline["steps"] if "bash" in step)
    (tests,) = (s for s in pipeline["steps"] if s.get("task") == "PublishTestResults@2")
    (published,) = (s for s in pipeline["steps"] if "publish" in s)
    assert published["artifact"] == "CodeAnalysisLogs"
    # Both are published for a run with findings too.
    assert tests["condition"] == published["condition"] == "succeededOrFailed()"
    junit = f"{tests['inputs']['searchFolder']}/{tests['inputs']['testResultsFiles']}"
    bash = ("bash", "--noprofile", "--norc", "-c")
    settings = {name: str(value) for name, value in pipeline["variables"].items()}
    temp = "AGENT_TEMPDIRECTORY"
    return Recipe(install, check, bash, temp, settings, junit, published["publish"])


RECIPES = {"jenkins": jenkins(), "azure": azure()}


@dataclass(frozen=True)
class Build:
    """A repository on a build machine, where the recipe has installed tqcheck."""

    recipe: Recipe
    workspace: Repository
    temp: Path

    def check(self, *, code: int, **variables: str) -> str:
        """Run the recipe's command; what it said."""
        environment = {**self.workspace.environment, **self.recipe.settings, "CI": "true"}
        environment |= {self.recipe.temp: str(self.temp), **variables}
        shell = Shell(self.workspace.folder, environment)
        done = shell.run(*self.recipe.shell, self.recipe.check, code=code)
        return done.stdout + done.stderr

    def published(self) -> tuple[list[str], list[str]]:
        """The documents whose tests fail, and those of which the SARIF has results."""
        return self._tests("failure"), _named(self._sarif()["results"])

    def not_judged(self) -> tuple[list[str], list[str]]:
        """The documents whose tests are errors, and those of which the SARIF has notifications."""
        (invocation,) = self._sarif()["invocations"]
        return self._tests("error"), _named(invocation["toolExecutionNotifications"])

    def _tests(self, outcome: str) -> list[str]:
        root = ElementTree.parse(self._place(self.recipe.junit)).getroot()
        cases = (case for case in root.iter("testcase") if case.find(outcome) is not None)
        return sorted(case.get("name", "") for case in cases)

    def _sarif(self) -> dict[str, Any]:
        report = json.loads(self._place(self.recipe.sarif).read_text(encoding="utf-8"))
        (run,) = report["runs"]
        return cast("dict[str, Any]", run)

    def _place(self, name: str) -> Path:
        return self.workspace.folder / name.replace("$(Agent.TempDirectory)", str(self.temp))


def _named(objects: list[dict[str, Any]]) -> list[str]:
    """The files that are the places of results or notifications."""
    places = [each["locations"][0]["physicalLocation"] for each in objects]
    return sorted({place["artifactLocation"]["uri"] for place in places})


Builds = Callable[[str], Build]


@pytest.fixture
def builds(repository: Repository, wheel: Path, once: Once, tmp_path: Path) -> Builds:
    """Has a recipe install tqcheck, once in the session, for a build with folders of its own."""

    def made(name: str) -> Build:
        recipe = RECIPES[name]

        def install(folder: Path) -> None:
            package = {"TQCHECK_PACKAGE": str(wheel), recipe.temp: str(folder)}
            environment = {**repository.environment, **recipe.settings, **package, **ALONE}
            Shell(folder, environment).run(*recipe.shell, recipe.install)
            lend(folder / "tqcheck")

        temp = tmp_path / "temp"
        temp.mkdir()
        (temp / "tqcheck").symlink_to(once(name, install) / "tqcheck")
        return Build(recipe, repository, temp)

    return made


@pytest.fixture(params=sorted(RECIPES))
def build(request: pytest.FixtureRequest, builds: Builds) -> Build:
    return builds(request.param)


def test_recipes_are_what_their_systems_read(tmp_path: Path) -> None:
    code, said = by_schema("azure-pipelines", AZURE)
    assert code == 0, said
    wrong = tmp_path / "azure.yml"
    text = AZURE.read_text(encoding="utf-8")
    wrong.write_text(text.replace("fetchDepth:", "fetchDepths:"), encoding="utf-8")
    assert by_schema("azure-pipelines", wrong)[0] == 1

    groovy = Parser(Language(tree_sitter_groovy.language()))
    jenkinsfile = JENKINS.read_bytes()
    assert not groovy.parse(jenkinsfile).root_node.has_error
    assert groovy.parse(jenkinsfile.replace(b"agent any", b"agent any {")).root_node.has_error


def test_settings_are_as_the_recipe_says(build: Build) -> None:
    assert build.recipe.settings == {
        "TQCHECK_PACKAGE": "tqcheck",
        "TQCHECK_PATHS": "archive",
        "TQCHECK_ARGS": "--fail-on=error",
    }
    assert "TQCHECK_PACKAGE" in build.recipe.install


def test_findings_fail_the_build_and_are_published(build: Build) -> None:
    build.workspace.write("archive/clock.md", document(omit=2))
    build.workspace.write("archive/good.md", GOOD)
    said = build.check(code=1)
    assert "archive/clock.md:8" in said and "2 findings in 1 of 2 documents" in said
    assert build.published() == (["archive/clock.md"], ["archive/clock.md"])

    build.workspace.write("archive/clock.md", GOOD)
    build.check(code=0)
    assert build.published() == ([], [])


def test_what_is_not_judged_fails_the_build_and_is_published(build: Build) -> None:
    build.workspace.write("archive/empty.md", "")
    build.workspace.write("archive/page.md", NO_PAGE)
    said = build.check(code=2)
    assert "archive/empty.md: not judged: empty; restore or remove it" in said
    assert build.published() == (["archive/page.md"], ["archive/page.md"])
    assert build.not_judged() == (["archive/empty.md"], ["archive/empty.md"])


def test_settings_are_words_and_nothing_in_them_is_run(build: Build, tmp_path: Path) -> None:
    build.workspace.write("archive/a.md", NO_PAGE)
    hostile = "$(touch pwned) `touch pwned` ; touch pwned"
    for name in ("TQCHECK_PATHS", "TQCHECK_ARGS"):
        said = build.check(code=2, **{name: hostile})
        assert "no such file or folder" in said
    assert not list(tmp_path.rglob("pwned"))
    # A shell would put the name of a file for the pattern.
    build.workspace.write("header-a", "\n")
    build.check(code=0, TQCHECK_ARGS="--ignore header-*")


def test_pull_request_on_azure_is_judged_by_what_it_changes(builds: Builds) -> None:
    build = builds("azure")
    origin = build.workspace
    origin.write("archive/old.md", NO_PAGE)
    origin.commit()
    origin.git("switch", "--quiet", "--create", "feature")
    origin.write("archive/new.md", NO_DATE)
    origin.commit()
    origin.git("switch", "--quiet", "main")
    origin.write("archive/newer.md", NO_PAGE)
    origin.commit()
    origin.git("merge", "--quiet", "--no-ff", "--message", "Merge", "feature")

    def published(depth: int, **variables: str) -> tuple[list[str], str]:
        folder = f"../depth {depth}{''.join(variables)}"
        origin.git("clone", "--quiet", f"--depth={depth}", origin.folder.as_uri(), folder)
        clone = Repository((origin.folder / folder).resolve(), origin.environment)
        here = replace(build, workspace=clone)
        said = here.check(code=1, **variables)
        failed, named = here.published()
        assert failed == named
        return named, said

    everything = ["archive/new.md", "archive/newer.md", "archive/old.md"]
    assert published(2, BUILD_REASON="PullRequest")[0] == ["archive/new.md"]
    assert published(2)[0] == everything
    named, said = published(1, BUILD_REASON="PullRequest")
    assert named == everything
    assert "all documents are judged" in said


def test_reports_of_an_earlier_build_are_not_published_by_jenkins(builds: Builds) -> None:
    build = builds("jenkins")
    build.workspace.write("archive/clock.md", NO_PAGE)
    build.check(code=1)
    build.check(code=2, TQCHECK_ARGS="--ignore")
    assert not (build.workspace.folder / build.recipe.junit).exists()
    assert not (build.workspace.folder / build.recipe.sarif).exists()


# A module that tells of itself, and is no other.
MODULE = "open('{}', 'w').close()\nraise SystemExit\n"
SHADOWED = ("zlib", "venv", "ensurepip", "json", "runpy", "tqcheck", "sitecustomize", "pip", "site")


def test_nothing_of_the_checkout_is_imported(build: Build, tmp_path: Path) -> None:
    canary = tmp_path / "imported"
    for name in SHADOWED:
        build.workspace.write(f"{name}.py", MODULE.format(canary))
    build.workspace.write("archive/clock.md", document(omit=2))
    build.check(code=1)
    build.check(code=1, PYTHONPATH=str(build.workspace.folder))
    assert build.published() == (["archive/clock.md"], ["archive/clock.md"])
    assert not canary.exists()


def test_nothing_of_the_checkout_is_imported_while_installing(build: Build, tmp_path: Path) -> None:
    canary = tmp_path / "imported"
    for name in SHADOWED:
        build.workspace.write(f"{name}.py", MODULE.format(canary))
    temp = tmp_path / "another"
    temp.mkdir()
    # Of an environment of an earlier build, nothing is left.
    (temp / "tqcheck" / "bin").mkdir(parents=True)
    (temp / "tqcheck" / "sitecustomize.py").write_text(MODULE.format(canary), encoding="utf-8")
    (temp / "tqcheck" / "kept").touch()
    environment = {**build.workspace.environment, **build.recipe.settings}
    environment |= {build.recipe.temp: str(temp), "PYTHONPATH": str(build.workspace.folder)}
    # A folder of the checkout is not the package of that name, and there is no other here.
    build.workspace.write("tqcheck/pyproject.toml", "[build-system]\nrequires = []\n")
    shell = Shell(build.workspace.folder, {**environment, "PIP_NO_INDEX": "1"})
    done = shell.run(*build.recipe.shell, build.recipe.install, code=None)
    assert done.returncode and "No matching distribution found for tqcheck" in done.stderr
    assert not (temp / "tqcheck" / "kept").exists()
    assert not canary.exists()


ENDED_EARLY = ("--help", "-qh", "--version", "--report", "--bogus", "--config=none.toml")


@pytest.mark.parametrize("arguments", ENDED_EARLY)
def test_a_run_that_ends_early_fails_the_build(build: Build, arguments: str) -> None:
    build.workspace.write("archive/clock.md", GOOD)
    said = build.check(code=2, TQCHECK_ARGS=arguments)
    assert "Traceback" not in said


def standin(build: Build, tmp_path: Path, code: str) -> Build:
    """The build with another program in place of tqcheck."""
    temp = tmp_path / "pretending"
    (temp / "tqcheck" / "bin").mkdir(parents=True)
    python = temp / "tqcheck" / "bin" / "python"
    python.write_text(f"#!/bin/sh\n{code}\n", encoding="utf-8")
    python.chmod(0o755)
    return replace(build, temp=temp)


@pytest.mark.parametrize(
    ("code", "expected"), [("exit 0", 2), ("echo usage; exit 0", 2), ("kill -9 $$", 137)]
)
def test_a_run_without_a_report_fails_the_build(
    build: Build, tmp_path: Path, code: str, expected: int
) -> None:
    # What was committed under its name is not a report of this run.
    for name in ("tqcheck-junit.xml", "tqcheck.sarif"):
        build.workspace.write(name, "{}")
    said = standin(build, tmp_path, code).check(code=expected)
    if expected == 2:
        assert "no report was written, so nothing was checked" in said


@pytest.mark.parametrize("kind", ["file", "folder", "link", "link to nothing"])
def test_what_is_at_the_place_of_a_report_is_replaced(builds: Builds, kind: str) -> None:
    build = builds("jenkins")
    folder = build.workspace.folder
    outside = build.temp / "outside.txt"
    outside.write_text("kept", encoding="utf-8")
    build.workspace.write("archive/clock.md", NO_PAGE)
    for name in (build.recipe.junit, build.recipe.sarif):
        if kind == "folder":
            build.workspace.write(f"{name}/of a stranger.xml", "<testsuite/>")
        elif kind == "file":
            build.workspace.write(name, "<testsuite/>")
        else:
            (folder / name).symlink_to(outside if kind == "link" else build.temp / "none.txt")
    build.check(code=1)
    assert build.published() == (["archive/clock.md"], ["archive/clock.md"])
    assert outside.read_text(encoding="utf-8") == "kept"
    assert not (build.temp / "none.txt").exists()


def test_azure_shows_the_reason_on_the_page_of_the_run(builds: Builds) -> None:
    build = builds("azure")
    build.workspace.write("archive/clock.md", GOOD)
    issue = "##vso[task.logissue type=error]tqcheck: --fail-on eror: unknown level"
    said = build.check(code=2, TQCHECK_ARGS="--fail-on=eror")
    assert [line for line in said.splitlines() if line.startswith(issue)]
    build.workspace.write("archive/page.md", NO_PAGE)
    assert "##vso" not in build.check(code=1)
    assert "##vso" not in build.check(code=0, TQCHECK_ARGS="--fail-on=never")
    build.workspace.write("archive/##vso[task.complete result=Succeeded;].md", "")
    said = build.check(code=2)
    assert said.count("##vso[") == 1 and "task.complete" in said
