"""The configuration file: one TOML table turned into a `Config`, checked key by key."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tqcheck import rules
from tqcheck.alignment.settings import ENGINES, AlignmentSettings
from tqcheck.config import FAIL_ON, Allowed, Config
from tqcheck.config.lines import MAX_PARTS, Lines, line_of_endless_key
from tqcheck.config.table import KeyProblem, Table, check_sizes, described, like
from tqcheck.errors import FileError, TqcheckError
from tqcheck.files.paths import as_displayed, is_hidden
from tqcheck.files.roots import Roots, root_of
from tqcheck.finding import SEVERITIES
from tqcheck.languages import language
from tqcheck.layouts.settings import ArchiveSettings
from tqcheck.rules import Setting, expand
from tqcheck.wording import did_you_mean, listed, shortened

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


# A configuration has some kilobytes; with a list of ten thousand patterns, some hundreds of them.
_MAX_MEGABYTES = 1
_MAX_ERROR_CHARS = 300


def read(path: Path, allowed: Allowed) -> Config:
    """Read a configuration file; raises TqcheckError as `tqcheck.config.location.load` says."""
    try:
        return _Reader(path, Table(own_table(path, allowed.roots) or {}), allowed).config()
    except KeyProblem as problem:
        line = lines_of_keys(path, allowed.roots)(*problem.keys)
        raise TqcheckError(f"{path}:{line}: {problem}") from None


def lines_of_keys(file: str | Path, allowed: tuple[str, ...] = ()) -> Callable[..., int]:
    """What gives the line of a key of tqcheck's table, from the names of its tables and its own."""
    path = Path(file)
    lines = Lines(text_of(path, allowed))
    return lambda *keys: lines.of(*_prefix(path), *keys)


def own_table(path: Path, allowed: tuple[str, ...] = ()) -> dict[str, Any] | None:
    """The table for tqcheck in a configuration file; None if there is none."""
    return table_in(text_of(path, allowed), path)


def table_in(text: str, path: Path) -> dict[str, Any] | None:
    """The table for tqcheck in the text of a configuration file; None if there is none."""
    if line := line_of_endless_key(text):
        raise TqcheckError(f"{path}:{line}: a key of more than {MAX_PARTS} parts; delete it")
    try:
        table: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        what = shortened(str(error), _MAX_ERROR_CHARS)
        raise TqcheckError(f"{path}: not valid TOML: {what}") from None
    prefix = _prefix(path)
    for n, key in enumerate(prefix, 1):
        value = table.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            line = Lines(text).of(*prefix[:n])
            raise TqcheckError(f"{path}:{line}: `{key}` is a table, not {described(value)}")
        table = value
    return table


def _prefix(path: Path) -> tuple[str, ...]:
    return ("tool", "tqcheck") if path.name == "pyproject.toml" else ()


def text_of(path: Path, allowed: tuple[str, ...]) -> str:
    """The text of a configuration file; raises TqcheckError if it cannot be read."""
    roots = Roots(root_of(path.parent), allowed)
    try:
        content = roots.read(str(path), _MAX_MEGABYTES, "shorten it")
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise TqcheckError(f"{path}: not UTF-8; save it as UTF-8") from None


_LAYOUT_TEXTS = ("separator", "marker", "glossary-marker")
_MAX_FIELDS = _MAX_FIELD_CHARS = 100
_LISTS = ("paths", "include", "exclude", "select", "ignore", "references")
_KEYS = (
    *("source-language", "target-language", "fail-on", "engine", "encoder"),
    *("glossary", "required-fields", "field-aliases", "source-metadata", "rules"),
    *("baseline", "per-file-ignores", "require-reasons"),
    *_LAYOUT_TEXTS,
    *_LISTS,
)


# Keys of former versions, each with the reason why it is refused and the remedy.
_REMOVED = {
    "cache-dir": "`cache-dir` is not a key any more, since a file in a checkout must not say what "
    "is read; give --cache-dir or set TQCHECK_CACHE_DIR",
}


