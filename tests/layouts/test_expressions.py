"""Regular expressions of a configuration mean what they mean in Python, in linear time."""

from __future__ import annotations

import pickle
import random
import re
import warnings

import pytest

from tests.growth import assert_linear
from tqcheck.layouts.expressions import MAX_LINE_CHARS, ExpressionError, compiled, value
from tqcheck.layouts.settings import DEFAULT_METADATA, ArchiveSettings

PARTS = [
    *(r"\d", r"\s", r"\w", r"\W", ".", "a", "新", "[a-c]", r"[^\W\d_]", "[[:alpha:]", r"[\]a]"),
    *("[^]a]", "(a|b)", "(?:x|新)?", r"\.", r"\：", r"\x41", r"\u65b0", "{", "}", "b{2}", "c{1,2}"),
    *("(?P<n>a)", "(?#c)", "^", r"\A", r"\Z", "[a-]", r"[\d-]", "(?i:a)", r"\0", r"\012", r"[\b]"),
    *("|", "０", "[&&a]", r"[\x41-\x43]", "[０-９]", r"\t", "#", " ", "(?s:.)"),
]
REPEATED = ["", "", "", "*", "+", "?", "*?", "{1,3}", "{,2}"]
LETTERS = "ab新cx０1 \u3000.:：A{}_-[]\b\t&#é²٣"


def test_they_match_what_python_matches() -> None:
    random_ = random.Random(7)
    matched = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        for _ in range(1_500):
            parts = random_.choices(PARTS, k=random_.randrange(1, 5))
            expression = "".join(part + random_.choice(REPEATED) for part in parts)
            try:
                usual = re.compile(expression)
            except re.error:
                continue
            try:
                compiled(expression)
            except ExpressionError:
                continue  # Two repetitions in a row are possessive.
            for _ in range(8):
                line = "".join(random_.choices(LETTERS, k=random_.randrange(6)))
                match = usual.fullmatch(line)
                group = match and (match.group(1) or "" if usual.groups else match.group())
                assert value(expression, line) == group, (expression, line)
                matched += match is not None
    assert matched > 300


@pytest.mark.parametrize(
    "expression, line, group",
    [
        (r"第(\d+)版", "第１２版", "１２"),  # Full-width digits are digits.
        (r"栏\s(\w+)", "栏\u3000市场", "市场"),
        (r"(a)?b", "b", ""),
        (r"a+", "aa", "aa"),
        (r"(.*)", "\ud800x", "\ud800x"),
        (r"(?P<day>\d)日", "3日", "3"),
        (r"(\d+)", "12a", None),
        (r"(.+)", "x" * (MAX_LINE_CHARS + 1), None),
    ],
)
def test_values(expression: str, line: str, group: str | None) -> None:
    assert value(expression, line) == group


@pytest.mark.parametrize(
    "expression, message",
    [
        ("(?=a)b", "looks ahead, as in `(?=…)`, which cannot be matched in linear time"),
        ("(?<!a)b", "looks behind"),
        (r"(a)\1", r"refers back to a group, as in `\1`"),
        (r"\bday", r"has a word boundary, `\b`"),
        ("(?x) a", "has a flag other than i, m and s"),
        ("(a{1000}){1000}", "needs too much memory; repeat less"),
        ("a" * 1_001, "is longer than 1,000 characters; shorten it"),
        ("(" * 900, "is not a regular expression: "),
    ],
)
def test_refused(expression: str, message: str) -> None:
    with pytest.raises(ExpressionError) as error:
        compiled(expression)
    assert message in str(error.value)


@pytest.mark.parametrize("expression", ["(.+)+!", "(x+x+)+y", "(?:.?){40}.{40}!", "(.*)*(.*)*!"])
def test_time_is_linear(expression: str) -> None:
    # Longer lines are not searched, so there are more of them.
    assert_linear(lambda n: [value(expression, "新x" * 400 + str(i)) for i in range(n)], 20)


def test_the_default_ones_take_linear_time() -> None:
    settings = ArchiveSettings()
    for name in DEFAULT_METADATA:
        for start in ("第", "# ", "专栏", "1999"):
            assert_linear(lambda n, s=start, k=name: settings.metadatum(k, s + " " * n), 100_000)  # type: ignore[misc]


def test_settings_are_a_value() -> None:
    settings = ArchiveSettings(metadata={"date": r"day (\d+)"})
    assert settings.metadatum("date", "day 3") == "3"
    assert pickle.loads(pickle.dumps(settings)) == settings
