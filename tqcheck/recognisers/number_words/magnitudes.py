"""Words that multiply the digits before them: 3 million, 2,5 mln, 2,5 nghìn tỷ, 5 тыс."""

from __future__ import annotations

from tqcheck.languages import known
from tqcheck.recognisers.number_words.folding import folded
from tqcheck.recognisers.number_words.lattice import Lattice
from tqcheck.recognisers.number_words.lexicon import Lexicon, lexicon_of
from tqcheck.recognisers.number_words.machine import MAX_VALUE

# No magnitude of several words is longer.
_MAX_CHARS = 60


def magnitude_after(text: str, start: int, language: str) -> tuple[int, int] | None:
    """The value of the words that multiply what ends at a place of a text, and where they end.

    None if there are none. The longest row of such words counts: "thousand million".
    """
    entry = known(language)
    lexicon = lexicon_of(entry.code) if entry is not None else None
    if lexicon is None:
        return None
    plain, places = folded(text[start : start + _MAX_CHARS], lexicon.language)
    found = _longest(plain, lexicon)
    if found is None:
        return None
    value, end = found
    return value, start + (end if places is None else places[end - 1][1])


def _longest(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """The value and the end of the words that multiply at the start of a folded text."""
    lattice = Lattice(text, lexicon)
    best = None
    # Places where a word may begin, and the value of what is before it.
    waiting = [(at, 1) for at in (0, *(after for after, glue in lattice.next_of(0) if not glue))]
    while waiting:
        at, value = waiting.pop()
        for word, times in lexicon.short.items():
            end = at + len(word)
            if value == 1 and text.startswith(word, at) and lattice.ends_at(end):
                best = max(best or (0, 0), (times, end), key=lambda found: found[1])
        for end, senses, _ in lattice.words_at(at):
            for sense in senses:
                # What follows multiplies as well if it is larger, or as large as a million.
                if not sense.is_power or sense.is_ordinal or value > sense.value:
                    continue
                product = value * sense.value
                if product > MAX_VALUE:
                    continue
                if lattice.ends_at(end):
                    best = max(best or (0, 0), (product, end), key=lambda found: found[1])
                waiting += ((after, product) for after, glue in lattice.next_of(end) if not glue)
    return best
