"""Dates in figures, which are the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.recognisers.dates.date import Date

# Dates in figures that no language reads otherwise: year first, or a year last and one order only.
_FIGURES = (
    r"(?<![\d.,/-])(?P<y>[12]\d{3})([-./])(?P<m>0?[1-9]|1[0-2])\2(?P<d>0?[1-9]|[12]\d|3[01])"
    r"(?![\d/-]|[.,]\d)"
    r"|(?<![\d.,/-])(?P<a>\d{1,2})(?P<mark>[-./])(?P<b>\d{1,2})(?P=mark)(?P<z>[12]\d{3})(?![\d/-]|[.,]\d)"
)


def figures(text: str) -> Iterator[Date]:
    """Dates written in figures: 1989-11-26, 26.11.1989; 3/5/1989 may be of March or May."""
    for match in re.finditer(_FIGURES, text, re.ASCII):
        place = (*match.span(), match.group())
        if match["y"]:
            yield Date(*place, int(match["y"]), int(match["m"]), int(match["d"]))
            continue
        a, b, year = int(match["a"]), int(match["b"]), int(match["z"])
        day_first = match["mark"] in ".-" or a > 12
        day, month = (a, b) if day_first else (b, a)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            continue
        # 3/5/1989 is of March here and of May there: only the year is known.
        if match["mark"] == "/" and a <= 12 and b <= 12 and a != b:
            yield Date(*place, year)
        else:
            yield Date(*place, year, month, day)
