"""The configuration: `[tool.tqcheck]` in pyproject.toml, or tqcheck.toml, checked key by key."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from itertools import takewhile
from pathlib import Path

from tqcheck import rules
from tqcheck.errors import TqcheckError
from tqcheck.finding import SEVERITIES
from tqcheck.languages import language
from tqcheck.layouts.settings import ArchiveSettings
from tqcheck.rules import Setting

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from typing import Any

FAIL_ON = (*SEVERITIES, "never")


@dataclass(frozen=True)
class Config:
    """Everything a run depends on besides the files; `root` is what `paths` are relative to."""

    root: Path = Path()
    layout: ArchiveSettings = field(default_factory=ArchiveSettings)
    paths: tuple[str, ...] = ()
    include: tuple[str, ...] = ("*.md",)
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ("default",)
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    severities: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, Setting]] = field(default_factory=dict)

    @property
    def rules(self) -> list[rules.Rule]:
        """The selected rules, in alphabetical order."""
        selected = expand(self.select) - expand(self.ignore)
        return [rules.get(name) for name in rules.names() if name in selected]

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


def find(start: Path) -> Path | None:
    """The nearest configuration file upward of `start`: tqcheck.toml before pyproject.toml."""
    for folder in (start, *start.parents):
        if (folder / "tqcheck.toml").is_file():
            return folder / "tqcheck.toml"
        project = folder / "pyproject.toml"
        # Most pyproject.toml do not so much as name tqcheck, and need no parser.
        if project.is_file() and "tqcheck" in _text(project) and _own_table(project) is not None:
            return project
    return None


def load(path: Path) -> Config:
    """Read a configuration file.

    Raises TqcheckError naming file, line and remedy: not readable, not TOML, an unknown key, a
    wrong type, an unknown rule or language.
    """
    try:
        return _Reader(path.parent, _own_table(path) or {}).config()
    except _KeyProblem as problem:
        line = _line_of(_text(path), (*_prefix(path), *problem.keys))
        raise TqcheckError(f"{path}:{line}: {problem}") from None


def _own_table(path: Path) -> dict[str, Any] | None:
    """The table of a configuration file that is tqcheck's, None where there is none."""
    import sys

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    text = _text(path)
    try:
        table: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise TqcheckError(f"{path}: not valid TOML: {error}") from None
    prefix = _prefix(path)
    for n, key in enumerate(prefix, 1):
        value = table.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            line = _line_of(text, prefix[:n])
            raise TqcheckError(f"{path}:{line}: `{key}` is a table, not {_shown(value)}")
        table = value
    return table


def _prefix(path: Path) -> tuple[str, ...]:
    return ("tool", "tqcheck") if path.name == "pyproject.toml" else ()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise TqcheckError(f"{path}: not UTF-8; save it as UTF-8") from None


