"""English words that are numbers, and their values."""

from __future__ import annotations

from itertools import pairwise

from tqcheck.recognisers import english

SMALL = {word: n for n, word in enumerate(english.CARDINALS)}
TENS = {word: n * 10 for n, word in enumerate(english.TENS, 2)} | {"fourty": 40}
SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mln": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "dozen": 12, "score": 20,
}  # fmt: skip
ORDINAL = {word: n for n, word in enumerate(english.ORDINALS, 1)}
ORDINAL |= {word[:-1] + "ieth": n for word, n in TENS.items()}
ORDINAL_SCALES = {word + "th": n for word, n in SCALES.items() if word.endswith(("red", "d", "n"))}
PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
PARTS |= {word: n for word, n in ORDINAL.items() if n > 2}
PARTS |= {word + "s": n for word, n in ORDINAL.items() if n > 2}
PARTS |= {"hundredth": 100, "hundredths": 100, "thousandth": 1000, "thousandths": 1000}
PARTS |= {"millionth": 10**6}
# Words that may say a number.
SAYING = {
    "once": 1, "twice": 2, "thrice": 3, "both": 2, "pair": 2, "pairs": 2, "couple": 2, "couples": 2,
    "duo": 2, "twin": 2, "twins": 2, "dual": 2, "bilateral": 2, "bilaterally": 2, "trio": 3,
    "trilateral": 3, "tripartite": 3, "quadrilateral": 4, "quartet": 4, "single": 1, "sole": 1,
    "firstly": 1, "secondly": 2, "thirdly": 3, "fourthly": 4, "secondary": 2, "tertiary": 3,
    "decade": 10, "century": 100, "centenary": 100, "centennial": 100, "millennium": 1000,
}  # fmt: skip
TIMES = {
    "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "twofold": 2, "triple": 3, "tripled": 3,
    "triples": 3, "tripling": 3, "treble": 3, "trebled": 3, "threefold": 3, "quadruple": 4,
    "quadrupled": 4, "fourfold": 4, "quintupled": 5, "fivefold": 5, "sixfold": 6, "sevenfold": 7,
    "eightfold": 8, "ninefold": 9, "tenfold": 10, "hundredfold": 100,
}  # fmt: skip
MONTH = {word: n for n, word in enumerate(english.MONTHS, 1)}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
# Dozens and millions of something; tens and scores only with their "of".
PLURALS = tuple(
    ["tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions"]
)
# The words that a number may begin with, other than figures, Roman ones and months.
BEGINNINGS = frozenset(
    {"half", "quarter", *PLURALS, *SMALL, *TENS, *SCALES, *ORDINAL, *SAYING, *TIMES}
)


def roman(text: str) -> int:
    """The value of Roman figures."""
    values = [_ROMAN[char] for char in text]
    return sum(-a if a < b else a for a, b in pairwise([*values, 0]))
