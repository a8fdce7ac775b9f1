"""Facts of Slovak."""

from tqcheck.languages import facts
from tqcheck.languages.facts import words


class Facts(facts.Facts):
    abbreviations = words("napr tj tzn dr prof ing sv ul cca tzv resp")
    has_ordinal_stops = True
    has_words_without_vowels = True
