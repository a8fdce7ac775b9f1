"""The tables of the omission benchmark."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from corpora import ARCHIVE, REGULAR
from damage import AS_IS, PARAGRAPHS, SENTENCES, UNTOUCHED
from judging import ENDING, PARAGRAPH, SENTENCE, Outcome

from tqcheck.finding import Finding

THRESHOLDS = (
    *(0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
    *(0.95, 0.98, 0.99, 0.999),
)
BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)
# Columns of the main table after corpus, layout and loss: heading, width.
COLUMNS = (
    *(("docs", 7), ("lost", 7), ("ending", 8), ("paragr.", 9), ("sent.", 7), ("found", 7)),
    *(("any", 7), ("place", 7), ("paragraphs", 12), ("%", 7), ("sentences", 11), ("%", 7)),
    *(("added", 7), ("diag.", 7), ("GC", 7), ("false %", 9)),
)
# Recall that is aimed at, by kinds of loss.
RECALL = {
    ("last", "last three"): 1.0,
    ("first", "interior", "two adjacent"): 0.99,
    SENTENCES: 0.9,
}
FALSE = {"paragraphs": 0.001, "sentences": 0.01}
# How much merging and splitting may cost.
POINT = 0.01

Key = tuple[str, str, str]
Item = TypeVar("Item")
Group = TypeVar("Group", bound=Hashable)


class Labelled(NamedTuple):
    """A document of the archive, what its reader says of it, and what was found.

    `missed` is what `semantic` finds in it and `auto` does not.
    """

    name: str
    state: str
    findings: Sequence[Finding]
    missed: Sequence[Finding]


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The interval of 95 % around a share."""
    if not total:
        return 0.0, 1.0
    z, share = 1.96, hits / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    whole = 1 + z * z / total
    # At the edges only rounding keeps it from reaching them.
    low = 0.0 if hits == 0 else (middle - spread) / whole
    return low, 1.0 if hits == total else (middle + spread) / whole


def results(outcomes: Sequence[Outcome]) -> None:
    """One row for each corpus, layout and loss, in the order they were checked."""
    print(
        "found: by the rule that is for it; any: by any of the three; place: found, and the line"
        "\nis right; then false alarms, and documents settled without meaning; GC: Gale-Church\n"
    )
    print(f"{'corpus':14} {'layout':10} {'loss':18}" + "".join(f"{h:>{w}}" for h, w in COLUMNS))
    for (corpus, layout, kind), c in _totals(outcomes).items():
        row = [f"{c['documents']}", f"{c['lost']}"]
        row += [_share(c[name], c["lost"]) for name in (ENDING, PARAGRAPH, SENTENCE)]
        row += [_share(c[name], c["lost"]) for name in ("found", "any", "place")]
        for unit in FALSE:
            row += [f"{c[f'false {unit}']}", _percent(c[f"false {unit}"], c[f"kept {unit}"])]
        row += [f"{c['false added']}", f"{c['diagonal']}"]
        row += [_share(c["GC found"], c["GC lost"]), _percent(c["GC false"], c["GC kept"])]
        cells = (f"{cell:>{width}}" for cell, (_, width) in zip(row, COLUMNS, strict=True))
        print(f"{corpus:14} {layout:10} {kind:18}" + "".join(cells))


