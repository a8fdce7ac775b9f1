"""Foreign names in characters: how far a name in Latin letters is from what they sound like.

Chinese writes foreign names by sound, a character a syllable, and the consonants say most: 达尔登
is d-l-d-n, which `Dalton` and `Darden` give and `Marchetti` does not. Characters stand for each
consonant they are written for in some language; vowels are left out.
`benchmarks/transcriptions.py` measures how far right pairs are apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tqcheck.recognisers.names.chinese import readings
from tqcheck.recognisers.names.romanisation import toneless
from tqcheck.recognisers.names.tables import transcription

# The Latin consonants that an initial stands for, as counted over places of the world with their
# Chinese names (CLDR, ISO 3166-2), of each the letters of one in a hundred and more.
_HEARD_AS = {
    "b": "bpvf", "p": "pbfv", "m": "mnb", "f": "fvhw", "d": "dt", "t": "td", "n": "n", "l": "lr",
    "g": "gkcq", "k": "kcqgxh", "h": "hjgrxwvk", "j": "gkjcqzd", "q": "ckzsjth", "x": "shcjxtg",
    "zh": "zjcgdt", "ch": "cztjx", "sh": "shzgcj", "r": "gjzry", "z": "zsgdcjx", "c": "csz",
    "s": "sztxc",
}  # fmt: skip
# What a glide may be written for, or for nothing: 瓦 is wa and va, 约 in 约翰 John is jo.
_GLIDES = {"w": "vwhbgu", "y": "yjhg"}
_INITIAL = "^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
# Letters that are often not heard, and what it costs to leave one out that mostly is.
_SILENT = {"h": 0.0, "r": 0.2, "w": 0.1, "y": 0.0, "g": 0.4, "s": 0.4, "t": 0.5, "d": 0.5}
_LOST, _ADDED, _NASAL, _OTHER = 0.6, 1.0, 0.3, 1.0

_HAN = "[\u4e00-\u9fff]"
_DOTS = "·•・‧"

# A consonant as characters have it: the letters it stands for, and what one too many costs.
_Sound = tuple[str, float]


def distance(name: str, latin: str) -> float:
    """The cost of hearing a name as the characters `name`, for each consonant of these.

    0 where all consonants agree, 1 and more where none does.
    """
    heard = _heard(name)
    weight = max(1, sum(cost == _ADDED for _, cost in heard))
    letters = _consonants(latin)
    row = [0.0]
    for _, cost in heard:
        row.append(row[-1] + cost)
    for letter in letters:
        lost = _SILENT.get(letter, _LOST)
        above, row = row, [row[0] + lost]
        for column, (stands_for, cost) in enumerate(heard):
            other = above[column] + (0.0 if letter in stands_for else _OTHER)
            row.append(min(other, above[column + 1] + lost, row[column] + cost))
    return row[-1] / weight


@lru_cache(maxsize=1024)
def _heard(name: str) -> tuple[_Sound, ...]:
    """The consonants of characters in order, each with its price."""
    found: list[_Sound] = []
    for char in name:
        if char in "尔爾":
            found.append(("lr", 0.6))
            continue
        syllable = readings(char)[0] if readings(char) else ""
        initial = match[0] if (match := re.match(_INITIAL, syllable)) else ""
        if initial in _GLIDES:
            found.append((_GLIDES[initial], 0.0))
        elif initial:
            found.append((_HEARD_AS[initial], _ADDED))
        if re.search("n|ng", syllable[max(1, len(initial)) :]):
            found.append(("nmg", _NASAL))
    return tuple(found)


@lru_cache(maxsize=4096)
def _consonants(latin: str) -> str:
    """The consonants of a name, doubled ones once; x is k and s."""
    bare = re.sub("[^a-z]", "", toneless(latin).replace("ł", "l").replace("ø", "o"))
    bare = re.sub(r"([^aeiou])\1+", r"\1", bare.replace("ph", "f").replace("gh", "g"))
    bare = re.sub("ck|cq", "k", re.sub("(?<=.)x", "ks", bare.replace("sch", "sh")))
    return re.sub("[aeiou]", "", bare)


def foreign_names(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the parts of each name that a dot joins, 亨利·达尔登.

    The first and the last part reach as far as there are characters of foreign names, which may be
    farther than the name: nothing parts it from the words around.
    """
    for match in re.finditer(rf"{_HAN}+(?:[{_DOTS}]{_HAN}+)+", text):
        first, *others = re.split(f"[{_DOTS}]", match[0])
        name = [_reach(first[::-1])[::-1]]
        for index, part in enumerate(others, 1):
            known = _reach(part)
            name.append(known)
            if index == len(others) or known != part:
                if all(name):
                    yield tuple(name)
                name = [_reach(part[::-1])[::-1]]


def _reach(text: str) -> str:
    known = transcription()
    return text[: next((at for at, char in enumerate(text) if char not in known), len(text))]


def nearest(endings: Iterable[str], latin: str) -> float:
    """The least distance of a name in Latin letters from readings of a name in characters."""
    return min((distance(each, latin) for each in endings if is_distinctive(each)), default=0.0)


def is_distinctive(name: str) -> bool:
    """Whether characters have two consonants and more to know a name by."""
    return sum(cost == _ADDED for _, cost in _heard(name)) > 1
