"""Chinese personal names: their readings, and whether a romanised name gives them.

A name becomes a pattern of all readings of its characters, in which a blank, hyphen or apostrophe
may be between syllables only; so `Fan Gan` is not 方安 (Fang'an).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from tqcheck.recognisers.names.bylines import split_authors, split_byline
from tqcheck.recognisers.names.romanisation import SYLLABLES, toneless, wade_giles
from tqcheck.text.scripts import script

__all__ = [
    "COMPOUND_SURNAMES",
    "is_chinese_name",
    "is_pinyin",
    "pinyin",
    "readings",
    "romanises",
    "spelled",
    "split_authors",
    "split_byline",
]

# The commoner surnames of two characters, in simplified and traditional characters.
_COMPOUND = """
欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 长孙 宇文 司徒 夏侯 令狐 端木 轩辕 南宫 独孤 万俟
闻人 赫连 澹台 公冶 宗政 濮阳 淳于 单于 申屠 钟离 鲜于 司空 呼延 百里 东郭 西门 拓跋 完颜 耶律
歐陽 司馬 諸葛 東方 尉遲 公孫 長孫 軒轅 南宮 獨孤 聞人 赫連 澹臺 濮陽 單于 鍾離 鮮于 東郭 西門
"""
COMPOUND_SURNAMES = frozenset(_COMPOUND.split())

# Surnames whose reading is not the first one in pypinyin's table of characters.
_SURNAME_READINGS = {
    "仇": "qiu", "单": "shan", "單": "shan", "解": "xie", "查": "zha", "曾": "zeng", "区": "ou",
    "區": "ou", "朴": "piao", "盖": "ge", "蓋": "ge", "乐": "yue", "樂": "yue", "覃": "qin",
    "员": "yun", "員": "yun", "翟": "zhai", "折": "she", "黑": "he", "秘": "bi", "繁": "po",
    "祭": "zhai", "种": "chong", "召": "shao", "缪": "miao", "繆": "miao", "乜": "nie",
    "洗": "xian", "能": "nai", "尉迟": "yu chi", "尉遲": "yu chi", "万俟": "mo qi",
    "单于": "chan yu", "單于": "chan yu", "澹台": "tan tai", "澹臺": "tan tai", "郇": "xun",
    "佴": "nai", "隗": "wei", "阚": "kan", "卜": "bu", "粘": "nian", "适": "kuo", "牟": "mu",
    "薄": "bo", "都": "du", "长": "chang", "么": "yao", "重": "chong", "藏": "zang",
}  # fmt: skip

# Given names are not read as the table has it either: 长 is long in them, and not to grow.
_GIVEN_READINGS = {"长": "chang", "長": "chang", "晟": "sheng"}

# ü is also typed u, v (keyboards), yu (passports since 2012) and ue.
_SPELLINGS_OF_U_UMLAUT = "(?:ü|yu|ue|u|v)"
# Characters after which the whole table is parsed, which takes as long as to find that many.
_FEW = 100
_BETWEEN = r"[\s\-‐‑'’‘ʼ`]*"
_APOSTROPHE = "['’‘ʼʻ`]?"


@lru_cache(maxsize=1)
def _table() -> bytes:
    # Importing pypinyin reads its phrases (0.2 s), and parsing its table of single characters takes
    # 0.02 s; a name asks for three of its 41,000 entries, which are found in its text at once.
    from importlib.machinery import PathFinder

    package = PathFinder.find_spec("pypinyin")
    if package is None or not package.submodule_search_locations:
        raise ImportError("pypinyin is not installed")
    with open(f"{package.submodule_search_locations[0]}/pinyin_dict.json", "rb") as file:
        return file.read()


@lru_cache(maxsize=1)
def _parsed() -> dict[str, str]:
    import json

    return json.loads(_table())  # type: ignore[no-any-return]


def _listed(char: str) -> list[str]:
    """The readings of a character with their tones, as the table has them: `"13348": "dān,qiú"`."""
    if readings.cache_info().misses > _FEW:
        return [each for each in _parsed().get(str(ord(char)), "").split(",") if each]
    table, key = _table(), b'"%d"' % ord(char)
    start = table.find(key)
    if start < 0:
        return []
    _, value, _ = table[start + len(key) : start + len(key) + 200].split(b'"', 2)
    return value.decode().split(",")


@lru_cache(maxsize=4096)
def readings(char: str) -> tuple[str, ...]:
    """Return the toneless pinyin readings of a character, the commonest first; ü is written ü.

    Empty for a character without a reading. Source: the single-character table of pypinyin, to
    which surname readings are added. Raises ImportError without pypinyin.
    """
    listed = [toneless(reading) for reading in _listed(char)]
    listed += _SURNAME_READINGS.get(char, "").split()
    return tuple(dict.fromkeys(reading for reading in listed if reading in SYLLABLES))


def surname_reading(char: str) -> list[str]:
    """The syllables a surname is read with, where they are not its usual ones."""
    return _SURNAME_READINGS.get(char, "").split()


def is_chinese_name(name: str) -> bool:
    """Tell whether `name` has the form of a Chinese name: two or three characters, no dot.

    Four with a compound surname; four without are a foreign or a Mongolian name (巴雅尔图).
    """
    longest = 4 if name[:2] in COMPOUND_SURNAMES else 3
    return 2 <= len(name) <= longest and all(script(char) == "Han" for char in name)


def romanises(roman: str, name: str) -> bool:
    """Tell whether `roman` is a romanisation of the Chinese name `name`.

    Pinyin with or without tones, or Wade-Giles with or without its apostrophes, but not both in
    one name; any reading of each character; surname first or last; case, blanks, hyphens and
    apostrophes between syllables are free. False where a character has no reading.
    """
    plain = toneless(roman).strip()
    syllables = [readings(char) for char in name]
    if not plain or not all(syllables):
        return False
    return any(
        re.fullmatch(_BETWEEN.join(order), plain)
        for spelling in (_pinyin_pattern, _wade_giles_pattern)
        for order in _orders(name, [_either(each, spelling) for each in syllables])
    )


def _orders(name: str, parts: list[str]) -> list[list[str]]:
    """Surname first, then surname last."""
    orders = [parts, parts[1:] + parts[:1]]
    if len(name) > 2 and (name[:2] in COMPOUND_SURNAMES or len(name) == 4):
        orders.append(parts[2:] + parts[:2])
    return orders


def _either(spelled: tuple[str, ...], spelling: Callable[[str], str]) -> str:
    return "(?:" + "|".join(map(spelling, spelled)) + ")"


def _pinyin_pattern(syllable: str) -> str:
    return syllable.replace("ü", _SPELLINGS_OF_U_UMLAUT)


def _wade_giles_pattern(syllable: str) -> str:
    spelled = {"ssu": "(?:ssu|szu)", "i": "(?:i|yi)"}.get(wade := wade_giles(syllable), wade)
    return spelled.replace("'", _APOSTROPHE).replace("ü", "[üu]")


def pinyin(name: str) -> str:
    """Return the usual spelling of a Chinese name: surname, blank, given name (`Lü Xuejian`).

    Each character has its commonest reading, surnames their own; apostrophes as in the
    orthography (GB/T 28039-2011). Characters without a reading are left as they are.
    """
    compound = len(name) > 2 and name[:2] in COMPOUND_SURNAMES
    surname, given = (name[:2], name[2:]) if compound else (name[:1], name[1:])
    spelled = _SURNAME_READINGS.get(surname, "").split() or [_common(char) for char in surname]
    return " ".join(filter(None, (_joined(spelled), _joined([_given(char) for char in given]))))


def spelled(name: str) -> str:
    """Return the spelling of a place's name, which is one word (`Xi'an`)."""
    return _joined([_common(char) for char in name])


def _given(char: str) -> str:
    return _GIVEN_READINGS.get(char) or _common(char)


def _common(char: str) -> str:
    return readings(char)[0] if readings(char) else char


def _joined(syllables: list[str]) -> str:
    word = "".join(
        f"'{syllable}" if position and syllable[0] in "aeo" else syllable
        for position, syllable in enumerate(syllables)
    )
    return word.capitalize()


def is_pinyin(roman: str) -> bool:
    """Tell whether every word of `roman` is made of pinyin syllables.

    Names of other languages can be so by chance (Susan, Hanna). Inside a word a syllable that
    begins with a vowel needs its apostrophe, as in the orthography.
    """
    words = re.split(r"[\s\-‐‑'’‘ʼ`]+", toneless(roman).strip().replace("v", "ü"))
    return bool(words) and all(map(_is_syllables, words))


def _is_syllables(word: str) -> bool:
    word = re.sub("(?<=[ln])(?:yu|u(?=e))", "ü", word)
    reached = {0}
    for start in range(len(word)):
        if start in reached and (start == 0 or word[start] not in "aeo"):
            reached.update(
                end for end in range(start + 1, start + 7) if word[start:end] in SYLLABLES
            )
    return bool(word) and len(word) in reached