def targets(outcomes: Sequence[Outcome], documents: Sequence[Labelled]) -> None:
    """What is aimed at, and whether it is met; a loss of several is found if all of it is."""
    print(f"\n{'target':64}{'asked, %':>9}{'measured':>10}   95 %            of        by any rule")
    for corpus in (ARCHIVE, REGULAR):
        own = [outcome for outcome in outcomes if outcome.spec.corpus == corpus]
        straight = [outcome for outcome in own if outcome.spec.layout == AS_IS]
        for kinds, asked in RECALL.items():
            lost = [outcome for outcome in own if outcome.spec.kind in kinds]
            for layout, found in _by(lost, lambda outcome: outcome.spec.layout):
                share, name = asked, f"{corpus}: {', '.join(kinds)}"
                if layout != AS_IS:
                    # Against the same losses in the same documents.
                    same = {outcome.spec._replace(layout=AS_IS) for outcome in found}
                    pairs = [outcome for outcome in straight if outcome.spec in same]
                    share = _sum(pairs, "whole") / len(pairs) - POINT if pairs else 0.0
                    name = f"  the same, {layout}"
                hits, by_any = _sum(found, "whole"), _sum(found, "whole any")
                _target(name, max(share, 0.0), hits, len(found), by_any)
        whole = [outcome for outcome in straight if outcome.spec.kind == UNTOUCHED]
        for unit, asked in FALSE.items():
            for title, chosen in (("", straight), (" of untouched documents", whole)):
                name = f"{corpus}: {unit}{title} falsely reported"
                false, kept = _sum(chosen, f"false {unit}"), _sum(chosen, f"kept {unit}")
                _target(name, asked, false, kept)
    clean = [document for document in documents if document.state == "clean"]
    wrong = sum(any(f.severity == "error" for f in document.findings) for document in clean)
    _target("documents labelled clean with an error", 0.0, wrong, len(clean))


def curve(outcomes: Sequence[Outcome], unit: str) -> None:
    """Recall against false alarms as the threshold moves, for what can be lost as such a unit."""
    kinds = PARAGRAPHS if unit == "paragraph" else SENTENCES
    print(f"\nCurve of {unit}s: findings from a posterior on; all losses one to a document")
    heads = "".join(f"{kind.removeprefix('sentence '):>14}" for kind in kinds)
    print(f"{'corpus':14} {'posterior':>9}{heads}{'false':>8}{'%':>8}{'precision':>11}")
    for corpus, found in _by(outcomes, lambda outcome: outcome.spec.corpus):
        if not any(outcome.spec.kind in kinds for outcome in found):
            continue
        kept = sum(outcome.counts[f"kept {unit}s"] for outcome in found)
        for least in THRESHOLDS:
            cells = []
            for kind in kinds:
                lost = [
                    posterior
                    for outcome in found
                    if outcome.spec.kind == kind
                    for own, posterior in outcome.lost
                    if own == unit
                ]
                cells.append(_share(sum(p is not None and p >= least for p in lost), len(lost)))
            right, wrong = _reported(found, unit, least, 2.0)
            row = "".join(f"{cell:>14}" for cell in cells)
            shares = f"{_percent(wrong, kept):>8}{_share(right, right + wrong):>11}"
            print(f"{corpus:14} {least:9.3f}{row}{wrong:8}{shares}")


def reliability(outcomes: Sequence[Outcome], unit: str) -> None:
    """How many of the units reported are lost, by posterior."""
    print(f"\nPosterior of {unit}s: of those reported, the share truly lost")
    print(f"{'corpus':14} {'posterior':>15}{'reported':>10}{'lost':>8}   95 %")
    for corpus, found in _by(outcomes, lambda outcome: outcome.spec.corpus):
        for low, high in zip(BINS, (*BINS[1:], 2.0), strict=True):
            right, wrong = _reported(found, unit, low, high)
            if right + wrong:
                label = f"{low:.2f} to {high:.2f}" if high <= 1 else f"{low:.2f}"
                print(f"{corpus:14} {label:>15}{right + wrong:10}{_share(right, right + wrong):>8}"
                      f"   {_interval(right, right + wrong)}")  # fmt: skip


