"""What a change does to its own check is seen, and nothing else is taken for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.articles import article, commit, english, git, write
from tqcheck.config.location import current, find
from tqcheck.errors import TqcheckError
from tqcheck.linter.gate import changes

CONFIG = 'paths = ["news"]\n'
WAIVER = "<!-- tqcheck: ignore[number-mismatch] checked -->"
Seen = Callable[..., list[str]]


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seen:
    """What is seen of a change since `settle`, in a repository with one document."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    write("news/a.md", article(english()))
    write("tqcheck.toml", CONFIG)
    write("pyproject.toml", '[project]\nname = "archive"\n')
    settle()

    def run(**options: Any) -> list[str]:
        return changes(current(find(".")), [], "base", **options)

    return run


def settle() -> None:
    """Commit all there is; what comes after it is the change."""
    commit()
    git("tag", "-f", "base")


def frozen(*messages: str) -> str:
    entries = [
        {"path": "news/a.md", "rule": "number-mismatch", "fingerprint": "0", "message": message}
        for message in messages
    ]
    return json.dumps({"schema_version": 1, "findings": entries})


def test_documents_may_change_and_come_and_go(seen: Seen) -> None:
    assert seen() == []
    write("news/a.md", article(english(("840 books", "480 books"))))
    write("news/b.md", article(english()))
    write("pyproject.toml", '[project]\nname = "other"\n')
    write("README.md", WAIVER)
    assert seen() == []
    settle()
    Path("news/a.md").unlink()
    Path("news/1950").mkdir()
    Path("news/b.md").rename("news/1950/b.md")
    git("add", "--all")
    assert seen() == []


@pytest.mark.parametrize(
    "text", [CONFIG + "select = []\n", CONFIG + 'fail-on = "never"\n', 'paths = ["other"]\n', ""]
)
@pytest.mark.parametrize("committed", [True, False])
def test_a_changed_configuration_is_seen(seen: Seen, text: str, committed: bool) -> None:
    write("tqcheck.toml", text)
    if committed:
        commit()
    assert seen() == ["tqcheck.toml"]


def test_a_configuration_that_is_gone_or_moved_or_in_another_file_is_seen(seen: Seen) -> None:
    git("mv", "tqcheck.toml", "tqcheck.toml.old")
    assert seen() == ["tqcheck.toml"]
    write("pyproject.toml", '[tool.tqcheck]\npaths = ["news"]\n')
    assert seen() == ["tqcheck.toml", "pyproject.toml"]


def test_only_the_own_table_of_a_pyproject_counts(seen: Seen) -> None:
    Path("tqcheck.toml").unlink()
    write("pyproject.toml", '[project]\nname = "archive"\n[tool.tqcheck]\npaths = ["news"]\n')
    settle()
    write("pyproject.toml", '[tool.tqcheck]\npaths = [ "news" ]\n[tool.other]\nx = 1\n')
    assert seen() == []
    write("pyproject.toml", '[tool.tqcheck]\npaths = ["news"]\nexclude = ["*"]\n')
    assert seen() == ["pyproject.toml"]
    # One that is read first.
    write("tqcheck.toml", CONFIG)
    assert seen() == ["tqcheck.toml"]


