"""Facts of Danish."""

from tqcheck.languages import facts
from tqcheck.languages.facts import words


class Facts(facts.Facts):
    function_words = words(
        """
        og i at det er en til på som med for af de den ikke der har et var han men om sig fra vi kan
        når jeg havde nu over eller ved skal hvor efter mod du dette også bliver blev hun kun meget
        mere fordi hvis
        """
    )
    abbreviations = words("f.eks bl.a dvs ca jf hr fr kl s.k")
    abbreviations_at_ends = words("osv m.m jan feb apr aug sept okt nov dec mio")
    has_ordinal_stops = True
