"""Checks documents: reads each, runs the selected rules on it, applies waivers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from tqcheck.document import Document, DocumentRef
from tqcheck.errors import FileError, TqcheckError, unexpected
from tqcheck.files.content import Content
from tqcheck.finding import Finding, Suppressed, UnusedWaiver
from tqcheck.linter.documents import is_document, read, ref_of
from tqcheck.linter.results import Action, Result
from tqcheck.linter.session import Session
from tqcheck.occurrences import Occurrences


def check(ref: DocumentRef, session: Session) -> Result:
    """Read a document and check it."""
    return check_contents(ref, session, ())


def check_contents(
    ref: DocumentRef, session: Session, contents: Iterable[Content], *, anyway: bool = False
) -> Result:
    """Check a document, with `contents` instead of what is in these files.

    What is not a translation document is not judged, or, with `anyway`, is judged but offered no
    fix. Raises TqcheckError for what concerns every document, such as a mistake in a glossary.
    """
    try:
        document = read(ref, session, contents)
        is_one = is_document(document, session.config)
        if not is_one and not anyway:
            return Result(ref.target, None, (), is_document=False)
        if "references" in session.needs:
            document = _with_references(document, session)
    except FileError as error:
        return Result(ref.target, None, (), trouble=error)
    result = check_document(document, session)
    if is_one:
        return result
    return replace(result, findings=tuple(replace(f, fix=None) for f in result.findings))


def check_text(text: str, path: str, session: Session, *, anyway: bool = False) -> Result:
    """Check a text as the document at `path`, which need not exist; `anyway` as above."""
    ref = ref_of(path, session.config)
    return check_contents(ref, session, [Content(path, text)], anyway=anyway)


def run(work: Iterable[tuple[DocumentRef, Session]], act: Action = check) -> Iterator[Result]:
    """Check documents, or do with each what `act` does, in the order given.

    Each comes with the session of its configuration. An unexpected error, also one from collecting
    occurrences, becomes the result of its document, and the others are still checked. Raises
    TqcheckError for what concerns every document.
    """
    for ref, session in work:
        try:
            if ref.target in session.collection_errors:
                raise session.collection_errors[ref.target]
            result = act(ref, session)
        except FileError as error:
            result = Result(ref.target, None, (), trouble=error)
        except TqcheckError:
            raise
        except Exception as error:
            result = Result(ref.target, None, (), trouble=FileError(ref.target, unexpected(error)))
        yield result


def not_judged(troubles: Iterable[FileError]) -> Iterator[Result]:
    """The results of what could not even be read as a document, such as a missing path."""
    return (Result(trouble.path, None, (), trouble=trouble) for trouble in troubles)


def collect(refs: Iterable[DocumentRef], session: Session) -> Occurrences:
    """What the session's rules collect from all documents, which are read for this alone."""
    occurrences = Occurrences()
    collectors = [rule.collect for rule in session.rules if rule.collect is not None]
    for ref in refs if collectors else ():
        try:
            document = read(ref, session)
            if not is_document(document, session.config):
                continue
            collected = [each for collector in collectors for each in collector(document)]
        except FileError:
            continue  # The check itself reports it.
        except TqcheckError:
            raise
        except Exception as error:
            session.collection_errors[ref.target] = error
            continue
        occurrences.add(collected)
    return occurrences


def check_document(document: Document, session: Session) -> Result:
    """Check a document that has been read."""
    findings = sorted(_findings(document, session), key=lambda finding: finding.key)
    suppressed: list[Suppressed] = []
    config = session.config
    if config.waive and (document.comments or config.per_file_ignores or config.baseline):
        from tqcheck.linter.waivers import apply_waivers

        findings, suppressed, unused = apply_waivers(findings, document, session)
        if reported := list(_unused_findings(unused, document, session)):
            reported, excused, _ = apply_waivers(reported, document, session)
            findings = sorted([*findings, *reported], key=lambda finding: finding.key)
            suppressed += excused
    return Result(document.path, document, tuple(findings), suppressed=tuple(suppressed))


def run_findings(
    session: Session, used: Collection[tuple[str, str]] | None = None
) -> Iterator[Result]:
    """Findings about a run as a whole: unused waivers that belong to no document.

    These are entries of the baseline whose documents are gone and, if all documents were checked,
    patterns of `per-file-ignores`. `used` are the patterns, each with a rule, that excused a
    finding; None if not all documents were checked.
    """
    config = session.config
    if not config.waive or not (config.baseline or config.per_file_ignores):
        return
    if not any(rule.is_about_waivers for rule in session.rules):
        return
    from tqcheck.linter.waivers import unused_after_run

    try:
        findings = list(_unused_findings(unused_after_run(session, used), None, session))
    except TqcheckError:
        raise
    except Exception as error:
        path = config.baseline or config.file
        yield Result(path, None, (), trouble=FileError(path, unexpected(error)))
        return
    for path in sorted({finding.path for finding in findings}):
        own = sorted((f for f in findings if f.path == path), key=lambda f: f.key)
        yield Result(path, None, tuple(own))


def _findings(document: Document, session: Session) -> Iterator[Finding]:
    config = session.config
    for rule in session.rules:
        settings, severity = config.settings.get(rule.name, {}), config.severities.get(rule.name)
        yield from rule.findings(document, settings, severity)


def _unused_findings(
    unused: Iterable[UnusedWaiver], document: Document | None, session: Session
) -> Iterator[Finding]:
    """What the rules about waivers report."""
    config = session.config
    unused = list(unused)
    for rule in session.rules if unused else ():
        settings, severity = config.settings.get(rule.name, {}), config.severities.get(rule.name)
        for waiver in unused:
            yield from rule.findings(waiver, settings, severity, document)


def _with_references(document: Document, session: Session) -> Document:
    from tqcheck.linter.references import configured, read_version

    paths = configured(document.path, session.config)
    return replace(document, references=tuple(read_version(path, session) for path in paths))
