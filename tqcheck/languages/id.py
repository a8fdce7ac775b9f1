"""Facts of Indonesian."""

from tqcheck.languages import facts
from tqcheck.languages.facts import words


class Facts(facts.Facts):
    function_words = words(
        """
        yang dan di dari untuk dengan pada ini dalam adalah tidak itu akan ke oleh sebagai juga
        dapat atau tersebut ada bahwa lebih telah karena saat seperti bisa mereka kami kita anda
        menjadi secara sebuah
        """
    )
