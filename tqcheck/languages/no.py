"""Facts of Norwegian."""

from tqcheck.languages import facts
from tqcheck.languages.facts import words


class Facts(facts.Facts):
    function_words = words(
        """
        og i det er som en på å til av for med at de har ikke den et var han om men seg fra vi kan
        når jeg hadde nå over eller ved skal hvor etter mot du dette også blir ble hun bare mye mer
        fordi hvis
        """
    )
    abbreviations = words("f.eks bl.a dvs ca jf hr fr kl s.k")
    abbreviations_at_ends = words("osv m.m jan feb apr aug sept okt nov des mill")
    has_ordinal_stops = True
