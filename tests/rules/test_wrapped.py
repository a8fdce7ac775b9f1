"""Wrapping a text is no change of it: every rule finds the same, with the same fingerprints."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests import fixtures
from tests.reading import check_text, read_text
from tqcheck.config import Config
from tqcheck.document import Section
from tqcheck.finding import Finding
from tqcheck.layouts.joining import columns
from tqcheck.text.lengths import is_dense

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = fixtures.paths()
ALIGNMENT = (
    *("omitted-sentence", "omitted-paragraph", "omitted-ending", "added-paragraph"),
    *("omitted-dateline", "number-mismatch"),
)
EXAMPLES = sorted((ROOT / "examples/archive").glob("*.md"))


def broken(text: str, language: str, width: int) -> list[str]:
    """A text wrapped at that many columns: at blanks, where the language has any."""
    if not is_dense(language):
        return textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False)
    lines = [""]
    for char in text:
        if columns(lines[-1] + char) > width:
            lines.append("")
        lines[-1] += char
    return [line.strip() for line in lines]


def relaid(text: str, config: Config, widths: tuple[int, int] | None) -> str:
    """The document with a blank line below each paragraph, source and target wrapped or not."""
    document = read_text(text, "a.md", config)
    lines = list(document.lines)

    def lay(section: Section, width: int | None) -> None:
        for segment in section.segments:
            at, end = segment.span.line - 1, segment.span.end_line
            own = broken(segment.text, section.language, width) if width else [segment.text]
            lines[at:end] = ["\n".join(own) + "\n", *[""] * (end - at - 1)]

    source, target = widths or (None, None)
    lay(document.source, source)
    lay(document.target, target)
    return "\n".join(lines)


def told(findings: tuple[Finding, ...]) -> Counter[tuple[str, str, str]]:
    """What the findings say, apart from the numbers of lines."""
    return Counter(
        (f.rule, re.sub(r"line \d+", "line", f.message), f.fingerprint) for f in findings
    )


def configured(path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.chdir(path.parent)
    config = fixtures.configuration(path)
    if "documents" not in path.parts:
        return config
    # What is about the alignment itself asks for meaning; others need no encoder to compare.
    engine = "auto" if path.parent.name in ALIGNMENT else "lexical"
    alignment = replace(config.alignment, engine=engine)
    return replace(config, select=(path.parent.name,), alignment=alignment)


# What is lost of a document when it is wrapped, and why. Nearly all have one paragraph of two
# lines, whose line end might as well be the border of two paragraphs.
AMBIGUOUS = {
    "date-mismatch/fires-hour-left-out": "the line ends with a sentence",
    "date-mismatch/fires-weekday-and-hour": "the line ends with a sentence",
    "number-mismatch/fires-french-target": "German goes on with a noun, in upper case",
    "omitted-dateline/fires-photographer-gone": "blanks set off a signature",
    "source-remnant/fires-sentence-in-brackets": "the second line is a sentence in brackets",
    "waiver-unused/fires-misspelled": "a comment within a line, which is broken with it",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", [pytest.param(p, id=f"{p.parent.name}/{p.stem}") for p in (*DOCUMENTS, *EXAMPLES)]
)
def test_a_wrapped_document_has_the_same_findings(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = configured(path, monkeypatch)
    text = fixtures.text(path)
    unwrapped, wrapped = relaid(text, config, None), relaid(text, config, (60, 72))
    if wrapped == unwrapped:
        return
    expected, found = (
        told(check_text(own, f"{path.stem}.md", config).findings) for own in (unwrapped, wrapped)
    )
    assert (found == expected) == (f"{path.parent.name}/{path.stem}" not in AMBIGUOUS)
