"""Which findings are excused: by comments in the document, the configuration or the baseline."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tqcheck.document import ArchiveDocument, Comment, Document
from tqcheck.errors import TqcheckError
from tqcheck.finding import Finding, Replacement, Span, Suppressed, UnusedWaiver
from tqcheck.linter.session import Session, per_file_reason
from tqcheck.rules import expand, get

_FORM = re.compile(r"(?P<scope>[a-z-]+)\s*(?:\[(?P<rules>[^\[\]]*)\])?\s*(?P<reason>.*)", re.S)
_SCOPES = ("ignore", "ignore-file")
# What an editor puts where the reason belongs, for the user to write over.
REASON = "REASON"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A comment that excuses findings of some rules in some lines."""

    # The names and wildcards in the comment.
    patterns: tuple[str, ...]
    # The rules that they match.
    rules: frozenset[str]
    reason: str
    # The comment itself.
    span: Span
    text: str
    # The first and the last line that it holds for.
    first: int
    last: int
    # The line before the comment's gap: a finding about a missing text is on that line.
    gap: int

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is of one of its rules and begins in its lines."""
        if finding.rule not in self.rules:
            return False
        first = self.gap if finding.span.is_empty else self.first
        return first <= finding.line <= self.last


def apply_waivers(
    findings: Iterable[Finding], document: Document, session: Session
) -> tuple[list[Finding], list[Suppressed], list[UnusedWaiver]]:
    """Separate the findings of a document into those reported and those excused.

    Comments in the document come first, then `per-file-ignores`, then the baseline, so that no
    entry of the baseline is needed for a finding that is waived. The last value are the waivers
    that excuse nothing.
    """
    waivers, unused = _read(document, session.config.require_reasons)
    ignored = session.ignored_in(document.path)
    of_rule: dict[str, list[int]] = defaultdict(list)
    for n, waiver in enumerate(waivers):
        for rule in waiver.rules:
            of_rule[rule].append(n)
    used: set[tuple[int, str]] = set()
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        is_here = finding.path == document.path
        own = of_rule.get(finding.rule, ()) if is_here else ()
        covering = [n for n in own if waivers[n].covers(finding)]
        used.update((n, finding.rule) for n in covering)
        if covering:
            suppressed.append(Suppressed(finding, "inline", waivers[covering[0]].reason))
        elif finding.rule in ignored:
            suppressed.append(Suppressed(finding, "per-file", ignored[finding.rule]))
        else:
            kept.append(finding)
    unused += _idle(waivers, used, session.rule_names, document)
    if session.baseline is not None:
        kept, baselined, gone = session.baseline.part(kept, document.path, session.rule_names)
        suppressed += baselined
        unused += gone
    return kept, suppressed, unused


def comment_line(finding: Finding, document: Document) -> int | None:
    """The line that a comment has to be on to waive a finding; None if there is no such line.

    It is above the segment or, if something is missing, below the line before the gap, but not
    inside a wrapped paragraph.
    """
    containing = (b for b in _blocks(document) if b.line <= finding.line <= b.end_line)
    block = next(containing, None)
    if finding.span.is_empty:
        inside = block is not None and finding.line < block.end_line
        return block.line if block is not None and inside else finding.line + 1
    return block.line if block else None


def unused_after_run(
    session: Session, used: Collection[tuple[str, str]] | None
) -> Iterator[UnusedWaiver]:
    """The unused waivers that belong to no document: see `tqcheck.linter.run_findings`."""
    config, ran = session.config, session.rule_names
    if session.baseline is not None:
        yield from session.baseline.without_document(ran)
    if used is None:
        return
    excused: dict[str, set[str]] = defaultdict(set)
    for why, rule in used:
        excused[why].add(rule)
    lines = None
    for pattern, names in config.per_file_ignores.items():
        idle = [n for n in names if _is_idle(n, ran, excused[per_file_reason(pattern)])]
        if idle:
            from tqcheck.config.file import lines_of_keys

            lines = lines or lines_of_keys(config.file, config.allowed)
            line = lines("per-file-ignores", pattern)
            listed = ", ".join(f"`{name}`" for name in idle)
            yield UnusedWaiver(
                Span.at(line),
                f"`per-file-ignores` of {listed} in `{pattern}` waives nothing",
                "remove it",
                text=f"{pattern}: {listed}",
                path=config.file,
            )


def _idle(
    waivers: Sequence[Waiver],
    used: set[tuple[int, str]],
    ran: Collection[str],
    document: Document,
) -> Iterator[UnusedWaiver]:
    """The waivers that no finding needed, of rules that were run."""
    excused: dict[int, set[str]] = defaultdict(set)
    for number, rule in used:
        excused[number].add(rule)
    for n, waiver in enumerate(waivers):
        idle = [p for p in waiver.patterns if _is_idle(p, ran, excused[n])]
        if idle:
            names = ", ".join(f"`{pattern}`" for pattern in idle)
            yield UnusedWaiver(
                waiver.span,
                f"the waiver of {names} waives nothing",
                "remove it, or the rule's name from it",
                text=waiver.text,
                edits=_without(idle, waiver, document),
            )


def _is_idle(pattern: str, ran: Collection[str], used: set[str]) -> bool:
    """Whether a name or wildcard matches rules that were run, but none that was `used`."""
    names = expand([pattern])
    if names & used:
        return False
    return any(name in ran and not get(name).is_about_waivers for name in names)


def _without(idle: Collection[str], waiver: Waiver, document: Document) -> tuple[Replacement, ...]:
    """The edit that removes idle patterns from a comment; the comment too, if it has no others."""
    line, column = waiver.span.line, waiver.span.column
    lines = document.target.file.lines
    written = lines[line - 1]
    start, end = written.index("[", column - 1) + 1, written.index("]", column - 1)
    remaining = [pattern for pattern in waiver.patterns if pattern not in idle]
    if remaining:
        return (Replacement(Span(line, start + 1, line, end + 1), ", ".join(remaining)),)
    is_last = line == len(lines)
    return (Replacement(waiver.span if is_last else Span(line, 1, line + 1, 1), ""),)


def _read(document: Document, reasons: bool) -> tuple[list[Waiver], list[UnusedWaiver]]:
    """The waivers of a document, and the comments that are not waivers."""
    waivers: list[Waiver] = []
    unused: list[UnusedWaiver] = []
    blocks = _blocks(document) if document.comments else []
    for comment in document.comments:
        try:
            waivers.append(_waiver(comment, document, blocks, reasons))
        except TqcheckError as error:
            why, _, remedy = str(error).partition("; ")
            remedy = re.sub("^did you mean (.*)\\?$", r"write \1", remedy)
            unused.append(UnusedWaiver(comment.span, why, remedy, text=comment.text))
    return waivers, unused


def _waiver(comment: Comment, document: Document, blocks: Sequence[Span], reasons: bool) -> Waiver:
    """The waiver that a comment is; it has to give a reason if `reasons` is set.

    Raises TqcheckError with the problem and the remedy.
    """
    form = _FORM.fullmatch(comment.text)
    scope = form["scope"] if form else ""
    if not form or scope not in _SCOPES or form["rules"] is None:
        subject = f"`{scope}`" if scope and scope not in _SCOPES else "the comment"
        raise TqcheckError(f"{subject} is not a waiver; write `ignore[rule] reason`")
    if not comment.is_alone:
        raise TqcheckError("the waiver is inside a line of text; move it to a line of its own")
    patterns = tuple(word for word in re.split(r"[\s,]+", form["rules"]) if word)
    if not patterns:
        raise TqcheckError("the waiver names no rule; write `ignore[rule] reason`")
    known = frozenset(expand(patterns))
    reason = form["reason"].strip()
    if reasons and reason in ("", REASON):
        raise TqcheckError("the waiver gives no reason and so waives nothing; write why after `]`")
    line = comment.span.line
    if scope == "ignore-file":
        first, last, gap = 1, len(document.target.file.lines), 1
    else:
        at = bisect_left(blocks, line, key=lambda block: block.line)
        after = blocks[at] if at < len(blocks) else comment.span
        first, last = after.line, after.end_line
        gap = blocks[at - 1].end_line if at else line
    return Waiver(patterns, known, reason, comment.span, comment.text, first, last, gap)


def _blocks(document: Document) -> list[Span]:
    """What can be waived in the translation's file: fields, segments, separators."""
    spans = [segment.span for segment in document.entities]
    for section in document.sections_of(document.path):
        spans += [segment.span for segment in section.segments]
    spans += [field.span for field in document.fields]
    if isinstance(document, ArchiveDocument):
        spans += [field.span for field in document.source_header.values()]
        spans += [span for span in (document.separator, document.marker) if span]
    return sorted(spans, key=lambda span: span.line)
