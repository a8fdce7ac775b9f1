"""The configuration: what a run depends on besides the files, and where it is written down."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from tqcheck import rules
from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.finding import SEVERITIES
from tqcheck.layouts.settings import ArchiveSettings
from tqcheck.rules import Setting, expand

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from tqcheck.glossaries import Glossary
    from tqcheck.linter.baseline import Baseline


FAIL_ON = (*SEVERITIES, "never")


@dataclass(frozen=True)
class Config:
    """Everything a run depends on besides the files; `root` is what `paths` are relative to.

    `glossary` names the files of glossaries, relative to the working directory.
    `cache_dir` changes no finding; without it, the user's cache folder is used. `references` are
    patterns such as `references/{path}`, one for each reference a document may have.
    `baseline` is the file of frozen findings, relative to the working directory, "" for none.
    `file` is the configuration file, "" without one.
    Where `waive` is false, no comment, `per_file_ignores` or baseline excuses anything.
    """

    root: str | os.PathLike[str] = "."
    layout: ArchiveSettings = field(default_factory=ArchiveSettings)
    alignment: AlignmentSettings = field(default_factory=AlignmentSettings)
    paths: tuple[str, ...] = ()
    include: tuple[str, ...] = ("*.md", "*.markdown")
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ("default",)
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    severities: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, Setting]] = field(default_factory=dict)
    cache_dir: str = ""
    references: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    require_reasons: bool = False
    baseline: str = ""
    waive: bool = True
    file: str = field(default="", compare=False)

    @cached_property
    def rules(self) -> list[rules.Rule]:
        """The selected rules, in alphabetical order."""
        selected = expand(self.select) - expand(self.ignore)
        return [rules.get(name) for name in rules.names() if name in selected]

    @cached_property
    def termbase(self) -> Glossary | None:
        """The glossaries, read once and only for a rule that asks for them; None without any.

        Raises TqcheckError naming file, line and remedy for what cannot be read.
        """
        if not self.glossary or all(rule.name != "term-mismatch" for rule in self.rules):
            return None
        from tqcheck.glossaries import load as load_glossaries

        return load_glossaries(
            self.glossary, self.layout.source_language, self.layout.target_language
        )

    @cached_property
    def frozen(self) -> Baseline | None:
        """The baseline, read once; raises TqcheckError naming file, line and remedy."""
        if not self.baseline:
            return None
        from tqcheck.linter.baseline import load as load_baseline

        return load_baseline(self.baseline)

    def ignored_in(self, path: str) -> dict[str, str]:
        """The rules that `per-file-ignores` excuses in a document, each with the pattern."""
        found: dict[str, str] = {}
        for pattern, spec, names in self._per_file:
            relative = os.path.relpath(os.path.abspath(path), os.path.abspath(self.root))
            if spec.match_file(relative.replace(os.sep, "/")):
                found |= dict.fromkeys(names, self.per_file_reason(pattern)) | found
        return found

    def per_file_reason(self, pattern: str) -> str:
        """Why a pattern of `per-file-ignores` excuses a finding."""
        return f"per-file-ignores: {pattern}"

    @cached_property
    def _per_file(self) -> list[tuple[str, GitIgnoreSpec, set[str]]]:
        if not self.per_file_ignores:
            return []
        from pathspec import GitIgnoreSpec

        return [
            (pattern, GitIgnoreSpec.from_lines([pattern]), expand(names))
            for pattern, names in self.per_file_ignores.items()
        ]

    def with_severity(self, name: str, severity: str) -> Config:
        return replace(self, severities={**self.severities, name: severity})
