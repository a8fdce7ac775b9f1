"""Each format for one small set of documents, compared whole.

`pytest tests/reports --update-golden` writes the files anew; read the difference before you commit.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from tqcheck import __version__, reports, rules
from tqcheck.catalogue import page
from tqcheck.escaping import dumps

from .made import DOCUMENTS, report, results
from .valid import findings

GOLDEN = Path(__file__).parent / "golden"

# What is found and counts, by document.
EXPECTED = [
    ("foreign-punctuation", 7),
    ("header-mismatch", 4),
    ("source-remnant", 6),
    ("unbalanced-brackets", 6),
    ("source-remnant", 8),
    ("source-remnant", 8),
]


@pytest.mark.parametrize("name", reports.formats())
def test_the_whole_report(
    name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(DOCUMENTS)
    shown = report(name, *results())
    assert sorted(findings(name, shown)) == sorted(EXPECTED)
    written = shown.replace(json.dumps(__version__), '"@@VERSION@@"')
    for rule in rules.names():
        # Pages have tests of their own, and change more often than formats.
        written = written.replace(dumps(page(rule)), f'"@@PAGE {rule}@@"')
    golden = GOLDEN / f"{name}.golden"
    if request.config.getoption("--update-golden"):
        golden.write_text(written, encoding="utf-8", newline="")
    stale = "run `pytest tests/reports --update-golden`, and read the difference"
    assert golden.exists(), stale
    assert written == golden.read_bytes().decode(), stale


def test_there_is_no_golden_file_without_its_format() -> None:
    assert sorted(path.stem for path in GOLDEN.iterdir()) == list(reports.formats())


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("sarif", '"level": "note"', '"level": "info"'),
        ("sarif", '"uri": "looms.md"', '"uri": "the looms.md"'),
        ("sarif", '"ruleIndex": 1', '"ruleIndex": 0'),
        ("sarif", "[source paragraph 1](1)", "[source paragraph 1](http://example)"),
        ("junit", "<testcase ", '<testcase file="a.md" '),
        ("junit", 'failures="1"', 'failures="0"'),
        ("gitlab", '"severity": "minor"', '"severity": "warning"'),
        ("gitlab", '"path": "lamps.md"', '"path": "./lamps.md"'),
        ("json", '"severity": "info"', '"severity": "note"'),
        ("jsonl", '"line": ', '"Line": '),
        ("github", "%0A", "\n"),
        ("summary", r"\`", "|"),
        ("concise", " [", "\n ["),
    ],
)
def test_what_is_not_valid_is_refused(name: str, right: str, wrong: str) -> None:
    shown = (GOLDEN / f"{name}.golden").read_text(encoding="utf-8")
    findings(name, shown)
    assert right in shown
    with pytest.raises((AssertionError, etree.DocumentInvalid)):
        findings(name, shown.replace(right, wrong))
