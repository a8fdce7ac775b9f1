"""Facts of Hungarian."""

from tqcheck.languages.facts import Facts, words

FACTS = Facts(
    abbreviations=words("pl ún ld vö dr prof id ifj kb"),
    has_ordinal_stops=True,
)
