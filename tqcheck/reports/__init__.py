"""Reports turn results into text; each format is the module of its name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from tqcheck.linter.results import Result, Summary

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from typing import Protocol

    class Reporter(Protocol):
        """The class `Report` of a format's module: made with a `Style`, given result by result."""

        def add(self, result: Result) -> str:
            """The text to write for one more result, or ""."""

        def finish(self, summary: Summary) -> str:
            """The text to write at the end."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a report looks."""

    colour: bool = False
    # In columns of a terminal.
    width: int = 100
    # The lowest severity of a finding that fails the run.
    fail_on: str = "error"


@cache
def formats() -> tuple[str, ...]:
    """The names of the formats, in alphabetical order, without importing them."""
    files = [name for name in os.listdir(os.path.dirname(__file__)) if name.endswith(".py")]
    return tuple(sorted(name[:-3] for name in files if not name.startswith("_")))


def create(name: str, style: Style) -> Reporter:
    """A new report of the format `name`, which is one of `formats()`."""
    module = import_module(f"{__name__}.{name}")
    report: Reporter = module.Report(style)
    return report
