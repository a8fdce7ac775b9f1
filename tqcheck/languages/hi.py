"""Facts of Hindi."""

from tqcheck.languages import facts
from tqcheck.languages.facts import words


class Facts(facts.Facts):
    abbreviations = words("डॉ प्रो पं श्री")
