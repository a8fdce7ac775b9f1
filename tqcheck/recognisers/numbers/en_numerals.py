"""English numerals: the words and digits that make one number, read from left to right."""

from __future__ import annotations

import re
from fractions import Fraction

from tqcheck.recognisers.numbers.en_single import single_word
from tqcheck.recognisers.numbers.en_words import (
    ORDINAL,
    ORDINAL_SCALES,
    PARTS,
    PLURALS,
    SCALES,
    SMALL,
    TENS,
)
from tqcheck.recognisers.numbers.number import Number

_DIGITS = (
    r"(?<![\w.])\d{1,3}(?:[,\u00a0\u202f\u2009']\d{3})+(?![\d])(?:\.\d+)?"
    r"|(?<![\w.,])\d{1,3}(?: \d{3})+(?![\d,])(?:\.\d+)?"
    r"|\d+(?:\.\d+)?|(?<=[\s($])\.\d+"
)
TOKEN = re.compile(rf"({_DIGITS})|([^\W\d_]+)")
_BETWEEN = re.compile(r"[ \t\u00a0\n]{0,3}[-‐‑]?[ \t\u00a0\n]{0,3}")


class Numeral:
    """One number read from left to right, beginning with the word at `at`."""

    def __init__(self, text: str, words: list[re.Match[str]], at: int) -> None:
        self.text, self.words, self.first, self.at = text, words, at, at
        self.total, self.group = Fraction(0), Fraction(0)
        # The last thing added: its size, below which the next must stay.
        self.last: int | None = None
        self.scale = 1
        self.kind, self.sure = "cardinal", True
        self.vague = self.spoken = False

    def result(self) -> tuple[Number | None, int]:
        """The number, None where the word begins nothing, and the index of the word after it."""
        word = self.words[self.first]
        single, following = single_word(self.text, self.words, self.first)
        if following > self.first:
            return single, following
        while self.at < len(self.words):
            step = self._step()
            if step is None:
                break
            self.at = step
        if self.at == self.first:
            return None, self.first + 1
        end = self.words[self.at - 1].end()
        value = self.total + self.group
        high = value
        if self.vague:
            value, high = 2 * value, 10 * value - 1
        glued = self.text[word.start() - 1 : word.start()]
        sure = self.sure and not (glued.isalpha() or glued in ("_", "+"))
        kind = "some" if self.vague else self.kind
        return Number(word.start(), end, value, high, kind, sure=sure), self.at

    def _before(self) -> str:
        return self.words[self.first - 1][0].lower() if self.first else ""

    def _step(self) -> int | None:
        """Take the next word; the index after it, or None where it does not go on."""
        at = self.at
        if at > self.first:
            gap = self.text[self.words[at - 1].end() : self.words[at].start()]
            if not _BETWEEN.fullmatch(gap):
                return None
            if self.words[at][0].lower() == "and":
                return self._and(at)
        return self._take(at)

    def _and(self, at: int) -> int | None:
        """`two hundred and five`, `two and a half`."""
        half = re.compile(r"and[\s-]+(?:a|one)[\s-]+(half|quarter)\b", re.IGNORECASE)
        found = half.match(self.text, self.words[at].start())
        if found and self.kind == "cardinal":
            part = Fraction(1, 2 if found[1].lower() == "half" else 4)
            if self.group or self.total:
                self.group += part * (self.scale if self.scale > 100 else 1)
                at += 3
                # Two and a half million.
                return at
        if self.last not in (100, 1000, 10**6, 10**9) or at + 1 >= len(self.words):
            return None
        gap = self.text[self.words[at].end() : self.words[at + 1].start()]
        following = self.words[at + 1][0].lower()
        if not gap.isspace() or self.words[at + 1][1]:
            return None
        if following in SMALL or following in TENS or following in ORDINAL:
            return self._take(at + 1)
        return None

    def _take(self, at: int) -> int | None:
        word = self.words[at]
        if self.kind != "cardinal" or self.vague:
            return None
        if word[1]:
            return self._figures(at)
        lower = word[0].lower()
        if lower in SMALL:
            value = SMALL[lower]
            fits = self.last is None or (self.last > 10 and (value < 10 or self.last >= 100))
            fits = fits and self.last != 1
            return self._add(at, value, 10 if value >= 10 else 1) if fits else None
        if lower in TENS:
            fits = self.last is None or self.last >= 100
            return self._add(at, TENS[lower], 20) if fits else None
        if lower in SCALES:
            return self._scale(at, SCALES[lower])
        if lower in ORDINAL and (at == self.first or self.spoken):
            return self._ordinal(at, ORDINAL[lower])
        if lower in PARTS and self._is_part(at):
            self.group, self.kind = self.group / PARTS[lower], "fraction"
            return at + 1
        if lower in ORDINAL_SCALES and at > self.first and self.spoken:
            self.group = (self.group or Fraction(1)) * ORDINAL_SCALES[lower]
            self.kind = "ordinal"
            return at + 1
        if lower in PLURALS:
            return self._vague(at, lower)
        return None

    def _add(self, at: int, value: int, size: int) -> int:
        self.group += value
        self.last, self.spoken = size, True
        return at + 1

    def _is_part(self, at: int) -> bool:
        """Whether a word such as `third` makes parts of what precedes: two thirds, one-third."""
        value = self.total + self.group
        if at == self.first or not 0 < value < 100:
            return False
        word = self.words[at][0].lower()
        return value == 1 or word.endswith("s") or word == "quarter"

    def _ordinal(self, at: int, value: int) -> int | None:
        if at > self.first:
            if self._is_part(at):
                self.group, self.kind = self.group / value, "fraction"
                return at + 1
            if self.last is None or not (self.last >= 100 or (self.last == 20 and value < 10)):
                return None
        elif value == 2 and self._before() in ("a", "per", "each", "every", "one"):
            self.sure = False
        self.group += value
        self.kind = "ordinal"
        return at + 1

    def _figures(self, at: int) -> int | None:
        if at > self.first:
            return None
        word = self.words[at]
        value = Fraction(re.sub(r"[^\d.]", "", word[0]))
        self.group = value
        end = word.end()
        self.last = 5
        if at + 1 < len(self.words) and self.words[at + 1].start() == end:
            suffix = self.words[at + 1][0]
            if suffix.lower() in ("st", "nd", "rd", "th"):
                self.kind = "ordinal"
                return at + 2
            if suffix in ("s",):
                self.kind = "decade"
                return at + 2
            scale = SCALES.get(suffix.lower())
            before = self.text[word.start() - 1 : word.start()]
            if scale is None and before and before in "$£€¥":
                scale = {"m": 10**6, "k": 1000, "b": 10**9}.get(suffix.lower())
            if scale:
                self.group *= scale
                return at + 2
            if suffix[0].isupper() and suffix.lower() not in ("km", "kg", "kv", "kwh", "mw", "gw"):
                self.sure = False
        return at + 1

    def _scale(self, at: int, scale: int) -> int | None:
        if at == self.first:
            # A hundred, several million, per million.
            self.sure = self._before() in ("a", "an", "one") or scale in (12,)
            self.group = Fraction(1)
            if scale == 20 and not (self._before() == "a" and self._is_of(at)):
                return None
            if self._before() in ("several", "few", "many"):
                self.sure = False
                self.total, self.group, self.vague = Fraction(0), Fraction(scale), True
                return at + 1
        elif scale == 100:
            if self.last == 100 or self.group >= 100:
                return None
        elif scale == 20 or (scale == 12 and self.total):
            return None
        if scale == 100:
            self.group *= scale
        elif self.total and scale >= self.scale:
            # Three hundred thousand million.
            self.total = (self.total + self.group) * scale
            self.group = Fraction(0)
        else:
            self.total += (self.group or Fraction(1)) * scale
            self.group = Fraction(0)
        self.last = scale
        if scale != 100:
            self.scale = scale
        self.spoken = True
        return at + 1

    def _is_of(self, at: int) -> bool:
        following = self.words[at + 1 : at + 2]
        return bool(following) and following[0][0].lower() == "of"

    def _vague(self, at: int, word: str) -> int | None:
        base = 10 if word == "tens" else SCALES[word[:-1]]
        # Tens and scores are other things too.
        if word in ("tens", "scores") and not self._is_of(at):
            return None
        if at > self.first:
            # Two hundreds; nonstandard, and exact.
            return self._scale(at, base)
        base = 10 if base in (12, 20) else base
        chain = re.compile(
            r"\s+of\s+(hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE
        )
        end = self.words[at].end()
        taken = at + 1
        while (match := chain.match(self.text, end)) is not None:
            base *= SCALES[match[1][:-1].lower()]
            end = match.end()
            taken += 2
        self.group, self.vague = Fraction(base), True
        return taken
