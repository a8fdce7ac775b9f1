"""The files of a commit: where they are, what they contain, and which were renamed since."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tqcheck.files.git.contents import contents
from tqcheck.files.git.repository import Repository

# So many links are followed one after the other, as by Linux.
_MAX_LINKS = 40


@dataclass(frozen=True, slots=True)
class Blob:
    """An earlier version of a file."""

    # Its path at the time, relative to the repository's root.
    path: str
    content: bytes


class Tree:
    """The files and links of a commit, by their places: paths from the top, with slashes."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self.repository = repository
        self.commit = commit
        self._targets: dict[str, str] = {}

    def read(self, wanted: Mapping[str, str]) -> Iterator[tuple[str, Blob]]:
        """The earlier versions of files, given by path with their places; new ones are left out.

        Raises TqcheckError if git does not have a content, as in a partial clone.
        """
        olds = {path: self.followed(place) for path, place in wanted.items()}
        if new := {path for path, place in wanted.items() if place not in self}:
            olds |= {path: self.renamed.get(wanted[path], "") for path in new}
        olds = {path: old for path, old in olds.items() if old in self.files}
        found = contents(self.repository, {self.files[old] for old in olds.values()})
        for path, old in olds.items():
            yield path, Blob(old, found[self.files[old]])

    def __contains__(self, place: str) -> bool:
        """Whether there is a file or a link."""
        return place in self.files or place in self.links

    def followed(self, place: str) -> str:
        """Where the links lead that are at a place; the place itself if a file is there."""
        for _ in range(_MAX_LINKS):
            link = next((part for part in _upward(place) if part in self.links), None)
            if link is None:
                break
            name = self.links[link]
            if name not in self._targets:
                self._targets[name] = os.fsdecode(contents(self.repository, {name})[name])
            target = posixpath.join(posixpath.dirname(link), self._targets[name])
            place = posixpath.normpath(target + place[len(link) :])
        return place

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The regular files, with the names of their contents."""
        return {place: name for mode, name, place in self._entries if mode.startswith("100")}

    @cached_property
    def links(self) -> Mapping[str, str]:
        """The symbolic links, with the names of their contents, which say where they lead."""
        return {place: name for mode, name, place in self._entries if mode == "120000"}

    @cached_property
    def _entries(self) -> list[tuple[str, str, str]]:
        words = ("ls-tree", "-r", "-z", "--full-tree", self.commit)
        entries = []
        for entry in self.repository.checked(*words).split(b"\0"):
            what, _, place = entry.partition(b"\t")
            if what:
                mode, _, name = what.decode("ascii").split()
                entries.append((mode, name, os.fsdecode(place)))
        return entries

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """The old places of files that have been renamed since, by what is staged."""
        options = ("--name-status", "-z", "--find-renames", "--diff-filter=R")
        safely = ("--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
        words = ("diff-index", "--cached", *options, *safely, self.commit, "--")
        names = [os.fsdecode(word) for word in self.repository.checked(*words).split(b"\0")]
        return dict(zip(names[2::3], names[1::3], strict=False))


def _upward(place: str) -> Iterator[str]:
    """A place and the folders that it is in."""
    while place:
        yield place
        place = posixpath.dirname(place) if place != "/" else ""
