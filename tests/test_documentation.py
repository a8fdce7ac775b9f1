"""The documentation agrees with the program: pages, tables and commands."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from tests.reading import read_text
from tqcheck import cli, reports, rules
from tqcheck.catalogue import page
from tqcheck.config import Config
from tqcheck.config.location import load
from tqcheck.document import DocumentRef
from tqcheck.errors import FileError
from tqcheck.files.content import Content
from tqcheck.finding import Hit, Span, finding_of
from tqcheck.layouts import examples
from tqcheck.linter import check_contents
from tqcheck.linter.results import Result, Summary
from tqcheck.linter.session import Session
from tqcheck.reports import Style

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "rules"


@pytest.mark.parametrize("name", rules.names())
def test_the_page_of_a_rule_is_what_its_docstring_gives(name: str) -> None:
    stale = "run `make docs`"
    assert (PAGES / f"{name}.md").read_text(encoding="utf-8") == page(name), stale


def test_examples_are_shown_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    docs = (
        "Finds.\n\nWhy.\n\nBad:\n    zh: 一|二\n    zh: 三\n    en: *1* & <2>\n    zh:\n    en: 4\n"
    )
    shown = replace(rules.get("number-mismatch"), docs=docs)
    monkeypatch.setattr(rules, "get", lambda name: shown)
    _, _, bad = page("number-mismatch").partition("## Bad\n\n")
    assert bad.partition("\n\n")[0].split("\n") == [
        "| zh | en |",
        "|---|---|",
        r"| 一\|二<br>三 | \*1\* &amp; &lt;2> |",
        "|  | 4 |",
    ]


def test_the_published_schema_is_what_the_command_prints(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["schema"]) == 0
    stale = "run `make docs`"
    published = (ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8")
    assert published == capsys.readouterr().out, stale


def test_there_is_no_page_without_its_rule() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.md")) == sorted(rules.names())


def test_readme_and_changelog_name_every_rule_and_report() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for name in rules.names():
        assert f"[`{name}`](docs/rules/{name}.md)" in readme
        assert f"`{name}`" in changes
    for name in reports.formats():
        assert f"`{name}`" in readme
    for name in cli.COMMANDS:
        assert f"tqcheck {name}" in readme


def test_every_claim_about_security_names_tests_that_exist() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    claims = [line for part in text.split("\n| what | why")[1:] for line in part.splitlines()[2:]]
    for claim in (line for line in claims if line.startswith("|")):
        named = re.findall(r"`(tests/[^`]+)`", claim.split("|")[-2])
        assert named, claim
        assert all((ROOT / name).is_file() for name in named), claim


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/*.md")))
def test_links_lead_somewhere(path: Path) -> None:
    prose = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)#:]+)\)", prose):
        assert (path.parent / link).exists(), link


def test_the_configuration_shown_is_valid_and_is_the_default(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    file = tmp_path / "pyproject.toml"
    file.write_text(shown, encoding="utf-8")
    loaded, default = load(file), Config()
    assert loaded.archive == default.archive
    assert loaded.alignment == default.alignment
    assert (loaded.include, loaded.select, loaded.ignore, loaded.fail_on) == (
        default.include,
        default.select,
        default.ignore,
        default.fail_on,
    )
    assert loaded.severities == {"length-ratio": "info"}
    assert loaded.settings == {"source-remnant": {"error_from": 12}}


def test_the_example_in_the_readme_is_what_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```console\n\$ tqcheck (.*?)```", readme, re.DOTALL)
    command, _, output = shown.partition("\n")
    cli.main([*command.split(), "--isolated", "--select", "omitted-ending"])
    first, *_ = capsys.readouterr().out.split("\n\n")
    assert output.rstrip() == first


def test_every_example_has_what_its_name_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "examples" / "archive")
    for path in sorted(Path().glob("*.md")):
        code = cli.main([str(path), "--isolated", "--report", "concise"])
        found = re.findall(
            r": (error|warning|info): .* \[([a-z-]+)\]$", capsys.readouterr().out, re.M
        )
        if path.stem.startswith("clean"):
            assert code == 0 and all(level == "info" for level, _ in found), path
        else:
            assert path.stem in {rule for _, rule in found}, path
            # What a lost or an added paragraph does to the count is told as well.
            assert {rule for _, rule in found} <= {path.stem, "paragraph-count"}, path


def test_the_rule_in_the_guide_does_what_the_guide_says() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    code, *_ = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    module = ModuleType("capital_letters")
    exec(code, module.__dict__)
    rule = rules.from_module("capital-letters", module)
    for heading in ("Bad", "Good"):
        for example in rule.examples(heading):
            assert bool(_hits(rule, example)) == (heading == "Bad"), example
    fires, expected, silent, *_ = re.findall(r"```text\n(.*?)```", guide, re.DOTALL)
    (hit,) = _hits(rule, fires)
    place = f"fires-paragraph.md:{hit.span.line}:{hit.span.column}"
    assert expected == f"{place}: {rule.severity}: {hit.message} [{rule.name}]\n"
    assert not _hits(rule, silent)


def test_the_layout_in_the_guide_reads_both_files(monkeypatch: pytest.MonkeyPatch) -> None:
    module = _module_of_the_guide("Add a layout")
    monkeypatch.setitem(sys.modules, "tqcheck.layouts.parallel", module)
    ref = DocumentRef("ferry.en.txt", "ferry.zh.txt", ("zh", "en"), layout="parallel")
    contents = [
        Content("ferry.en.txt", "\n  The ferry sails at six.\r\n\r\nA ticket costs ten fen.\n"),
        Content("ferry.zh.txt", "渡船六点开航。\n船票每张五分。\n"),
    ]
    (finding,) = check_contents(ref, Session(Config()), contents).findings
    assert (finding.path, finding.line, finding.rule) == ("ferry.en.txt", 4, "number-mismatch")
    assert [(r.path, r.line) for r in finding.related] == [("ferry.zh.txt", 2)]
    empty = [Content(content.path, "") for content in contents]
    assert check_contents(ref, Session(Config()), empty).document is not None


def test_the_report_in_the_guide_shows_findings_and_what_was_not_judged() -> None:
    report = _module_of_the_guide("Add a report").Report(Style())
    finding = finding_of("header-mismatch", "error", "a.md", Hit(Span.at(2), 'one, "two"', ""))
    shown = [
        report.add(Result("a.md", None, (finding,))),
        report.add(Result("b.md", None, (), trouble=FileError("b.md", "empty"))),
        report.finish(Summary()),
    ]
    assert shown == ['a.md,2,header-mismatch,"one, ""two"""\n', "b.md,1,,empty\n", ""]


def _module_of_the_guide(section: str) -> ModuleType:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    _, _, recipe = guide.partition(f"## {section}\n")
    code, *_ = re.findall(r"```python\n(.*?)```", recipe, re.DOTALL)
    module = ModuleType("of_the_guide")
    exec(code, module.__dict__)
    return module


def _hits(rule: rules.Rule, example: str) -> list[Hit]:
    pair = examples.read(example)
    languages = Config(source_language=pair.source, target_language=pair.target)
    return list(rule.check(read_text(pair.document, "example.md", languages)))
