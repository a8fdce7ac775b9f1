"""Facts of Swedish."""

from tqcheck.languages import facts
from tqcheck.languages.facts import words


class Facts(facts.Facts):
    function_words = words(
        """
        och i att det som en på är av för med den till inte har de ett om han var men sig så från vi
        kan när jag hade nu över eller vid skulle ska där under bara också efter mot du detta dessa
        alla mycket blir
        """
    )
    abbreviations = words("t.ex bl.a d.v.s dvs ca jfr kl s.k")
    abbreviations_at_ends = words("osv m.m jan feb febr mars apr aug sept okt nov dec")
