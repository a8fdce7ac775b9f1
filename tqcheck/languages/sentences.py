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
from functools import cache, lru_cache

from .abbreviations import begins_sentence, stop_ends
from .quotations import BRACKETS, SIGNS, TITLES, pairs

# Sentence_Break=STerm of Unicode 16 beyond ASCII. Left out is U+104A, which is Burmese's comma.
_TERMINALS = (
    "\u0589\u061d-\u061f\u06d4\u0700-\u0702\u07f9\u0837\u0839\u083d\u083e\u0964\u0965\u104b\u1362"
    "\u1367\u1368\u166e\u1735\u1736\u17d4\u17d5\u1803\u1809\u1944\u1945\u1aa8-\u1aab\u1b4e\u1b4f"
    "\u1b5a\u1b5b\u1b5e\u1b5f\u1b7d-\u1b7f\u1c3b\u1c3c\u1c7e\u1c7f\u203c\u203d\u2047-\u2049"
    "\u2cf9-\u2cfb\u2e2e\u2e3c\u2e53\u2e54\u3002\ua4ff\ua60e\ua60f\ua6f3\ua6f7\ua876\ua877\ua8ce"
    "\ua8cf\ua92f\ua9c8\ua9c9\uaa5d-\uaa5f\uaaf0\uaaf1\uabeb\ufe12\ufe15\ufe16\ufe56\ufe57\uff01"
    "\uff1f\uff61\U00010a56\U00010a57\U00010f55-\U00010f59\U00010f86-\U00010f89\U00011047"
    "\U00011048\U000110be-\U000110c1\U00011141-\U00011143\U000111c5\U000111c6\U000111cd\U000111de"
    "\U000111df\U00011238\U00011239\U0001123b\U0001123c\U000112a9\U0001144b\U0001144c\U000115c2"
    "\U000115c3\U000115c9-\U000115d7\U00011641\U00011642\U0001173c-\U0001173e\U00011944\U00011946"
    "\U00011a42\U00011a43\U00011a9b\U00011a9c\U00011c41\U00011c42\U00011ef7\U00011ef8\U00011f43"
    "\U00011f44\U00016a6e\U00016a6f\U00016af5\U00016b37\U00016b38\U00016b44\U00016e98\U0001bc9f"
    "\U0001da88"
)
_STOPS = ".․﹒．"
_DOTS = frozenset(".․﹒．…‥⋯")
_MARKS = rf"[!?…‥⋯{_STOPS}{_TERMINALS}]"

_CHINESE = frozenset({"zh", "yue", "wuu", "lzh", "cmn", "zho"})
# Written without blanks; a full stop is a sign of abbreviation in all but the first two.
_UNSPACED = _CHINESE | {"ja"}
_WITHOUT_STOP = frozenset({"th", "lo", "km", "my", "bo", "dz"})

# UAX #29's SContinue: what cannot begin a sentence.
_CONTINUES = frozenset(",;:，；：、､،؍՝﹐﹑﹔﹕")
_DASHES = frozenset("-–—―−－─")
_SOFT_CLOSERS = frozenset("”’“'\"»›)]}*_`" + "」』）】〕》〉］｝")
_EMPHASIS = frozenset("*_`")
_LATE_CLOSERS = frozenset("”»)]}」』）】》")
# After a closed quotation: 的 等 之 and Japanese particles make it a part of the clause.
_PARTICLES = frozenset("的之等とっのをはがにもでや")
# A quotation or bracket inside a clause is kept whole up to this length. Of 60 that hold a mark,
# in the news, the archive and Text+Berg, two are longer; most that are longer are signs that
# belong to two different pairs.
_LONGEST_INSIDE = 150

