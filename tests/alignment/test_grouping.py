"""Grouping: linked sentences in, groups of segments out."""

from __future__ import annotations

import random

import pytest

from tqcheck.alignment.beads import Range
from tqcheck.alignment.grouping import COMMON_SHARE, Group, group_segments

Side = list[tuple[int, float]]
Links = list[tuple[Range, Range]]


def side(*segments: int) -> Side:
    """As many sentences of size 1 in each segment as told."""
    return [(segment, 1.0) for segment, count in enumerate(segments) for _ in range(count)]


def steps(*kinds: str) -> Links:
    """Links of these kinds, one after the other: "1-1", "2-1", "1-0" …"""
    links, i, j = [], 0, 0
    for kind in kinds:
        a, b = map(int, kind.split("-"))
        links.append(((i, i + a), (j, j + b)))
        i, j = i + a, j + b
    return links


@pytest.mark.parametrize(
    ("links", "source", "target", "expected"),
    [
        (steps(), side(), side(), []),
        (steps("1-1", "1-1"), side(1, 1), side(1, 1), [((0,), (0,)), ((1,), (1,))]),
        # Merged and split, sentence by sentence and in one link.
        (steps("1-1", "1-1"), side(1, 1), side(2), [((0, 1), (0,))]),
        (steps("1-1", "1-1"), side(2), side(1, 1), [((0,), (0, 1))]),
        (steps("2-1"), side(1, 1), side(1), [((0, 1), (0,))]),
        (steps("1-3"), side(1), side(1, 1, 1), [((0,), (0, 1, 2))]),
        # Two with two: what one of them ends with begins the other.
        (steps("2-2"), side(1, 1), side(1, 1), [((0, 1), (0, 1))]),
        (steps("1-1", "1-1", "1-1"), side(1, 2), side(2, 1), [((0, 1), (0, 1))]),
        # Lost and added.
        (steps("1-1", "1-0", "1-1"), side(1, 1, 1), side(1, 1), [((0,), (0,)), ((1,), ()),
                                                                ((2,), (1,))]),
        (steps("1-1", "0-1", "1-1"), side(1, 1), side(1, 1, 1), [((0,), (0,)), ((), (1,)),
                                                                ((1,), (2,))]),
        # A sentence lost inside a segment does not part it.
        (steps("1-1", "1-0", "1-1"), side(3), side(2), [((0,), (0,))]),
        # Lost inside a merge, and added inside a split: after it.
        (steps("1-1", "1-0", "1-1"), side(1, 1, 1), side(2), [((0, 2), (0,)), ((1,), ())]),
        (steps("1-1", "0-1", "1-1"), side(2), side(1, 1, 1), [((0,), (0, 2)), ((), (1,))]),
    ],
)  # fmt: skip
def test_segments_that_belong_together(
    links: Links, source: Side, target: Side, expected: list[Group]
) -> None:
    assert group_segments(links, source, target) == expected


def test_a_border_one_sentence_too_late_joins_nothing() -> None:
    # The first sentence of the second segment is linked to the first segment's last.
    links = steps(*["1-1"] * 4, "2-1", *["1-1"] * 4)
    groups = group_segments(links, side(5, 5), side(5, 4))
    assert groups == [((0,), (0,)), ((1,), (1,))]


@pytest.mark.parametrize("count", [1, 3])
def test_a_segment_joins_where_it_has_enough_in_common(count: int) -> None:
    """Of five sentences so many are linked to a segment across, the others lost."""
    assert 1 / 5 < COMMON_SHARE <= 3 / 5
    links = steps(*["1-1"] * 8, *["1-1"] * count, *["1-0"] * (5 - count), "1-1")
    groups = group_segments(links, side(8, 5, 1), side(8 + count, 1))
    apart, together = [((0,), (0,)), ((1,), ())], [((0, 1), (0,))]
    assert groups == [*(apart if count == 1 else together), ((2,), (1,))]


