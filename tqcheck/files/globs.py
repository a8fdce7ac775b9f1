"""Patterns in .gitignore's syntax, as pathspec reads them, matched in linear time by RE2.

pathspec's own engines do not do: the regular expressions that it makes take exponential time in
Python's engine for a few stars, and its set of RE2 cannot hold a thousand patterns.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import Any

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# A path is not longer, but for the characters that a pattern escapes.
MAX_CHARS = 1_000
# What RE2 may take for a pattern and for each of its characters. `?` takes most.
_BYTES, _BYTES_A_CHAR = 1 << 15, 1 << 10
# A set of characters as pathspec writes it; RE2 would see classes of POSIX in it: `[:alpha:]`.
_SET = r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]"


class GlobError(ValueError):
    """Why a pattern cannot be used, as the end of a sentence about it."""


def matches(spec: GitIgnoreSpec, path: str) -> bool:
    """Whether a spec matches a relative path; one of a folder ends in a slash."""
    # Names that cannot be decoded have lone surrogates, which RE2 does not take.
    return spec.match_file(re.sub("[\ud800-\udfff]", "\ufffd", path))


def has_many_stars(pattern: str) -> bool:
    """Whether Python's engine may try several ways; with one star, it needs linear time too."""
    inner = pattern.removeprefix("!").removeprefix("**/").removesuffix("/**")
    return inner.count("*") > 1


@lru_cache(maxsize=16)
def spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    """Patterns of which a later one overrides an earlier one; raises GlobError for a wrong one."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec([compiled(pattern) for pattern in patterns], backend="simple")


@lru_cache(maxsize=16_384)
def compiled(pattern: str) -> Any:
    """One pattern of a spec; raises GlobError for one that is wrong or too long."""
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    if len(pattern) > MAX_CHARS:
        raise GlobError(f"is longer than {MAX_CHARS:,} characters; shorten it")
    try:
        expression, include = GitIgnoreSpecPattern.pattern_to_regex(pattern)
        engine = _linear if has_many_stars(pattern) else _quick
        regex = None if expression is None or include is None else engine(expression)
    except (ValueError, re.error):
        raise GlobError("is not a pattern as in .gitignore") from None
    return GitIgnoreSpecPattern(regex, include)


def _quick(expression: str) -> re.Pattern[str]:
    with warnings.catch_warnings():
        # Of what a later Python may read otherwise: `[[a]`.
        warnings.simplefilter("ignore", FutureWarning)
        return re.compile(expression)


def _linear(expression: str) -> Any:
    _quick(expression)  # RE2 takes a range such as `[z-a]` for an error as well, but not all.
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _BYTES + _BYTES_A_CHAR * len(expression)
    try:
        return re2.compile(re.sub(_SET, _set, expression, flags=re.DOTALL), options=options)
    except re2.error:
        raise ValueError from None


def _set(match: re.Match[str]) -> str:
    written = match[0]
    return "[" + written[1:].replace("[", r"\[") if written[0] == "[" else written
