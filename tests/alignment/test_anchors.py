"""The anchors, by hand: marks, borders and numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from tqcheck.alignment.anchors import (
    BORDER_PENALTY,
    JOINT_BONUS,
    MARK_PENALTY,
    MIN_BORDER_WEIGHT,
    NUMBER_BONUS,
    Anchors,
)


def score(
    source: Sequence[str],
    target: Sequence[str],
    source_paragraphs: Sequence[int] | None = None,
    target_paragraphs: Sequence[int] | None = None,
) -> float:
    """Of the link of all with all; without paragraphs both sides are one paragraph."""
    n, m = len(source), len(target)
    anchors = Anchors(source, target, source_paragraphs or [0] * n, target_paragraphs or [0] * m)
    (value,) = anchors.score((n, m), (n, n + 1), (m, m + 1)).ravel().tolist()
    # Both begin their text.
    joint = JOINT_BONUS * (1 if n > 1 and m > 1 else MIN_BORDER_WEIGHT)
    return float(value) - joint


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Fährt sie?", "渡船开吗？", 0),
        ("Fährt sie?", "她开船了。", -MARK_PENALTY),
        ("Fährt sie?!", "她开船了。", -2 * MARK_PENALTY),
        ("Ja!", "是！", 0),
        # A kind of mark counts once, however many there are.
        ("Was? Wer? Wo?", "什么。", -MARK_PENALTY),
        ("„Ja“, sagte er.", "“是，”他说。", 0),
        ("„Ja“, sagte er.", "他说是。", -MARK_PENALTY),
        ("„Ja, sagte er.", "他说是。", -MARK_PENALTY / 2),
        ("„Ja“ „Nein“", "是", -MARK_PENALTY),
        ("", "", 0),
    ],
)
def test_marks(source: str, target: str, expected: float) -> None:
    assert score([source], [target]) == pytest.approx(expected)


def test_marks_are_those_of_all_sentences_of_a_link() -> None:
    assert score(["Wer?", "„Ich", "und du“"], ["谁？“我和你”", "。"]) == pytest.approx(0)


def test_borders_inside_a_link() -> None:
    texts = ["a", "b", "c", "d"]
    four, pair = [0, 0, 0, 0], [0, 0, 1, 1]
    assert score(texts, texts, four, four) == pytest.approx(0)
    assert score(texts, texts, pair, four) == pytest.approx(-BORDER_PENALTY)
    assert score(texts, texts, pair, pair) == pytest.approx(-2 * BORDER_PENALTY)
    # More than two count as two, and less where paragraphs are of a sentence.
    anchors = Anchors(texts, texts, [0, 1, 2, 3], four)
    (value,) = anchors.score((4, 4), (4, 5), (4, 5)).ravel()
    assert value == pytest.approx(MIN_BORDER_WEIGHT * (JOINT_BONUS - 2 * BORDER_PENALTY))


def test_what_begins_a_paragraph_on_both_sides() -> None:
    anchors = Anchors(["a"] * 4, ["b"] * 4, [0, 0, 1, 1], [0, 0, 1, 1])
    found = anchors.score((1, 1), (1, 5), (1, 5))
    expected = np.zeros((4, 4))
    expected[np.ix_([0, 2], [0, 2])] = JOINT_BONUS
    assert found == pytest.approx(expected)


def test_how_much_borders_say_depends_on_both_sides() -> None:
    texts = ["a"] * 4
    for paragraphs, share in (([0, 0, 1, 1], 1.0), ([0, 0, 0, 1], 1.0), ([0, 1, 2, 2], 1 / 3)):
        for one, other in ((paragraphs, [0, 0, 0, 0]), ([0, 0, 0, 0], paragraphs)):
            anchors = Anchors(texts, texts, one, other)
            assert anchors.score((1, 1), (1, 2), (1, 2)) == pytest.approx(share * JOINT_BONUS)


def test_numbers_and_names_that_are_the_same() -> None:
    source = ["Im Jahr 1953 fuhren 12 Schiffe.", "Die Maria Theresia lief aus.", "Nichts."]
    target = ["In 1953, 12 ships sailed.", "Maria Theresia, 12, 1953", "MARIA", "1953 1953"]
    anchors = Anchors(source, target, [0] * 3, [0] * 4)
    found = anchors.numbers((1, 1), (0, 4), (0, 5))
    expected = np.zeros((4, 5))
    expected[1:3, 1:] = [[2, 2, 0, 1], [0, 2, 1, 0]]
    assert found == pytest.approx(NUMBER_BONUS * expected)
    assert anchors.numbers((1, 1), (2, 4), (3, 5)) == pytest.approx(found[2:4, 3:5])
    assert not anchors.numbers((2, 1), (0, 4), (0, 5)).any()
    # A number is compared as it is written, a short word not at all.
    other = Anchors(["19530 und"], ["1953 und"], [0], [0])
    assert not other.numbers((1, 1), (0, 2), (0, 2)).any()


def test_a_part_of_the_cells() -> None:
    texts = ["Wer?", "Ich!", "„Du“", "12", ""]
    anchors = Anchors(texts, texts[::-1], [0, 0, 1, 1, 2], [0, 1, 1, 1, 1])
    for shape in ((1, 1), (2, 1), (1, 3), (2, 2)):
        whole = anchors.score(shape, (0, 6), (0, 6))
        assert np.array_equal(anchors.score(shape, (2, 5), (1, 4)), whole[2:5, 1:4])


def test_empty_sides() -> None:
    anchors = Anchors([], [], [], [])
    assert anchors.score((1, 1), (0, 1), (0, 1)).shape == (1, 1)
