"""Makes the tables of number words, and says which values they read.

    python benchmarks/number_words.py [LANGUAGE ...] [--below LIMIT] [--draws COUNT] [--check]
        [--samples FILE]

Needs PyICU (ICU has CLDR's rules), Babel and num2words, which nothing else does: install them into
an environment of their own and run this with its Python and `PYTHONPATH=.`. The same versions give
the same tables. With `--check` the tables remain as they are. A row of the result: the set of
rules, and the share of the values below the limit and of the draws above it that are read as
themselves, with examples of those that are not. `--samples` writes what the tests read.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

from number_learning import learn, reads
from number_spellings import LEARNED, LOCALES, Series, cldr, draws, num2words

from tqcheck.languages import LANGUAGES
from tqcheck.recognisers.number_words.folding import fold
from tqcheck.recognisers.number_words.lexicon import FOLDER, Lexicon, parse

EXTRA = Path(__file__).parent / "number_words_extra.txt"
# Sets of rules that spell digits one by one, and not numbers.
POSITIONAL = {"ja numbering-year", "zh numbering-year", "zh numbering-days"}
# A table that reads fewer of the cardinals is of no use: the grammar is another one.
MIN_SHARE = 0.9
SAMPLES_PER_SERIES = 4

# Whether words are read as a value, as a cardinal or an ordinal: many sets of rules agree.
Known = dict[tuple[str, int, bool], bool]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE")
    parser.add_argument("--draws", type=int, default=10_000, metavar="COUNT")
    parser.add_argument("--below", type=int, default=10_000, metavar="LIMIT")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--samples", type=Path, metavar="FILE")
    options = parser.parse_args()
    samples = []
    for language in options.languages or LANGUAGES:
        rules = [each for each in cldr(language) if each.name not in POSITIONAL]
        compared = list(num2words(language))
        learned = [
            each
            for each in compared
            if each.name.removeprefix("num2words ") in LEARNED.get(language, ())
        ]
        if not rules and not learned:
            continue
        path = FOLDER / f"{language}.txt"
        if not options.check:
            path.write_text(_table(language, [*rules, *learned]), encoding="utf-8")
        lexicon = parse(path.read_text(encoding="utf-8"), language)
        print(f"{language}: {len(lexicon.senses)} words, {path.stat().st_size} bytes", flush=True)
        known: Known = {}
        for series in [*rules, *learned]:
            print("  " + _result(lexicon, series, options.below, options.draws, known), flush=True)
        is_useful = _is_useful(known)
        for series in compared:
            if series not in learned:
                print(
                    "  " + _result(lexicon, series, options.below, options.draws, known), flush=True
                )
        if not is_useful:
            print("  no table: the grammar is another one", flush=True)
            path.unlink()
            continue
        samples += list(_samples(language, [*rules, *learned], lexicon))
    if options.samples:
        options.samples.write_text("".join(f"{line}\n" for line in samples), encoding="utf-8")


def _is_useful(known: Known) -> bool:
    """Whether the cardinals among the spelled numbers are read."""
    cardinals = [(value, good) for (_, value, ordinal), good in known.items() if not ordinal]
    small = [good for value, good in cardinals if value < 10**4]
    large = [good for value, good in cardinals if value >= 10**4]
    return all(sum(each) >= MIN_SHARE * len(each) for each in (small, large))


def _table(language: str, series: list[Series]) -> str:
    """The table of a language."""
    lexicon = parse("\n".join(_extra(language)), language)
    for word, places in list(lexicon.glue.items()):
        lexicon.glue[fold(word, language)] = places
    learn(lexicon, series)
    for word, senses in lexicon.senses.items():
        # A word that multiplies and may be alone leaves the same room in both cases.
        powers = {(sense.value, sense.is_ordinal) for sense in senses if sense.is_power}
        alone = {s for s in senses if not s.is_power and (s.value, s.is_ordinal) in powers}
        senses -= alone
        senses |= {sense._replace(room=sense.value) for sense in alone}
        if any(sense.value == 1 for sense in senses):
            lexicon.weak.add(word)
    lexicon.weak &= lexicon.senses.keys()
    for word, value in _short(language, lexicon):
        lexicon.short.setdefault(word, value)
    name = LANGUAGES[language].name
    return (
        f"# Number words of {name}, made by benchmarks/number_words.py from CLDR 42 (Unicode\n"
        "# License), num2words and benchmarks/number_words_extra.txt. `lexicon.py` reads them.\n"
        f"{lexicon}"
    )


def _extra(language: str) -> Iterator[str]:
    """The rows for a language, spelled out and folded."""
    text = EXTRA.read_text(encoding="utf-8")
    section = re.search(rf"^\[{language}\]\n((?:[^\[\n].*\n)*)", text, re.MULTILINE)
    rows = section[1].splitlines() if section else []
    endings = {row.split()[0]: row.split()[1:] for row in rows if row.startswith("@")}
    for row in rows:
        key, *words = row.split()
        if key.startswith("@"):
            continue
        spelled = [fold(each, language) for word in words for each in _alternatives(word, endings)]
        yield " ".join([key, *spelled])


def _alternatives(word: str, endings: dict[str, list[str]]) -> Iterator[str]:
    if match := re.search(r"@\w+", word):
        yield from (word[: match.start()] + ending for ending in endings[match[0]])
    elif match := re.search(r"\{(.*?)\}", word):
        for part in match[1].split(","):
            yield from _alternatives(word[: match.start()] + part + word[match.end() :], endings)
    else:
        yield word


def _short(language: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """The magnitudes after digits that CLDR has: тыс., mln, Mrd; "m" and "t" may be units."""
    from babel import Locale

    for locale in LOCALES.get(language, (language,)):
        formats = Locale(locale).compact_decimal_formats
        for width in ("short", "long"):
            for plural in formats[width].values():
                for value, number_pattern in plural.items():
                    written = re.sub(r"[';\u200f\u200e\u061c]", "", number_pattern.pattern)
                    zeros = written.count("0")
                    word = fold(re.sub(r"[0\s\u00a0]+", " ", written).strip(), language)
                    power = int(value) // 10 ** (zeros - 1)
                    if zeros and len(word) > 1 and " " not in word and word not in lexicon.senses:
                        yield word, power


def _result(
    lexicon: Lexicon,
    series: Series,
    below: int,
    count: int,
    known: Known,
) -> str:
    """How many values of a series are read."""
    shares, failed = [], []
    for values in (range(below), draws(count, seed=2)):
        spelled = [(value, text) for value in values if (text := series.spell(value))]
        good = 0
        for value, text in spelled:
            key = (text, value, series.is_ordinal)
            if key not in known:
                known[key] = reads(lexicon, text, value, series.is_ordinal)
            good += known[key]
            if not known[key]:
                failed.append(f"{value} {text}")
        shares.append(f"{good / len(spelled):8.2%} of {len(spelled):6}" if spelled else " " * 18)
    examples = "; ".join(failed[:2]).replace("\u00ad", "").replace("\u200b", "")
    return f"{series.name:45} {'  '.join(shares)}  {examples}".rstrip()


def _samples(language: str, series: list[Series], lexicon: Lexicon) -> Iterator[str]:
    """Some values of each series that are read, as lines."""
    generator = random.Random(3)
    lines: dict[str, None] = {}
    for each in series:
        values = [generator.randrange(100), generator.randrange(100, 1000)]
        values += [generator.randrange(1000, 10**4), *draws(1, seed=generator.randrange(10**6))]
        for value in values[:SAMPLES_PER_SERIES]:
            text = each.spell(value)
            if text and reads(lexicon, text, value, each.is_ordinal):
                kind = "c" if reads(lexicon, text, value, False) else "o"
                lines[f"{language}\t{kind}\t{value}\t{text}"] = None
    yield from lines


if __name__ == "__main__":
    main()
