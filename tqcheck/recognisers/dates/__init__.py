"""Dates and times in a text: what they say, and where; in any language what its figures say.

`dates` reads calendar dates and their parts, weekdays, clock times, decades and centuries, and
words such as 去年 or "yesterday". Durations (三年, 3个月, 40天, ten hours) are not dates.
"""

from __future__ import annotations

from functools import lru_cache

from tqcheck.languages import language
from tqcheck.recognisers import module_of
from tqcheck.recognisers.dates.date import Date
from tqcheck.recognisers.dates.figures import figures


def dates(text: str, language_code: str) -> list[Date]:
    """The dates and times of a text, in order and without overlap.

    Raises ValueError for a language outside the catalogue.
    """
    return list(_read(text, language(language_code).code))


# Several rules ask for the dates of one segment.
@lru_cache(maxsize=256)
def _read(text: str, code: str) -> tuple[Date, ...]:
    module = module_of(__name__, code)
    return tuple(module.read(text) if module else figures(text))
