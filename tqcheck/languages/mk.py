"""Facts of Macedonian."""

from tqcheck.languages import facts


class Facts(facts.Facts):
    has_words_without_vowels = True
