"""What all tests share: `pytester`, which runs pytest on files made by a test, and a cache."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest

pytest_plugins = ["pytester"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected reports anew")


def pytest_configure(config: pytest.Config) -> None:
    """Keep what is unpacked in a folder of this session's, and nothing in the user's.

    Workers of pytest-xdist, and the commands that tests run, have it from the environment.
    """
    if not os.environ.get("TQCHECK_CACHE_DIR"):
        folder = tempfile.mkdtemp(prefix="tqcheck-cache-")
        os.environ["TQCHECK_CACHE_DIR"] = folder

        def remove() -> None:
            del os.environ["TQCHECK_CACHE_DIR"]
            shutil.rmtree(folder, ignore_errors=True)

        config.add_cleanup(remove)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow tests: at the end, one worker would run them while the others wait."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
