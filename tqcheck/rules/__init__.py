"""The registry: every module of this package is a rule, and nothing else is needed to add one.

A rule's name is its module's with hyphens; its docstring is its documentation; `SEVERITY` is its
usual severity; its `check` yields hits, and `check`'s keyword-only parameters are its settings.
`FIXES` says which fixes its hits may bring: safe ones, unsafe ones, both; without it, none.
The annotation of `check`'s first parameter says what it looks at: every `Document`, those of one
layout, or an `UnusedWaiver`.
Rules that report the same mistake at different places share a `KIND`, so that a finding keeps its
fingerprint when its place changes.
A rule that compares documents has a `collect`. With `--archive`, what it collects from all
documents is in `document.occurrences` when `check` runs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType

from tqcheck.document import Document
from tqcheck.errors import TqcheckError
from tqcheck.finding import SEVERITIES, Finding, Hit, UnusedWaiver, finding_of
from tqcheck.fingerprint import fingerprint_texts
from tqcheck.occurrences import Occurrence
from tqcheck.wording import did_you_mean, shortened

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.matching.fixable import Fixable

# A safe fix can never make a right text wrong; of an unsafe one somebody has to see the result.
FIX_KINDS = ("safe", "unsafe")
_MAX_PATTERN_CHARS = 100
Setting = bool | int | float | str | list[str]


@dataclass(frozen=True)
class Rule:
    """One rule as its module declares it."""

    name: str
    severity: str
    summary: str
    docs: str
    settings: Mapping[str, Setting]
    # What `check` looks at: a kind of document, or a waiver that excuses nothing.
    subject: type
    check: Callable[..., Iterator[Hit]]
    collect: Callable[[Document], Iterator[Occurrence]] | None = None
    kind: str = ""
    # Which fixes it makes, of `FIX_KINDS`.
    fixes: tuple[str, ...] = ()
    # What has to be read for it besides the document: "glossary", "references".
    needs: tuple[str, ...] = ()

    @property
    def is_about_waivers(self) -> bool:
        """Whether it reports waivers; its findings cannot be waived by a comment or frozen."""
        return issubclass(self.subject, UnusedWaiver)

    def findings(
        self,
        subject: Document | UnusedWaiver,
        settings: Mapping[str, Setting],
        severity: str | None,
        document: Document | None = None,
    ) -> Iterator[Finding]:
        """The findings in a document, or about a waiver in `document`; none if it is not for it.

        A configured `severity` overrides what the rule says.
        """
        if not isinstance(subject, self.subject):
            return
        if isinstance(subject, Document):
            document = subject
        fixable = None
        for hit in self.check(subject, **settings):
            level = severity or hit.severity or self.severity
            path = document.path if document else hit.path
            texts = fingerprint_texts(hit, document) if document else None
            if hit.edits and hit.path not in ("", path):
                hit = replace(hit, edits=())  # Nothing but the translation is fixed.
            elif hit.edits and isinstance(subject, Document):
                fixable = fixable or _fixable(subject)
                hit = _limited(hit, fixable.edits(hit.edits))
            yield finding_of(self.name, level, path, hit, texts, self.kind)

    def examples(self, heading: str) -> list[str]:
        """The examples under a heading of the docstring: pairs of lines, or documents."""
        from tqcheck.layouts.examples import split

        blocks = re.findall(rf"(?m)^{heading}:\n((?:\n|    .*\n?)+)", self.docs)
        texts = [re.sub(r"(?m)^    ", "", block).strip("\n") + "\n" for block in blocks]
        return [example for text in texts for example in split(text)]


def _fixable(document: Document) -> Fixable:
    # Most documents have nothing to fix.
    from tqcheck.matching.fixable import Fixable

    return Fixable(document)


def _limited(hit: Hit, limit: int) -> Hit:
    """The hit with its edits only as far as their places may be fixed."""
    from tqcheck.matching.fixable import NEVER, SAFE

    return replace(hit, edits=() if limit == NEVER else hit.edits, safe=hit.safe and limit == SAFE)


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
    return from_module(name, import_module(f"{__name__}.{name.replace('-', '_')}"))


def from_module(name: str, module: ModuleType) -> Rule:
    """Make a rule of its module; raises TypeError naming what the module lacks."""
    docs = module.__doc__ or ""
    severity = getattr(module, "SEVERITY", None)
    check = getattr(module, "check", None)
    if not docs or severity not in SEVERITIES or check is None:
        raise TypeError(f"rule {name}: a docstring, SEVERITY and check() are needed")
    first = next(iter(check.__annotations__.items()), ("", ""))[1]
    subject = check.__globals__.get(first)
    if not (isinstance(subject, type) and issubclass(subject, (Document, UnusedWaiver))):
        raise TypeError(f"rule {name}: check() looks at a Document, not at `{first}`")
    return Rule(
        name=name,
        severity=severity,
        summary=docs.split("\n", 1)[0],
        docs=docs,
        settings=dict(check.__kwdefaults__ or {}),
        subject=subject,
        check=check,
        collect=getattr(module, "collect", None),
        kind=getattr(module, "KIND", ""),
        fixes=_fixes(name, module),
        needs=getattr(module, "NEEDS", ()),
    )


def _fixes(name: str, module: ModuleType) -> tuple[str, ...]:
    fixes = getattr(module, "FIXES", ())
    if not isinstance(fixes, tuple) or [kind for kind in FIX_KINDS if kind in fixes] != [*fixes]:
        raise TypeError(f"rule {name}: FIXES is not a tuple of {' and '.join(FIX_KINDS)}")
    return fixes


@cache
def selected(select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of some patterns but not of others, in alphabetical order.

    Raises TqcheckError for a pattern that matches no rule.
    """
    wanted = expand(select) - expand(ignore)
    return tuple(get(name) for name in names() if name in wanted)


def expand(patterns: Sequence[str]) -> set[str]:
    """The names of the rules that names, wildcards (`header-*`), `default` and `all` match.

    Raises TqcheckError, with the nearest name, for a pattern that matches no rule.
    """
    expanded: set[str] = set()
    for pattern in patterns:
        expanded |= _matching(pattern)
    return expanded


@lru_cache(maxsize=1_024)
def _matching(pattern: str) -> frozenset[str]:
    wanted = "*" if pattern in ("default", "all") else pattern
    # No name is that long, and each star costs.
    may_match = len(pattern) <= _MAX_PATTERN_CHARS
    matching = frozenset(name for name in names() if may_match and fnmatchcase(name, wanted))
    if not matching:
        what = shortened(pattern, _MAX_PATTERN_CHARS)
        raise TqcheckError(f"unknown rule `{what}`{did_you_mean(pattern, names())}")
    return matching
