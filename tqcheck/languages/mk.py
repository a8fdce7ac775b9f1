"""Facts of Macedonian."""

from tqcheck.languages.facts import Facts

FACTS = Facts(
    has_words_without_vowels=True,
)
