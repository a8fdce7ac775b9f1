"""What the tests of the pytest plugin share: documents, and a folder to run pytest in."""

from __future__ import annotations

from pathlib import Path

import pytest

# Loaded once, for all runs in this process: pytester forgets what a run has imported.
from tqcheck.cli import main
from tqcheck.pytest_plugin import collection, fixture

LOADED = (collection, fixture)
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
WAIVED = NO_PAGE.replace(
    "\n\nOn the", "\n\n<!-- tqcheck: ignore-file[header-field-missing] torn off -->\n\nOn the"
)
LEFT = CLEAN.replace(SECOND, "陆大爷带来一条四十节的纸蜈蚣，要六个男孩子才抬得住。")
TWICE = CLEAN.replace("Page: 4\n", "Page: 4\nPage: 4\n")
MISSING = "error: the header has no `Page` [header-field-missing]"
UNTRANSLATED = "error: a paragraph is still in Chinese [untranslated-paragraph]"
REPEATED = "warning: `Page` repeats the field of line 4 [header-field-duplicate]"


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder with a configuration, and pytest started in it."""
    # The filters of the run that runs these tests must not apply to theirs.
    monkeypatch.setenv("PYTEST_ADDOPTS", "-W default")
    write(pytester, "tqcheck.toml", RULES)
    return pytester


def write(project: pytest.Pytester, name: str, text: str) -> Path:
    path = project.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def freeze(project: pytest.Pytester, *arguments: str) -> None:
    """Run `tqcheck baseline` there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project.path)
        assert main(["baseline", *arguments]) == 0


def section(result: pytest.RunResult, title: str = "tqcheck") -> list[str]:
    """The lines of a section of pytest's output, from its title to the next one's."""
    lines = result.outlines
    start = next(n for n, line in enumerate(lines) if line.strip("= ") == title and "==" in line)
    ends = (n for n in range(start + 1, len(lines)) if lines[n].startswith("==="))
    return lines[start + 1 : next(ends, len(lines))]


def names(result: pytest.RunResult) -> list[str]:
    """The node ids that `--collect-only -q` prints."""
    return [line for line in result.outlines if "::" in line]


def escaped(text: str) -> str:
    """A text as a pattern of `fnmatch_lines`."""
    return text.replace("[", "[[]").replace("*", "[*]").replace("?", "[?]")
