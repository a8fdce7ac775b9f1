"""Regular expressions of a configuration: Python's syntax, matched in linear time by RE2.

Whoever opens a pull request may write them, and Python's own engine takes exponential time for
some. RE2 has the syntax of Perl, and knows only ASCII digits, blanks and letters; so an expression
is first checked by Python and then written in RE2's notation, with the sets that Python sees in it.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

MAX_CHARS = 1_000
# Header lines are shorter; what is longer is text, and is not searched for metadata.
MAX_LINE_CHARS = 1_000
# Enough for `\w{10}`. On the worst pattern that fits, a line of a thousand characters takes 0.02 s.
_MAX_BYTES = 1 << 20

_TOKEN = re.compile(
    r"""
      \\N\{[^}]*\} | \\x.{2} | \\u.{4} | \\U.{8} | \\0[0-7]{0,2} | \\[0-3][0-7]{2} | \\[0-9]+ | \\.
    | \[\^?\]?(?:\\.|[^\]\\])*\]
    | \(\?\#[^)]*\) | \(\?P<\w+> | \(\?P=\w+ | \(\?<?[=!] | \(\?> | \(\?\(
    | \(\?[a-zA-Z]*-?[a-zA-Z]*[:)]
    | (?: [*+?] | \{\d*(?:,\d*)?\} ) [?+]?
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_REFUSED = {
    "(?=": "looks ahead, as in `(?=…)`",
    "(?!": "looks ahead, as in `(?!…)`",
    "(?<=": "looks behind, as in `(?<=…)`",
    "(?<!": "looks behind, as in `(?<!…)`",
    "(?>": "has an atomic group, `(?>…)`",
    "(?(": "has a condition, `(?(…)…)`",
    r"\b": r"has a word boundary, `\b`",
    r"\B": r"has a word boundary, `\B`",
}
_SETS = (r"\d", r"\D", r"\s", r"\S", r"\w", r"\W")
_FLAGS = frozenset("imsu")


class ExpressionError(ValueError):
    """Why an expression cannot be used, as the end of a sentence about it."""


@lru_cache(maxsize=64)
def compiled(expression: str) -> Any:
    """The expression, compiled by RE2; raises ExpressionError for one that it cannot match."""
    if len(expression) > MAX_CHARS:
        raise ExpressionError(f"is longer than {MAX_CHARS:,} characters; shorten it")
    try:
        with warnings.catch_warnings():
            # Of what a later Python may read otherwise; it is not read otherwise here.
            warnings.simplefilter("ignore", FutureWarning)
            re.compile(expression)
            translated = "".join(_translated(expression))
    except (re.error, OverflowError, RecursionError) as error:
        raise ExpressionError(f"is not a regular expression: {error}") from None
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MAX_BYTES
    try:
        return re2.compile(translated, options=options)
    except re2.error:
        raise ExpressionError("needs too much memory; repeat less, with `*` or `+`") from None


def value(expression: str, line: str) -> str | None:
    """What the first group captures in a line that the expression matches as a whole, else None.

    It is empty if the group is not used, and the line itself if there is no group.
    """
    if len(line) > MAX_LINE_CHARS:
        return None
    # Lone surrogates cannot be encoded; the places stay the same.
    match = compiled(expression).fullmatch(re.sub("[\ud800-\udfff]", "\ufffd", line))
    if match is None:
        return None
    start, end = match.span(min(1, match.re.groups))
    return line[start:end] if start >= 0 else ""


def _translated(expression: str) -> Iterator[str]:
    """The parts of a valid expression of Python, in RE2's notation."""
    for token in _TOKEN.findall(expression):
        if refused := _refused(token):
            raise ExpressionError(f"{refused}, which cannot be matched in linear time; rewrite it")
        if token[0] == "[" and len(token) > 1:
            # What is special in brackets differs; plain ones are the same.
            yield token if re.fullmatch(r"\[\^?[^\\\[\]]+\]", token) else _ranges(token)
        elif token in _SETS:
            yield _ranges(token)
        elif token == r"\Z":
            yield r"\z"
        elif token[0] == "\\":
            yield _escaped(token)
        elif token.startswith("(?P<"):
            yield "("
        elif token.startswith("{,"):
            yield "{0" + token[1:]
        elif token in ("{", "}"):
            yield "\\" + token
        elif not token.startswith("(?#"):
            yield token.replace("u", "") if token.startswith("(?") else token


def _refused(token: str) -> str:
    """What the token does that RE2 cannot, or does otherwise than Python; else an empty string."""
    if token in _REFUSED:
        return _REFUSED[token]
    if re.fullmatch(r"\\[1-9]\d?", token) or token.startswith("(?P="):
        return f"refers back to a group, as in `{token}`"
    if token.endswith("+") and len(token) > 1 and token[0] in "*+?{":
        return f"has a possessive repetition, `{token}`"
    flags = re.fullmatch(r"\(\?([a-zA-Z-]*)[:)]", token)
    if flags and not set(flags[1]) - {"-"} <= _FLAGS:
        return f"has a flag other than i, m and s, `{token}`"
    return ""


def _escaped(token: str) -> str:
    """An escape for one character."""
    if token == r"\A":
        return token
    char = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}.get(token[1])
    if token.startswith(r"\N"):
        char = unicodedata.lookup(token[3:-1])
    elif token[1] in "xuU":
        char = chr(int(token[2:], 16))
    elif token[1].isdigit():
        char = chr(int(token[1:], 8))
    return f"\\x{{{ord(char or token[1]):x}}}"


@lru_cache(maxsize=64)
def _ranges(members: str) -> str:
    """A set as ranges of code points: what Python finds in a text of all code points."""
    runs = re.finditer(f"(?:{members})+", _all_characters())
    ranges = [rf"\x{{{ord(run[0][0]):x}}}-\x{{{ord(run[0][-1]):x}}}" for run in runs]
    return f"[{''.join(ranges)}]" if ranges else r"[^\x{0}-\x{10ffff}]"


@lru_cache(maxsize=1)
def _all_characters() -> str:
    return "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
