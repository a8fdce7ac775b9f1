"""Numbers in Chinese: digits and characters, mixed (7万8千), vague (十几万), parts (三成)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import accumulate, pairwise

from tqcheck.recognisers.numbers.number import Number
from tqcheck.recognisers.numbers.units import chinese_unit
from tqcheck.recognisers.numbers.zh_numerals import BIG, DIGITS, numerals, plain_numerals

# Words in which numerals need not count anything, though a measure word may follow.
_IDIOMS = (
    "十分(?![之钟])|千万(?=[不别要记莫勿])|万一|百货|老?百姓|百般|百科|百合|百度|千方百计|千千万万|成千上万"
    "|千百万|万万|亿万|百万富翁|千军万马|万水千山|千家万户|三三两两|七七八八|一五一十|十全十美|百花齐放"
    "|一心一意|三心二意|四通八达|四面八方|五花八门|七上八下|九牛一毛|千变万化|万众一心|三五成群|百家争鸣"
    "|三轮车?|一些|一下|三角(?!钱)|四周|四方|四乡|八方|两岸|三国(?=演义|志|时[代期])|三部曲|二人转|两口子|三番[五两]次|四分五裂"
    "|五角大楼|三军|五角星|两会|两面|两极|两性|两用|二手|三者|三农|四合院|三令五申|接二连三|一清二楚|两手"
    "|三长两短|两全其美|一举两得|一分为二|合二为一|独一无二|数一数二|一国两制|[一二三四五六七八九十]日游"
    "|千里迢迢|千里眼|百里挑一|不远万里|一日千里|万里长[城征江]|千古|千秋|万岁|万能|百年大计|千篇一律"
    "|星期[一二三四五六]|礼拜[一二三四五六]|周[一二三四五六](?![年周岁个])"
    "|(?:一二[·.、]?九|九一八|七七|五卅|五四|三八|八一|双十[一二]?)(?=运动|事变|惨案|青年|妇女|红旗|建军|国际|精神|节|以来|、)"
)

# What near a bare 百 or 千 shows that it counts: 近千家.
_COUNTED = tuple("人名个位家户件场种次年天台辆架只条座所篇公吨斤亩里米元万亿")
# （一）, ⑵ and 3. before items of a list, which translators renumber and restyle.
_ENUMERATOR = (
    r"[(（](?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）]"
    r"|(?m:^)[ \t\u3000]{0,8}(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、.)）](?!\d)"
)

_MEASURES = (
    "个名人位家种项次年天月日岁户条件张座台辆艘架头只匹口所间栋幢层楼场部本篇首幅支枚颗粒块片份批群组"
    "队届期轮局回趟遍声句字页章节段行列排级等类样款套双对副把根棵株朵瓶杯碗盆桌道路线站秒小时周星季"
    "代世元角美港欧英日钱吨斤公千克亩里米尺寸丈厘毫平立升度县市省区村乡镇国州大方成番倍顿餐门营连团师"
    "处帧盘集卷册封担两股伙帮笔轮点分刻维号孩胎丨处步环杆指字门拨批重点军兄姐弟"
)

_BEFORE = (
    ("nearly", "(?:近|接近|几乎|差一?点|濒临)(?:翻了?|增长|增加|有)?$"),
    ("less", "(?:不足|不到|不如|少于|低于|小于|最多|最高|不超过|至多|高达|多达|达到?)$"),
    ("more", "(?:超过?|逾|多于|高于|突破|大于|不低于|不少于|至少|高出|超出|上)$"),
    ("about", "(?:约|大概|左右|差不多|估计|大致|约为|约有)$"),
)
_AFTER = (
    ("more", "多|余|[^\\W\\d]{0,3}(?:以上|之多|开外|有余|之多)"),
    ("less", "[^\\W\\d]{0,3}(?:以下|以内|不到|之内|内)"),
    ("about", "来|许|[^\\W\\d]{0,3}(?:左右|上下)"),
)

_RANGE = re.compile(r"(?:%|‰|亿|万)?(?:至|到|~|～|—+|－|-|–|和|、|或|与)(?:百分之)?")

_HALF = Fraction(1, 2)


def read(text: str) -> list[Number]:
    """The numbers of a Chinese text whose digits are plain."""
    plain = plain_numerals(text)
    found = [_suffixed(plain, number) for number in _parts(plain, numerals(plain))]
    if not found and "半" not in plain:
        return []
    # The five of 三成五 is part of it.
    ends = [0, *accumulate((number.end for number in found), max)]
    found = _shared(plain, [n for n, end in zip(found, ends, strict=False) if n.start >= end])
    taken = {at for number in found for at in range(number.start, number.end)}
    found += [half for half in _halves(plain) if half.start not in taken]
    unsure = f"{_IDIOMS}|{_ENUMERATOR}"
    idioms = {at for m in re.finditer(unsure, plain) for at in range(m.start(), m.end())}
    return sorted(n._replace(sure=False) if n.start in idioms else n for n in found)


def _halves(text: str) -> Iterator[Number]:
    """半年, 半个月, 一半: halves that may be an idiom."""
    for match in re.finditer("半(?=个|年|天|月|日|小时|数|世纪|公斤|斤|里)|(?<=[一过大])半", text):
        unit = chinese_unit(text, match.end()) or chinese_unit(text, match.end() + 1)
        yield Number(match.start(), match.end(), _HALF, _HALF, "fraction", "", unit, False)


def _parts(text: str, found: Iterable[Number]) -> Iterator[Number]:
    """Join 三分之一, 百分之三十五 and 1/3; other numbers pass."""
    pending: Number | None = None
    for number in found:
        kind = _joined(text, pending, number) if pending is not None else ""
        if pending is not None and kind:
            low, high = number.low / pending.low, number.high / pending.low
            if text[pending.end] == "/":
                low = high = pending.low / number.low
            yield Number(pending.start, number.end, low, high, kind, number.approximate)
            pending = None
            continue
        if pending is not None:
            yield pending
        pending = number
    if pending is not None:
        yield pending


def _joined(text: str, first: Number, last: Number) -> str:
    """The kind of number that two make as denominator and numerator, "" if they do not."""
    between = text[first.end : last.start]
    if between == "分之" and first.low > 0:
        return "percent" if first.low in (100, 1000, 10000) else "fraction"
    # More than two numbers joined by strokes are a date.
    is_date = text[first.start - 1 : first.start] == "/" or text[last.end : last.end + 1] == "/"
    return "fraction" if between == "/" and 1 < last.low > first.high and not is_date else ""


def _suffixed(text: str, number: Number) -> Number:
    """Add what comes before and after: ordinals, percent, parts, units, 半, approximations."""
    end, after = number.end, text[number.end : number.end + 8]
    before = text[max(0, number.start - 6) : number.start]
    low, high, kind, sure = number.low, number.high, number.kind, number.sure
    if re.match(r"\s?[%‰]", after):
        sign = after.lstrip()[0]
        scale = 100 if sign == "%" else 1000
        low, high, kind, sure = low / scale, high / scale, "percent", True
        end += after.index(sign) + 1
    elif re.match("个?百分点", after):
        low, high, kind, sure = low / 100, high / 100, "percent", True
    elif (
        re.match("成(?![立为功长本绩员群人果都熟交品千份])", after)
        and high <= 10
        and kind == "cardinal"
    ):
        half = re.match("成([一二三四五六七八九半])", after)
        extra = (5 if half[1] == "半" else DIGITS[half[1]]) if half else 0
        low, high, kind, sure = (
            low / 10 + Fraction(extra, 100),
            high / 10 + Fraction(extra, 100),
            "percent",
            True,
        )
        end += 2 if half else 1
    elif re.match("\\s*后", after) and high < 100 and low % 10 == 0:
        # Those born in the eighties: ８０后.
        kind = "decade"
    elif re.match("[多余来几]?倍", after):
        kind, sure = "multiple", True
    elif re.match("番", after) and before.endswith(("翻", "翻了", "翻两")):
        low, high, kind, sure = Fraction(2) ** int(low), Fraction(2) ** int(high), "multiple", True
    elif before.endswith("第"):
        kind, sure = "ordinal", True
    elif re.match("[多余]", after) and _is_bare(text, number):
        # 百余人 is more than a hundred, 百 alone may be many.
        sure = True
    elif after[:1] and after[0] in _MEASURES and number.kind != "some":
        # 零件 are parts, and the nine of 三九天 does not count.
        counts = high > 0 and text[number.start - 1 : number.start] not in DIGITS
        sure = sure or (counts and not text[number.start].isascii() and not _is_bare(text, number))
        # 三元钱, but 三元里.
        sure = sure and not (number.high < 10 and re.match(r"元(?![\W多钱以左至到])", after))
        # 两年半 and 一个半月, but not 十天半月.
        half = re.match(
            "多?(?:个半|(?:年|月|小时|钟头|天|倍|公里|里|斤|亩|米|元|岁|星期)半(?![月天年日夜]))",
            after,
        )
        if half and kind == "cardinal" and low == high:
            low, high, end = low + Fraction(1, 2), high + Fraction(1, 2), end + half.end()
            sure = True
    approximate = number.approximate or _approximate(
        before, after if end == number.end else text[end : end + 8]
    )
    counts = bool(approximate) and _is_bare(text, number) and after[:1] in _COUNTED
    return Number(
        number.start,
        end,
        low,
        high,
        kind,
        approximate,
        chinese_unit(text, number.end),
        sure or counts,
    )


def _is_bare(text: str, number: Number) -> bool:
    return re.fullmatch("[百千万亿兆]|[百千亿]万|万亿", text[number.start : number.end]) is not None


def _approximate(before: str, after: str) -> str:
    """What is said of a number: `more`, `nearly`, `less`, `about` or nothing."""
    for name, pattern in _AFTER:
        if re.match(pattern, after):
            return name
    for name, pattern in _BEFORE:
        if re.search(pattern, before):
            return name
    return ""


def _shared(text: str, found: list[Number]) -> list[Number]:
    """Give the first of 600至850亿, 5-10% and 三到五里 what the second says of both."""
    shared = list(found)
    for i in range(len(found) - 2, -1, -1):
        first, second = shared[i], shared[i + 1]
        between = text[first.end : second.start]
        if not _RANGE.fullmatch(between):
            continue
        sign = text[second.end - 1]
        if first.kind == "cardinal" and second.kind == "percent" and sign in "%‰":
            scale = 1000 if sign == "‰" else 100
            first = first._replace(
                low=first.low / scale, high=first.high / scale, kind="percent", sure=True
            )
        magnitude = re.search("[万亿]+$", text[second.start : second.end])
        if magnitude and first.kind == second.kind == "cardinal":
            scale = 1
            for char in magnitude[0]:
                scale *= BIG[char]
            if first.low < second.low / scale and not re.search(
                "[万亿]", text[first.start : first.end]
            ):
                first = first._replace(low=first.low * scale, high=first.high * scale, sure=True)
        if not first.unit and second.unit and first.end + 2 >= second.start - 2:
            first = first._replace(unit=second.unit, sure=first.sure or second.sure)
        shared[i] = first
    for i, (first, second) in enumerate(pairwise(shared), 1):
        # 百分之五至十 says it in front.
        if (
            first.kind == "percent"
            and second.kind == "cardinal"
            and "分之" in text[first.start : first.end]
            and re.fullmatch("[至到、或—-]", text[first.end : second.start])
        ):
            scale = {"百": 100, "千": 1000, "万": 10000}.get(text[first.start], 100)
            shared[i] = second._replace(
                low=second.low / scale, high=second.high / scale, kind="percent", sure=True
            )
    return shared
