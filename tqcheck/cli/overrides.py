"""The command line's options as changes of the configuration."""

from __future__ import annotations

import errno
import os
import sys
from dataclasses import replace

from tqcheck.alignment.settings import ENGINES
from tqcheck.config import FAIL_ON, Config
from tqcheck.config.location import current, find
from tqcheck.errors import TqcheckError
from tqcheck.finding import SEVERITIES
from tqcheck.rules import expand
from tqcheck.wording import did_you_mean

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    import argparse


def configured(options: argparse.Namespace) -> Config:
    """The configuration file that holds, with the command line on top of it."""
    path = options.config or (None if options.isolated else find("."))
    config = Config() if options.isolated else current(path)
    if getattr(options, "verbose", False):
        sys.stderr.write(f"tqcheck: configuration: {path or 'defaults'}\n")
    for key in ("select", "ignore"):
        given = getattr(options, key, None)
        if given is not None:
            patterns = _patterns(given)
            if key == "ignore":
                config = replace(config, ignore=patterns)
            else:
                # What is named on the command line is run, whatever the file ignores.
                config = replace(config, select=patterns, ignore=())
    for given in getattr(options, "only", ()):
        left = (expand(config.select) - expand(config.ignore)) & expand(_patterns(given))
        config = replace(config, select=tuple(sorted(left)), ignore=())
    for pair in getattr(options, "severity", ()):
        pattern, _, level = pair.partition("=")
        if level not in SEVERITIES:
            raise TqcheckError(f"--severity {pair}: write RULE=error, RULE=warning or RULE=info")
        for name in sorted(expand([pattern])):
            config = config.with_severity(name, level)
    fail_on = getattr(options, "fail_on", None)
    if fail_on is not None:
        if fail_on not in FAIL_ON:
            raise TqcheckError(
                f"--fail-on {fail_on}: unknown level{did_you_mean(fail_on, FAIL_ON)}"
            )
        config = replace(config, fail_on=fail_on)
    glossary = getattr(options, "glossary", None)
    if glossary is not None:
        config = replace(config, glossary=tuple(glossary))
    engine = getattr(options, "engine", None)
    if engine is not None:
        if engine not in ENGINES:
            raise TqcheckError(f"--engine {engine}: unknown engine{did_you_mean(engine, ENGINES)}")
        config = replace(config, alignment=replace(config.alignment, engine=engine))
    baseline = getattr(options, "baseline", None)
    if baseline is not None:
        config = replace(config, baseline=baseline)
    if getattr(options, "no_waivers", False):
        config = replace(config, waive=False, baseline="")
    _settle_cache(options, config)
    return config


def _patterns(given: str) -> tuple[str, ...]:
    """The patterns of a list; raises TqcheckError for one that stands for no rule."""
    patterns = tuple(word.strip() for word in given.split(",") if word.strip())
    expand(patterns)
    return patterns


def _settle_cache(options: argparse.Namespace, config: Config) -> None:
    """Which folder is the cache: the command line's, the environment's or the configuration's.

    Raises TqcheckError for one of these that is of no use; the user's own folder, which it is
    otherwise, is done without in silence.
    """
    if getattr(options, "no_cache", False):
        from tqcheck.files import cache

        cache.switch_off()
    if os.environ.get("TQCHECK_NO_CACHE"):
        return
    given = getattr(options, "cache_dir", None)
    if given is not None:
        from tqcheck.files import cache

        _make(given, f"--cache-dir {given}")
        cache.use(given)
    elif set_ := os.environ.get("TQCHECK_CACHE_DIR"):
        _make(set_, f"TQCHECK_CACHE_DIR={set_}")
    elif config.cache_dir:
        from tqcheck.files import cache

        _make(config.cache_dir, f"setting cache-dir: {config.cache_dir}")
        cache.configure(config.cache_dir)


def _make(folder: str, named: str) -> None:
    """Make a cache folder, which is to be in nobody's commit.

    Raises TqcheckError if it can be neither written nor, as it is empty, read.
    """
    try:
        if not os.path.isdir(folder):
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, ".gitignore"), "w", encoding="utf-8") as file:
                file.write("# Made by tqcheck.\n*\n")
        elif not os.access(folder, os.W_OK) and not os.listdir(folder):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        remedy = "name another folder, or use --no-cache"
        raise TqcheckError(f"{named}: cannot be written: {error.strerror}; {remedy}") from None
