"""Words doubled by mistake, and word groups repeated over and over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.languages.facts import facts, words

# A group of words that is repeated this many times in a row, and has this many words in all, is a
# loop.
_MIN_TIMES, _MIN_WORDS = 3, 9
_MAX_WORDS_OF_GROUP = 40
# So many doubled words in a paragraph are a way of writing.
_MANY = 3
# Languages that double words as others inflect them: for a plural, for "very" or "each".
_DOUBLING = words("af ar bn el fa gu he hi id it kn ko ml mr ne pa so sw ta te th tl tr ur vi")


def doubled_words(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, middle, end) of each word that occurs twice in a row with a blank between.

    The second one is text[middle:end] with the blank. Left out are names (Lang Lang, Sing Sing) and
    words that writers of the language double on purpose.
    """
    for match in re.finditer(r"(?<![\w'’-])([^\W\d_]+)(\s+)(\1)(?![\w'’-])", text, re.IGNORECASE):
        first, second = match[1], match[3]
        if second[:1].isupper() and (len(second) > 1 or first[:1].isupper()):
            continue
        if len(first) < 2 and first.lower() != "a":
            continue
        if is_doubled_on_purpose(first, language):
            continue
        yield match.start(), match.end(1), match.end()


def doubles_words(language: str) -> bool:
    """Whether doubled words are part of the grammar of a language."""
    return language in _DOUBLING


def is_slip(text: str, language: str, word: str) -> bool:
    """Whether a doubled word is more likely a slip than meant, so that one of them can go.

    It is meant by languages that double words, in threes (`row row row`), between quotation
    marks, and in texts that do it again and again.
    """
    if doubles_words(language):
        return False
    own = re.escape(word)
    if re.search(rf"[‘“\"'«„‹]{own}\s+{own}[’”\"'»“›]", text, re.IGNORECASE):
        return False
    if re.search(rf"(?<!\w){own}\s+{own}\s+{own}(?!\w)", text, re.IGNORECASE):
        return False
    return len(list(doubled_words(text, language))) < _MANY


def is_doubled_on_purpose(word: str, language: str) -> bool:
    """Whether writers of the language write the word twice in a row."""
    return word.lower() in facts(language).doubled_words


def loops(text: str, unspaced: bool) -> Iterator[tuple[int, int, int]]:
    """Yield (start, second, end) of each group of words that is repeated over and over.

    `second` is where it occurs for the second time. In a language without blanks (`unspaced`)
    characters are counted instead of words.
    """
    pattern = r"\w" if unspaced else r"\w+(?:['’-]\w+)*"
    found = list(re.finditer(pattern, text))
    words = [match.group().lower() for match in found]
    # For each word the next place where it occurs again.
    again = [0] * len(words)
    places: dict[str, int] = {}
    for at in range(len(words) - 1, -1, -1):
        again[at] = places.get(words[at], len(words))
        places[words[at]] = at
    at = 0
    while at < len(words):
        period, length = _loop(words, again, at)
        if period:
            last = found[at + length - 1].end()
            yield found[at].start(), found[at + period].start(), last
            at += length
        else:
            at += 1


def _loop(words: list[str], again: list[int], at: int) -> tuple[int, int]:
    """The length of the group that is repeated after `at`, and that of the whole loop."""
    longest, second = min(_MAX_WORDS_OF_GROUP, (len(words) - at) // _MIN_TIMES), at
    while (period := (second := again[second]) - at) <= longest:
        if words[at] != words[at + 2 * period]:
            continue
        end = at + period
        while end < len(words) and words[end] == words[end - period]:
            end += 1
        times = (end - at) // period
        if (
            times >= _MIN_TIMES
            and times * period >= _MIN_WORDS
            and any(w.isalpha() for w in words[at:end])
        ):
            return period, times * period
    return 0, 0
