"""How dates and times are written in Chinese: a pattern for each unit, and the words in it."""

from __future__ import annotations

import re
from functools import cache

from tqcheck.text.folding import PLAIN_DIGITS

# Full-width figures and marks, and what is written for zero, each for one character.
PLAIN = PLAIN_DIGITS | {
    ord(char): plain for char, plain in zip("：．／－（）○◯Ｏ零", ":./-()〇〇〇〇", strict=True)
}

_FROM_ONE = "一二三四五六七八九"
_N = f"(?:[0-9]{{1,2}}|[{_FROM_ONE}]?十[{_FROM_ONE}]?|廿[{_FROM_ONE}]?|卅一?|[〇{_FROM_ONE}])"
# Where a number begins.
_HEAD = r"(?<![0-9/〇一二两三四五六七八九十百千万亿廿卅几数第])(?<![0-9][.,])"
_YEAR = f"(?:[12][0-9]{{3}}|[一二][〇{_FROM_ONE}]{{3}})"
TO = r"(?:[-—–~～至到、和与及或/]{1,2})"
_OF_YEAR = (
    "年?(?:初(?![一二三四五六七八九十中])|底|末)|上半年|下半年|[春夏秋冬](?![春夏秋冬])(?:天|季)?"
)
_OF_MONTH = "上旬|中旬|下旬|初(?![一二三四五六七八九十])|底|末"
_OF_AGE = "初[期叶]?|末[期叶]?|中[期叶]|[前后]期|[上下]半叶"
YEARS = {"大前": -3, "前": -2, "去": -1, "今": 0, "本": 0, "明": 1}
MONTHS = {"上": -1, "本": 0, "这": 0, "下": 1}
DAYS = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
WEEKS = {"上": -1, "本": 0, "这": 0, "下": 1}
MORNING = "凌晨|清晨|早晨|早上|上午|零晨|早|晨"
AFTERNOON = "中午|午后|下午|傍晚|晚上|晚间|夜晚|夜间|深夜|夜里|午夜|晚|夜"
WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日", 1)} | {"天": 7}
_ERAS = (
    "光绪|宣统|同治|咸丰|道光|嘉庆|乾隆|雍正|康熙|顺治|崇祯|万历|嘉靖|永乐|洪武|贞观|开元|天宝|"
    "昭和|明治|大正|平成|令和"
)
HOLIDAYS = {
    "元旦": (1, 1), "三八": (3, 8), "五一": (5, 1), "五四": (5, 4), "五卅": (5, 30), "六一": (6, 1),
    "七一": (7, 1), "七七": (7, 7), "八一": (8, 1), "八一五": (8, 15), "九一八": (9, 18),
    "国庆": (10, 1), "双十节": (10, 10), "一二九": (12, 9), "一二·九": (12, 9), "圣诞": (12, 25),
    "“十一": (10, 1),
}  # fmt: skip
# 第三日, 近十日 and 五日内 are so many days; 二日本报讯 is a day, 两日本人 no day.
_NO_DAY_BEFORE = "(?<![每近达共逾超约整连历满])(?<!为期)(?<!连续)(?<!历时)"
_IS_DAY = (
    "(?![内间游夜志历租均薪圆常用多元光])(?!之[内久后]|以内)"
    "(?!本(?![报社台月周年届次轮场季刊网站市省县]))"
)
# Objects by the thousand: 2000人 is not a year.
_COUNTED = "年个名人元米公千万亿多余度吨辆架家户套件亩台座头斤瓦份张美英位支艘项例种间股%"

# What shows that a text has a date of the lunar calendar.
_LUNAR = (
    "农历", "阴历", "旧历", "夏历", "正月", "腊月", "大年", "月初", "八月十五", "三月三", "九月九",
)  # fmt: skip

