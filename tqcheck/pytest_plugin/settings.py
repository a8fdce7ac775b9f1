"""The configuration that holds in a run of pytest, and how paths are shown in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tqcheck import api
from tqcheck.config import Config
from tqcheck.config.location import current, find
from tqcheck.finding import Finding
from tqcheck.linter.results import Result
from tqcheck.linter.session import Session

_SESSION = pytest.StashKey[Session]()


def session_of(config: pytest.Config) -> Session:
    """The session of a run, opened once; its paths are absolute, as tests change directories.

    Raises TqcheckError for a wrong configuration and a file that is not a baseline.
    """
    if _SESSION not in config.stash:
        start = config.invocation_params.dir
        held = current(configuration_file(config), start)
        named = config.getoption("tqcheck_baseline")
        if named is not None:
            held = replace(held, baseline=str(start / str(named)) if named else "")
        session = Session(api.resolve(held))
        _ = session.baseline
        config.stash[_SESSION] = session
    return config.stash[_SESSION]


def settings(config: pytest.Config) -> Config:
    """The configuration that holds in a run; raises TqcheckError as `session_of` does."""
    return session_of(config).config


def configuration_file(config: pytest.Config) -> Path | None:
    """The file that `--tqcheck-config` names, else the nearest one upward; None without any."""
    start = config.invocation_params.dir
    if named := config.getoption("tqcheck_config"):
        return start / str(named)
    return find(start if start.is_relative_to(config.rootpath) else config.rootpath)


def shown(path: Path) -> str:
    """The path as the user would type it: relative to the working directory if it is below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def told(results: Iterable[Result], held: Config) -> tuple[Result, ...]:
    """Results as the user is told of them: what is found in the baseline has its path shown."""
    path = shown(Path(held.baseline))
    return tuple(
        replace(r, findings=tuple(_told(f, held.baseline, path) for f in r.findings))
        for r in results
    )


def _told(finding: Finding, path: str, as_shown: str) -> Finding:
    return replace(finding, path=as_shown) if finding.path == path else finding
