"""What `--tqcheck` registers with pytest, and the paths that it adds to those of the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tqcheck.errors import TqcheckError
from tqcheck.escaping import escape
from tqcheck.pytest_plugin.documents import Documents
from tqcheck.pytest_plugin.settings import config_of
from tqcheck.pytest_plugin.summary import Ending


def register(config: pytest.Config) -> None:
    """Add the hooks that collect documents; raises UsageError for a wrong configuration."""
    try:
        tqcheck_config = config_of(config)
    except TqcheckError as error:
        raise pytest.UsageError(escape(str(error))) from None
    named = config.args_source is config.ArgsSource.ARGS
    missing: list[str] = []
    if not named:
        # As on the command line of tqcheck: without a path, the configured ones are checked.
        walked = [config.invocation_params.dir / arg for arg in config.args]
        configured = [Path(tqcheck_config.root, path) for path in tqcheck_config.paths]
        paths = [path for path in configured if _can_be_collected(path)]
        missing = [str(path) for path in configured if not _can_be_collected(path)]
        # Not those inside a folder that is walked anyway: older pytests then skip its other files.
        config.args += [str(p) for p in paths if not any(map(p.is_relative_to, walked))]
    documents = Documents(config, named=named, missing=missing)
    config.pluginmanager.register(documents, "tqcheck-documents")
    config.pluginmanager.register(Ending(config, documents), "tqcheck-summary")


def _can_be_collected(path: Path) -> bool:
    """Whether pytest finds a path, in which `::` would begin the name of a test."""
    return path.exists() and "::" not in str(path)
