"""Identification of languages: is a text in the language it is said to be in?

Three witnesses, the cheap ones first: the scripts of its letters, the share of function words among
its words, and langdetect. What is too short or too unlike prose for any of them gets no verdict.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from tqcheck.languages import LANGUAGES, Language, language
from tqcheck.languages.facts import facts
from tqcheck.text.scripts import count, script

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory


@dataclass(frozen=True, slots=True)
class Verdict:
    """The language of a text, as far as it could be told.

    `language` is a code of the catalogue, or None where nothing is certain enough. `evidence` is
    "script", "function words", "langdetect", or "" where there is too little text to ask, and
    `confidence` (0 to 1) is in this order: the share of the script, the share of function words
    among the words, the probability that langdetect gives, 0. `script` is that of most of the text
    (Han for kana too); `shares` are the shares of all scripts by weight, in order of first
    appearance; `expected_share` is that of the scripts of the expected language: a caller that
    minds mixed text looks at it. `weight` is the amount of text, in Latin letters.
    """

    language: str | None
    confidence: float
    evidence: str
    script: str | None
    shares: dict[str, float]
    expected_share: float
    weight: float


# How many Latin letters of English one letter says as much as. Letters of an original over letters
# of its translation: Han 3.9 in newstest2020, 3.0 in the fastapi pages; kana 1.2 to 1.5 in the
# latter (first lines of benchmarks/identification.py). Hangul: two kana, unmeasured. Others: 1.
_WEIGHTS = {"Han": 4.0, "Hiragana": 1.5, "Katakana": 1.5, "Hangul": 2.5}

# All figures below: benchmarks/identification.py, which says which texts it measures on.

# Least weight for any verdict, four Han characters: shorter ones are names and labels.
_LEAST_WEIGHT = 16.0
_KANA = ("Hiragana", "Katakana")
# Share of kana among kana and Han. Chinese that quotes Japanese has less than the first, Japanese
# more than the second: 0.17 is the least in a Japanese line of more than seven letters with any.
_MOST_KANA_IN_CHINESE = 0.05
_LEAST_KANA_IN_JAPANESE = 0.15
# The longest Japanese line without kana, a heading, has 12 characters.
_LONGEST_WITHOUT_KANA = 12

# Function words alone confirm the expected language from six words on: with these bounds they
# never did so for a text of another language of the corpus, but for quotations ("missed").
_LEAST_WORDS = 6
_LEAST_SHARE = 0.25
_LEAST_LEAD = 0.10

# langdetect decides from 60 letters on, or from 30 on where function words agree; that a text is in
# a third language of the same script, from 100 on (shorter ones gave pt for es, nl for af, da for
# no).
_LEAST_LETTERS = 60
_LEAST_LETTERS_IF_AGREED = 30
_LEAST_LETTERS_OF_A_THIRD = 100
# Uncritical: from 0.9 to 0.99999 no false verdict comes or goes.
_LEAST_CONFIDENCE = 0.999
# For each configured language, the rest for all: 0 finds 0.3 % fewer texts, none is false for it.
_PRIOR_OF_CONFIGURED = 0.4
# Lists of names, in which langdetect sees Indonesian or Swahili, are capitalised and have no
# function words. Of lines of prose 98 % have fewer capitals (en, es, fr; in de 0.56), and 99 % have
# more function words.
_MOST_CAPITALISED = 0.5
_FEWEST_FUNCTION_WORDS = 0.1
_SEED = 0
# langdetect looks at each character in turn; a start of this length tells as much as the whole.
_MOST_CHARACTERS = 3000

# What is no prose: code spans, tags, placeholders, link targets; and of the stretches of ASCII:
# addresses, paths, identifiers, numbers. Patterns are strings, for re to compile when they are
# first used and not on import; none looks at a character more than a few times.
_MARKUP = r"`+[^`]*`+|<[^<>]*>|%\(\w+\)\w|\{[^{}]*\}|\]\([^()]*\)"
_NO_WORD = r"[_/\\=#@0-9]|[A-Za-z0-9]\.[A-Za-z0-9]|::|[A-Za-z0-9]\(|[a-z][A-Z]"
_NO_PROSE = rf"(?<![!-~])[!-~]*?(?:{_NO_WORD})[!-~]*"
_WORD = r"[^\W\d_]+"


# Several rules ask for the language of one translation.
@lru_cache(maxsize=8)
def identify(text: str, expected: str, other: str) -> Verdict:
    """Tell which language `text` is in, where it can be told; its caller expects `expected`.

    `other` is the second language that is likely: the source's where a translation is looked at.
    Both are codes as `language` takes them; raises ValueError for an unknown one. The result is the
    same for the same arguments, in every process.
    """
    wanted, second = language(expected), language(other)
    prose = running_text(text)
    weights = {name: times * _WEIGHTS.get(name, 1.0) for name, times in count(prose).items()}
    weight = sum(weights.values())
    shares = {name: amount / weight for name, amount in weights.items()}
    expected_share = sum(share for name, share in shares.items() if name in wanted.scripts)
    groups: dict[str, float] = {}
    for name, share in shares.items():
        group = "Han" if name in (*_KANA, "Bopomofo") else name
        groups[group] = groups.get(group, 0.0) + share
    chief = max(groups, key=lambda name: groups[name], default=None)

    def verdict(code: str | None, confidence: float, evidence: str) -> Verdict:
        return Verdict(code, confidence, evidence, chief, shares, expected_share, weight)

    if chief is None or weight < _LEAST_WEIGHT:
        return verdict(None, 0.0, "")
    if chief == "Han":
        code = _chinese_or_japanese(weights, wanted)
        return verdict(code, groups[chief], "script")
    candidates = [entry for entry in LANGUAGES.values() if entry.scripts[0] == chief]
    if len(candidates) < 2:
        return verdict(candidates[0].code if candidates else None, groups[chief], "script")
    if len(groups) > 1:
        prose = "".join(char if script(char) in (None, chief) else " " for char in prose)
    return verdict(*_within_script(prose, chief, wanted, second))


def running_text(text: str) -> str:
    """Return `text` without what is no prose: code, markup, addresses, identifiers, numbers."""
    return re.sub(_NO_PROSE, " ", re.sub(_MARKUP, " ", text))


def _chinese_or_japanese(weights: dict[str, float], wanted: Language) -> str | None:
    han = weights.get("Han", 0.0) / _WEIGHTS["Han"]
    kana = sum(weights.get(name, 0.0) / _WEIGHTS[name] for name in _KANA)
    share = kana / (han + kana) if han + kana else 0.0
    if share >= _LEAST_KANA_IN_JAPANESE:
        return "ja"
    if wanted.code == "ja" and han + kana <= _LONGEST_WITHOUT_KANA:
        return None
    if share > _MOST_KANA_IN_CHINESE:
        return None
    return "zh"


def _within_script(
    text: str, chief: str, wanted: Language, second: Language
) -> tuple[str | None, float, str]:
    words = re.findall(_WORD, text)
    letters = sum(map(len, words))
    shares = _function_words(words, chief)
    sure = _sure(shares) if len(words) >= _LEAST_WORDS else None
    # Where the script has already told that it is not the expected language, the name of the other
    # one is all that is asked.
    candidate = wanted if chief == wanted.scripts[0] else second
    if sure == candidate.code:
        return sure, shares[sure], "function words"
    if letters < (_LEAST_LETTERS_IF_AGREED if sure else _LEAST_LETTERS):
        return None, 0.0, ""
    code, confidence = _langdetect(" ".join(text.split()), chief, wanted, second)
    if code is None or confidence < _LEAST_CONFIDENCE:
        return None, confidence, "langdetect"
    third = chief in wanted.scripts and code not in (wanted.code, second.code)
    if third and letters < _LEAST_LETTERS_OF_A_THIRD:
        return None, confidence, "langdetect"
    if code != sure and (
        letters < _LEAST_LETTERS or not _is_plausible(code, wanted, words, shares)
    ):
        return None, confidence, "langdetect"
    return code, confidence, "langdetect"


def _sure(shares: dict[str, float]) -> str | None:
    """The language that function words point to, if they do so clearly."""
    ranked = sorted(shares, key=lambda code: -shares[code])
    if not ranked or shares[ranked[0]] < _LEAST_SHARE:
        return None
    lead = shares[ranked[0]] - (shares[ranked[1]] if len(ranked) > 1 else 0.0)
    return ranked[0] if lead >= _LEAST_LEAD else None


def _is_plausible(code: str, wanted: Language, words: list[str], shares: dict[str, float]) -> bool:
    """Whether text said to be in `code` can be prose in it."""
    if code == wanted.code:
        return True
    capitalised = sum(word[0].isupper() for word in words) / len(words)
    share = shares.get(code, 1.0)
    return (
        capitalised <= _MOST_CAPITALISED
        and share >= _FEWEST_FUNCTION_WORDS
        and share >= shares.get(wanted.code, 0.0)
    )


def _function_words(words: list[str], chief: str) -> dict[str, float]:
    """The share of the words that are function words, for each language of the script."""
    times = Counter(word.lower() for word in words)
    return {
        code: sum(times[word] for word in known if word in times) / max(1, len(words))
        for code, entry in LANGUAGES.items()
        if entry.scripts[0] == chief and (known := facts(code).function_words)
    }


def _langdetect(
    text: str, chief: str, wanted: Language, second: Language
) -> tuple[str | None, float]:
    from langdetect.lang_detect_exception import LangDetectException

    factory = _factory(chief)
    detector = factory.create()
    likely = [entry.code for entry in (wanted, second) if entry.scripts[0] == chief]
    names = factory.get_lang_list()
    rest = (1.0 - _PRIOR_OF_CONFIGURED * len(likely)) / len(names)
    detector.set_prior_map(
        {name: rest + (_PRIOR_OF_CONFIGURED if name in likely else 0.0) for name in names}
    )
    detector.append(text[:_MOST_CHARACTERS])
    try:
        ranked = detector.get_probabilities()
    except LangDetectException:
        return None, 0.0
    return (ranked[0].lang, ranked[0].prob) if ranked else (None, 0.0)


@cache
def _factory(chief: str) -> DetectorFactory:
    # An own factory: the module's own is shared by every user of langdetect in the process, loads
    # all profiles, and has no seed.
    from pathlib import Path

    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    profiles = [
        Path(PROFILES_DIRECTORY, name).read_text(encoding="utf-8")
        for entry in LANGUAGES.values()
        if entry.scripts[0] == chief
        for name in entry.profiles
    ]
    factory = DetectorFactory()
    factory.load_json_profile(profiles)
    factory.set_seed(_SEED)
    return factory