def test_a_nearer_configuration_is_seen_and_one_that_is_not_used_is_not(
    seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("news")
    write("tqcheck.toml", 'paths = ["."]\nignore = ["*"]\n')
    assert seen() == ["tqcheck.toml"]
    settle()
    write("../tqcheck.toml", "")
    assert seen() == []
    # What was nearer is gone, so that the one above is used.
    Path("tqcheck.toml").unlink()
    assert [Path(path).name for path in seen()] == ["tqcheck.toml", "tqcheck.toml"]


def test_a_table_that_was_moved_here_was_not_used_before(
    seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("attic/pyproject.toml", '[tool.tqcheck]\npaths = ["."]\nignore = ["*"]\n')
    settle()
    git("mv", "attic/pyproject.toml", "news/pyproject.toml")
    monkeypatch.chdir("news")
    assert seen() == ["pyproject.toml"]


def test_a_configuration_that_is_named_or_switched_off_is_not_looked_for(seen: Seen) -> None:
    write("other.toml", CONFIG)
    write("tqcheck.toml", "")
    assert changes(current("other.toml"), [], "base", is_searched=False) == ["other.toml"]


def test_links_on_the_way_are_seen(seen: Seen) -> None:
    write("strict/real.toml", CONFIG)
    write("lax/real.toml", CONFIG + 'ignore = ["*"]\n')
    Path("settings").symlink_to("strict")
    Path("tqcheck.toml").unlink()
    Path("tqcheck.toml").symlink_to("settings/real.toml")
    settle()
    assert seen() == []
    Path("settings").unlink()
    Path("settings").symlink_to("lax")
    assert "settings" in seen()
    git("checkout", "-q", "settings")
    write("strict/real.toml", "")
    assert "strict/real.toml" in seen()
    git("checkout", "-q", "strict")
    Path("tqcheck.toml").unlink()
    Path("tqcheck.toml").symlink_to("lax/real.toml")
    assert seen() == ["tqcheck.toml"]


def test_links_in_a_circle_end(seen: Seen) -> None:
    write("tqcheck.toml", CONFIG + 'glossary = ["one.csv"]\n')
    Path("one.csv").symlink_to("two.csv")
    Path("two.csv").symlink_to("one.csv")
    with pytest.raises(TqcheckError):
        seen()


def test_more_entries_of_the_baseline_are_counted(seen: Seen) -> None:
    write("tqcheck-baseline.json", frozen("a", "b"))
    assert seen() == ["tqcheck-baseline.json (2 more frozen findings)"]
    settle()
    # The same number of others.
    write("tqcheck-baseline.json", frozen("a", "c"))
    assert seen() == ["tqcheck-baseline.json (1 more frozen finding)"]
    write("tqcheck-baseline.json", frozen("b"))
    assert seen() == []


def test_another_baseline_is_seen(seen: Seen) -> None:
    write("known/one.json", frozen("a"))
    write("known/two.json", frozen("a", "b"))
    Path("tqcheck-baseline.json").symlink_to("known/one.json")
    settle()
    Path("tqcheck-baseline.json").unlink()
    Path("tqcheck-baseline.json").symlink_to("known/two.json")
    assert seen() == ["tqcheck-baseline.json (2 more frozen findings)"]


def test_a_glossary_is_seen(seen: Seen) -> None:
    write("tqcheck.toml", CONFIG + 'glossary = ["terms.csv"]\n')
    write("terms.csv", "source,target\n船,ship\n")
    settle()
    write("terms.csv", "source,target\n")
    assert seen() == ["terms.csv (glossary)"]


def test_a_folder_that_pretends_to_be_an_environment_is_seen(seen: Seen) -> None:
    write("news/1950/pyvenv.cfg", "")
    assert seen() == ["news/1950/pyvenv.cfg (documents in this folder are not checked)"]


@pytest.mark.parametrize("new", ["news/.old/a.md", "news/a.txt", "other/a.md", "a.md"])
def test_a_document_that_is_moved_to_where_nothing_is_checked_is_seen(seen: Seen, new: str) -> None:
    write("news/notes.md", "# Notes\n")
    write("news/.drafts/b.md", article(english(("840 books", "480 books"))))
    settle()
    Path(new).parent.mkdir(exist_ok=True)
    Path("news/a.md").rename(new)
    # Not a translation document; and one that was not checked before either.
    Path("news/notes.md").rename("notes.md")
    Path("news/.drafts/b.md").rename("b.md")
    git("add", "--all")
    assert seen() == [f"news/a.md (it is {new} now, which is not checked)"]


def test_a_file_that_was_a_document_is_seen_where_it_is_not_judged(seen: Seen) -> None:
    write("news/a.md", "Only a note.\n")
    write("news/b.md", "Another note.\n")
    assert seen(is_whole=True) == ["news/a.md (not a translation document any more)"]
    # A run that judges changes judges this one too.
    assert seen() == []


def test_a_folder_that_becomes_a_link_is_seen(seen: Seen) -> None:
    write("good/a.md", article(english()))
    Path("known").symlink_to("good")
    settle()
    assert seen(folder="known") == []
    Path("news").rename("old")
    Path("news").symlink_to("good")
    assert seen() == ["news (a link to a folder)"]
    assert seen(folder="news") == ["news (a link to a folder)"]


def test_new_waivers_are_seen(seen: Seen) -> None:
    text = article(english())

    def waived(before: int) -> str:
        blocks = text.split("\n\n")
        return "\n\n".join([*blocks[:before], WAIVER, *blocks[before:]])

    write("news/a.md", waived(1))
    assert seen() == ["news/a.md (`ignore[number-mismatch] checked`)"]
    settle()
    assert seen() == []
    # The same words over another text.
    write("news/a.md", waived(2))
    assert seen() == ["news/a.md (`ignore[number-mismatch] checked`)"]
    for n in range(12):
        write(f"news/{n:02}.md", "<!-- tqcheck: ignore-file[all] -->\n\n" + text)
    *named, rest = seen()
    assert named[0] == "news/00.md (`ignore-file[all]`)" and len(named) == 10
    assert rest == "waivers in 3 more documents"


def test_without_a_repository_or_the_revision_that_is_said(
    seen: Seen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(TqcheckError, match="no such revision"):
        changes(current(find(".")), [], "elsewhere")
