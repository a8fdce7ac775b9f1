"""Facts of Greek."""

from tqcheck.languages import facts
from tqcheck.languages.facts import words


class Facts(facts.Facts):
    abbreviations = words("κ κα Δρ π.χ δηλ βλ λ.χ αγ")
    abbreviations_at_ends = words("κ.λπ κ.ά κτλ μ.Χ π.Χ")
    question_marks = ";\u037e"
