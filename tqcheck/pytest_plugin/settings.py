"""The configuration of a run of pytest, and the paths that it shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tqcheck.config import Config
from tqcheck.config.location import allow, current, find
from tqcheck.escaping import escape
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
        allowed = allow(encoder=config.getoption("tqcheck_allow_encoder"))
        tqcheck_config = current(configuration_file(config), start, allowed=allowed)
        baseline = config.getoption("tqcheck_baseline")
        if baseline is not None:
            tqcheck_config = replace(
                tqcheck_config, baseline=str(start / str(baseline)) if baseline else ""
            )
        named = [str(start / arg.partition("::")[0]) for arg in config.args]
        named += [tqcheck_config.baseline] if baseline else []
        session = Session(tqcheck_config.with_named(named))
        _ = session.baseline  # What is wrong with it is reported before anything is collected.
        config.stash[_SESSION] = session
    return config.stash[_SESSION]


def config_of(config: pytest.Config) -> Config:
    """The configuration of a run; raises TqcheckError as `session_of` does."""
    return session_of(config).config


def configuration_file(config: pytest.Config) -> Path | None:
    """The file that `--tqcheck-config` names, else the nearest one upward; None without any."""
    start = config.invocation_params.dir
    if named := config.getoption("tqcheck_config"):
        return start / str(named)
    return find(start if start.is_relative_to(config.rootpath) else config.rootpath)


def relative_to_cwd(path: Path) -> str:
    """The path as the user would type it: relative to the working directory if it is below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def shown(path: str) -> str:
    """A path as pytest may print it: on one line, and without the `::` of its node ids."""
    return escape(path).replace("::", r"\x3a\x3a")


def with_relative_baseline(results: Iterable[Result], config: Config) -> tuple[Result, ...]:
    """The results, with the path of findings in the baseline as the user would type it."""
    path = relative_to_cwd(Path(config.baseline))

    def shown(finding: Finding) -> Finding:
        return replace(finding, path=path) if finding.path == config.baseline else finding

    return tuple(replace(r, findings=tuple(map(shown, r.findings))) for r in results)
