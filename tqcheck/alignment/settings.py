"""Alignment settings."""

from __future__ import annotations

from dataclasses import dataclass

ENGINES = ("auto", "lexical", "semantic")


@dataclass(frozen=True, slots=True)
class AlignmentSettings:
    """How documents are aligned."""

    # One of ENGINES.
    engine: str = "auto"
    # Another sentence encoder as `package.module:factory`; empty for the bundled one.
    encoder: str = ""
