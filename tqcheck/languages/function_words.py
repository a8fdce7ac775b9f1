"""Function words: the commonest grammatical words of the larger languages.

Written from each language's closed classes (articles, pronouns, prepositions, conjunctions,
auxiliaries). Words that several of the languages share stay in: it is the difference between two
languages' shares that counts.
"""

from __future__ import annotations

FUNCTION_WORDS = {
    code: frozenset(words.split())
    for code, words in {
        "en": """
            the of and to in a is that for it was on are as with be by at this have from
            or not but an they which you were their has will can its if we when there
            been your would who more no all about our he his she her had these than into
            do does how what so also any
        """,
        "de": """
            der die das und in den von zu mit sich des auf für ist im dem nicht ein eine
            als auch es an werden aus er hat dass sie nach wird bei einer um am sind
            noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr
            durch man kann wenn wir ihr ich diese dieser sein können sehr vom wurde
        """,
        "fr": """
            de la le et les des en un du une que est pour qui dans a par plus pas au sur
            ne se ce il sont la avec son ou aux cette mais ses comme nous vous on leur
            sa être ont si même deux elle ces je y était fait peut sans très où d l s n
            c qu j
        """,
        "es": """
            de la que el en y a los del se las por un para con no una su al lo como más
            o pero sus le ha este si esta entre cuando muy sin sobre ser también me
            hasta hay es son fue está puede esto ese desde todo nos ya tu te usted
        """,
        "pt": """
            de a o que e do da em um para com não uma os no se na por mais as dos como
            mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até
            isso ela entre depois sem mesmo aos seus quem nas me esse eles você foi são
            é está ser tem
        """,
        "it": """
            di che e la il un a per in non una sono con le da del si come i della ha più
            o lo ma al nel se gli dei alla è anche dal delle questo ci nella su mi cui
            essere era tra sul ai questa quando può degli stato suo sua l dell un all
        """,
        "nl": """
            de van het een en in is dat op te zijn met voor niet aan er om ook als dan
            maar bij of uit nog naar heeft worden door ze hij wordt zo kan over tot was
            wel je hebben deze die wat meer geen moet we al ik wij onze haar
        """,
        "sv": """
            och i att det som en på är av för med den till inte har de ett om han var
            men sig så från vi kan när jag hade nu över eller vid skulle ska där under
            bara också efter mot du detta dessa alla mycket blir
        """,
        "da": """
            og i at det er en til på som med for af de den ikke der har et var han men
            om sig fra vi kan når jeg havde nu over eller ved skal hvor efter mod du
            dette også bliver blev hun kun meget mere fordi hvis
        """,
        "no": """
            og i det er som en på å til av for med at de har ikke den et var han om men
            seg fra vi kan når jeg hadde nå over eller ved skal hvor etter mot du dette
            også blir ble hun bare mye mer fordi hvis
        """,
        "pl": """
            w i na z do się nie to że jest o od a jak za po ale co dla przez przy są
            jego tym czy tak tylko może był ma już jako jej ich które który która być
            oraz pod ze lub nad gdy było
        """,
        "tr": """
            ve bir bu için ile da de olarak daha olan çok en gibi kadar ise var sonra ne
            o değil her ama ya ancak bunu tarafından veya şey diye mi önce göre ki
            sadece hem bunun olduğu
        """,
        "id": """
            yang dan di dari untuk dengan pada ini dalam adalah tidak itu akan ke oleh
            sebagai juga dapat atau tersebut ada bahwa lebih telah karena saat seperti
            bisa mereka kami kita anda menjadi secara sebuah
        """,
        "vi": """
            và của là các có trong được cho một với không những người này đã để khi từ
            đến về như cũng ra tại nhiều vào trên hay sẽ phải thì nhưng bạn đó bị nếu
            theo
        """,
        "ru": """
            и в не на что с по как это из к а для он от за о но у же его то до так она
            они мы также при или был было были может только если все ее их после чтобы
            когда еще уже который которые со быть есть вы
        """,
        "uk": """
            і в не на що з та до у як це за для він від про а але його то також при або
            був було може тільки якщо всі її їх після щоб коли ще вже який які бути є ви
            ми вона вони зі й
        """,
        "bg": """
            на и в за се от да са с по не е като до че това ще при които който която или
            има но след само през към му също може ги си още когато ако би него бе бяха
        """,
    }.items()
}
