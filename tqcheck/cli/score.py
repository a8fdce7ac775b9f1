"""The command `score`: from documents and references to figures, gates and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace

from tqcheck import rules
from tqcheck.cli.overrides import overrides
from tqcheck.config import Config
from tqcheck.document import Document
from tqcheck.errors import CLEAN, FOUND, TROUBLE, FileError, TqcheckError
from tqcheck.escaping import escape
from tqcheck.files.content import Content, decode, read_text
from tqcheck.files.git import earlier
from tqcheck.files.git.tree import Blob
from tqcheck.linter import references
from tqcheck.linter.discovery import discover
from tqcheck.linter.session import Session
from tqcheck.scoring.comparing import MIN_SEGMENTS
from tqcheck.scoring.gates import Gates, Missed, fallen, is_missed, missed
from tqcheck.scoring.metrics import METRICS, is_long_for_ter
from tqcheck.scoring.pairing import pair
from tqcheck.scoring.report import Revision, as_json, as_text
from tqcheck.scoring.scored import Scored, Whole, score
from tqcheck.wording import did_you_mean, plural

_RULE = "score-low"
# Documents named in a note; the others are counted.
_MAX_NAMED = 3
# So many segments that end in " ." are what sacrebleu warns of as a tokenized text.
_MIN_TOKENIZED_SEGMENTS = 100
_MAX_DECIMAL_PLACES = 15


def run(options: argparse.Namespace) -> int:
    """Run `tqcheck score`; raises TqcheckError for wrong options and what cannot be compared.

    What cannot be read is left out, and the exit code is 2.
    """
    if not 0 <= options.width <= _MAX_DECIMAL_PLACES:
        raise TqcheckError(f"--width {options.width}: give 0 to 15 decimal places")
    config = _config(options)
    session = Session(config)
    gates = _gates(config)
    asked = _metrics(options)
    discovered = discover(options.paths, config)
    troubles = list(discovered.troubles)
    documents = _documents([ref.target for ref in discovered.refs], options, session, troubles)
    for trouble in troubles:
        _note(str(trouble))
    if not documents:
        return TROUBLE
    revision = None
    if options.against is not None:
        found, commit = earlier([document.path for document in documents], options.against)
        revision = Revision(options.against, commit)
        documents = [_with_earlier(d, found.get(d.path), session, options) for d in documents]
    # Gates may need metrics that were not asked for.
    more = [*gates.limits, *([gates.drop_metric] if revision else [])]
    metrics = list(dict.fromkeys([*(asked or METRICS), *more]))
    metrics = _affordable(documents, metrics, gates, is_asked="ter" in asked)
    against = revision is not None
    scores = [score(d, metrics, whole=gates.document_level, against=against) for d in documents]
    scores = [_judged(scored, config) for scored in scores]
    whole = Whole(scores, metrics, config.target_language)
    misses = list(_missed(whole, gates))
    for note in _notes(whole):
        _note(note)
    if options.report == "json":
        sys.stdout.write(as_json(whole, misses, revision))
    else:
        sys.stdout.write(as_text(whole, misses, revision, options.width))
    if troubles:
        return TROUBLE
    return FOUND if misses or any(scored.findings for scored in scores) else CLEAN


def _config(options: argparse.Namespace) -> Config:
    """The configuration, overridden by the command line's options, language and gates."""
    config = overrides(options)
    if options.target_language is not None:
        config = replace(config, target_language=options.target_language)
    names = {gate.name for gate in fields(Gates)}
    given = {name: x for name, x in vars(options).items() if name in names and x is not None}
    settings = {**config.settings.get(_RULE, {}), **given}
    return replace(config, settings={**config.settings, _RULE: settings})


def _gates(config: Config) -> Gates:
    """The limits that are set for `score-low`; raises TqcheckError for an impossible value."""
    gates = Gates(**config.settings[_RULE])  # type: ignore[arg-type]
    for name in ("min_bleu", "min_chrf", "max_ter", "max_drop"):
        value = getattr(gates, name)
        if not value >= 0 or (value > 100 and name != "max_ter"):
            raise TqcheckError(f"{name.replace('_', '-')} {value}: give points from 0 to 100")
    if gates.drop_metric not in METRICS:
        what = did_you_mean(gates.drop_metric, list(METRICS))
        raise TqcheckError(f"drop-metric: unknown metric `{gates.drop_metric}`{what}")
    return gates


def _metrics(options: argparse.Namespace) -> list[str]:
    """The metrics that were asked for; an empty list means all."""
    if options.metrics is None:
        return []
    words = [word.strip().lower() for word in options.metrics.split(",") if word.strip()]
    for word in words:
        if word not in METRICS:
            raise TqcheckError(
                f"--metrics: unknown metric `{word}`{did_you_mean(word, list(METRICS))}"
            )
    if not words:
        raise TqcheckError(f"--metrics: name some of {', '.join(METRICS)}")
    return list(dict.fromkeys(words))


