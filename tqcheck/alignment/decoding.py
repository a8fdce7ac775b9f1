"""The alignment that a lattice gives: its path, decoded to beads of sentences and of segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from tqcheck.alignment.band import Floats
from tqcheck.alignment.beads import IndexAlignment, IndexBead, IndexSentenceBead, Range
from tqcheck.alignment.encoder import Positions, Vectors, Windows
from tqcheck.alignment.grouping import Group, group_segments
from tqcheck.alignment.lattice import Lattice
from tqcheck.alignment.pair import Pair, Side
from tqcheck.alignment.path import best_path

# From these probabilities, a segment of several sentences is taken as omitted or added as a whole,
# whatever the path makes of its single sentences. Of 198,000 kept paragraphs of news none reached
# the first (benchmarks/omissions.py, curve of paragraphs).
OMITTED_PROBABILITY = 0.02
ADDED_PROBABILITY = 0.5
# From this cosine, an omitted and an added segment are the same one, moved, if each is closest to
# the other. In news zh-en, 95 of 100 paragraphs are closer than this to their own translations;
# for two unrelated ones to be each other's closest, and both unaligned, a document must have both
# a loss and an addition.
MOVED_COSINE = 0.5

# Vectors that are compared with all vectors across at once.
_VECTORS_AT_ONCE = 256

Ranges = Sequence[Range]


def decode(
    pair: Pair, lattice: Lattice, engine: str, views: Sequence[Windows] | None
) -> IndexAlignment:
    """The alignment; `views` are the vectors of both sides, None if meaning is not compared."""
    omitted, added = lattice.omitted(), lattice.added()
    source, target = pair.source.ranges(), pair.target.ranges()
    lost = _whole(omitted, source, lattice.omitted_run, OMITTED_PROBABILITY)
    extra = _whole(added, target, lattice.added_run, ADDED_PROBABILITY)
    # Sentences of a segment that is omitted or added as a whole stay out of the path.
    forced_omitted, forced_added = omitted.copy(), added.copy()
    for segment in lost:
        forced_omitted[slice(*source[segment])] = 1.0
    for segment in extra:
        forced_added[slice(*target[segment])] = 1.0
    posteriors = lattice.links()
    path = best_path(lattice.band, posteriors, forced_omitted, forced_added)
    low = lattice.band.low
    probabilities = [
        added[j0] if i0 == i1 else omitted[i0] if j0 == j1
        else posteriors[i1 - i0, j1 - j0][i1, j1 - low[i1]]
        for (i0, i1), (j0, j1) in path
    ]  # fmt: skip
    cosines = _Cosines(views, source, target)
    sentence_beads = [
        IndexSentenceBead(*ranges, float(probability), cosine)
        for ranges, probability, cosine in zip(path, probabilities, cosines.of(path), strict=True)
    ]
    groups = group_segments(path, pair.source.sentences(), pair.target.sentences())
    moved = cosines.mutual([s[0] for s, t in groups if not t], [t[0] for s, t in groups if not s])
    groups = _with_moved(groups, moved)
    for s, t in moved.items():
        omitted[slice(*source[s])] = added[slice(*target[t])] = 0.0

    def posterior_of(group: Group, inner: Sequence[IndexSentenceBead]) -> float | None:
        if not group[1]:
            return lost.get(group[0][0]) or _mean(pair.source, omitted, source[group[0][0]])
        if not group[0]:
            return extra.get(group[1][0]) or _mean(pair.target, added, target[group[1][0]])
        # None for a moved segment, and if all of its sentences' beads begin in the neighbours.
        known = [bead.posterior for bead in inner if bead.posterior is not None]
        return float(np.mean(known)) if known else None

    runs = [(_run(source, left), _run(target, right)) for left, right in groups]
    inside = _inside(pair, groups, sentence_beads)
    similarities = cosines.of(runs)
    for k, ((left, _), run) in enumerate(zip(groups, runs, strict=True)):
        if left and left[0] in moved:
            inside[k] = _as_one(inside[k], run, similarities[k])
    beads = [
        IndexBead(
            *group,
            tuple(inner),
            posterior_of(group, inner),
            cosine,
            _ratio(pair, source, target, group),
        )
        for group, inner, cosine in zip(groups, inside, similarities, strict=True)
    ]
    return IndexAlignment(
        tuple(beads),
        pair.source.places,
        pair.target.places,
        tuple(map(float, omitted)),
        tuple(map(float, added)),
        engine,
    )


def _whole(
    probabilities: Floats, segments: Ranges, run: Callable[[int, int], float], least: float
) -> dict[int, float]:
    """The segments of several sentences that are unaligned as a whole, and how probably."""
    whole = {}
    for segment, (start, end) in enumerate(segments):
        # The run is not more probable than any of its sentences.
        if end - start > 1 and probabilities[start:end].min() >= least:
            probability = run(start, end)
            if probability >= least:
                whole[segment] = probability
    return whole


def _mean(side: Side, probabilities: Floats, run: Range) -> float:
    """The mean probability of sentences to have no counterpart, by their sizes."""
    sizes = np.maximum(side.sizes[slice(*run)], 1e-6)
    return float(np.average(probabilities[slice(*run)], weights=sizes))


class _Cosines:
    """Cosines of runs of sentences; None if meaning is not compared."""

    def __init__(self, views: Sequence[Windows] | None, source: Ranges, target: Ranges) -> None:
        self._views = views
        if views is not None:
            # All segments, for runs that have nothing across.
            self._segments = [
                _vectors(view, side) for view, side in zip(views, (source, target), strict=True)
            ]

    def of(self, runs: Sequence[tuple[Range, Range]]) -> list[float | None]:
        """The cosines of runs; where one is empty, the best that the other reaches across."""
        if self._views is None:
            return [None] * len(runs)
        sides = []
        for k, view in enumerate(self._views):
            # An empty run is replaced by any other; its cosine is not used.
            sides.append(_vectors(view, [r[k] if r[k][0] < r[k][1] else (0, 1) for r in runs]))
        cosines = np.einsum("ij,ij->i", sides[0], sides[1])
        for k, across in enumerate(self._segments[::-1]):
            alone = [x for x, run in enumerate(runs) if run[1 - k][0] == run[1 - k][1]]
            cosines[alone] = _nearest(sides[k][alone], across)[1]
        return list(map(float, cosines))

    def mutual(self, lost: Sequence[int], extra: Sequence[int]) -> dict[int, int]:
        """Which of these source and target segments are each other's closest, and close."""
        if self._views is None or not lost or not extra:
            return {}
        source, target = self._segments
        places, cosines = _nearest(source[lost], target)
        back = dict(zip(extra, _nearest(target[extra], source)[0].tolist(), strict=True))
        return {
            s: t
            for s, t, cosine in zip(lost, places.tolist(), cosines.tolist(), strict=True)
            if cosine >= MOVED_COSINE and back.get(t) == s
        }


