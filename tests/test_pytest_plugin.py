"""The pytest plugin, from the outside: what is collected, what fails, and what the user reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

# Runs in this process then find the rules loaded.
import tqcheck
import tqcheck._pytest_items

# Rules that need no sentence encoder: each run takes milliseconds.
RULES = """\
select = [
    "foreign-script", "header-field-duplicate", "header-field-missing", "header-missing",
    "untranslated-paragraph",
]
"""
CLEAN = """\
Title: The Kite Market
Author: Shen Anmin
Date: 1984-03-18
Page: 4

On the first Sunday of spring the square behind the old granary fills with kites.

Grandfather Lu has brought a paper centipede of forty joints, and needs six boys to hold it.

<hr />

Original:

### 风筝市
沈安民
1984-03-18
第4版()
专栏：

    开春的第一个星期天，旧粮仓后面的空场上摆满了风筝。
    陆大爷带来一条四十节的纸蜈蚣，要六个男孩子才抬得住。
"""
SECOND = (
    "Grandfather Lu has brought a paper centipede of forty joints, and needs six boys to hold it."
)
NO_PAGE = CLEAN.replace("Page: 4\n", "")
LEFT = CLEAN.replace(SECOND, "陆大爷带来一条四十节的纸蜈蚣，要六个男孩子才抬得住。")
TWICE = CLEAN.replace("Page: 4\n", "Page: 4\nPage: 4\n")
MISSING = "error: the header has no `Page` [header-field-missing]"
UNTRANSLATED = "error: a paragraph is still in Chinese [untranslated-paragraph]"
REPEATED = "warning: `Page` repeats the field of line 4 [header-field-duplicate]"


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder with a configuration, and pytest started in it."""
    # The filters of the run that runs these tests are none of theirs.
    monkeypatch.setenv("PYTEST_ADDOPTS", "-W default")
    write(pytester, "tqcheck.toml", RULES)
    return pytester


def write(project: pytest.Pytester, name: str, text: str) -> Path:
    path = project.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(result: pytest.RunResult) -> list[str]:
    """The node ids that `--collect-only -q` prints."""
    return [line for line in result.outlines if "::" in line]


# Without the option