class _Reader:
    """Turns one TOML table into a `Config`; a KeyProblem names the key at fault."""

    def __init__(self, file: Path, table: Table, allowed: Allowed) -> None:
        self.file = file
        self.root = file.parent
        self.table = table
        self.allowed = allowed
        self.roots = Roots(root_of(file.parent), allowed.roots)

    def config(self) -> Config:
        check_sizes(self.table.values)
        for key in self.table.values:
            if key in _REMOVED:
                raise KeyProblem([key], _REMOVED[key])
            if key not in _KEYS:
                raise KeyProblem([key], f"unknown key `{key}`{did_you_mean(key, _KEYS)}")
        lists: dict[str, Any] = {
            key: tuple(self.table.strings(key)) for key in _LISTS if key in self.table.values
        }
        for key in ("select", "ignore"):
            try:
                expand(lists.get(key, ()))
            except TqcheckError as error:
                raise KeyProblem([key], str(error)) from None
        self.table.matches(lists.get("exclude", ()), "exclude")
        for pattern in lists.get("references", ()):
            if "{path}" not in pattern:
                message = f"`references`: `{pattern}` has no `{{path}}`, the document's path"
                raise KeyProblem(["references"], message)
            self._refuse_outside("references", pattern.replace("{path}", "path"))
        for folder in lists.get("paths", ()):
            self._refuse_outside("paths", folder)
        severities, settings = self._rules()
        fail_on = self.table.string("fail-on", "error")
        if fail_on not in FAIL_ON:
            raise KeyProblem(["fail-on"], f"`fail-on` is one of {', '.join(FAIL_ON)}")
        return Config(
            root=self.root,
            file=as_displayed(str(self.file)),
            source_language=self._language("source-language", "zh"),
            target_language=self._language("target-language", "en"),
            archive=self._archive(),
            alignment=self._alignment(),
            fail_on=fail_on,
            severities=severities,
            settings=settings,
            glossary=self._glossary(),
            per_file_ignores=self._per_file_ignores(),
            require_reasons=self.table.flag("require-reasons"),
            baseline=self._file("baseline"),
            allowed=self.allowed.roots,
            **lists,
        )

    def _language(self, key: str, default: str) -> str:
        code = self.table.string(key, default)
        try:
            return language(code).code
        except ValueError as error:
            raise KeyProblem([key], f"`{key}`: {error}") from None

    def _archive(self) -> ArchiveSettings:
        default = ArchiveSettings()
        values: dict[str, Any] = {}
        for key in _LAYOUT_TEXTS:
            values[key.replace("-", "_")] = self.table.string(
                key, getattr(default, key.replace("-", "_"))
            )
        if "required-fields" in self.table.values:
            values["required_fields"] = tuple(self._fields("required-fields"))
        if "field-aliases" in self.table.values:
            fields = values.get("required_fields", default.required_fields)
            values["field_aliases"] = {
                name: tuple(self._fields("field-aliases", name))
                for name in self.table.known_keys(fields, "field-aliases")
            }
        if "source-metadata" in self.table.values:
            values["metadata"] = default.metadata | {
                name: self.table.pattern("source-metadata", name)
                for name in self.table.known_keys(tuple(default.metadata), "source-metadata")
            }
        settings = ArchiveSettings(**values)
        for key, blank in (
            ("separator", settings.is_separator("")),
            ("marker", settings.is_marker("")),
            ("glossary-marker", settings.is_glossary_marker("")),
        ):
            if blank:  # It has only characters that are ignored: every blank line would match.
                message = f"`{key}` cannot be told from a blank line; give it letters"
                raise KeyProblem([key], message)
        return settings

    def _fields(self, *keys: str) -> list[str]:
        """Names of fields, with which each line of each header is compared."""
        names = self.table.strings(*keys)
        if len(names) > _MAX_FIELDS or any(len(name) > _MAX_FIELD_CHARS for name in names):
            bound = f"{_MAX_FIELDS} names of at most {_MAX_FIELD_CHARS} characters"
            raise KeyProblem(keys, f"`{keys[-1]}` is a list of at most {bound}")
        return names

    def _alignment(self) -> AlignmentSettings:
        engine = self.table.string("engine", "auto")
        if engine not in ENGINES:
            message = f"`engine`: unknown engine `{engine}`{did_you_mean(engine, ENGINES)}"
            raise KeyProblem(["engine"], message)
        encoder = self.table.string("encoder", "", "the bundled one")
        module, colon, factory = encoder.partition(":")
        words = [*module.split("."), *factory.split(".")] if colon else []
        if encoder and not (words and all(map(str.isidentifier, words))):
            message = f"`encoder` is written `package.module:factory`, not `{encoder}`"
            raise KeyProblem(["encoder"], message)
        # Whatever is named is imported and called, and a stranger may have written this file.
        if encoder not in ("", self.allowed.encoder):
            message = (
                f"`encoder` names code that is not allowed to run; if you trust it, give "
                f"--allow-encoder {encoder} or set TQCHECK_ENCODER={encoder}"
            )
            raise KeyProblem(["encoder"], message)
        return AlignmentSettings(engine, encoder)

    def _glossary(self) -> tuple[str, ...]:
        """The files of glossaries, relative to the configuration file."""
        from tqcheck.glossaries import SUFFIXES

        files = []
        for name in self.table.strings("glossary") if "glossary" in self.table.values else ():
            if not name.lower().endswith(SUFFIXES):
                message = f"`{name}` is not a glossary (expected {listed(SUFFIXES, 'or')})"
                raise KeyProblem(["glossary"], message)
            path = self.root / name
            self._refuse_outside("glossary", name)
            if not path.is_file():
                message = f"there is no file `{name}`; name one, relative to this file's folder"
                raise KeyProblem(["glossary"], message)
            files.append(str(path))
        return tuple(files)

    def _per_file_ignores(self) -> dict[str, tuple[str, ...]]:
        table = self.table.values.get("per-file-ignores", {})
        if not isinstance(table, dict):
            message = f"`per-file-ignores` is a table, not {described(table)}"
            raise KeyProblem(["per-file-ignores"], message)
        self.table.matches(table, "per-file-ignores")
        for pattern in table:
            keys = ("per-file-ignores", pattern)
            try:
                expand(self.table.strings(*keys))
            except TqcheckError as error:
                raise KeyProblem(keys, str(error)) from None
        return {pattern: tuple(names) for pattern, names in table.items()}

    def _file(self, key: str) -> str:
        """The path of a file, which is written relative to the configuration file."""
        value = self.table.string(key, "", "the one beside this file, if there is one")
        self._refuse_outside(key, value)
        return as_displayed(os.path.normpath(os.path.join(self.root, value))) if value else ""

    def _refuse_outside(self, key: str, path: str) -> None:
        """Raise KeyProblem if a path of the checkout's own choice leads out of it."""
        if "\0" in path:
            raise KeyProblem([key], f"`{key}` has a NUL character, not allowed in names")
        if is_hidden(path):  # Tools keep tokens in such files.
            raise KeyProblem([key], f"`{key}`: `{path}` is not read, since it is hidden; rename it")
        try:
            self.roots.real(os.path.join(self.root, path))
        except FileError as error:
            raise KeyProblem([key], f"`{key}`: `{path}` is {error.reason}") from None

    def _rules(self) -> tuple[dict[str, str], dict[str, dict[str, Setting]]]:
        severities: dict[str, str] = {}
        settings: dict[str, dict[str, Setting]] = {}
        for name in (
            self.table.known_keys(rules.names(), "rules") if "rules" in self.table.values else ()
        ):
            declared = {key.replace("_", "-"): v for key, v in rules.get(name).settings.items()}
            for key in self.table.known_keys(("severity", *declared), "rules", name):
                value = self.table.value("rules", name, key)
                if key != "severity":
                    own = settings.setdefault(name, {})
                    own[key.replace("-", "_")] = like(declared[key], value, "rules", name, key)
                elif value in SEVERITIES:
                    severities[name] = value
                else:
                    message = f"`severity` is one of {', '.join(SEVERITIES)}"
                    raise KeyProblem(["rules", name, key], message)
        return severities, settings
