"""The parts of a text that may hold a literal, found in one pass; most text has none.

Numbers with nothing around them that could make them anything else, and words, are passed over:
the many forms of literals are looked for in the rest only.
"""

from __future__ import annotations

import re

from tqcheck.recognisers.literals.folding import LETTER
from tqcheck.recognisers.literals.pattern import Pattern
from tqcheck.recognisers.literals.roles import role, role_after, word_before

# Signs of a literal without digits. The class at the start is what makes the search quick.
_SIGN = Pattern(
    r"[`{@_\\<&⟦§※⁰¹²³⁴⁵⁶⁷⁸⁹第./$%#(:IVXLC-]"
    r"(?:(?<=[`{@_\\<&⟦§※⁰¹²³⁴⁵⁶⁷⁸⁹])|(?<=\.)(?=[A-Za-z*])|(?<=[$%#])(?=[A-Za-z({@])|(?<=\()(?=\))"
    rf"|(?<=/)(?:(?=/)|(?<![{LETTER}\d/]/)(?=[A-Za-z_.*$~]))"
    rf"|(?<=-)(?<![{LETTER}\d_-]-)(?=-?[A-Za-z])|(?<=:)(?<![{LETTER}\d:]:)(?=[a-z])"
    r"|(?<=第)(?: ?[\dA-Z]|[一二三四五六七八九十百零〇]{1,7}[条條章节節款项項编編回])"
    r"|(?<=\s[IVXLC])[IVXLC]{1,6}\b)"
)
_LOCAL = Pattern("localhost[:/]")
_CHUNK = Pattern(r"\d+(?:[.,:/–-]\d+)*")
# What is directly before a number that is part of a name.
_BEFORE = Pattern(rf"[{LETTER}_#^\[［〔【+〒.*]$|[\w)]-$|[A-Za-z]/$|::$|[第제]$")
_AFTER = Pattern(
    rf"[DGKMz](?![{LETTER}])|(?![hH]\d)[A-Za-z]{{1,9}}(?:[\d~+-]|\.\d)|\.[xX*]|[x×х ]{{1,2}}\d"
    r"|G?BASE|x[0-9A-Fa-f]|b[01]{2}|\([1-9]| ?[号节節章條条款项項절장항조版バ버판]"
    r"|[-+~](?:[a-z]{1,10}[\d.]|\d)|::|(?: \d{4}){2}|/(?:E|C|U|Е)|\. ?§"
)
_DATE = Pattern(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4}")
_MIN_DIGITS = 7
# Words around that of a sign that are looked at with it. The first blank is that before the word.
_WORDS_BEFORE = 3
_WORDS_AFTER = 2

Region = tuple[int, int]


def regions(text: str) -> list[Region]:
    """The parts of a text with a sign of a literal, in order, apart from each other."""
    found: list[Region] = []
    signs = sorted((*_signs(text), *_numbers(text)))
    spaced = text.replace("\n", " ").replace("\t", " ") if signs else ""
    word_end = -1
    for start, end in signs:
        # Of the signs of one word, the first one gives the region.
        if end <= word_end:
            continue
        word_end = _end_of_word(spaced, end)
        end = word_end
        for _ in range(_WORDS_AFTER):
            end = _end_of_word(spaced, end + 1)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
            continue
        for _ in range(_WORDS_BEFORE):
            start = max(spaced.rfind(" ", 0, start), 0)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _signs(text: str) -> list[Region]:
    hosts = [match.span() for match in _LOCAL.finditer(text)] if "localhost" in text else []
    return [*hosts, *(match.span() for match in _SIGN.finditer(text))]


def _numbers(text: str) -> list[Region]:
    return [match.span() for match in _CHUNK.finditer(text) if _is_special(text, match)]


def _is_special(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    written = match[0]
    return bool(
        written.count(".") > 1
        or written.count(":") > 2
        or written.startswith("802.")
        or (written[0] == "0" and end - start > 3)
        or (end - start >= _MIN_DIGITS and written.isdigit())
        or (written.count("-") > 1 and not _DATE.fullmatch(written))
        or (text.startswith("(", start - 1) and (written[0] == "0" or text.startswith(")", end)))
        or _BEFORE.search(text[max(0, start - 2) : start])
        or _AFTER.match(text[end : end + 12])
        or role(word_before(text, start))
        or role_after(text, end)
    )


def _end_of_word(spaced: str, start: int) -> int:
    end = spaced.find(" ", start)
    return len(spaced) if end < 0 else end
