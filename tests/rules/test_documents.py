"""The rules by what they say: each document of tests/documents is checked by its folder's rule.

`<rule>/fires-<what>.pair` has its findings beside it in `fires-<what>.expected`, as the report
`concise` prints them; the rule finds nothing in `<rule>/silent-<what>.pair`. A pair is a few lines
`zh: …` and `en: …`, which `tqcheck/layouts/examples.py` puts into a document, whose translation
begins in line 6. Where the rest of the document matters, it is written out in a file `.md` instead.
A document for other languages or another layout has its configuration in `<name>.toml`; a glossary
that names is in a file of the same name, references are in `references/`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests import fixtures
from tests.fixtures import ROOT
from tqcheck import rules
from tqcheck.cli import main

DOCUMENTS = fixtures.paths()


@pytest.mark.parametrize(
    "document", [pytest.param(path, id=f"{path.parent.name}/{path.stem}") for path in DOCUMENTS]
)
def test_a_rule_finds_what_is_expected_and_nothing_else(
    document: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = _expected(document)
    configuration = document.with_suffix(".toml")
    name = fixtures.place(document, tmp_path)
    monkeypatch.chdir(tmp_path)
    code = main(
        [
            "check",
            *(["--config", configuration.name] if configuration.exists() else ["--isolated"]),
            *("--select", _selected(document.parent.name), "--report", "concise"),
            # An error fails the run by itself.
            *([] if ": error: " in expected else ["--fail-on", "info"]),
            name,
        ]
    )
    printed = capsys.readouterr()
    assert printed.out == expected
    assert printed.err == ""
    assert code == (1 if expected else 0)


@pytest.mark.parametrize("rule", rules.names())
def test_a_rule_has_documents_for_both_sides(rule: str) -> None:
    count = Counter(path.stem.partition("-")[0] for path in fixtures.paths(rule))
    assert count["fires"] >= 2
    assert count["silent"] >= count["fires"]


def test_every_file_is_used() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()}
    assert folders == set(rules.names())
    stems = {path.with_suffix("") for path in DOCUMENTS}
    assert len(stems) == len(DOCUMENTS), "a pair and a document of one name"
    assert all(path.stem.startswith(("fires-", "silent-")) for path in DOCUMENTS)
    for folder in folders:
        for path in (ROOT / folder).iterdir():
            if path.name == "references":  # of the documents with the same names
                assert {p.stem for p in path.rglob("*.*")} <= {p.stem for p in DOCUMENTS}
                continue
            assert path.suffix in (".md", ".pair", ".expected", *fixtures.BESIDE), path
            assert path.with_suffix("") in stems, path


def _selected(rule: str) -> str:
    """The rule; all of them for one that looks at what the others have found."""
    return "all" if rules.get(rule).is_about_waivers else rule


def _expected(document: Path) -> str:
    """What the report should say; a document that fires without saying so is a mistake."""
    findings = document.with_suffix(".expected")
    assert findings.exists() == document.stem.startswith("fires-")
    return findings.read_text(encoding="utf-8") if findings.exists() else ""
