"""Imports go in one direction, and never in a circle.

Imports inside functions count, those for annotations only (`if TYPE_CHECKING:`) do not. An import
of `tqcheck.a.b` is one of that module, not of the package `tqcheck.a`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.modules import modules, package, parsed

# From the bottom to the top: each may import what is in its own row and in the rows above it here.
LAYERS = (
    ("__init__", "errors", "escaping", "wording", "languages", "fingerprint"),
    ("finding",),
    ("text", "files", "occurrences"),
    ("recognisers", "detectors", "glossaries"),
    ("document", "beads"),
    ("alignment", "layouts", "matching"),
    ("scoring",),
    ("rules",),
    ("catalogue", "config"),
    ("linter",),
    ("reports", "lsp", "api"),
    ("cli", "pytest_plugin"),
    ("__main__",),
)
# Both report the same mistake, a paragraph that is left out: one of them if it is at the end.
RULES_THAT_SHARE = {("tqcheck.rules.omitted_ending", "tqcheck.rules.omitted_paragraph")}


@cache
def imports(module: str) -> frozenset[str]:
    """The modules of tqcheck that a module imports."""
    return frozenset(_imported(parsed(module)))


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in modules())
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, "relative imports are not resolved here"
        named = (f"{node.module}.{alias.name}" for alias in node.names)
        module = str(node.module)
        yield from (name if name in modules() else module for name in named if module in modules())
    for child in ast.iter_child_nodes(node):
        yield from _imported(child)


def layer(module: str) -> int:
    """The row of the table that a module is in, or the package it belongs to."""
    name = package(module).removeprefix("tqcheck").removeprefix(".") or "__init__"
    return next(n for n, names in enumerate(LAYERS) if name in names)


@pytest.mark.parametrize("unit", [str, package])
def test_no_import_is_part_of_a_circle(unit: Callable[[str], str]) -> None:
    graph: dict[str, set[str]] = {}
    for module in modules():
        others = {unit(other) for other in imports(module)} - {unit(module)}
        graph.setdefault(unit(module), set()).update(others)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" is imported by ".join(error.args[1]))


def test_imports_go_down() -> None:
    upward = [f"{a} imports {b}" for a in modules() for b in imports(a) if layer(b) > layer(a)]
    assert not upward


def test_rules_do_not_import_each_other() -> None:
    rules = {module for module in modules() if module.startswith("tqcheck.rules.")}
    assert {(a, b) for a in rules for b in imports(a) & rules} == RULES_THAT_SHARE
