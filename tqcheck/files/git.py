"""What git knows: earlier versions of files, and which files a change affects."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tqcheck.errors import TqcheckError

# In a hook these name the repository that runs it, whatever folder git is called for.
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")


@dataclass(frozen=True, slots=True)
class Blob:
    """An earlier version of a file."""

    # Its path at the time, relative to the repository's root.
    path: str
    content: bytes


@dataclass
class _Repository:
    root: str
    commit: str
    # The files to look for: their paths as given, by their paths relative to the root.
    wanted: dict[str, str] = field(default_factory=dict)


def earlier(
    paths: Iterable[str], ref: str, option: str = "--against"
) -> tuple[dict[str, Blob], str]:
    """The versions of files at `ref`, by path, and the commit; new files are left out.

    A file that git considers renamed is found under its old name. Raises TqcheckError, with the
    remedy and the `option` in question, if there is no git, no repository, or no such revision.
    """
    repositories = _repositories(paths, ref, option)
    blobs: dict[str, Blob] = {}
    for repository in repositories:
        blobs.update(_read(repository))
    commits = {repository.commit for repository in repositories}
    return blobs, commits.pop() if len(commits) == 1 else ""


def changed(paths: Iterable[str], ref: str, option: str) -> dict[str, Blob | None]:
    """The files that differ from where this branch left `ref`, by path, with that version.

    It is None for a new file. The work tree counts, committed or not. Raises TqcheckError as
    `earlier` does, and if a shallow clone does not reach back to where the branches diverge.
    """
    blobs: dict[str, Blob | None] = {}
    for repository in _repositories(paths, ref, option):
        repository.commit = _fork(repository, ref, option)
        touched = _touched(repository)
        repository.wanted = {k: v for k, v in repository.wanted.items() if k in touched}
        blobs |= dict.fromkeys(repository.wanted.values())
        if repository.wanted:
            blobs.update(_read(repository))
    return blobs


def has_parent(path: str, option: str) -> bool:
    """Whether the commit checked out in the repository of `path` has a parent.

    Raises TqcheckError, with the remedy, if a shallow clone does not know.
    """
    root = _root(os.path.realpath(os.path.dirname(path) or "."), path, option)
    if _git(root, "rev-parse", "--verify", "--quiet", "HEAD^").returncode == 0:
        return True
    if _is_shallow(root):
        raise TqcheckError(f"{option}: this clone is shallow: {_deepen('HEAD^')}")
    return False


def _repositories(paths: Iterable[str], ref: str, option: str) -> list[_Repository]:
    """The repositories of files, with these files and the commit that `ref` is there."""
    if ref.startswith("-"):
        raise TqcheckError(f"{option} {ref}: name a branch, a tag or a commit")
    repositories: dict[str, _Repository] = {}
    roots: dict[str, str] = {}
    for path in paths:
        folder = os.path.realpath(os.path.dirname(path) or ".")
        if folder not in roots:
            roots[folder] = _root(folder, path, option)
        root = roots[folder]
        if root not in repositories:
            repositories[root] = _Repository(root, _commit(root, ref, option))
        inside = os.path.relpath(os.path.join(folder, os.path.basename(path)), root)
        repositories[root].wanted[inside.replace(os.sep, "/")] = path
    return list(repositories.values())


def _fork(repository: _Repository, ref: str, option: str) -> str:
    """The last commit that the checked-out branch and the repository's commit have in common."""
    done = _git(repository.root, "merge-base", repository.commit, "HEAD")
    if done.returncode == 0:
        return done.stdout.decode().strip()
    if _is_shallow(repository.root):
        remedy = f"this clone is shallow: {_deepen(ref)}"
    else:
        remedy = "name a revision that it has"
    raise TqcheckError(f"{option} {ref}: no history in common with HEAD; {remedy}")


def _touched(repository: _Repository) -> set[str]:
    """The wanted files that differ from the commit or are not tracked, relative to the root."""
    options = ("--name-only", "-z", "--no-renames", "--no-relative", "--no-ext-diff")
    done = _git(repository.root, "diff", *options, repository.commit, "--")
    differing = _names(_checked(done, repository))
    tracked = _names(_checked(_git(repository.root, "ls-files", "-z"), repository))
    return {inside for inside in repository.wanted if inside in differing or inside not in tracked}


def _names(output: bytes) -> set[str]:
    return {os.fsdecode(name) for name in output.split(b"\0") if name}


