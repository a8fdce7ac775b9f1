"""The modules of the package, parsed: for the tests of its structure."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "tqcheck"


@cache
def modules() -> dict[str, Path]:
    """The file of each module by the module's name."""
    named = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        named[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return named


@cache
def parsed(module: str) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


def package(module: str) -> str:
    """The package or module directly in `tqcheck` that a module is or is in."""
    return ".".join(module.split(".")[:2])
