"""The command `score`: documents and references in; figures, gates and the exit code out."""

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
from tqcheck.errors import CLEAN, FOUND, TqcheckError
from tqcheck.escaping import escape
from tqcheck.files.content import Content, decode, read_text
from tqcheck.files.git import Blob, earlier
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
_NAMED = 3
# From this many segments on that end in " .", sacrebleu thinks that a text has been tokenized.
_TOKENIZED = 100
_MOST_PLACES = 15


def run(options: argparse.Namespace) -> int:
    """Run `tqcheck score`; raises TqcheckError for what cannot be read or compared."""
    if not 0 <= options.width <= _MOST_PLACES:
        raise TqcheckError(f"--width {options.width}: a number of decimal places, 0 to 15")
    config = _config(options)
    session = Session(config)
    gates = _gates(config)
    asked = _metrics(options)
    documents = _documents(options, session)
    revision = None
    if options.against is not None:
        found, commit = earlier([document.path for document in documents], options.against)
        revision = Revision(options.against, commit)
        documents = [_with_earlier(d, found.get(d.path), session, options) for d in documents]
    # Gates look at metrics that nobody asked to see.
    more = [*gates.limits, *([gates.drop_metric] if revision else [])]
    metrics = list(dict.fromkeys([*(asked or METRICS), *more]))
    metrics = _affordable(documents, metrics, gates, asked="ter" in asked)
    against = revision is not None
    scores = [score(d, metrics, whole=gates.document_level, against=against) for d in documents]
    scores = [_judged(scored, config) for scored in scores]
    whole = Whole(scores, metrics, config.target_language)
    misses = list(_missed(whole, gates))
    for note in _notes(whole):
        _say(note)
    if options.report == "json":
        sys.stdout.write(as_json(whole, misses, revision))
    else:
        sys.stdout.write(as_text(whole, misses, revision, options.width))
    return FOUND if misses or any(scored.findings for scored in scores) else CLEAN


def _config(options: argparse.Namespace) -> Config:
    """The configuration with the command line's language and gates on top of it."""
    config = overrides(options)
    if options.target_language is not None:
        config = replace(config, target_language=options.target_language)
    names = {gate.name for gate in fields(Gates)}
    given = {name: x for name, x in vars(options).items() if name in names and x is not None}
    settings = {**config.settings.get(_RULE, {}), **given}
    return replace(config, settings={**config.settings, _RULE: settings})


def _gates(config: Config) -> Gates:
    """What `score-low` is set to; raises TqcheckError for a value that makes no sense."""
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
    """The metrics that were asked for, none for all."""
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


def _documents(options: argparse.Namespace, session: Session) -> list[Document]:
    """The documents that have references, with these."""
    for path in options.reference:
        if not os.path.exists(path):
            raise TqcheckError(f"--reference {path}: no such file or folder")
    config = session.config
    if not options.reference and not config.references:
        raise TqcheckError("no references: name some with --reference, or set `references`")
    paths = [ref.target for ref in discover(options.paths, config)]
    named = {os.path.abspath(path) for path in options.paths if not os.path.isdir(path)}
    theirs = {path: _references(path, paths, options, config) for path in paths}
    folders = [os.path.abspath(p) + os.sep for p in options.reference if os.path.isdir(p)]
    used = {os.path.abspath(path) for found in theirs.values() for path in found}
    documents, without = [], []
    for path, found in theirs.items():
        absolute = os.path.abspath(path)
        if absolute not in named and (absolute in used or absolute.startswith(tuple(folders))):
            continue  # A reference that lies among the documents.
        if absolute in map(os.path.abspath, found):
            raise TqcheckError(f"{path}: is its own reference; name another with --reference")
        if found:
            content = Content(path, read_text(path))
            document = references.read_either(content, session, plain=options.plain)
            versions = (
                references.read_version(other, session, plain=options.plain) for other in found
            )
            documents.append(replace(document, references=tuple(versions)))
        elif absolute in named:
            raise TqcheckError(f"{path}: no reference; {_looked_for(options, config)}")
        else:
            without.append(path)
    if not documents:
        raise TqcheckError(f"nothing to score: no document has a reference among {len(theirs)}")
    if without:
        what = plural(len(without), "document")
        _say(f"{what} without a reference, not scored: {_listed(without)}")
    return documents


