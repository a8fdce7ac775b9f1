"""Numbers in Chinese: digits and characters, mixed (7万8千), vague (十几万), parts (三成)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate, pairwise

from tqcheck.languages.numbers import Number
from tqcheck.languages.units import chinese_unit

_DIGITS = {
    c: n for n, group in enumerate("〇零○ 一 二两 三 四 五 六 七 八 九".split()) for c in group
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}

# Traditional and financial characters; the latter are common words on their own (队伍, 大陆).
_TRADITIONAL = str.maketrans(
    "萬億兩幾數餘點個條張隻間場臺輛畝噸屆歲層項種塊雙對頭顆門戶組級輪題節縣國號處錢劃圓倆仨",
    "万亿两几数余点个条张只间场台辆亩吨届岁层项种块双对头颗门户组级轮题节县国号处钱划元两三",
)
_FINANCIAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "一二二三三四五六六七八九十百千")
_FINANCIAL_RUN = (
    "(?:[壹贰貳叁參肆伍陆陸柒捌玖][拾佰仟][零万亿]*|拾[壹贰貳叁參肆伍陆陸柒捌玖][零万亿]*)"
    "(?:[壹贰貳叁參肆伍陆陸柒捌玖拾佰仟][零万亿]*)*"
    "|[壹贰貳叁柒捌玖](?:[零万亿][壹贰貳叁參肆伍陆陸柒捌玖拾佰仟零万亿]*)?"
    "|(?<![大内登着军队放])[肆伍陆陸拾](?:[万亿][壹贰貳叁參肆伍陆陸柒捌玖拾佰仟零万亿]*)"
)

_ASCII = r"\d{1,3}(?:[,，]\d{3})+(?![\d])(?:\.\d+)?|\d+(?:[.·]\d+)?"
# 千瓦, 千伏 and 千克 are units, and so is 千米 behind digits; 百分点 is a percentage point.
_NAMED = r"(?!千[瓦伏克]|百分点|(?<=\d)千米)"
_RUN = (
    rf"{_NAMED}(?:{_ASCII}|[〇零○一二两三四五六七八九十百千万亿兆廿卅卌]|(?:几|数)(?=[十百千万亿]))"
    rf"(?:{_ASCII}|{_NAMED}[〇零○一二两三四五六七八九十百千万亿兆廿卅卌]|几(?=[十百千万亿])|(?<=十)几"
    r"|[多余来](?=[十百千万亿])|点(?=[〇零○一二三四五六七八九]+(?![十百千]|分(?!之)|刻))"
    r"|(?<=[一二三四五六七八])、(?=[二三四五六七八九][十百千万亿]))*"
)
_TOKEN = rf"{_ASCII}|."

# Words in which numerals need not count anything, though a measure word may follow.
_IDIOMS = (
    "十分(?![之钟])|千万(?=[不别要记莫勿])|万一|百货|老?百姓|百般|百科|百合|百度|千方百计|千千万万|成千上万"
    "|千百万|万万|亿万|百万富翁|千军万马|万水千山|千家万户|三三两两|七七八八|一五一十|十全十美|百花齐放"
    "|一心一意|三心二意|四通八达|四面八方|五花八门|七上八下|九牛一毛|千变万化|万众一心|三五成群|百家争鸣"
    "|三轮车?|一些|一下|三角(?!钱)|四周|四方|四乡|八方|两岸|三国|三部曲|二人转|两口子|三番[五两]次|四分五裂"
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
    r"|(?m:^)\s*(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、.)）](?!\d)"
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

Value = tuple[Fraction, Fraction]


def read(text: str) -> list[Number]:
    """The numbers of a Chinese text whose digits are plain."""
    plain = re.sub(
        _FINANCIAL_RUN, lambda m: m[0].translate(_FINANCIAL), text.translate(_TRADITIONAL)
    )
    found = [number for match in re.finditer(_RUN, plain) for number in _parsed(plain, match)]
    found = [_suffixed(plain, number) for number in _parts(plain, found)]
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


def _parsed(text: str, run: re.Match[str]) -> Iterator[Number]:
    """The numbers of a run of numerals: one, or several where they do not combine."""
    at = run.start()
    while at < run.end():
        number, end = _Sum(text, at, run.end()).result()
        if number is not None:
            yield number
        at = max(end, at + 1)


class _Sum:
    """One number read from left to right: sections of up to 9,999 times powers of 10,000."""

    def __init__(self, text: str, start: int, limit: int) -> None:
        self.text, self.start, self.limit = text, start, limit
        self.total = self.section = (Fraction(0), Fraction(0))
        self.pending: Value | None = None
        self.bare = self.vague = self.more = self.zero = False
        self.idiom = False
        self.small = self.big = self.last = 0
        self.words = self.digits = 0

    def result(self) -> tuple[Number | None, int]:
        """The number and where it ends; None where the characters are none."""
        at = self._positional()
        while at < self.limit:
            match = re.compile(_TOKEN).match(self.text, at)
            assert match
            if not self._take(match[0], at):
                break
            at = match.end()
        if at == self.start:
            return None, at + 1
        return self._number(at), at

    def _positional(self) -> int:
        """Characters as digits: 一九四九, 二〇, and the decimals of 三点五."""
        digit = "[〇零○一二三四五六七八九]"
        match = re.compile(
            f"{digit}点{digit}+|(?:{digit}{{3,30}}|[一二三四五六七八九][〇零○])(?:点{digit}+)?(?![十百千])"
        ).match(self.text, self.start, self.limit)
        if not match:
            return self.start
        written = "".join("." if c == "点" else str(_DIGITS[c]) for c in match[0])
        value = Fraction(written)
        self.pending = (value, value)
        self.words = match.end() - match.start()
        self.digits = 2
        return match.end()

    def _take(self, token: str, at: int) -> bool:
        """Add a token; False if it begins another number."""
        if token[0].isascii() and token[0].isdigit():
            if self.pending is not None or (self.last and Fraction(_ascii(token)) >= self.last):
                return False
            value = Fraction(_ascii(token))
            self.pending, self.digits = (value, value), 2
            return True
        self.words += 1
        if token in _DIGITS:
            return self._digit(_DIGITS[token])
        if token in _TENS:
            value = Fraction(_TENS[token])
            if self.pending is not None or self.small:
                return False
            self.section = (value, value)
            self.small = self.last = 10
            return True
        if token in ("几", "数"):
            if self.pending is not None or (not self.small and at + 1 == self.limit):
                return False
            self.pending, self.vague, self.digits = (
                (Fraction(1 if self.small == 10 else 2), Fraction(9)),
                True,
                1,
            )
            return True
        if token in "多余来":
            self.more = True
            return True
        if token == "、":
            return True
        if token in _SMALL:
            return self._small(_SMALL[token])
        if token in _BIG:
            return self._big(_BIG[token])
        return False

    def _digit(self, digit: int) -> bool:
        if self.pending is None:
            if digit == 0:
                self.zero = bool(self.last)
                if not self.zero:
                    self.pending, self.digits = (Fraction(0), Fraction(0)), 1
                return True
            self.pending, self.digits = (Fraction(digit), Fraction(digit)), 1
            return True
        low, high = self.pending
        # 三四百, 十七八, 三五个: one of two digits.
        if self.digits == 1 and low == high and (digit == high + 1 or (high, digit) == (3, 5)):
            self.pending, self.digits, self.vague = (low, Fraction(digit)), 2, True
            return True
        return False

    def _small(self, unit: int) -> bool:
        if self.small and unit >= self.small:
            return False
        if self.pending is None and (self.small or unit != 10):
            if self.small and not (unit == 10 and self.zero):
                self.idiom = True
            self.bare = self.bare or not (self.small or self.big)
        low, high = self.pending or (Fraction(1), Fraction(1))
        self.section = (self.section[0] + low * unit, self.section[1] + high * unit)
        self.pending, self.small, self.last, self.zero = None, unit, unit, False
        return True

    def _big(self, unit: int) -> bool:
        low, high = self.pending or (Fraction(0), Fraction(0))
        low, high = low + self.section[0], high + self.section[1]
        if not high:
            if self.big and unit < self.big:
                return False
            if not self.big:
                self.bare, low, high = True, Fraction(1), Fraction(1)
        if self.big and unit > self.big:
            # 一万亿: all so far times that.
            low, high = low + self.total[0], high + self.total[1]
            self.total = (Fraction(0), Fraction(0))
        elif self.big == unit:
            return False
        self.total = (self.total[0] + low * unit, self.total[1] + high * unit)
        self.section, self.pending = (Fraction(0), Fraction(0)), None
        self.big, self.small, self.last, self.zero = unit, 0, unit, False
        return True

    def _number(self, end: int) -> Number:
        low, high = (a + b for a, b in zip(self.total, self.section, strict=True))
        if self.pending is not None:
            scale = Fraction(1)
            # 三万五 is 35,000, 7万8 is 78,000; 三万零五 is 30,005.
            if self.last > 10 and not self.zero and self.pending[1] < 10 and self.digits >= 1:
                scale = Fraction(self.last, 10)
            low, high = low + self.pending[0] * scale, high + self.pending[1] * scale
        some = self.vague and high >= 20 and low * 2 < high
        if some:
            # 几十 is anything from 20 to 99.
            high = high / 9 * 10 - 1 if not self.digits else high
        kind = "some" if some else "cardinal"
        return Number(
            self.start, end, low, high, kind, "more" if self.more else "", sure=self._sure(high)
        )

    def _sure(self, value: Fraction) -> bool:
        """Whether this can be nothing but a number, by its own characters."""
        first = self.text[self.start]
        if first.isascii():
            return True
        if self.idiom or self.bare:
            return False
        return self.words > 1 and value >= 20 and bool(self.last or self.words > 2)


def _ascii(token: str) -> str:
    return token.replace(",", "").replace("，", "").replace("·", ".")


def _parts(text: str, found: list[Number]) -> Iterator[Number]:
    """Join 三分之一, 百分之三十五 and 1/3; other numbers pass."""
    pending: Number | None = None
    for number in found:
        if pending is not None:
            between = text[pending.end : number.start]
            if between == "分之" and pending.low > 0:
                kind = "percent" if pending.low in (100, 1000, 10000) else "fraction"
                yield Number(
                    pending.start, number.end, number.low / pending.low, number.high / pending.low, kind,
                    number.approximate,
                )  # fmt: skip
                pending = None
                continue
            if (
                between == "/"
                and number.low > 1
                and pending.high < number.low
                and not _slashed(text, pending, number)
            ):
                yield Number(
                    pending.start,
                    number.end,
                    pending.low / number.low,
                    pending.high / number.low,
                    "fraction",
                )
                pending = None
                continue
            yield pending
        pending = number
    if pending is not None:
        yield pending


def _slashed(text: str, first: Number, last: Number) -> bool:
    """Whether more than two numbers are joined by strokes, as in a date."""
    return text[first.start - 1 : first.start] == "/" or text[last.end : last.end + 1] == "/"


def _suffixed(text: str, number: Number) -> Number:
    """Add what stands before and behind: ordinals, percent, parts, units, 半, approximations."""
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
        extra = (5 if half[1] == "半" else _DIGITS[half[1]]) if half else 0
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
        sure = sure or not text[number.start].isascii() and not _is_bare(text, number)
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
    sure = sure or bool(approximate) and _is_bare(text, number) and after[:1] in _COUNTED
    return Number(
        number.start, end, low, high, kind, approximate, chinese_unit(text, number.end), sure
    )


def _is_bare(text: str, number: Number) -> bool:
    return text[number.start : number.end] in (
        "百",
        "千",
        "万",
        "亿",
        "百万",
        "千万",
        "万亿",
        "亿万",
    )


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
        if first.kind == "cardinal" and second.kind == "percent" and between[:1] not in "%‰":
            # 百分之五至十 has it in front, which is the other way round.
            scale = 1000 if "‰" in text[second.end - 1 : second.end] else 100
            if text[second.end - 1] in "%‰":
                first = first._replace(
                    low=first.low / scale, high=first.high / scale, kind="percent", sure=True
                )
        magnitude = re.search("[万亿]+$", text[second.start : second.end])
        if magnitude and first.kind == second.kind == "cardinal":
            scale = 1
            for char in magnitude[0]:
                scale *= _BIG[char]
            if first.low < second.low / scale and not re.search(
                "[万亿]", text[first.start : first.end]
            ):
                first = first._replace(low=first.low * scale, high=first.high * scale, sure=True)
        if not first.unit and second.unit and first.end + 2 >= second.start - 2:
            first = first._replace(unit=second.unit, sure=first.sure or second.sure)
        shared[i] = first
    for i, (first, second) in enumerate(pairwise(shared), 1):
        between = text[first.end : second.start]
        if (
            first.kind == "percent"
            and second.kind == "cardinal"
            and re.fullmatch("[至到、或—-]", between)
        ):
            if "分之" in text[first.start : first.end]:
                scale = {"百": 100, "千": 1000, "万": 10000}.get(text[first.start], 100)
                shared[i] = second._replace(
                    low=second.low / scale, high=second.high / scale, kind="percent", sure=True
                )
    return shared
