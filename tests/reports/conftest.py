"""What the tests of the reports share: no CI system around them, and reports of made results."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """No CI system's variables: its reports write paths below its checkout."""
    for name in ("CI_PROJECT_DIR", "GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
