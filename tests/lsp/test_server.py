"""The language server as an editor meets it: over its pipes, message by message."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.articles import PARAGRAPHS, article, english, write
from tests.lsp.client import PUBLISH, Client, applied
from tqcheck.catalogue import page_address

pytestmark = pytest.mark.slow

CONFIG = 'paths = ["archive"]\nexclude = ["drafts/"]\nignore = ["paragraph-count"]\n'
WRONG = ("840 books", "480 books")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a configuration; its documents need not be on disk."""
    made = tmp_path_factory.mktemp("project").resolve()
    write(made / "tqcheck.toml", CONFIG)
    return made


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[Client]:
    """One editor for the tests that leave nothing changed, each with a document of its own."""
    started = Client(folder)
    yield started
    assert started.stop() == 0
    assert started.process.stderr is not None
    assert started.process.stderr.read() == b""


@pytest.fixture
def path(folder: Path, request: pytest.FixtureRequest) -> Path:
    """A document of the test's own, in the configured paths."""
    return folder / "archive" / f"{request.node.name}.md"


def place(line: int, start: int, end: int) -> dict[str, Any]:
    """A range within a line, all from 0."""
    return {
        "start": {"line": line, "character": start},
        "end": {"line": line, "character": end},
    }


def rules(diagnostics: list[dict[str, Any]]) -> list[str]:
    return [diagnostic["code"] for diagnostic in diagnostics]


def edits_of(action: dict[str, Any], uri: str, version: int) -> list[dict[str, Any]]:
    """The edits of an action, which has to be for that version of that document and no other."""
    (change,) = action["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": uri, "version": version}
    found: list[dict[str, Any]] = change["edits"]
    return found


def action_named(actions: list[dict[str, Any]], title: str) -> dict[str, Any]:
    (found,) = [action for action in actions if action["title"] == title]
    return found


def test_the_server_says_what_it_can_do(client: Client) -> None:
    assert client.initialized["serverInfo"]["name"] == "tqcheck"
    can = client.initialized["capabilities"]
    assert can["textDocumentSync"] == {"openClose": True, "change": 1, "save": True}
    assert can["codeActionProvider"] == {"codeActionKinds": ["quickfix", "source.fixAll.tqcheck"]}
    assert can["hoverProvider"] is True
    assert can["positionEncoding"] == "utf-16"
    assert not {"completionProvider", "definitionProvider", "diagnosticProvider"} & set(can)


def test_the_editor_is_asked_to_watch_what_findings_depend_on(client: Client) -> None:
    client.request("textDocument/hover", hover("file:///none.md", 0, 0))
    (asked,) = client.asked
    (registered,) = asked["params"]["registrations"]
    assert registered["method"] == "workspace/didChangeWatchedFiles"
    watched = [each["globPattern"] for each in registered["registerOptions"]["watchers"]]
    assert watched[:3] == ["**/tqcheck.toml", "**/pyproject.toml", "**/*.json"]
    assert watched[3:] == ["**/*.csv", "**/*.tsv", "**/*.tbx"]


def test_an_omission_is_shown_and_translating_it_clears_it(client: Client, path: Path) -> None:
    uri, diagnostics = client.judged(path, article(english()[:3]))
    assert diagnostics == [
        {
            "range": place(9, 0, 0),
            "severity": 1,
            "code": "omitted-ending",
            "codeDescription": {"href": page_address("omitted-ending")},
            "source": "tqcheck",
            "message": "the last paragraph of the source has no translation\n"
            "help: translate source paragraph 4 after line 10",
            "relatedInformation": [
                {
                    "location": {"uri": uri, "range": place(24, 4, 31)},
                    "message": f"source paragraph 4: {PARAGRAPHS[3][1]}",
                }
            ],
        }
    ]
    client.change(uri, article(), 2)
    assert client.diagnostics(uri, 2) == []
    client.change(uri, article(english(WRONG)), 3)
    client.save(uri)
    assert rules(client.diagnostics(uri, 3)) == ["number-mismatch"]
    client.close(uri)
    assert client.diagnostics(uri) == []


