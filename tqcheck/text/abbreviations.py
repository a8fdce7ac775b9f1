"""Whether a full stop ends a sentence: abbreviations, initials and ordinals.

The lists, in the facts of each language, are written for the project from common usage and
compared with CLDR's lists of sentence break suppressions (common/segments); entries there that are
also words (In., Up., Do.) are left out. Words without a vowel (Nr., hrs., стр.) need no entry.
"""

from __future__ import annotations

import re
from functools import cache

from tqcheck.languages.facts import facts, words

# Abbreviations of all languages, in the three groups of `Facts`.
_NEVER_AT_ENDS = words("Dr Mr Mrs Ms Mx Prof St")
_BEFORE_NUMBERS = words(
    """
    No Nos no nos Nr Vol Vols vol vols p pp Fig Figs fig figs Art art Sec sec Ch ch Cap cap Abs
    """
)
_AT_ENDS = words("etc Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Inc Ltd Co Corp Bros Jr Sr")

# Compiled when they are first used.
_LAST_WORD = (
    r"[^\s\u3040-\u30ff\u3400-\u9fff()\[\]{}“”„\"«»‹›「」『』（）《》【】〔〕"
    r",;:!?，；：、。！？—…]*$"
)
_NEXT_WORD = r"[^\W\d_]+"
_INITIALISM = r"(?:[^\W\d_]{1,2}\.)+-?[^\W\d_]{1,2}"
_ROMAN = r"[IVXLC]{1,6}\b"
_VOWELLESS = r"(?i:[b-df-hj-np-tv-xzß]{2,5}|[бвгджзйклмнпрстфхцчшщ]{2,5})"


def stop_ends(before: str, text: str, following: int, language: str, unspaced: bool) -> bool:
    """Whether a full stop ends the sentence, by the words on both sides of it.

    `before` is what precedes the stop, `following` where the next word begins in `text`.
    `unspaced`: the language is written without blanks.
    """
    match = re.search(_LAST_WORD, before)
    word = match[0].strip("'’‘*_`") if match else ""
    if not word:
        return True
    known = facts(language)
    if word.isdecimal():
        if before[: -len(word)].rstrip().endswith((":", ";", "：", "；")):
            return False  # the first item of a list
        if unspaced:
            return before[-len(word) - 1 : -len(word)].isalnum()  # else the number of an item
        if known.has_ordinal_stops and len(word) <= 3:
            return begins_sentence(text, following, language)
        return True
    never_at_ends, before_numbers, at_ends = _abbreviations(language)
    forms = {word, word[:1].lower() + word[1:], word.rpartition("-")[2]}
    if word.isupper():
        forms.add(word.capitalize())  # GEN. WU
    if forms & never_at_ends:
        return False
    number = text[following : following + 1].isdecimal()
    if forms & before_numbers and (number or re.compile(_ROMAN).match(text, following)):
        return False
    if (
        forms & at_ends
        or len(word) == 1
        or re.fullmatch(_INITIALISM, word)
        or (known.has_ordinal_stops and re.fullmatch(_ROMAN, word))
        or _is_cut_short(word, language)
    ):
        return begins_sentence(text, following, language)
    return True


def begins_sentence(text: str, position: int, language: str) -> bool:
    """Whether the word at `position` is one that commonly begins a sentence."""
    match = re.compile(_NEXT_WORD).match(text, position)
    if match is None or (len(match[0]) == 1 and text[match.end() : match.end() + 1] == "."):
        return False  # a number, or an initial: А. С. Пушкин
    return match[0].lower() in _openers(language)


def _is_cut_short(word: str, language: str) -> bool:
    """Whether a word has no vowel, as an abbreviation may."""
    if word.isupper() or facts(language).has_words_without_vowels:
        return False
    return re.fullmatch(_VOWELLESS, word) is not None


@cache
def _abbreviations(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    known = facts(language)
    return (
        _NEVER_AT_ENDS | known.abbreviations,
        _BEFORE_NUMBERS | known.abbreviations_before_numbers,
        _AT_ENDS | known.abbreviations_at_ends,
    )


@cache
def _openers(language: str) -> frozenset[str]:
    """Words, in small letters, that commonly begin a sentence; none if none are known."""
    known = facts(language)
    return known.function_words | known.sentence_openers
