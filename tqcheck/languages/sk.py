"""Facts of Slovak."""

from tqcheck.languages.facts import Facts, words

FACTS = Facts(
    abbreviations=words("napr tj tzn dr prof ing sv ul cca tzv resp"),
    has_ordinal_stops=True,
    has_words_without_vowels=True,
)
