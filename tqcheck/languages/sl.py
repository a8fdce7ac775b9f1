"""Facts of Slovenian."""

from tqcheck.languages.facts import Facts

FACTS = Facts(
    has_ordinal_stops=True,
    has_words_without_vowels=True,
)
