"""Places in the units of the protocol, and the edits between two texts."""

from __future__ import annotations

import random

import pytest
from lsprotocol import types
from pygls.workspace import PositionCodec

from tqcheck.finding import Edit, Span
from tqcheck.lsp.positions import Text


def at(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


@pytest.mark.parametrize(
    ("encoding", "units"), [("utf-8", 4 + 3 + 2 + 1), ("utf-16", 2 + 1 + 1 + 1), ("utf-32", 4)]
)
def test_columns_are_in_the_units_agreed_upon(encoding: str, units: int) -> None:
    text = Text("first\n𠮷水éa|\n", PositionCodec(encoding))
    assert at(text.position(2, 5)) == (1, units)
    found = text.range(Span(2, 1, 2, 6))
    assert (at(found.start), at(found.end)) == ((1, 0), (1, units + 1))


def test_lines_end_at_lf_crlf_and_cr_and_nowhere_else() -> None:
    text = Text("a\r\nb\rc\u2028\x0b\x85d\ne", PositionCodec())
    assert [at(text.of_line(n).end) for n in (1, 2, 3, 4)] == [(0, 1), (1, 1), (2, 5), (3, 1)]


def test_what_is_beyond_the_text_keeps_its_line() -> None:
    text = Text("a\nb", PositionCodec())
    assert at(text.position(7, 3)) == (6, 2)
    assert at(text.of_line(7).end) == (1, 1)
    assert at(text.position(2, 9)) == (1, 1)


def test_a_byte_order_mark_counts_in_the_first_line_only() -> None:
    text = Text("\ufeffa\nb", PositionCodec())
    assert at(text.position(1, 1)) == (0, 1)
    assert at(text.position(2, 1)) == (1, 0)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_is_put_before_another_or_behind_the_last(end: str) -> None:
    text = Text(f"a{end}b", PositionCodec())
    assert (at(text.insertion(2, "x").range.start), text.insertion(2, "x").new_text) == (
        (1, 0),
        f"x{end}",
    )
    last = text.insertion(3, "x")
    assert (at(last.range.start), last.new_text) == ((1, 1), f"{end}x")


def test_an_edit_has_the_line_end_of_its_place() -> None:
    text = Text("a\r\nb\nc", PositionCodec())
    assert text.edit(Edit("", 1, 2, 1, 2, "\nx")).new_text == "\r\nx"
    assert text.edit(Edit("", 2, 2, 2, 2, "\nx")).new_text == "\nx"


def made(text: str, edits: list[types.TextEdit]) -> str:
    """The text with edits of whole lines, read as an editor reads lines."""
    starts, position = [0], 0
    while position < len(text):
        wide = text.startswith("\r\n", position)
        if text[position] in "\r\n":
            starts.append(position + 1 + wide)
        position += 1 + wide
    for edit in reversed(edits):
        start, end = (
            starts[place.line] + place.character for place in (edit.range.start, edit.range.end)
        )
        text = text[:start] + edit.new_text + text[end:]
    return text


def test_changes_make_one_text_of_another() -> None:
    """Over random texts with every kind of line end, with and without one at the end."""
    chance = random.Random(7)
    pieces = ["a", "b", "\n", "\r\n", "\r"]
    for _ in range(2000):
        before, after = ("".join(chance.choices(pieces, k=chance.randrange(9))) for _ in range(2))
        edits = Text(before, PositionCodec()).changes(after)
        assert made(before, edits) == after, (before, after, edits)


def test_changes_leave_equal_lines_alone() -> None:
    before = "".join(f"line {n}\n" for n in range(300))
    after = before.replace("line 7\n", "").replace("line 200\n", "another\n")
    edits = Text(before, PositionCodec()).changes(after)
    assert [(at(e.range.start), at(e.range.end), e.new_text) for e in edits] == [
        ((7, 0), (8, 0), ""),
        ((200, 0), (201, 0), "another\n"),
    ]
