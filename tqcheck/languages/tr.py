"""Facts of Turkish."""

from tqcheck.languages import facts
from tqcheck.languages.facts import words


class Facts(facts.Facts):
    function_words = words(
        """
        ve bir bu için ile da de olarak daha olan çok en gibi kadar ise var sonra ne o değil her ama
        ya ancak bunu tarafından veya şey diye mi önce göre ki sadece hem bunun olduğu
        """
    )
    abbreviations = words("Dr Prof Doç Av Sn örn vb bkz yy")
    has_ordinal_stops = True
