"""Where things are in the package: few modules at the top, a rule's name in no other module."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.modules import PACKAGE, modules, parsed
from tqcheck import rules

MAX_LINES = 300
MAX_MODULES_AT_THE_TOP = 12
# A command that scores as one rule does, its report, and a plugin whose help shows an example.
NAMING_RULES = ("tqcheck.rules", "tqcheck.cli.score", "tqcheck.scoring", "tqcheck.pytest_plugin")


def test_the_top_of_the_package_is_small() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= MAX_MODULES_AT_THE_TOP
    assert [path.name for path in PACKAGE.iterdir() if path.is_file() and path.suffix != ".py"] == [
        "py.typed"
    ]


def test_modules_say_what_they_are_for_and_are_short() -> None:
    for module, path in modules().items():
        first = (ast.get_docstring(parsed(module)) or "").partition("\n")[0]
        assert first.endswith((".", "?")), module
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES, module


def test_only_the_command_line_knows_its_options() -> None:
    for module in modules():
        if not module.startswith("tqcheck.cli"):
            assert not re.search(r"\bargparse\b", ast.unparse(parsed(module))), module


def test_the_folder_of_rules_holds_rules_only() -> None:
    names = {path.stem for path in (PACKAGE / "rules").iterdir() if path.name != "__pycache__"}
    assert names == {"__init__", *(name.replace("-", "_") for name in rules.names())}
    assert all(rules.get(name) for name in rules.names())


def test_only_rules_are_known_by_name() -> None:
    slugs = "|".join(name for name in rules.names() if "-" in name)
    naming = [
        f"{module}:{text.lineno}: {text.value}"
        for module in modules()
        if not module.startswith(NAMING_RULES)
        for text in _strings(parsed(module))
        if re.search(rf"(?<![\w-])(?:{slugs})(?![\w-])", text.value)
    ]
    assert not naming


def _strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """The strings of a module that are not docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node
