"""Dates and times in Chinese: units with their figures are found one by one, then joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from tqcheck.languages.dates import ERA, LUNAR, Date, Place

# Full-width figures and marks, and what stands for the zero, each for one character.
_PLAIN = str.maketrans("０１２３４５６７８９：．／－（）○◯Ｏ零", "0123456789:./-()〇〇〇〇")
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"两": 2}

_FROM_ONE = "一二三四五六七八九"
_N = f"(?:[0-9]{{1,2}}|[{_FROM_ONE}]?十[{_FROM_ONE}]?|廿[{_FROM_ONE}]?|卅一?|[〇{_FROM_ONE}])"
# Where a number begins.
_HEAD = r"(?<![0-9/〇一二两三四五六七八九十百千万亿廿卅几数第])(?<![0-9][.,])"
_YEAR = f"(?:[12][0-9]{{3}}|[一二][〇{_FROM_ONE}]{{3}})"
_TO = r"(?:[-—–~～至到、和与及或/]{1,2})"
_PARTS = {
    "初": "early", "初期": "early", "前期": "early", "初叶": "early", "上旬": "early",
    "中": "mid", "中期": "mid", "中叶": "mid", "中旬": "mid",
    "底": "late", "末": "late", "末期": "late", "后期": "late", "末叶": "late", "下旬": "late",
    "上半年": "first half", "上半叶": "first half",
    "下半年": "second half", "下半叶": "second half",
    "春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter",
}  # fmt: skip
_OF_YEAR = (
    "年?(?:初(?![一二三四五六七八九十中])|底|末)|上半年|下半年|[春夏秋冬](?![春夏秋冬])(?:天|季)?"
)
_OF_MONTH = "上旬|中旬|下旬|初(?![一二三四五六七八九十])|底|末"
_OF_AGE = "初[期叶]?|末[期叶]?|中[期叶]|[前后]期|[上下]半叶"
_YEARS = {"大前": -3, "前": -2, "去": -1, "今": 0, "本": 0, "明": 1}
_MONTHS = {"上": -1, "本": 0, "这": 0, "下": 1}
_DAYS = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_WEEKS = {"上": -1, "本": 0, "这": 0, "下": 1}
_MORNING = "凌晨|清晨|早晨|早上|上午|零晨|早|晨"
_AFTERNOON = "中午|午后|下午|傍晚|晚上|晚间|夜晚|夜间|深夜|夜里|午夜|晚|夜"
_WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日", 1)} | {"天": 7}
_ERAS = (
    "光绪|宣统|同治|咸丰|道光|嘉庆|乾隆|雍正|康熙|顺治|崇祯|万历|嘉靖|永乐|洪武|贞观|开元|天宝|"
    "昭和|明治|大正|平成|令和"
)
_HOLIDAYS = {
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
# Objects by the thousand: 2000人 is no year.
_COUNTED = "年个名人元米公千万亿多余度吨辆架家户套件亩台座头斤瓦份张美英位支艘项例种间股%"

# The name of a unit is that of the pattern: what it holds is read by the function of that name.
_UNITS = {
    "lunar": (
        "(?:农历|阴历|旧历|夏历)[闰年月日初正腊冬元大甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
        f"{_FROM_ONE}十廿卅〇0-9]{{0,14}}"
        f"|[正腊]月(?:初?{_N})?日?|大年(?:三十|初{_N})|{_N}月初[{_FROM_ONE}十](?!日)"
        "|八月十五(?!日)|三月三(?![日十号])|九月九(?![日十号])"
    ),
    "era": (
        f"(?:{_ERAS})(?:{_N}|元)年(?:闰?{_N}月)?(?:{_N}日)?"
        f"|公元前[0-9{_FROM_ONE}十百〇]{{1,6}}年"
    ),
    "figures": r"(?<![\d.,/-])[12]\d{3}(?P<mark>[-./])\d{1,2}(?P=mark)\d{1,2}(?![\d/-]|\.\d)",
    "decade": (
        f"{_HEAD}(?:(?P<decade_age>{_N})世纪)?(?:"
        f"(?P<decade_first>[1-9]0|[{_FROM_ONE}]十?)(?={_TO}?(?:[1-9]0|[{_FROM_ONE}]十)年代)"
        f"|(?P<decade_n>[12][0-9]{{2}}0|[一二][〇{_FROM_ONE}]{{2}}〇|[1-9]0|[{_FROM_ONE}]十)年代"
        f"(?P<decade_part>{_OF_AGE})?)"
        f"|(?<=[{_FROM_ONE}])(?P<decade_next>[{_FROM_ONE}]十)年代"
    ),
    "century": f"{_HEAD}(?P<century_n>{_N})世纪(?P<century_part>{_OF_AGE})?",
    "republic": f"民国(?P<republic_n>{_N}|元)年",
    "year": (
        f"{_HEAD}(?:公元)?(?P<year_n>{_YEAR})\\s?年(?!代)(?![来间]|的?历史|之久|多)(?<!00年(?=[以之]?前))"
        f"(?P<year_part>{_OF_YEAR})?"
        # The first ones of 1985—1990年 and 2018-19赛季.
        f"|{_HEAD}(?P<year_first>{_YEAR})"
        f"(?=\\s?{_TO}\\s?(?:{_YEAR}|[0-9]{{2}}\\s?(?:年(?!代)|赛季|财年|学年)))"
    ),
    # 四二年; but 七八年 may be seven or eight years, and 78年 so many, unless more follows.
    "short_year": (
        f"{_HEAD}(?P<short_n>(?!一二|二三|三四|三五|四五|五六|六七|七八|八九)[{_FROM_ONE}][〇{_FROM_ONE}]"
        f"|(?:[{_FROM_ONE}][〇{_FROM_ONE}]|[0-9]{{2}})(?=年(?:{_N}月|[初底末春夏秋冬])))年(?!代)"
        f"(?P<short_part>{_OF_YEAR})?"
    ),
    "bare_year": (
        r"(?<![0-9.,:/A-Za-z-])(?P<bare_n>(?:19|20)[0-9]{2})"
        rf"(?=[一-鿿(《“”」》)]|\s[^0-9])(?!\s?[{_COUNTED}])"
    ),
    "year_word": (
        f"(?P<year_off>大前|前|去|今|明|本)年(?![级轻青纪代])(?P<word_part>{_OF_YEAR})?"
        "|(?P<half>[上下]半年)"
    ),
    "month": (
        f"{_HEAD}(?:(?P<month_n>{_N})\\s?月(?![球亮饼光台])份?(?P<month_part>{_OF_MONTH})?"
        f"|(?P<month_first>{_N})(?=(?:{_TO}{_N}){{1,6}}\\s?月))"
    ),
    "month_word": f"(?P<month_off>[上本这下])个?月(?P<month_word_part>{_OF_MONTH})?",
    "month_part_only": "(?P<part_only>[上中下]旬)",
    "day_word": (
        f"(?P<dated_off>[前昨今明])[天日]?[(](?P<dated_n>{_N})日?[)][天日]?"
        "|(?P<day_off>[前昨今明后])(?:[天日](?![子后])|(?=[晚晨早夜]))"
    ),
    "day": (
        f"{_NO_DAY_BEFORE}{_HEAD}(?:(?P<day_n>{_N})\\s?(?:日{_IS_DAY}|(?P<hao>号))"
        f"|(?P<day_first>{_N})(?=(?:{_TO}{_N}){{1,8}}\\s?日{_IS_DAY}))"
    ),
    "weekday": (
        "(?:(?P<week_off>[上本这下])个?)?(?:星期|礼拜|(?<![一二两三四五六七八九十几半每数0-9])周)"
        "(?P<weekday_n>[一二三四五六日天])(?![次个场回节期名家届岁年])"
    ),
    "time": (
        f"(?:(?P<morning>{_MORNING})|(?P<afternoon>{_AFTERNOON}))?\\s?"
        f"(?<![0-9.:〇一二三四五六七八九十百两第])(?P<hour>{_N}|两)\\s?"
        "(?:时(?![代候期间常装尚速段刻差而任辰有])|(?P<point>点)(?P<clock>钟)?"
        "|(?P<colon>:)(?=[0-5][0-9](?![0-9:])))"
        f"(?:(?P<half_past>半)|(?P<quarter>[一三])刻|(?P<minute>{_N})\\s?分?(?![钟之0-9])|(?P<sharp>[整许]))?"
        f"|(?<![0-9.:])(?P<hour_first>[0-9]{{1,2}})(?={_TO}[0-9]{{1,2}}时(?![代候期间]))"
    ),
    "event": (
        r"(?<![0-9.])(?P<event_month>1[0-2]|[1-9])[·•・.](?P<event_day>[12][0-9]|3[01]|[1-9])"
        r"(?=[”」]?(?:事件|恐怖|袭击|惨案|大案|专案|运动|讲话|空难|地震|特大|事故))"
    ),
    "holiday": (
        "(?<![0-9〇一二两三四五六七八九十百千万第])(?P<holiday_n>"
        + "|".join(sorted(_HOLIDAYS, key=len, reverse=True))
        + ")(?![0-9〇一二两三四五六七八九十百千万年月日点分号个成式班排团营])"
    ),
}  # fmt: skip
# What a unit can begin with: elsewhere none is looked for.
_FIRST = (
    "[0-9〇一二三四五六七八九十廿卅两农阴旧夏正腊大光宣同咸道嘉乾雍康顺崇万永洪贞开天昭明平令公民上下本这前去今昨后"
    "星礼周凌清早零晨中午傍晚夜深元双国圣“]"
)
# From the coarsest to the finest: what stands behind a coarser one belongs to it.
_LEVELS = ("year", "month", "day", "weekday", "hour")
_JOINED = r"\s*[的(]?(?:当地时间|北京时间|当天|当日)?"
_RANGED = rf"\)?(?:\s*{_TO}\s*(?:当天|当日|次日|翌日)?|\s*(?:起|开始)?(?:至|到|直到))"


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(f"(?P<{name}>{unit})" for name, unit in _UNITS.items())
    return re.compile(f"(?={_FIRST})(?:{units})")


def read(text: str) -> Iterator[Date]:
    """The dates and times of a Chinese text, in order."""
    plain = text.translate(_PLAIN)
    found: Date | None = None
    for match in _pattern().finditer(plain):
        unit = _unit(match, text, plain, found)
        if unit is None:
            continue
        if found is None:
            found = unit
            continue
        between = plain[found.end : unit.start]
        if _level(unit) > _finest(found) and re.fullmatch(_JOINED, between):
            found = _joined(found, unit, text)
            continue
        yield found
        if _level(unit) and re.fullmatch(_RANGED, between):
            unit = _continued(found, unit)
        found = unit
    if found is not None:
        yield found


def _unit(match: re.Match[str], text: str, plain: str, before: Date | None) -> Date | None:
    """What one unit says, None where it is no date after all."""
    place = (*match.span(), text[match.start() : match.end()])
    kind = match.lastgroup
    part = _part(next((match[name] for name in _PART_GROUPS if match[name]), None))
    if kind in (LUNAR, ERA):
        return Date(*place, calendar=kind)
    if kind == "figures":
        year, month, day = map(int, re.split("[-./]", match.group()))
        return _valid(Date(*place, year=year, month=month, day=day))
    if kind == "decade":
        return _decade(place, match, part)
    if kind == "century":
        return Date(*place, century=_number(match["century_n"]), part=part)
    if kind == "republic":
        # The first year of the Republic is 1912. The name is not repeated with the next year.
        years = 1 if match["republic_n"] == "元" else _number(match["republic_n"])
        return Date(*place, year=1911 + years, certain=False)
    if kind == "year":
        return Date(*place, year=_number(match["year_n"] or match["year_first"]), part=part)
    if kind == "short_year":
        return Date(*place, year=_number(match["short_n"]), part=part)
    if kind == "bare_year":
        return Date(*place, year=int(match["bare_n"]), certain=False)
    if kind == "year_word":
        if match["half"]:
            return Date(*place, part=_PARTS[match["half"]])
        return Date(*place, year_offset=_YEARS[match["year_off"]], part=part)
    if kind == "month":
        month = _number(match["month_n"] or match["month_first"])
        return _valid(Date(*place, month=month, part=part))
    if kind == "month_word":
        return Date(*place, month_offset=_MONTHS[match["month_off"]], part=part)
    if kind == "month_part_only":
        return Date(*place, part=_PARTS[match["part_only"]])
    if kind == "day_word":
        if match["dated_n"]:
            offset = _DAYS[match["dated_off"]]
            return _valid(Date(*place, day_offset=offset, day=_number(match["dated_n"])))
        return Date(*place, day_offset=_DAYS[match["day_off"]])
    if kind == "day":
        return _day(place, match, plain, before)
    if kind == "weekday":
        week = _WEEKS.get(match["week_off"] or "")
        return Date(*place, weekday=_WEEKDAYS[match["weekday_n"]], week_offset=week)
    if kind == "time":
        return _time(place, match, plain)
    month, day = (
        (int(match["event_month"]), int(match["event_day"]))
        if kind == "event"
        else _HOLIDAYS[match["holiday_n"]]
    )
    return _valid(Date(*place, month=month, day=day, named=True, certain=False))


_PART_GROUPS = tuple(
    f"{name}_part" for name in ("decade", "century", "year", "short", "word", "month", "month_word")
)


def _decade(place: Place, match: re.Match[str], part: str | None) -> Date:
    figures = match["decade_n"] or match["decade_first"] or match["decade_next"] or ""
    decade = _number(figures)
    decade = decade * 10 if decade < 10 else decade
    if match["decade_age"]:
        decade += (_number(match["decade_age"]) - 1) * 100
    return Date(*place, decade=decade, part=part)


def _day(place: Place, match: re.Match[str], plain: str, before: Date | None) -> Date | None:
    # 8号楼 and 嫦娥五号 are no days: 号 is one after a month, or before an hour.
    if match["hao"]:
        is_of_month = before and (before.month is not None or before.month_offset is not None)
        between = plain[before.end : place[0]] if before else ""
        if (
            not (is_of_month and re.fullmatch(rf"\s*|{_RANGED}", between))
            and not re.match(f"\\s?(?:{_MORNING}|{_AFTERNOON})", plain[place[1] : place[1] + 4])
            and not plain.endswith(("当地时间", "北京时间"), 0, place[0])
        ):
            return None
    figures = match["day_n"] or match["day_first"]
    day = _number(figures)
    if before and before.day and day < 10 <= before.day and plain[place[0] - 1] in "、":
        day += before.day // 10 * 10 if before.text[-1] in _DIGITS else 0
    return _valid(
        Date(*place, day=day, certain=len(figures or "") > 1 or (figures or "").isascii())
    )


def _time(place: Place, match: re.Match[str], plain: str) -> Date | None:
    hour = _number(match["hour"] or match["hour_first"])
    told = match["morning"] or match["afternoon"]
    minute: int | None = None
    if match["half_past"]:
        minute = 30
    elif match["quarter"]:
        minute = 15 * _number(match["quarter"])
    elif match["minute"]:
        minute = _number(match["minute"])
    # 一点一点 and 一点一滴 are "bit by bit", 三点一 is a decimal.
    spoken = match["minute"] and len(match["minute"]) == 1 and not place[2].endswith("分")
    if match["point"] and spoken:
        return None
    # 三点意见 is no hour.
    if match["point"] and not (
        told
        or match["clock"]
        or match["sharp"]
        or minute is not None
        or re.match("左右|许|以?前|以?后|起|开始|钟|多", plain[place[1] : place[1] + 2])
    ):
        return None
    # 一时 is a while.
    if place[2] == "一时":
        return None
    if hour > 24 or (minute or 0) > 59:
        return None
    if match["afternoon"] and hour < 12 and not (hour < 6 and match["afternoon"] in "深夜夜里午夜"):
        hour += 12
    return Date(*place, hour=hour, minute=minute, certain=not match["colon"] or bool(told))


def _level(unit: Date) -> int:
    """How fine the coarsest part is, from 1; 0 for what stands for itself."""
    return next((i for i, known in enumerate(_known(unit), 1) if known), 0)


def _finest(date: Date) -> int:
    return max((i for i, known in enumerate(_known(date), 1) if known), default=len(_LEVELS))


def _known(date: Date) -> tuple[bool, ...]:
    """Of which of the levels a date has the part."""
    if date.calendar or date.decade is not None or date.century is not None:
        return ()
    return (
        date.year is not None or date.year_offset is not None,
        date.month is not None or date.month_offset is not None or date.part is not None,
        date.day is not None or date.day_offset is not None,
        date.weekday is not None,
        date.hour is not None,
    )


def _joined(date: Date, unit: Date, text: str) -> Date:
    """The date with a finer unit that follows it."""
    parts = {name: value for name in _PARTS_OF_DATE if (value := getattr(unit, name)) is not None}
    # What follows makes the whole sure: 三日 after a month is a day.
    return replace(date, **parts, end=unit.end, text=text[date.start : unit.end], certain=True)


def _continued(date: Date, unit: Date) -> Date:
    """The unit with the coarser parts of the date from which a range or list goes on to it."""
    coarser = _PARTS_OF_DATE[: _PARTS_OF_DATE.index(_FIRST_PARTS[_level(unit) - 1])]
    parts = {name: getattr(date, name) for name in coarser}
    return replace(unit, **parts, certain=unit.certain or date.certain)


_PARTS_OF_DATE = (
    *("year", "year_offset", "month", "month_offset", "part", "day", "day_offset"),
    *("weekday", "week_offset", "hour", "minute"),
)
_FIRST_PARTS = ("year", "month", "day", "weekday", "hour")


def _valid(date: Date) -> Date | None:
    month, day = date.month, date.day
    return date if 1 <= (month or 1) <= 12 and 1 <= (1 if day is None else day) <= 31 else None


def _part(word: str | None) -> str | None:
    if not word:
        return None
    word = word.removeprefix("年")
    return _PARTS.get(word) or _PARTS[word[0]]


def _number(figures: str | None) -> int:
    """The value of figures, of characters read one by one (一九八九), or up to 99 (廿六)."""
    figures = figures or ""
    if figures.isascii():
        return int(figures)
    figures = figures.replace("廿", "二十").replace("卅", "三十")
    tens, has_tens, ones = figures.partition("十")
    if has_tens:
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
    value = 0
    for character in figures:
        value = value * 10 + (_DIGITS[character] if character in _DIGITS else int(character))
    return value
