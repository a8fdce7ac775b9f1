"""What a run reads once for each configuration: glossaries, the baseline, compiled patterns."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property

from tqcheck.config import Config
from tqcheck.errors import FileError, TqcheckError
from tqcheck.occurrences import Occurrences
from tqcheck.rules import Rule, expand

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from tqcheck.files.roots import Roots
    from tqcheck.glossaries import Glossary
    from tqcheck.linter.baseline import Baseline


class Session:
    """One configuration at work; opened from it in any process.

    A run may hold several, one for each configuration. Files are read when a document first needs
    them; if one cannot be used, TqcheckError names file, line and remedy.
    """

    def __init__(self, config: Config, occurrences: Occurrences | None = None) -> None:
        self.config = config
        # What rules collected from all documents of the run, None if they are checked one by one.
        self.occurrences = occurrences
        # Unexpected errors while they were collected, by the path of the translation.
        self.collection_errors: dict[str, Exception] = {}

    @cached_property
    def roots(self) -> Roots:
        """What may be read and written."""
        return self.config.roots

    def with_named(self, paths: Iterable[str]) -> Session:
        """A session that may read what a user names, too; this one if it may already."""
        config = self.config.with_named(paths)
        return self if config == self.config else Session(config, self.occurrences)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules to run, in alphabetical order."""
        return self.config.rules

    @cached_property
    def rule_names(self) -> frozenset[str]:
        return frozenset(rule.name for rule in self.rules)

    @cached_property
    def needs(self) -> frozenset[str]:
        """What the rules need besides the document."""
        return frozenset(need for rule in self.rules for need in rule.needs)

    @cached_property
    def glossary(self) -> Glossary | None:
        """The glossaries of the configuration; None if there are none, or no rule needs them."""
        config = self.config
        if not config.glossary or "glossary" not in self.needs:
            return None
        from tqcheck.glossaries import load

        languages = config.source_language, config.target_language
        try:
            return load(config.glossary, *languages, self.roots)
        except FileError as error:  # not of the document that is being checked
            raise TqcheckError(str(error)) from None

    @cached_property
    def baseline(self) -> Baseline | None:
        """The frozen findings; None without a baseline."""
        if not self.config.baseline:
            return None
        from tqcheck.linter.baseline import load

        return load(self.config.baseline, self.roots)

    def ignored_in(self, path: str) -> dict[str, str]:
        """The rules that `per-file-ignores` excuses in a document, each with the reason."""
        ignored: dict[str, str] = {}
        if not self._per_file_ignores:
            return ignored
        from tqcheck.files import globs

        root = os.path.abspath(self.config.root)
        relative = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")
        for pattern, spec, names in self._per_file_ignores:
            if globs.matches(spec, relative):
                ignored |= dict.fromkeys(names, per_file_reason(pattern)) | ignored
        return ignored

    @cached_property
    def _per_file_ignores(self) -> list[tuple[str, GitIgnoreSpec, set[str]]]:
        if not self.config.per_file_ignores:
            return []
        from tqcheck.files import globs

        return [
            (pattern, globs.spec((pattern,)), expand(names))
            for pattern, names in self.config.per_file_ignores.items()
        ]


def per_file_reason(pattern: str) -> str:
    """Why a pattern of `per-file-ignores` excuses a finding."""
    return f"per-file-ignores: {pattern}"
