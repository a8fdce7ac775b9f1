"""What a change does to the check that it has to pass: configuration, baseline, waivers."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tqcheck.config import Config
from tqcheck.config.file import own_table, table_in
from tqcheck.config.location import NAMES
from tqcheck.document import Document, DocumentRef
from tqcheck.errors import FileError, TqcheckError
from tqcheck.files.content import Content, decode
from tqcheck.files.git import changed
from tqcheck.files.git.tree import Blob
from tqcheck.files.paths import as_displayed
from tqcheck.files.roots import checkout_of
from tqcheck.linter.baseline import parse
from tqcheck.linter.changes import OPTION
from tqcheck.linter.discovery import ENVIRONMENT, discover
from tqcheck.linter.documents import read
from tqcheck.linter.session import Session
from tqcheck.wording import listed, plural, shortened

# Documents with new waivers that are named, and the waivers of each.
_MAX_DOCUMENTS = 10
_MAX_WAIVERS = 3
# Linux follows no more; more of them are a circle.
_MAX_LINKS = 40

# The changed files with what they were before, None for new ones.
Before = Mapping[str, Blob | None]


def changes(
    config: Config, paths: Sequence[str], revision: str, *, is_searched: bool = True
) -> list[str]:
    """What has changed since `revision` in how documents are judged: a phrase for each file.

    `is_searched` says that the configuration was looked for, and not named or switched off.
    Raises TqcheckError, naming the remedy, where git cannot find out or a file cannot be used.
    """
    session = Session(config)
    refs = _documents(paths, config)
    candidates = list(_candidates(config)) if is_searched else []
    steps = [*_steps(config.file)] if config.file else []
    configuration = list(dict.fromkeys([*candidates, *steps]))
    baseline = [*_steps(config.baseline)] if config.baseline else []
    glossaries = [step for path in config.glossary for step in _steps(path)]
    environments = list(_environments(paths, config))
    watched = [*configuration, *baseline, *glossaries, *environments]
    watched += [path for ref in refs for path in (ref.target, ref.source)]
    # What is in another checkout, or in none, is not part of the change.
    own = _top(".")
    inside = {
        folder: _top(os.path.join(folder, "")) == own for folder in map(os.path.dirname, watched)
    }
    before = changed([path for path in watched if inside[os.path.dirname(path)]], revision, OPTION)
    return [
        *(as_displayed(path) for path in configuration if _is_other(path, before)),
        *_more_frozen(baseline, before, session),
        *(f"{as_displayed(path)} (glossary)" for path in glossaries if path in before),
        *(
            f"{as_displayed(path)} (documents in this folder are not checked)"
            for path in environments
            if path in before
        ),
        *_more_waived(refs, before, session),
    ]


def _documents(paths: Sequence[str], config: Config) -> list[DocumentRef]:
    try:
        return discover(paths, config).refs
    except TqcheckError:  # The run itself says that there is nothing to check.
        return []


def _candidates(config: Config) -> Iterator[str]:
    """Where a configuration is looked for, up to the one that is used or the top of the checkout.

    One that is further up was not used before either, unless a nearer one has changed.
    """
    top, folder = _top("."), os.getcwd()
    while top is not None:
        for name in NAMES:
            path = os.path.join(folder, name)
            yield path
            if config.file and path == os.path.abspath(config.file):
                return
        if folder in (top, os.path.dirname(folder)):
            return
        folder = os.path.dirname(folder)


def _steps(path: str) -> Iterator[str]:
    """What decides about the content at a path: each link on the way, a submodule, the file."""
    top = _top(".") or ""
    place = os.path.abspath(path)
    for _ in range(_MAX_LINKS):
        for part in _parts(place, top):
            if os.path.islink(part):
                yield part
                rest = os.path.relpath(place, part)
                folder = os.path.join(os.path.dirname(part), os.readlink(part))
                place = os.path.normpath(os.path.join(folder, rest))
                break
            if os.path.lexists(os.path.join(part, ".git")):
                yield part
                return
        else:
            break
    yield os.path.realpath(path)


def _parts(path: str, top: str) -> Iterator[str]:
    """The folders and the file that a path goes through below the top, downward."""
    if top and path.startswith(os.path.join(top, "")):
        place = top
        for name in os.path.relpath(path, top).split(os.sep):
            place = os.path.join(place, name)
            yield place


def _top(path: str) -> str | None:
    """The checkout that a file is in, None outside of any."""
    folder = os.path.dirname(path) or "."
    return checkout_of(folder) if os.path.isdir(folder) else None


def _environments(paths: Sequence[str], config: Config) -> Iterator[str]:
    """The files that make folders of the checked tree environments of Python."""
    for path in paths or [os.path.join(config.root, path) for path in config.paths]:
        for parent, folders, _ in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in folders:
                file = os.path.join(parent, name, ENVIRONMENT)
                if os.path.isfile(file):
                    yield file


def _is_other(path: str, before: Before) -> bool:
    """Whether the configuration in a file has changed; a pyproject.toml has other tables too."""
    if path not in before:
        return False
    blob = before[path]
    if os.path.basename(path) != NAMES[1] or os.path.islink(path):
        return blob is not None or os.path.lexists(path)
    file = Path(path)
    inside = os.path.relpath(path, _top(path)).replace(os.sep, "/")
    try:
        # One that was moved here was not used here.
        is_same_place = blob is not None and blob.path == inside
        was = table_in(decode(blob.content, path), file) if blob and is_same_place else None
    except TqcheckError:
        return True
    return was != (own_table(file) if file.is_file() else None)


def _more_frozen(steps: Sequence[str], before: Before, session: Session) -> Iterator[str]:
    touched = [path for path in steps if path in before]
    if not touched or session.baseline is None:
        return
    blob = before[touched[-1]] if touched == [steps[-1]] else None
    try:
        text = blob.content.decode("utf-8-sig", "replace") if blob else ""
        was = parse(text, session.config.baseline, session.roots).entries if blob else ()
    except TqcheckError:
        was = ()
    if more := (Counter(session.baseline.entries) - Counter(was)).total():
        yield f"{as_displayed(touched[0])} ({plural(more, 'more frozen finding')})"


def _more_waived(refs: Sequence[DocumentRef], before: Before, session: Session) -> Iterator[str]:
    """The documents with new waivers in comments."""
    waiving: list[str] = []
    for ref in refs:
        if session.config.waive and (ref.target in before or ref.source in before):
            more = list(_waivers_now(ref, session) - _waivers_before(ref, before, session))
            quoted = [f"`{shortened(text, 60)}`" for text, _ in more[:_MAX_WAIVERS]]
            if len(more) > _MAX_WAIVERS:
                quoted.append(f"{len(more) - _MAX_WAIVERS} more")
            if more:
                waiving.append(f"{ref.target} ({listed(quoted)})")
    yield from waiving[:_MAX_DOCUMENTS]
    if len(waiving) > _MAX_DOCUMENTS:
        yield f"waivers in {plural(len(waiving) - _MAX_DOCUMENTS, 'more document')}"


def _waivers_now(ref: DocumentRef, session: Session) -> Counter[tuple[str, str]]:
    try:
        return _waivers(read(ref, session))
    except FileError:  # It is not judged.
        return Counter()


def _waivers_before(ref: DocumentRef, before: Before, session: Session) -> Counter[tuple[str, str]]:
    contents = []
    for path in dict.fromkeys((ref.target, ref.source)):
        blob = before.get(path)
        try:
            if blob is not None:
                contents.append(Content(path, decode(blob.content, path)))
            elif path in before and path == ref.target:
                return Counter()
        except FileError:
            return Counter()
    return _waivers(read(ref, session, contents))


def _waivers(document: Document) -> Counter[tuple[str, str]]:
    """The comments that waive, each with the line that is next: a waiver is of that text."""
    lines = document.target.file.lines
    found: Counter[tuple[str, str]] = Counter()
    for comment in document.comments:
        if comment.text.startswith("ignore-file"):
            found[comment.text, ""] += 1
        elif comment.text.startswith("ignore"):
            following = (line for line in lines[comment.span.line :] if line.strip())
            found[comment.text, next(following, "")] += 1
    return found
