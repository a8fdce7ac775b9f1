"""Sentences of a paragraph, as spans, in any script: Chinese and European languages with care.

The marks are those of Unicode's sentence boundaries (UAX #29, Sentence_Break STerm and ATerm), and
so is the default: after 。 । ؟ and the like a sentence ends; after . ! ? it ends before a blank and
a letter that is not small. Beyond that:

- Quotation marks, brackets and emphasis after the mark belong to the sentence.
- A quotation inside a clause (高呼“万岁！”的口号), a bracket and a title (《你好！》) stay whole.
  One that opens the sentence or follows a colon or comma is divided like other text, and a
  clause that says who spoke stays with it: “好！”他说。
- ；、—— never end a sentence, and …… only with a quotation: what follows may be the same sentence.
- Abbreviations, initials, ordinals and the numbers of a list do not end one.
- A line break is a blank: a paragraph may be wrapped. An empty line ends a sentence.
- Thai, Lao and Tibetan have no mark for the end; there only ! and ? are taken for one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tqcheck.languages import Spacing, spacing
from tqcheck.languages.facts import facts
from tqcheck.text.abbreviations import begins_sentence, stop_ends
from tqcheck.text.quotations import BRACKETS, TITLES, pairs
from tqcheck.text.sentence_marks import (
    CHINESE_SPEAKER,
    CONTINUES,
    DASHES,
    DOTS,
    EMPHASIS,
    EMPHASIS_RUN,
    ENUMERATOR,
    LATE_CLOSERS,
    LEAD,
    LINK,
    MAX_CHARS_INSIDE,
    PARTICLES,
    SOFT_CLOSERS,
    after,
    is_han_or_kana,
    tokens,
)


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a paragraph, in order, without blanks around them.

    They cover all of the text but blanks; `language` is a BCP 47 tag.
    """
    return list(_spans(text, language))


# The alignment and several rules divide the same paragraphs.
@lru_cache(maxsize=256)
def _spans(text: str, language: str) -> tuple[tuple[int, int], ...]:
    return tuple(_Paragraph(text, language).spans())


