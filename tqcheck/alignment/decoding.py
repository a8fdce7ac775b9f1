"""What the lattice found, read off as links of sentences and blocks of segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from tqcheck.alignment.band import Floats
from tqcheck.alignment.blocks import Joined, joined
from tqcheck.alignment.encoder import Positions, Vectors, Windows
from tqcheck.alignment.lattice import Lattice
from tqcheck.alignment.links import Alignment, Block, Link, Range
from tqcheck.alignment.pair import Pair, Side
from tqcheck.alignment.path import best_path

# Probability from which a whole segment of several sentences is taken for left out, or for added,
# whatever the path says of its sentences one by one: of 198,000 kept paragraphs of news none
# reached it (benchmarks/omissions.py, curve of paragraphs).
OMITTED = 0.02
ADDED = 0.5
# Cosine from which a segment left out and one added are the same one in another place, if each is
# closest to the other. In news zh-en 95 of 100 paragraphs are closer than this to their own
# translations; that two which have nothing to do with each other are each other's closest, and both
# unaligned, takes a loss and an addition in one document.
MOVED = 0.5

# Vectors that are compared with all across at once.
_TOGETHER = 256

Ends = Sequence[Range]


def read_off(
    pair: Pair, lattice: Lattice, engine: str, views: Sequence[Windows] | None
) -> Alignment:
    """The alignment; `views` are the vectors of both sides, None where meaning was not asked."""
    omitted, added = lattice.omitted(), lattice.added()
    ours, theirs = pair.source.ranges(), pair.target.ranges()
    lost = _whole(omitted, ours, lattice.omitted_run, OMITTED)
    extra = _whole(added, theirs, lattice.added_run, ADDED)
    # What is left out as a whole stays out of the path.
    forced = [omitted.copy(), added.copy()]
    for chances, side, whole in zip(forced, (ours, theirs), (lost, extra), strict=True):
        for segment in whole:
            chances[slice(*side[segment])] = 1.0
    posteriors = lattice.links()
    path = best_path(lattice.band, posteriors, forced[0], forced[1])
    low = lattice.band.low
    chances = [
        added[j0] if i0 == i1 else omitted[i0] if j0 == j1
        else posteriors[i1 - i0, j1 - j0][i1, j1 - low[i1]]
        for (i0, i1), (j0, j1) in path
    ]  # fmt: skip
    cosines = _Cosines(views, ours, theirs)
    links = [
        Link(source, target, float(chance), cosine)
        for (source, target), chance, cosine in zip(path, chances, cosines.of(path), strict=True)
    ]
    sentences = [
        list(zip(side.segments, side.sizes, strict=True)) for side in (pair.source, pair.target)
    ]
    groups = joined(path, sentences[0], sentences[1])
    moved = cosines.mutual([s[0] for s, t in groups if not t], [t[0] for s, t in groups if not s])
    groups = _together(groups, moved)
    for s, t in moved.items():
        omitted[slice(*ours[s])] = added[slice(*theirs[t])] = 0.0

    def chance_of(group: Joined, own: Sequence[Link]) -> float | None:
        if not group[1]:
            return lost.get(group[0][0]) or _mean(pair.source, omitted, ours[group[0][0]])
        if not group[0]:
            return extra.get(group[1][0]) or _mean(pair.target, added, theirs[group[1][0]])
        # None for what was moved, and where all links begin in the neighbours.
        known = [link.posterior for link in own if link.posterior is not None]
        return float(np.mean(known)) if known else None

    runs = [(_run(ours, left), _run(theirs, right)) for left, right in groups]
    inside = _inside(pair, groups, links)
    similar = cosines.of(runs)
    for k, ((source, _), run) in enumerate(zip(groups, runs, strict=True)):
        if source and source[0] in moved:
            inside[k] = _as_one(inside[k], run, similar[k])
    blocks = [
        Block(*group, tuple(own), chance_of(group, own), cosine, _ratio(pair, ours, theirs, group))
        for group, own, cosine in zip(groups, inside, similar, strict=True)
    ]
    return Alignment(
        tuple(blocks),
        pair.source.places,
        pair.target.places,
        tuple(map(float, omitted)),
        tuple(map(float, added)),
        engine,
    )


def _whole(
    chances: Floats, segments: Ends, run: Callable[[int, int], float], least: float
) -> dict[int, float]:
    """The segments of several sentences that are left out as a whole, and how probably."""
    found = {}
    for segment, (start, end) in enumerate(segments):
        # The whole is no likelier than any of its sentences.
        if (
            end - start > 1
            and chances[start:end].min() >= least
            and (chance := run(start, end)) >= least
        ):
            found[segment] = chance
    return found


def _mean(side: Side, chances: Floats, run: Range) -> float:
    """The mean probability of sentences to have no counterpart, by their sizes."""
    sizes = np.maximum(side.sizes[slice(*run)], 1e-6)
    return float(np.average(chances[slice(*run)], weights=sizes))


class _Cosines:
    """Cosines of runs of sentences; nothing where meaning was not asked."""

    def __init__(self, views: Sequence[Windows] | None, ours: Ends, theirs: Ends) -> None:
        self._views = views
        if views is not None:
            # All segments, for what has nothing across.
            self._segments = [
                _vectors(view, side) for view, side in zip(views, (ours, theirs), strict=True)
            ]

    def of(self, runs: Sequence[tuple[Range, Range]]) -> list[float | None]:
        """The cosines of runs; where one is empty, the best that a segment across reaches."""
        if self._views is None:
            return [None] * len(runs)
        sides = []
        for k, view in enumerate(self._views):
            # An empty run stands for its neighbour, and is not looked at.
            sides.append(_vectors(view, [r[k] if r[k][0] < r[k][1] else (0, 1) for r in runs]))
        found = np.einsum("ij,ij->i", sides[0], sides[1])
        for k, across in enumerate(self._segments[::-1]):
            alone = [x for x, run in enumerate(runs) if run[1 - k][0] == run[1 - k][1]]
            found[alone] = _nearest(sides[k][alone], across)[1]
        return list(map(float, found))

    def mutual(self, lost: Sequence[int], extra: Sequence[int]) -> dict[int, int]:
        """Which of these source and target segments are each other's closest, and close."""
        if self._views is None or not lost or not extra:
            return {}
        ours, theirs = self._segments
        places, cosines = _nearest(ours[lost], theirs)
        back = dict(zip(extra, _nearest(theirs[extra], ours)[0].tolist(), strict=True))
        return {
            s: t
            for s, t, cosine in zip(lost, places.tolist(), cosines.tolist(), strict=True)
            if cosine >= MOVED and back.get(t) == s
        }


