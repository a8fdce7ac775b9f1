"""The configuration: what a run depends on besides the files. It is found and read here too."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tqcheck import rules
from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.errors import TqcheckError
from tqcheck.files.roots import Roots, root_of
from tqcheck.finding import SEVERITIES
from tqcheck.languages import language
from tqcheck.layouts.settings import ArchiveSettings
from tqcheck.rules import Setting

FAIL_ON = (*SEVERITIES, "never")


@dataclass(frozen=True)
class Allowed:
    """What a configuration may do since someone who did not write it says so."""

    # Real paths of files and folders that may be read besides the checkout's.
    roots: tuple[str, ...] = ()
    # The only `module:factory` that the key `encoder` may name; "" for none.
    encoder: str = ""


@dataclass(frozen=True)
class Config:
    """Everything a run depends on besides the files: a value that can be sent to other processes.

    A `tqcheck.linter.session.Session` is opened from it, and reads what it names.
    """

    # The folder that `paths` are relative to.
    root: str | os.PathLike[str] = "."
    source_language: str = "zh"
    target_language: str = "en"
    archive: ArchiveSettings = field(default_factory=ArchiveSettings)
    alignment: AlignmentSettings = field(default_factory=AlignmentSettings)
    paths: tuple[str, ...] = ()
    include: tuple[str, ...] = ("*.md", "*.markdown")
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ("default",)
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    severities: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, Setting]] = field(default_factory=dict)
    # Patterns such as `references/{path}`, one for each reference a document may have.
    references: tuple[str, ...] = ()
    # Files of glossaries, relative to the working directory.
    glossary: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    require_reasons: bool = False
    # The file of frozen findings, relative to the working directory; "" for none.
    baseline: str = ""
    # Whether comments, `per_file_ignores` and the baseline excuse findings.
    waive: bool = True
    # The configuration file, "" without one.
    file: str = field(default="", compare=False)
    # Real paths of files and folders that may be read besides those of the checkout that `root` is
    # in; never from a configuration file.
    allowed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Bring the languages into the form of the catalogue; raises TqcheckError for others."""
        for name in ("source_language", "target_language"):
            try:
                object.__setattr__(self, name, language(getattr(self, name)).code)
            except ValueError as error:
                raise TqcheckError(f"`{name.replace('_', '-')}`: {error}") from None

    @property
    def rules(self) -> tuple[rules.Rule, ...]:
        """The selected rules, in alphabetical order."""
        return rules.selected(self.select, self.ignore)

    @property
    def roots(self) -> Roots:
        """What may be read and written."""
        return Roots(root_of(self.root), self.allowed)

    def with_named(self, paths: Iterable[str]) -> Config:
        """The configuration with what a user names allowed to be read, wherever it is."""
        return replace(self, allowed=self.roots.with_named(paths).allowed)

    def with_severity(self, name: str, severity: str) -> Config:
        return replace(self, severities={**self.severities, name: severity})
