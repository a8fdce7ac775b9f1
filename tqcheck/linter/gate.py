"""What a change does to the check that it has to pass: configuration, baseline, waivers."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tqcheck.config import Config
from tqcheck.config.file import own_table, table_in
from tqcheck.config.location import NAMES
from tqcheck.document import Document, DocumentRef
from tqcheck.errors import FileError, TqcheckError
from tqcheck.files.content import Content, decode
from tqcheck.files.git import changed
from tqcheck.files.paths import as_displayed
from tqcheck.files.roots import checkout_of
from tqcheck.linter.baseline import parse
from tqcheck.linter.changes import OPTION
from tqcheck.linter.discovery import ENVIRONMENT, discover
from tqcheck.linter.documents import read
from tqcheck.linter.session import Session
from tqcheck.linter.unchecked import Before, moved_away, no_longer, places
from tqcheck.wording import listed, plural, shortened

# Documents of one kind that are named, and the waivers of each.
_MAX_DOCUMENTS = 10
_MAX_WAIVERS = 3
# Linux follows no more; more of them are a circle.
_MAX_LINKS = 40


def changes(
    config: Config,
    paths: Sequence[str],
    revision: str,
    *,
    folder: str = ".",
    is_searched: bool = True,
    is_whole: bool = False,
) -> list[str]:
    """What has changed since `revision` in how documents are judged: a phrase for each file.

    `folder` is the working directory as it was named, perhaps through links. `is_searched` says
    that the configuration was looked for, and not named or switched off; `is_whole`, that all is
    judged and not only what has changed.
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
    links = list(_links((folder, *places(paths, config))))
    watched = [*configuration, *baseline, *glossaries, *environments, *links]
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
        *(f"{as_displayed(path)} (a link to a folder)" for path in links if path in before),
        *_capped(moved_away(refs, paths, session, revision), "{} moved"),
        *_capped(no_longer(refs, before, session) if is_whole else (), "{} changed to other files"),
        *_capped(_more_waived(refs, before, session), "waivers in {}"),
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


def _links(paths: Iterable[str]) -> Iterator[str]:
    """The links on the ways to folders, below the top of the checkout, each once."""
    steps = dict.fromkeys(step for path in paths for step in _steps(path))
    return (step for step in steps if os.path.islink(step))


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
    for path in places(paths, config):
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
    for ref in refs:
        if session.config.waive and (ref.target in before or ref.source in before):
            more = list(_waivers_now(ref, session) - _waivers_before(ref, before, session))
            quoted = [f"`{shortened(text, 60)}`" for text, _ in more[:_MAX_WAIVERS]]
            if len(more) > _MAX_WAIVERS:
                quoted.append(f"{len(more) - _MAX_WAIVERS} more")
            if more:
                yield f"{ref.target} ({listed(quoted)})"


def _capped(phrases: Iterable[str], rest: str) -> Iterator[str]:
    """The first phrases, and how many more there are."""
    phrases = list(phrases)
    yield from phrases[:_MAX_DOCUMENTS]
    if more := len(phrases[_MAX_DOCUMENTS:]):
        yield rest.format(plural(more, "more document"))


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
