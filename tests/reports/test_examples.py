"""The example archive in every format, held to the format's own schema or reader."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tqcheck import reports
from tqcheck.cli import main

from . import valid

EXAMPLES = Path(__file__).parents[2] / "examples" / "archive"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What one run writes, by format."""
    folder = tmp_path_factory.mktemp("reports")
    wanted = [("--report", f"{name}:{folder / name}") for name in reports.formats()]
    options = ("--isolated", "--quiet", "--fail-on", "info")
    assert main(["check", str(EXAMPLES), *options, *sum(wanted, ())]) == 1
    return {name: (folder / name).read_text(encoding="utf-8") for name in reports.formats()}


@pytest.mark.parametrize("name", reports.formats())
def test_the_examples_are_valid_and_whole(name: str, written: dict[str, str]) -> None:
    expected = Counter(
        (finding["rule"], finding["line"]) for finding in json.loads(written["json"])["findings"]
    )
    found = Counter(valid.findings(name, written[name]))
    if name == "github":  # The runner shows ten of a kind and drops the rest.
        assert found <= expected
        assert found.total() == 20
    else:
        assert found == expected
