"""What all tests share: `pytester`, which runs pytest on files made by a test."""

from __future__ import annotations

pytest_plugins = ["pytester"]
