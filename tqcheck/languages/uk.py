"""Facts of Ukrainian."""

from tqcheck.languages import facts
from tqcheck.languages.facts import words


class Facts(facts.Facts):
    function_words = words(
        """
        і в не на що з та до у як це за для він від про а але його то також при або був було може
        тільки якщо всі її їх після щоб коли ще вже який які бути є ви ми вона вони зі й
        """
    )
    abbreviations = words("проф акад ген вул пл просп пров ім т.з напр див пор св ок тов")
    abbreviations_before_numbers = words("с гл рис табл п тел д кв стор")
    abbreviations_at_ends = words("р рр ст н.е ін т.д т.п грн тис обл м")
