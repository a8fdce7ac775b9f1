"""The GitHub Action: whole jobs run by act, and single steps with all that a runner reads of them.

What depends on how steps hang together is tested by jobs; what depends on a value or a document,
by the step that gets it, with the files of commands that a runner hands to it.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from .conftest import GOOD, NO_DATE, NO_PAGE, PROJECT, Repository, document
from .steps import ACTION, NONE, STEPS, Job, Step

MIB = 1024 * 1024


def test_action_is_a_composite_one_whose_scripts_hold_no_expression() -> None:
    assert ACTION["runs"]["using"] == "composite"
    for step in STEPS.values():
        assert "${{" not in step["run"]
        for value in step["env"].values():
            outputs = r"steps\.(locate|install|base)\.outputs"
            assert re.fullmatch(rf"\$\{{\{{ (inputs|{outputs})\.[\w-]+ \}}\}}", value)


def test_every_input_is_described_used_and_optional() -> None:
    used = " ".join(str(value) for step in STEPS.values() for value in step.values())
    for name, spec in ACTION["inputs"].items():
        assert spec["description"]
        assert isinstance(spec["default"], str)
        assert f"inputs.{name} " in used
    assert {name: spec["value"] for name, spec in ACTION["outputs"].items()} == {
        name: f"${{{{ steps.check.outputs.{name} }}}}" for name in ("findings", "errors", "sarif")
    }


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


def test_what_is_not_judged_fails_and_the_others_are_shown(job: Job) -> None:
    job.workspace.write("empty.md", "")
    job.workspace.write("good.md", GOOD)
    job.workspace.write("page.md", NO_PAGE)
    step = job.step("check", {"paths": ".", "fail-on": "never"}, code=2)
    assert [(name, properties) for name, properties, _ in step.commands] == [
        ("error", "file=empty.md,title=tqcheck"),
        ("error", "file=page.md,line=3,title=header-field-missing"),
    ]
    assert step.outputs == {"findings": "1", "errors": "1"}
    assert "; 1 not judged:\n\n- empty.md: empty; restore or remove it\n" in step.summary
    assert step.log.splitlines()[-1] == (
        "tqcheck: findings: 1 (error: 1, warning: 0, info: 0); documents: 2; not judged: 1; exit 2"
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
    "$(touch pwned) `touch pwned`; touch pwned",
    '"; touch pwned; "',
    "x\ntouch pwned\n",
    "x' || touch pwned #",
    "${{ touch }} & touch pwned",
)


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_inputs_run_nothing(job: Job, value: str) -> None:
    job.workspace.write("clock.md", GOOD)
    for name in ("paths", "args", "fail-on", "baseline", "changed-from"):
        step = job.step("check", {"paths": "clock.md", name: value}, code=2)
        # Words that are not options are paths, none of which exists; the other one is judged.
        is_list = name in ("paths", "args")
        assert set(step.outputs) <= ({"findings", "errors"} if is_list else set()), name
    for name in ("annotations", "summary"):
        step = job.step("check", {"paths": "clock.md", name: value}, code=2)
        assert step.log == f"::error title=tqcheck::input `{name}`: write true or false\n"
    step = job.step("locate", {"cache": value}, code=2)
    assert step.log == "::error title=tqcheck::input `cache`: write true or false\n"
    for name in ("locate", "install"):
        assert job.step(name, {"python": value}).code == 127
    # A file may be called nearly anything, and has to lie in a folder that is there.
    step = job.step("check", {"paths": "clock.md", "sarif": value})
    assert step.code == (2 if "\n" in value else 0)
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
    for given in (
        {"paths": "missing.md"},
        {"fail-on": "eror"},
        {"baseline": "missing.json"},
        {"changed-from": "missing"},
        {"sarif": "missing/tqcheck.sarif"},
        NONE,
    ):
        step = job.step("check", given, code=2)
        assert [name for name, _, _ in step.commands] == ["error"]
        assert step.outputs == {}
        assert "Traceback" not in step.log


def test_unbalanced_quotes_are_reported_in_one_line(job: Job) -> None:
    step = job.step("check", {"paths": "'clock.md"}, code=2)
    assert step.log == "::error title=tqcheck::input `paths`: no closing quotation\n"


@pytest.mark.parametrize("script", ["locate.py", "install.py", "base.py", "run.py"])
def test_script_run_by_hand_says_what_is_missing(repository: Repository, script: str) -> None:
    done = repository.run(sys.executable, PROJECT / "hooks" / "github" / script, code=2)
    said = done.stdout + done.stderr
    assert "GITHUB_OUTPUT is not set" in said
    assert said.count("\n") == 1


def test_annotations_and_summary_can_be_left_out(job: Job) -> None:
    job.workspace.write("clock.md", NO_PAGE)
    step = job.step("check", {"paths": "clock.md", "annotations": "false"}, code=1)
    assert step.commands == []
    assert "1 finding in 1 of 1 document" in step.summary and "[header-field-" in step.log
    step = job.step("check", {"paths": "clock.md", "summary": "False"}, summary="before\n", code=1)
    assert [name for name, _, _ in step.commands] == ["error"]
    assert step.summary == "before\n"
    assert step.outputs == {"findings": "1", "errors": "1"}


def test_summary_is_added_below_what_is_there(job: Job) -> None:
    job.workspace.write("clock.md", NO_PAGE)
    step = job.step("check", {"paths": "clock.md"}, summary="### Of another command", code=1)
    assert step.summary.startswith("### Of another command\n### tqcheck\n")


def test_baseline_holds_back_what_is_frozen(job: Job) -> None:
    job.workspace.write("clock.md", NO_PAGE)
    frozen = ("baseline", "clock.md", "--baseline", "known faults.json")
    job.workspace.run(job.python, "-I", "-m", "tqcheck", *frozen)
    job.workspace.write("other.md", NO_DATE)
    step = job.step("check", {"paths": ".", "baseline": "known faults.json"}, code=1)
    assert [properties for _, properties, _ in step.commands] == [
        "file=other.md,line=3,title=header-field-missing"
    ]
    assert step.outputs == {"findings": "1", "errors": "1"}


def test_sarif_is_written_whole_and_its_path_handed_on(job: Job) -> None:
    job.workspace.write("texts/clock.md", document(omit=2))
    given = {"paths": ".", "working-directory": "texts", "sarif": "../报告 1.sarif"}
    step = job.step("check", given, code=1)
    written = job.workspace.folder / "报告 1.sarif"
    assert Path(step.outputs["sarif"]).samefile(written)
    results = json.loads(written.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert len(results) == int(step.outputs["findings"]) == 2
    place = results[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "texts/clock.md"


def test_what_changed_is_asked_of_git_in_the_folder_of_the_job(job: Job) -> None:
    job.workspace.write("clock.md", NO_PAGE)
    job.workspace.commit()
    job.workspace.write("other.md", NO_PAGE)
    step = job.step("check", {"paths": ".", "changed-from": "HEAD"}, code=1)
    assert step.outputs["findings"] == "1"
    # The base of a pull request is for `auto` alone.
    before = {"base.commit": job.workspace.head}
    step = job.step("check", {"paths": "."}, before=before, code=1)
    assert step.outputs["findings"] == "1"
    step = job.step("check", {"paths": ".", "changed-from": ""}, before=before, code=1)
    assert step.outputs["findings"] == "2"


def test_options_come_last_and_win(job: Job) -> None:
    job.workspace.write("clock.md", NO_PAGE)
    given = {"paths": "clock.md", "fail-on": "error", "args": "--fail-on never"}
    assert job.step("check", given, code=0).outputs["findings"] == "1"


def key_of(action: Path, job: Job, **variables: str) -> str:
    return replace(job, action=action).step("locate", code=0, **variables).outputs["key"]


def test_key_of_the_cache_follows_from_the_version_and_the_machine(
    job: Job, snapshot: Repository, tmp_path: Path
) -> None:
    key = key_of(snapshot.folder, job)
    assert re.fullmatch(r"tqcheck-Linux-X64-\d+\.\d+\.\d+-[0-9a-f]{24}", key)
    other = tmp_path / "another checkout"
    shutil.copytree(snapshot.folder, other)
    # Neither the time nor the place, nor what Python leaves there, nor what is not installed.
    (other / "tqcheck" / "__pycache__").mkdir()
    (other / "tqcheck" / "__pycache__" / "api.pyc").write_bytes(b"")
    (other / "README.md").write_text("another\n", encoding="utf-8")
    assert key_of(other, job) == key
    assert key_of(other, job, RUNNER_OS="macOS") != key
    assert key_of(other, job, RUNNER_ARCH="ARM64") != key
    for name in ("tqcheck/cli/__init__.py", "pyproject.toml", "hooks/github/install.py"):
        file = other / name
        before = file.read_bytes()
        file.write_bytes(before + b"\n# changed\n")
        assert key_of(other, job) != key, name
        file.write_bytes(before)
    (other / "tqcheck" / "api.py").rename(other / "tqcheck" / "api2.py")
    assert key_of(other, job) != key


def test_cache_can_be_switched_off_and_is_not_asked_twice(job: Job) -> None:
    found = job.step("locate", code=0).outputs
    assert found["restore"] == "true"
    assert Path(found["folder"]).parent == job.temp
    assert job.step("locate", {"cache": "false"}, code=0).outputs["restore"] == "false"
    # An environment that an earlier step of the job has made is used again as it is.
    Path(found["folder"]).symlink_to(Path(job.python).parents[2])
    assert job.step("locate", code=0).outputs["restore"] == "false"
    place = {"locate.folder": found["folder"]}
    made = job.step("install", before=place, code=0).outputs
    assert made["python"].startswith(found["folder"]) and made["save"] == "false"
    assert made["encoder"] == str(Path(found["folder"]) / "encoder")
    made = job.step("install", {"cache": "false"}, before=place, code=0).outputs
    assert (made["encoder"], made["save"]) == ("", "false")


def test_encoder_is_looked_for_where_it_has_been_unpacked(job: Job, tmp_path: Path) -> None:
    job.workspace.write("clock.md", document(omit=2))
    there, given = tmp_path / "unpacked", tmp_path / "given by the job"
    before = {"install.encoder": str(there)}
    job.step("check", {"paths": "clock.md"}, before=before, code=1, TQCHECK_CACHE_DIR=str(given))
    assert not there.exists() and list(given.glob("encoder-*"))
    job.step("check", {"paths": "clock.md"}, before=before, code=1, TQCHECK_CACHE_DIR="")
    assert list(there.glob("encoder-*"))


MERGE = {"GITHUB_EVENT_NAME": "pull_request"}


def test_base_is_known_only_of_the_pull_request_that_is_checked_out(
    job: Job, tmp_path: Path
) -> None:
    repository = job.workspace
    event = tmp_path / "event.json"

    def base(last: str, target: str, **variables: str) -> Step:
        payload = {"pull_request": {"head": {"sha": last}, "base": {"sha": target}}}
        event.write_text(json.dumps(payload), encoding="utf-8")
        return job.step("base", code=0, GITHUB_EVENT_PATH=str(event), **{**MERGE, **variables})

    def refused(step: Step) -> str:
        ((command, properties, message),) = step.commands
        assert (command, properties) == ("notice", "title=tqcheck")
        why = message.removeprefix("all documents are judged, not only what changed: ")
        assert step.outputs == {"unknown": why}
        return why

    repository.write("clock.md", GOOD)
    repository.commit()
    main = repository.head
    repository.git("switch", "--quiet", "--create", "feature")
    repository.write("other.md", GOOD)
    repository.commit()
    feature = repository.head
    assert base(feature, main).outputs == {"commit": main}
    assert base(feature, main, GITHUB_EVENT_NAME="push").outputs == {}
    assert "does not reach back" in refused(base(feature, "0" * 40))

    # As a workflow of `pull_request_target` has it: the branch that the pull request goes to.
    repository.git("switch", "--quiet", "main")
    name = {"GITHUB_EVENT_NAME": "pull_request_target"}
    assert refused(base(feature, main, **name)).startswith("neither the pull request's merge")

    repository.write("third.md", GOOD)
    repository.commit()
    newer = repository.head
    repository.git("merge", "--quiet", "--no-ff", "--message", "Merge", "feature")
    assert base(feature, main).outputs == {"commit": newer}
    # Merged by hand, and of another pull request.
    assert refused(base(main, main)).startswith("neither the pull request's merge")
    event.write_text("{}", encoding="utf-8")
    step = job.step("base", code=0, GITHUB_EVENT_PATH=str(event), **MERGE)
    assert refused(step) == "the event does not say which pull request this is"


def test_folder_without_a_repository_is_judged_whole(job: Job, tmp_path: Path) -> None:
    event = tmp_path / "event.json"
    payload = {"pull_request": {"head": {"sha": "a"}, "base": {"sha": "b"}}}
    event.write_text(json.dumps(payload), encoding="utf-8")
    shutil.rmtree(job.workspace.folder / ".git")
    step = job.step("base", code=0, GITHUB_EVENT_PATH=str(event), **MERGE)
    ((command, _, message),) = step.commands
    assert command == "notice" and "this is not in a git repository" in message
