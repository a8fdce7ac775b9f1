"""Files in, results out: every document read, every selected rule run on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tqcheck.config import Config
from tqcheck.document import Document
from tqcheck.errors import TqcheckError
from tqcheck.files import read_text
from tqcheck.finding import SEVERITIES, Finding, failing
from tqcheck.layouts import archive as layout
from tqcheck.usages import Usages


@dataclass(frozen=True)
class Result:
    """What came of one file: its document and findings, or the trouble that kept it unread."""

    path: str
    document: Document | None
    findings: tuple[Finding, ...]
    trouble: str = ""


class Summary:
    """The counts of a run."""

    def __init__(self) -> None:
        self.documents = 0
        self.with_findings = 0
        self.troubles = 0
        self.counts = dict.fromkeys(SEVERITIES, 0)
        self.rules: set[str] = set()

    def add(self, result: Result) -> None:
        self.documents += not result.trouble
        self.troubles += bool(result.trouble)
        self.with_findings += bool(result.findings)
        for finding in result.findings:
            self.counts[finding.severity] += 1
            self.rules.add(finding.rule)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def fails(self, fail_on: str) -> bool:
        """Whether there is a finding at or above that severity."""
        return any(self.counts[level] for level in failing(fail_on))


def run(paths: Iterable[str], config: Config, archive: Usages | None = None) -> Iterator[Result]:
    """Check files one after the other, in the order given; `archive` is what all of them say."""
    for path in paths:
        try:
            text = read_text(path)
        except TqcheckError as error:
            yield Result(path, None, (), trouble=str(error))
        else:
            yield check_text(text, path, config, archive)


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
    document = layout.read(text, path, config.layout, config.alignment)
    if archive is not None:
        document = replace(document, archive=archive)
    findings = [
        finding
        for rule in config.rules
        for finding in rule.findings(
            document, config.settings.get(rule.name, {}), config.severities.get(rule.name)
        )
    ]
    return Result(path, document, tuple(sorted(findings, key=lambda finding: finding.key)))
