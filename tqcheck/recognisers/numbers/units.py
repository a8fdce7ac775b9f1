"""Units of measure that translators convert: their sizes, and words in Chinese and English."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

# Name, size in a unit of its dimension, words. The old Chinese measures are those of 1930 on.
_UNITS = """
area        mu          2000/3      亩 | mu mou
area        acre        4047        英亩 | acre acres
area        hectare     10000       公顷 | hectare hectares ha
area        sq-metre    1           平方米 平米 | square metres, square meters, sq m
area        sq-km       1000000     平方公里 平方千米 | square kilometers, square kilometres, sq km
area        sq-mile     2590000     平方英里 | square miles
length      li          500         里 华里 市里 | li
length      kilometre   1000        公里 千米 | kilometer kilometers kilometre kilometres km kms
length      mile        1609        英里 | mile miles
length      metre       1           米 公尺 | meter meters metre metres m
length      foot        0.3048      英尺 | feet foot ft
length      inch        0.0254      英寸 | inch inches
length      chi         1/3         尺 市尺 | chi
length      cun         1/30        寸 市寸 | cun
length      zhang       10/3        丈 | zhang
length      centimetre  0.01        厘米 公分 | centimeter centimeters centimetre centimetres cm
length      millimetre  0.001       毫米 | millimeter millimeters millimetre millimetres mm
weight      jin         0.5         斤 市斤 | jin catty catties
weight      kilogram    1           公斤 千克 | kilogram kilograms kilogramme kilo kilos kg kgs
weight      pound       0.4536      磅 | pound pounds lb lbs
weight      gram        0.001       克 | gram grams gramme grammes g
weight      liang       0.05        两 | liang tael taels
weight      dan         50          担 | dan picul piculs
weight      ton         1000        吨 公吨 | ton tons tonne tonnes
voltage     kilovolt    1000        千伏 | kilovolt kilovolts kv
voltage     volt        1           伏 伏特 | volt volts v
power       kilowatt    1           千瓦 | kilowatt kilowatts kw
power       megawatt    1000        兆瓦 | megawatt megawatts mw
power       gigawatt    1000000     吉瓦 | gigawatt gigawatts gw
energy      kwh         1           千瓦时 度 | kilowatt-hour kilowatt-hours kwh
time        century     1200        世纪 个世纪 | century centuries
time        decade      120         | decade decades
time        year        12          年 周年 | year years
time        month       1           个月 | month months
day         week        7           周 星期 礼拜 | week weeks
day         day         1           天 日 | day days
day         fortnight   14          | fortnight fortnights
money       yuan        1           元 块 | yuan
money       jiao        0.1         角 毛 | jiao
money       fen         0.01        分钱 | fen
"""


@cache
def _table() -> tuple[dict[str, tuple[str, Fraction]], dict[str, str], dict[str, str]]:
    sizes, chinese, english = {}, {}, {}
    for line in _UNITS.strip().splitlines():
        dimension, name, size, words = line.split(None, 3)
        sizes[name] = (dimension, Fraction(size))
        chinese_words, _, english_words = words.partition("|")
        chinese.update(dict.fromkeys(chinese_words.split(), name))
        several = english_words.split(",") if "," in english_words else english_words.split()
        english.update({word.strip(): name for word in several})
    return sizes, chinese, english


@cache
def _chinese() -> re.Pattern[str]:
    words = sorted(_table()[1], key=len, reverse=True)
    return re.compile("(?:多|余|来)?(" + "|".join(words) + ")")


@cache
def _english() -> re.Pattern[str]:
    words = sorted(_table()[2], key=len, reverse=True)
    return re.compile(r"[\s-]{0,2}(" + "|".join(words) + r")(?![^\W_])", re.IGNORECASE)


def chinese_unit(text: str, at: int) -> str:
    """The unit at a place of a Chinese text, "" if there is none."""
    match = _chinese().match(text, at)
    return _table()[1][match[1]] if match else ""


def english_unit(text: str, at: int) -> str:
    """The unit at a place of an English text, after a blank or hyphen; or ""."""
    match = _english().match(text, at)
    return _table()[2][match[1].lower()] if match else ""


def factor(source: str, target: str) -> Fraction | None:
    """What a figure in one unit is multiplied by to be one in the other; None across dimensions."""
    sizes = _table()[0]
    if source not in sizes or target not in sizes or sizes[source][0] != sizes[target][0]:
        return None
    return sizes[source][1] / sizes[target][1]
