"""From linked sentences to the segments that belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tqcheck.alignment.links import Range

# Two segments belong together if their common sentences are at least this share of one of them.
# Less than that is where the search has set a border one sentence too early or late, and a segment
# of which less is linked to anything is left out or added, its odd sentence caught by a neighbour:
# so were 5 of 540 paragraphs deleted from news (benchmarks/omissions.py).
COMMON = 0.3
# That odd sentence may be much of a short neighbour, but is hardly ever most of it; a paragraph of
# which a translator left one sentence is.
MOSTLY = 0.6

_LEAST = 1e-6

Joined = tuple[tuple[int, ...], tuple[int, ...]]


def joined(
    links: Iterable[tuple[Range, Range]],
    source: Sequence[tuple[int, float]],
    target: Sequence[tuple[int, float]],
) -> list[Joined]:
    """Segments joined by links of their sentences, as (source, target) indices, in order.

    `source` and `target` give for each sentence its segment and its size. A segment none of whose
    sentences is linked stands alone, behind what it stands in the middle of.
    """
    # Blank sentences are as long as each other.
    source = [(segment, max(size, _LEAST)) for segment, size in source]
    target = [(segment, max(size, _LEAST)) for segment, size in target]
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
            linked[k][segment] < COMMON and share[1 - k] < MOSTLY
            for k, segment in enumerate((s, t))
        ):
            continue
        # What is linked for the most part belongs somewhere: where it has most in common.
        if max(share) >= COMMON or any(
            linked[k][segment] >= COMMON and max(share) >= closest[k][segment]
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
    """What two segments have in common, as shares of the one and the other."""
    common: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for left, right in links:
        ours, theirs = source[slice(*left)], target[slice(*right)]
        whole = [sum(size for _, size in side) for side in (ours, theirs)]
        for s, size in ours:
            for t, other in theirs:
                common[s, t][0] += size * other / whole[1]
                common[s, t][1] += other * size / whole[0]
    return {(s, t): (a / sizes[0][s], b / sizes[1][t]) for (s, t), (a, b) in common.items()}


def _ordered(groups: list[Joined]) -> list[Joined]:
    """In the order of the source, what has none after what precedes it in the target."""
    added = sorted((group for group in groups if not group[0]), key=lambda group: group[1])
    ordered: list[Joined] = []
    lost: list[Joined] = []
    done = 0
    # A lost segment inside a merge comes behind it, since the merge begins before.
    for group in sorted((group for group in groups if group[0]), key=lambda group: group[0]):
        if not group[1]:
            lost.append(group)
            continue
        # Behind what it follows, before what is lost in the same place.
        first = done
        while done < len(added) and added[done][1] < group[1]:
            done += 1
        ordered += [*added[first:done], *lost, group]
        lost = []
    return [*ordered, *added[done:], *lost]
