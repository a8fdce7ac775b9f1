"""Runs of number words, in all ways in which they may be read."""

from __future__ import annotations

import unicodedata

import pytest

from tests.growth import assert_linear
from tqcheck.recognisers.number_words import MAX_NUMBERS, Run, runs
from tqcheck.recognisers.number_words.magnitudes import magnitude_after


def values(text: str, language: str) -> list[list[list[int]]]:
    """The readings of each run."""
    return [
        [[number.value for number in reading] for reading in run.readings]
        for run in runs(text, language)
    ]


def whole(text: str, language: str) -> int | None:
    """The value of a text that is one run, in its reading as one number."""
    (run,) = runs(text, language)
    assert (run.start, run.end) == (0, len(text))
    first = run.readings[0]
    return first[0].value if len(first) == 1 else None


@pytest.mark.parametrize(
    ("language", "text", "readings"),
    [
        ("en", "twenty two", [[22], [20, 2]]),
        ("en", "hundred and five", [[105], [100, 5]]),
        ("en", "two hundred", [[200]]),
        ("en", "nineteen eighty-four", [[1984], [19, 84], [1980, 4], [19, 80, 4]]),
        ("en", "one, two", [[1]]),
        ("de", "siebenundzwanzig", [[27]]),
        ("de", "sieben und zwanzig", [[27], [7, 20]]),
        ("fr", "deux mille", [[2000], [2, 1000]]),
        ("fr", "soixante dix", [[70], [60, 10]]),
        ("fr", "vingt et un", [[21], [20, 1]]),
        ("vi", "hai ba", [[2, 3]]),
        ("zh", "七四", [[7, 4]]),
    ],
)
def test_every_reading(language: str, text: str, readings: list[list[int]]) -> None:
    assert values(text, language)[0] == readings


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("ar", 27, "سبعة وعشرين"),
        ("ar", 325, "ثلاثمئة وخمسة وعشرين"),
        ("ar", 2_000_000, "مليونين"),
        ("bg", 27, "двадесет и седем"),
        ("cs", 27, "sedmadvacet"),
        ("cs", 205, "dvou set pěti"),
        ("da", 97, "syvoghalvfems"),
        ("da", 60, "treds"),
        ("de", 21, "einundzwanzig"),
        ("de", 3_500_000_000, "drei Milliarden fünfhundert Millionen"),
        ("de", 30, "dreissig"),
        ("en", 1_200_000, "one million, two hundred thousand"),
        ("en", 35_000_000, "three crore fifty lakh"),
        ("en", 10**60, " ".join(["million"] * 10)),
        ("es", 10**9, "mil millones"),
        ("es", 10**12, "un billón"),
        ("es", 22, "veintidos"),
        ("fr", 97, "quatre-vingt-dix-sept"),
        ("fr", 97, "nonante-sept"),
        ("hi", 1_23_456, "एक लाख तेईस हजार चार सौ छप्पन"),
        ("hu", 27, "huszonhét"),
        ("id", 2_000_000, "dua juta"),
        ("it", 23, "ventitré"),
        ("ko", 23, "스물셋"),
        ("ko", 35_000, "삼만 오천"),
        ("nb", 27, "syvogtyve"),
        ("nl", 22, "tweeëntwintig"),
        ("pl", 20, "dwudziestu"),
        ("pt", 10**9, "mil milhões"),
        ("pt", 16, "dezasseis"),
        ("ro", 22_000, "douăzeci și două de mii"),
        ("ru", 27, "двадцатью семью"),
        ("ru", 4, "четырёх"),
        ("th", 27, "ยี่สิบเจ็ด"),
        ("tr", 27, "yirmi yedi"),
        ("tr", 27, "yirmiyedi"),
        ("tr", 27, "YİRMİ YEDİ"),
        ("uk", 27, "двадцяти семи"),
        ("vi", 10**12, "nghìn tỷ"),
        ("vi", 1_005, "một nghìn không trăm linh năm"),
    ],
)
def test_one_number(language: str, value: int, text: str) -> None:
    assert whole(text, language) == value


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("ar", 21, "الحادي والعشرون"),
        ("cs", 25, "dvacátém pátém"),
        ("de", 27, "siebenundzwanzigsten"),
        ("en", 205, "two hundred and fifth"),
        ("es", 21, "vigésimo primero"),
        ("fr", 21, "vingt et unième"),
        ("ja", 27, "第二十七"),
        ("ko", 27, "스물일곱째"),
        ("pl", 25, "dwudziestego piątego"),
        ("ru", 2_000, "двухтысячный"),
        ("vi", 27, "thứ hai mươi bảy"),
    ],
)
def test_ordinals(language: str, value: int, text: str) -> None:
    (run,) = runs(text, language)
    number = run.readings[0][0]
    assert (number.value, number.is_ordinal) == (value, True)


