"""Numbers in English: digits in every grouping, words, ordinals, dozens, fractions, percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from tqcheck.languages.numbers import Number
from tqcheck.languages.units import english_unit

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
_ONES += "fifteen sixteen seventeen eighteen nineteen"
_SMALL = {word: n for n, word in enumerate(_ONES.split())}
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: n * 10 for n, word in enumerate(_TENS_WORDS.split(), 2)} | {"fourty": 40}
_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mln": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "dozen": 12, "score": 20,
}  # fmt: skip
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
_ORDINALS += "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_ORDINAL = {word: n for n, word in enumerate(_ORDINALS.split(), 1)}
_ORDINAL |= {word[:-1] + "ieth": n for word, n in _TENS.items()}
_ORDINAL_SCALES = {
    word + "th": n for word, n in _SCALES.items() if word.endswith(("red", "d", "n"))
}
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
_PARTS |= {word: n for word, n in _ORDINAL.items() if n > 2}
_PARTS |= {word + "s": n for word, n in _ORDINAL.items() if n > 2}
_PARTS |= {"hundredth": 100, "hundredths": 100, "thousandth": 1000, "thousandths": 1000}
_PARTS |= {"millionth": 10**6}
# Words that say a number; their kind, and whether they have to mean it.
_SAYING = {
    "once": 1, "twice": 2, "thrice": 3, "both": 2, "pair": 2, "pairs": 2, "couple": 2, "couples": 2,
    "duo": 2, "twin": 2, "twins": 2, "dual": 2, "bilateral": 2, "bilaterally": 2, "trio": 3,
    "trilateral": 3, "tripartite": 3, "quadrilateral": 4, "quartet": 4, "single": 1, "sole": 1,
    "firstly": 1, "secondly": 2, "thirdly": 3, "fourthly": 4, "secondary": 2, "tertiary": 3,
    "decade": 10, "century": 100, "centenary": 100, "centennial": 100, "millennium": 1000,
}  # fmt: skip
_TIMES = {
    "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "twofold": 2, "triple": 3, "tripled": 3,
    "triples": 3, "tripling": 3, "treble": 3, "trebled": 3, "threefold": 3, "quadruple": 4,
    "quadrupled": 4, "fourfold": 4, "quintupled": 5, "fivefold": 5, "sixfold": 6, "sevenfold": 7,
    "eightfold": 8, "ninefold": 9, "tenfold": 10, "hundredfold": 100,
}  # fmt: skip
# A month and a half; and a word that counts nothing.
# (1), 2) and 3. before items of a list.
_ENUMERATOR = re.compile(r"\(\d{1,2}\)|(?m:^)\s*\d{1,2}[.)](?=\s)|(?<=[;:,] )\d[.)](?=\s)")
_AND_A_HALF = re.compile(
    r"(?:an?|one)\s+(?!hundred|thousand|million|billion|dozen)([a-z]{3,8})\s+and\s+a\s+half\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"secondary[\s-](?:school|education|student|vocational)", re.IGNORECASE)
_MONTHS = "january february march april may june july august september october november december"
_MONTH = {word.capitalize(): n for n, word in enumerate(_MONTHS.split(), 1)}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

_DIGITS = (
    r"(?<![\w.])\d{1,3}(?:[,\u00a0\u202f\u2009']\d{3})+(?![\d])(?:\.\d+)?"
    r"|(?<![\w.,])\d{1,3}(?: \d{3})+(?![\d,])(?:\.\d+)?"
    r"|\d+(?:\.\d+)?|(?<=[\s($])\.\d+"
)
_TOKEN = re.compile(rf"({_DIGITS})|([^\W\d_]+)")
_BETWEEN = re.compile(r"[ \t\u00a0\n]{0,3}[-‐‑]?[ \t\u00a0\n]{0,3}")

_MORE = (
    r"more than|over|above|exceed(?:s|ed|ing)?|at least|upwards? of|in excess of|beyond"
    r"|surpass(?:ed|es|ing)?|greater than|higher than|no (?:less|fewer) than|not less than|longer than"
)
_NEARLY = r"nearly|almost|close to|not quite|approaching|just short of|just under"
_LESS = r"(?:less|fewer|lower) than|under|up to|below|at most|(?:no|not) more than|within"
_ABOUT = r"about|around|approximately|some|roughly|circa|estimated|approx\.?"
_BEFORE = re.compile(
    rf"\b(?:({_MORE})|({_NEARLY})|({_LESS})|({_ABOUT}))(?:\s+(?:a|an|the|US))?[\s$£€¥]*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:(or more|plus\b|and above|or above|odd\b|\+)|(or nearly)|(or less|at most)|(or so))"
)
_SAID = ("more", "nearly", "less", "about")

_RANGE = re.compile(
    r"\s?(?:to|and|or|-|–|—|~|,|, and|, or)\s?[$£€¥]?|\s(?:to|and|or)\s(?:about|around|nearly)\s"
)


def read(text: str) -> list[Number]:
    """The numbers of an English text whose digits are plain."""
    words = [match for match in _TOKEN.finditer(text)]
    found: list[Number] = []
    at = 0
    while at < len(words):
        reading = _Reading(text, words, at)
        number, at = reading.result()
        if number is not None:
            found.append(_finished(text, number))
    marks = {at for m in _ENUMERATOR.finditer(text) for at in range(m.start(), m.end())}
    found = [n._replace(sure=False) if n.start in marks else n for n in found]
    return _shared(text, list(_ratios(text, found)))


class _Reading:
    """One number read from left to right, from the word at `at` on."""

    def __init__(self, text: str, words: list[re.Match[str]], at: int) -> None:
        self.text, self.words, self.first, self.at = text, words, at, at
        self.total, self.group = Fraction(0), Fraction(0)
        # The last thing added: its size, below which the next must stay.
        self.last: int | None = None
        self.scale = 1
        self.kind, self.sure = "cardinal", True
        self.vague = self.spoken = False

    def result(self) -> tuple[Number | None, int]:
        word = self.words[self.first]
        special = self._special(word)
        if special is not None:
            return special, self.at
        if self.at > self.first:
            return None, self.at
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

    def _special(self, word: re.Match[str]) -> Number | None:
        """Words that are a number by themselves: twice, half, III, March."""
        text = word[0]
        lower = text.lower()
        start, end = word.span()
        if lower == "half":
            return self._half(start)
        if lower in ("a", "an", "one") and (match := _AND_A_HALF.match(self.text, start)):
            while self.at < len(self.words) and self.words[self.at].start() < match.end():
                self.at += 1
            unit = english_unit(self.text, match.start(1))
            value = Fraction(3, 2)
            return Number(start, match.end(), value, value, unit=unit)
        if lower in ("quarter", "third", "fifth", "tenth") and self._before() in ("a", "an"):
            self.at += 1
            if self._next_is("of"):
                value = Fraction(1, _PARTS[lower])
                of = re.compile(r"\s+of\s+an?\s+(million|billion|trillion|century|mile)").match(
                    self.text, end
                )
                if of and of[1] in _SCALES:
                    return Number(start, of.end(), *[value * _SCALES[of[1]]] * 2)
                return Number(start, end, value, value, "fraction")
            self.at -= 1
        if lower in _SAYING or lower in _TIMES:
            self.at += 1
            value = Fraction(_SAYING.get(lower) or _TIMES[lower])
            if _NAMES.match(self.text, start):
                return None
            kind = "multiple" if lower in _TIMES else "cardinal"
            return Number(start, end, value, value, kind, sure=False)
        if text in _MONTH:
            self.at += 1
            value = Fraction(_MONTH[text])
            return Number(start, end, value, value, "month", sure=False)
        if re.fullmatch("(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})", text) and text != "I":
            self.at += 1
            value = Fraction(_roman(text))
            return Number(start, end, value, value, "ordinal", sure=False)
        return None

    def _half(self, start: int) -> Number | None:
        """Half, half a million, half a dozen; "a half" of two and a half belongs to the two."""
        match = re.compile(
            r"half(?:[\s-]+an?)?[\s-]+(million|billion|trillion|dozen|thousand|hundred|century|decade)\b",
            re.IGNORECASE,
        )
        found = match.match(self.text, start)
        value, end = Fraction(1, 2), start + 4
        kind, sure = "fraction", False
        if found:
            word = found[1].lower()
            scale = _SCALES.get(word, 1)
            if scale > 1:
                value, end, kind, sure = value * scale, found.end(), "cardinal", True
        while self.at < len(self.words) and self.words[self.at].start() < end:
            self.at += 1
        return Number(start, end, value, value, kind, sure=sure)

    def _before(self) -> str:
        return self.words[self.first - 1][0].lower() if self.first else ""

    def _next_is(self, word: str) -> bool:
        return self.at < len(self.words) and self.words[self.at][0].lower() == word

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
        if following in _SMALL or following in _TENS or following in _ORDINAL:
            return self._take(at + 1)
        return None

    def _take(self, at: int) -> int | None:
        word = self.words[at]
        if self.kind != "cardinal" or self.vague:
            return None
        if word[1]:
            return self._figures(at)
        lower = word[0].lower()
        if lower in _SMALL:
            value = _SMALL[lower]
            fits = self.last is None or (self.last > 10 and (value < 10 or self.last >= 100))
            return (
                self._add(at, value, 10 if value >= 10 else 1) if fits and self.last != 1 else None
            )
        if lower in _TENS:
            fits = self.last is None or self.last >= 100
            return self._add(at, _TENS[lower], 20) if fits else None
        if lower in _SCALES:
            return self._scale(at, _SCALES[lower])
        if lower in _ORDINAL and (at == self.first or self.spoken):
            return self._ordinal(at, _ORDINAL[lower])
        if lower in _PARTS and self._is_part(at):
            self.group, self.kind = self.group / _PARTS[lower], "fraction"
            return at + 1
        if lower in _ORDINAL_SCALES and at > self.first and self.spoken:
            self.group = (self.group or Fraction(1)) * _ORDINAL_SCALES[lower]
            self.kind = "ordinal"
            return at + 1
        if lower in (
            "hundreds",
            "thousands",
            "millions",
            "billions",
            "trillions",
            "dozens",
            "tens",
            "scores",
        ):
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
        if word.endswith("s") or word in ("half", "quarter"):
            return word not in ("half",)
        return value == 1

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
            scale = _SCALES.get(suffix.lower())
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
        base = 10 if word == "tens" else _SCALES[word[:-1]]
        if word == "tens" and not re.compile(r"tens\s+of\s", re.IGNORECASE).match(
            self.text, self.words[at].start()
        ):
            return None
        if word == "scores" and not re.compile(r"scores\s+of\s", re.IGNORECASE).match(
            self.text, self.words[at].start()
        ):
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
            base *= _SCALES[match[1][:-1].lower()]
            end = match.end()
            taken += 2
        self.group, self.vague = Fraction(base), True
        return taken


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text]
    return sum(-a if a < b else a for a, b in pairwise([*values, 0]))


_PERCENT = re.compile(
    r"\s?(?:%|(?:[\s-]?(?:percent(?:age[\s-]points?)?|per\s+cent|pct|percentile)\b))", re.IGNORECASE
)
_PERMILLE = re.compile(r"\s?‰|[\s-]per\s+(?:mille|mil|thousand)\b", re.IGNORECASE)
_MULTIPLE = re.compile(r"\s?(?:times\b|-?\s?fold\b|x\b)", re.IGNORECASE)
_SHARED_SCALE = re.compile(r"[\s-]*(million|billion|trillion|thousand|hundred)", re.IGNORECASE)


def _finished(text: str, number: Number) -> Number:
    """Add what stands before and behind: percent, multiples, units, approximations, scales."""
    low, high, kind, end = number.low, number.high, number.kind, number.end
    if kind in ("cardinal", "some", "fraction") and kind != "fraction":
        scale = _SHARED_SCALE.match(text, end)
        if scale and "half" in text[number.start : end].lower():
            low, high, end = (
                low * _SCALES[scale[1].lower()], high * _SCALES[scale[1].lower()], scale.end()
            )  # fmt: skip
        if match := _PERCENT.match(text, end):
            low, high, kind, end = low / 100, high / 100, "percent", match.end()
        elif match := _PERMILLE.match(text, end):
            low, high, kind, end = low / 1000, high / 1000, "percent", match.end()
        elif match := _MULTIPLE.match(text, end):
            kind, end = "multiple", match.end()
    before = _BEFORE.search(text, max(0, number.start - 24), number.start)
    behind = _BEHIND.match(text, end)
    approximate = number.approximate
    for match in (before, behind):
        if match and not approximate:
            approximate = _SAID[(match.lastindex or 1) - 1]
    unit = english_unit(text, end) if kind in ("cardinal", "fraction", "some") else ""
    return number._replace(
        low=low, high=high, kind=kind, end=end, approximate=approximate, unit=unit
    )


_IN = re.compile(r"\s+(?:in|out of|per|in every|out of every|of every)\s+(?:every\s+|a\s+)?")


def _ratios(text: str, found: list[Number]) -> Iterator[Number]:
    """Join 1/3, three per ten thousand, 3 in 100; other numbers pass."""
    pending: Number | None = None
    for number in found:
        if pending is not None:
            between = text[pending.end : number.start]
            tens = number.low in (10, 100, 1000, 10**4, 10**5)
            stroke = between == "/" and 1 < number.low > pending.low and pending.kind == "cardinal"
            if (
                stroke
                and text[number.end : number.end + 1] != "/"
                or (tens and _IN.fullmatch(between))
            ):
                yield Number(
                    pending.start,
                    number.end,
                    pending.low / number.low,
                    pending.high / number.low,
                    "fraction",
                )
                pending = None
                continue
            yield pending
        pending = number
    if pending is not None:
        yield pending


def _shared(text: str, found: list[Number]) -> list[Number]:
    """Give the first of `6 to 8 million` and `5 or 10 percent` what the second says of both."""
    shared = list(found)
    for i in range(len(found) - 2, -1, -1):
        first, second = shared[i], shared[i + 1]
        if not _RANGE.fullmatch(text[first.end : second.start]) or first.kind != "cardinal":
            continue
        if second.kind in ("percent", "multiple"):
            scale = 100 if second.kind == "percent" else 1
            if "‰" in text[second.start : second.end]:
                scale = 1000
            shared[i] = first._replace(
                low=first.low / scale, high=first.high / scale, kind=second.kind
            )
            continue
        named = re.search(
            r"(million|billion|trillion|thousand|hundred)$", text[second.start : second.end].lower()
        )
        if named and not re.search("llion|thousand|hundred", text[first.start : first.end].lower()):
            scale = _SCALES[named[1]]
            if first.low < second.low / scale:
                shared[i] = first = first._replace(low=first.low * scale, high=first.high * scale)
        if not first.unit and second.unit:
            shared[i] = first._replace(unit=second.unit)
    return shared