def _root(folder: str, path: str, option: str) -> str:
    done = _git(folder, "rev-parse", "--show-toplevel")
    if done.returncode == 0:
        return os.path.realpath(os.fsdecode(done.stdout.removesuffix(b"\n")))
    said = _first_line(done.stderr)
    why = "not in a git repository" if "not a git repository" in said else f"git says: {said}"
    raise TqcheckError(f"{path}: {why}, so that {option} finds no earlier version")


def _commit(root: str, ref: str, option: str) -> str:
    done = _git(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if done.returncode == 0:
        return done.stdout.decode().strip()
    if _is_shallow(root):
        remedy = f"this clone is shallow: {_deepen(ref)}"
    else:
        remedy = "name a branch, a tag or a commit that has been fetched"
    raise TqcheckError(f"{option} {ref}: no such revision; {remedy}")


def _is_shallow(root: str) -> bool:
    return _git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _deepen(ref: str) -> str:
    """How to make a shallow clone reach a revision."""
    steps = re.fullmatch(r"(?:HEAD|@)((?:~\d*|\^1?)+)", ref)
    if steps is None:
        return "fetch the revision, or all of the history (`git fetch --unshallow`, depth 0 in CI)"
    back = sum(int(step[1:] or 1) for step in re.findall(r"~\d*|\^1?", steps[1]))
    return f"it needs a depth of {back + 1} (`git fetch --depth={back + 1}`)"


def _read(repository: _Repository) -> Iterator[tuple[str, Blob]]:
    """The wanted files that the commit has, by their paths as given."""
    tree = dict(_tree(repository))
    olds = {inside: inside for inside in repository.wanted if inside in tree}
    if len(olds) < len(repository.wanted):
        renamed = _renamed(repository)
        olds |= {
            inside: renamed[inside]
            for inside in repository.wanted
            if inside not in olds and renamed.get(inside) in tree
        }
    blobs = _contents(repository, {tree[old] for old in olds.values()})
    for inside, old in olds.items():
        yield repository.wanted[inside], Blob(old, blobs[tree[old]])


def _tree(repository: _Repository) -> Iterator[tuple[str, str]]:
    """The files of the commit with the names of their contents."""
    done = _git(repository.root, "ls-tree", "-r", "-z", "--full-tree", repository.commit)
    for entry in _checked(done, repository).split(b"\0"):
        what, _, path = entry.partition(b"\t")
        if what.startswith(b"100"):  # a regular file, not a link or a submodule
            yield os.fsdecode(path), what.split()[2].decode()


def _renamed(repository: _Repository) -> dict[str, str]:
    """The old names of files that have been renamed since the commit."""
    options = ("--name-status", "-z", "--find-renames", "--diff-filter=R", "--no-relative")
    done = _git(repository.root, "diff", *options, repository.commit, "--")
    words = [os.fsdecode(word) for word in _checked(done, repository).split(b"\0")]
    return dict(zip(words[2::3], words[1::3], strict=False))


def _contents(repository: _Repository, names: set[str]) -> Mapping[str, bytes]:
    """The contents of many blobs by their names, from one process."""
    asked = "".join(f"{name}\n" for name in sorted(names)).encode()
    output = _checked(_git(repository.root, "cat-file", "--batch", given=asked), repository)
    contents: dict[str, bytes] = {}
    at = 0
    while at < len(output):
        end = output.index(b"\n", at)
        name, kind, *size = output[at:end].decode().split()
        if not size:  # `missing`, in a clone without contents
            raise TqcheckError(
                f"{repository.root}: git does not have the contents at {repository.commit[:12]} "
                f"({kind}); fetch them, or clone without --filter"
            )
        at = end + 1 + int(size[0])
        contents[name] = output[end + 1 : at]
        at += 1
    return contents


def _git(folder: str, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {k: v for k, v in os.environ.items() if k not in _OF_A_HOOK}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(
            ["git", "-C", folder, *words], input=given, capture_output=True, env=environment
        )
    except FileNotFoundError:
        raise TqcheckError("git is not installed, or not on the PATH") from None
    except (OSError, ValueError) as error:  # for example a NUL in the revision
        raise TqcheckError(f"git cannot be run: {error}") from None


def _checked(done: subprocess.CompletedProcess[bytes], repository: _Repository) -> bytes:
    if done.returncode:
        raise TqcheckError(f"{repository.root}: git says: {_first_line(done.stderr)}")
    return done.stdout


def _first_line(output: bytes) -> str:
    lines = output.decode("utf-8", "backslashreplace").strip().splitlines()
    return lines[0] if lines else "nothing"
