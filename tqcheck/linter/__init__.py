"""Files in, results out: every document read, every selected rule run on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from tqcheck.config import Config
from tqcheck.document import Document
from tqcheck.errors import TqcheckError
from tqcheck.files.content import read_text
from tqcheck.finding import Finding, Suppressed, finding_of
from tqcheck.layouts import archive as layout
from tqcheck.linter.results import Result, Treatment
from tqcheck.occurrences import Occurrences

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.linter.unused import Waivers


def check_file(path: str, config: Config, archive: Occurrences | None = None) -> Result:
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
    archive: Occurrences | None = None,
) -> Iterator[Result]:
    """Check files one after the other, in the order given; or fix them, as `treat` does.

    `archive` is what all documents have in common.
    """
    for path in paths:
        yield treat(path, config, archive)


def collected(paths: Iterable[str], config: Config) -> Occurrences:
    """What the selected rules compare documents by; files that cannot be read are passed over."""
    occurrences = Occurrences()
    collectors = [rule.collect for rule in config.rules if rule.collect is not None]
    for path in paths if collectors else ():
        try:
            text = read_text(path)
        except TqcheckError:
            continue  # The check itself tells.
        document = layout.read(text, path, config.layout, config.alignment)
        for collect in collectors:
            occurrences.add(collect(document))
    return occurrences


def check_text(text: str, path: str, config: Config, archive: Occurrences | None = None) -> Result:
    """Check one document given as text; `path` goes into the findings."""
    document = layout.read(text, path, config.layout, config.alignment, config.termbase)
    if archive is not None:
        document = replace(document, archive=archive)
    if config.references and any(rule.name == "score-low" for rule in config.rules):
        from tqcheck.linter.references import referenced

        try:
            document = referenced(document, config)
        except TqcheckError as error:
            return Result(path, None, (), trouble=str(error))
    findings = sorted(_found(document, config), key=lambda finding: finding.key)
    suppressed: list[Suppressed] = []
    if config.waive and (document.comments or config.per_file_ignores or config.baseline):
        from tqcheck.linter.waivers import judge

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
        from tqcheck.linter.unused import Waivers
        from tqcheck.linter.waivers import left_over

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
