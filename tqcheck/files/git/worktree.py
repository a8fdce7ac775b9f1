"""Which files of the work tree differ from a commit, read without git.

Git itself would run the filters that attributes name. What such a filter makes of a file at the
checkout, as git-lfs does, counts as a difference.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from functools import cache

from tqcheck.files.content import MAX_BYTES
from tqcheck.files.git.repository import Repository
from tqcheck.files.git.tree import Tree

_CHUNK_BYTES = 1 << 20


def differing(wanted: Mapping[str, str], tree: Tree) -> dict[str, str]:
    """Those of the files, given by path with their places, whose content is not the tree's.

    Links count as what they lead to, now and then; one that leads to a folder or out of the work
    tree, as where.
    Raises TqcheckError as `Tree` does.
    """
    compared = _Compared(tree)
    return {path: place for path, place in wanted.items() if compared.differs(place)}


class _Compared:
    """A work tree compared with a tree."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._below = os.path.join(tree.repository.top, "")
        self._has_crlf = cache(lambda: _makes_crlf(tree.repository))

    def differs(self, place: str) -> bool:
        path = self._below + place
        if place not in self._tree:
            return os.path.lexists(path)
        if os.path.islink(path):
            real = os.path.realpath(path)
            if not real.startswith(self._below) or os.path.isdir(real):
                link = os.fsencode(os.readlink(path))
                name = self._tree.links.get(place, "")
                return _name_of(link, name) != name
            path = real
        before = self._tree.files.get(self._tree.followed(place))
        if before is None:
            return os.path.isfile(path)
        try:
            return not self._is(path, before)
        except OSError:
            return True  # Whoever reads it reports it.

    def _is(self, path: str, name: str) -> bool:
        """Whether a regular file has a content; raises OSError if it cannot be read."""
        with open(path, "rb", opener=_opened) as file:
            status = os.fstat(file.fileno())
            size = status.st_size
            if not stat.S_ISREG(status.st_mode):
                return False
            if size > MAX_BYTES:
                # Reading a file that somebody has made huge takes long.
                is_as_large = self._tree.repository.size(name) == size
                chunks = iter(lambda: file.read(_CHUNK_BYTES), b"")
                return is_as_large and _hashed(chunks, size, name) == name
            content = file.read(size)
        if _name_of(content, name) == name:
            return True
        lines = content.replace(b"\r\n", b"\n")
        return lines != content and self._has_crlf() and _name_of(lines, name) == name


def _opened(path: str, flags: int) -> int:
    """A file opened so that neither a link nor a pipe that has taken its place is a trap."""
    for flag in ("O_NOFOLLOW", "O_NONBLOCK"):
        flags |= getattr(os, flag, 0)
    return os.open(path, flags)


def _name_of(content: bytes, like: str) -> str:
    """The name that git gives to a content, of the kind of another name."""
    return _hashed([content], len(content), like)


def _hashed(chunks: Iterable[bytes], size: int, like: str) -> str:
    algorithm = "sha256" if len(like) == 2 * hashlib.sha256().digest_size else "sha1"
    name = hashlib.new(algorithm, b"blob %d\0" % size, usedforsecurity=False)
    for chunk in chunks:
        name.update(chunk)
    return name.hexdigest()


def _makes_crlf(repository: Repository) -> bool:
    """Whether a checkout may turn line ends into CRLF."""
    if os.linesep == "\r\n":
        return True
    done = repository.run("config", "--get-regexp", r"^core\.(autocrlf|eol)$")
    return any(line.lower().endswith((b" true", b" crlf")) for line in done.stdout.splitlines())
