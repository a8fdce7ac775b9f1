"""Dates and times: what is read of them in Chinese, in English, and in figures of any language."""

from __future__ import annotations

import datetime
from dataclasses import fields

import pytest

from tests.growth import assert_linear
from tqcheck.recognisers.dates import dates
from tqcheck.recognisers.dates.date import Date

_ABOUT_TEXT = ("start", "end", "text", "certain", "named", "in_part")


def said(text: str, language: str) -> list[dict[str, object]]:
    """What each date says, without what it does not say."""
    return [
        {
            field.name: value
            for field in fields(date)
            if field.name not in _ABOUT_TEXT and (value := getattr(date, field.name)) is not None
        }
        for date in dates(text, language)
    ]


def ymd(year: int | None = None, month: int | None = None, day: int | None = None) -> dict:
    parts = {"year": year, "month": month, "day": day}
    return {name: value for name, value in parts.items() if value is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一九八九年十一月二十六日", [ymd(1989, 11, 26)]),
        ("１９８９年１１月２６日", [ymd(1989, 11, 26)]),
        ("1989 年 11 月 26 日", [ymd(1989, 11, 26)]),
        ("二〇〇八年八月", [ymd(2008, 8)]),
        ("廿六日和卅日", [ymd(day=26), ymd(day=30)]),
        ("9月26日至27日", [ymd(None, 9, 26), ymd(None, 9, 27)]),
        ("3月5、6、7日", [ymd(None, 3, 5), ymd(None, 3, 6), ymd(None, 3, 7)]),
        ("二十六、七日", [ymd(day=26), ymd(day=27)]),
        ("1985—1990年", [ymd(1985), ymd(1990)]),
        ("三、四月", [ymd(month=3), ymd(month=4)]),
        ("1988年3、4月", [ymd(1988, 3), ymd(1988, 4)]),
        ("四二年与七八年春", [ymd(42), ymd(78)]),
        ("民国三十五年", [ymd(1946)]),
        ("去年3月", [{"year_offset": -1, "month": 3}]),
        ("上月底", [{"month_offset": -1}]),
        ("昨（3）日", [{"day_offset": -1, "day": 3}]),
        ("上周五", [{"week_offset": -1, "weekday": 5}]),
        ("星期日、礼拜天", [{"weekday": 7}, {"weekday": 7}]),
        ("5月1号", [ymd(None, 5, 1)]),
        ("上午10时30分", [{"hour": 10, "minute": 30}]),
        ("晚七点半", [{"hour": 19, "minute": 30}]),
        ("零时三刻", [{"hour": 0, "minute": 45}]),
        ("8至10时", [{"hour": 8}, {"hour": 10}]),
        ("11月1日凌晨零时30分", [ymd(None, 11, 1) | {"hour": 0, "minute": 30}]),
        ("六七十年代", [{"decade": 60}, {"decade": 70}]),
        ("20世纪五十年代初", [{"decade": 1950}]),
        ("二十一世纪", [{"century": 21}]),
        ("11月上旬", [{"month": 11}]),
        ("1999年上半年", [{"year": 1999}]),
        ("农历八月十五", [{"calendar": "lunar"}]),
        ("光绪二十四年", [{"calendar": "era"}]),
        ("1989-11-26", [ymd(1989, 11, 26)]),
        ("“五四”运动", [ymd(None, 5, 4)]),
    ],
)
def test_chinese_dates(text: str, expected: list[dict[str, object]]) -> None:
    assert said(text, "zh") == expected


