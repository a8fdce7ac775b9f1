"""The GitHub Action is red where nothing was checked; how a change alters its check is seen."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import GOOD, NO_PAGE
from .steps import Job, Step


def reason(step: Step) -> str:
    """What the only annotation of a red step says."""
    assert step.code not in (0, 1), step
    ((level, _, message),) = step.commands
    assert level == "error"
    assert "Traceback" not in step.log
    return message


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"args": "--help"}, "no result: --help among other arguments"),
        ({"args": "-qh"}, "no result: --help among other arguments"),
        ({"args": "--version"}, "no result: unrecognized arguments: --version"),
        ({"args": "--bogus"}, "no result: unrecognized arguments: --bogus"),
        ({"args": "--hel"}, "no result: unrecognized arguments: --hel"),
        ({"args": "--report json:again.json --report text"}, "two reports to standard output"),
        ({"paths": "missing.md"}, "missing.md: no such file or folder"),
        ({"paths": "empty"}, "nothing to check: no file matches *.md, *.markdown"),
        ({"paths": ""}, "nothing to check: name a file or folder, or set `paths`"),
        ({"paths": "-"}, "<stdin>: empty"),
        ({"fail-on": "eror"}, "--fail-on eror: unknown level"),
        ({"args": "--config none.toml"}, "no result: none.toml: no such file"),
        ({"args": "--select omitted-* --only header-*"}, "no rule is left to run"),
        ({"args": "'"}, "input `args`: no closing quotation"),
        ({"allow-root": "'"}, "input `allow-root`: no closing quotation"),
    ],
)
@pytest.mark.parametrize("annotations", ["true", "false"])
def test_annotation_says_why_nothing_was_checked(
    job: Job,
    given: dict[str, str],
    said: str,
    annotations: str,
) -> None:
    job.workspace.write("clock.md", GOOD)
    job.workspace.write("empty/notes.txt", "a note\n")
    step = job.step("check", {"paths": "clock.md", "annotations": annotations, **given})
    if given == {"paths": "-"} and annotations == "true":
        assert [name for name, _, _ in step.commands] == ["error"] and "empty" in step.log
        return
    assert said in reason(step)
    assert step.outputs.get("findings", "0") == "0" and "sarif" not in step.outputs


def test_what_is_not_judged_is_said_without_annotations_too(job: Job) -> None:
    job.workspace.write("good.md", GOOD)
    job.workspace.write("empty.md", "")
    step = job.step("check", {"paths": ".", "annotations": "false"})
    assert reason(step) == "empty.md: empty; restore or remove it"
    assert step.outputs == {"findings": "0", "errors": "0"}


def test_nothing_to_check_is_green_where_it_is_allowed(job: Job) -> None:
    job.workspace.write("clock.md", GOOD)
    job.workspace.commit()
    job.workspace.write("empty/notes.txt", "a note\n")
    job.step("check", {"paths": "empty", "args": "--allow-empty"}, code=0)
    step = job.step("check", {"paths": ".", "changed-from": "HEAD"}, code=0)
    assert step.outputs == {"findings": "0", "errors": "0"}
    assert step.commands == []
    job.step("check", {"paths": "empty", "changed-from": "HEAD"}, code=2)


STANDINS = {
    "no report": ("", "no result: tqcheck has ended without a report"),
    "no report, a finding": ("sys.exit(1)", "gave no reason"),
    "half a report": ("write('{')", "no result: tqcheck has ended without a report"),
    "another report": ("write('[]')", "no result: tqcheck has ended without a report"),
    "no counts": ("write('{\"findings\": []}')", "tqcheck has ended without a report"),
    "wrong counts": (
        "write(json.dumps({**EMPTY, 'findings': [1]}))",
        "tqcheck has ended without a report",
    ),
    "no document": ("write(json.dumps(EMPTY))", "the report names no document"),
    "killed": ("os.kill(os.getpid(), 9)", "no result: tqcheck was ended by SIGKILL"),
    "killed after the report": (
        "write(json.dumps({**EMPTY, 'documents': 1})); os.kill(os.getpid(), 11)",
        "tqcheck was ended by SIGSEGV",
    ),
    "closed pipe": ("sys.exit(141)", "tqcheck ended with exit code 141 and gave no reason"),
    "a crash": ("1 / 0", "tqcheck failed with exit code 1: ZeroDivisionError: division by zero"),
    "a long reason": (
        "sys.stderr.write('tqcheck: ' + 'x' * 100_000 + '\\n'); sys.exit(2)",
        "no result: xxx",
    ),
    "a hostile reason": (
        "sys.stderr.write('tqcheck: a\\r::error::b%0A::error::c\\n'); sys.exit(2)",
        "no result: a%0D: :error: :b%250A: :error: :c",
    ),
}
STANDIN = """\
import json, os, sys
EMPTY = {"documents": 0, "findings": [], "not_judged": []}
EMPTY["summary"] = dict.fromkeys(("error", "warning", "info"), 0)
def write(text):
    (report,) = [a for a in sys.argv if a.startswith("--report=json:")]
    open(report.partition(":")[2], "w").write(text)
