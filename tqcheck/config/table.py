"""A TOML table: values by key and type, and errors that name the key."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tqcheck.rules import Setting
from tqcheck.wording import did_you_mean, shortened

# What a key, a string, a list and a number may be. The longest are patterns.
MAX_CHARS = 1_000
MAX_ITEMS = 10_000
MAX_NUMBER = 1_000_000_000
# Tables and lists in each other: the settings of a rule are at the third level.
_MAX_DEPTH = 10
# Of what is gone through for each document: more would take longer than the document.
_MAX_ENTRIES = {"include": 100, "paths": 1_000, "references": 20, "per-file-ignores": 1_000}
_MAX_STARRED_CHARS = 10_000
# Of a value that a message quotes.
_QUOTED_CHARS = 80


class KeyProblem(Exception):
    """A problem with one key, which is given with the tables that it is in."""

    def __init__(self, keys: Sequence[str], message: str) -> None:
        super().__init__(message)
        self.keys = keys


class Table:
    """The values of one table; every method raises KeyProblem for a value of the wrong kind."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise KeyProblem([key], f"`{key}` is true or false, not {described(value)}")
        return value

    def value(self, *keys: str) -> Any:
        value: Any = self.values
        for key in keys:
            value = value[key]
        return value

    def known_keys(self, known: Sequence[str], *keys: str) -> list[str]:
        """The keys of a table, each of which has to be a known one."""
        table = self.value(*keys)
        if not isinstance(table, dict):
            raise KeyProblem(keys, f"`{keys[-1]}` is a table, not {described(table)}")
        for key in table:
            if key not in known:
                what = "unknown rule" if keys == ("rules",) else "unknown key"
                place = f" for rule `{keys[1]}`" if keys[1:] else ""
                message = f"{what} `{key}`{place}{did_you_mean(key, known)}"
                raise KeyProblem([*keys, key], message)
        return list(table)

    def string(self, key: str, default: str, otherwise: str = "") -> str:
        """The string of a key; `otherwise` says what is used without it, if not the default."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise KeyProblem([key], f"`{key}` is a string, not {described(value)}")
        if key in self.values and not value.strip():
            otherwise = otherwise or f"`{default}`"
            raise KeyProblem([key], f"`{key}` is empty; without the key, it is {otherwise}")
        return value

    def strings(self, *keys: str) -> list[str]:
        value = self.value(*keys)
        wrong = [item for item in value if not isinstance(item, str)] if type(value) is list else []
        if wrong or not isinstance(value, list):
            message = f"`{keys[-1]}` is a list of strings, not {described(value)}"
            raise KeyProblem(keys, message + (f" with {described(wrong[0])}" if wrong else ""))
        return value

    def pattern(self, *keys: str) -> str:
        value = self.value(*keys)
        if not isinstance(value, str):
            message = f"`{keys[-1]}` is a regular expression, not {described(value)}"
            raise KeyProblem(keys, message)
        from tqcheck.layouts.expressions import ExpressionError, compiled

        try:
            compiled(value)
        except ExpressionError as error:
            raise KeyProblem(keys, f"`{keys[-1]}` {error}") from None
        return value

    def matches(self, patterns: Collection[str], key: str) -> None:
        """Raise KeyProblem for a pattern as in .gitignore that is wrong, or for too many."""
        from tqcheck.files import globs

        if sum(len(p) for p in patterns if globs.has_many_stars(p)) > _MAX_STARRED_CHARS:
            bound = f"{_MAX_STARRED_CHARS:,} characters in patterns with several `*`"
            raise KeyProblem([key], f"`{key}` has more than {bound}; leave some out")
        for pattern in patterns:
            try:
                globs.compiled(pattern)
            except globs.GlobError as error:
                raise KeyProblem([key, pattern], f"`{pattern}` {error}") from None


def check_sizes(value: object, keys: tuple[str, ...] = (), depth: int = 0) -> None:
    """Raise KeyProblem for what is so large or deep that nobody can have written it by hand."""
    name = f"`{shortened(keys[-1], _QUOTED_CHARS)}`" if keys else "the table"
    if depth > _MAX_DEPTH:
        raise KeyProblem(keys, f"{name} is more than {_MAX_DEPTH} levels deep; delete it")
    if isinstance(value, str) and len(value) > MAX_CHARS:
        raise KeyProblem(
            keys, f"{name} has a string of more than {MAX_CHARS:,} characters; shorten it"
        )
    most = _MAX_ENTRIES.get(keys[0], MAX_ITEMS) if len(keys) == 1 else MAX_ITEMS
    if isinstance(value, list | dict) and len(value) > most:
        raise KeyProblem(keys, f"{name} has more than {most:,} entries; leave some out")
    if isinstance(value, int | float) and not abs(value) <= MAX_NUMBER and value != math.inf:
        message = f"{name} is a number up to {MAX_NUMBER:,}, not {described(value)}"
        raise KeyProblem(keys, message)
    if isinstance(value, dict):
        for key, inner in value.items():
            if len(key) > MAX_CHARS:
                what = f"the key `{shortened(key, _QUOTED_CHARS)}`"
                message = f"{what} has more than {MAX_CHARS:,} characters; shorten it"
                raise KeyProblem(keys, message)
            check_sizes(inner, (*keys, key), depth + 1)
    elif isinstance(value, list):
        for inner in value:
            check_sizes(inner, keys, depth + 1)


def like(default: Setting, value: Any, *keys: str) -> Setting:
    """The value, if it has the default's type; a whole number is accepted for a decimal one.

    No setting is a negative number, and without limit is only what is so by default.
    """
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not type(default):
        kinds = {bool: "true or false", int: "a whole number", float: "a number", str: "a string"}
        wanted = kinds.get(type(default), "a list of strings")
        raise KeyProblem(keys, f"`{keys[-1]}` is {wanted}, not {described(value)}")
    if isinstance(value, int | float) and (value < 0 or (value == math.inf != default)):
        raise KeyProblem(keys, f"`{keys[-1]}` is a number from 0, not {described(value)}")
    setting: Setting = value
    return setting


def described(value: object) -> str:
    """A TOML value as error messages quote it."""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, int) and abs(value) > MAX_NUMBER:
        return "a number of many digits"
    if isinstance(value, str | int | float):
        return f"`{shortened(str(value), _QUOTED_CHARS)}`"
    if isinstance(value, dict):
        return "a table"
    return "a list" if isinstance(value, list) else "a date or time"
