"""What docs/style.md calls bad style is in no message, page, docstring or comment."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = [path for name in ("tqcheck", "hooks") for path in sorted((ROOT / name).rglob("*.py"))]
# docs/rules is made from docstrings, and docs/style.md shows what not to write.
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *(path for path in sorted(ROOT.glob("docs/*.md")) if path.stem != "style"),
    ROOT / "examples" / "README.md",
]
# Constructions that make a text read as translated, each with what to write instead.
CONSTRUCTIONS = {
    r"\b(?:[Ss]tands?(?! for\b)|standing|stood)\b": "`is`, `appears`, or nothing",
    r"(?<![Tt]here )(?<![Tt]here can )(?<![Tt]here may )\b(?:is|are|was|were|be) no\b"
    r"(?! (?:longer|more|other|different|better|worse|slower|faster|larger|later)\b)": (
        "`is not a`, `are not`, or `has no`"
    ),
    r"(?<![Tt]here )(?<![Tt]here can )\b(?:is|are|was|were|be) none\b": (
        "`is not one`, or `only looks like`"
    ),
    r"\b(?:[Tt]ells?|telling|told) of\b": "`describes`, `reports`, or `is reported`",
    r"(?<!fall )(?<!lag )(?<!left )\b[Bb]ehind\b": "`after`",
    r"\b[Ii]n the place of\b": "`instead of`",
    r"\b[Aa]s often as\b": "`the same number of times as`",
    r"\b[Ff]rom (?!now on|then on)(?:[^\s,;:]*[^\s.,;:] ){1,4}on(?=[.,;:)]|$)": (
        "`from`, `since`, or `or more`"
    ),
    r"\b[Oo]urs\b": "the thing's name",
}
CONSTRUCTION = re.compile("|".join(f"({pattern})" for pattern in CONSTRUCTIONS))
# Names of variables that do not say whose or what.
NAMES = {"ours", "theirs"}
# Folders whose strings are words and patterns of languages, and not messages.
WORDS = {"languages", "recognisers", "detectors", "text"}
# A string with one of these is a regular expression.
IS_PATTERN = re.compile(r"\(\?|\\[bsdwW]|\[\^")
# Code and quotations are not the project's own prose.
QUOTED = re.compile(r"`[^`\n]*`|\"[^\"\n]*\"")

# A text and the line (from 1) at which it begins.
Text = tuple[int, str]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_python(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    tree = ast.parse(code)
    texts = [*_comments(code), *_docstrings(tree)]
    if not WORDS.intersection(path.relative_to(ROOT).parent.parts):
        texts += _messages(tree)
    places = [f"{line}: `{name}`: write `source`, `target`" for line, name in _names(tree)]
    _complain(path, [*_found(texts), *places])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_pages(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # Line ends remain, so that the lines keep their numbers.
    prose = re.sub(r"(?ms)^ *```.*?^ *```$", lambda match: "\n" * match[0].count("\n"), text)
    _complain(path, _found([(1, prose)]))


def test_each_construction_is_found() -> None:
    wrong = [
        *("it stands there", "this is no field", "lines that are none", "it tells of names"),
        *("behind the mark", "in the place of it", "as often as the source"),
        *("from Python 3.10 on.", "ours is"),
    ]
    assert len(wrong) == len(CONSTRUCTIONS)
    for number, text in enumerate(wrong, 1):
        assert [match.lastindex for match in CONSTRUCTION.finditer(text)] == [number], text


@pytest.mark.parametrize(
    "right",
    [
        *("`x` stands for it", "there is no field", "it is no longer one", "there are none"),
        *("its value is None", "from now on.", "from the file on disk", "a doc cannot fall behind"),
        *("in place of it", "an hour's", '"a stall stands there"'),
    ],
)
def test_other_words_are_left_alone(right: str) -> None:
    assert not list(_found([(1, right)]))


def _complain(path: Path, found: list[str]) -> None:
    name = path.relative_to(ROOT).as_posix()
    assert not found, "\n".join(["see docs/style.md", *(f"{name}:{each}" for each in found)])


def _found(texts: list[Text]) -> list[str]:
    """The constructions in these texts, each with its line and what to write instead."""
    better = list(CONSTRUCTIONS.values())
    found = []
    for start, text in texts:
        lines = re.sub(r"[ \t]*\n[ \t]*", "\n", QUOTED.sub("`x`", text))
        for match in CONSTRUCTION.finditer(lines.replace("\n", " ")):
            line = start + lines.count("\n", 0, match.start())
            around = lines[max(0, match.start() - 30) : match.end() + 20].replace("\n", " ")
            instead = better[(match.lastindex or 1) - 1]
            found.append(f"{line}: …{around}…: write {instead} instead of `{match[0]}`")
    return found


def _comments(code: str) -> Iterator[Text]:
    """The comments; those on lines below one another are one text."""
    block: list[str] = []
    start = 0
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type != tokenize.COMMENT:
            continue
        if block and token.start[0] != start + len(block):
            yield start, "\n".join(block)
            block = []
        if not block:
            start = token.start[0]
        block.append(token.string.lstrip("# "))
    if block:
        yield start, "\n".join(block)


def _docstrings(tree: ast.Module) -> Iterator[Text]:
    """The docstrings, of rules without their examples."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            docstring = ast.get_docstring(node, clean=False)
            if docstring:
                yield node.body[0].lineno, re.split(r"(?m)^(?:Bad|Good):$", docstring)[0]


def _messages(tree: ast.Module) -> Iterator[Text]:
    """The strings of several words that are neither docstrings nor regular expressions.

    A value in an f-string counts as one word.
    """
    nodes = list(ast.walk(tree))
    parts = {part for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    docstrings = {node.value for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        text = ""
        if isinstance(node, ast.JoinedStr):
            words = [p.value if isinstance(p, ast.Constant) else "x" for p in node.values]
            text = "".join(map(str, words))
        elif isinstance(node, ast.Constant) and node not in parts | docstrings:
            text = str(node.value)
        if " " in text and not IS_PATTERN.search(text):
            yield node.lineno, text


def _names(tree: ast.Module) -> Iterator[Text]:
    """The names among the code's that say nothing."""
    for node in ast.walk(tree):
        name = next((getattr(node, key, "") for key in ("id", "arg") if hasattr(node, key)), "")
        if name and NAMES.intersection(name.split("_")):
            yield node.lineno, name
