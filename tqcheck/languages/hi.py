"""Facts of Hindi."""

from tqcheck.languages.facts import Facts, words

FACTS = Facts(
    abbreviations=words("डॉ प्रो पं श्री"),
)
