"""The command `align`: source and target side by side, beads joined, omissions marked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.checking import colour, columns, configured
from tqcheck.document import Bead, Document, Segment
from tqcheck.errors import CLEAN
from tqcheck.files import read_input, read_text
from tqcheck.layouts import archive
from tqcheck.plain import plain
from tqcheck.reports._json import dumps
from tqcheck.reports.text import width_of

if TYPE_CHECKING:
    import argparse

# Lines shown of one side of a bead; what is longer is cut, since the beginning tells which it is.
_LINES = 6
_COLOURS = {"1-0": "31;1", "0-1": "33;1"}


def show(options: argparse.Namespace) -> int:
    """Run `tqcheck align`; raises TqcheckError for what cannot be read."""
    config = configured(options)
    if options.file == "-":
        text, path = read_input("<stdin>"), "<stdin>"
    else:
        text, path = read_text(options.file), options.file
    document = archive.read(text, path, config.layout)
    if options.report == "json":
        sys.stdout.write(dumps(as_dict(document), indent=2) + "\n")
    else:
        painted = colour(options.color, sys.stdout)
        for line in table(document, columns(sys.stdout), painted):
            sys.stdout.write(line + "\n")
    return CLEAN


def as_dict(document: Document) -> dict[str, object]:
    """The alignment for programs: the beads in order, their segments with lines and texts."""
    return {
        "schema_version": 1,
        "path": document.path,
        "engine": document.alignment.engine,
        "beads": [
            {
                "kind": bead.kind,
                "similarity": _rounded(bead.similarity),
                "ratio": _rounded(bead.ratio),
                "source": [_segment(segment) for segment in bead.source],
                "target": [_segment(segment) for segment in bead.target],
            }
            for bead in document.alignment.beads
        ],
    }


def table(document: Document, width: int, painted: bool) -> Iterator[str]:
    """The lines of the two columns, each bead between rules that carry its kind and score."""
    side = (width - 3) // 2
    source, target = document.source.language, document.target.language
    yield _row(f"source ({source})", f"target ({target})", side)
    for bead in document.alignment.beads:
        yield _rule(bead, side, painted)
        left, right = (_wrapped(segments, side) for segments in (bead.source, bead.target))
        if not bead.target:
            right = ["(no translation)"]
        if not bead.source:
            left = ["(no source)"]
        for i in range(max(len(left), len(right))):
            yield _row(left[i] if i < len(left) else "", right[i] if i < len(right) else "", side)
    yield "─" * (2 * side + 3)
    counts = [bead.kind for bead in document.alignment.beads]
    tally = ", ".join(f"{counts.count(kind)} × {kind}" for kind in dict.fromkeys(counts))
    yield f"{tally or 'no text to align'}; engine: {document.alignment.engine}"


def _rule(bead: Bead, side: int, painted: bool) -> str:
    label = f" {bead.kind} "
    if bead.similarity is not None:
        label += f"similarity {bead.similarity:.2f} "
    if bead.ratio is not None:
        label += f"length {bead.ratio:.2f} "
    if not bead.source or not bead.target:
        label = f" {'OMITTED' if bead.source else 'ADDED'}{label}"
    rule = f"──{label}" + "─" * (2 * side + 1 - len(label))
    code = _COLOURS["1-0"] if not bead.target else _COLOURS["0-1"] if not bead.source else "2"
    return f"\x1b[{code}m{rule}\x1b[0m" if painted else rule


def _row(left: str, right: str, side: int) -> str:
    if left.lstrip().startswith("::"):
        left = left.replace(":", "\\x3a", 1)  # It would be a workflow command of a CI system.
    return (left + " " * (side - width_of(left)) + " │ " + right).rstrip()


def _wrapped(segments: tuple[Segment, ...], side: int) -> list[str]:
    """The segments with their line numbers, broken at `side` columns, cut after some lines."""
    lines: list[str] = []
    for segment in segments:
        own = list(_broken(f"{segment.span.line}: {plain(segment.text)}", side))
        if len(own) > _LINES:
            own = [*own[: _LINES - 1], "…"]
        lines += own
    return lines


def _broken(text: str, side: int) -> Iterator[str]:
    """Break at blanks where there are any, else between characters; wide ones count double."""
    line = ""
    for word in _units(text):
        if line and width_of(line) + width_of(word.rstrip()) > side:
            yield line.rstrip()
            line = ""
        line += word
    if line:
        yield line.rstrip()


def _units(text: str) -> Iterator[str]:
    """What is not broken: a word with the blank behind it, or one wide character."""
    unit = ""
    for char in text:
        if width_of(char) > 1:
            if unit:
                yield unit
            yield char
            unit = ""
            continue
        unit += char
        if char == " " or len(unit) >= 16:  # The narrowest side has 18 columns.
            yield unit
            unit = ""
    if unit:
        yield unit


def _segment(segment: Segment) -> dict[str, object]:
    return {"number": segment.number, "line": segment.span.line, "text": segment.text}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