def _references(
    path: str, paths: Sequence[str], options: argparse.Namespace, config: Config
) -> list[str]:
    if not options.reference:
        return references.configured(path, config)
    below = [folder for folder in options.paths if os.path.isdir(folder)]
    below += [os.path.join(config.root, folder) for folder in config.paths if not options.paths]
    found = []
    for reference in options.reference:
        if os.path.isdir(reference):
            place = references.in_folder(path, reference, below)
            found += [place] if place else []
        elif len(paths) > 1:
            raise TqcheckError(
                f"--reference {reference}: a file is the reference of one document, and there are "
                f"{len(paths)}; name a folder"
            )
        else:
            found.append(reference)
    return found


def _looked_for(options: argparse.Namespace, config: Config) -> str:
    places = ", ".join(options.reference or config.references)
    return f"none is found by {places}"


def _with_earlier(
    document: Document, blob: Blob | None, session: Session, options: argparse.Namespace
) -> Document:
    """The document with what it was before; what could not be read then is no text."""
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
    documents: Iterable[Document], metrics: list[str], gates: Gates, *, asked: bool
) -> list[str]:
    """The metrics without TER, where nobody named it and it would take minutes."""
    for document in documents if "ter" in metrics else ():
        pairing = pair(document.version, document.references, whole=gates.document_level)
        if is_long_for_ter(pairing, document.target.language):
            why = f"{document.path}: TER would take minutes, as a segment has over 1,000 words"
            if asked:
                raise TqcheckError(f"{why}; leave it out: --metrics bleu,chrf,chrf++")
            _say(f"{why}; it is left out")
            return [metric for metric in metrics if metric != "ter"]
    return metrics


def _judged(scored: Scored, config: Config) -> Scored:
    """A scored document with what the rule says of it."""
    document, severity = scored.document, config.severities.get(_RULE)
    findings = rules.get(_RULE).findings(document, config.settings[_RULE], severity)
    return replace(scored, findings=tuple(findings))


def _missed(whole: Whole, gates: Gates) -> Iterator[Missed]:
    """The gates that all documents together miss; of a single one, the rule has told already."""
    told = [f.data["gate"] for s in whole.documents for f in s.findings if len(whole.documents) < 2]
    references = max(len(scored.document.references) for scored in whole.documents)
    for made in whole.figures:
        gate, limit = gates.limits.get(made.metric, ("", 0.0))
        if gate and gate not in told and is_missed(made, limit):
            yield Missed(gate, limit, made.metric, missed(made, limit, references))
    for comparison in whole.comparisons:
        if comparison.metric != gates.drop_metric or "max-drop" in told:
            continue
        if comparison.is_worse(gates.max_drop):
            message = fallen(comparison, gates.max_drop)
            yield Missed("max-drop", gates.max_drop, comparison.metric, message)


def _notes(whole: Whole) -> Iterator[str]:
    """What the figures alone would not tell."""
    if empty := whole.without_text:
        what = plural(len(empty), "segment")
        yield f"{what} without translation, counted as wrong: {_listed(empty)}"
    if empty := whole.without_reference:
        what = plural(len(empty), "segment")
        yield (
            f"{what} with text where the reference is empty, which BLEU and TER count as wrong "
            f"and chrF leaves out: {_listed(empty)}"
        )
    if whole.tokenized >= _TOKENIZED:
        yield f"{whole.tokenized} segments end in ` .`; scores are for text as it is read"
    if uneven := [s.document.path for s in whole.documents if s.state == "uneven"]:
        what = plural(len(uneven), "document")
        yield f"{what} had not the segments of the reference before: {_listed(uneven)}"
    if whole.compared and whole.compared_segments < MIN_SEGMENTS:
        yield f"{plural(whole.compared_segments, 'segment')} cannot tell a change from chance"


def _listed(names: Sequence[str]) -> str:
    more = [f"and {len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return ", ".join([*names[:_NAMED], *more])


def _say(note: str) -> None:
    sys.stderr.write(f"tqcheck: {escape(note)}\n")