# The name of a unit is that of the function that reads what it holds. Before the pattern are the
# signs: without one of them a text has no such unit, and its pattern is not compiled.
_UNITS: dict[str, tuple[tuple[str, ...], str]] = {
    "lunar": (
        _LUNAR,
        (
            "(?:农历|阴历|旧历|夏历)[闰年月日初正腊冬元大甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
            f"{_FROM_ONE}十廿卅〇0-9]{{0,14}}"
            f"|[正腊]月(?:初?{_N})?日?|大年(?:三十|初{_N})|{_N}月初[{_FROM_ONE}十](?!日)"
            "|八月十五(?!日)|三月三(?![日十号])|九月九(?![日十号])"
        ),
    ),
    "era": (
        (*_ERAS.split("|"), "公元前"),
        (
            f"(?:{_ERAS})(?:{_N}|元)年(?:闰?{_N}月)?(?:{_N}日)?"
            f"|公元前[0-9{_FROM_ONE}十百〇]{{1,6}}年"
        ),
    ),
    "figures": (
        ("-", ".", "/"),
        r"(?<![\d.,/-])[12]\d{3}(?P<mark>[-./])\d{1,2}(?P=mark)\d{1,2}(?![\d/-]|\.\d)",
    ),
    "decade": (
        ("年代",),
        (
            f"{_HEAD}(?:(?P<decade_age>{_N})世纪)?(?:"
            f"(?P<decade_first>[1-9]0|[{_FROM_ONE}]十?)(?={TO}?(?:[1-9]0|[{_FROM_ONE}]十)年代)"
            f"|(?P<decade_n>[12][0-9]{{2}}0|[一二][〇{_FROM_ONE}]{{2}}〇|[1-9]0|[{_FROM_ONE}]十)年代"
            f"(?P<part>{_OF_AGE})?)"
            f"|(?<=[{_FROM_ONE}])(?P<decade_next>[{_FROM_ONE}]十)年代"
        ),
    ),
    "century": (
        ("世纪",),
        f"{_HEAD}(?P<century_n>{_N})世纪(?P<part>{_OF_AGE})?",
    ),
    "republic": (
        ("民国",),
        f"民国(?P<republic_n>{_N}|元)年",
    ),
    "year": (
        ("1", "2", "一", "二"),
        (
            f"{_HEAD}(?:公元)?(?P<year_n>{_YEAR})\\s?年(?!代)(?![来间]|的?历史|之久|多)(?<!00年(?=[以之]?前))"
            f"(?P<part>{_OF_YEAR})?"
            # The first ones of 1985—1990年 and 2018-19赛季.
            f"|{_HEAD}(?P<year_first>{_YEAR})"
            f"(?=\\s?{TO}\\s?(?:{_YEAR}|[0-9]{{2}}\\s?(?:年(?!代)|赛季|财年|学年)))"
        ),
    ),
    # 四二年; but 七八年 may be seven or eight years, and 78年 so many, unless more follows.
    "short_year": (
        ("年",),
        (
            f"{_HEAD}(?P<short_n>(?!一二|二三|三四|三五|四五|五六|六七|七八|八九)[{_FROM_ONE}][〇{_FROM_ONE}]"
            f"|(?:[{_FROM_ONE}][〇{_FROM_ONE}]|[0-9]{{2}})(?=年(?:{_N}月|[初底末春夏秋冬])))年(?!代)"
            f"(?P<part>{_OF_YEAR})?"
        ),
    ),
    "bare_year": (
        ("19", "20"),
        (
            r"(?<![0-9.,:/A-Za-z-])(?P<bare_n>(?:19|20)[0-9]{2})"
            rf"(?=[一-鿿(《“”」》)]|\s[^0-9])(?!\s?[{_COUNTED}])"
        ),
    ),
    "year_word": (
        ("年",),
        (
            f"(?P<year_off>大前|前|去|今|明|本)年(?![级轻青纪代])(?P<part>{_OF_YEAR})?"
            "|[上下]半年"
        ),
    ),
    "month": (
        ("月",),
        (
            f"{_HEAD}(?:(?P<month_n>{_N})\\s?月(?![球亮饼光台])份?(?P<part>{_OF_MONTH})?"
            f"|(?P<month_first>{_N})(?=(?:{TO}{_N}){{1,6}}\\s?月))"
        ),
    ),
    "month_word": (
        ("月",),
        f"(?P<month_off>[上本这下])个?月(?P<part>{_OF_MONTH})?",
    ),
    "month_part_only": (
        ("旬",),
        "[上中下]旬",
    ),
    "day_word": (
        tuple(DAYS),
        (
            f"(?P<dated_off>[前昨今明])[天日]?[(](?P<dated_n>{_N})日?[)][天日]?"
            "|(?P<day_off>[前昨今明后])(?:[天日](?![子后])|(?=[晚晨早夜]))"
        ),
    ),
    "day": (
        ("日", "号"),
        (
            f"{_NO_DAY_BEFORE}{_HEAD}(?:(?P<day_n>{_N})\\s?(?:日{_IS_DAY}|(?P<hao>号))"
            f"|(?P<day_first>{_N})(?=(?:{TO}{_N}){{1,8}}\\s?日{_IS_DAY}))"
        ),
    ),
    "weekday": (
        ("星期", "礼拜", "周"),
        (
            "(?:(?P<week_off>[上本这下])个?)?(?:星期|礼拜|(?<![一二两三四五六七八九十几半每数0-9])周)"
            "(?P<weekday_n>[一二三四五六日天])(?![次个场回节期名家届岁年])"
        ),
    ),
    "time": (
        ("时", "点", ":"),
        (
            f"(?:(?P<morning>{MORNING})|(?P<afternoon>{AFTERNOON}))?\\s?"
            f"(?<![0-9.:〇一二三四五六七八九十百两第])(?P<hour>{_N}|两)\\s?"
            "(?:时(?![代候期间常装尚速段刻差而任辰有])|(?P<point>点)(?P<clock>钟)?"
            "|(?P<colon>:)(?=[0-5][0-9](?![0-9:])))"
            f"(?:(?P<half_past>半)|(?P<quarter>[一三])刻|(?P<minute>{_N})\\s?分?(?![钟之0-9])|(?P<sharp>[整许]))?"
            f"|(?<![0-9.:])(?P<hour_first>[0-9]{{1,2}})(?={TO}[0-9]{{1,2}}时(?![代候期间]))"
        ),
    ),
    "event": (
        ("·", "•", "・", "."),
        (
            r"(?<![0-9.])(?P<event_month>1[0-2]|[1-9])[·•・.](?P<event_day>[12][0-9]|3[01]|[1-9])"
            r"(?=[”」]?(?:事件|恐怖|袭击|惨案|大案|专案|运动|讲话|空难|地震|特大|事故))"
        ),
    ),
    "holiday": (
        tuple(HOLIDAYS),
        (
            "(?<![0-9〇一二两三四五六七八九十百千万第])(?P<holiday_n>"
            + "|".join(sorted(HOLIDAYS, key=len, reverse=True))
            + ")(?![0-9〇一二两三四五六七八九十百千万年月日点分号个成式班排团营])"
        ),
    ),
}  # fmt: skip
# What a unit can begin with: elsewhere none is looked for.
BEGINNING = (
    "[0-9〇一二三四五六七八九十廿卅两农阴旧夏正腊大光宣同咸道嘉乾雍康顺崇万永洪贞开天昭明平令公民上下本这前去今昨后"
    "星礼周凌清早零晨中午傍晚夜深元双国圣“]"
)


def units(plain: str) -> list[tuple[str, re.Pattern[str]]]:
    """The units that a text may have, by name, in the order in which they are tried."""
    return [
        (name, _compiled(name))
        for name, (signs, _) in _UNITS.items()
        if any(sign in plain for sign in signs)
    ]


@cache
def _compiled(name: str) -> re.Pattern[str]:
    return re.compile(_UNITS[name][1])