@pytest.mark.parametrize(
    "text",
    [
        *("三年", "3个月", "40天", "10小时", "近十日", "五日内", "第三日", "七八年来", "三五年"),
        *("8号楼", "嫦娥五号", "三点意见", "一周三次", "半个世纪", "第一点", "2000多人", "一时"),
        *("13月", "32日", "上涨30点", "一心一意", "3日本人", ""),
    ],
)
def test_what_is_no_date_in_chinese(text: str) -> None:
    assert dates(text, "zh") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("November 26, 1989", [ymd(1989, 11, 26)]),
        ("26 November 1989", [ymd(1989, 11, 26)]),
        ("Nov. 26th", [ymd(None, 11, 26)]),
        ("the 26th of November", [ymd(None, 11, 26)]),
        ("26/11/1989", [ymd(1989, 11, 26)]),
        ("3/5/1989", [ymd(1989)]),
        ("1989-11-26", [ymd(1989, 11, 26)]),
        ("September 26 to 27", [ymd(None, 9, 26), ymd(None, 9, 27)]),
        ("5, 6 and 7 March 1990", [ymd(1990, 3, 5), ymd(1990, 3, 6), ymd(1990, 3, 7)]),
        ("from 1985 to 1990", [ymd(1985), ymd(1990)]),
        ("in 1985-90", [ymd(1985), ymd(1990)]),
        ("on the 2nd", [ymd(day=2)]),
        ("from the 25th to the 27th", [ymd(day=25), ymd(day=27)]),
        ("last Friday", [{"week_offset": -1, "weekday": 5}]),
        ("10 a.m.", [{"hour": 10}]),
        ("10:30 pm", [{"hour": 22, "minute": 30}]),
        ("from 3 to 4 p.m.", [{"hour": 15}, {"hour": 16}]),
        ("half past nine", [{"hour": 9, "minute": 30}]),
        ("a quarter to nine in the evening", [{"hour": 20, "minute": 45}]),
        ("at noon, at midnight", [{"hour": 12}, {"hour": 0}]),
        ("the 1980s", [{"decade": 1980}]),
        ("the late eighties", [{"decade": 80}]),
        ("the 20th century", [{"century": 20}]),
        ("early March", [{"month": 3}]),
        ("mid-October", [{"month": 10}]),
        ("late 1988", [{"year": 1988}]),
        ("in May last year", [{"month": 5, "year_offset": -1}]),
        ("this month", [{"month_offset": 0}]),
        ("the day before yesterday", [{"day_offset": -2}]),
        ("the 35th year of the Republic", [ymd(1946)]),
        ("the eighth lunar month", [{"calendar": "lunar"}]),
        ("National Day", [ymd(None, 10, 1)]),
    ],
)
def test_english_dates(text: str, expected: list[dict[str, object]]) -> None:
    assert said(text, "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        *("three years", "10 hours", "2000 people", "the 7th National Congress", "1/3", "1,989"),
        *("may march on", "the second time", "Theresa May said", "$1999", "1999.5", "300 BC", ""),
    ],
)
def test_what_is_no_date_in_english(text: str) -> None:
    assert dates(text, "en") == []


def test_other_languages_have_their_figures() -> None:
    assert said("Am 26.11.1989 und 1989-11-27", "de") == [ymd(1989, 11, 26), ymd(1989, 11, 27)]
    assert said("le 26 novembre", "fr") == []


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(ValueError, match="unknown language 'xx'"):
        dates("1989", "xx")


@pytest.mark.parametrize(
    ("text", "language"), [("在七日 3月5、6日9时", "zh"), ("on March 5-6", "en")]
)
def test_a_date_is_where_it_says(text: str, language: str) -> None:
    found = dates(text, language)
    assert [text[date.start : date.end] for date in found] == [date.text for date in found]
    assert [d.start for d in found] == sorted(d.start for d in found)


@pytest.mark.parametrize(
    ("text", "language"),
    [("二日", "zh"), ("9:30", "zh"), ("元旦", "zh"), ("the 7th.", "en"), ("2019 in figures", "en")],
)
def test_what_may_be_another_number_is_not_certain(text: str, language: str) -> None:
    assert [date.certain for date in dates(text, language)] == [False]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (Date(0, 0, "", day_offset=-1), (1988, 12, 31, 6)),
        (Date(0, 0, "", year_offset=-1, month=3), (1988, 3, None, None)),
        (Date(0, 0, "", month_offset=-1), (1988, 12, None, None)),
        (Date(0, 0, "", week_offset=-1, weekday=5), (1988, 12, 23, 5)),
        (Date(0, 0, "", month=3, day=5), (None, 3, 5, None)),
    ],
)
def test_words_are_counted_from_a_day(date: Date, expected: tuple[int | None, ...]) -> None:
    found = date.on(datetime.date(1989, 1, 1))
    assert (found.year, found.month, found.day, found.weekday) == expected


@pytest.mark.parametrize(
    "unit", ["1989年", "3、", "March 5, ", "1", "一九", "the 5th to ", "\ud800日"]
)
@pytest.mark.parametrize("language", ["zh", "en", "de"])
def test_long_lines_take_linear_time(unit: str, language: str) -> None:
    assert_linear(lambda size: dates((unit * size)[:size], language), 5_000)
