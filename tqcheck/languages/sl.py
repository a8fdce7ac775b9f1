"""Facts of Slovenian."""

from tqcheck.languages import facts


class Facts(facts.Facts):
    has_ordinal_stops = True
    has_words_without_vowels = True