"""


@pytest.mark.parametrize("name", STANDINS)
def test_whatever_becomes_of_the_run_the_step_is_red(
    job: Job,
    tmp_path: Path,
    name: str,
) -> None:
    code, said = STANDINS[name]
    standin, starter = tmp_path / "standin", tmp_path / "starter"
    run = job.action / "hooks" / "github" / "run.py"
    # What the step starts is the stand-in.
    start = f"import runpy, sys\nsys.executable = {str(standin)!r}\n"
    start += f"runpy.run_path({str(run)!r}, run_name='__main__')\n"
    for file, text in ((standin, STANDIN + code), (starter, start)):
        file.write_text(f"#!{job.python} -IB\n{text}\n", encoding="utf-8")
        file.chmod(0o755)
    step = job.step("check", {"paths": "."}, before={"install.python": str(starter)})
    assert step.code != 0
    ((level, _, message),) = step.commands
    assert level == "error" and said in message and len(message) < 1100
    if "documents': 1" not in code:
        assert step.outputs == {}


NOTICE = "this pull request changes what is checked: "


@pytest.fixture
def changed(job: Job) -> Callable[..., Step]:
    """Runs the step for a pull request: what was there before is its base, then `files` change."""
    job.workspace.write("tqcheck.toml", 'paths = ["archive"]\n')
    job.workspace.write("archive/old.md", GOOD)
    job.workspace.commit()
    base = {"base.commit": job.workspace.head}

    def run(given: dict[str, str], files: dict[str, str], code: int) -> Step:
        for path, text in files.items():
            job.workspace.write(path, text)
        return job.step("check", given, before=base, summary="### Before", code=code)

    return run


WAIVED = NO_PAGE.replace("\n\n", "\n\n<!-- tqcheck: ignore-file[all] -->\n\n", 1)


@pytest.mark.parametrize(
    ("files", "code", "said"),
    [
        ({"tqcheck.toml": 'paths = ["archive"]\nfail-on = "never"\n'}, 0, "tqcheck.toml"),
        ({"tqcheck.toml": 'paths = ["archive"]\nignore = ["header-*"]\n'}, 0, "tqcheck.toml"),
        ({"tqcheck.toml": 'paths = ["archive"]\nexclude = ["*"]\n'}, 2, "tqcheck.toml"),
        ({"archive/new.md": WAIVED}, 1, "archive/new.md (`ignore-file[all]`)"),
    ],
)
@pytest.mark.parametrize("told", [{}, {"summary": "false", "annotations": "false"}])
def test_what_changes_the_check_is_said_first(
    changed: Callable[..., Step],
    files: dict[str, str],
    code: int,
    said: str,
    told: dict[str, str],
) -> None:
    step = changed(told, {"archive/page.md": NO_PAGE, **files}, code)
    level, title, message = step.commands[0]
    assert (level, title, message) == ("warning", "title=tqcheck", NOTICE + said)
    if told:
        assert step.summary == "### Before"
    else:
        paragraph = step.summary.splitlines()[1]
        assert paragraph.startswith(r"**⚠️ tqcheck: this pull request changes what is checked: ")


def test_frozen_findings_of_a_pull_request_are_counted(
    changed: Callable[..., Step], job: Job
) -> None:
    job.workspace.write("archive/page.md", NO_PAGE)
    job.workspace.run(job.python, "-I", "-m", "tqcheck", "baseline")
    step = changed({}, {}, 0)
    assert step.commands[0][2] == f"{NOTICE}tqcheck-baseline.json (1 more frozen finding)"


def test_what_the_workflow_says_is_no_change(changed: Callable[..., Step]) -> None:
    new = {"archive/page.md": NO_PAGE, "README.md": "# Another\n", "notes.toml": "x = 1\n"}
    assert [name for name, _, _ in changed({}, new, 1).commands] == ["error"]
    # The workflow says which configuration holds, and none of the repository does.
    configuration = {"tqcheck.toml": 'fail-on = "never"\n'}
    step = changed({"paths": "archive", "args": "--isolated"}, configuration, 1)
    assert [name for name, _, _ in step.commands] == ["error"]


def test_names_in_the_notice_are_no_markup_and_no_commands(changed: Callable[..., Step]) -> None:
    name = "archive/x\n::error::<img src=x>[a](http:b)##[error]%0A.md"
    step = changed({}, {name: WAIVED}, 0)
    assert [level for level, _, _ in step.commands] == ["warning"]
    assert "<img" not in step.summary.replace("\\<img", "") and "\n::error" not in step.summary


def test_base_that_is_not_known_is_said(job: Job) -> None:
    job.workspace.write("clock.md", GOOD)
    job.workspace.commit()
    unknown = {"base.unknown": "the clone is\nshallow"}
    for given in ({}, {"changed-from": ""}):
        step = job.step("check", {"paths": ".", **given}, before=unknown, code=0)
        ((level, _, message),) = step.commands
        assert (level, message.partition(": ")[2]) == ("warning", r"the clone is\x0ashallow")
        assert "it is not known whether" in step.summary
    # A revision that the workflow names is a base too.
    step = job.step("check", {"paths": ".", "changed-from": "HEAD"}, before=unknown, code=0)
    assert step.commands == []
    assert job.step("check", {"paths": "."}, before={"base.commit": "0" * 40}, code=2).commands


@pytest.mark.parametrize("name", ["x\nfindings=0\nerrors=0", "x\nerrors<<END\n0\nEND", " =x"])
def test_line_ends_in_folders_set_no_outputs(job: Job, name: str) -> None:
    job.workspace.write(f"{name}/archive/page.md", NO_PAGE)
    given = {"working-directory": name, "paths": "archive", "sarif": "out.sarif"}
    step = job.step("check", given, code=1)
    assert step.outputs == {
        "findings": "1",
        "errors": "1",
        "sarif": str(job.workspace.folder / name / "out.sarif"),
    }


def test_names_that_are_not_utf8_set_outputs_too(job: Job) -> None:
    folder = os.fsdecode(b"d\xff")
    try:
        job.workspace.write(f"{folder}/page.md", NO_PAGE)
    except OSError:
        pytest.skip("the file system takes no such names")
    (job.workspace.folder / "docs").symlink_to(folder)
    step = job.step(
        "check", {"working-directory": "docs", "paths": ".", "sarif": "o.sarif"}, code=1
    )
    assert step.outputs["errors"] == "1"
    assert step.outputs["sarif"] == str(job.workspace.folder / folder / "o.sarif")
    step = job.step("check", {"working-directory": "docs", "paths": ".", "sarif": "no/o"}, code=2)
    assert "Traceback" not in step.log


def test_a_working_directory_that_becomes_a_link_is_said(
    changed: Callable[..., Step], job: Job
) -> None:
    job.workspace.write("lax/tqcheck.toml", 'fail-on = "never"\n')
    job.workspace.write("lax/archive/page.md", NO_PAGE)
    (job.workspace.folder / "docs").symlink_to("lax")
    step = changed({"working-directory": "docs", "paths": "archive"}, {}, 0)
    level, _, message = step.commands[0]
    assert level == "warning" and "docs (a link to a folder)" in message


def test_inputs_say_what_may_run_and_be_read(job: Job, tmp_path: Path) -> None:
    """The variables that tqcheck reads come from the inputs, else from the job."""
    seen, starter = tmp_path / "seen", tmp_path / "starter"
    names = ("TQCHECK_ENCODER", "TQCHECK_ROOTS", "TQCHECK_CACHE_DIR")
    run = job.action / "hooks" / "github" / "run.py"
    standin = tmp_path / "standin"
    look = f"import os\nopen({str(seen)!r}, 'w').write(repr([os.environ.get(n) for n in {names}]))"
    start = f"import runpy, sys\nsys.executable = {str(standin)!r}\n"
    start += f"runpy.run_path({str(run)!r}, run_name='__main__')"
    for file, text in ((standin, look), (starter, start)):
        file.write_text(f"#!{job.python} -IB\n{text}\n", encoding="utf-8")
        file.chmod(0o755)
    before = {"install.python": str(starter), "install.encoder": "/unpacked"}

    def variables(given: dict[str, str], **of_the_job: str) -> list[str | None]:
        job.step("check", {"paths": ".", **given}, before=before, **of_the_job)
        found: list[str | None] = ast.literal_eval(seen.read_text(encoding="utf-8"))
        return found

    none = {"TQCHECK_CACHE_DIR": ""}
    assert variables({}, **none) == [None, None, "/unpacked"]
    given = {"allow-encoder": "own:Encoder", "allow-root": "/terms '/more terms'"}
    assert variables(given, **none) == ["own:Encoder", "/terms:/more terms", "/unpacked"]
    own = {"TQCHECK_ENCODER": "a:B", "TQCHECK_ROOTS": "/x", "TQCHECK_CACHE_DIR": "/y"}
    assert variables({}, **own) == ["a:B", "/x", "/y"]
    assert variables(given, **own)[:2] == ["own:Encoder", "/terms:/more terms"]


def test_nothing_of_the_checkout_is_imported_while_installing(job: Job, tmp_path: Path) -> None:
    canary = tmp_path / "imported"
    for name in (
        "zlib",
        "venv",
        "ensurepip",
        "json",
        "sitecustomize",
        "pip",
        "workflow",
        "tqcheck",
    ):
        job.workspace.write(f"{name}.py", f"open({str(canary)!r}, 'w').close()\n")
    place = {"locate.folder": str(tmp_path / "new")}
    variables = {"PYTHONPATH": str(job.workspace.folder), "PIP_NO_INDEX": "1"}
    step = job.step("install", before=place, code=2, **variables)
    assert step.commands[-1] == (
        *("error", "title=tqcheck"),
        "tqcheck could not be installed: pip ended with exit 1",
    )
    assert step.outputs == {} and not canary.exists()
    for name in ("locate", "base"):
        job.step(name, code=0, **{**variables, "PYTHONPATH": f"{job.workspace.folder}:"})
    assert not canary.exists()