def test_a_cardinal_is_no_ordinal() -> None:
    assert not runs("twenty", "en")[0].numbers[0].is_ordinal
    assert values("twentieth two", "en") == [[[20, 2]]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "zweihundertjährig"),
        ("de", "siebenundzwanzigfach"),
        ("ru", "двухтысячник"),
        ("hu", "huszonhétféle"),
    ],
)
def test_a_word_that_goes_on_is_not_read(language: str, text: str) -> None:
    (run,) = runs(f"{text} x", language)
    assert (run.start, run.end, run.is_read, run.weak) == (0, len(text), False, False)


@pytest.mark.parametrize(
    ("language", "text", "weak"),
    [
        ("de", "ein", True),
        ("de", "Zweifel", True),
        ("de", "zwei", False),
        ("en", "one", True),
        ("en", "second", True),
        ("en", "twenty-second", False),
        ("fr", "un", True),
        ("fr", "neuf", True),
        ("fr", "dix-neuf", False),
        ("it", "sei", True),
        ("pl", "drugi", True),
        ("tr", "on", True),
        ("tr", "on altı", False),
        ("ko", "만일", True),
        ("vi", "năm", True),
        ("vi", "năm mươi", False),
    ],
)
def test_words_that_are_numbers_only_sometimes(language: str, text: str, weak: bool) -> None:
    assert [run.weak for run in runs(text, language)] == [weak]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Often the tenant wore a sixpence; someone weighed the tents."),
        ("fr", "Une centaine de centimes"[4:]),
        ("ru", "Мост и куст"),
        ("xx", "one two three"),
        ("en", ""),
    ],
)
def test_other_words_are_left_alone(language: str, text: str) -> None:
    assert runs(text, language) == []


def test_and_belongs_to_a_number_only_inside_it() -> None:
    assert values("two and three", "en") == [[[2]], [[3]]]
    assert values("sieben und acht", "de") == [[[7]], [[8]]]
    assert values("two million and three hundred people", "en")[0][0] == [2_000_300]


@pytest.mark.parametrize(
    "text",
    [
        "Es sind siebenundzwanzig Boote.",
        "Es sind sieben\u00adund\u00adzwanzig Boote.",
        unicodedata.normalize("NFD", "Äöü: es sind fünfundfünfzig Boote."),
    ],
)
def test_places_are_those_of_the_text(text: str) -> None:
    (run,) = runs(text, "de")
    before, after = text.index("sind ") + 5, text.index(" Boote")
    assert (run.start, run.end) == (before, after)
    assert {(n.start, n.end) for n in run.numbers} == {(before, after)}


def test_what_is_larger_than_any_number_is_no_number() -> None:
    (run,) = runs(" ".join(["million"] * 11), "en")
    assert max(number.value for number in run.numbers) == 10**60


def test_a_run_of_too_many_numbers_is_not_read() -> None:
    (run,) = runs(" ".join(["one"] * MAX_NUMBERS), "en")
    assert run.is_read
    (run,) = runs(" ".join(["one"] * (MAX_NUMBERS + 1)), "en")
    assert not run.is_read and len(run.numbers) == MAX_NUMBERS + 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "one "),
        ("en", "million "),
        ("en", "one hundred one thousand one million "),
        ("en", "nine hundred and ninety-nine thousand nine hundred and "),
        ("de", "einund"),
        ("de", "hunderttausend"),
        ("fr", "quatre-vingt-"),
        ("zh", "万亿"),
        ("zh", "一"),
        ("vi", "không trăm linh "),
    ],
)
def test_the_time_grows_with_the_length(language: str, words: str) -> None:
    def work(size: int) -> list[Run]:
        return runs(words * (size // len(words)), language)

    assert_linear(work, 3_000)


@pytest.mark.parametrize(
    ("language", "text", "magnitude", "end"),
    [
        ("en", "3 million.", 10**6, " million"),
        ("en", "3 thousand million", 10**9, " thousand million"),
        ("en", "3 lakh crore", 10**12, " lakh crore"),
        ("de", "3 Mio. Euro", 10**6, " Mio."),
        ("pl", "3 tys. osób", 1000, " tys."),
        ("pt", "3 mil milhões", 10**9, " mil milhões"),
        ("ru", "3 тыс. рублей", 1000, " тыс."),
        ("tr", "3 bin kişi", 1000, " bin"),
        ("vi", "3 nghìn tỷ đồng", 10**12, " nghìn tỷ"),
        ("zh", "3万人", 10**4, "万"),
    ],
)
def test_magnitudes_after_digits(language: str, text: str, magnitude: int, end: str) -> None:
    assert magnitude_after(text, 1, language) == (magnitude, 1 + len(end))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "3 millionaires"),
        ("en", "3 and million"),
        ("en", "3 hundredths"),
        ("en", "3 m"),
        ("de", "3 millionfach"),
        ("en", "3"),
        ("xx", "3 million"),
    ],
)
def test_other_words_after_digits_are_no_magnitudes(language: str, text: str) -> None:
    assert magnitude_after(text, 1, language) is None
