"""Words doubled by mistake, and word groups repeated over and over."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Words that may stand twice in a row, by language: "what he had had", "very very", German relative
# pronouns beside articles (die, die der), French pronouns (nous nous).
_DOUBLED = {
    "en": (
        "had that is do will her very so much many long far no bye ha ho hey now again really "
        "too never yeah yes blah knock tut ta da la in on it you old big slowly more up poor dear "
        "please toot hear chop hush there well boo yum pretty quite half back bit fifty one go"
    ),
    "de": "die der das dem den sie sich es sehr so wir ihr ja nein was wenn ist haben waren war zu",
    "fr": "nous vous très si oui non bien fois tout plus petit",
    "es": "muy sí no que se la lo ya poco bien",
    "it": "piano così molto sì no via pian man ben or quasi che si la lo",
    "pt": "muito sim não que se já pouco",
    "nl": "die dat is het had was zijn zeer heel zo ja nee",
    "ru": "очень да нет еле чуть только давно что было",
}
_EXCEPTIONS = {code: frozenset(words.split()) for code, words in _DOUBLED.items()}
# A group of words that stands this often in a row, and takes up this many words, is a loop; of one
# word it takes one time more ("no, no, no").
_TIMES, _WORDS = 3, 9
_LONGEST_GROUP = 40


def doubled_words(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, middle, end) of each word that stands twice in a row with a blank between.

    The second one is text[middle:end] with the blank. Names double (Lang Lang, Sing Sing), and so
    do words of the language that writers double on purpose.
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


def is_doubled_on_purpose(word: str, language: str) -> bool:
    """Whether writers of the language put the word twice in a row."""
    return word.lower() in _EXCEPTIONS.get(language, ())


def loops(text: str, unspaced: bool) -> Iterator[tuple[int, int, int]]:
    """Yield (start, second, end) of each group of words that is repeated over and over.

    `second` is where it stands for the second time. In a language without blanks (`unspaced`)
    characters are counted instead of words.
    """
    pattern = r"\w" if unspaced else r"\w+(?:['’-]\w+)*"
    found = list(re.finditer(pattern, text))
    words = [match.group().lower() for match in found]
    # For each word the next place where it stands again.
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
    """The length of the group that is repeated from `at` on, and that of the whole loop."""
    longest, second = min(_LONGEST_GROUP, (len(words) - at) // _TIMES), at
    while (period := (second := again[second]) - at) <= longest:
        if words[at] != words[at + 2 * period]:
            continue
        end = at + period
        while end < len(words) and words[end] == words[end - period]:
            end += 1
        times = (end - at) // period
        if times >= _TIMES and times * period >= _WORDS and any(w.isalpha() for w in words[at:end]):
            return period, times * period
    return 0, 0
