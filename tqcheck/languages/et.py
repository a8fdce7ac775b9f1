"""Facts of Estonian."""

from tqcheck.languages import facts


class Facts(facts.Facts):
    has_ordinal_stops = True
