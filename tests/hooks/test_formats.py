"""What CI systems read of this project, judged by the tools for their formats; the guide's too."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from .conftest import PROJECT

BIN = Path(sys.executable).parent
WORKFLOW = PROJECT / ".github" / "workflows" / "ci.yml"
GUIDE = (PROJECT / "docs" / "ci.md").read_text(encoding="utf-8")


def said(*command: str | Path, folder: Path = PROJECT) -> tuple[int, str]:
    done = subprocess.run(
        [str(BIN / command[0]), *map(str, command[1:])],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def by_schema(name: str, *files: Path) -> tuple[int, str]:
    """Judge files by a schema that check-jsonschema brings with it."""
    # The schema of Azure Pipelines has patterns of another kind than the others.
    patterns = ("--regex-variant", "nonunicode") if name == "azure-pipelines" else ()
    return said("check-jsonschema", "--builtin-schema", f"vendor.{name}", *patterns, *files)


def by_actionlint(*files: Path, folder: Path) -> tuple[int, str]:
    # Without the tools for scripts, which a machine may have or not.
    return said("actionlint", "-no-color", "-shellcheck=", "-pyflakes=", *files, folder=folder)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with the action in it, in which workflows may be written."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / "action.yml").write_bytes((PROJECT / "action.yml").read_bytes())
    return tmp_path


def test_action_is_one_by_its_schema(tmp_path: Path) -> None:
    assert by_schema("github-actions", PROJECT / "action.yml")[0] == 0
    wrong = tmp_path / "action.yml"
    text = (PROJECT / "action.yml").read_text(encoding="utf-8")
    wrong.write_text(text.replace("using: composite", "using: compost"), encoding="utf-8")
    assert by_schema("github-actions", wrong)[0] == 1


def test_workflow_is_one_by_its_schema_and_by_actionlint(project: Path) -> None:
    assert by_schema("github-workflows", WORKFLOW)[0] == 0
    text = WORKFLOW.read_text(encoding="utf-8")
    copy = project / ".github" / "workflows" / "ci.yml"
    copy.write_text(text, encoding="utf-8")
    assert by_actionlint(copy, folder=project) == (0, "")
    # It knows the inputs and outputs of the action, and takes no other.
    for right, wrong, reason in (
        (
            "fail-on: never",
            "fails-on: never",
            'input "fails-on" is not defined in action "tqcheck"',
        ),
        ("outputs.errors", "outputs.mistakes", 'property "mistakes" is not defined'),
    ):
        copy.write_text(text.replace(right, wrong), encoding="utf-8")
        code, output = by_actionlint(copy, folder=project)
        assert code == 1 and reason in output


def test_action_and_workflow_are_sound_by_zizmor(project: Path) -> None:
    command = ("zizmor", "--offline", "--no-progress", "--persona=pedantic")
    code, output = said(*command, PROJECT / "action.yml", WORKFLOW)
    assert code == 0, output
    text = (PROJECT / "action.yml").read_text(encoding="utf-8")
    wrong = text.replace('hooks/github/run.py"', 'hooks/github/run.py" ${{ inputs.paths }}')
    (project / "action.yml").write_text(wrong, encoding="utf-8")
    code, output = said(*command, project / "action.yml")
    assert code != 0 and "template-injection" in output


@pytest.mark.parametrize("path", [PROJECT / "action.yml", WORKFLOW], ids=lambda path: path.name)
def test_actions_of_others_are_pinned_to_commits(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert used
    for action in used:
        local = action.startswith("./ ")
        assert local or re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


def test_workflow_may_do_no_more_than_read() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}


def examples(place: str) -> list[tuple[str, str]]:
    """The files that the guide shows below a place: the names that they begin with, and they."""
    blocks = re.findall(r"```yaml\n(# ([\w./-]+).*?)```", GUIDE, re.DOTALL)
    return [(name, block) for block, name in blocks if name.startswith(place)]


def test_workflows_of_the_guide_are_workflows(project: Path) -> None:
    shown = examples(".github/workflows/")
    assert len(shown) == 3
    for name, block in shown:
        # As an action of the repository its inputs and outputs are looked at.
        text = re.sub(r"uses: tqcheck/tqcheck@\S+", "uses: ./", block)
        assert text != block
        (project / name).write_text(text, encoding="utf-8")
    files = [project / name for name, _ in shown]
    assert by_actionlint(*files, folder=project) == (0, "")
    assert by_schema("github-workflows", *files)[0] == 0
    # Nothing that code or a pull request brings may become part of a script.
    output = said("zizmor", "--offline", "--no-progress", "--min-severity=medium", *files)[1]
    assert "template-injection" not in output


def test_gitlab_in_the_guide_is_a_pipeline_with_inputs_that_there_are(tmp_path: Path) -> None:
    template = (PROJECT / "templates" / "tqcheck.yml").read_text(encoding="utf-8")
    inputs = next(yaml.safe_load_all(template))["spec"]["inputs"]
    shown = examples(".gitlab-ci.yml")
    assert len(shown) == 1
    for _, block in shown:
        file = tmp_path / ".gitlab-ci.yml"
        file.write_text(block, encoding="utf-8")
        assert by_schema("gitlab-ci", file)[0] == 0
        for included in yaml.safe_load(block).get("include", []):
            assert set(included["inputs"]) <= set(inputs)


def test_inputs_and_outputs_are_all_in_the_guide() -> None:
    action = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
    listed = set(re.findall(r"^\| `([\w-]+)` \|", GUIDE, re.MULTILINE))
    assert set(action["inputs"]) | set(action["outputs"]) <= listed