# The patterns are compiled when they are first used: that takes longer than all of the import.
_EMPHASIS_RUN = r"\*{1,3}|_{1,3}|`+"
# The target of a link belongs to its text, and tags of HTML hold no sentences.
_LINK = r"\]\([^()\s]{0,500}\)"
_TAG = r"</?[A-Za-z][^<>]{0,500}>"
# What may stand before the first word of a sentence.
_LEAD = rf"[\s{re.escape(SIGNS)}'‘¿¡*_`#•·▲●■◆–—―-]{{0,20}}"
_ENUMERATOR = (
    rf"[\s{re.escape(SIGNS)}*_#•·▲●■◆-]{{0,20}}"
    r"(?:[0-9０-９]{1,3}(?:\.[0-9]{1,3})*|[A-Za-z]|[IVXLC]{1,6}|[ivx]{1,6})[.．](?![0-9０-９])"
)
# Who spoke, up to the end of the clause or the rest of the quotation; before a colon or more text
# (他说，雨停了) it is the next sentence.
_SAID_CHINESE = (
    r"(?![^，。！？：“”]{0,20}[没沒不未])[^\s，。！？：；、…“”「」『』]{0,20}?(?:"
    r"[说說道问問答喊叫写寫讲講称稱]|回应|回應|表示|指出|强调|強調|认为|認為|介绍|介紹|补充|補充|解释|解釋"
    r"|告诉[^\s，。！？：；、…“”]{1,6}|告訴[^\s，。！？：；、…“”]{1,6}|感叹|感慨|呼吁)"
    r"[道着著了过過]{0,2}(?:[。！.!]|[，,]\s*[“「『\"])"
)
_SAID_ENGLISH = (
    r"(?:[\w.'’-]{1,20}\s){1,5}?(?:said|says|asked|asks|added|replied|answered|cried|shouted"
    r"|exclaimed|told|wrote|explained|continued|called|yelled|whispered|wondered|demanded)\b"
    r"(?!\s+that\b)(?![^.!?\n]{0,40}:)"
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
        self.unspaced = self.language in _UNSPACED
        self.pattern = _tokens(self.language)
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
        self.start = _after(r"\s*", self.text, position) or position
        self.body = _after(_ENUMERATOR, self.text, self.start) or self.start
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
        led = char not in BRACKETS and (before in _CONTINUES or before in _DASHES)
        # None: it opens the sentence. True: it was led up to. False: it is inside a clause.
        self.outside[opener] = None if opener < self.first_word else led
        inside = char in TITLES or self.outside[opener] is False
        return inside and self.closing[opener] - opener <= _LONGEST_INSIDE

    def group(self, start: int, end: int) -> tuple[str, int, int | None]:
        """The last mark from `start` on, the end of what closes after it, and what that opened."""
        text, opener, mark = self.text, None, start
        last = end
        while end < len(text):
            char = text[end]
            link = _after(_LINK, text, end) if char == "]" else None
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
            elif char in _EMPHASIS and self.unspaced:
                run = _after(_EMPHASIS_RUN, text, end) or end + 1
                if not self.is_open(text[end:run], end):
                    break
                end = run - 1
            elif char not in _SOFT_CLOSERS or end in self.closing or self.goes_on(end + 1):
                break
            end += 1
        return text[mark:last], end, opener

    def is_mark(self, position: int) -> bool:
        match = self.pattern.match(self.text, position)
        return match is not None and match.lastgroup == "mark"

    def is_open(self, run: str, position: int) -> bool:
        """Whether emphasis of this sign is open; where there are no blanks, only counting tells."""
        # Bounded, so that a text of nothing but marks takes linear time.
        return self.text.count(run, max(self.start, position - 400), position) % 2 == 1

    def closes_late(self, position: int) -> bool:
        """Whether a closing sign follows after a blank: « Ici ! », or tokenised text."""
        char = self.text[position : position + 1]
        if position not in self.opening and char not in _LATE_CLOSERS:
            return False
        return bool(char) and position not in self.closing and not self.goes_on(position + 1)

    def goes_on(self, position: int) -> bool:
        """Whether a word follows at once, so that the sign before it opened rather than closed."""
        char = self.text[position : position + 1]
        return char.isalnum() and not _is_han_or_kana(char)

    def ends(self, start: int, mark: str, end: int, opener: int | None) -> bool:
        """Whether the sentence ends after this mark and what closes after it."""
        text = self.text
        following = _after(r"\s*", text, end) or end
        if following == len(text):
            return True
        char, blank = text[following], following > end
        if start < self.first_word or char in _CONTINUES:
            return False
        if self.is_mark(following) and not (
            blank and text[following + 1 : following + 2].isalnum()
        ):
            return False
        word = _after(_LEAD, text, following) or following
        first = text[word : word + 1]
        if char in _DASHES and not (blank and opener is None and first.isupper()):
            return False
        if not (mark.isascii() or set(mark) <= _DOTS):
            pass  # a mark of its script, which needs neither a blank nor a capital
        elif first.islower() or not self.may_end(start, mark, end, following, word):
            return False
        return opener is None or self.leaves(opener, mark, following, word)

    def may_end(self, start: int, mark: str, end: int, following: int, word: int) -> bool:
        """Whether a mark that has other uses too (. ! ? …) is the end here."""
        before, char, blank = self.text[start - 1 : start], self.text[following], following > end
        wide = self.unspaced or _is_han_or_kana(before) or _is_han_or_kana(char)
        if not set(mark) <= _DOTS:
            return blank or (wide and not before.isascii())
        if len(mark) > 1 or mark in "…‥⋯":
            # In Chinese it is rather a pause, unless a quotation ends with it.
            return self.text[end - 1] not in _DOTS if wide else blank
        if self.language in _WITHOUT_STOP:
            return False
        return self.stop(start, word) if blank else self.bare_stop(start, end, char)

    def leaves(self, opener: int, mark: str, following: int, word: int) -> bool:
        """Whether the sentence ends with the quotation or bracket that closes after its mark."""
        sign, outside = self.text[opener], self.outside.get(opener)
        if sign in TITLES:
            return False
        char = self.text[following]
        if _is_han_or_kana(char) or self.unspaced:
            if sign in BRACKETS:
                return outside is None
            if char in _PARTICLES:
                return False
            if outside is None:
                return _after(_SAID_CHINESE, self.text, following) is None
            return outside or mark[-1] in "。｡.．"
        if outside is None:
            if sign in BRACKETS or mark == "." or self.language != "en":
                return True
            return _after(_SAID_ENGLISH, self.text, following) is None
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
        if _is_han_or_kana(before) or end > start + 1:
            return digits == start or not char.isdecimal()
        return before.isalpha() and self.stop(start, end)


@cache
def _tokens(language: str) -> re.Pattern[str]:
    marks = _MARKS.replace("[", "[;\u037e") if language == "el" else _MARKS
    gap = r"\n[^\S\n]*\n|\r\n?\r\n?|\u2029"
    return re.compile(
        rf"(?P<tag>{_TAG})|(?P<mark>{marks}+)|(?P<sign>[{re.escape(SIGNS)}])|(?P<gap>{gap})"
    )


def _after(pattern: str, text: str, position: int) -> int | None:
    """Where a match of `pattern` at `position` ends."""
    match = re.compile(pattern).match(text, position)
    return match.end() if match else None


def _is_han_or_kana(char: str) -> bool:
    return (
        "\u3005" <= char <= "\u3007"
        or "\u3040" <= char <= "\u30ff"
        or "\u3400" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
    )