def test_severities_are_those_of_the_findings(client: Client, path: Path) -> None:
    text = article(english(WRONG)).replace("Page: 3", "Page: 4")
    _, diagnostics = client.judged(path, text)
    assert [(each["code"], each["severity"]) for each in diagnostics] == [
        ("header-mismatch", 1),
        ("number-mismatch", 2),
    ]


def test_columns_are_counted_in_utf_16(client: Client, path: Path) -> None:
    """𠮷 is one code point and two units; it is before the place in both languages."""
    english_ = english(("The reading room", "The 𠮷𠮷 reading room"), WRONG)
    chinese = [PARAGRAPHS[0][1].replace("水泥厂", "𠮷𠮷水泥厂"), *(zh for _, zh in PARAGRAPHS[1:])]
    text = article(english_, chinese)
    _, diagnostics = client.judged(path, text)
    (number,) = [each for each in diagnostics if each["code"] == "number-mismatch"]
    line = text.split("\n")[5]
    assert number["range"] == place(5, line.index("480") + 2, line.index("480") + 5)
    (related,) = number["relatedInformation"]
    assert related["location"]["range"] == place(23, 4, 4 + len(chinese[0]) + 2)


def test_columns_are_counted_as_agreed(folder: Path) -> None:
    other = Client(folder, {"general": {"positionEncodings": ["utf-8"]}})
    assert other.initialized["capabilities"]["positionEncoding"] == "utf-8"
    text = article(english(("The reading room", "The 𠮷𠮷 reading room"), WRONG))
    uri, diagnostics = other.judged(folder / "archive" / "a.md", text)
    (number,) = [each for each in diagnostics if each["code"] == "number-mismatch"]
    start = len(text.split("\n")[5].partition("480")[0].encode())
    assert number["range"] == place(5, start, start + 3)
    # It cannot show related passages, nor take versions: the passage stands in the message.
    assert number["message"] == (
        f"the source has 840, the translation 480\nsource paragraph 1: {PARAGRAPHS[0][1]}\n"
        "help: write 840"
    )
    assert "relatedInformation" not in number
    waiver = action_named(other.actions(uri, number["range"]), "Waive number-mismatch here")
    assert waiver["edit"] == {
        "changes": {
            uri: [
                {
                    "range": place(5, 0, 0),
                    "newText": "<!-- tqcheck: ignore[number-mismatch] REASON -->\n",
                }
            ]
        }
    }
    assert other.asked == []
    assert other.stop() == 0


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_quick_fix_fixes_its_finding(client: Client, path: Path, end: str) -> None:
    text = article().replace("Date: 1957-11-04\nPage: 3\n", "Date: 1957-11-05\n")
    text = text.replace("\n", end)
    uri, diagnostics = client.judged(path, text)
    assert rules(diagnostics) == ["header-field-missing", "header-mismatch"]
    for version, (rule, title) in enumerate(
        [
            ("header-mismatch", "Fix header-mismatch: write `Date: 1957-11-04`"),
            ("header-field-missing", "Fix header-field-missing: add `Page: 3` to the header"),
        ],
        start=2,
    ):
        (meant,) = [each for each in diagnostics if each["code"] == rule]
        found = action_named(client.actions(uri, meant["range"]), title)
        assert (found["kind"], found["isPreferred"]) == ("quickfix", True)
        assert found["diagnostics"] == [meant]
        text = applied(text, edits_of(found, uri, version - 1))
        diagnostics = client.rejudged(uri, text, version)
        assert rule not in rules(diagnostics)
    assert diagnostics == []
    assert text == article().replace("\n", end)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_that_is_safe_is_fixed_at_once(client: Client, path: Path, end: str) -> None:
    before = article(english(WRONG)).replace("Page: 3", "Page: 4").replace("04", "05", 1)
    after = article(english(WRONG)).replace("\n", end)
    # A doubled word may be meant.
    before = before.replace("wheelbarrows.", "the the wheelbarrows.").replace("\n", end)
    before = before.replace("themselves, who", "themselves， who")
    after = after.replace("wheelbarrows.", "the the wheelbarrows.")
    uri, diagnostics = client.judged(path, before)
    # As an editor asks when a file is saved.
    (found,) = client.actions(uri, place(0, 0, 0), ["source.fixAll"], trigger=2)
    assert found["kind"] == "source.fixAll.tqcheck"
    edits = edits_of(found, uri, 1)
    assert [edit["range"]["start"]["line"] for edit in edits] == [2, 7]
    text = applied(before, edits)
    assert text == after
    assert rules(client.rejudged(uri, text, 2)) == ["number-mismatch", "repeated-text"]
    assert client.actions(uri, place(0, 0, 0), ["source.fixAll"]) == []
    assert len(diagnostics) == 5


