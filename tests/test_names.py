"""Names of files and folders begin no line of any output, and steer neither terminal nor log."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.articles import article, commit, english, git, write
from tests.reports import valid
from tqcheck import reports
from tqcheck.cli import main
from tqcheck.escaping import escape

WRONG = article(english(("840 books", "480 books"))).replace("1957-11-04\nPage", "1957-11-14\nPage")
COMMAND = "::error::forged"
# What may end a line, come before its first letter, or change how it is shown.
PIECES = [
    *("\n", "\r", "\x0b", "\x0c", "\x1c", "\x1e", "\x85", "\u2028", "\u2029", "\t", " ", "\u3000"),
    *("\x1b[2K\x1b[1G", "\x1b]0;t\x07", "\x9b2J", "\x07", "\x08", "\x7f", "\ufeff", "\u200b"),
    *("\u202e", "\u2066", "\u200f", "\u061c"),
    *(
        COMMAND,
        "##[error]forged",
        "##vso[task.x]",
        "##teamcity[x",
        "%0A::error::",
        "section_start:",
    ),
    *("a", "é", "名", "'", '"', "|", "<b>", "`", "[x](y)", ": error: x [abridged]", "\udcff"),
]


def nasty(count: int) -> Iterator[str]:
    """Names of a few pieces each: all that begin with a piece, and some that are drawn."""
    drawn = random.Random(7)
    for piece in PIECES:
        yield f"{piece}{COMMAND}"
        yield f"x{piece}{COMMAND}{piece}"
    for _ in range(count):
        yield "".join(drawn.choices(PIECES, k=drawn.randint(2, 5)))


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder of documents with such names, with findings, without, empty, and no documents."""
    folder = tmp_path_factory.mktemp("names")
    (folder / "tqcheck.toml").write_text('select = ["header-*", "number-mismatch"]\n')
    texts = itertools.cycle([WRONG, WRONG, article(), "", "# The Harbour\n"])
    made = []
    for name, text in zip(dict.fromkeys(nasty(60)), texts, strict=False):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
        made.append(f"{name}.md")
    return folder, made


def steers_nothing(printed: str, *, commands: bool = False) -> None:
    for line in printed.split("\n"):
        # A diff has a tab after a name with blanks.
        assert escape(line.removesuffix("\t")) == line.removesuffix("\t")
        assert commands or not re.match(r"\s*(?:::|##\w*\[)", line)


@pytest.mark.parametrize("name", reports.formats())
def test_reports(
    name: str,
    names: tuple[Path, list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder, made = names
    monkeypatch.chdir(folder)
    assert main(["check", ".", "-v", "--report", name]) == 2
    printed = capsys.readouterr()
    steers_nothing(printed.out, commands=name == "github")
    steers_nothing(printed.err)
    assert all(line.startswith("tqcheck: ") for line in printed.err.splitlines())
    valid.findings(name, printed.out)
    # The same for names that are given, and of which there is no file.
    absent = [f"{path}.gone" for path in made]
    assert main(["check", "--report", name, "--", *absent]) == 2
    printed = capsys.readouterr()
    steers_nothing(printed.out, commands=name == "github")
    assert all(line.startswith("tqcheck: ") for line in printed.err.splitlines())


def test_other_commands(
    names: tuple[Path, list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder, made = names
    monkeypatch.chdir(folder)
    for words in (
        ["check", ".", "--diff"],
        ["check", ".", "--archive", "--quiet"],
        ["check", "--fix", "--diff", "--", *made],
        ["baseline", "."],
        ["score", "--reference", "tqcheck.toml", "--plain", "--", made[0]],
        ["score", "--reference", ".", "--plain", "--", *made],
        *(["align", "--", name] for name in made[:30]),
        *(["align", "--report", "json", "--", name] for name in made[:10]),
        *(["check", "--config", name] for name in made[:30]),
        *(["check", "--report", f"json:{name}/x", "."] for name in made[:30]),
        *(["check", "--baseline", name, "."] for name in made[:30]),
        *([name] for name in made[:30] if not name.startswith("-")),
    ):
        main(words)
        printed = capsys.readouterr()
        steers_nothing(printed.out)
        steers_nothing(printed.err)


def test_changes_in_a_folder_with_such_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / f"x\n{COMMAND}"
    folder.mkdir()
    monkeypatch.chdir(folder)
    write("tqcheck.toml", f'paths = ["y\\n{COMMAND}", "gone\\n{COMMAND}"]\n')
    write(f"y\n{COMMAND}/a.md", article())
    git("init", "-q")
    commit()
    write(f"y\n{COMMAND}/a.md", WRONG)
    for options in (["-v"], ["--changed-from", "HEAD"], ["--changed-from", f"x\n{COMMAND}"]):
        assert main(["check", *options]) == 2
        printed = capsys.readouterr()
        steers_nothing(printed.out)
        steers_nothing(printed.err)
        assert all(line.startswith("tqcheck: ") for line in printed.err.splitlines())
