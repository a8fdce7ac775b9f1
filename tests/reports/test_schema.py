"""The published schema and what the commands write: they agree, and the schema can say no."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tqcheck.cli import main
from tqcheck.finding import Edit, Finding, Fix, Related
from tqcheck.reports import _schema

from .valid import findings

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the command writes for all examples and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "empty.md").write_bytes(b"")
    written = [f"--report={name}:{folder / name}" for name in ("json", "jsonl")]
    assert main([str(EXAMPLES), str(folder / "empty.md"), "--isolated", *written]) == 2
    return {name: (folder / name).read_text(encoding="utf-8") for name in ("json", "jsonl")}


def test_all_examples_agree_with_the_schema(reported: dict[str, str]) -> None:
    found = findings("json", reported["json"])
    assert found == findings("jsonl", reported["jsonl"])
    assert len({rule for rule, _ in found}) > 15
    report = json.loads(reported["json"])
    assert report["not_judged"]
    # They have something of each kind, or nothing would be shown by this.
    assert any(f["related"] for f in report["findings"])
    assert any(f["fix"] for f in report["findings"])
    assert any(f["data"] for f in report["findings"])


def damaged(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The report with one thing wrong, by what it is."""
    with_fix = next(n for n, finding in enumerate(report["findings"]) if finding["fix"])
    made = {}
    for name, path, value in (
        ("unknown key", ("surprise",), 1),
        ("version", ("schema_version",), 2),
        ("documents", ("documents",), -1),
        ("not judged", ("not_judged", 0, "line"), 0),
        ("unknown part of it", ("not_judged", 0, "surprise"), 1),
        ("tool", ("tool", "name"), "other"),
        ("count", ("summary", "waived"), None),
        ("unknown count", ("summary", "fatal"), 0),
        ("severity", ("findings", 0, "severity"), "fatal"),
        ("certainty", ("findings", 0, "certainty"), "maybe"),
        ("line", ("findings", 0, "line"), 0),
        ("column", ("findings", 0, "column"), "1"),
        ("rule", ("findings", 0, "rule"), "Not A Slug"),
        ("fingerprint", ("findings", 0, "fingerprint"), "xyz"),
        ("data", ("findings", 0, "data"), {"deep": {"er": 1}}),
        ("related", ("findings", 0, "related"), [{}]),
        ("fix", ("findings", with_fix, "fix"), {"safe": "yes", "edits": []}),
        ("edit", ("findings", with_fix, "fix", "edits", 0, "surprise"), 1),
        ("unknown field", ("findings", 0, "surprise"), 1),
    ):
        copy = json.loads(json.dumps(report))
        place = copy
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        made[name] = copy
    for key in ("documents", "findings", "not_judged", "summary", "tool"):
        made[f"no {key}"] = {name: value for name, value in report.items() if name != key}
    return made


def test_the_schema_refuses_what_is_no_report(reported: dict[str, str]) -> None:
    report = json.loads(reported["json"])
    validator = Draft202012Validator(_schema.schema())
    assert validator.is_valid(report)
    for what, broken in damaged(report).items():
        assert not validator.is_valid(broken), what


def test_the_schema_is_one_and_has_every_field() -> None:
    schema = _schema.schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for made in (Finding, Related, Fix, Edit):
        definition = schema["$defs"][made.__name__.lower()]
        assert list(definition["properties"]) == definition["required"]
        assert definition["required"] == [field.name for field in fields(made)]
        assert all(each["description"] for each in definition["properties"].values())


def test_a_field_that_the_schema_cannot_tell_of_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @dataclass
    class Odd:
        value: complex

    monkeypatch.setitem(_schema._FIELDS, Odd, {})
    with pytest.raises(KeyError, match="value"):
        _schema.schema()
    monkeypatch.setitem(_schema._FIELDS, Odd, {"value": {"description": "?"}})
    with pytest.raises(TypeError, match="no schema for"):
        _schema.schema()