def _line_of(text: str, keys: Sequence[str]) -> int:
    """The line on which a key is set; for one within an inline table, the line of that table."""
    table: list[str] = []
    line, most = 1, 0
    for number, written in enumerate(text.split("\n"), 1):
        if opened := re.match(r"\s*\[+([^\[\]]+)\]", written):
            found = table = _dotted(opened[1])
        elif assigned := re.match(r"\s*([\w\"'.\- \t]+?)\s*=", written):
            found = [*table, *_dotted(assigned[1])]
        else:
            continue
        pairs = zip(found, keys, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        if shared > most:
            line, most = number, shared
    return line


def _dotted(key: str) -> list[str]:
    return [word.strip(" \t\"'") for word in key.split(".")]


class _KeyProblem(Exception):
    """Something wrong with one key, which is named with the tables around it."""

    def __init__(self, keys: Sequence[str], message: str) -> None:
        super().__init__(message)
        self.keys = keys


_LAYOUT_TEXTS = ("separator", "marker", "glossary-marker")
_LISTS = ("paths", "include", "exclude", "select", "ignore")
_KEYS = (
    *("source-language", "target-language", "fail-on"),
    *("required-fields", "field-aliases", "source-metadata", "rules"),
    *_LAYOUT_TEXTS,
    *_LISTS,
)


class _Reader:
    """Turns one TOML table into a `Config`, complaining about the key at fault."""

    def __init__(self, root: Path, table: Mapping[str, Any]) -> None:
        self.root = root
        self.table = table

    def config(self) -> Config:
        for key in self.table:
            if key not in _KEYS:
                raise _KeyProblem([key], f"unknown key `{key}`{nearest(key, _KEYS)}")
        lists = {key: tuple(self._strings(key)) for key in _LISTS if key in self.table}
        for key in ("select", "ignore"):
            try:
                expand(lists.get(key, ()))
            except TqcheckError as error:
                raise _KeyProblem([key], str(error)) from None
        for pattern in lists.get("exclude", ()):
            self._excludes(pattern)
        severities, settings = self._rules()
        fail_on = self._string("fail-on", "error")
        if fail_on not in FAIL_ON:
            raise _KeyProblem(["fail-on"], f"`fail-on` is one of {', '.join(FAIL_ON)}")
        return Config(
            root=self.root,
            layout=self._layout(),
            fail_on=fail_on,
            severities=severities,
            settings=settings,
            **lists,
        )

    def _layout(self) -> ArchiveSettings:
        default = ArchiveSettings()
        values: dict[str, Any] = {}
        for key in _LAYOUT_TEXTS:
            values[key.replace("-", "_")] = self._string(
                key, getattr(default, key.replace("-", "_"))
            )
        for key in ("source-language", "target-language"):
            code = self._string(key, getattr(default, key.replace("-", "_")))
            try:
                values[key.replace("-", "_")] = language(code).code
            except ValueError as error:
                raise _KeyProblem([key], f"`{key}`: {error}") from None
        if "required-fields" in self.table:
            values["required_fields"] = tuple(self._strings("required-fields"))
        if "field-aliases" in self.table:
            fields = values.get("required_fields", default.required_fields)
            values["field_aliases"] = {
                name: tuple(self._strings("field-aliases", name))
                for name in self._known_keys(fields, "field-aliases")
            }
        if "source-metadata" in self.table:
            values["metadata"] = default.metadata | {
                name: self._pattern("source-metadata", name)
                for name in self._known_keys(tuple(default.metadata), "source-metadata")
            }
        settings = ArchiveSettings(**values)
        for key, blank in (
            ("separator", settings.is_separator("")),
            ("marker", settings.is_marker("")),
            ("glossary-marker", settings.is_glossary_marker("")),
        ):
            if blank:  # It consists of signs that do not count, and every blank line would be one.
                message = f"`{key}` cannot be told from a blank line; give it letters"
                raise _KeyProblem([key], message)
        return settings

    def _rules(self) -> tuple[dict[str, str], dict[str, dict[str, Setting]]]:
        severities: dict[str, str] = {}
        settings: dict[str, dict[str, Setting]] = {}
        for name in self._known_keys(rules.names(), "rules") if "rules" in self.table else ():
            declared = {key.replace("_", "-"): v for key, v in rules.get(name).settings.items()}
            for key in self._known_keys(("severity", *declared), "rules", name):
                value = self._value("rules", name, key)
                if key != "severity":
                    own = settings.setdefault(name, {})
                    own[key.replace("-", "_")] = _like(declared[key], value, "rules", name, key)
                elif value in SEVERITIES:
                    severities[name] = value
                else:
                    message = f"`severity` is one of {', '.join(SEVERITIES)}"
                    raise _KeyProblem(["rules", name, key], message)
        return severities, settings

    def _value(self, *keys: str) -> Any:
        value: Any = self.table
        for key in keys:
            value = value[key]
        return value

    def _known_keys(self, known: Sequence[str], *keys: str) -> list[str]:
        """The keys of a table, each of which has to be a known one."""
        table = self._value(*keys)
        if not isinstance(table, dict):
            raise _KeyProblem(keys, f"`{keys[-1]}` is a table, not {_shown(table)}")
        for key in table:
            if key not in known:
                what = "unknown rule" if keys == ("rules",) else "unknown key"
                place = f" for rule `{keys[1]}`" if keys[1:] else ""
                message = f"{what} `{key}`{place}{nearest(key, known)}"
                raise _KeyProblem([*keys, key], message)
        return list(table)

    def _string(self, key: str, default: str) -> str:
        value = self.table.get(key, default)
        if not isinstance(value, str):
            raise _KeyProblem([key], f"`{key}` is a string, not {_shown(value)}")
        if not value.strip():
            raise _KeyProblem([key], f"`{key}` is empty; without the key, it is `{default}`")
        return value

    def _strings(self, *keys: str) -> list[str]:
        value = self._value(*keys)
        odd = [item for item in value if not isinstance(item, str)] if type(value) is list else []
        if odd or not isinstance(value, list):
            message = f"`{keys[-1]}` is a list of strings, not {_shown(value)}"
            raise _KeyProblem(keys, message + (f" with {_shown(odd[0])}" if odd else ""))
        return value

    def _pattern(self, *keys: str) -> str:
        value = self._value(*keys)
        if not isinstance(value, str):
            message = f"`{keys[-1]}` is a regular expression, not {_shown(value)}"
            raise _KeyProblem(keys, message)
        try:
            re.compile(value)
        except re.error as error:
            message = f"`{keys[-1]}` is no regular expression: {error}"
            raise _KeyProblem(keys, message) from None
        return value

    def _excludes(self, pattern: str) -> None:
        from pathspec import GitIgnoreSpec

        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError:
            message = f"`{pattern}` is no pattern as .gitignore has them"
            raise _KeyProblem(["exclude"], message) from None


def _like(default: Setting, value: Any, *keys: str) -> Setting:
    """The value, if it is of the default's type; a whole number serves as a decimal one."""
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not type(default):
        kinds = {bool: "true or false", int: "a whole number", float: "a number", str: "a string"}
        wanted = kinds.get(type(default), "a list of strings")
        raise _KeyProblem(keys, f"`{keys[-1]}` is {wanted}, not {_shown(value)}")
    setting: Setting = value
    return setting


def _shown(value: object) -> str:
    """A TOML value as an error message names it."""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str | int | float):
        return f"`{value}`"
    if isinstance(value, dict):
        return "a table"
    return "a list" if isinstance(value, list) else "a date or time"
