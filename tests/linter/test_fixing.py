"""Fixes put into a text: which of them are made, where, and in what order."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from tqcheck.finding import Edit, Fix
from tqcheck.linter.fixing import apply


def fix(*edits: tuple[int, int, int, int, str]) -> Fix:
    return Fix(True, tuple(Edit("a.md", *edit) for edit in edits))


def insert(line: int, column: int, text: str) -> Fix:
    return fix((line, column, line, column, text))


def put(column: int, end: int, text: str) -> Fix:
    return fix((1, column, 1, end, text))


@pytest.mark.parametrize(
    ("text", "fixes", "expected", "count"),
    [
        ("abcdef", [], "abcdef", 0),
        ("abcdef", [put(1, 2, "X")], "Xbcdef", 1),
        ("abcdef", [insert(1, 1, "X"), insert(1, 7, "Y")], "XabcdefY", 2),
        ("abcdef", [put(2, 3, ""), put(4, 6, "long"), put(6, 7, "Z")], "aclongf", 2),
        # What overlaps, touches or is inserted at the same place waits for the next round.
        ("abcdef", [put(2, 5, "X"), put(3, 4, "Y")], "aXef", 1),
        ("abcdef", [put(2, 3, "X"), put(3, 4, "Y")], "aXcdef", 1),
        ("abcdef", [insert(1, 3, "X"), insert(1, 3, "Y")], "abXcdef", 1),
        # Two findings may have one fix.
        ("abcdef", [put(2, 3, "X"), put(2, 3, "X")], "aXcdef", 2),
        # Those of one fix may be on both sides of another.
        (
            "abcdef",
            [fix((1, 1, 1, 2, "X"), (1, 5, 1, 6, "Y")), fix((1, 3, 1, 4, ""), (1, 7, 1, 7, "Z"))],
            "XbdYfZ",
            2,
        ),
        # A text is not made empty.
        (" a\n", [put(2, 3, "")], " a\n", 0),
        (" ab\n", [put(2, 3, ""), put(3, 4, "")], " b\n", 1),
        # All edits of a fix, or none.
        ("abcdef", [fix((1, 1, 1, 2, "X"), (1, 5, 1, 6, "Y")), put(3, 4, "Z")], "XbZdYf", 2),
        ("abcdef", [fix((1, 5, 1, 6, "Y"), (1, 1, 1, 2, "X"))], "XbcdYf", 1),
        ("abcdef", [fix((1, 1, 1, 2, "X"), (1, 2, 1, 3, "Y"))], "XYcdef", 1),
        ("abcdef", [fix((1, 1, 1, 3, "X"), (1, 2, 1, 4, "Y")), put(5, 6, "Z")], "abcdZf", 1),
        # Lines end at LF, CRLF and CR, and nowhere else.
        ("a\u2028b\nc\r\nd\re", [insert(4, 2, "!")], "a\u2028b\nc\r\nd\re!", 1),
        ("a\x0bb\x85c\nd", [put(5, 6, "X")], "a\x0bb\x85X\nd", 1),
        ("a\r\nb\r\nc", [fix((2, 1, 3, 1, ""))], "a\r\nc", 1),
        ("a\rb\rc", [fix((1, 2, 3, 1, ""))], "ac", 1),
        ("\U0001f426b\n", [put(2, 3, "X")], "\U0001f426X\n", 1),
        # An added line ends as its neighbours do.
        ("a\r\nb\nc", [insert(1, 1, "X\nY\n")], "X\r\nY\r\na\r\nb\nc", 1),
        ("a\r\nb\nc", [insert(2, 2, "\nX")], "a\r\nb\nX\nc", 1),
        ("a\r\nb\r\nc", [insert(3, 2, "\nX")], "a\r\nb\r\nc\r\nX", 1),
        ("a", [insert(1, 2, "\nX")], "a\nX", 1),
    ],
)
def test_fixes_are_made(text: str, fixes: list[Fix], expected: str, count: int) -> None:
    for order in permutations(fixes):
        made, indexes, _ = apply(text, order)
        assert (made, len(indexes)) == (expected, count)


@pytest.mark.parametrize(
    "edit",
    [(0, 1, 1, 1), (3, 1, 3, 1), (1, 0, 1, 1), (1, 1, 1, 5), (1, 3, 1, 2), (2, 1, 1, 1)],
)
def test_an_edit_outside_the_text_is_a_mistake_of_its_rule(edit: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"line|edit"):
        apply("abc\ndef", [fix((*edit, "X"))])


def test_what_is_not_replaced_stays_whatever_the_fixes() -> None:
    chance = random.Random(5)
    for _ in range(300):
        text = "".join(chance.choices("ab漢\U0001f426\u2028 \n\r", k=chance.randrange(1, 60)))
        places = [chance.randrange(len(text) + 1) for _ in range(12)]
        fixes, wanted = [], list(text)
        starts = [0]
        for position, char in enumerate(text):
            ends_here = char == "\n" or (char == "\r" and text[position + 1 : position + 2] != "\n")
            if ends_here:
                starts.append(position + 1)
        for at in sorted(places):
            line = max(n for n, start in enumerate(starts) if start <= at)
            if text[at : at + 1] in ("", "\n", "\r"):
                continue
            column = at - starts[line] + 1
            fixes.append(fix((line + 1, column, line + 1, column + 1, "<>")))
        made, indexes, _ = apply(text, fixes)
        count = len({edit for n in indexes for edit in fixes[n].edits})
        assert len(made) == len(wanted) + count
        assert made.replace("<>", "?") == "".join(
            "?" if made_here else char for char, made_here in zip(wanted, _marks(made), strict=True)
        )


def _marks(made: str) -> list[bool]:
    """Where a text was replaced, for each character of the former text."""
    marks, position = [], 0
    while position < len(made):
        replaced = made.startswith("<>", position)
        marks.append(replaced)
        position += 1 + replaced
    return marks
