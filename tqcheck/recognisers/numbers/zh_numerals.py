"""Chinese numerals: digits, characters and what they combine to (7万8千, 一千二百多万, 十几)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from tqcheck.recognisers.numbers.number import Number

DIGITS = {c: int(n) for c, n in zip("〇零○一二两三四五六七八九", "0001223456789", strict=True)}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}

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
# 千瓦, 千伏 and 千克 are units, and so is 千米 after digits; 百分点 is a percentage point.
_NAMED = r"(?!千[瓦伏克]|百分点|(?<=\d)千米)"
_RUN = (
    rf"{_NAMED}(?:{_ASCII}|[〇零○一二两三四五六七八九十百千万亿兆廿卅卌]|(?:几|数)(?=[十百千万亿]))"
    rf"(?:{_ASCII}|{_NAMED}[〇零○一二两三四五六七八九十百千万亿兆廿卅卌]|几(?=[十百千万亿])|(?<=十)几"
    r"|[多余来](?=[十百千万亿])|点(?=[〇零○一二三四五六七八九]+(?![十百千]|分(?!之)|刻))"
    r"|(?<=[一二三四五六七八])、(?=[二三四五六七八九][十百千万亿]))*"
)
_TOKEN = rf"{_ASCII}|."

Value = tuple[Fraction, Fraction]


def plain_numerals(text: str) -> str:
    """The text with traditional and financial numerals, and measure words, as simplified ones."""
    plain = text.translate(_TRADITIONAL)
    # Few texts have any financial ones.
    if plain.translate(_FINANCIAL) == plain:
        return plain
    return re.sub(_FINANCIAL_RUN, lambda m: m[0].translate(_FINANCIAL), plain)


def numerals(text: str) -> Iterator[Number]:
    """The numbers of a plain text without what is around them."""
    for run in re.finditer(_RUN, text):
        at = run.start()
        while at < run.end():
            number, end = _Sum(text, at, run.end()).result()
            if number is not None:
                yield number
            # Numerals that do not combine are several numbers.
            at = max(end, at + 1)


def numeral_value(numeral: str) -> int:
    """The value of figures, of characters read one by one (四二), or of a numeral (廿六)."""
    if numeral.isascii():
        return int(numeral)
    if all(char in DIGITS for char in numeral):
        return int("".join(str(DIGITS[char]) for char in numeral))
    [number] = numerals(numeral)
    return int(number.low)


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
        """The number and where it ends; None where the characters are not one."""
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
        written = "".join("." if c == "点" else str(DIGITS[c]) for c in match[0])
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
        if token in DIGITS:
            return self._digit(DIGITS[token])
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
        if token in BIG:
            return self._big(BIG[token])
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
        if self.digits == 1 and low == high and (digit == high + 1 or (high == 3 and digit == 5)):
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