def test_shares_are_of_sizes_and_not_of_sentences() -> None:
    links = steps("1-1", "1-1", "1-1", "1-1")
    target = [(0, 10.0), (0, 10.0), (1, 10.0), (1, 10.0)]
    # One sentence of the first segment stands with the second of the target.
    small = [(0, 50.0), (0, 50.0), (0, 1.0), (1, 99.0)]
    assert group_segments(links, small, [(0, 50.0), (0, 50.0), (1, 1.0), (1, 99.0)]) == [
        ((0,), (0,)),
        ((1,), (1,)),
    ]
    large = [(0, 10.0), (0, 10.0), (0, 90.0), (1, 10.0)]
    assert group_segments(links, large, target) == [((0, 1), (0, 1))]


def test_additions_come_after_what_they_follow_and_before_what_is_lost_there() -> None:
    links = steps("1-1", "0-1", "0-1", "1-0", "1-0", "1-1", "0-1", "1-0")
    groups = group_segments(links, side(*[1] * 5), side(*[1] * 5))
    assert groups == [
        ((0,), (0,)),
        ((), (1,)),
        ((), (2,)),
        ((1,), ()),
        ((2,), ()),
        ((3,), (3,)),
        ((), (4,)),
        ((4,), ()),
    ]
    other = steps("1-0", "0-1", "1-1")
    assert group_segments(other, side(1, 1), side(1, 1)) == [((), (0,)), ((0,), ()), ((1,), (1,))]


def test_all_lost_and_all_added() -> None:
    groups = group_segments(steps("1-0", "0-1", "1-0", "0-1"), side(1, 1), side(1, 1))
    assert groups == [((), (0,)), ((), (1,)), ((0,), ()), ((1,), ())]


def test_blank_sentences_belong_together_as_others_do() -> None:
    blank = [(0, 0.0), (1, 0.0)]
    assert group_segments(steps("1-1", "1-1"), blank, blank) == [((0,), (0,)), ((1,), (1,))]
    assert group_segments(steps("2-1"), blank, [(0, 3.0)]) == [((0, 1), (0,))]
    links = steps("1-1", "2-1")
    groups = group_segments(links, [(0, 0.0), (1, 0.0), (1, 3.0)], [(0, 0.0), (1, 3.0)])
    assert groups == [((0,), (0,)), ((1,), (1,))]


def assert_covered_once(groups: list[Group], n: int, m: int) -> None:
    assert sorted(s for left, _ in groups for s in left) == list(range(n))
    assert sorted(t for _, right in groups for t in right) == list(range(m))
    assert all(left or right for left, right in groups)
    for left, right in groups:
        assert list(left) == sorted(left) and list(right) == sorted(right)


@pytest.mark.parametrize("seed", range(200))
def test_every_segment_stands_once_and_in_order(seed: int) -> None:
    generator = random.Random(seed)
    kinds = ["1-1"] * 6 + ["1-2", "2-1", "2-2", "1-3", "3-1", "1-0", "0-1", "1-0", "0-1"]
    links = steps(*generator.choices(kinds, k=generator.randint(1, 30)))
    sides = [segments(generator, links[-1][k][1]) for k in range(2)]
    groups = group_segments(links, *sides)
    assert_covered_once(groups, *(len({segment for segment, _ in own}) for own in sides))
    # By the first segment of each group, on both sides.
    for firsts in (
        [left[0] for left, _ in groups if left],
        [right[0] for _, right in groups if right],
    ):
        assert firsts == sorted(firsts)
    # Nothing is joined that is not linked.
    linked = {
        (s, t)
        for left, right in links
        for s, _ in sides[0][slice(*left)]
        for t, _ in sides[1][slice(*right)]
    }
    for left, right in groups:
        assert all(any((s, t) in linked for t in right) for s in left if right)
        assert all(any((s, t) in linked for s in left) for t in right if left)


def segments(generator: random.Random, count: int) -> Side:
    """So many sentences of random size in segments of random length."""
    own: Side = []
    while len(own) < count:
        segment = own[-1][0] + 1 if own else 0
        own += [(segment, generator.choice([1.0, 5.0, 20.0]))] * generator.choice([1, 1, 2, 4])
    return own[:count]


def test_many_additions_take_no_quadratic_time() -> None:
    """Two hundred million steps would be noticed."""
    count = 20_000
    links = steps(*["1-1", "0-1", "1-0"] * count)
    groups = group_segments(links, side(*[1] * 2 * count), side(*[1] * 2 * count))
    assert len(groups) == 3 * count
    assert groups[:3] == [((0,), (0,)), ((), (1,)), ((1,), ())]
