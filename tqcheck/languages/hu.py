"""Facts of Hungarian."""

from tqcheck.languages import facts
from tqcheck.languages.facts import words


class Facts(facts.Facts):
    abbreviations = words("pl ún ld vö dr prof id ifj kb")
    has_ordinal_stops = True
