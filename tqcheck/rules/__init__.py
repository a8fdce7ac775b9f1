"""The registry: every module of this package is a rule, and nothing else is needed to add one.

A rule's name is its module's with hyphens; its docstring is its documentation; `SEVERITY` is its
usual severity; its `check` yields hits, and `check`'s keyword-only parameters are its settings.
The annotation of `check`'s first parameter says what it looks at: a `Document`, each `Bead`, or
what came of a document's `Waivers`.
Rules that tell the same mistake apart by its place share a `KIND`, so that it keeps its fingerprint
where the place changes.
A rule that compares documents has a `collect`, whose usages, of all documents, are put before
`check` as `document.archive` where `--archive` is given.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib import import_module
from types import ModuleType

from tqcheck import rules
from tqcheck.document import Bead, Document
from tqcheck.errors import TqcheckError
from tqcheck.finding import SEVERITIES, Finding, Hit, finding_of
from tqcheck.fingerprint import about
from tqcheck.occurrences import Usage
from tqcheck.wording import nearest

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.linter.unused import Waivers

Setting = bool | int | float | str | list[str]
_SUBJECTS = ("Document", "Bead", "Waivers")


@dataclass(frozen=True)
class Rule:
    """One rule as its module declares it."""

    name: str
    severity: str
    summary: str
    docs: str
    settings: Mapping[str, Setting]
    looks_at: str
    check: Callable[..., Iterator[Hit]]
    collect: Callable[[Document], Iterator[Usage]] | None = None
    kind: str = ""

    @property
    def is_last(self) -> bool:
        """Whether it looks at what the findings of all others and their waivers have come to."""
        return self.looks_at == "Waivers"

    def findings(
        self,
        document: Document,
        settings: Mapping[str, Setting],
        severity: str | None,
        waivers: Waivers | None = None,
    ) -> Iterator[Finding]:
        """Run the rule on a document; a configured `severity` overrides what the rule says."""
        for subject in self._subjects(document, waivers):
            for hit in self.check(subject, **settings):
                level = severity or hit.severity or self.severity
                yield finding_of(
                    self.name, level, document.path, hit, about(hit, document), self.kind
                )

    def _subjects(
        self, document: Document, waivers: Waivers | None
    ) -> Iterable[Document | Bead | Waivers]:
        if self.is_last:
            return [waivers] if waivers else []
        return document.alignment.beads if self.looks_at == "Bead" else [document]

    def examples(self, heading: str) -> list[str]:
        """What is shown under `Bad:` or `Good:` in the docstring: pairs of lines or documents."""
        from tqcheck.layouts.examples import split

        blocks = re.findall(rf"(?m)^{heading}:\n((?:\n|    .*\n?)+)", self.docs)
        texts = [re.sub(r"(?m)^    ", "", block).strip("\n") + "\n" for block in blocks]
        return [example for text in texts for example in split(text)]


@cache
def names() -> tuple[str, ...]:
    """The names of all rules, in alphabetical order, without importing them."""
    files = [name for name in os.listdir(os.path.dirname(__file__)) if name.endswith(".py")]
    return tuple(sorted(name[:-3].replace("_", "-") for name in files if not name.startswith("_")))


@cache
def get(name: str) -> Rule:
    """The rule of that name; raises KeyError for a name that is not in `names()`."""
    if name not in names():
        raise KeyError(name)
    return declared(name, import_module(f"{__name__}.{name.replace('-', '_')}"))


def declared(name: str, module: ModuleType) -> Rule:
    """Read a rule off its module; raises TypeError naming what the module lacks."""
    docs = module.__doc__ or ""
    severity = getattr(module, "SEVERITY", None)
    check = getattr(module, "check", None)
    if not docs or severity not in SEVERITIES or check is None:
        raise TypeError(f"rule {name}: a docstring, SEVERITY and check() are needed")
    first = next(iter(check.__annotations__.items()), ("", ""))[1]
    if first not in _SUBJECTS:
        wanted = "a Document, a Bead or Waivers"
        raise TypeError(f"rule {name}: check() looks at {wanted}, not at `{first}`")
    return Rule(
        name=name,
        severity=severity,
        summary=docs.split("\n", 1)[0],
        docs=docs,
        settings=dict(check.__kwdefaults__ or {}),
        looks_at=first,
        check=check,
        collect=getattr(module, "collect", None),
        kind=getattr(module, "KIND", ""),
    )


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
