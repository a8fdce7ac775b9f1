"""What a run says of a damaged document, held against what the document has lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpora import Spec
from damage import SENTENCES, Case, split
from gale_church import gale_church

from tqcheck.finding import Finding, Related, Span
from tqcheck.linter.results import Result
from tqcheck.text.lengths import length_model, size

ENDING, PARAGRAPH, SENTENCE, ADDED = (
    "omitted-ending",
    "omitted-paragraph",
    "omitted-sentence",
    "added-paragraph",
)
RULES = (ENDING, PARAGRAPH, SENTENCE, ADDED, "paragraph-count")
# This much of the shorter of two stretches is in the other where they mean the same.
SHARE = 0.5

# First and last column of a stretch of a line, from 0, the end exclusive.
Stretch = tuple[int, int]


class Report(NamedTuple):
    """A source paragraph or a part of one that a finding calls lost, and how sure it is."""

    finding: Finding
    paragraph: int
    stretch: Stretch
    posterior: float


@dataclass
class Outcome:
    """One document judged.

    `lost` gives for each lost unit, paragraph or sentence, the highest posterior with which its
    own rule reports it, None where it does not; `reported` for each unit reported its own and
    whether it is lost.
    """

    spec: Spec
    counts: Counter[str] = field(default_factory=Counter)
    lost: list[tuple[str, float | None]] = field(default_factory=list)
    reported: list[tuple[str, float, bool]] = field(default_factory=list)


def judge(spec: Spec, case: Case, result: Result) -> Outcome:
    """Count what was lost, found, found in its place, and falsely reported."""
    assert result.document is not None
    findings, alignment = result.findings, result.document.alignment
    out = Outcome(spec, Counter(documents=1))
    beads = [bead for bead in alignment.beads if not bead.target]
    segments = {s.span: bead.posterior for bead in beads for s in bead.source}
    sentences = {
        s.span: s.unaligned
        for bead in alignment.beads
        for link in bead.sentences
        for s in link.source
    }
    whole = list(_reports(case, findings, (ENDING, PARAGRAPH), segments))
    parts = list(_reports(case, findings, (SENTENCE,), sentences))
    _paragraphs(out, case, whole, parts)
    _sentences(out, case, whole, parts)
    _added(out, case, findings)
    counts = out.counts
    counts["whole"] = int(counts["found"] == counts["lost"])
    counts["whole any"] = int(counts["any"] == counts["lost"])
    counts["errors"] = sum(f.severity == "error" for f in findings)
    counts["diagonal"] = int(alignment.engine == "diagonal")
    return out


def _paragraphs(out: Outcome, case: Case, whole: list[Report], parts: list[Report]) -> None:
    counts = out.counts
    for i in sorted(case.lost):
        own = [r for r in whole if r.paragraph == i]
        sentences = [r for r in parts if r.paragraph == i]
        counts["lost"] += 1
        counts["found"] += bool(own)
        for name, found in (
            (ENDING, [r for r in own if r.finding.rule == ENDING]),
            (PARAGRAPH, [r for r in own if r.finding.rule == PARAGRAPH]),
            (SENTENCE, sentences),
            ("any", own + sentences),
        ):
            counts[name] += bool(found)
        counts["place"] += any(_is_in_gap(case, i, r.finding.line) for r in own)
        out.lost.append(("paragraph", max((r.posterior for r in own), default=None)))
    for i, line in case.source.items():
        gone = sum(end - start for k, start, end in case.cut if k == i)
        if gone > SHARE * len(case.lines[line - 1].strip()):
            continue  # Of this one little is left: to report all of it is no false alarm.
        # Reported by both rules, it is still one paragraph.
        reported = [r.posterior for r in whole if r.paragraph == i]
        if reported:
            out.reported.append(("paragraph", max(reported), i in case.lost))
        counts["kept paragraphs"] += i not in case.lost
        counts["false paragraphs"] += bool(reported) and i not in case.lost


def _sentences(out: Outcome, case: Case, whole: list[Report], parts: list[Report]) -> None:
    counts = out.counts
    for i, start, end in case.cut:
        own = [r for r in parts if r.paragraph == i and _alike(r.stretch, (start, end))]
        above = [r for r in whole if r.paragraph == i]
        lines = [line for line, owners in case.target if i in owners]
        counts["lost"] += 1
        counts["found"] += bool(own)
        counts[SENTENCE] += bool(own)
        counts[ENDING] += any(r.finding.rule == ENDING for r in above)
        counts[PARAGRAPH] += any(r.finding.rule == PARAGRAPH for r in above)
        counts["any"] += bool(own or above)
        counts["place"] += any(r.finding.line in lines for r in own)
        out.lost.append(("sentence", max((r.posterior for r in own), default=None)))
    for i, line in case.source.items():
        near = [r for r in parts if r.paragraph == i]
        lost = [(start, end) for k, start, end in case.cut if k == i]
        for stretch in _stretches(case.lines[line - 1]):
            is_lost = i in case.lost or any(_alike(stretch, part) for part in lost)
            reported = [r.posterior for r in near if _covers(r.stretch, stretch)]
            if reported:
                out.reported.append(("sentence", max(reported), is_lost))
            counts["kept sentences"] += not is_lost
            counts["false sentences"] += bool(reported) and not is_lost


def _added(out: Outcome, case: Case, findings: Sequence[Finding]) -> None:
    owners = dict(case.target)
    reported = {f.line for f in findings if f.rule == ADDED}
    added = {line for line, own in case.target if not own}
    out.counts["lost"] += len(added)
    out.counts["found"] += len(added & reported)
    out.counts["any"] += len(added & reported)
    out.counts["place"] += len(added & reported)
    out.counts["false added"] += sum(bool(owners.get(line, True)) for line in reported)


def _reports(
    case: Case,
    findings: Iterable[Finding],
    rules: Sequence[str],
    posteriors: Mapping[Span, float | None],
) -> Iterator[Report]:
    """What the rules call lost, place by place: a finding has one posterior for all of them."""
    for finding in findings:
        for related in finding.related if finding.rule in rules else ():
            span = Span(related.line, related.column, related.end_line, related.end_column)
            sure = posteriors.get(span)
            for i, line in case.source.items():
                if related.line <= line <= related.end_line:
                    stretch = _columns(related, line, case)
                    yield Report(finding, i, stretch, 1.0 if sure is None else sure)


def _columns(related: Related, line: int, case: Case) -> Stretch:
    start = related.column - 1 if line == related.line else 0
    return start, related.end_column - 1 if line == related.end_line else len(case.lines[line - 1])


def _is_in_gap(case: Case, i: int, line: int) -> bool:
    """Whether a line stands between what is kept before and after a lost paragraph."""
    before = [at for at, owners in case.target if owners and owners[-1] < i]
    after = [at for at, owners in case.target if owners and owners[0] > i]
    return max(before, default=0) <= line < min(after, default=len(case.lines))


def _stretches(line: str) -> list[Stretch]:
    """The sentences of a source paragraph, by their places in its line."""
    text = line.strip()
    indent = line.find(text)
    return [(indent + start, indent + end) for start, end in split(text, "zh")]


def _overlap(one: Stretch, other: Stretch) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _alike(one: Stretch, other: Stretch) -> bool:
    return _overlap(one, other) >= SHARE * max(1, min(one[1] - one[0], other[1] - other[0]))


def _covers(one: Stretch, other: Stretch) -> bool:
    return _overlap(one, other) >= SHARE * max(1, other[1] - other[0])


def baseline(spec: Spec, case: Case) -> Counter[str]:
    """The same of Gale and Church's alignment: what is in a bead without target counts as reported.

    Of paragraphs, or where sentences are lost of all sentences; a Chinese character gives as many
    letters to expect as it does in tqcheck.
    """
    by_sentence = spec.kind in SENTENCES or bool(case.cut)
    source: list[tuple[float, bool]] = []
    for i, line in case.source.items():
        text = case.lines[line - 1]
        cut = [(start, end) for k, start, end in case.cut if k == i]
        for start, end in _stretches(text) if by_sentence else [(0, len(text))]:
            lost = i in case.lost or any(_alike((start, end), part) for part in cut)
            source.append((size(text[start:end], "zh"), lost))
    target = []
    for line, _ in case.target:
        text = case.lines[line - 1]
        target += [text[a:b] for a, b in split(text, "en")] if by_sentence else [text]
    model = length_model("zh", "en")
    beads = gale_church(
        [s for s, _ in source], [size(t, "en") for t in target], model.median if model else 1.0
    )
    counts: Counter[str] = Counter()
    counts["GC lost"] = sum(lost for _, lost in source)
    counts["GC kept"] = len(source) - counts["GC lost"]
    for (start, end), (first, last) in beads:
        if first == last:
            found = sum(lost for _, lost in source[start:end])
            counts["GC found"] += found
            counts["GC false"] += end - start - found
    return counts