def test_fix_all_waits_for_a_check_of_what_was_just_typed(client: Client, path: Path) -> None:
    uri, _ = client.judged(path, article())
    client.change(uri, article().replace("Page: 3", "Page: 4"), 2)
    (found,) = client.actions(uri, place(0, 0, 0), ["source.fixAll.tqcheck"], trigger=2)
    edits = edits_of(found, uri, 2)
    assert applied(article().replace("Page: 3", "Page: 4"), edits) == article()


def test_an_editor_that_asks_by_itself_gets_no_actions_for_an_earlier_version(
    client: Client, path: Path
) -> None:
    text = article(english(WRONG))
    uri, (number,) = client.judged(path, text)
    assert len(client.actions(uri, number["range"], trigger=2)) == 2
    client.change(uri, text + "\n", 2)
    assert client.actions(uri, number["range"], trigger=2) == []
    assert len(client.actions(uri, number["range"], trigger=1)) == 2


def waived(client: Client, path: Path, text: str, rule: str, where: str) -> str:
    """The text after a rule was waived `here` or `in this file`, once that has been judged."""
    uri, diagnostics = client.judged(path, text)
    (meant,) = [each for each in diagnostics if each["code"] == rule]
    found = action_named(client.actions(uri, meant["range"]), f"Waive {rule} {where}")
    assert "isPreferred" not in found
    text = applied(text, edits_of(found, uri, 1))
    assert client.rejudged(uri, text, 2) == []
    return text


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "rule", "after"),
    [
        (article(english(WRONG)), "number-mismatch", "\n\n{}\nThe reading room"),
        (article(english()[:3]), "omitted-ending", " is taken.\n{}\n\n<hr />"),
        (
            article([english()[0], *english()[2:]]),
            "omitted-paragraph",
            " on its shelves.\n{}\n\nIn the evening",
        ),
        (article().replace("Page: 3", "Page: 4"), "header-mismatch", "04\n{}\nPage: 4"),
        (article()[: article().index("\n<hr")], "section-missing", "thin paper.\n{}"),
    ],
)
def test_a_waiver_silences_its_finding(
    client: Client, path: Path, text: str, rule: str, after: str, end: str
) -> None:
    comment = f"<!-- tqcheck: ignore[{rule}] REASON -->"
    made = waived(client, path, text.replace("\n", end), rule, "here")
    assert made.count(comment) == 1
    assert after.format(comment).replace("\n", end) in made
    made = waived(client, path, text.replace("\n", end), rule, "in this file")
    assert made.startswith(f"<!-- tqcheck: ignore-file[{rule}] REASON -->{end}")