def test_the_plugin_loads_nothing() -> None:
    script = (
        "import sys, pytest; before = set(sys.modules)\n"
        "import tqcheck.pytest_plugin; print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.split() == ["tqcheck", "tqcheck.pytest_plugin"]


def test_without_the_option_nothing_happens(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", NO_PAGE)
    write(
        project,
        "test_modules.py",
        "import sys\n"
        "def test_modules():\n"
        "    loaded = sorted(name for name in sys.modules if name.startswith('tqcheck'))\n"
        "    assert loaded == ['tqcheck', 'tqcheck.pytest_plugin']\n",
    )
    result = project.runpytest_subprocess()
    assert result.ret == 0
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("tqcheck: *")


def test_a_wrong_configuration_does_not_matter_without_the_option(
    project: pytest.Pytester,
) -> None:
    write(project, "tqcheck.toml", "selct = []\n")
    write(project, "test_a.py", "def test_a(): pass\n")
    project.runpytest("--strict-markers", "-W", "error").assert_outcomes(passed=1)


def test_the_plugin_can_be_switched_off(project: pytest.Pytester) -> None:
    write(project, "test_a.py", "def test_a(): pass\n")
    project.runpytest("-p", "no:tqcheck").assert_outcomes(passed=1)
    assert project.runpytest("-p", "no:tqcheck", "--tqcheck").ret == pytest.ExitCode.USAGE_ERROR


# What is collected


def test_each_document_is_one_item(project: pytest.Pytester) -> None:
    for name in ("docs/b.md", "docs/a.md", "docs/deeper/c.md", "docs/notes.txt"):
        write(project, name, CLEAN)
    result = project.runpytest("--tqcheck", "--collect-only", "-q", "docs/")
    assert names(result) == [f"docs/{name}.md::tqcheck" for name in ("a", "b", "deeper/c")]
    result = project.runpytest("--tqcheck", "docs/")
    assert result.ret == 0
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(["tqcheck: *, configuration: tqcheck.toml"])


def test_one_item_a_rule(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", CLEAN)
    for options in (["--tqcheck", "--tqcheck-per-rule"], ["--tqcheck-per-rule"]):
        result = project.runpytest(*options, "--collect-only", "-q", "docs/")
        assert names(result) == [
            "docs/a.md::foreign-script",
            "docs/a.md::header-field-duplicate",
            "docs/a.md::header-field-missing",
            "docs/a.md::header-missing",
            "docs/a.md::untranslated-paragraph",
        ]


def test_python_tests_run_beside_the_documents(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", CLEAN)
    write(project, "test_a.py", "def test_a(): pass\n")
    project.runpytest("--tqcheck").assert_outcomes(passed=2)
    result = project.runpytest("--tqcheck", "test_a.py", "docs/a.md", "--collect-only", "-q")
    assert names(result) == ["test_a.py::test_a", "docs/a.md::tqcheck"]


def test_include_and_exclude_hold_for_folders(project: pytest.Pytester) -> None:
    write(project, "tqcheck.toml", 'include = ["*.txt"]\nexclude = ["drafts/"]\n' + RULES)
    for name in ("docs/a.txt", "docs/a.md", "docs/drafts/b.txt"):
        write(project, name, CLEAN)
    result = project.runpytest("--tqcheck", "--collect-only", "-q")
    assert names(result) == ["docs/a.txt::tqcheck"]
    named = ["docs/a.md", "docs/drafts/b.txt"]
    result = project.runpytest("--tqcheck", "--collect-only", "-q", *named)
    assert names(result) == [f"{name}::tqcheck" for name in named]


def test_without_a_path_the_configured_ones_are_checked(project: pytest.Pytester) -> None:
    write(project, "tqcheck.toml", 'paths = ["docs"]\n' + RULES)
    for name in ("README.md", "docs/a.md", "tests/notes.md"):
        write(project, name, CLEAN)
    write(project, "tests/test_a.py", "def test_a(): pass\n")
    here = ["docs/a.md::tqcheck", "tests/test_a.py::test_a"]
    options = ["--tqcheck", "--collect-only", "-q"]
    assert names(project.runpytest(*options)) == here
    # `testpaths` says where the Python tests are, `paths` where the documents are.
    assert sorted(names(project.runpytest(*options, "-o", "testpaths=tests"))) == here
    # What is named is checked, as by tqcheck itself.
    named = names(project.runpytest(*options, "README.md", "tests"))
    assert named == ["README.md::tqcheck", "tests/notes.md::tqcheck", "tests/test_a.py::test_a"]


def test_nothing_to_collect_is_no_success(project: pytest.Pytester) -> None:
    write(project, "test_a.py", "def test_a(): pass\n")
    for options in ([], ["-n", "2"], ["test_a.py"]):
        result = project.runpytest_subprocess("--tqcheck", *options)
        assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED, options
        result.assert_outcomes(passed=1)
        result.stdout.fnmatch_lines(["ERROR: --tqcheck found no document: *matches [*].md*"])


def test_what_is_deselected_was_there(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", CLEAN)
    write(project, "test_a.py", "def test_a(): pass\n")
    for options in (["-k", "test_a"], ["-m", "not tqcheck"], ["-m", "not tqcheck", "-n", "2"]):
        result = project.runpytest("--tqcheck", "--strict-markers", *options)
        assert result.ret == 0, options
        result.assert_outcomes(passed=1, deselected=0 if "-n" in options else 1)


def test_a_document_beside_a_named_test_is_none(project: pytest.Pytester) -> None:
    write(project, "a.md", CLEAN)
    write(project, "test_a.py", "def test_a(): pass\n")
    assert project.runpytest("--tqcheck", "test_a.py").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_an_option_set_for_good_lets_one_test_be_named(project: pytest.Pytester) -> None:
    write(project, "pytest.ini", "[pytest]\naddopts = --tqcheck\n")
    write(project, "test_a.py", "def test_a(): pass\n")
    assert project.runpytest("test_a.py").ret == 0
    assert project.runpytest().ret == pytest.ExitCode.NO_TESTS_COLLECTED


# What fails, and what is shown


def test_a_failure_shows_the_findings_as_the_text_report_does(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", LEFT.replace("Page: 4\n", ""))
    result = project.runpytest("--tqcheck", "docs/")
    assert result.ret == 1
    result.assert_outcomes(failed=1)
    command = [sys.executable, "-m", "tqcheck", "docs/"]
    report = project.run(*command).outlines
    shown = result.outlines
    start = shown.index(report[0])
    findings = report[: next(n for n, line in enumerate(report) if line.startswith("2 findings"))]
    assert shown[start : start + len(findings) - 1] == findings[:-1]
    result.stdout.fnmatch_lines(["*_ docs/a.md: tqcheck _*", "FAILED docs/a.md::tqcheck*"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_per_rule_each_finding_fails_its_own_item(project: pytest.Pytester) -> None:
    write(project, "a.md", LEFT)
    write(project, "b.md", NO_PAGE)
    result = project.runpytest("--tqcheck-per-rule", "-v")
    result.assert_outcomes(passed=8, failed=2)
    result.stdout.fnmatch_lines(
        ["a.md::untranslated-paragraph FAILED*", "b.md::header-field-missing FAILED*"]
    )
    result = project.runpytest("--tqcheck-per-rule", "-k", "header-field-missing")
    result.assert_outcomes(passed=1, failed=1, deselected=8)
    result = project.runpytest("--tqcheck", "--tqcheck-per-rule", "a.md::untranslated-paragraph")
    result.assert_outcomes(failed=1)


def test_a_document_is_checked_once(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    run = tqcheck._pytest_items.run
    monkeypatch.setattr(
        "tqcheck._pytest_items.run",
        lambda files, config: checked.extend(files) or run(files, config),
    )
    write(project, "a.md", CLEAN)
    write(project, "b.md", CLEAN)
    project.runpytest("--tqcheck-per-rule").assert_outcomes(passed=10)
    assert checked == ["a.md", "b.md"]
    project.runpytest("--tqcheck-per-rule", "--collect-only")
    assert checked == ["a.md", "b.md"]


def test_a_finding_no_item_is_named_after_is_not_lost(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tqcheck._pytest_items.run", _with_another_rule)
    write(project, "a.md", NO_PAGE)
    project.runpytest("--tqcheck-per-rule").assert_outcomes(passed=4, failed=1)


def _with_another_rule(files: list[str], config: tqcheck.Config) -> object:
    from dataclasses import replace

    from tqcheck.runner import run

    for result in run(files, config):
        findings = tuple(replace(finding, rule="made-up") for finding in result.findings)
        yield replace(result, findings=findings)


def test_last_failed_runs_what_failed(project: pytest.Pytester) -> None:
    write(project, "a.md", CLEAN)
    bad = write(project, "b.md", NO_PAGE)
    project.runpytest("--tqcheck-per-rule").assert_outcomes(passed=9, failed=1)
    result = project.runpytest("--tqcheck-per-rule", "--lf", "-v")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["b.md::header-field-missing FAILED*"])
    bad.write_text(CLEAN, encoding="utf-8")
    assert project.runpytest("--tqcheck-per-rule", "--lf").ret == 0


def test_lower_findings_are_warnings(project: pytest.Pytester) -> None:
    write(project, "a.md", TWICE)
    result = project.runpytest("--tqcheck")
    assert result.ret == 0
    result.assert_outcomes(passed=1, warnings=1)
    result.stdout.fnmatch_lines(
        ["*warnings summary*", "a.md::tqcheck", f"*TqcheckWarning: a.md:5:1: {escaped(REPEATED)}"]
    )
    # The document's line is quoted by the report alone: raw, it could steer a terminal.
    result.stdout.no_fnmatch_line("    Page: 4")
    category = "ignore::tqcheck.pytest_plugin.TqcheckWarning"
    project.runpytest("--tqcheck", "-W", category).assert_outcomes(passed=1, warnings=0)


def test_warnings_taken_as_errors_fail_with_every_finding(project: pytest.Pytester) -> None:
    write(project, "a.md", TWICE.replace("Page: 4\nPage: 4\n", "Page: 4\nPage: 4\nPage: 4\n"))
    write(project, "b.md", CLEAN)
    result = project.runpytest("--tqcheck", "-W", "error")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [f"a.md:5:1: {escaped(REPEATED)}", f"a.md:6:1: {escaped(REPEATED)}"]
    )


def test_fail_on_is_the_configurations(project: pytest.Pytester) -> None:
    write(project, "a.md", TWICE)
    for level, failed in (("warning", 1), ("never", 0)):
        write(project, "tqcheck.toml", f'fail-on = "{level}"\n' + RULES)
        project.runpytest("--tqcheck").assert_outcomes(failed=failed, passed=1 - failed)


@pytest.mark.parametrize("option", ["--tqcheck", "--tqcheck-per-rule"])
def test_what_cannot_be_read_fails_with_one_line(project: pytest.Pytester, option: str) -> None:
    (project.path / "a.md").write_bytes(CLEAN.encode("gb18030", "replace"))
    write(project, "b.md", CLEAN)
    result = project.runpytest(option)
    items = 1 if option == "--tqcheck" else 5
    result.assert_outcomes(passed=items, failed=items)
    result.stdout.fnmatch_lines(["a.md:14: byte 0x* is not UTF-8; save the file as UTF-8"])
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*_pytest_items*")


def test_a_test_that_stays_elsewhere_takes_no_document_along(project: pytest.Pytester) -> None:
    write(project, "a_test.py", "import os\ndef test_a(tmp_path): os.chdir(tmp_path)\n")
    write(project, "docs/a.md", CLEAN)
    project.runpytest("--tqcheck", "a_test.py", "docs").assert_outcomes(passed=2)


def test_a_wrong_configuration_is_wrong_usage(project: pytest.Pytester) -> None:
    write(project, "a.md", CLEAN)
    write(project, "tqcheck.toml", "selct = []\n")
    for options in ([], ["-n", "2"]):
        result = project.runpytest_subprocess("--tqcheck", *options)
        assert result.ret == pytest.ExitCode.USAGE_ERROR
        [line] = [line for line in result.errlines if "tqcheck.toml" in line]
        assert line.endswith("tqcheck.toml:1: unknown key `selct`; did you mean `select`?")
        result.stderr.no_fnmatch_line("*Traceback*")


def test_a_configuration_can_be_named(project: pytest.Pytester) -> None:
    write(project, "a.md", NO_PAGE)
    write(project, "strict/other.toml", 'select = ["foreign-script"]\n')
    named = project.runpytest("--tqcheck", "--tqcheck-config", "strict/other.toml")
    named.assert_outcomes(passed=1)
    missing = project.runpytest("--tqcheck", "--tqcheck-config", "none.toml")
    assert missing.ret == pytest.ExitCode.USAGE_ERROR


def test_the_configuration_of_another_rootdir_is_found(project: pytest.Pytester) -> None:
    write(project, "tqcheck.toml", "selct = []\n")
    write(project, "part/pyproject.toml", "[tool.pytest.ini_options]\n[tool.tqcheck]\n" + RULES)
    write(project, "part/docs/a.md", CLEAN)
    project.runpytest("--tqcheck", "part").assert_outcomes(passed=1)


# With other plugins


def test_workers_give_the_same_results(project: pytest.Pytester) -> None:
    for name, text in (("a", CLEAN), ("b", NO_PAGE), ("c", TWICE), ("d", LEFT)):
        write(project, f"docs/{name}.md", text)
    alone = project.runpytest("--tqcheck-per-rule", "-rA", "docs")
    spread = project.runpytest_subprocess("--tqcheck-per-rule", "-rA", "-n", "2", "docs")
    assert alone.ret == spread.ret == 1
    assert alone.parseoutcomes() == spread.parseoutcomes()
    spread.assert_outcomes(passed=18, failed=2, warnings=1)
    ends = ("PASSED", "FAILED")
    outcomes = [
        sorted(x.split()[:2] for x in r.outlines if x.startswith(ends)) for r in (alone, spread)
    ]
    assert outcomes[0] == outcomes[1] != []
    spread.stdout.fnmatch_lines([f"docs/b.md:3:1: {escaped(MISSING)}"])


def test_junit_has_one_case_an_item_with_the_report_in_it(project: pytest.Pytester) -> None:
    steering = LEFT.replace("要六个男孩子", "要\x07六个\x1b[31m男孩子")
    write(project, "docs/a.md", steering.replace("Page: 4\n", ""))
    write(project, "docs/b.md", CLEAN)
    project.runpytest("--tqcheck-per-rule", "--junitxml=junit.xml", "docs")
    suite = ElementTree.parse(project.path / "junit.xml").getroot()
    cases = list(suite.iter("testcase"))
    assert len(cases) == 10
    failures = {
        (case.get("classname"), case.get("name")): case.findtext("failure")
        for case in cases
        if case.find("failure") is not None
    }
    assert set(failures) == {
        ("docs.a.md", "header-field-missing"),
        ("docs.a.md", "untranslated-paragraph"),
    }
    assert f"docs/a.md:3:1: {MISSING}" in failures["docs.a.md", "header-field-missing"]
    text = failures["docs.a.md", "untranslated-paragraph"]
    assert UNTRANSLATED in text and "help: translate it into English" in text
    assert r"要\x07六个\x1b[31m男孩子" in text


def test_the_place_of_a_failed_item_is_its_first_finding(project: pytest.Pytester) -> None:
    write(project, "a.md", LEFT)
    project.runpytest("--tqcheck", "--junitxml=junit.xml", "-o", "junit_family=xunit1")
    [case] = ElementTree.parse(project.path / "junit.xml").getroot().iter("testcase")
    line = LEFT.split("\n").index("陆大爷带来一条四十节的纸蜈蚣，要六个男孩子才抬得住。")
    assert case.get("line") == str(line)  # pytest counts from 0


# The fixture

PASSING = """\
from pathlib import Path

def test_folder(tqcheck):
    assert not tqcheck("docs/")
    assert tqcheck(Path("docs")) == []

def test_file(tqcheck):
    assert not tqcheck("docs/a.md")

def test_text(tqcheck):
    assert not tqcheck(Path("docs/a.md").read_text(encoding="utf-8"))
"""


def test_the_fixture_passes_what_is_clean(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", CLEAN)
    write(project, "docs/b.md", TWICE)
    write(project, "test_docs.py", PASSING)
    project.runpytest("-W", "error").assert_outcomes(passed=3)


def test_the_fixtures_failure_shows_every_finding(project: pytest.Pytester) -> None:
    for n in range(12):
        write(project, f"docs/{n:02}.md", NO_PAGE)
    write(project, "docs/warned.md", TWICE)
    write(project, "test_docs.py", 'def test_docs(tqcheck):\n    assert not tqcheck("docs")\n')
    for options in ([], ["-n", "2"]):
        result = project.runpytest(*options, "--junitxml=junit.xml")
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(
            [
                "E  *assert not <12 findings: docs/00.md:3 header-field-missing, *>",
                "E  * = tqcheck('docs')",
                "*- tqcheck -*",
                *(f"docs/{n:02}.md:3:1: {escaped(MISSING)}" for n in range(12)),
                "  help: add `Page: 4` to the header",
            ]
        )
        result.stdout.no_fnmatch_line("*header-field-duplicate*")
        failure = ElementTree.parse(project.path / "junit.xml").getroot().find(".//failure")
        assert failure is not None and f"docs/11.md:3:1: {MISSING}" in (failure.text or "")


def test_the_fixture_tells_a_file_and_a_text(project: pytest.Pytester) -> None:
    write(project, "a.md", NO_PAGE)
    write(
        project,
        "test_docs.py",
        "from pathlib import Path\n"
        "def test_file(tqcheck):\n"
        "    assert not tqcheck(Path('a.md').absolute())\n"
        "def test_text(tqcheck):\n"
        "    assert not tqcheck(Path('a.md').read_text(encoding='utf-8'))\n",
    )
    result = project.runpytest()
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines([f"{name}:3:1: {escaped(MISSING)}" for name in ("a.md", "<text>")])


def test_a_test_that_passes_or_fails_otherwise_shows_its_own(project: pytest.Pytester) -> None:
    write(project, "a.md", NO_PAGE)
    write(
        project,
        "test_docs.py",
        "def test_expected(tqcheck):\n"
        "    [finding] = tqcheck('a.md')\n"
        "    assert finding.rule == 'header-field-missing'\n"
        "def test_other():\n"
        "    assert not [0]\n",
    )
    result = project.runpytest()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.no_fnmatch_line("*- tqcheck -*")


def test_paths_are_relative_to_the_rootdir(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, "pytest.ini", "[pytest]\n")
    write(project, "docs/a.md", CLEAN)
    write(project, "tests/test_a.py", "def test_a(tqcheck):\n    assert not tqcheck('docs/a.md')\n")
    monkeypatch.chdir(project.path / "tests")
    project.runpytest().assert_outcomes(passed=1)


def test_the_fixture_takes_a_level_and_a_configuration(project: pytest.Pytester) -> None:
    write(project, "a.md", TWICE)
    write(project, "other.toml", 'select = ["foreign-script"]\n')
    write(
        project,
        "test_a.py",
        "from tqcheck import Config\n"
        "def test_level(tqcheck):\n"
        "    assert not tqcheck('a.md', fail_on='warning')\n"
        "def test_file(tqcheck):\n"
        "    assert not tqcheck('a.md', 'other.toml', fail_on='info')\n"
        "def test_object(tqcheck):\n"
        "    assert not tqcheck('a.md', Config(select=('foreign-script',)), fail_on='info')\n",
    )
    result = project.runpytest()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines([f"a.md:5:1: {escaped(REPEATED)}"])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("tqcheck('none.md')", "none.md: no such file or folder"),
        ("tqcheck('empty')", "nothing to check: no file matches *.md, *.markdown"),
        ("tqcheck('a.md', 'none.toml')", "none.toml: cannot be read: No such file or directory"),
        ("tqcheck('a.md', fail_on='warn')", "unknown level `warn`; did you mean `warning`?"),
    ],
)
def test_the_fixture_tells_wrong_use_in_a_line(
    project: pytest.Pytester, call: str, message: str
) -> None:
    write(project, "a.md", CLEAN)
    project.mkdir("empty")
    write(project, "test_a.py", f"def test_a(tqcheck):\n    {call}\n")
    result = project.runpytest()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"E *TqcheckError: {escaped(message)}"])
    result.stdout.no_fnmatch_line("*_pytest_items*")


def escaped(text: str) -> str:
    """A text as a pattern of `fnmatch_lines`."""
    return text.replace("[", "[[]").replace("*", "[*]").replace("?", "[?]")
