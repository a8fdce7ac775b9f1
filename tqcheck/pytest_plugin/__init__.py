"""The pytest plugin: `pytest --tqcheck` makes test items of documents, and there is a fixture.

pytest loads this module in every run of the environment it is installed in, so it imports nothing
of tqcheck: the modules beside it do the work, and are loaded when they are asked for.
"""

from __future__ import annotations

import pytest

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.pytest_plugin.fixture import Checker


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("tqcheck", "tqcheck: translations")
    group.addoption(
        "--tqcheck",
        action="store_true",
        help="collect translated documents, one test item each; the configuration of tqcheck "
        "says which files they are and which findings fail",
    )
    group.addoption(
        "--tqcheck-per-rule",
        action="store_true",
        help="the same with one test item a rule: -k header-mismatch runs that rule",
    )
    group.addoption(
        "--tqcheck-config",
        metavar="FILE",
        help="the configuration of tqcheck; without it, the nearest one upward of the working "
        "directory (of the rootdir where that lies elsewhere)",
    )
    group.addoption(
        "--tqcheck-baseline",
        metavar="FILE",
        help="the frozen findings; without it, the configuration's `baseline`, or "
        "tqcheck-baseline.json if there is one beside the configuration",
    )
    group.addoption(
        "--tqcheck-allow-encoder",
        metavar="MODULE:FACTORY",
        help="the encoder that the configuration may name; without it, the one that the variable "
        "TQCHECK_ENCODER of the environment names, else none",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "tqcheck: the items that --tqcheck collects")
    if config.getoption("tqcheck") or config.getoption("tqcheck_per_rule"):
        from tqcheck.pytest_plugin import collection

        collection.register(config)


@pytest.fixture(name="tqcheck")
def _tqcheck(request: pytest.FixtureRequest) -> Checker:
    """Check a file, a folder or a text: `assert not tqcheck("archive/")`.

    Returns the findings at or above `fail-on`; when the test fails, they are shown as the text
    report shows them. `config` is a `tqcheck.Config` or the path of a configuration file;
    `fail_on="info"` returns every finding. Paths are relative to pytest's rootdir.
    """
    from tqcheck.pytest_plugin import fixture

    return fixture.Checker(request)


def __getattr__(name: str) -> object:
    """`TqcheckWarning`, which a filter of warnings names, is loaded when it is asked for."""
    if name != "TqcheckWarning":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tqcheck.pytest_plugin.warning import TqcheckWarning

    return TqcheckWarning
