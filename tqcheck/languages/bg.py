"""Facts of Bulgarian."""

from tqcheck.languages import facts
from tqcheck.languages.facts import words


class Facts(facts.Facts):
    function_words = words(
        """
        на и в за се от да са с по не е като до че това ще при които който която или има но след
        само през към му също може ги си още когато ако би него бе бяха
        """
    )
    abbreviations = words("г-н г-жа проф акад ген ул бул пл т.е т.нар напр вж ср св ок др")
    abbreviations_at_ends = words("г в в. н.е др т.н лв ст хил обл")
