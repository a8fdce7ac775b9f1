"""Groups of segments that belong together, from the links of their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tqcheck.alignment.beads import Range

# Two segments belong together if their common sentences are at least this share of one of them.
# With less in common, the search has set a border one sentence too early or too late. A segment
# that has less in common with all others is omitted or added, and its odd sentence was caught by a
# neighbour, as in 5 of 540 paragraphs deleted from news (benchmarks/omissions.py).
COMMON_SHARE = 0.3
# That odd sentence may be much of a short neighbour, but is rarely as much as this. The one
# sentence that a translator left of a paragraph is.
MAIN_SHARE = 0.6

_MIN_SIZE = 1e-6

# Source segments and target segments.
Group = tuple[tuple[int, ...], tuple[int, ...]]


def group_segments(
    links: Iterable[tuple[Range, Range]],
    source: Sequence[tuple[int, float]],
    target: Sequence[tuple[int, float]],
) -> list[Group]:
    """Join the segments whose sentences are linked; groups come in order.

    `source` and `target` give for each sentence its segment and its size. A segment without links
    is a group of its own, after the group that it interrupts if there is one.
    """
    # Blank sentences are as long as each other.
    source = [(segment, max(size, _MIN_SIZE)) for segment, size in source]
    target = [(segment, max(size, _MIN_SIZE)) for segment, size in target]
    sizes = [defaultdict[int, float](float), defaultdict[int, float](float)]
    for side, sentences in zip(sizes, (source, target), strict=True):
        for segment, size in sentences:
            side[segment] += size
    shares = _shares(links, source, target, sizes)
    closest: list[dict[int, float]] = [defaultdict(float), defaultdict(float)]
    linked: list[dict[int, float]] = [defaultdict(float), defaultdict(float)]
    for pair, share in shares.items():
        for k, segment in enumerate(pair):
            closest[k][segment] = max(closest[k][segment], max(share))
            linked[k][segment] += share[k]
    leader = {("s", s): ("s", s) for s in sizes[0]} | {("t", t): ("t", t) for t in sizes[1]}

    def lead(node: tuple[str, int]) -> tuple[str, int]:
        while leader[node] != node:
            leader[node] = node = leader[leader[node]]
        return node

    for (s, t), share in shares.items():
        if any(
            linked[k][segment] < COMMON_SHARE and share[1 - k] < MAIN_SHARE
            for k, segment in enumerate((s, t))
        ):
            continue
        # A segment that is linked for the most part goes where it has most in common.
        if max(share) >= COMMON_SHARE or any(
            linked[k][segment] >= COMMON_SHARE and max(share) >= closest[k][segment]
            for k, segment in enumerate((s, t))
        ):
            leader[lead(("t", t))] = lead(("s", s))
    groups: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
    for kind, index in leader:
        groups.setdefault(lead((kind, index)), ([], []))[kind == "t"].append(index)
    return _ordered([(tuple(s), tuple(t)) for s, t in groups.values()])


def _shares(
    links: Iterable[tuple[Range, Range]],
    source: Sequence[tuple[int, float]],
    target: Sequence[tuple[int, float]],
    sizes: Sequence[dict[int, float]],
) -> dict[tuple[int, int], tuple[float, float]]:
    """What two segments have in common, as shares of the source and of the target segment."""
    common: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for left, right in links:
        source_sentences, target_sentences = source[slice(*left)], target[slice(*right)]
        source_size = sum(size for _, size in source_sentences)
        target_size = sum(size for _, size in target_sentences)
        for s, size in source_sentences:
            for t, other in target_sentences:
                common[s, t][0] += size * other / target_size
                common[s, t][1] += other * size / source_size
    return {(s, t): (a / sizes[0][s], b / sizes[1][t]) for (s, t), (a, b) in common.items()}


def _ordered(groups: list[Group]) -> list[Group]:
    """In the order of the source; groups without source follow what precedes them in the target."""
    added = sorted((group for group in groups if not group[0]), key=lambda group: group[1])
    ordered: list[Group] = []
    lost: list[Group] = []
    done = 0
    # A lost segment inside a merge comes after it, since the merge begins before.
    for group in sorted((group for group in groups if group[0]), key=lambda group: group[0]):
        if not group[1]:
            lost.append(group)
            continue
        # Added segments come before segments lost in the same place.
        first = done
        while done < len(added) and added[done][1] < group[1]:
            done += 1
        ordered += [*added[first:done], *lost, group]
        lost = []
    return [*ordered, *added[done:], *lost]
