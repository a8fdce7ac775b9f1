"""Facts of Estonian."""

from tqcheck.languages.facts import Facts

FACTS = Facts(
    has_ordinal_stops=True,
)
