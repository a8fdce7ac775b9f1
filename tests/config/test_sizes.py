"""Configurations that no person writes are refused in one short line, and in time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.growth import assert_linear
from tqcheck import TqcheckError
from tqcheck.config.lines import Lines, line_of_endless_key
from tqcheck.config.location import load
from tqcheck.wording import did_you_mean

NESTED = "[" * 20_000 + "]" * 20_000
DEEP = "{" + "a." * 90 + "a = "
REFUSED = {
    "file": ("#" * 1_000_001, ": larger than 1 MB; shorten it"),
    "string": (f"exclude = ['{'a' * 1_001}']", ":1: `exclude` has a string of more than 1,000"),
    "list": (f"exclude = {['a'] * 10_001}", ":1: `exclude` has more than 10,000 entries"),
    "key": (f"\n{'a' * 2_000} = 1", ":1: the key `aaaa"),
    "dotted key": (f"\n\n{'a.' * 200}a = 1", ":3: a key of more than 100 parts"),
    "quoted dotted key": (f"""x = {{{'"a" . ' * 200}a = 1}}""", ":1: a key of more than 100 parts"),
    "nested list": (f"exclude = {NESTED}", ": not valid TOML: "),
    "digits": ("exclude = " + "9" * 5_000, ": not valid TOML: "),
    "deep": ("x = " + DEEP * 60 + "1" + "}" * 60, ":1: `a` is more than 10 levels deep"),
    "include": (f"include = {['a'] * 101}", ":1: `include` has more than 100 entries"),
    "paths": (f"paths = {['a'] * 1_001}", ":1: `paths` has more than 1,000 entries"),
    "references": (f"references = {['{path}'] * 21}", ":1: `references` has more than 20 entries"),
    "stars": (f"exclude = {['*a*' + 'b' * 97] * 101}", ":1: `exclude` has more than 10,000 char"),
    "number": ("[rules.source-remnant]\nerror-from = 1_000_000_001", ":2: `error-from` is a numb"),
    "not a number": ("[rules.score-low]\nmin-bleu = nan", ":2: `min-bleu` is a number up to"),
    "without limit": ("[rules.score-low]\nmin-bleu = inf", ":2: `min-bleu` is a number from 0"),
    "negative": ("[rules.source-remnant]\nerror-from = -1", ":2: `error-from` is a number from 0"),
    "fields": (f"required-fields = {['a'] * 101}", ":1: `required-fields` is a list of at most"),
    "expression": ("[source-metadata]\ntitle = '(?=a)'", ":2: `title` looks ahead"),
    "pattern": ("[per-file-ignores]\n'[z-a]' = ['all']", ":2: `[z-a]` is not a pattern"),
    "rule": (f"select = ['{'*a' * 400}']", ":1: unknown rule `*a*a"),
}


@pytest.mark.parametrize("text, message", REFUSED.values(), ids=REFUSED)
def test_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "tqcheck.toml"
    path.write_text(text, encoding="utf-8")
    started = time.process_time()
    with pytest.raises(TqcheckError) as error:
        load(path)
    assert str(error.value).startswith(f"{path}{message}")
    assert len(str(error.value)) < len(str(path)) + 1_000
    assert time.process_time() - started < 3


def test_accepted(tmp_path: Path) -> None:
    patterns = [f"drafts{n}/" for n in range(10_000)]
    path = tmp_path / "tqcheck.toml"
    path.write_text(f"exclude = {patterns}\n[rules.score-low]\nmax-ter = inf\n", encoding="utf-8")
    assert len(load(path).exclude) == 10_000


@pytest.mark.parametrize("line", [" ", "a ", "a.", "'", "-. ", '"a" '])
def test_lines_are_read_in_linear_time(line: str) -> None:
    assert_linear(lambda n: Lines(line * n), 20_000)
    assert_linear(lambda n: line_of_endless_key(line * n), 20_000)


def test_lines_of_many_keys_are_looked_up_at_once() -> None:
    lines = Lines("\n".join(f"'*{n}' = 1" for n in range(20_000)))
    assert_linear(lambda n: [lines.of(f"*{i}") for i in range(n)], 2_000)


def test_only_few_names_are_compared() -> None:
    known = [f"name{n}" for n in range(50_000)]
    assert len(did_you_mean("x" * 50_000, known)) < 1_100


@pytest.mark.parametrize(
    "text",
    [
        "paths = ['.env']",
        "paths = ['docs/.cache/a']",
        "baseline = '.config.json'",
        "glossary = ['.terms.csv']",
        "references = ['.npm/{path}']",
    ],
)
def test_no_key_names_a_hidden_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tqcheck.toml"
    path.write_text(text, encoding="utf-8")
    for name in (".config.json", ".terms.csv"):
        (tmp_path / name).write_text("source,target\n", encoding="utf-8")
    with pytest.raises(TqcheckError, match="is not read, since it is hidden; rename it"):
        load(path)


def test_keys_name_folders_above_and_names_with_dots(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a").mkdir()
    path = tmp_path / "a" / "tqcheck.toml"
    path.write_text("paths = ['..', '.', './b', '../v1.0/c.md', '...']", encoding="utf-8")
    assert len(load(path).paths) == 5
