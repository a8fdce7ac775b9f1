"""Facts of Italian."""

from tqcheck.languages import facts
from tqcheck.languages.facts import LABEL_END, words


class Commentary(facts.Commentary):
    signs = (
        *("tradu", "tradott", "testo", "versione", "illeggibile", "nota del", "nota della"),
        *("n.d.t", "ndt", "esit", "sapere", "modello", "letterale"),
    )
    translating = r"\btradu(?:zione|zioni|rre|co|ci|ce|ttore|ttrice)\b|\btradott[oaie]\b"
    text = (
        r"\btesto (?:originale|fornito|in (?:italiano|inglese|cinese))"
        r"|\bversione (?:originale|italiana|inglese|in italiano)"
    )
    voice = (
        r"\becco\b|\bdi seguito\b|\bqui sotto\b|\bcome segue\b|\bper favore\b"
        r"|\b(?:ho|mio|mia|nostr[oa]|vi prego|la prego)\b"
        r"|^\W*(?:certo|certamente|naturalmente|volentieri|va bene|d['’]accordo)\b"
        r"|\b(?:la|questa) traduzione (?:è|mira|mantiene|conserva|segue|rispetta|cerca)\b"
        r"|^\W*traduc(?:i|ete) (?:il|lo|la|questo)\b"
    )
    label = (
        rf"^\W*(?:traduzione|testo tradotto)(?: (?:italiana|in italiano|completa"
        rf"|letterale))*{LABEL_END}"
    )
    introduction = (
        r"^\W*(?:una|o) (?:versione |traduzione )?più (?:letterale|naturale|libera"
        r"|fedele)\b[^.]{0,40}?(?:[:：]|$)"
    )
    refusal = (
        r"\b(?:mi dispiace|purtroppo|spiacente)\b.{0,80}\b(?:non posso"
        r"|non è possibile)\b.{0,60}\btradu"
    )
    note = (
        r"^\W*not[ae] (?:del traduttore|della traduttrice|di traduzione)\W{0,3}[:：]"
        r"|^\W*n\.? ?d\.? ?t\.?\W{0,3}[:：]"
    )
    offer = (
        r"\b(?:non esit\w+ a|fammi sapere|mi faccia sapere|fatemi sapere)\b.{0,100}"
        r"\b(?:modific\w*|cambi\w*|aiut\w*|altr\w*|miglior\w*|chiar\w*)\b"
        r"|\bspero che (?:questo|la traduzione"
        r"|questa traduzione)\b.{0,30}\b(?:aiuti|utile|sia)\b"
    )
    model = (
        r"\b(?:come|in quanto) (?:ia|intelligenza artificiale|modello linguistico"
        r"|modello di linguaggio)\b"
    )
    agreement = (
        r"(?:certo|certamente|naturalmente|volentieri|va bene|d['’]accordo"
        r"|senz['’]altro)"
    )
    credit = (
        r"tra(?:dotto|dotta|duzione) (?:\w+ ){0,4}?(?:di|da|con)\b"
        r"|traduttore\W{0,3}[:：]|traduzione automatica\b"
    )
    figurative = (
        r"\bsi (?:è |sono )?tradu\w+ in\b|\btradursi in\b"
        r"|\btradott[oaie] in (?:carcere|un|una|pratica|realtà|fatti)\b"
    )
    translators = (
        r"n(?:ota|\.)? ?d(?:el|ella|\.)? ?(?:traduttore|traduttrice|t\.?)(?=\W)"
        r"|ndt(?=\W)"
    )
    illegible = r"illeggibile|indecifrabile|incomprensibile"


class Omissions(facts.Omissions):
    signs = ("omess", "omett", "troncat", "tagliat", "tradott", "abbrev", "contin")
    part = "testo|contenuto|paragrafi|paragrafo"
    omitted = "omess[oaie]|abbreviat[oaie]|troncat[oaie]|non tradott[oaie]"
    remark = "tagliat[oaie]"
    continued = "continua"
    reason = "brevità"
    rest = "il resto"
    rest_at_start = "(?:il )?resto"
    omits = "si omette|si omettono"
    writing = "testo|articolo|discorso|lettera"
    be = "é|è stat[oa]|viene|sono stati"


class Facts(facts.Facts):
    function_words = words(
        """
        di che e la il un a per in non una sono con le da del si come i della ha più o lo ma al nel
        se gli dei alla è anche dal delle questo ci nella su mi cui essere era tra sul ai questa
        quando può degli stato suo sua l dell all
        """
    )
    abbreviations = words(
        """
        Sig Sigg Dott Dr Ing Avv Arch Geom On Gen Col Cap sig sigg dott ing avv arch geom cfr es
        """
    )
    abbreviations_before_numbers = words("pag pagg tav tab num sez par")
    abbreviations_at_ends = words("ecc gen feb apr giu lug ott nov dic S.p.A a.C d.C")
    doubled_words = words("piano così molto sì no via pian man ben or quasi che si la lo")
    articles = words("il lo la i gli le l un uno una")
    commentary = Commentary
    omissions = Omissions
    newspaper_column = "rubrica|colonna"
    newspaper_page = "pagina|edizione"