def test_a_rule_is_waived_once_in_each_paragraph(client: Client, path: Path) -> None:
    text = article(english(("840 books", "480 books and 17 maps"), ("26 chairs", "62 chairs")))
    uri, diagnostics = client.judged(path, text)
    assert rules(diagnostics) == ["number-mismatch"] * 3
    everywhere = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    actions = client.actions(uri, everywhere)
    assert [action["title"] for action in actions] == [
        "Waive number-mismatch here",
        "Waive number-mismatch here",
        "Waive number-mismatch in this file",
    ]
    both = [edit for action in actions[:2] for edit in edits_of(action, uri, 1)]
    assert client.rejudged(uri, applied(text, both), 2) == []


def test_a_fix_that_has_to_be_looked_at_is_not_preferred(client: Client, path: Path) -> None:
    text = article(english(("The reading", "The cafÃ© and the reading")))
    uri, (garbled,) = client.judged(path, text)
    actions = client.actions(uri, garbled["range"])
    assert "source.fixAll.tqcheck" not in [action["kind"] for action in actions]
    fix = actions[0]
    assert fix["title"].startswith("Fix garbled-text (unsafe): ")
    assert fix["isPreferred"] is False
    made = applied(text, edits_of(fix, uri, 1))
    assert made == text.replace("cafÃ©", "café")
    assert client.rejudged(uri, made, 2) == []


def test_a_finding_of_the_header_is_waived_within_it(client: Client, path: Path) -> None:
    text = article().replace("Page: 3\n", "Page: 3\nPage: 4\n")
    uri, diagnostics = client.judged(path, text)
    (twice,) = [each for each in diagnostics if each["code"] == "header-field-duplicate"]
    offered = {action["title"]: action for action in client.actions(uri, twice["range"])}
    assert "Waive header-field-duplicate in this file" in offered
    made = applied(text, edits_of(offered["Waive header-field-duplicate here"], uri, 1))
    assert "Page: 3\n<!-- tqcheck: ignore[header-field-duplicate] REASON -->\nPage: 4\n" in made
    left = [each["code"] for each in client.rejudged(uri, made, 2)]
    assert left == [
        each["code"] for each in diagnostics if each["code"] != "header-field-duplicate"
    ]


@pytest.mark.parametrize(
    ("comment", "title", "left"),
    [
        ("ignore[number-mismatch] once wrong", "Remove the waiver", ""),
        ("ignore-file[date-mismatch]", "Remove the waiver", ""),
        (
            "ignore[number-mismatch, term-mismatch, source-remnant] once",
            "Remove the unused rules from the waiver",
            "<!-- tqcheck: ignore[source-remnant] once -->\n",
        ),
    ],
)
def test_an_unused_waiver_can_be_removed(
    client: Client, path: Path, comment: str, title: str, left: str
) -> None:
    text = article(english(("wheelbarrows", "wheelbarrows 手推车")))
    if not left:
        text = article()
    top = "Most of the books"
    text = text.replace(top, f"<!-- tqcheck: {comment} -->\n{top}")
    uri, (dead,) = client.judged(path, text)
    assert dead["code"] == "waiver-unused"
    actions = client.actions(uri, dead["range"])
    assert [action["title"] for action in actions] == [title]
    assert actions[0]["isPreferred"] is False
    made = applied(text, edits_of(actions[0], uri, 1))
    assert made == text.replace(f"<!-- tqcheck: {comment} -->\n", left)
    assert client.rejudged(uri, made, 2) == []


def hover(uri: str, line: int, character: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}


def test_pointing_at_a_finding_explains_its_rule(client: Client, path: Path) -> None:
    uri, (number,) = client.judged(path, article(english(WRONG)))
    start = number["range"]["start"]
    found = client.request("textDocument/hover", hover(uri, start["line"], start["character"]))
    assert found["range"] == number["range"]
    assert found["contents"]["kind"] == "markdown"
    text = found["contents"]["value"]
    assert text.startswith("**number-mismatch**: ")
    assert text.endswith(f"({page_address('number-mismatch')})")
    assert client.request("textDocument/hover", hover(uri, 5, 0)) is None


