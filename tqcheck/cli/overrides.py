"""The command line's options as changes of the configuration."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tqcheck.alignment.settings import ENGINES
from tqcheck.cli import cache_folder
from tqcheck.config import FAIL_ON, Config
from tqcheck.config.location import allow, current, find
from tqcheck.errors import TqcheckError
from tqcheck.escaping import escape
from tqcheck.finding import SEVERITIES
from tqcheck.rules import expand
from tqcheck.wording import did_you_mean

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from typing import Any


def overrides(options: argparse.Namespace) -> Config:
    """The configuration file's settings, overridden by the options that were given."""
    given = {option: value for option, value in vars(options).items() if value is not None}
    path = given.get("config") or (None if options.isolated else find("."))
    allowed = allow(given.get("allow_root", ()), given.get("allow_encoder"))
    config = current(path, allowed=allowed, baseline=not options.isolated)
    if given.get("verbose"):
        sys.stderr.write(f"tqcheck: configuration: {escape(str(path or 'defaults'))}\n")
    for option, override in _OVERRIDES.items():
        if option in given:
            config = override(config, given[option])
    config = config.with_named(_named(given))
    cache_folder.choose(given.get("cache_dir"), off=given.get("no_cache", False))
    return config


def _named(given: Mapping[str, Any]) -> list[str]:
    """The files and folders that the command line names."""
    lists = [given.get(option, ()) for option in ("paths", "reference", "glossary")]
    single = [given[option] for option in ("file", "baseline") if given.get(option)]
    return [*(path for paths in lists for path in paths), *single]


def _select(config: Config, rules: str) -> Config:
    # What is named on the command line is run, whatever the file ignores.
    return replace(config, select=_patterns(rules), ignore=())


def _ignore(config: Config, rules: str) -> Config:
    return replace(config, ignore=_patterns(rules))


def _only(config: Config, lists: Sequence[str]) -> Config:
    for rules in lists:
        selected = expand(config.select) - expand(config.ignore)
        remaining = selected & expand(_patterns(rules))
        config = replace(config, select=tuple(sorted(remaining)), ignore=())
    return config


def _severity(config: Config, pairs: Sequence[str]) -> Config:
    for pair in pairs:
        pattern, _, level = pair.partition("=")
        if level not in SEVERITIES:
            raise TqcheckError(f"--severity {pair}: write RULE=error, RULE=warning or RULE=info")
        for name in sorted(expand([pattern])):
            config = config.with_severity(name, level)
    return config


def _fail_on(config: Config, level: str) -> Config:
    if level not in FAIL_ON:
        raise TqcheckError(f"--fail-on {level}: unknown level{did_you_mean(level, FAIL_ON)}")
    return replace(config, fail_on=level)


def _glossary(config: Config, files: Sequence[str]) -> Config:
    return replace(config, glossary=tuple(files))


def _engine(config: Config, engine: str) -> Config:
    if engine not in ENGINES:
        raise TqcheckError(f"--engine {engine}: unknown engine{did_you_mean(engine, ENGINES)}")
    return replace(config, alignment=replace(config.alignment, engine=engine))


def _baseline(config: Config, file: str) -> Config:
    return replace(config, baseline=file)


def _no_waivers(config: Config, no_waivers: bool) -> Config:
    return replace(config, waive=False, baseline="") if no_waivers else config


# By the name of the option, in the order in which they are applied; each command has some of them.
_OVERRIDES: dict[str, Callable[..., Config]] = {
    "select": _select,
    "ignore": _ignore,
    "only": _only,
    "severity": _severity,
    "fail_on": _fail_on,
    "glossary": _glossary,
    "engine": _engine,
    "baseline": _baseline,
    "no_waivers": _no_waivers,
}


def _patterns(rules: str) -> tuple[str, ...]:
    """The patterns of a list with commas; raises TqcheckError for one that matches no rule."""
    patterns = tuple(word.strip() for word in rules.split(",") if word.strip())
    expand(patterns)
    return patterns
