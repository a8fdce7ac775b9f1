"""The command `align`: source and target side by side, with omissions marked."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from tqcheck.beads import Bead, Sentence, SentenceBead
from tqcheck.cli.overrides import overrides
from tqcheck.cli.terminal import colour, columns
from tqcheck.document import Document, Segment
from tqcheck.errors import CLEAN, TqcheckError
from tqcheck.escaping import dumps, escape
from tqcheck.files.content import Content, read_input, read_text
from tqcheck.linter.documents import is_document, read, ref_of
from tqcheck.linter.session import Session
from tqcheck.matching.omissions import REPORTED
from tqcheck.reports.text import width_of

# Lines displayed of a sentence or an unaligned segment: the beginning is enough to recognise it.
_MAX_LINES = 6
_COLOURS = {"1-0": "31;1", "0-1": "33;1"}


def show(options: argparse.Namespace) -> int:
    """Run `tqcheck align`; raises TqcheckError for what cannot be read."""
    session = Session(overrides(options))
    if options.file == "-":
        content = Content("<stdin>", read_input("<stdin>"))
    else:
        content = Content(options.file, read_text(options.file, session.roots))
    document = read(ref_of(content.path, session.config), session, [content])
    if options.file != "-" and not is_document(document, session.config):
        remedy = "`paths` of the configuration may name it"
        raise TqcheckError(f"{options.file}: not a translation document; {remedy}")
    if options.report == "json":
        sys.stdout.write(dumps(as_dict(document), indent=2) + "\n")
    else:
        _ = document.alignment  # So that a problem with an encoder is reported first.
        painted = colour(options.color, sys.stdout)
        for line in table(document, columns(sys.stdout), painted):
            sys.stdout.write(line + "\n")
    return CLEAN


def as_dict(document: Document) -> dict[str, object]:
    """The alignment for programs: the beads in order, with lines and texts of the segments."""
    return {
        "schema_version": 1,
        "path": document.path,
        "engine": document.alignment.engine,
        "beads": [
            {
                "kind": bead.kind,
                "posterior": _rounded(bead.posterior),
                "similarity": _rounded(bead.similarity),
                "ratio": _rounded(bead.ratio),
                "source": [_segment(segment) for segment in bead.source],
                "target": [_segment(segment) for segment in bead.target],
                "sentences": [
                    {
                        "kind": inner.kind,
                        "posterior": _rounded(inner.posterior),
                        "similarity": _rounded(inner.similarity),
                        "source": [_sentence(sentence) for sentence in inner.source],
                        "target": [_sentence(sentence) for sentence in inner.target],
                    }
                    for inner in bead.sentences
                ],
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
        yield from _rows(bead, side, painted)
    yield "─" * (2 * side + 3)
    counts = [bead.kind for bead in document.alignment.beads]
    tally = ", ".join(f"{counts.count(kind)} × {kind}" for kind in dict.fromkeys(counts))
    yield f"{tally or 'no text to align'}; engine: {document.alignment.engine}"


def _rows(bead: Bead, side: int, painted: bool) -> Iterator[str]:
    """The lines of one bead, each sentence beside its counterpart."""
    if not bead.target or not bead.source or not bead.sentences:
        left, right = (
            [line for segment in segments for line in _wrapped(segment.text, segment, side)]
            for segments in (bead.source, bead.target)
        )
        yield from _beside(left or ["(no source)"], right or ["(no translation)"], side)
        return
    # One for each side: in two files, a segment may equal the one across.
    source_begun: set[Segment] = set()
    target_begun: set[Segment] = set()
    for inner in bead.sentences:
        left, right = (
            [line for s in sentences for line in _sentence_lines(s, begun, side)]
            for sentences, begun in ((inner.source, source_begun), (inner.target, target_begun))
        )
        unaligned = list(_broken(_unaligned(inner), side))
        # Linked, but so doubtful that they are reported as omitted: they are marked.
        if inner.source and inner.target:
            left += [_doubt(s.unaligned) for s in inner.source if s.unaligned >= REPORTED]
            right += [_doubt(s.unaligned) for s in inner.target if s.unaligned >= REPORTED]
        rows = _beside(left or unaligned, right or unaligned, side)
        code = _COLOURS.get(inner.kind) if painted else None
        yield from (f"\x1b[{code}m{row}\x1b[0m" for row in rows) if code else rows


def _sentence_lines(sentence: Sentence, begun: set[Segment], side: int) -> list[str]:
    """A sentence; the first one of a segment with the line number."""
    new = sentence.segment not in begun
    begun.add(sentence.segment)
    return _wrapped(sentence.text, sentence.segment if new else None, side)


def _doubt(chance: float) -> str:
    return f"(no counterpart? {chance:.0%})"


def _unaligned(bead: SentenceBead) -> str:
    chance = "" if bead.posterior is None else f", {bead.posterior:.0%}"
    return f"(no counterpart{chance})"


def _beside(left: list[str], right: list[str], side: int) -> Iterator[str]:
    for i in range(max(len(left), len(right))):
        yield _row(left[i] if i < len(left) else "", right[i] if i < len(right) else "", side)


def _rule(bead: Bead, side: int, painted: bool) -> str:
    unaligned = not bead.source or not bead.target
    label = f" {bead.kind} "
    if unaligned:
        label = f" {'OMITTED' if bead.source else 'ADDED'}{label}"
    parts = []
    if bead.posterior is not None and unaligned:
        parts.append(f"probability {bead.posterior:.0%} ")
    if bead.similarity is not None:
        parts.append(f"similarity {bead.similarity:.2f} ")
    if bead.ratio is not None:
        parts.append(f"length {bead.ratio:.2f} ")
    for part in parts:
        if len(label) + len(part) <= 2 * side + 1:
            label += part
    rule = f"──{label}" + "─" * (2 * side + 1 - len(label))
    code = _COLOURS["1-0"] if not bead.target else _COLOURS["0-1"] if not bead.source else "2"
    return f"\x1b[{code}m{rule}\x1b[0m" if painted else rule


def _row(left: str, right: str, side: int) -> str:
    if left.lstrip().startswith("::"):
        left = left.replace(":", "\\x3a", 1)  # It would be a workflow command of a CI system.
    return (left + " " * (side - width_of(left)) + " │ " + right).rstrip()


def _wrapped(text: str, segment: Segment | None, side: int) -> list[str]:
    """A text broken at `side` columns and cut after some lines, after the segment's line number."""
    number = "" if segment is None else f"{segment.span.line}: "
    own = list(_broken(f"{number}{escape(text)}", side))
    return [*own[: _MAX_LINES - 1], "…"] if len(own) > _MAX_LINES else own


def _broken(text: str, side: int) -> Iterator[str]:
    """Break at spaces, between wide characters, and in words that are too long."""
    line = ""
    for word in _units(text):
        if line and width_of(line) + width_of(word.rstrip()) > side:
            yield line.rstrip()
            line = ""
        line += word
    if line:
        yield line.rstrip()


def _units(text: str) -> Iterator[str]:
    """The parts that are not broken: a word with the space after it, or one wide character."""
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


def _sentence(sentence: Sentence) -> dict[str, object]:
    return {
        "line": sentence.span.line,
        "column": sentence.span.column,
        "text": sentence.text,
        "unaligned": _rounded(sentence.unaligned),
    }
