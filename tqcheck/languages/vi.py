"""Facts of Vietnamese."""

from tqcheck.languages import facts
from tqcheck.languages.facts import words


class Facts(facts.Facts):
    function_words = words(
        """
        và của là các có trong được cho một với không những người này đã để khi từ đến về như cũng
        ra tại nhiều vào trên hay sẽ phải thì nhưng bạn đó bị nếu theo
        """
    )