def _nearest(vectors: Vectors, across: Vectors) -> tuple[Positions, Vectors]:
    """Which of the vectors across is closest to each, and the cosine."""
    places = np.zeros(len(vectors), dtype=np.int64)
    cosines = np.zeros(len(vectors), dtype=np.float32)
    for start in range(0, len(vectors), _VECTORS_AT_ONCE):
        part = slice(start, start + _VECTORS_AT_ONCE)
        products = vectors[part] @ across.T
        places[part], cosines[part] = products.argmax(axis=1), products.max(axis=1)
    return places, cosines


def _vectors(view: Windows, runs: Ranges) -> Vectors:
    places = np.asarray(runs, dtype=np.int64).reshape(-1, 2)
    return view.vectors(places[:, 0], places[:, 1])


def _with_moved(groups: Sequence[Group], moved: Mapping[int, int]) -> list[Group]:
    """The groups with moved segments as one group each, where their source is."""
    targets = set(moved.values())
    return [
        (source, (moved[source[0]],)) if not target and source[0] in moved else (source, target)
        for source, target in groups
        if source or target[0] not in targets
    ]


def _as_one(
    inner: Sequence[IndexSentenceBead], run: tuple[Range, Range], cosine: float | None
) -> list[IndexSentenceBead]:
    """One bead for a moved segment, unless some of its sentences are linked elsewhere."""
    for k in range(2):
        covered = [i for bead in inner for i in range(*(bead.source, bead.target)[k])]
        if covered != list(range(*run[k])):
            return list(inner)
    return [IndexSentenceBead(*run, None, cosine)]


def _inside(
    pair: Pair, groups: Sequence[Group], beads: Sequence[IndexSentenceBead]
) -> list[list[IndexSentenceBead]]:
    """The beads of each group's sentences: those that begin in its target, or else its source."""
    by_source = {s: k for k, (left, _) in enumerate(groups) for s in left}
    by_target = {t: k for k, (_, right) in enumerate(groups) for t in right}
    inside: list[list[IndexSentenceBead]] = [[] for _ in groups]
    for bead in beads:
        if bead.target[0] < bead.target[1]:
            inside[by_target[pair.target.places[bead.target[0]][0]]].append(bead)
        else:
            inside[by_source[pair.source.places[bead.source[0]][0]]].append(bead)
    return [sorted(inner, key=lambda bead: (bead.source, bead.target)) for inner in inside]


def _run(segments: Ranges, chosen: Sequence[int]) -> Range:
    return (segments[chosen[0]][0], segments[chosen[-1]][1]) if chosen else (0, 0)


def _ratio(pair: Pair, source: Ranges, target: Ranges, group: Group) -> float | None:
    """Target size over expected size; what was omitted between the segments does not count."""
    left, right = group
    return pair.ratio_of(
        sum(sum(pair.source.sizes[slice(*source[s])]) for s in left),
        sum(sum(pair.target.sizes[slice(*target[t])]) for t in right),
    )
