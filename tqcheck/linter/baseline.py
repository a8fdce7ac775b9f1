"""The baseline: findings that are not reported as long as the texts they are about stay."""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tqcheck.errors import FileError, TqcheckError
from tqcheck.finding import Finding, Span, Suppressed, UnusedWaiver
from tqcheck.rules import get

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.files.roots import Roots

VERSION = 1
# A hundred thousand findings have 25 MB, which are read in a second.
_MAX_MEGABYTES = 25
# The messages of all rules are shorter, and so are paths.
_MAX_CHARS = 10_000
_KEYS = ("path", "rule", "fingerprint", "message", "reason")
_MERGE = "(?m)^(?:<<<<<<<|=======|>>>>>>>)"
_REMEDY = "`tqcheck baseline` writes a new one"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A frozen finding: it is recognised by its path and fingerprint."""

    # The document, relative to the baseline's folder.
    path: str
    rule: str
    # A hash of the rule and of both texts.
    fingerprint: str
    # For people who read the file.
    message: str
    # Why it was frozen.
    reason: str = ""


class Baseline:
    """The entries of one file; an entry that occurs n times covers n findings."""

    def __init__(self, path: str, entries: Iterable[Entry], roots: Roots, text: str = "") -> None:
        self.path = path
        self.entries = tuple(sorted(entries))
        self.roots = roots
        self._text = text

    def part(
        self, findings: Sequence[Finding], path: str, ran: Collection[str]
    ) -> tuple[list[Finding], list[Suppressed], list[UnusedWaiver]]:
        """Separate a document's findings into new and frozen ones, and list the unused entries.

        Only entries of rules that `ran` can be unused.
        """
        own = self._by_path.get(self.inside(path), ())
        remaining = Counter(entry.fingerprint for entry in own)
        reasons = {entry.fingerprint: entry.reason for entry in own}
        kept: list[Finding] = []
        frozen: list[Suppressed] = []
        for finding in findings:
            key = finding.fingerprint
            if remaining[key] > 0:
                remaining[key] -= 1
                frozen.append(Suppressed(finding, "baseline", reasons[key]))
            elif key in self._moved:
                frozen.append(Suppressed(finding, "baseline", self._moved[key]))
            else:
                kept.append(finding)
        unused = []
        for entry in own if remaining.total() else ():
            if remaining[entry.fingerprint] > 0 and entry.rule in ran:
                remaining[entry.fingerprint] -= 1
                unused.append(self._unused(entry, "its finding is gone, or its text has changed"))
        return kept, frozen, unused

    def without_document(self, ran: Collection[str]) -> list[UnusedWaiver]:
        """The entries of rules that `ran` whose document no longer exists."""
        return [
            self._unused(entry, f"{entry.path} no longer exists")
            for path in self._gone
            for entry in self._by_path[path]
            if entry.rule in ran
        ]

    def inside(self, path: str) -> str:
        """A path as entries have it: relative to the baseline's folder."""
        folder = os.path.dirname(os.path.abspath(self.path))
        return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")

    def outside(self, path: str) -> str:
        """The path of an entry, seen from the working directory."""
        return os.path.join(os.path.dirname(self.path), path)

    def has_document(self, path: str) -> bool:
        """Whether the document of an entry is there; of what must not be read, nothing is known."""
        place = self.outside(path)
        # Most that are not there are ruled out by one call of the system.
        if os.path.normpath(path) != path.replace("/", os.sep) or not os.path.exists(place):
            return False
        try:
            self.roots.real(place)
        except FileError:
            return False
        return True

    @cached_property
    def _by_path(self) -> Mapping[str, list[Entry]]:
        by_path: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            by_path[entry.path].append(entry)
        return by_path

    @cached_property
    def _gone(self) -> list[str]:
        return [path for path in self._by_path if not self.has_document(path)]

    @cached_property
    def _moved(self) -> Mapping[str, str]:
        """The reasons by fingerprint for documents that are gone, which may have been renamed."""
        return {e.fingerprint: e.reason for path in self._gone for e in self._by_path[path]}

    def _unused(self, entry: Entry, why: str) -> UnusedWaiver:
        line = self._line(entry)
        return UnusedWaiver(
            Span.at(line),
            f"the entry of `{entry.rule}` in {entry.path} waives nothing: {why}",
            "run `tqcheck baseline --prune`",
            text=f"{entry.path}: {entry.rule}: {entry.message}",
            path=self.path,
        )

    def _line(self, entry: Entry) -> int:
        """The line of an entry in the file, however the file is formatted."""
        first = next(iter(self._lines[entry.path]), 0)
        own = self._lines[entry.fingerprint]
        at = bisect_left(own, first)
        return own[at] if at < len(own) else 1

    @cached_property
    def _lines(self) -> Mapping[str, list[int]]:
        """The lines on which each path and each fingerprint is."""
        wanted = {text for entry in self.entries for text in (entry.path, entry.fingerprint)}
        lines: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self._text.split("\n"), 1):
            for quoted in re.findall(r'"(?:[^"\\]|\\.)*"', line):
                text = json.loads(quoted, strict=False) if "\\" in quoted else quoted[1:-1]
                if text in wanted:
                    lines[text].append(number)
        return lines


