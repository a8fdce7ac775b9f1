"""Identification of languages: is a text in the language it is said to be in?

Three methods, the cheap ones first: the scripts of its letters, the share of function words among
its words, and langdetect. A text that is too short or too unlike prose for any of them gets no
verdict.
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
    """The language of a text, as far as it could be identified."""

    # A code of the catalogue, or None where nothing is certain enough.
    language: str | None
    # From 0 to 1: the share of the script, the share of function words among the words, the
    # probability that langdetect gives, or 0, in the order of `evidence`.
    confidence: float
    # "script", "function words", "langdetect", or "" where there is too little text.
    evidence: str
    # The amount of text, in Latin letters.
    weight: float


# How many Latin letters of English one letter says as much as. Letters of an original over letters
# of its translation: Han 3.9 in newstest2020, 3.0 in the fastapi pages; kana 1.2 to 1.5 in the
# latter (first lines of benchmarks/identification.py). Hangul: two kana, unmeasured. Others: 1.
_WEIGHTS = {"Han": 4.0, "Hiragana": 1.5, "Katakana": 1.5, "Hangul": 2.5}

# All figures below come from benchmarks/identification.py, which says what it measures.

# Least weight for any verdict, four Han characters: shorter ones are names and labels.
_MIN_WEIGHT = 16.0
_KANA = ("Hiragana", "Katakana")
# Share of kana among kana and Han. Chinese that quotes Japanese has less than the first, Japanese
# more than the second: 0.17 is the least in a Japanese line of more than seven letters with any.
_MAX_KANA_SHARE_IN_CHINESE = 0.05
_MIN_KANA_SHARE_IN_JAPANESE = 0.15
# The longest Japanese line without kana, a heading, has 12 characters.
_MAX_CHARS_WITHOUT_KANA = 12

# Function words alone confirm the expected language if there are six words or more: with these
# bounds they never did so for a text of another language of the corpus, except in quotations
# ("missed").
_MIN_WORDS = 6
_MIN_SHARE = 0.25
_MIN_LEAD = 0.10

# langdetect needs 60 letters, or 30 where function words agree, and 100 to say that a text is in a
# third language of the same script (shorter ones gave pt for es, nl for af, da for no).
_MIN_LETTERS = 60
_MIN_LETTERS_IF_AGREED = 30
_MIN_LETTERS_OF_A_THIRD = 100
# Uncritical: from 0.9 to 0.99999 no false verdict comes or goes.
_MIN_CONFIDENCE = 0.999
# For each configured language, the rest for all: 0 finds 0.3 % fewer texts, none is false for it.
_PRIOR_OF_CONFIGURED = 0.4
# Lists of names, in which langdetect sees Indonesian or Swahili, are capitalised and have no
# function words. Of lines of prose 98 % have fewer capitals (en, es, fr; in de 0.56), and 99 % have
# more function words.
_MAX_CAPITALISED_SHARE = 0.5
_MIN_FUNCTION_WORD_SHARE = 0.1
_SEED = 0
# langdetect looks at each character in turn; the beginning is as good as the whole.
_MAX_CHARS = 3000

# What is not prose: code spans, tags, placeholders, link targets; and among the stretches of ASCII
# addresses, paths, identifiers, numbers. Patterns are strings, which re compiles when they are
# first used and not on import; none looks at a character more than a few times.
_MARKUP = r"`+[^`]*`+|<[^<>]*>|%\(\w+\)\w|\{[^{}]*\}|\]\([^()]*\)"
_NO_WORD = r"[_/\\=#@0-9]|[A-Za-z0-9]\.[A-Za-z0-9]|::|[A-Za-z0-9]\(|[a-z][A-Z]"
_NO_PROSE = rf"(?<![!-~])[!-~]*?(?:{_NO_WORD})[!-~]*"
_WORD = r"[^\W\d_]+"


# Several rules ask for the language of one translation.
@lru_cache(maxsize=8)
def identify(text: str, expected: str, other: str) -> Verdict:
    """Identify the language of `text`, as far as possible; the caller expects `expected`.

    `other` is the second most likely language: that of the source, if the text is a translation.
    Both are codes as `language` takes them; raises ValueError for an unknown one. The result is the
    same for the same arguments, in every process.
    """
    wanted, second = language(expected), language(other)
    prose = running_text(text)
    weights = {name: times * _WEIGHTS.get(name, 1.0) for name, times in count(prose).items()}
    weight = sum(weights.values())
    groups: dict[str, float] = {}
    for name, amount in weights.items():
        group = "Han" if name in (*_KANA, "Bopomofo") else name
        groups[group] = groups.get(group, 0.0) + amount / weight
    chief = max(groups, key=lambda name: groups[name], default=None)

    def verdict(code: str | None, confidence: float, evidence: str) -> Verdict:
        return Verdict(code, confidence, evidence, weight)

    if chief is None or weight < _MIN_WEIGHT:
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
    """Return `text` without what is not prose: code, markup, addresses, identifiers, numbers."""
    return re.sub(_NO_PROSE, " ", re.sub(_MARKUP, " ", text))


def _chinese_or_japanese(weights: dict[str, float], wanted: Language) -> str | None:
    han = weights.get("Han", 0.0) / _WEIGHTS["Han"]
    kana = sum(weights.get(name, 0.0) / _WEIGHTS[name] for name in _KANA)
    share = kana / (han + kana) if han + kana else 0.0
    if share >= _MIN_KANA_SHARE_IN_JAPANESE:
        return "ja"
    if wanted.code == "ja" and han + kana <= _MAX_CHARS_WITHOUT_KANA:
        return None
    if share > _MAX_KANA_SHARE_IN_CHINESE:
        return None
    return "zh"


def _within_script(
    text: str, chief: str, wanted: Language, second: Language
) -> tuple[str | None, float, str]:
    words = re.findall(_WORD, text)
    letters = sum(map(len, words))
    shares = _function_words(words, chief)
    sure = _sure(shares) if len(words) >= _MIN_WORDS else None
    # Where the script has already excluded the expected language, only the other one can be
    # confirmed.
    candidate = wanted if chief == wanted.scripts[0] else second
    if sure == candidate.code:
        return sure, shares[sure], "function words"
    if letters < (_MIN_LETTERS_IF_AGREED if sure else _MIN_LETTERS):
        return None, 0.0, ""
    code, confidence = _langdetect(" ".join(text.split()), chief, wanted, second)
    if code is None or confidence < _MIN_CONFIDENCE:
        return None, confidence, "langdetect"
    third = chief in wanted.scripts and code not in (wanted.code, second.code)
    if third and letters < _MIN_LETTERS_OF_A_THIRD:
        return None, confidence, "langdetect"
    if code != sure and (letters < _MIN_LETTERS or not _is_plausible(code, wanted, words, shares)):
        return None, confidence, "langdetect"
    return code, confidence, "langdetect"


def _sure(shares: dict[str, float]) -> str | None:
    """The language that function words point to, if they do so clearly."""
    ranked = sorted(shares, key=lambda code: -shares[code])
    if not ranked or shares[ranked[0]] < _MIN_SHARE:
        return None
    lead = shares[ranked[0]] - (shares[ranked[1]] if len(ranked) > 1 else 0.0)
    return ranked[0] if lead >= _MIN_LEAD else None


def _is_plausible(code: str, wanted: Language, words: list[str], shares: dict[str, float]) -> bool:
    """Whether text said to be in `code` can be prose in it."""
    if code == wanted.code:
        return True
    capitalised = sum(word[0].isupper() for word in words) / len(words)
    share = shares.get(code, 1.0)
    return (
        capitalised <= _MAX_CAPITALISED_SHARE
        and share >= _MIN_FUNCTION_WORD_SHARE
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
    detector.append(text[:_MAX_CHARS])
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
