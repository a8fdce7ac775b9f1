"""What git knows: earlier versions of files, and which files a change affects."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from tqcheck.errors import TqcheckError
from tqcheck.files.git.repository import Repository, program
from tqcheck.files.git.tree import Blob, Tree
from tqcheck.files.git.worktree import differing
from tqcheck.files.roots import checkout_of


def earlier(
    paths: Iterable[str], ref: str, option: str = "--against"
) -> tuple[dict[str, Blob], str]:
    """The versions of files at `ref`, by path, and the commit; new files are left out.

    A file that git considers renamed is found under its old name. Raises TqcheckError, with the
    remedy and the `option` in question, if there is no git, no repository, or no such revision.
    """
    _check(ref, option)
    blobs: dict[str, Blob] = {}
    commits: set[str] = set()
    for repository, wanted in _repositories(paths, option):
        commit = _commit(repository, ref, option)
        blobs.update(Tree(repository, commit).read(wanted))
        commits.add(commit)
    return blobs, commits.pop() if len(commits) == 1 else ""


def changed(paths: Iterable[str], ref: str, option: str) -> dict[str, Blob | None]:
    """The files that differ from where this branch left `ref`, by path, with that version.

    It is None for a new file. The work tree counts, committed or not. Raises TqcheckError as
    `earlier` does, and if a shallow clone does not reach back to where the branches diverge.
    """
    _check(ref, option)
    blobs: dict[str, Blob | None] = {}
    for repository, wanted in _repositories(paths, option):
        tree = Tree(repository, _fork(repository, ref, option))
        touched = differing(wanted, tree)
        blobs |= dict.fromkeys(touched)
        blobs.update(tree.read(touched))
    return blobs


def renamed(folder: str, ref: str, option: str) -> dict[str, str]:
    """The files that were renamed since this branch left `ref`, in the repository of a folder.

    By their path, with the former one; both are real paths. Raises TqcheckError as `changed` does.
    """
    _check(ref, option)
    ((repository, _),) = _repositories([os.path.join(folder, "")], option)
    tree = Tree(repository, _fork(repository, ref, option))
    top = repository.top
    return {os.path.join(top, new): os.path.join(top, old) for new, old in tree.renamed.items()}


def has_parent(path: str, option: str) -> bool:
    """Whether the commit checked out in the repository of `path` has a parent.

    Raises TqcheckError, with the remedy, if a shallow clone does not know.
    """
    ((repository, _),) = _repositories([path], option)
    if repository.commit("HEAD^"):
        return True
    if repository.is_shallow:
        raise TqcheckError(f"{option}: this clone is shallow: {_deepen('HEAD^')}")
    return False


def _repositories(paths: Iterable[str], option: str) -> Iterable[tuple[Repository, dict[str, str]]]:
    """The repositories of files, with the place of each of these files in it."""
    wanted: dict[Repository, dict[str, str]] = {}
    # For each folder, the repository and the folder's place in it.
    folders: dict[str, tuple[Repository, str]] = {}
    repositories: dict[str, Repository] = {}
    for path in paths:
        folder, name = os.path.split(path)
        if folder not in folders:
            real = os.path.realpath(folder or ".")
            top = checkout_of(real)
            if top is None:
                program(real)  # If there is no git either, that comes first.
                why = "not in a git repository"
                raise TqcheckError(f"{path}: {why}, so that {option} finds no earlier version")
            if top not in repositories:
                repositories[top] = Repository.at(top)
            place = os.path.relpath(real, top).replace(os.sep, "/")
            folders[folder] = repositories[top], "" if place == "." else f"{place}/"
        repository, place = folders[folder]
        wanted.setdefault(repository, {})[path] = place + name
    return wanted.items()


def _check(ref: str, option: str) -> None:
    """Refuse what git would take for one of its options, or cannot be given."""
    if ref.startswith("-") or re.search(r"[\x00-\x1f\x7f]", ref):
        raise TqcheckError(f"{option} {ref}: name a branch, a tag or a commit")


def _commit(repository: Repository, ref: str, option: str) -> str:
    """The commit that `ref` is."""
    if commit := repository.commit(ref):
        return commit
    if repository.is_shallow:
        remedy = f"this clone is shallow: {_deepen(ref)}"
    else:
        remedy = "name a branch, a tag or a commit that has been fetched"
    raise TqcheckError(f"{option} {ref}: no such revision; {remedy}")


def _fork(repository: Repository, ref: str, option: str) -> str:
    """The last commit that the checked-out branch and `ref` have in common."""
    if fork := repository.fork(_commit(repository, ref, option)):
        return fork
    if repository.is_shallow:
        remedy = f"this clone is shallow: {_deepen(ref)}"
    else:
        remedy = "name a revision that it has"
    raise TqcheckError(f"{option} {ref}: no history in common with HEAD; {remedy}")


def _deepen(ref: str) -> str:
    """How to make a shallow clone reach a revision."""
    steps = re.fullmatch(r"(?:HEAD|@)((?:~\d*|\^1?)+)", ref)
    if steps is None:
        return "fetch the revision, or all of the history (`git fetch --unshallow`, depth 0 in CI)"
    back = sum(int(step[1:] or 1) for step in re.findall(r"~\d*|\^1?", steps[1]))
    return f"it needs a depth of {back + 1} (`git fetch --depth={back + 1}`)"
