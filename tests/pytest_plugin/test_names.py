"""Names that pytest prints begin no line, and what is not a translation document has no item."""

from __future__ import annotations

import pytest

from tqcheck.escaping import escape

from .conftest import CLEAN, NO_PAGE, RULES, TWICE, write

COMMAND = "::error::forged"
NAMES = [
    f"docs/x\n{COMMAND}\n.md",
    f"{COMMAND}.md",
    f"d\r{COMMAND}/{COMMAND}.md",
    "docs/\x1b[2K\x1b[1G##[error]forged.md",
    f"docs/\u2028{COMMAND}.md",
    "docs/\u202edm.md",
]


def steers_nothing(printed: str) -> None:
    for line in printed.split("\n"):
        assert escape(line) == line
        assert not line.lstrip().startswith(("::", "##"))


@pytest.mark.parametrize("ci", ["", "true"])
@pytest.mark.parametrize(
    "options",
    [
        [],
        ["-v"],
        ["-vv", "-rA"],
        ["-q", "--tb=line"],
        ["--collect-only"],
        ["--collect-only", "-q"],
        ["--tqcheck-per-rule", "-v", "--durations=3", "-vv"],
        ["-W", "error", "-x"],
    ],
    ids=" ".join,
)
def test_names_steer_nothing(
    options: list[str], ci: str, project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    for n, name in enumerate(NAMES):
        write(project, name, (NO_PAGE, TWICE)[n % 2])
    write(
        project,
        "test_own.py",
        f"def test_a(tqcheck): tqcheck('gone\\n{COMMAND}')\n"
        "def test_b(tqcheck): assert not tqcheck('docs')\n",
    )
    result = project.runpytest("--tqcheck", *options)
    assert result.ret == (0 if "--collect-only" in options else 1)
    steers_nothing(result.stdout.str())
    steers_nothing(result.stderr.str())


def test_such_documents_are_judged_and_selected_as_others(project: pytest.Pytester) -> None:
    for name in NAMES:
        write(project, name, NO_PAGE)
    project.runpytest("--tqcheck").assert_outcomes(failed=len(NAMES))
    project.runpytest("--tqcheck", "docs").assert_outcomes(failed=4)
    project.runpytest("--tqcheck", "--lf", "-k", "forged").assert_outcomes(failed=5, deselected=1)


def test_a_configured_path_that_pytest_cannot_take(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", CLEAN)
    write(project, "tqcheck.toml", f'{RULES}paths = ["docs", "gone\\n{COMMAND}"]\n')
    result = project.runpytest("--tqcheck")
    assert result.ret == 1
    result.assert_outcomes(passed=1)
    steers_nothing(result.stdout.str())
    result.stdout.fnmatch_lines(["ERROR: */gone\\x0a::error::forged: no such file or folder*"])


README = "# The Kite Market\n\nHow the archive is kept.\n"


def test_what_is_not_a_document_has_no_item_but_is_counted(project: pytest.Pytester) -> None:
    write(project, "docs/a.md", CLEAN)
    write(project, "docs/README.md", README)
    for option in ([], ["--tqcheck-per-rule"], ["-n2"]):
        result = project.runpytest("--tqcheck", *option)
        assert result.ret == 0
        result.assert_outcomes(passed=5 if "--tqcheck-per-rule" in option else 1)
        result.stdout.fnmatch_lines(["not a translation document: 1 file (docs/README.md)."])


def test_a_run_of_such_files_alone_is_not_green(project: pytest.Pytester) -> None:
    write(project, "docs/README.md", README)
    write(project, "test_a.py", "def test_a(): pass\n")
    line = "ERROR: --tqcheck found no document: not a translation document: 1 file (docs/README.md)"
    for paths in (["docs"], ["docs/README.md"], ["docs", "test_a.py"]):
        result = project.runpytest("--tqcheck", *paths)
        assert result.ret == 5
        result.stdout.fnmatch_lines([line])


def test_one_that_the_configuration_names_has_an_item(project: pytest.Pytester) -> None:
    write(project, "docs/README.md", README)
    write(project, "tqcheck.toml", f'{RULES}paths = ["docs/README.md"]\n')
    project.runpytest("--tqcheck").assert_outcomes(failed=1)
