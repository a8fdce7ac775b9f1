"""The tables of number words: what they read is what CLDR and num2words spell."""

from __future__ import annotations

import random
from functools import cache
from itertools import chain, groupby, pairwise, product
from pathlib import Path

import pytest

from tqcheck.languages import LANGUAGES
from tqcheck.recognisers.number_words import runs
from tqcheck.recognisers.number_words.lexicon import FOLDER, lexicon_of, parse

MAX_BYTES = 300_000
PAIRS_PER_LANGUAGE = 20
TEXTS_PER_LANGUAGE = 30
TABLES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@cache
def spellings() -> dict[str, list[tuple[str, int, str]]]:
    """For each language: cardinal or ordinal, value, words. Made by benchmarks/number_words.py."""
    lines = Path(__file__).with_name("spellings.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return {
        language: [(kind, int(value), words) for _, kind, value, words in group]
        for language, group in groupby(rows, key=lambda row: row[0])
    }


def test_each_language_has_spellings_and_is_in_the_catalogue() -> None:
    assert sorted(spellings()) == TABLES
    assert set(TABLES) <= LANGUAGES.keys()


@pytest.mark.parametrize("language", TABLES)
def test_what_is_spelled_is_read(language: str) -> None:
    for kind, value, words in spellings()[language]:
        (run,) = runs(words, language)
        assert (run.start, run.end) == (0, len(words)), words
        meant = {(row[0].value, row[0].is_ordinal) for row in run.readings if len(row) == 1}
        assert (value, kind == "o") in meant, words


@pytest.mark.parametrize("language", TABLES)
def test_two_numbers_that_touch_are_read_as_two(language: str) -> None:
    generator = random.Random(5)
    numbers = [(value, words) for kind, value, words in spellings()[language] if kind == "c"]
    for _ in range(PAIRS_PER_LANGUAGE):
        (first, one), (second, other) = generator.sample(numbers, 2)
        read = [
            [[number.value for number in row] for row in run.readings]
            for run in runs(f"{one} {other}", language)
        ]
        joined = [list(chain(*rows)) for rows in product(*read)]
        assert [first, second] in joined, f"{one} {other}"


@pytest.mark.parametrize("language", TABLES)
def test_whatever_is_between_words_runs_are_in_order_and_whole(language: str) -> None:
    generator = random.Random(7)
    lexicon = lexicon_of(language)
    assert lexicon is not None
    words = [*sorted(lexicon.senses), *(word.replace("_", " ") for word in lexicon.glue)]
    noise = [*" -\u00ad\u0301\u200b\u200dİßΐ’\u0640\n", "兆\u082a", "🂡", "x"]
    for _ in range(TEXTS_PER_LANGUAGE):
        parts = generator.choices([*generator.choices(words, k=5), *noise], k=12)
        text = "".join(part.upper() if generator.random() < 0.3 else part for part in parts)
        end = 0
        for run in runs(text, language):
            assert end <= run.start < run.end <= len(text), text
            end = run.end
            for row in run.readings:
                assert (row[0].start, row[-1].end) == (run.start, run.end), text
                assert all(a.end <= b.start for a, b in pairwise(row)), text


@pytest.mark.parametrize("language", TABLES)
def test_a_table_is_written_as_it_is_read(language: str) -> None:
    table = (FOLDER / f"{language}.txt").read_text(encoding="utf-8")
    rows = "".join(line for line in table.splitlines(keepends=True) if not line.startswith("#"))
    lexicon = parse(table, language)
    assert str(lexicon) == rows
    assert lexicon.weak <= lexicon.senses.keys()
    assert lexicon == lexicon_of(language)


def test_the_tables_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MAX_BYTES
