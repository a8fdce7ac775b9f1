"""Persons whom the source names and the translation does not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import product

from tqcheck.finding import Hit
from tqcheck.languages.chinese_persons import persons
from tqcheck.languages.folding import fold
from tqcheck.languages.name_tables import established, titles
from tqcheck.languages.names import COMPOUND_SURNAMES, pinyin, readings
from tqcheck.languages.romanisation import wade_giles
from tqcheck.rules._names import Passage, Reading
from tqcheck.rules._places import related_segments

# Where names in characters are not read as Chinese ones: their owners' languages, and Cantonese.
_READ_OTHERWISE = (
    "越|朝鲜|韩国|南朝鲜|日本|日军|香港|澳门|台湾|新加坡|马来西亚|泰国|老挝|柬|印尼|印度尼西亚|菲律宾|华侨|华人|华裔"
    "|美籍|侨|蒙古|西藏|新疆|藏族|维吾尔|哈萨克|缅甸|苏联|俄国|美国|英国|法国|德国|意大利|印度|波兰|捷克"
    "|匈牙利|罗马尼亚|保加利亚|阿尔巴尼亚|外国|外宾|大使"
)
_WORD = r"[^\W\d_]+(?:['’‘ʼ.-][^\W\d_]+)*"
# Shorter keys of the table are words too: 成龙, 春水.
_SHORTEST = 3


def unnamed(reading: Reading, told: Collection[str]) -> Iterator[Hit]:
    """Report persons of whom no part of the name is in the translation; `told` are left out."""
    document = reading.document
    if not any(_may_name(passage) for passage in reading.passages):
        return
    header = " ".join(field.value for field in document.header.fields) if document.header else ""
    text = f"{header}\n{document.target.text}"
    letters = fold(text)
    words = list(re.finditer(_WORD, text))
    known = {fold(word[0]) for word in words if word[0][:1].isupper()}
    foreign = re.search(_READ_OTHERWISE, document.source.text)
    seen = set(told)
    for passage in reading.passages:
        if not passage.source or not passage.target or not passage.is_legible:
            continue
        for name, right in _named(passage, letters, text, words, known, bool(foreign)):
            if name not in seen:
                seen.add(name)
                yield _hit(reading, passage, name, right)


def _may_name(passage: Passage) -> bool:
    """Whether the source of a passage names anybody, before the translation is looked through."""
    source = passage.sounds.text
    return bool(passage.source and passage.target) and (
        any(entry.name in source for entry in established() if entry.kind == "person")
        or any(True for _ in persons(source))
    )


def _named(
    passage: Passage,
    letters: str,
    text: str,
    words: list[re.Match[str]],
    known: Collection[str],
    foreign: bool,
) -> Iterator[tuple[str, str]]:
    """The persons of a passage that the translation lacks, and how they are written."""
    source = passage.sounds.text
    listed = [
        entry
        for entry in established()
        if entry.kind == "person" and len(entry.name) >= _SHORTEST and entry.name in source
    ]
    for entry in listed:
        if not _is_read(entry.name, letters, ()) and not any(
            _stands(rendering, letters, text, words) for rendering in entry.renderings
        ):
            yield entry.name, entry.renderings[0]
    if foreign:
        return
    for _, name in persons(source):
        if any(name in entry.name or entry.name in name for entry in listed):
            continue
        if not _is_read(name, letters, known):
            yield name, pinyin(name)


def _stands(rendering: str, letters: str, text: str, words: list[re.Match[str]]) -> bool:
    """Whether a rendering, or its surname by itself, is in the translation.

    The surname counts with an office or nothing beside it: Lee Cheuk-yan is not Martin Lee.
    """
    if fold(rendering) in letters:
        return True
    parts = {fold(part) for part in re.findall(_WORD, rendering) if len(fold(part)) > 1}
    for index, word in enumerate(words):
        if not word[0][:1].isupper():
            continue
        if fold(re.sub("['’]s?$", "", word[0])) not in parts:
            continue
        before = words[index - 1] if index else None
        after = words[index + 1] if index + 1 < len(words) else None
        left = before is not None and not text[before.end() : word.start()].strip(" ")
        right = after is not None and not text[word.end() : after.start()].strip(" ")
        if left and before and before[0][:1].isupper() and not _is_office(before[0]):
            continue
        if right and after and after[0][:1].isupper() and not _is_office(after[0]):
            continue
        return True
    return False


def _is_office(word: str) -> bool:
    return fold(word) in titles()[2]


def _is_read(name: str, letters: str, known: Collection[str]) -> bool:
    """Whether the name, or its surname by itself, is in the translation in some reading."""
    size = 2 if name[:2] in COMPOUND_SURNAMES else 1
    surname, given = _spellings(name[:size]), _spellings(name[size:])
    return (
        any(each in known for each in surname)
        or (bool(known) and any(each in letters for each in given if len(each) > 4))
        or any(one + other in letters for one in surname for other in given)
    )


@lru_cache(maxsize=1024)
def _spellings(name: str) -> frozenset[str]:
    """All readings of characters in pinyin and Wade-Giles, folded and joined."""
    found = set()
    for each in product(*(readings(char) for char in name)):
        found.add(fold("".join(each)))
        found.add(fold("".join(map(wade_giles, each))))
    found |= {each.replace("lu", "lv") for each in found} | {
        each.replace("lu", "lyu") for each in found
    }
    return frozenset(found)


def _hit(reading: Reading, passage: Passage, name: str, right: str) -> Hit:
    first, last = passage.target[0], passage.target[-1]
    span = type(first.span)(
        first.span.line, first.span.column, last.span.end_line, last.span.end_column
    )
    return Hit(
        span=span,
        message=f"{name} ({right}) is not in the translation",
        help=f"see how {name} is named here, and write {right}",
        text=first.text,
        related=related_segments(reading.document, passage.source),
        data={"source": name, "expected": right},
        certainty="likely",
    )