def _documents(
    paths: Sequence[str],
    options: argparse.Namespace,
    session: Session,
    troubles: list[FileError],
) -> list[Document]:
    """The documents that have references, with these attached.

    What cannot be read is added to `troubles`. Raises TqcheckError if there is nothing else.
    """
    for path in options.reference:
        if not os.path.exists(path):
            raise TqcheckError(f"--reference {path}: no such file or folder")
    config = session.config
    if not options.reference and not config.references:
        raise TqcheckError("no references: name some with --reference, or set `references`")
    named = {os.path.abspath(path) for path in options.paths if not os.path.isdir(path)}
    references_of = {path: _references(path, paths, options, config) for path in paths}
    folders = [os.path.abspath(p) + os.sep for p in options.reference if os.path.isdir(p)]
    used = {os.path.abspath(path) for files in references_of.values() for path in files}
    documents, without = [], []
    for path, files in references_of.items():
        absolute = os.path.abspath(path)
        if absolute not in named and (absolute in used or absolute.startswith(tuple(folders))):
            continue  # A reference in a folder of documents.
        if absolute in map(os.path.abspath, files):
            raise TqcheckError(f"{path}: is its own reference; name another with --reference")
        if files:
            try:
                documents.append(_with_references(path, files, options, session))
            except FileError as error:
                troubles.append(error)
        elif absolute in named:
            raise TqcheckError(f"{path}: no reference; {_looked_for(options, config)}")
        else:
            without.append(path)
    if not documents and not troubles:
        raise TqcheckError(f"nothing to score: no document of {len(references_of)} has a reference")
    if without:
        what = plural(len(without), "document")
        _note(f"{what} without a reference, not scored: {_listed(without)}")
    return documents


def _with_references(
    path: str, files: Sequence[str], options: argparse.Namespace, session: Session
) -> Document:
    content = Content(path, read_text(path, session.roots))
    document = references.read_either(content, session, plain=options.plain)
    versions = (references.read_version(file, session, plain=options.plain) for file in files)
    return replace(document, references=tuple(versions))


def _references(
    path: str, paths: Sequence[str], options: argparse.Namespace, config: Config
) -> list[str]:
    if not options.reference:
        return references.configured(path, config)
    below = [folder for folder in options.paths if os.path.isdir(folder)]
    below += [os.path.join(config.root, folder) for folder in config.paths if not options.paths]
    files = []
    for reference in options.reference:
        if os.path.isdir(reference):
            place = references.in_folder(path, reference, below)
            files += [place] if place else []
        elif len(paths) > 1:
            raise TqcheckError(
                f"--reference {reference}: one file cannot be the reference of {len(paths)} "
                "documents; name a folder"
            )
        else:
            files.append(reference)
    return files


def _looked_for(options: argparse.Namespace, config: Config) -> str:
    places = ", ".join(options.reference or config.references)
    return f"looked for {places}"


def _with_earlier(
    document: Document, blob: Blob | None, session: Session, options: argparse.Namespace
) -> Document:
    """The document with its earlier version; one that cannot be read counts as empty."""
    if blob is None:
        return document
    try:
        text = decode(blob.content, blob.path)
    except TqcheckError:
        text = ""
    plain = options.plain or not (document.fields or references.has_separator(document))
    old = references.read_either(Content(blob.path, text), session, plain=plain)
    return replace(document, earlier=old.version)


def _affordable(
    documents: Iterable[Document], metrics: list[str], gates: Gates, *, is_asked: bool
) -> list[str]:
    """The metrics; without TER if it was not named and would take minutes."""
    for document in documents if "ter" in metrics else ():
        pairing = pair(document.version, document.references, whole=gates.document_level)
        if is_long_for_ter(pairing, document.target.language):
            why = f"{document.path}: TER would take minutes, as a segment has over 1,000 words"
            if is_asked:
                raise TqcheckError(f"{why}; leave it out: --metrics bleu,chrf,chrf++")
            _note(f"{why}; it is left out")
            return [metric for metric in metrics if metric != "ter"]
    return metrics


def _judged(scored: Scored, config: Config) -> Scored:
    """A scored document with the findings of the rule."""
    document, severity = scored.document, config.severities.get(_RULE)
    findings = rules.get(_RULE).findings(document, config.settings[_RULE], severity)
    return replace(scored, findings=tuple(findings))


def _missed(whole: Whole, gates: Gates) -> Iterator[Missed]:
    """The gates that all documents together miss; for a single one, the rule reports them."""
    is_single = len(whole.documents) < 2
    reported = [f.data["gate"] for s in whole.documents for f in s.findings if is_single]
    references = max(len(scored.document.references) for scored in whole.documents)
    for made in whole.figures:
        gate, limit = gates.limits.get(made.metric, ("", 0.0))
        if gate and gate not in reported and is_missed(made, limit):
            yield Missed(gate, limit, made.metric, missed(made, limit, references))
    for comparison in whole.comparisons:
        if comparison.metric != gates.drop_metric or "max-drop" in reported:
            continue
        if comparison.is_worse(gates.max_drop):
            message = fallen(comparison, gates.max_drop)
            yield Missed("max-drop", gates.max_drop, comparison.metric, message)


def _notes(whole: Whole) -> Iterator[str]:
    """What has to be known to judge the figures."""
    if empty := whole.without_text:
        what = plural(len(empty), "segment")
        yield f"{what} without translation, counted as wrong: {_listed(empty)}"
    if empty := whole.without_reference:
        what = plural(len(empty), "segment")
        yield (
            f"{what} with text where the reference is empty, which BLEU and TER count as wrong "
            f"and chrF leaves out: {_listed(empty)}"
        )
    if whole.tokenized >= _MIN_TOKENIZED_SEGMENTS:
        yield f"{whole.tokenized} segments end in ` .`; scores are for text as it is read"
    if uneven := [s.document.path for s in whole.documents if s.state == "uneven"]:
        what = plural(len(uneven), "document")
        yield f"{what} did not have the segments of the reference before: {_listed(uneven)}"
    if whole.compared and whole.compared_segments < MIN_SEGMENTS:
        what = plural(whole.compared_segments, "segment")
        yield f"only {what} compared: too few to tell a change from chance"


def _listed(names: Sequence[str]) -> str:
    more = [f"and {len(names) - _MAX_NAMED} more"] if len(names) > _MAX_NAMED else []
    return ", ".join([*names[:_MAX_NAMED], *more])


def _note(note: str) -> None:
    sys.stderr.write(f"tqcheck: {escape(note)}\n")
