"""Patterns in .gitignore's syntax match what pathspec says, in linear time."""

from __future__ import annotations

import random
import re
import warnings

import pytest
from pathspec import GitIgnoreSpec

from tests.growth import assert_linear
from tqcheck.files.globs import GlobError, matches, spec

PARTS = [
    *("**", "**/", "/**", "*", "*", "?", "/", "/", "a", "b", "ab", "[ab]", "[!a]", "[^b]", "[a-b]"),
    *(
        "[[:a:]",
        "[]a]",
        r"\*",
        "\\",
        "!",
        ".",
        "新",
        "[",
        "[b-a]",
        " ",
        "#",
        "[a\\]",
        "$",
        "(",
        "{",
    ),
]
LETTERS = "ab/ab/新.*-[: \\$({#!]"


def test_they_match_what_pathspec_matches() -> None:
    random_ = random.Random(11)
    matched = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        for _ in range(2_000):
            patterns = tuple(
                "".join(random_.choices(PARTS, k=random_.randrange(1, 8)))
                for _ in range(random_.randrange(1, 4))
            )
            try:
                usual = GitIgnoreSpec.from_lines(patterns, backend="simple")
            except (ValueError, re.error):
                with pytest.raises(GlobError):
                    spec(patterns)
                continue
            for _ in range(6):
                path = "".join(random_.choices(LETTERS, k=random_.randrange(1, 9)))
                assert matches(spec(patterns), path) == usual.match_file(path), (patterns, path)
                matched += usual.match_file(path)
    assert matched > 500


@pytest.mark.parametrize(
    "pattern", ["*a" * 30 + "*b", "**/a/" * 30 + "b", "?*" * 50 + "b", "{" + "*a" * 30 + "}*b"]
)
def test_time_is_linear(pattern: str) -> None:
    compiled = spec((pattern,))
    assert_linear(lambda n: matches(compiled, ("a" * 120 + "/") * n), 200)


def test_thousands_of_patterns() -> None:
    patterns = spec(tuple(f"*draft{n}*/**/*b" for n in range(2_000)))
    assert matches(patterns, "my-draft1999-x/1956/07/ab")
    assert not matches(patterns, "my-draft/1956/07/ab")


def test_names_that_cannot_be_decoded() -> None:
    assert matches(spec(("*a*b*",)), "a\udcffb.md")


@pytest.mark.parametrize("pattern", ["a" * 1_001, "[z-a]", "*[z-a]*", "a\\"])
def test_refused(pattern: str) -> None:
    with pytest.raises(GlobError):
        spec((pattern,))