def _nearest(vectors: Vectors, across: Vectors) -> tuple[Positions, Vectors]:
    """Which of the vectors across is closest to each, and the cosine."""
    places = np.zeros(len(vectors), dtype=np.int64)
    cosines = np.zeros(len(vectors), dtype=np.float32)
    for start in range(0, len(vectors), _TOGETHER):
        part = slice(start, start + _TOGETHER)
        products = vectors[part] @ across.T
        places[part], cosines[part] = products.argmax(axis=1), products.max(axis=1)
    return places, cosines


def _vectors(view: Windows, runs: Ends) -> Vectors:
    places = np.asarray(runs, dtype=np.int64).reshape(-1, 2)
    return view.vectors(places[:, 0], places[:, 1])


def _together(groups: Sequence[Joined], moved: Mapping[int, int]) -> list[Joined]:
    """Join what is left out in one place and added in another, in the place of the source."""
    found = set(moved.values())
    return [
        (source, (moved[source[0]],)) if not target and source[0] in moved else (source, target)
        for source, target in groups
        if source or target[0] not in found
    ]


def _as_one(own: Sequence[Link], run: tuple[Range, Range], cosine: float | None) -> list[Link]:
    """One link of what was moved, unless some of it is linked elsewhere."""
    for k in range(2):
        covered = [i for link in own for i in range(*(link.source, link.target)[k])]
        if covered != list(range(*run[k])):
            return list(own)
    return [Link(*run, None, cosine)]


def _inside(pair: Pair, groups: Sequence[Joined], links: Sequence[Link]) -> list[list[Link]]:
    """The links of each group: the one that their target begins in, or else their source."""
    by_source = {s: k for k, (left, _) in enumerate(groups) for s in left}
    by_target = {t: k for k, (_, right) in enumerate(groups) for t in right}
    found: list[list[Link]] = [[] for _ in groups]
    for link in links:
        if link.target[0] < link.target[1]:
            found[by_target[pair.target.places[link.target[0]][0]]].append(link)
        else:
            found[by_source[pair.source.places[link.source[0]][0]]].append(link)
    return [sorted(own, key=lambda link: (link.source, link.target)) for own in found]


def _run(segments: Ends, chosen: Sequence[int]) -> Range:
    return (segments[chosen[0]][0], segments[chosen[-1]][1]) if chosen else (0, 0)


def _ratio(pair: Pair, ours: Ends, theirs: Ends, group: Joined) -> float | None:
    # Of what was left out between the segments nothing is expected.
    sizes = [
        sum(sum(side.sizes[slice(*segments[k])]) for k in chosen)
        for side, segments, chosen in zip(
            (pair.source, pair.target), (ours, theirs), group, strict=True
        )
    ]
    return pair.ratio_of(*sizes)
