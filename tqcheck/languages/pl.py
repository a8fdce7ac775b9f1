"""Facts of Polish."""

from tqcheck.languages import facts
from tqcheck.languages.facts import words


class Facts(facts.Facts):
    function_words = words(
        """
        w i na z do się nie to że jest o od a jak za po ale co dla przez przy są jego tym czy tak
        tylko może był ma już jako jej ich które który która być oraz pod ze lub nad gdy było
        """
    )
    abbreviations = words("np tzn tj m.in dr prof inż ks św gen płk ul al pl ok im red zob por wg")
    abbreviations_at_ends = words("itd itp r w godz tys zł ub")
