"""The registry, and the examples in the rules' docstrings, which are a rule's first tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from tests.reading import check_text, read_text
from tqcheck import rules
from tqcheck.config import Config
from tqcheck.config.location import load
from tqcheck.document import ArchiveDocument, Document
from tqcheck.finding import SEVERITIES, Finding, Hit, Span
from tqcheck.layouts import examples

BESIDE = {
    "Reference": "references/example.md",
    "Glossary": "glossary.csv",
    "Configuration": "tqcheck.toml",
}
EXAMPLES = [
    pytest.param(name, heading, text, id=f"{name}-{heading.lower()}-{number}")
    for name in rules.names()
    for heading in ("Bad", "Good")
    for number, text in enumerate(rules.get(name).examples(heading), 1)
]


@pytest.mark.parametrize(("name", "heading", "text"), EXAMPLES)
def test_only_bad_examples_have_findings(
    name: str, heading: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    findings = _findings(name, text)
    assert bool(findings) == (heading == "Bad"), findings
    assert all(finding.rule == name for finding in findings)


@pytest.mark.parametrize("name", rules.names())
def test_every_rule_has_a_bad_and_a_good_example(name: str) -> None:
    rule = rules.get(name)
    assert rule.examples("Bad")
    assert rule.examples("Good")


def test_whole_documents_are_shown_only_for_what_is_about_them() -> None:
    shown = {
        name
        for name in rules.names()
        for heading in ("Bad", "Good")
        for text in rules.get(name).examples(heading)
        if not examples.is_pair(text)
    }
    headers = {name for name in rules.names() if name.startswith("header-")}
    assert shown == headers | {"section-missing", "waiver-unused"}


@pytest.mark.parametrize("name", rules.names())
def test_a_rule_is_what_its_module_declares(name: str) -> None:
    rule = rules.get(name)
    assert rule.name == name
    assert rule.severity in SEVERITIES
    assert rule.summary.endswith(".")
    assert "\n" not in rule.summary


def test_an_unknown_rule_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="omitted-words"):
        rules.get("omitted-words")


def test_names_are_those_of_the_modules() -> None:
    modules = Path(rules.__file__).parent.glob("[!_]*.py")
    assert set(rules.names()) == {path.stem.replace("_", "-") for path in modules}
    assert list(rules.names()) == sorted(rules.names())


def test_an_example_ends_where_the_text_is_no_longer_indented() -> None:
    module = _module(_on_document)
    module.__doc__ = "Finds.\n\nBad:\n    one\n\n    two\n\nGood:\n    three\n\nBad:\n    four\n"
    rule = rules.from_module("finds", module)
    assert rule.examples("Bad") == ["one\n\ntwo\n", "four\n"]
    assert rule.examples("Good") == ["three\n"]


def test_blank_lines_part_pairs() -> None:
    module = _module(_on_document)
    module.__doc__ = "Finds.\n\nBad:\n    zh: 一\n    en: 1\n\n    zh: 二\n    en: 2\n"
    assert rules.from_module("finds", module).examples("Bad") == [
        "zh: 一\nen: 1\n",
        "zh: 二\nen: 2\n",
    ]


def _on_document(document: Document, *, least: int = 3, only: bool = False) -> Iterator[Hit]:
    yield Hit(Span(least, 1, least, 1), "found", "remove it")


def _on_archive_document(document: ArchiveDocument) -> Iterator[Hit]:
    yield Hit(Span.at(1), "found", "remove it", severity="info")


def test_keyword_parameters_are_settings() -> None:
    rule = rules.from_module("finds", _module(_on_document))
    assert rule.settings == {"least": 3, "only": False}
    assert rule.summary == "Finds."


def test_a_rule_that_looks_at_a_document_is_run_once() -> None:
    rule = rules.from_module("finds", _module(_on_document))
    (finding,) = rule.findings(_document(), {"least": 2}, None)
    assert (finding.rule, finding.severity, finding.line) == ("finds", "warning", 2)
    (finding,) = rule.findings(_document(), {}, "error")
    assert (finding.severity, finding.line) == ("error", 3)


def test_what_a_rule_looks_at_decides_which_documents_it_is_for() -> None:
    rule = rules.from_module("finds", _module(_on_archive_document))
    (finding,) = rule.findings(_document(), {}, None)
    # What the hit says goes before the rule's own severity, what is configured before both.
    assert finding.severity == "info"
    assert [f.severity for f in rule.findings(_document(), {}, "error")] == ["error"]
    whole = _document()
    other = Document(target=whole.target, source=whole.source)
    assert list(rule.findings(other, {}, None)) == []


def _without_annotation(document):  # type: ignore[no-untyped-def]
    yield from ()


def _on_segment(segment: str) -> Iterator[Hit]:
    yield from ()


def _without_parameter() -> Iterator[Hit]:
    yield from ()


@pytest.mark.parametrize(
    ("attribute", "value", "message"),
    [
        ("__doc__", None, "rule finds: a docstring"),
        ("__doc__", "", "rule finds: a docstring"),
        ("SEVERITY", "fatal", "SEVERITY"),
        ("SEVERITY", None, "SEVERITY"),
        ("check", None, r"check\(\) are needed"),
        ("check", _on_segment, "a Document, not at `str`"),
        ("check", _without_annotation, "a Document"),
        ("check", _without_parameter, "a Document"),
    ],
)
def test_a_module_that_declares_no_rule_is_refused(
    attribute: str, value: object, message: str
) -> None:
    module = _module(_on_document)
    setattr(module, attribute, value)
    with pytest.raises(TypeError, match=message):
        rules.from_module("finds", module)


def _module(check: object) -> ModuleType:
    module = ModuleType("tqcheck.rules.finds", "Finds.\n\nAnd nothing else.\n")
    module.SEVERITY = "warning"  # type: ignore[attr-defined]
    module.check = check  # type: ignore[attr-defined]
    return module


def _findings(name: str, text: str) -> tuple[Finding, ...]:
    """What the rule says of an example, with what the docstring shows beside it."""
    rule, config = rules.get(name), Config()
    Path("references").mkdir()
    for heading, file in BESIDE.items():
        for shown in rule.examples(heading):
            Path(file).write_text(shown, encoding="utf-8")
    if Path("tqcheck.toml").exists():
        config = load(Path("tqcheck.toml"))
    if examples.is_pair(text):
        pair = examples.read(text, config.source_language)
        text = pair.document
        config = replace(config, source_language=pair.source, target_language=pair.target)
    selected = ("all",) if rule.is_about_waivers else (name,)
    return check_text(text, "example.md", replace(config, select=selected)).findings


def _document() -> Document:
    text = """\
Title: A New Ferry
Author:
Date: 1956-03-12
Page: 2

The new ferry across the Qing River made its first crossing yesterday.

A ticket for the crossing costs five fen, and children travel free.

<hr />

Original:

### 新渡船

1956-03-12
第2版(国内新闻)
专栏：

    横渡清江的新渡船昨天首次试航。
    渡江的船票每张五分，儿童免费。
"""
    return read_text(text, "example.md")
