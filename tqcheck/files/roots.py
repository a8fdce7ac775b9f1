"""Where files are read and written: below the root, and where the command line says."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tqcheck.errors import FileError

# The folder, or the file that names it, in which git keeps a repository; file systems that take
# capitals for small letters have it under other names too.
_GIT = ".git"
# Never wait for a pipe or a terminal, nor follow a link that has come into being meanwhile. Systems
# without these flags have no such files.
_NAMES = ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in _NAMES)
_REMEDY = "--allow-root, or TQCHECK_ROOTS, allows more"


@dataclass(frozen=True, slots=True)
class Roots:
    """What a run may read and write, whatever the documents, links and configurations say.

    A file is read if its real path is below the root or below what is `allowed`, and not in git's
    own folder. A link may lead to another file of the checkout it is in, but not to hidden ones.
    """

    # The real path of the folder that everything belongs to: see `root_of`.
    root: str
    # The real paths of further files and folders, which come from outside of the checked tree.
    allowed: tuple[str, ...] = ()

    def with_named(self, paths: Iterable[str]) -> Roots:
        """Allow what a user names, such as a folder that is not below the root.

        A link in a checkout is not the user's: lists of changed files have it too. What it leads
        to is allowed only inside that checkout.
        """
        named = []
        for path in paths:
            tree, is_link = self._tree_of(path)
            real = os.path.realpath(path)
            if tree is None:
                named.append(real)
            elif not is_below(tree, self.root) and is_below(real, tree):
                named += [real] if _is_open(real, tree, is_link=is_link) else []
        return replace(self, allowed=tuple(dict.fromkeys([*self.allowed, *named])))

    def real(self, path: str) -> str:
        """The real path of a file or folder; raises FileError if it is not to be read."""
        if "\0" in path:
            raise FileError(path, "a NUL character, not allowed in names")
        real = os.path.realpath(path)
        if any(is_below(real, folder) and _is_open(real, folder) for folder in self.allowed):
            return real
        tree, is_link = self._tree_of(path)
        if tree is None or not is_below(tree, self.root) or not is_below(real, tree):
            place = f"leads out of {tree}" if is_link and tree else f"is not below {self.root}"
            raise FileError(path, f"not read, since it {place}; {_REMEDY}")
        if not _is_open(real, tree, is_link=is_link):
            raise FileError(path, "not read, since it leads to a hidden file or into git's folder")
        return real

    def read(self, path: str, megabytes: int, remedy: str = "split it") -> bytes:
        """What is in a regular file; raises FileError if it cannot be read or has more megabytes.

        The `remedy` is what to do with a larger one.
        """
        real = self.real(path)
        try:
            # Opening a device may have effects, so its kind is asked for before.
            if not stat.S_ISREG(os.stat(real).st_mode):
                raise FileError(path, _kind(real))
            with open(os.open(real, _FLAGS), "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise FileError(path, "not a regular file")
                content = file.read(megabytes * 1_000_000 + 1)
        except FileNotFoundError:
            is_broken = os.path.islink(path)
            remedy = "a broken link; repair or remove it" if is_broken else "no such file"
            raise FileError(path, remedy) from None
        except OSError as error:
            raise FileError(path, f"cannot be read: {error.strerror}") from None
        if len(content) > megabytes * 1_000_000:
            raise FileError(path, f"larger than {megabytes} MB; {remedy}")
        return content

    def is_link(self, path: str) -> bool:
        """Whether a path goes through a link of a checkout, or is a link itself."""
        return self.follows_link(path) or os.path.islink(path)

    def follows_link(self, path: str) -> bool:
        """Whether a path goes through a link that a checkout brings, or is one."""
        return self._tree_of(path)[1]

    def refuse_link(self, path: str) -> None:
        """Raise FileError if writing to a path would follow a link that a checkout brings."""
        if self.follows_link(path):
            raise FileError(path, "a link, or in a folder that is one; name another file")

    def _tree_of(self, path: str) -> tuple[str | None, bool]:
        """The tree that a path belongs to, None outside of any; whether a link in it is followed.

        It is the innermost of the root and the checkouts that the path goes through before it
        meets a link: what is beyond a link was chosen by whoever made the link. The entry of a
        checkout is looked for without asking git, which would take a folder of plain files for a
        repository if they have the right names.
        """
        tree: str | None = None
        place, names = os.path.splitdrive(os.path.abspath(path))
        place += os.sep
        for name in ["", *names.split(os.sep)]:
            place = os.path.join(place, name) if name else place
            if os.path.islink(place):
                if tree is not None:
                    return tree, True
                # A link of the system or of the user, such as /tmp.
                place = os.path.realpath(place)
                tree, _ = self._tree_of(place)
            elif place == self.root or os.path.lexists(os.path.join(place, _GIT)):
                tree = place
        return tree, False


def root_of(folder: str | os.PathLike[str]) -> str:
    """The real path of the top of the git checkout that a folder is in, else of the folder."""
    return checkout_of(folder) or os.path.realpath(folder)


def checkout_of(folder: str | os.PathLike[str]) -> str | None:
    """The real path of the nearest folder, from `folder` upward, that has an entry `.git`."""
    place = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(place, _GIT)):
        above, name = os.path.split(place)
        # What lies in git's own folder, such as the scratch folder of a hook, is not a checkout.
        if above == place or name.casefold() == _GIT:
            return None
        place = above
    return place


def is_below(path: str, folder: str) -> bool:
    """Whether a real path is that of a folder or of something in it."""
    return path == folder or path.startswith(os.path.join(folder, ""))


def _is_open(real: str, folder: str, *, is_link: bool = False) -> bool:
    """Whether a path below a folder is not in git's own folder nor, by a link, hidden."""
    inside = os.path.relpath(real, folder).split(os.sep) if real != folder else []
    if any(name.casefold() == _GIT for name in inside):
        return False
    return not (is_link and any(name.startswith(".") for name in inside))


def _kind(path: str) -> str:
    return "a folder, not a file" if os.path.isdir(path) else "not a regular file"