def silent(client: Client, path: Path, text: str) -> str:
    """Open a document without diagnostics; what the log says of it."""
    uri = client.open(path, text)
    # By the time that this is answered the document has been looked at.
    assert client.actions(uri, place(0, 0, 0)) == []
    said = client.notification("window/logMessage", lambda params: str(path) in params["message"])
    assert not any(m["params"].get("uri") == uri for m in client.heard if m["method"] == PUBLISH)
    client.change(uri, text + "\n", 2)
    assert client.actions(uri, place(0, 0, 0)) == []
    client.close(uri)
    return str(said["message"])


def test_what_the_configuration_leaves_out_is_left_alone(client: Client, folder: Path) -> None:
    text = article(english()[:3])
    for name in ("elsewhere/a.md", "archive/drafts/a.md", "archive/a.txt"):
        path = folder / name
        said = silent(client, path, text)
        expected = f"{path} is not checked: `include`, `exclude` and `paths` leave it out"
        assert said == f"tqcheck: {expected}"


def test_what_is_not_a_translation_document_is_left_alone(client: Client, path: Path) -> None:
    said = silent(client, path, "# The Harbour\n\nThe lamps burn， and the the boats wait.\n")
    assert said == f"tqcheck: {path} is not checked: it is not a translation document"


def test_nothing_is_shown_without_a_configuration(client: Client, tmp_path: Path) -> None:
    said = silent(client, tmp_path / "README.md", "# A project\n")
    expected = "is not checked: there is no tqcheck.toml or pyproject.toml with settings"
    assert said.endswith(expected)


def test_texts_without_a_file_are_left_alone(client: Client) -> None:
    for uri in ("untitled:Untitled-1", "git:/archive/a.md?ref=HEAD"):
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": "nothing"}
        client.notify("textDocument/didOpen", {"textDocument": item})
        assert client.actions(uri, place(0, 0, 0)) == []
        assert not [m for m in client.heard if m["params"].get("uri") == uri]


def test_a_buffer_that_cannot_be_judged_says_why_as_the_file_would(
    client: Client, path: Path
) -> None:
    _, diagnostics = client.judged(path, "\n\n")
    assert [(each["message"], each["range"]) for each in diagnostics] == [
        ("empty; restore or remove it", place(0, 0, 0))
    ]
    uri = path.as_uri()
    client.change(uri, article() + "\na NUL \0 byte", 2)
    (nul,) = client.diagnostics(uri, 2)
    assert nul["message"] == "contains a NUL byte: not a text file; exclude it or save it as UTF-8"
    assert nul["range"] == place(28, 0, 12)
    assert not [m for m in client.heard if m["method"] == "window/showMessage"]


