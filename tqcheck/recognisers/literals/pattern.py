"""Patterns that are compiled when a text contains what they look for; most are rarely needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property


class Pattern:
    """A regular expression with pieces of text without one of which it finds nothing."""

    def __init__(self, pattern: str, *needs: str, flags: int = 0) -> None:
        self._pattern, self._needs, self._flags = pattern, needs, flags

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """The matches in a text, as `re.finditer` gives them."""
        if self._needs and not any(piece in text for piece in self._needs):
            return ()
        return self._compiled.finditer(text)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match at a place of a text."""
        return self._compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of a whole text."""
        return self._compiled.fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text."""
        return self._compiled.search(text)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern, self._flags)
