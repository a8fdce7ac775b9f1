"""Facts of Czech."""

from tqcheck.languages import facts
from tqcheck.languages.facts import words


class Facts(facts.Facts):
    abbreviations = words("např tj tzn dr prof ing sv ul cca mj tzv resp")
    abbreviations_at_ends = words("atd apod r č st hod tis")
    has_ordinal_stops = True
    has_words_without_vowels = True
