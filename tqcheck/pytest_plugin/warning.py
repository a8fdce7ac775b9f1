"""The warning that a finding below `fail-on` becomes in a run of pytest."""

from __future__ import annotations

import pytest


class TqcheckWarning(pytest.PytestWarning):
    """A finding below the configuration's `fail-on`."""
