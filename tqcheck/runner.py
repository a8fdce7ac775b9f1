"""Files in, results out: every document read, every selected rule run on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from tqcheck.config import Config
from tqcheck.document import Document
from tqcheck.errors import TqcheckError
from tqcheck.files import read_text
from tqcheck.finding import SEVERITIES, Finding, Suppressed, failing, finding_of
from tqcheck.layouts import archive as layout
from tqcheck.usages import Usages

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.waivers import Waivers


@dataclass(frozen=True)
class Result:
    """What came of one file: its document and findings, or the trouble that kept it unread.

    A file that was read and could not be fixed has both. `suppressed` are the findings that are
    excused. `fixed` is the number of findings that were mended, or would be; `output` goes to
    standard output in the place of a report. What is found in the baseline itself has neither
    document nor trouble.
    """

    path: str
    document: Document | None
    findings: tuple[Finding, ...]
    trouble: str = ""
    suppressed: tuple[Suppressed, ...] = ()
    fixed: int = 0
    output: bytes = b""


# What is done with a file: its path, the configuration, what all documents have in common.
Treatment = Callable[[str, Config, Usages | None], Result]


class Summary:
    """The counts of a run; `unchanged` documents are those that a change leaves alone."""

    def __init__(self) -> None:
        self.documents = 0
        self.with_findings = 0
        self.unread = 0
        self.troubles = 0
        self.fixable = 0
        self.fixed = 0
        self.with_fixes = 0
        self.unchanged = 0
        self.waived = 0
        self.baselined = 0
        # The patterns of `per-file-ignores` that excuse something, and the rules that they excuse.
        self.excused_by_file: set[tuple[str, str]] = set()
        self.counts = dict.fromkeys(SEVERITIES, 0)
        self.rules: set[str] = set()
        # What the user is to know of a report and the report itself can tell to programs only.
        self.notes: list[str] = []

    def add(self, result: Result) -> None:
        self.documents += result.document is not None
        self.unread += result.document is None and bool(result.trouble)
        self.troubles += bool(result.trouble)
        self.fixed += result.fixed
        self.with_fixes += bool(result.fixed)
        self.with_findings += bool(result.findings)
        for excused in result.suppressed:
            if excused.kind == "per-file":
                self.excused_by_file.add((excused.justification, excused.finding.rule))
            self.baselined += excused.kind == "baseline"
            self.waived += excused.kind != "baseline"
        for finding in result.findings:
            self.counts[finding.severity] += 1
            self.rules.add(finding.rule)
            self.fixable += finding.fix is not None and finding.fix.safe

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def fails(self, fail_on: str) -> bool:
        """Whether there is a finding at or above that severity."""
        return any(self.counts[level] for level in failing(fail_on))


def check_file(path: str, config: Config, archive: Usages | None = None) -> Result:
    """Read one file and check it."""
    try:
        text = read_text(path)
    except TqcheckError as error:
        return Result(path, None, (), trouble=str(error))
    return check_text(text, path, config, archive)


def run(
    paths: Iterable[str],
    config: Config,
    treat: Treatment = check_file,
    archive: Usages | None = None,
) -> Iterator[Result]:
    """Check files one after the other, in the order given; or fix them, as `treat` does.

    `archive` is what all documents have in common.
    """
    for path in paths:
        yield treat(path, config, archive)


def collected(paths: Iterable[str], config: Config) -> Usages:
    """What the selected rules compare documents by; files that cannot be read are passed over."""
    usages = Usages()
    collectors = [rule.collect for rule in config.rules if rule.collect is not None]
    for path in paths if collectors else ():
        try:
            text = read_text(path)
        except TqcheckError:
            continue  # The check itself tells.
        document = layout.read(text, path, config.layout, config.alignment)
        for collect in collectors:
            usages.add(collect(document))
    return usages


def check_text(text: str, path: str, config: Config, archive: Usages | None = None) -> Result:
    """Check one document given as text; `path` goes into the findings."""
    document = layout.read(text, path, config.layout, config.alignment, config.termbase)
    if archive is not None:
        document = replace(document, archive=archive)
    if config.references and any(rule.name == "score-low" for rule in config.rules):
        from tqcheck.scoring.references import referenced

        try:
            document = referenced(document, config)
        except TqcheckError as error:
            return Result(path, None, (), trouble=str(error))
    findings = sorted(_found(document, config), key=lambda finding: finding.key)
    suppressed: list[Suppressed] = []
    if config.waive and (document.comments or config.per_file_ignores or config.baseline):
        from tqcheck.waivers import judge

        findings, suppressed, waivers = judge(findings, document, config)
        if told := list(_found(document, config, waivers)):
            told, excused, _ = judge(told, document, config)
            findings = sorted([*findings, *told], key=lambda finding: finding.key)
            suppressed += excused
    return Result(path, document, tuple(findings), suppressed=tuple(suppressed))


def leftovers(config: Config, used: Collection[tuple[str, str]] | None = None) -> Iterator[Result]:
    """What is found of a run as a whole: waivers that no document tells of.

    Those are entries of the baseline whose documents are gone and, where all documents were
    checked, patterns of `per-file-ignores` that are not among the `used`, each with a rule.
    """
    last = [rule for rule in config.rules if rule.is_last and config.waive]
    for rule in last if config.baseline or config.per_file_ignores else ():
        from tqcheck.waivers import Waivers, left_over

        level = config.severities.get(rule.name, rule.severity)
        dead = left_over(config, used)
        findings = [
            finding_of(rule.name, level, hit.path, hit) for hit in rule.check(Waivers(tuple(dead)))
        ]
        for path in sorted({finding.path for finding in findings}):
            own = sorted((f for f in findings if f.path == path), key=lambda f: f.key)
            yield Result(path, None, tuple(own))


def _found(document: Document, config: Config, waivers: Waivers | None = None) -> Iterator[Finding]:
    """What the rules find; with `waivers`, what those find that look at them."""
    for rule in config.rules:
        if rule.is_last == (waivers is not None):
            settings = config.settings.get(rule.name, {})
            severity = config.severities.get(rule.name)
            yield from rule.findings(document, settings, severity, waivers)
