"""Persons named in Chinese text: only where an office or what they do is beside the name.

Chinese has no capitals, and most characters of names are words too, so a name is believed only
between an office before it (县长李大山), an office after it, or a verb of speech, and a border.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tqcheck.recognisers.names.chinese import COMPOUND_SURNAMES
from tqcheck.recognisers.names.tables import surnames, titles

# What no given name has: particles, prepositions, adverbs, numerals, pronouns.
NO_GIVEN = (
    "的了是在和与及等将已还也不都就要把被对从到向为以于其这那他她它我你们个每各该此某又再很最"
)
NO_GIVEN += (
    "今昨日月年时一二三四五六七八九十百千万亿说员长者团会部局们上下前后内外中有没来去副总务代常"
)
_BORDER = r"[，。、；：？！）)」”》\s]|$"
_OPENING = r"^|[，。、；：？！（(「“\s]"


def persons(text: str) -> Iterator[tuple[int, str]]:
    """Yield (position, name) of persons of two or three characters, in order."""
    for match in _pattern().finditer(text):
        name = match["before"] or match["after"]
        yield match.start("before" if match["before"] else "after"), name


@cache
def _pattern() -> re.Pattern[str]:
    offices, deeds, _ = titles()
    office = "|".join(sorted(offices, key=len, reverse=True))
    deed = "|".join(sorted(deeds, key=len, reverse=True))
    surname = f"(?:{'|'.join(sorted(COMPOUND_SURNAMES))}|[{''.join(sorted(surnames()))}])"
    name = f"{surname}(?:(?![{NO_GIVEN}])[\u4e00-\u9fff]){{1,2}}"
    return re.compile(
        rf"(?:{office})(?P<before>{name})(?=(?:{deed})|{_BORDER})"
        rf"|(?:{_OPENING})(?P<after>{name})(?=(?:{office}))"
    )