class _Paragraph:
    """A text while it is read; `start` and `first_word` are those of the current sentence."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = re.split("[-_]", language.strip().lower(), maxsplit=1)[0]
        self.spacing = spacing(self.language)
        self.unspaced = self.spacing is Spacing.NOTHING
        self.pattern = tokens(self.language)
        self.tokens = [
            (match.start(), match.end(), match.lastgroup or "")
            for match in self.pattern.finditer(text)
        ]
        signs = (start for start, _, kind in self.tokens if kind == "sign")
        self.closing = pairs(text, signs, self.unspaced)
        self.opening = {end: start for start, end in self.closing.items()}
        # A Chinese text that has the full-width stop uses the other for something else (names).
        self.bare_stop_ends = "。" not in text
        self.outside: dict[int, bool | None] = {}
        self.first_word = -1
        self.begin(0)

    def begin(self, position: int) -> None:
        self.start = after(r"\s*", self.text, position) or position
        self.body = after(ENUMERATOR, self.text, self.start) or self.start
        if self.first_word < self.body:
            word = re.compile(r"[^\W_]").search(self.text, self.body)
            self.first_word = word.start() if word else len(self.text)

    def spans(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        done = whole_until = 0
        for start, end, kind in self.tokens:
            if kind == "tag" or start < done or end <= self.start:
                continue
            if kind == "sign":
                if start in self.closing and self.enters(start):
                    whole_until = max(whole_until, self.closing[start])
                continue
            if kind == "mark":
                mark, end, opener = self.group(start, end)
                done = end
                if end <= whole_until or not self.ends(start, mark, end, opener):
                    continue
            self.add(found, end)
        self.add(found, len(self.text))
        return found

    def add(self, found: list[tuple[int, int]], end: int) -> None:
        """Close the sentence; one without a letter or digit is the end of the one before."""
        last = self.start + len(self.text[self.start : end].rstrip())
        if last > self.start:
            worded = self.first_word < last or not found
            found.append((self.start if worded else found.pop()[0], last))
        self.begin(end)

    def enters(self, opener: int) -> bool:
        """Note where a quotation or bracket opens; whether it is a part of a clause."""
        char = self.text[opener]
        before = self.text[max(0, opener - 4) : opener].rstrip()[-1:]
        led = char not in BRACKETS and (before in CONTINUES or before in DASHES)
        # None: it opens the sentence. True: it was led up to. False: it is inside a clause.
        self.outside[opener] = None if opener < self.first_word else led
        inside = char in TITLES or self.outside[opener] is False
        return inside and self.closing[opener] - opener <= MAX_CHARS_INSIDE

    def group(self, start: int, end: int) -> tuple[str, int, int | None]:
        """The last mark of a row, the end of what closes after it, and what that opened."""
        text, opener, mark = self.text, None, start
        last = end
        while end < len(text):
            char = text[end]
            link = after(LINK, text, end) if char == "]" else None
            if link:
                end = link - 1
            elif end in self.opening:
                opener = self.opening[end]
            elif self.is_mark(end):
                if last < end:
                    mark, opener = end, None
                last = end + 1
            elif char.isspace() and self.closes_late(end + 1):
                opener = self.opening.get(end + 1)
                end += 1
            elif char in EMPHASIS and self.unspaced:
                run = after(EMPHASIS_RUN, text, end) or end + 1
                if not self.is_open(text[end:run], end):
                    break
                end = run - 1
            elif char not in SOFT_CLOSERS or end in self.closing or self.goes_on(end + 1):
                break
            end += 1
        return text[mark:last], end, opener

    def is_mark(self, position: int) -> bool:
        match = self.pattern.match(self.text, position)
        return match is not None and match.lastgroup == "mark"

    def is_open(self, run: str, position: int) -> bool:
        """Whether emphasis of this sign is open: without blanks, counting is the only way."""
        # Bounded, so that a text of nothing but marks takes linear time.
        return self.text.count(run, max(self.start, position - 400), position) % 2 == 1

    def closes_late(self, position: int) -> bool:
        """Whether a closing sign follows after a blank: « Ici ! », or tokenised text."""
        char = self.text[position : position + 1]
        if position not in self.opening and char not in LATE_CLOSERS:
            return False
        return bool(char) and position not in self.closing and not self.goes_on(position + 1)

    def goes_on(self, position: int) -> bool:
        """Whether a word follows at once, so that the sign before it opened rather than closed."""
        char = self.text[position : position + 1]
        return char.isalnum() and not is_han_or_kana(char)

    def ends(self, start: int, mark: str, end: int, opener: int | None) -> bool:
        """Whether the sentence ends after this mark and what closes after it."""
        text = self.text
        following = after(r"\s*", text, end) or end
        if following == len(text):
            return True
        char, blank = text[following], following > end
        if start < self.first_word or char in CONTINUES:
            return False
        if self.is_mark(following) and not (
            blank and text[following + 1 : following + 2].isalnum()
        ):
            return False
        word = after(LEAD, text, following) or following
        first = text[word : word + 1]
        if char in DASHES and not (blank and opener is None and first.isupper()):
            return False
        if not (mark.isascii() or set(mark) <= DOTS):
            pass  # a mark of its script, which needs neither a blank nor a capital
        elif first.islower() or not self.may_end(start, mark, end, following, word):
            return False
        return opener is None or self.leaves(opener, mark, following, word)

    def may_end(self, start: int, mark: str, end: int, following: int, word: int) -> bool:
        """Whether a mark that has other uses too (. ! ? …) is the end here."""
        before, char, blank = self.text[start - 1 : start], self.text[following], following > end
        wide = self.unspaced or is_han_or_kana(before) or is_han_or_kana(char)
        if not set(mark) <= DOTS:
            return blank or (wide and not before.isascii())
        if len(mark) > 1 or mark in "…‥⋯":
            # In Chinese it is rather a pause, unless a quotation ends with it.
            return self.text[end - 1] not in DOTS if wide else blank
        if self.spacing is Spacing.CLAUSES:
            return False  # a sign of abbreviation
        return self.stop(start, word) if blank else self.bare_stop(start, end, char)

    def leaves(self, opener: int, mark: str, following: int, word: int) -> bool:
        """Whether the sentence ends with the quotation or bracket that closes after its mark."""
        sign, outside = self.text[opener], self.outside.get(opener)
        if sign in TITLES:
            return False
        char = self.text[following]
        if is_han_or_kana(char) or self.unspaced:
            if sign in BRACKETS:
                return outside is None
            if char in PARTICLES:
                return False
            if outside is None:
                return after(CHINESE_SPEAKER, self.text, following) is None
            return outside or mark[-1] in "。｡.．"
        if outside is None:
            speaker = facts(self.language).speaker
            if sign in BRACKETS or mark == "." or not speaker:
                return True
            return after(speaker, self.text, following) is None
        if outside or (mark == "." and sign not in BRACKETS):
            return True
        return begins_sentence(self.text, word, self.language)

    def stop(self, start: int, following: int) -> bool:
        before = self.text[max(self.start, start - 36) : start]
        return stop_ends(before, self.text, following, self.language, self.unspaced)

    def bare_stop(self, start: int, end: int, char: str) -> bool:
        """Whether a full stop with no blank after it ends a sentence of Chinese or Japanese."""
        latin = char.isascii() and not char.isdecimal()
        if latin or not (self.unspaced and self.bare_stop_ends):
            return False
        digits = start
        while digits > self.start and start - digits < 20 and self.text[digits - 1].isdecimal():
            digits -= 1
        before = self.text[digits - 1 : digits]
        if is_han_or_kana(before) or end > start + 1:
            return digits == start or not char.isdecimal()
        return before.isalpha() and self.stop(start, end)