def load(path: str, roots: Roots) -> Baseline:
    """Read a baseline; raises TqcheckError naming file, line and remedy if it is not one."""
    if not os.path.lexists(path):
        remedy = "`tqcheck baseline` writes one"
        raise TqcheckError(f"{path}: no such baseline; {remedy}") from None
    try:
        text = roots.read(path, _MAX_MEGABYTES, _REMEDY).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TqcheckError(f"{path}: not UTF-8; {_REMEDY}") from None
    return parse(text, path, roots)


def parse(text: str, path: str, roots: Roots) -> Baseline:
    """The baseline that a file's text holds; raises TqcheckError as `load` does."""
    if conflict := re.search(_MERGE, text):
        line = text.count("\n", 0, conflict.start()) + 1
        remedy = "keep the lines of both sides, then run `tqcheck baseline --prune`"
        raise TqcheckError(f"{path}:{line}: a merge conflict; {remedy}")
    try:
        content = json.loads(text)
    except ValueError as error:
        at = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise TqcheckError(f"{path}:{at}: not valid JSON; {_REMEDY}") from None
    except RecursionError:
        raise TqcheckError(f"{path}:1: not a baseline of tqcheck; {_REMEDY}") from None
    version = content.get("schema_version") if isinstance(content, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise TqcheckError(f"{path}: written by a newer tqcheck; update tqcheck")
    if version != VERSION or not isinstance(content.get("findings"), list):
        raise TqcheckError(f"{path}:1: not a baseline of tqcheck; {_REMEDY}")
    return Baseline(path, _entries(content["findings"], path), roots, text)


def _entries(listed: list[object], path: str) -> Iterator[Entry]:
    for item in listed:
        if item is None:  # the last line: see `written`
            continue
        values = item if isinstance(item, dict) else {}
        fields = {key: values.get(key, "" if key == "reason" else None) for key in _KEYS}
        if set(values) - set(_KEYS) or not all(map(_is_text, fields.values())):
            what = f"`{_quoted(item)}` is not an entry of a baseline"
            raise TqcheckError(f"{path}: {what}; {_REMEDY}")
        yield Entry(**fields)  # type: ignore[arg-type]  # all of them are strings


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _MAX_CHARS


def _quoted(item: object) -> str:
    try:
        return json.dumps(item, ensure_ascii=False)[:80]
    except RecursionError:  # It was just not too deep to be read.
        return "[[…]]"


def written(entries: Iterable[Entry]) -> str:
    """A baseline as text: sorted, a line for each finding.

    The list ends with `null`, so that a line can be added or removed without changing the comma
    of its neighbour, and two branches that each add one can be merged.
    """
    from tqcheck.escaping import dumps

    lines = []
    for entry in sorted(entries):
        fields = {key: getattr(entry, key) for key in _KEYS}
        if not entry.reason:
            del fields["reason"]
        lines.append(f"    {dumps(fields)},\n")
    return (
        f'{{\n  "schema_version": {VERSION},\n  "findings": [\n{"".join(lines)}    null\n  ]\n}}\n'
    )


def entry_of(finding: Finding, path: str, reason: str = "") -> Entry:
    """The entry that freezes a finding in the document that the baseline knows as `path`."""
    return Entry(path, finding.rule, finding.fingerprint, finding.message, reason)


def frozen(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that can be frozen: all but those about waivers."""
    return (finding for finding in findings if not get(finding.rule).is_about_waivers)
