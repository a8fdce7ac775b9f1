"""Numbers as texts write them, in Chinese, English and other languages."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

import pytest

from tqcheck.recognisers.numbers import numbers
from tqcheck.recognisers.numbers.number import Number
from tqcheck.recognisers.numbers.zh_numerals import numeral_value


def _values(text: str, language: str) -> list[str]:
    """The numbers of a text, each as its value or bounds."""
    found = numbers(text, language)
    return [str(n.low) if n.low == n.high else f"{n.low}-{n.high}" for n in found]


def _only(text: str, language: str) -> Number:
    (number,) = numbers(text, language)
    return number


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("一千二百三十四", "1234"),
        ("一千零一十五", "1015"),
        ("三万零五", "30005"),
        ("一百五", "150"),
        ("两万五千里", "25000"),
        ("7万8千", "78000"),
        ("3.5万", "35000"),
        ("一万亿", "1000000000000"),
        ("5亿", "500000000"),
        ("１９８９", "1989"),
        ("二〇〇〇", "2000"),
        ("三一二七部队", "3127"),
        ("1,234,567", "1234567"),
        ("壹仟贰佰叁拾肆萬", "12340000"),
        ("兩億", "200000000"),
        ("廿三", "23"),
        ("一千二百多万", "12000000"),
        ("十几万", "110000-190000"),
        ("三四百人", "300-400"),
        ("三、四百人", "300-400"),
        ("十七八个", "17-18"),
        ("600至850亿元", "60000000000 85000000000"),
        ("3000到1万", "3000 10000"),
        ("百分之三十五", "7/20"),
        ("98％", "49/50"),
        ("百分之五至十", "1/20 1/10"),
        ("5-10%", "1/20 1/10"),
        ("3个百分点", "3/100"),
        ("三成", "3/10"),
        ("三成五", "7/20"),
        ("三分之一", "1/3"),
        ("1／4", "1/4"),
        ("万分之三", "3/10000"),
        ("第十一届", "11"),
        ("３季度", "3"),
        ("一个半月", "3/2"),
        ("两年半", "5/2"),
        ("三点五", "7/2"),
        ("翻两番", "4"),
        ("半个月", "1/2"),
        ("完成任务，队伍很大", ""),
        ("几个人", ""),
    ],
)
def test_chinese(text: str, values: str) -> None:
    assert _values(text, "zh") == values.split()


@pytest.mark.parametrize(
    "text",
    [
        *("一心一意", "四通八达", "三轮车", "一些人", "张三", "五四运动", "三亚", "十分高兴"),
        *("千万别去", "万一", "星期一", "三元里", "三军", "成千上万"),
    ],
)
def test_names_and_idioms_need_be_no_numbers(text: str) -> None:
    assert not any(number.sure for number in numbers(text, "zh"))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,234,567 people", "1234567"),
        ("12 345 people", "12345"),
        ("1.5 million", "1500000"),
        ("two hundred and five men", "205"),
        ("twenty-one", "21"),
        ("21st and twenty-first", "21 21"),
        ("one hundred twenty-third", "123"),
        ("a dozen eggs, two dozen hens", "12 24"),
        ("half a dozen", "6"),
        ("half a million", "500000"),
        ("two and a half years", "5/2"),
        ("two and a half million", "2500000"),
        ("a month and a half", "3/2"),
        ("a million and a half", "1500000"),
        ("nineteen hundred", "1900"),
        ("one thousand million", "1000000000"),
        ("one third, two-thirds, three-quarters", "1/3 2/3 3/4"),
        ("a third of the harvest", "1/3"),
        ("1/3", "1/3"),
        ("35%, 35 per cent, 35 percent", "7/20 7/20 7/20"),
        ("5 percentage points", "1/20"),
        ("3‰", "3/1000"),
        ("three in ten thousand", "3/10000"),
        ("6 to 8 million", "6000000 8000000"),
        ("600-850 billion yuan", "600000000000 850000000000"),
        ("5 to 10 percent", "1/20 1/10"),
        ("World War II", "2"),
        ("twice, threefold, tripled", "2 3 3"),
        ("ten times", "10"),
        ("dozens of", "20-99"),
        ("hundreds of thousands of", "200000-999999"),
        ("$5bn and £3m", "5000000000 3000000"),
        ("the score was even; a score of men", "20"),
        ("Part I", ""),
        ("see https://example.org/2020/12 or `f(3)`", ""),
        ("version 3.10.2", ""),
    ],
)
def test_english(text: str, values: str) -> None:
    assert _values(text, "en") == [str(Fraction(v)) if "-" not in v else v for v in values.split()]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "1.234.567,8 und 1,5 Millionen", "6172839/5 1500000"),
        ("de", "Python 3.10 hat zweiundzwanzigtausend Zeilen", "22000"),
        ("fr", "1 234,5 et vingt-cinq mille", "2469/2 25000"),
        ("it", "1’234", "1234"),
        ("es", "veintidós mil", "22000"),
        ("ar", "١٬٢٣٤٫٥ و ٣٥٪", "2469/2 7/20"),
        ("hi", "१२,३४,५६७", "1234567"),
        ("ja", "5億円、３万", "500000000 30000"),
        ("ru", "1 234,5 и 5 млн", "2469/2 5000000"),
        ("ko", "5만", "50000"),
    ],
)
def test_other_languages(language: str, text: str, values: str) -> None:
    assert _values(text, language) == values.split()


@pytest.mark.parametrize(
    ("language", "text", "approximate"),
    [
        ("zh", "三千多人", "more"),
        ("zh", "2000余户", "more"),
        ("zh", "超过五百人", "more"),
        ("zh", "近三百人", "nearly"),
        ("zh", "不到三百人", "less"),
        ("zh", "三百人左右", "about"),
        ("zh", "三百人", ""),
        ("en", "more than 3,000", "more"),
        ("en", "nearly three hundred", "nearly"),
        ("en", "up to 20 million", "less"),
        ("en", "about $300", "about"),
        ("en", "300 men", ""),
    ],
)
def test_what_is_said_of_it(language: str, text: str, approximate: str) -> None:
    assert _only(text, language).approximate == approximate


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("zh", "560亩", "mu"),
        ("zh", "100多里", "li"),
        ("zh", "5公里", "kilometre"),
        ("zh", "220千伏", "kilovolt"),
        ("en", "560 acres", "acre"),
        ("en", "a 560-acre farm", "acre"),
        ("en", "3.5kg", "kilogram"),
        ("en", "5 minutes", ""),
    ],
)
def test_units(language: str, text: str, unit: str) -> None:
    assert _only(text, language).unit == unit


def test_places_are_code_points_of_the_text() -> None:
    text = "😀共有１２，３００人"
    (number,) = numbers(text, "zh")
    assert text[number.start : number.end] == "１２，３００"
    assert number.low == 12300


_DIGITS = "零一二三四五六七八九"
_FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def _section(value: int) -> str:
    """Up to 9,999 in characters."""
    written, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            written += ("零" if zero and written else "") + _DIGITS[digit] + name
        zero = not digit
    return written


def _chinese(value: int) -> str:
    written, gap = "", False
    for unit, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        section = value // unit % 10**4
        if not section:
            gap = True
            continue
        # 十二万亿五千亿 is said 十二万五千亿.
        written = written.removesuffix("亿") if name == "亿" and written else written
        written += ("零" if written and (gap or section < 1000) else "") + _section(section) + name
        gap = False
    return written


def _mixed(value: int) -> str:
    """Digits and magnitudes: 3亿零5万, 7万8000."""
    written = ""
    for part, name in ((value // 10**8, "亿"), (value // 10**4 % 10**4, "万"), (value % 10**4, "")):
        if part:
            written += ("零" if written and part < 1000 else "") + f"{part}{name}"
    return written


_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_SMALL += " fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _hundreds(value: int, joint: str) -> str:
    words = []
    if value >= 100:
        words += [f"{_SMALL.split()[value // 100]} hundred"]
        if value % 100:
            words += [joint] if joint else []
    value %= 100
    if value >= 20:
        tens = _TENS.split()[value // 10 - 2]
        words.append(f"{tens}-{_SMALL.split()[value % 10]}" if value % 10 else tens)
    elif value:
        words.append(_SMALL.split()[value])
    return " ".join(words)


def _english(value: int, joint: str = "") -> str:
    words = []
    for unit, name in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (1, ""),
    ):
        group = value // unit % 1000
        if group:
            words.append(f"{_hundreds(group, joint)} {name}".strip())
    return " ".join(words)


def _scaled(value: int, units: tuple[tuple[int, str], ...]) -> str:
    """In digits, with the greatest magnitude that fits, exactly."""
    unit, name = next((unit, name) for unit, name in units if value >= unit)
    whole, rest = divmod(value, unit)
    decimals = str(rest).zfill(len(str(unit)) - 1).rstrip("0") if unit > 1 else ""
    return f"{whole}.{decimals}{name}" if decimals else f"{whole}{name}"


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_FORMS: dict[str, tuple[str, Callable[[int], str]]] = {
    "characters": ("zh", _chinese),
    "financial": ("zh", lambda n: _chinese(n).translate(_FINANCIAL)),
    "traditional": ("zh", lambda n: _chinese(n).replace("万", "萬").replace("亿", "億")),
    "mixed": ("zh", _mixed),
    "digits and 万, 亿": ("zh", lambda n: _scaled(n, ((10**8, "亿"), (10**4, "万"), (1, "")))),
    "digits": ("zh", str),
    "full width": ("zh", lambda n: str(n).translate(_WIDE)),
    "grouped, Chinese": ("zh", lambda n: f"{n:,}"),
    "grouped": ("en", lambda n: f"{n:,}"),
    "grouped by blanks": ("en", lambda n: f"{n:,}".replace(",", " ")),
    "grouped by narrow blanks": ("en", lambda n: f"{n:,}".replace(",", "\u202f")),
    "ungrouped": ("en", str),
    "words": ("en", _english),
    "words with and": ("en", lambda n: _english(n, "and")),
    "capitals": ("en", lambda n: _english(n).capitalize()),
    "million and billion": (
        "en",
        lambda n: _scaled(
            n, ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"), (1, ""))
        ),
    ),
    "grouped, German": ("de", lambda n: f"{n:,}".replace(",", ".")),
    "grouped, French": ("fr", lambda n: f"{n:,}".replace(",", "\u202f")),
}


@pytest.mark.parametrize("form", _FORMS)
def test_every_integer_reads_back(form: str) -> None:
    language, write = _FORMS[form]
    chance = random.Random(form)
    values = [*range(1, 1200), *(10**power for power in range(15)), *(10**p + 1 for p in range(15))]
    for digits in range(2, 16):
        values += [chance.randrange(10 ** (digits - 1), 10**digits) for _ in range(60)]
        # Round ones have the zeros that are left out and said.
        values += [
            chance.randrange(1, 1000) * 10 ** chance.randrange(digits) % 10**15 or 1
            for _ in range(60)
        ]
    # Alone 伍 is a surname and 陆 the land: financial figures come with their magnitudes.
    least = 10 if form == "financial" else 1
    for value in (value for value in values if value >= least):
        written = write(value)
        found = numbers(written, language)
        assert [(n.low, n.high) for n in found] == [(value, value)], (value, written, found)
        assert (found[0].start, found[0].end) == (0, len(written)), written


@pytest.mark.parametrize("language", ["zh", "en", "de", "ja"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ud800",
        "\x00",
        "," * 50_000,
        "1" * 5_000,
        "一" * 20_000,
        "1,000" * 5_000,
        "10/" * 5_000,
    ],
)
def test_hostile_texts(text: str, language: str) -> None:
    numbers(text, language)


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        *[("05", 5), ("〇", 0), ("两", 2), ("十", 10), ("廿六", 26), ("三十一", 31)],
        *[("四二", 42), ("五六", 56), ("一九八九", 1989)],
    ],
)
def test_a_numeral_of_a_date_has_its_value(numeral: str, value: int) -> None:
    assert numeral_value(numeral) == value