def test_a_byte_order_mark_takes_a_column(client: Client, path: Path) -> None:
    text = "\ufeff" + article().replace("Title: ", "Title: 阅览室 ").replace("Page: 3", "Page: 4")
    uri, diagnostics = client.judged(path, text)
    first = min(diagnostics, key=lambda each: each["range"]["start"]["line"])
    assert first["range"]["start"] == {"line": 0, "character": 8}
    (mended,) = client.actions(uri, place(0, 0, 0), ["source.fixAll"])
    assert applied(text, edits_of(mended, uri, 1)) == text.replace("Page: 4", "Page: 3")
    waiver = action_named(
        client.actions(uri, first["range"]), f"Waive {first['code']} in this file"
    )
    made = applied(text, edits_of(waiver, uri, 1))
    assert made.startswith("\ufeff<!-- tqcheck: ignore-file")
    client.change(uri, made, 2)
    assert first["code"] not in rules(client.diagnostics(uri, 2))


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        ('[tool.tqcheck]\nselct = ["all"]\n', "unknown key `selct`; did you mean `select`?", 1),
        ("[tool.tqcheck]\n\npaths = archive\n", "not valid TOML: ", 2),
    ],
)
def test_a_wrong_configuration_is_shown_where_it_is_wrong(
    client: Client, tmp_path: Path, content: str, message: str, line: int
) -> None:
    tmp_path = tmp_path.resolve()
    config, path = tmp_path / "pyproject.toml", tmp_path / "a.md"
    write(config, '[tool.tqcheck]\nignore = ["paragraph-count"]\n')
    uri, diagnostics = client.judged(path, article(english(WRONG)))
    assert rules(diagnostics) == ["number-mismatch"]
    write(config, content)
    changed = {"changes": [{"uri": config.as_uri(), "type": 2}]}
    client.notify("workspace/didChangeWatchedFiles", changed)
    assert client.diagnostics(uri, 1) == []
    (wrong,) = client.diagnostics(config.as_uri())
    assert wrong["message"].startswith(message)
    assert (wrong["severity"], wrong["source"]) == (1, "tqcheck")
    assert wrong["range"]["start"]["line"] == line
    shown = client.notification("window/showMessage")
    assert shown["type"] == 1
    assert shown["message"].startswith(f"tqcheck: {config}:")
    assert message in shown["message"]
    # It is shown once, not with every key.
    client.change(uri, article(), 2)
    assert client.diagnostics(uri, 2) == []
    other, diagnostics = client.judged(tmp_path / "b.md", article())
    assert diagnostics == []
    assert not [m for m in client.heard if m["method"] == "window/showMessage"]
    client.close(other)
    # Nobody said that the file changed; the next change of the document sees it.
    write(config, "[tool.tqcheck]\n")
    client.change(uri, article(english(WRONG)), 3)
    assert rules(client.diagnostics(uri, 3)) == ["number-mismatch"]
    client.notification(PUBLISH, lambda p: p["uri"] == config.as_uri() and not p["diagnostics"])
    client.close(uri)


