"""The baseline: what is frozen stays silent while its texts stay, and nothing else does."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.articles import article, commit, english, git, write
from tests.growth import assert_linear
from tests.running import Run, runner
from tqcheck.errors import TqcheckError
from tqcheck.files.roots import Roots
from tqcheck.linter.baseline import Baseline, Entry, parse, written

BASELINE = Path("tqcheck-baseline.json")
WRONG = ("840 books", "480 books")
FEWER = ("26 chairs", "16 chairs")


@pytest.fixture
def tqcheck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run tqcheck in an empty folder: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    return runner(capsys)


def found(tqcheck: Run, *arguments: str) -> list[str]:
    """The findings of a run of the folder `news`, each as `path: rule`."""
    _, printed, _ = tqcheck("check", "news", "--report", "jsonl", *arguments)
    findings = map(json.loads, printed.splitlines())
    return [f"{finding['path']}: {finding['rule']}" for finding in findings]


def lines() -> list[str]:
    """The lines of the baseline that are entries."""
    return [
        line
        for line in BASELINE.read_text(encoding="utf-8").splitlines()
        if line.startswith("    {")
    ]


def test_what_is_frozen_is_silent_and_counted(tqcheck: Run) -> None:
    write("news/a.md", article(english(WRONG)))
    write("news/b.md", article(english()[:3]))
    assert tqcheck("check", "news")[0] == 1
    code, printed, errors = tqcheck("baseline", "news")
    assert (code, errors) == (0, "")
    assert printed == "tqcheck-baseline.json: 3 findings frozen; 3 new findings, 0 removed.\n"
    code, printed, errors = tqcheck("check", "news", "--fail-on", "info")
    assert (code, errors) == (0, "")
    assert "3 in the baseline" in printed
    assert tqcheck("check", "news", "--no-waivers")[0] == 1
    # A planted one is reported, alone.
    write("news/c.md", article([english()[0], *english()[2:]]))
    assert found(tqcheck, "--fail-on", "warning") == [
        "news/c.md: omitted-paragraph",
        "news/c.md: paragraph-count",
    ]


def test_it_is_sorted_one_line_a_finding_and_valid_json(tqcheck: Run) -> None:
    write("news/b.md", article(english(WRONG, FEWER)))
    write("news/a.md", article(english(WRONG)))
    tqcheck("baseline", "news")
    first = BASELINE.read_text(encoding="utf-8")
    content = json.loads(first)
    assert content["schema_version"] == 1
    assert content["findings"][-1] is None
    entries = content["findings"][:-1]
    assert entries == sorted(entries, key=lambda e: (e["path"], e["rule"], e["fingerprint"]))
    assert len(lines()) == len(entries) == 3
    assert set(entries[0]) == {"path", "rule", "fingerprint", "message"}
    # Written again, or from elsewhere, it is the same to the byte.
    tqcheck("baseline", "news")
    assert BASELINE.read_text(encoding="utf-8") == first


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n\n", "\n\n\n"), id="more blank lines"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="line ends"),
        pytest.param(lambda text: "\ufeff" + text, id="byte order mark"),
        pytest.param(lambda text: text.replace("    ", "\u3000\u3000"), id="indentation"),
        pytest.param(lambda text: text.replace("The librarian", "**The librarian**"), id="bold"),
        pytest.param(lambda text: text.replace("Author:", "Author: "), id="header"),
    ],
)
def test_reformatting_keeps_it(tqcheck: Run, change: Callable[[str], str]) -> None:
    text = article([*english(WRONG, FEWER)[:2], english(FEWER)[2]])
    write("news/a.md", text)
    tqcheck("baseline", "news")
    assert len(lines()) >= 3
    Path("news/a.md").write_bytes(change(text).encode())
    assert found(tqcheck) == []


def test_moving_paragraphs_keeps_it(tqcheck: Run) -> None:
    target, source = english(WRONG, FEWER), [zh for _, zh in _paragraphs()]
    write("news/a.md", article([target[0], *target[2:]], source))
    tqcheck("baseline", "news")
    assert len(lines()) == 4
    moved = [*source[2:], *source[:2]]
    write("news/a.md", article([target[2], target[3], target[0]], moved))
    assert [f for f in found(tqcheck) if "omitted" in f or "number" in f] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("480 books", "481 books", id="the figure"),
        pytest.param("on its shelves", "on its new shelves", id="the paragraph"),
        pytest.param("书架上有840本书", "书架上共有840本书", id="the source"),
    ],
)
def test_editing_either_text_retires_it(tqcheck: Run, before: str, after: str) -> None:
    text = article(english(WRONG, FEWER))
    write("news/a.md", text)
    tqcheck("baseline", "news")
    write("news/a.md", text.replace(before, after))
    assert found(tqcheck, "--ignore", "waiver-unused") == ["news/a.md: number-mismatch"]
    # Of the two that were frozen, the other one is still.
    _, printed, _ = tqcheck("check", "news")
    assert "1 in the baseline" in printed


def test_a_missing_paragraph_is_retired_with_its_source(tqcheck: Run) -> None:
    target = [english()[0], *english()[2:]]
    text = article(target)
    write("news/a.md", text)
    tqcheck("baseline", "news")
    write("news/a.md", text.replace("on Monday", "on Monday morning"))
    assert found(tqcheck, "--ignore", "waiver-unused,paragraph-count") == []
    write("news/a.md", text.replace("手推车", "独轮手推车"))
    assert found(tqcheck, "--ignore", "waiver-unused,paragraph-count") == [
        "news/a.md: omitted-paragraph"
    ]


def test_equal_findings_are_frozen_as_often_as_they_were(tqcheck: Run) -> None:
    """A copy of a frozen paragraph is a new finding."""
    target, source = english(WRONG), [zh for _, zh in _paragraphs()]
    write("news/a.md", article(target, source))
    tqcheck("baseline", "news")
    write("news/a.md", article([target[0], *target], [source[0], *source]))
    assert [f for f in found(tqcheck) if "number" in f] == ["news/a.md: number-mismatch"]


def test_another_document_is_not_excused(tqcheck: Run) -> None:
    write("news/a.md", article(english(WRONG)))
    tqcheck("baseline", "news")
    write("news/b.md", article(english(WRONG)))
    assert found(tqcheck) == ["news/b.md: number-mismatch"]


def test_a_document_under_a_new_name_is_excused(tqcheck: Run) -> None:
    write("news/a.md", article(english(WRONG)))
    tqcheck("baseline", "news")
    Path("news/a.md").rename("news/b.md")
    assert found(tqcheck) == ["tqcheck-baseline.json: waiver-unused"]
    tqcheck("baseline", "news")
    assert "news/b.md" in lines()[0]
    assert found(tqcheck) == []


def test_left_over_entries_are_told_and_pruned(tqcheck: Run) -> None:
    write("news/a.md", article(english(WRONG)))
    write("news/b.md", article(english(FEWER)))
    write("news/c.md", article(english(WRONG)))
    tqcheck("baseline", "news")
    write("news/a.md", article())
    Path("news/b.md").unlink()
    code, printed, _ = tqcheck("check", "news", "--report", "concise", "--fail-on", "warning")
    assert code == 1
    assert printed.splitlines() == [
        "tqcheck-baseline.json:4:1: warning: the entry of `number-mismatch` in news/a.md "
        "waives nothing: its finding is gone, or its text has changed [waiver-unused]",
        "tqcheck-baseline.json:5:1: warning: the entry of `number-mismatch` in news/b.md "
        "waives nothing: news/b.md no longer exists [waiver-unused]",
    ]
    # Nothing is said of rules that are not run.
    assert found(tqcheck, "--select", "waiver-unused,foreign-script") == []
    write("news/d.md", article(english(WRONG)))
    _, printed, _ = tqcheck("baseline", "news", "--prune")
    assert printed == "tqcheck-baseline.json: 1 finding frozen; 0 new findings, 2 removed.\n"
    assert found(tqcheck) == ["news/d.md: number-mismatch"]


def test_documents_that_are_not_named_keep_their_entries(tqcheck: Run) -> None:
    write("news/a.md", article(english(WRONG)))
    write("news/b.md", article(english(WRONG)))
    tqcheck("baseline", "news")
    write("news/a.md", article())
    _, printed, _ = tqcheck("baseline", "news/a.md")
    assert printed == "tqcheck-baseline.json: 1 finding frozen; 0 new findings, 1 removed.\n"
    tqcheck("baseline", "news/a.md", "--select", "foreign-script")
    assert len(lines()) == 1


def test_what_is_waived_is_not_frozen(tqcheck: Run) -> None:
    comment = "\n<!-- tqcheck: ignore[number-mismatch] counted again -->\nThe reading"
    write("news/a.md", article(english(WRONG)).replace("\nThe reading", comment))
    assert "0 findings frozen" in tqcheck("baseline", "news")[1]


def test_a_reason_is_kept(tqcheck: Run) -> None:
    write("tqcheck.toml", 'require-reasons = true\npaths = ["news"]\n')
    write("news/a.md", article(english(WRONG)))
    code, _, errors = tqcheck("baseline")
    assert (code, errors) == (2, "tqcheck: `require-reasons` is set; give a reason with --reason\n")
    assert not BASELINE.exists()
    tqcheck("baseline", "--reason", "before the rule was there")
    write("news/b.md", article(english(WRONG)))
    tqcheck("baseline", "--reason", "a misprint")
    assert [json.loads(line.rstrip(","))["reason"] for line in lines()] == [
        "before the rule was there",
        "a misprint",
    ]


def test_it_is_found_beside_the_configuration(
    tqcheck: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("tqcheck.toml", 'paths = ["news"]\n')
    write("news/sub/a.md", article(english(WRONG)))
    tqcheck("baseline")
    monkeypatch.chdir("news/sub")
    assert tqcheck("check", "a.md", "--fail-on", "warning")[0] == 0
    assert tqcheck("check", "a.md", "--fail-on", "warning", "--isolated")[0] == 1
    assert tqcheck("check", "--fail-on", "warning")[0] == 0
    monkeypatch.chdir("../..")
    BASELINE.rename("frozen.json")
    assert tqcheck("check", "--fail-on", "warning")[0] == 1
    assert tqcheck("check", "--fail-on", "warning", "--baseline", "frozen.json")[0] == 0
    write("tqcheck.toml", 'paths = ["news"]\nbaseline = "frozen.json"\n')
    assert tqcheck("check", "--fail-on", "warning")[0] == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", ":1: not valid JSON; `tqcheck baseline` writes a new one"),
        ("{\n  nonsense\n}", ":2: not valid JSON;"),
        ("[]", ":1: not a baseline of tqcheck;"),
        ('{"schema_version": 1}', ":1: not a baseline of tqcheck;"),
        ('{"schema_version": 2, "findings": []}', ": written by a newer tqcheck; update tqcheck"),
        ('{"schema_version": 1, "findings": [{"path": 3}]}', ': `{"path": 3}` is not an entry'),
        (
            '{"schema_version": 1, "findings": [{"path": "a", "rule": "b", "fingerprint": "c", '
            f'"message": "{"d" * 10_001}"}}]}}',
            ': `{"path": "a"',
        ),
        ("{\n<<<<<<< HEAD\n}", ":2: a merge conflict; keep the lines of both sides"),
        ("[" * 100_000, ":1: not "),
    ],
)
def test_a_file_that_is_no_baseline(tqcheck: Run, content: str, message: str) -> None:
    write("news/a.md", article(english(WRONG)))
    write(BASELINE, content)
    for command in ("check", "baseline"):
        code, printed, errors = tqcheck(command, "news")
        assert (code, printed) == (2, "")
        assert errors.startswith(f"tqcheck: tqcheck-baseline.json{message}")
        assert errors.count("\n") == 1
    assert BASELINE.read_text(encoding="utf-8") == content


def test_nothing_is_written_where_a_document_cannot_be_read(tqcheck: Run) -> None:
    write("news/a.md", article(english(WRONG)))
    tqcheck("baseline", "news")
    before = BASELINE.read_bytes()
    write("news/b.md", article(english(WRONG)))
    Path("news/c.md").write_bytes(b"\xff\xfe")
    code, _, errors = tqcheck("baseline", "news")
    assert code == 2
    assert "news/c.md:1: encoded as UTF-16" in errors
    assert "tqcheck-baseline.json was not changed" in errors
    assert BASELINE.read_bytes() == before
    assert tqcheck("baseline", "nowhere")[0] == 2


def test_hostile_names_and_texts_come_back(tqcheck: Run) -> None:
    name = "news/\u202ea\x1b[31m'\"\\.md"
    write(name, article(english(("840 books", "480 books\u200b\x07"))))
    assert tqcheck("check", "news", "--fail-on", "warning")[0] == 1
    tqcheck("baseline", "news")
    text = BASELINE.read_text(encoding="utf-8")
    assert not set(text) & set("\x1b\x07\u202e")
    assert tqcheck("check", "news", "--fail-on", "warning")[0] == 0


def test_branches_that_each_add_a_finding_merge(tqcheck: Run) -> None:
    """Entries of other documents, and at the very end of the list too."""
    git("init", "-q", "-b", "main")
    for name in ("a", "m", "z"):
        write(f"news/{name}.md", article(english(WRONG)))
    tqcheck("baseline", "news")
    commit()
    for branch, name in (("left", "b"), ("right", "zz")):
        git("switch", "-q", "-c", branch, "main")
        write(f"news/{name}.md", article(english(FEWER)))
        tqcheck("baseline", "news")
        commit()
    git("merge", "-q", "-m", "Merge", "left")
    assert len(lines()) == 5
    assert found(tqcheck) == []


def test_the_ratchet(tqcheck: Run) -> None:
    git("init", "-q", "-b", "main")
    write("news/a.md", article(english(WRONG, FEWER)))
    code, _, errors = tqcheck("check", "news", "--ratchet")
    assert (code, errors) == (
        2,
        "tqcheck: --ratchet: there is no baseline; `tqcheck baseline` writes one\n",
    )
    tqcheck("baseline", "news")
    commit()
    # The first baseline, and one that stays as it is, have not grown.
    assert tqcheck("check", "news", "--ratchet")[0] == 0
    write("news/b.md", article(english(WRONG)))
    tqcheck("baseline", "news")
    grown = (
        "tqcheck: tqcheck-baseline.json: 3 findings frozen, 1 more than at {} "
        "(number-mismatch 1 more); fix them, or waive each of them\n"
    )
    code, _, errors = tqcheck("check", "news", "--ratchet")
    assert (code, errors) == (1, grown.format("HEAD"))
    commit()
    code, _, errors = tqcheck("check", "news", "--ratchet")
    assert (code, errors) == (1, grown.format("HEAD^"))
    write("news/a.md", article(english(FEWER)))
    tqcheck("baseline", "news")
    assert tqcheck("check", "news", "--ratchet")[0] == 0
    commit()
    assert tqcheck("check", "news", "--ratchet")[0] == 0
    assert tqcheck("check", "news", "--ratchet", "--changed-from", "HEAD~2")[0] == 0


def test_the_ratchet_says_what_it_needs(tqcheck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "-q", "-b", "main")
    write("news/a.md", article(english(WRONG)))
    tqcheck("baseline", "news")
    commit()
    write("news/b.md", article(english(WRONG)))
    tqcheck("baseline", "news")
    commit()
    git("clone", "-q", "--depth", "1", f"file://{Path.cwd()}", "shallow")
    monkeypatch.chdir("shallow")
    code, _, errors = tqcheck("check", "news", "--ratchet")
    assert code == 2
    assert errors == (
        "tqcheck: --ratchet: this clone is shallow: it needs a depth of 2 (`git fetch --depth=2`)\n"
    )


def test_wrapping_keeps_it(tqcheck: Run) -> None:
    write("news/a.md", article(english(WRONG, FEWER)[:3]))
    tqcheck("baseline", "news")
    for width in (72, 60, 100):
        wrapped = [textwrap.fill(paragraph, width) for paragraph in english(WRONG, FEWER)[:3]]
        write("news/a.md", article(wrapped))
        assert found(tqcheck) == []


def _paragraphs() -> list[tuple[str, str]]:
    from tests.articles import PARAGRAPHS

    return PARAGRAPHS


def test_the_lines_of_unused_entries_are_found_in_linear_time() -> None:
    def unused(n: int) -> list[int]:
        entries = [Entry(f"news/{i // 9}.md", "score-low", f"{i:032x}", "m") for i in range(n)]
        baseline = parse(written(entries), "no-folder/baseline.json", Roots("."))
        return [waiver.span.line for waiver in baseline.without_document({"score-low"})]

    assert unused(50) == list(range(4, 54))
    assert_linear(unused, 1_500)


def test_nested_entries_are_refused_in_one_line() -> None:
    for depth in (10, 900, 100_000):
        nested = f'{{"schema_version": 1, "findings": [{"[" * depth}{"]" * depth}]}}'
        with pytest.raises(TqcheckError) as error:
            parse(nested, "baseline.json", Roots("."))
        assert len(str(error.value)) < 200


def test_the_documents_of_entries_are_looked_for_without_surprise(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a", encoding="utf-8")
    (tmp_path / "out.md").symlink_to("/etc/hostname")
    baseline = Baseline(str(tmp_path / "b.json"), (), Roots(str(tmp_path)))
    assert baseline.has_document("a.md")
    wrong = [
        "./a.md",
        "x/../a.md",
        "out.md",
        "../a.md",
        "a\0.md",
        "\ud800.md",
        "none.md",
        "a" * 9_000,
    ]
    assert not any(map(baseline.has_document, wrong))
