"""The configuration: `[tool.tqcheck]` in pyproject.toml, or tqcheck.toml, checked key by key."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tqcheck import rules
from tqcheck.errors import TqcheckError
from tqcheck.finding import SEVERITIES
from tqcheck.languages import language
from tqcheck.layouts.settings import ArchiveSettings
from tqcheck.rules import Setting

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
    close = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean `{close[0]}`?" if close else f"; known: {', '.join(known)}"


def find(start: Path) -> Path | None:
    """The nearest configuration file upward of `start`: tqcheck.toml before pyproject.toml."""
    for folder in (start, *start.parents):
        if (folder / "tqcheck.toml").is_file():
            return folder / "tqcheck.toml"
        project = folder / "pyproject.toml"
        if project.is_file() and re.search(
            r"(?m)^\s*\[\s*tool\s*\.\s*[\"']?tqcheck\b", _text(project)
        ):
            return project
    return None


def load(path: Path) -> Config:
    """Read a configuration file.

    Raises TqcheckError naming file, line and remedy: not readable, not TOML, an unknown key, a
    wrong type, an unknown rule or language.
    """
    import sys

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    text = _text(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TqcheckError(f"{path}: not valid TOML: {error}") from None
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("tqcheck", {})
    try:
        return _Reader(path.parent, table).config()
    except _KeyProblem as problem:
        line = _line_of(text, problem.key)
        raise TqcheckError(f"{path}:{line}: {problem}") from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise TqcheckError(f"{path}: not UTF-8; save it as UTF-8") from None


def _line_of(text: str, key: str) -> int:
    """The line on which a key is set, or its table opened; 1 where it cannot be told."""
    bare = re.escape(key)
    for pattern in (rf"(?m)^\s*[\"']?{bare}[\"']?\s*=", rf"(?m)^\s*\[.*\b{bare}\b.*\]", bare):
        if match := re.search(pattern, text):
            return text.count("\n", 0, match.start() + len(match[0]) - len(match[0].lstrip())) + 1
    return 1


class _KeyProblem(Exception):
    """Something wrong with the value of one key."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


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
                raise _KeyProblem(key, f"unknown key `{key}`{nearest(key, _KEYS)}")
        lists = {key: tuple(self._strings(key)) for key in _LISTS if key in self.table}
        for key in ("select", "ignore"):
            self._known_rules(key, lists.get(key, ()))
        severities, settings = self._rules()
        fail_on = self._string("fail-on", "error")
        if fail_on not in FAIL_ON:
            raise _KeyProblem("fail-on", f"`fail-on` is one of {', '.join(FAIL_ON)}")
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
                raise _KeyProblem(key, f"`{key}`: {error}") from None
        if "required-fields" in self.table:
            values["required_fields"] = tuple(self._strings("required-fields"))
        if "field-aliases" in self.table:
            aliases = self._table("field-aliases")
            values["field_aliases"] = {
                name: tuple(self._strings(name, aliases)) for name in aliases
            }
        if "source-metadata" in self.table:
            patterns = self._table("source-metadata")
            values["metadata"] = default.metadata | {
                name: self._pattern(name, patterns) for name in patterns
            }
            for name in patterns:
                if name not in default.metadata:
                    known = tuple(default.metadata)
                    raise _KeyProblem(name, f"unknown key `{name}`{nearest(name, known)}")
        return ArchiveSettings(**values)

    def _rules(self) -> tuple[dict[str, str], dict[str, dict[str, Setting]]]:
        severities: dict[str, str] = {}
        settings: dict[str, dict[str, Setting]] = {}
        tables = self._table("rules") if "rules" in self.table else {}
        for name in tables:
            self._known_rules(name, [name])
            table = self._table(name, tables)
            declared = rules.get(name).settings
            for key, value in table.items():
                known = ("severity", *(k.replace("_", "-") for k in declared))
                if key not in known:
                    message = f"unknown key `{key}` for rule `{name}`{nearest(key, known)}"
                    raise _KeyProblem(key, message)
                if key == "severity":
                    if value not in SEVERITIES:
                        message = f"`severity` is one of {', '.join(SEVERITIES)}"
                        raise _KeyProblem(key, message)
                    severities[name] = value
                    continue
                default = declared[key.replace("-", "_")]
                settings.setdefault(name, {})[key.replace("-", "_")] = _like(default, key, value)
        return severities, settings

    def _known_rules(self, key: str, patterns: Sequence[str]) -> None:
        try:
            expand(patterns)
        except TqcheckError as error:
            raise _KeyProblem(key, str(error)) from None

    def _string(self, key: str, default: str) -> str:
        value = self.table.get(key, default)
        if not isinstance(value, str) or not value.strip():
            raise _KeyProblem(key, f"`{key}` is a string, not {_shown(value)}")
        return value

    def _strings(self, key: str, table: Mapping[str, Any] | None = None) -> list[str]:
        value = (self.table if table is None else table)[key]
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise _KeyProblem(key, f"`{key}` is a list of strings, not {_shown(value)}")
        return value

    def _table(self, key: str, table: Mapping[str, Any] | None = None) -> dict[str, Any]:
        value = (self.table if table is None else table)[key]
        if not isinstance(value, dict):
            raise _KeyProblem(key, f"`{key}` is a table, not {_shown(value)}")
        return value

    def _pattern(self, key: str, table: Mapping[str, Any]) -> str:
        value = table[key]
        if not isinstance(value, str):
            raise _KeyProblem(key, f"`{key}` is a regular expression, not {_shown(value)}")
        try:
            re.compile(value)
        except re.error as error:
            raise _KeyProblem(key, f"`{key}` is no regular expression: {error}") from None
        return value


def _like(default: Setting, key: str, value: Any) -> Setting:
    """The value, if it is of the default's type; a whole number serves as a decimal one."""
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not type(default):
        kinds = {bool: "true or false", int: "a whole number", float: "a number", str: "a string"}
        wanted = kinds.get(type(default), "a list of strings")
        raise _KeyProblem(key, f"`{key}` is {wanted}, not {_shown(value)}")
    setting: Setting = value
    return setting


def _shown(value: object) -> str:
    if isinstance(value, str | int | float | bool):
        return f"`{value}`"
    return f"a {type(value).__name__}"
