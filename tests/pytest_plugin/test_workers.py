"""With pytest-xdist: the same report whatever the number of workers, and one encoder for each."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .conftest import CLEAN, LEFT, NO_PAGE, RULES, TWICE, WAIVED, freeze, write

pytestmark = pytest.mark.slow

# Counts how often it is made, and how often it is asked.
ENCODER = """\
import os
import zlib

import numpy as np


def told(what):
    with open(os.environ["TOLD"], "a") as file:
        file.write(f"{what} {os.getpid()}\\n")


class Encoder:
    def __init__(self):
        told("made")

    def encode(self, texts):
        told("asked")
        vectors = np.ones((len(texts), 64))
        for row, text in zip(vectors, texts):
            for pair in zip(text, text[1:]):
                row[zlib.crc32("".join(pair).encode()) % 64] += 1
        return vectors
"""


def report(result: pytest.RunResult) -> dict[str, list[str]]:
    """All sections of pytest's output but the first, whatever the order of items and workers.

    A section with an entry an item is given as its entries, sorted; others line by line.
    """
    text = result.stdout.str()
    parts = re.split(r"(?m)^=+ (.+?) =+$", text)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    last = parts[-2]
    del sections["test session starts"], sections[last]
    sections["outcomes"] = re.sub(r" in [\d.]+s.*", "", last)
    found = {}
    for title, body in sections.items():
        body = re.sub(r"(?m)^\[gw\d\] .*\n", "", body).strip("\n")
        if title == "FAILURES":
            parts = re.split(r"(?m)^(?=_+ .* _+$)", body)
            found[title] = sorted(part.strip("\n") for part in parts)
        elif title == "warnings summary":
            found[title] = sorted(part.strip("\n") for part in body.split("\n\n"))
        elif title == "short test summary info":
            found[title] = sorted(body.split("\n"))
        else:
            found[title] = body.split("\n")
    return found


def junit(path: Path) -> tuple[object, list[object]]:
    """A JUnit report without times and the machine's name; its cases sorted."""
    [suite] = ElementTree.parse(path).getroot()
    return _told(suite), sorted((_told(case) for case in suite), key=repr)


def _told(element: ElementTree.Element) -> tuple[object, ...]:
    attributes = {k: v for k, v in element.items() if k not in ("time", "timestamp", "hostname")}
    inner = [_told(part) for part in element] if element.tag == "testcase" else []
    return element.tag, attributes, element.text, inner


@pytest.mark.parametrize("option", ["--tqcheck", "--tqcheck-per-rule"])
def test_one_process_and_four_workers_give_the_same_report(
    project: pytest.Pytester, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CI", "BUILD_NUMBER"):  # In CI, pytest's summary has more than a line a test.
        monkeypatch.delenv(name, raising=False)
    write(project, "tqcheck.toml", RULES.replace("[\n", '[\n    "waiver-unused",\n'))
    write(project, "docs/gone.md", CLEAN.replace("Author: Shen Anmin\n", ""))
    write(project, "docs/frozen.md", TWICE)
    freeze(project, "docs")
    (project.path / "docs" / "gone.md").unlink()
    for name, text in (("clean", CLEAN), ("no-page", NO_PAGE), ("twice", TWICE), ("left", LEFT)):
        write(project, f"docs/{name}.md", text)
        write(project, f"docs/again/{name}.md", text.replace("\nDate: 1984-03-18\n", "\n"))
    write(project, "docs/waived.md", WAIVED)
    (project.path / "docs" / "unread.md").write_bytes(b"\xff")
    write(
        project, "test_docs.py", 'def test_docs(tqcheck):\n    assert not tqcheck("docs/again")\n'
    )
    reports, cases = [], []
    for workers in ("0", "4"):
        arguments = [option, "-rA", "-n", workers, "--junitxml=junit.xml"]
        result = project.runpytest_subprocess(*arguments)
        assert result.ret == pytest.ExitCode.TESTS_FAILED
        reports.append(report(result))
        cases.append(junit(project.path / "junit.xml"))
    assert reports[0] == reports[1]
    assert cases[0] == cases[1]
    alone = reports[0]
    assert len(alone["short test summary info"]) == len(cases[0][1])
    assert len(alone["warnings summary"]) > 2 and len(alone["FAILURES"]) > 5
    assert alone["tqcheck"][0].endswith("; 1 waived, 1 in the baseline; 1 not judged.")
    assert any("docs/gone.md no longer exists" in line for line in alone["tqcheck"])


@pytest.mark.parametrize("workers", [0, 2])
def test_an_encoder_is_loaded_once_a_worker(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    told = project.path / "told"
    monkeypatch.setenv("TOLD", str(told))
    write(project, "counting.py", ENCODER)
    keys = 'select = ["omitted-paragraph"]\nengine = "semantic"\nencoder = "counting:Encoder"\n'
    write(project, "tqcheck.toml", keys)
    for n in range(8):
        write(project, f"docs/{n}.md", CLEAN)
    write(project, "test_docs.py", 'def test_docs(tqcheck):\n    tqcheck("docs")\n')
    allowed = "--tqcheck-allow-encoder=counting:Encoder"
    result = project.runpytest_subprocess("--tqcheck", allowed, "-n", str(workers))
    result.assert_outcomes(passed=9)
    counts = Counter(told.read_text(encoding="utf-8").splitlines())
    made = {line: n for line, n in counts.items() if line.startswith("made")}
    assert 1 <= len(made) <= max(1, workers)
    assert set(made.values()) == {1}
    asked = sum(n for line, n in counts.items() if line.startswith("asked"))
    assert asked >= 16  # each document twice: as an item, and by the fixture
