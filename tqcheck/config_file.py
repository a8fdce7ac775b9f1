"""The configuration file: one TOML table turned into a `Config`, checked key by key."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from tqcheck import rules
from tqcheck.alignment.settings import ENGINES, AlignmentSettings
from tqcheck.config import FAIL_ON, Config, expand, nearest
from tqcheck.errors import TqcheckError
from tqcheck.finding import SEVERITIES
from tqcheck.languages import language
from tqcheck.layouts.settings import ArchiveSettings
from tqcheck.rules import Setting

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


# A key within quotes, in which a full stop parts nothing.
_QUOTED = r"""(?:"[^"]*"|'[^']*')"""


def read(path: Path) -> Config:
    """Read a configuration file; raises TqcheckError as `tqcheck.config.load` says."""
    try:
        return _Reader(path.parent, own_table(path) or {}).config()
    except _KeyProblem as problem:
        line = _line_of(text_of(path), (*_prefix(path), *problem.keys))
        raise TqcheckError(f"{path}:{line}: {problem}") from None


def own_table(path: Path) -> dict[str, Any] | None:
    """The table of a configuration file that is tqcheck's, None where there is none."""
    text = text_of(path)
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


def text_of(path: Path) -> str:
    """The text of a configuration file; raises TqcheckError where it cannot be read."""
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
        elif assigned := re.match(rf"\s*((?:{_QUOTED}|[\w.\- \t])+?)\s*=", written):
            found = [*table, *_dotted(assigned[1])]
        else:
            continue
        pairs = zip(found, keys, strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        if shared > most:
            line, most = number, shared
    return line


def _dotted(key: str) -> list[str]:
    return [word.strip("\"'") for word in re.findall(rf"{_QUOTED}|[^.\s]+", key)]


class _KeyProblem(Exception):
    """Something wrong with one key, which is named with the tables around it."""

    def __init__(self, keys: Sequence[str], message: str) -> None:
        super().__init__(message)
        self.keys = keys


_LAYOUT_TEXTS = ("separator", "marker", "glossary-marker")
_LISTS = ("paths", "include", "exclude", "select", "ignore", "references")
_KEYS = (
    *("source-language", "target-language", "fail-on", "engine", "encoder", "cache-dir"),
    *("glossary", "required-fields", "field-aliases", "source-metadata", "rules"),
    *("baseline", "per-file-ignores", "require-reasons"),
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
        lists: dict[str, Any] = {
            key: tuple(self._strings(key)) for key in _LISTS if key in self.table
        }
        for key in ("select", "ignore"):
            try:
                expand(lists.get(key, ()))
            except TqcheckError as error:
                raise _KeyProblem([key], str(error)) from None
        for pattern in lists.get("exclude", ()):
            self._matches(pattern, "exclude")
        for pattern in lists.get("references", ()):
            if "{path}" not in pattern:
                message = f"`references`: `{pattern}` has no `{{path}}`, the document's path"
                raise _KeyProblem(["references"], message)
        severities, settings = self._rules()
        fail_on = self._string("fail-on", "error")
        if fail_on not in FAIL_ON:
            raise _KeyProblem(["fail-on"], f"`fail-on` is one of {', '.join(FAIL_ON)}")
        return Config(
            root=self.root,
            layout=self._layout(),
            alignment=self._alignment(),
            fail_on=fail_on,
            severities=severities,
            settings=settings,
            cache_dir=self._folder("cache-dir"),
            glossary=self._glossary(),
            per_file_ignores=self._per_file_ignores(),
            require_reasons=self._flag("require-reasons"),
            baseline=self._file("baseline"),
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

    def _alignment(self) -> AlignmentSettings:
        engine = self._string("engine", "auto")
        if engine not in ENGINES:
            message = f"`engine`: unknown engine `{engine}`{nearest(engine, ENGINES)}"
            raise _KeyProblem(["engine"], message)
        encoder = self._string("encoder", "", "the bundled one")
        module, colon, factory = encoder.partition(":")
        words = [*module.split("."), *factory.split(".")] if colon else []
        if encoder and not (words and all(map(str.isidentifier, words))):
            message = f"`encoder` is written `package.module:factory`, not `{encoder}`"
            raise _KeyProblem(["encoder"], message)
        return AlignmentSettings(engine, encoder)

    def _folder(self, key: str) -> str:
        """A folder, relative to the configuration file; empty without the key."""
        value = self._string(key, "", "the user's cache folder")
        try:
            folder = Path(value).expanduser()
        except RuntimeError:
            raise _KeyProblem([key], f"`{key}`: `{value}` begins with no user's name") from None
        if "\0" in value:
            raise _KeyProblem([key], f"`{key}` has a NUL character, as no folder's name can")
        return str(Path.cwd() / self.root / folder) if value else ""

    def _glossary(self) -> tuple[str, ...]:
        """The files of glossaries, relative to the configuration file."""
        from tqcheck.glossaries import SUFFIXES

        found = []
        for name in self._strings("glossary") if "glossary" in self.table else ():
            if not name.lower().endswith(SUFFIXES):
                message = f"`{name}` is no glossary: its name ends in none of {', '.join(SUFFIXES)}"
                raise _KeyProblem(["glossary"], message)
            path = self.root / name
            if "\0" in name or not path.is_file():
                message = f"there is no file `{name}`; name one, relative to this file's folder"
                raise _KeyProblem(["glossary"], message)
            found.append(str(path))
        return tuple(found)

    def _per_file_ignores(self) -> dict[str, tuple[str, ...]]:
        table = self.table.get("per-file-ignores", {})
        if not isinstance(table, dict):
            message = f"`per-file-ignores` is a table, not {_shown(table)}"
            raise _KeyProblem(["per-file-ignores"], message)
        for pattern in table:
            keys = ("per-file-ignores", pattern)
            self._matches(pattern, *keys)
            try:
                expand(self._strings(*keys))
            except TqcheckError as error:
                raise _KeyProblem(keys, str(error)) from None
        return {pattern: tuple(names) for pattern, names in table.items()}

    def _flag(self, key: str) -> bool:
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise _KeyProblem([key], f"`{key}` is true or false, not {_shown(value)}")
        return value

    def _file(self, key: str) -> str:
        """A file, relative to the configuration file and shown from the working directory."""
        value = self._string(key, "", "the one beside this file, if there is one")
        if "\0" in value:
            raise _KeyProblem([key], f"`{key}` has a NUL character, as no file's name can")
        return os.path.normpath(os.path.join(self.root, value)) if value else ""

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

    def _string(self, key: str, default: str, otherwise: str = "") -> str:
        """The string of a key; `otherwise` says what holds without it, if not the default."""
        value = self.table.get(key, default)
        if not isinstance(value, str):
            raise _KeyProblem([key], f"`{key}` is a string, not {_shown(value)}")
        if key in self.table and not value.strip():
            otherwise = otherwise or f"`{default}`"
            raise _KeyProblem([key], f"`{key}` is empty; without the key, it is {otherwise}")
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
        except (re.error, OverflowError, RecursionError) as error:
            message = f"`{keys[-1]}` is no regular expression: {error}"
            raise _KeyProblem(keys, message) from None
        return value

    def _matches(self, pattern: str, *keys: str) -> None:
        from pathspec import GitIgnoreSpec

        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError:
            message = f"`{pattern}` is no pattern as .gitignore has them"
            raise _KeyProblem(keys, message) from None


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