def engines(auto: Sequence[Outcome], semantic: Sequence[Outcome]) -> None:
    """What `auto` misses and `semantic` finds on the same documents."""
    print("\nSettled without meaning: by `auto`, with what it finds beside `semantic`")
    heads = ("docs", "settled", "lost", "auto", "semantic", "missed", "false: auto", "semantic")
    print(f"{'corpus':14} {'loss':18}" + "".join(f"{head:>{len(head) + 3}}" for head in heads))
    names = (
        "documents",
        "settled",
        "lost",
        "auto",
        "semantic",
        "missed",
        "false auto",
        "false semantic",
    )
    pairs = zip(auto, semantic, strict=True)
    whole: Counter[str] = Counter()
    rows = []
    for key, own in _by(pairs, lambda pair: (pair[0].spec.corpus, pair[0].spec.kind)):
        c: Counter[str] = Counter(documents=len(own))
        for ours, theirs in own:
            c["settled"] += ours.counts["diagonal"]
            c["lost"] += len(ours.lost)
            c["missed"] += sum(
                one is None and other is not None
                for (_, one), (_, other) in zip(ours.lost, theirs.lost, strict=True)
            )
            for name, outcome in (("auto", ours), ("semantic", theirs)):
                c[name] += sum(posterior is not None for _, posterior in outcome.lost)
                c[f"false {name}"] += sum(not right for _, _, right in outcome.reported)
        rows.append((key, c))
        whole.update(c)
    for (corpus, kind), c in [*rows, (("all", ""), whole)]:
        cells = (f"{c[name]:{len(head) + 3}}" for name, head in zip(names, heads, strict=True))
        print(f"{corpus:14} {kind:18}" + "".join(cells))


def labelled(documents: Sequence[Labelled]) -> None:
    """What is reported on clean documents, and what `auto` misses on any."""
    if not documents:
        return
    print("\nLabelled documents: findings on clean ones, and what only `semantic` finds on any")
    for document in documents:
        for label, own in ((document.state, document.findings), ("missed", document.missed)):
            for finding in own if label != "defects" else ():
                about = finding.related[0].text if finding.related else finding.text
                text = about if finding.rule != "paragraph-count" else finding.message
                print(f"{label:18} {document.name} {finding.rule} {finding.severity} {text[:60]}")


def _target(name: str, asked: float, hits: int, total: int, by_any: int | None = None) -> None:
    """A row: recall, which is to be at least so high, or without `by_any` false alarms."""
    if not total:
        return
    share = hits / total
    met = share <= asked if by_any is None else share >= asked
    besides = "" if by_any is None else f"{100 * by_any / total:.2f}"
    measured = f"{100 * asked:9.2f}{100 * share:10.2f}   {_interval(hits, total):15}"
    print(f"{name:64}{measured} {total:<9,} {besides:12}{'met' if met else 'missed'}")


def _totals(outcomes: Iterable[Outcome]) -> dict[Key, Counter[str]]:
    totals: dict[Key, Counter[str]] = {}
    for outcome in outcomes:
        totals.setdefault(outcome.spec[:3], Counter()).update(outcome.counts)
    return totals


def _sum(outcomes: Iterable[Outcome], name: str) -> int:
    return sum(outcome.counts[name] for outcome in outcomes)


def _reported(outcomes: Iterable[Outcome], unit: str, low: float, high: float) -> tuple[int, int]:
    """How many of the units reported with such a posterior are lost, and how many are not."""
    own = [
        right
        for outcome in outcomes
        for kind, posterior, right in outcome.reported
        if kind == unit and low <= posterior < high
    ]
    return sum(own), len(own) - sum(own)


def _by(items: Iterable[Item], key: Callable[[Item], Group]) -> list[tuple[Group, list[Item]]]:
    """Items by a key, in the order in which the keys come."""
    groups: dict[Group, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return list(groups.items())


def _share(hits: int, total: int) -> str:
    return f"{hits / total:.3f}" if total else "-"


def _percent(hits: int, total: int) -> str:
    return f"{100 * hits / total:.2f}" if total else "-"


def _interval(hits: int, total: int) -> str:
    low, high = wilson(hits, total)
    return f"{100 * low:.2f} to {100 * high:.2f}"