def test_a_change_of_baseline_and_glossary_is_seen(client: Client, tmp_path: Path) -> None:
    tmp_path = tmp_path.resolve()
    path, glossary = tmp_path / "a.md", tmp_path / "terms.csv"
    write(path, article(english(WRONG)))
    write(glossary, "source,target\n阅览室,library\n")
    write(tmp_path / "tqcheck.toml", 'glossary = ["terms.csv"]\nignore = ["paragraph-count"]\n')
    uri, diagnostics = client.judged(path, path.read_text(encoding="utf-8"))
    assert set(rules(diagnostics)) == {"term-mismatch", "number-mismatch"}
    term = next(each for each in diagnostics if each["code"] == "term-mismatch")
    places = [each["location"]["uri"] for each in term["relatedInformation"]]
    assert set(places) <= {uri, glossary.as_uri()}
    command = [sys.executable, "-m", "tqcheck", "baseline", "a.md", "--select", "number-mismatch"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    write(glossary, "source,target\n阅览室,reading room\n")
    baseline = tmp_path / "tqcheck-baseline.json"
    changes = [{"uri": each.as_uri(), "type": 2} for each in (glossary, baseline)]
    client.notify("workspace/didChangeWatchedFiles", {"changes": changes})
    assert client.diagnostics(uri, 1) == []
    # A frozen finding that was fixed is reported in the baseline, until the document is closed.
    assert client.rejudged(uri, article(), 2) == []
    (dead,) = client.diagnostics(baseline.as_uri())
    assert dead["code"] == "waiver-unused"
    assert dead["range"]["start"]["line"] == 3
    client.close(uri)
    assert client.diagnostics(baseline.as_uri()) == []
    write(baseline, "{")
    uri, diagnostics = client.judged(path, article())
    assert diagnostics == []
    (wrong,) = client.diagnostics(baseline.as_uri())
    assert wrong["message"] == "not valid JSON; `tqcheck baseline` writes a new one"
    client.close(uri)
    assert client.diagnostics(baseline.as_uri()) == []
    client.notification("window/showMessage")


def test_a_file_that_was_missing_is_seen_when_it_comes(client: Client, tmp_path: Path) -> None:
    tmp_path = tmp_path.resolve()
    config, glossary = tmp_path / "tqcheck.toml", tmp_path / "terms.csv"
    write(config, 'glossary = ["terms.csv"]\n')
    uri, diagnostics = client.judged(tmp_path / "a.md", article(english(WRONG)))
    assert diagnostics == []
    (wrong,) = client.diagnostics(config.as_uri())
    assert wrong["message"].startswith("there is no file `terms.csv`")
    client.notification("window/showMessage")
    write(glossary, "source,target\n阅览室,reading room\n")
    changed = {"changes": [{"uri": glossary.as_uri(), "type": 1}]}
    client.notify("workspace/didChangeWatchedFiles", changed)
    assert rules(client.diagnostics(uri, 1)) == ["number-mismatch"]
    assert client.diagnostics(config.as_uri()) == []
    client.close(uri)


def test_a_configuration_is_seen_when_it_is_saved(client: Client, tmp_path: Path) -> None:
    tmp_path = tmp_path.resolve()
    config = tmp_path / "tqcheck.toml"
    write(config, "")
    uri, diagnostics = client.judged(tmp_path / "a.md", article(english(WRONG)))
    assert rules(diagnostics) == ["number-mismatch"]
    write(config, 'ignore = ["number-*"]\n')
    client.save(config.as_uri())
    assert client.diagnostics(uri, 1) == []
    write(config, "[rules.number-mismatch]\nseverity = 'info'\n")
    client.save(config.as_uri())
    (number,) = client.diagnostics(uri, 1)
    assert number["severity"] == 3
    client.close(uri)


def test_only_the_last_of_many_changes_is_judged(client: Client, path: Path) -> None:
    uri, _ = client.judged(path, article())
    for version in range(2, 30):
        client.change(uri, article(english(WRONG)) + "\n" * version, version)
    client.change(uri, article(english(("26 chairs", "62 chairs"))), 30)
    (diagnostics,) = client.notification(PUBLISH, lambda params: params["uri"] == uri)[
        "diagnostics"
    ]
    assert "62" in diagnostics["message"]
    assert not [m for m in client.heard if m["params"].get("uri") == uri]


# A rule that waits, and one that fails, as a module put before the server is started.
SLOW = """
import sys, time
from tqcheck import linter
check = linter.check_text
def check_text(text, path, session):
    if "FAIL" in text:
        raise RuntimeError("no such luck")
    if "SLOW" in text:
        for _ in range(600):
            time.sleep(0.1)
        open("waited", "w").close()
    print("not for the editor")
    return check(text, path, session)
linter.check_text = check_text
from tqcheck.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def slow(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A server in which a text can ask for a check that takes a minute, or one that fails."""
    from tests.lsp import client as module

    monkeypatch.setattr(module, "COMMAND", [sys.executable, "-c", SLOW, "lsp"])
    started = Client(folder)
    yield started
    if started.process.poll() is None:
        started.process.kill()
    started.process.wait()


def test_a_check_holds_up_neither_the_conversation_nor_the_end(
    slow: Client, path: Path, folder: Path
) -> None:
    uri = slow.open(path, article().replace("Monday", "SLOW Monday"))
    assert slow.request("textDocument/hover", hover(uri, 5, 0)) is None
    slow.change(uri, article().replace("Monday", "a SLOW Monday"), 2)
    assert slow.stop() == 0
    assert not (folder / "waited").exists()


def test_a_check_that_fails_is_logged_and_the_server_lives(slow: Client, path: Path) -> None:
    uri, diagnostics = slow.judged(path, article(english(WRONG)))
    assert rules(diagnostics) == ["number-mismatch"]
    slow.change(uri, article(english(WRONG, ("Monday", "FAIL"))), 2)
    logged = slow.notification("window/logMessage")
    assert logged["type"] == 1
    assert logged["message"].startswith(f"tqcheck: {path} could not be checked:\nTraceback")
    assert logged["message"].rstrip().endswith("RuntimeError: no such luck")
    (failed,) = slow.diagnostics(uri)
    assert failed["message"].startswith("RuntimeError: no such luck; ")
    assert failed["range"]["start"] == {"line": 0, "character": 0}
    slow.change(uri, article(english(WRONG)), 3)
    assert rules(slow.diagnostics(uri, 3)) == ["number-mismatch"]
    # A message that makes no sense is no end either.
    slow.notify("textDocument/didOpen", {"textDocument": 3})
    assert slow.notification("window/logMessage")["message"].startswith("tqcheck: JsonRpc")
    assert slow.actions(uri, place(5, 0, 99))
    assert slow.stop() == 0


ENCODER = """
import os, sys
open("run", "a").close()
class Encoder:
    def encode(self, texts):
        sys.exit(0)
"""


def test_an_encoder_is_not_run_because_a_folder_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path = tmp_path.resolve()
    config, path = tmp_path / "tqcheck.toml", tmp_path / "a.md"
    write(config, 'engine = "semantic"\nencoder = "planted:Encoder"\n')
    for name in ("planted", "zlib", "numpy", "websockets", "yaml"):
        write(tmp_path / f"{name}.py", ENCODER)
    monkeypatch.delenv("TQCHECK_ENCODER", raising=False)
    client = Client(tmp_path)
    uri, diagnostics = client.judged(path, article())
    assert diagnostics == []
    (refused,) = client.diagnostics(config.as_uri())
    assert refused["message"].startswith("`encoder` names code that is not allowed to run; if you")
    assert refused["range"]["start"]["line"] == 1
    assert "planted:Encoder" in client.notification("window/showMessage")["message"]
    # The configuration is mended, and nothing of the folder is imported then either.
    write(config, 'engine = "semantic"\n')
    client.change(uri, article(english(WRONG)), 2)
    assert rules(client.diagnostics(uri, 2)) == ["number-mismatch"]
    assert client.stop() == 0
    assert not (tmp_path / "run").exists()


def test_an_encoder_that_exits_neither_ends_nor_silences_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path = tmp_path.resolve()
    (tmp_path / "modules").mkdir()
    write(tmp_path / "modules" / "own.py", ENCODER)
    write(tmp_path / "tqcheck.toml", 'engine = "semantic"\nencoder = "own:Encoder"\n')
    monkeypatch.setenv("TQCHECK_ENCODER", "own:Encoder")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "modules"))
    client = Client(tmp_path)
    uri, (failed,) = client.judged(tmp_path / "a.md", article())
    assert failed["message"] == "setting encoder: 'own:Encoder' fails in encode: SystemExit: 0"
    assert failed["range"]["start"] == {"line": 0, "character": 0}
    assert "own:Encoder" in client.notification("window/showMessage")["message"]
    write(tmp_path / "tqcheck.toml", 'engine = "lexical"\n')
    client.change(uri, article(english(WRONG)), 2)
    assert rules(client.diagnostics(uri, 2)) == ["number-mismatch"]
    assert client.stop() == 0


def test_an_editor_that_is_gone_ends_the_server(folder: Path) -> None:
    other = Client(folder)
    other.close_pipes()
    assert other.process.wait(20) == 1


def test_an_interrupt_ends_the_server(folder: Path) -> None:
    other = Client(folder)
    other.process.send_signal(signal.SIGINT)
    assert other.process.wait(20) == -signal.SIGINT


def test_without_pygls_one_line_says_what_to_install(tmp_path: Path) -> None:
    blocked = "import sys; sys.modules['pygls'] = None; from tqcheck.cli import main; "
    command = [sys.executable, "-c", f"{blocked}sys.exit(main(['lsp']))"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, input="")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        'tqcheck: the language server needs pygls 2; pip install "tqcheck[lsp]"\n'
    )
