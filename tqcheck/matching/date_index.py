"""Dates of one side looked up by what they say, in these words or in others."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator

from tqcheck.matching.date_values import KINDS, Mention, agree, same

# What a translation may say instead. What is counted from today does not contradict a date: an
# article's dateline, its header and its writing may be days apart.
_INSTEAD = {
    "year": ("year_offset", "month_offset"),
    "month": ("month_offset", "day_offset"),
    "day": ("day_offset", "weekday"),
    "weekday": ("day_offset", "day"),
    "year_offset": ("year", "month_offset", "day_offset"),
}


class DateIndex:
    """Mentions of one side, looked up by what they say."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self.mentions = tuple(mentions)
        self._all = {mention.facts for mention in self.mentions}
        self._saying: dict[tuple[str, int], list[Mention]] = {}
        for mention in self.mentions:
            for kind in KINDS:
                value = mention.fact(kind)
                if value is not None:
                    self._saying.setdefault((kind, _class(kind, value)), []).append(mention)
        words = ("weekday", *(word for kinds in _INSTEAD.values() for word in kinds))
        self._by_word = {
            word: [m for m in self.mentions if getattr(m.date, word) is not None]
            for word in dict.fromkeys(words)
        }
        self._words = {
            word: {getattr(mention.date, word) for mention in found}
            for word, found in self._by_word.items()
        }

    def has(self, mention: Mention) -> bool:
        """Whether one of them says all that another mention says, and no more."""
        return mention.facts in self._all

    def saying(self, kind: str, value: int) -> Iterator[Mention]:
        """Those that say this value of a kind."""
        for mention in self._saying.get((kind, _class(kind, value)), ()):
            other = mention.fact(kind)
            if other is not None and same(kind, value, other):
                yield mention

    def expressed_otherwise(self, kind: str, own_side: DateIndex | None) -> Iterator[Mention]:
        """Those that say nothing of a kind, but a word for it that none of `own_side` has."""
        for word in _INSTEAD.get(kind, ()):
            for mention in self._by_word[word]:
                known = (
                    own_side is not None and getattr(mention.date, word) in own_side._words[word]
                )
                if mention.fact(kind) is None and not known:
                    yield mention


def is_expressed(
    mention: Mention,
    kind: str,
    others: DateIndex,
    anchor: datetime.date | None,
    own_side: DateIndex | None = None,
) -> bool:
    """Whether a fact of a mention is among those of others, in these words or others.

    What has its own counterpart in `own_side`, yesterday in 昨天, is not another date's.
    """
    value = mention.fact(kind)
    assert value is not None
    # Most dates of a large text are there as they are: only the others are compared one by one.
    if others.has(mention) or any(agree(mention, other) for other in others.saying(kind, value)):
        return True
    return any(
        agree(mention, other)
        and (
            not kind.startswith("year")
            or anchor is None
            or mention.date.on(anchor).year == other.date.on(anchor).year
        )
        for other in others.expressed_otherwise(kind, own_side)
    )


def _class(kind: str, value: int) -> int:
    """What all values have in common that may be one: see `same`."""
    return value % {"year": 100, "decade": 100, "hour": 720}.get(kind, sys.maxsize)
