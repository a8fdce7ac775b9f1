"""The configuration: what a run depends on besides the files, and where it is written down."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cached_property

from tqcheck import rules
from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.errors import TqcheckError
from tqcheck.finding import SEVERITIES
from tqcheck.layouts.settings import ArchiveSettings
from tqcheck.rules import Setting

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from pathlib import Path

    from pathspec import GitIgnoreSpec

    from tqcheck.baseline import Baseline
    from tqcheck.glossaries import Glossary

# Where a pyproject.toml may have a table for tqcheck; the parser tells whether it has.
_TABLE = rb"(?m)^[ \t]*(?:\[[ \t]*)?[\"']?tool[\"']?[ \t]*(?:\.[ \t]*[\"']?tqcheck|\]|=)"

FAIL_ON = (*SEVERITIES, "never")
# A baseline of this name beside the configuration file is used without being named.
BASELINE = "tqcheck-baseline.json"


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
        from tqcheck.baseline import load as load_baseline

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


def expand(patterns: Sequence[str]) -> set[str]:
    """The rules that names, wildcards (`header-*`), `default` and `all` stand for.

    Raises TqcheckError for one that stands for none, with the nearest name.
    """
    found: set[str] = set()
    for pattern in patterns:
        wanted = "*" if pattern in ("default", "all") else pattern
        matching = {name for name in rules.names() if fnmatchcase(name, wanted)}
        if not matching:
            raise TqcheckError(f"unknown rule `{pattern}`{nearest(pattern, rules.names())}")
        found |= matching
    return found


def nearest(word: str, known: Sequence[str]) -> str:
    """The end of an error message: the nearest known word, else all of them."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean `{close[0]}`?" if close else f"; known: {', '.join(known)}"


def find(start: str | os.PathLike[str]) -> Path | None:
    """The nearest configuration file upward of `start`: tqcheck.toml before pyproject.toml."""
    folder = os.path.abspath(start)
    while True:
        own, project = (os.path.join(folder, name) for name in ("tqcheck.toml", "pyproject.toml"))
        if os.path.isfile(own) or (os.path.isfile(project) and _is_ours(project)):
            from pathlib import Path

            return Path(own if os.path.isfile(own) else project)
        if folder == os.path.dirname(folder):
            return None
        folder = os.path.dirname(folder)


def _is_ours(project: str) -> bool:
    """Whether a pyproject.toml has a table for tqcheck; most can be told not to at a glance."""
    try:
        with open(project, "rb") as file:
            if not re.search(_TABLE, file.read()):
                return False
    except OSError:
        pass  # The reader says what is wrong with it.
    from pathlib import Path

    from tqcheck.config_file import own_table

    return own_table(Path(project)) is not None


def shown(path: str) -> str:
    """A path as it is shown: relative to the working directory where it is below it."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


def current(path: str | os.PathLike[str] | None, root: str | os.PathLike[str] = ".") -> Config:
    """What holds with a configuration file, or without one in the folder `root`.

    The baseline is found by its name.
    """
    config = load(path) if path else Config(root=root)
    found = os.path.join(config.root, BASELINE)
    if config.baseline or not os.path.isfile(found):
        return config
    return replace(config, baseline=shown(os.path.normpath(found)))


def load(path: str | os.PathLike[str]) -> Config:
    """Read a configuration file.

    Raises TqcheckError naming file, line and remedy: not readable, not TOML, an unknown key, a
    wrong type, an unknown rule or language.
    """
    from pathlib import Path

    from tqcheck.config_file import read

    return read(Path(path))
