"""Facts of Dutch."""

from tqcheck.languages import facts
from tqcheck.languages.facts import LABEL_END, words


class Commentary(facts.Commentary):
    signs = (
        *("vertal", "vertaal", "brontekst"),
        *("originele tekst", "oorspronkelijke tekst", "onleesbaar"),
        *("laat me", "laat het me", "aarzel", "taalmodel", "letterlijk"),
    )
    translating = r"\b(?:vertal\w+|vertaald?|vertaalt)\b"
    text = (
        r"\b(?:bron|oorspronkelijke |originele )tekst\b|\b(?:tekst"
        r"|artikel) in het (?:nederlands|engels|chinees)\b"
    )
    voice = (
        r"\bhier(?:onder)? (?:is|volgt|vindt)\b|\bhieronder\b|\bals volgt\b|\balstublieft\b"
        r"|\b(?:ik|mij|mijn|wij|ons|onze|uw)\b"
        r"|^\W*(?:zeker|natuurlijk|uiteraard|graag|oké|ok)\b"
        r"|\bde(?:ze)? vertaling (?:is|volgt|behoudt|probeert|blijft)\b"
        r"|^\W*vertaal (?:de|het|deze|dit)\b"
    )
    label = (
        rf"^\W*(?:(?:nederlandse|volledige|letterlijke) )*(?:vertaling"
        rf"|vertaalde tekst)(?: in het nederlands)?{LABEL_END}"
    )
    introduction = (
        r"^\W*(?:een|of) (?:iets )?(?:letterlijkere?|vrijere?"
        r"|natuurlijkere?)\b[^.]{0,40}?(?:[:：]|$)"
    )
    refusal = (
        r"\b(?:het spijt me|helaas|sorry)\b.{0,80}\b(?:kan ik|ik kan"
        r"|niet mogelijk)\b.{0,60}\bvertal"
    )
    note = r"^\W*(?:noot|opmerking) van de vertaler\W{0,3}[:：]"
    offer = (
        r"\b(?:laat (?:het )?me weten|aarzel niet)\b.{0,100}"
        r"\b(?:wijzig\w*|aanpass\w*|hulp|help\w*|ander\w*|verbeter\w*|vragen)\b"
    )
    model = r"\bals (?:een )?(?:ai(?:[- ]\w+)?|(?:groot )?taalmodel)\b(?=.{0,40}\bik\b)"
    agreement = r"(?:zeker|natuurlijk|uiteraard|graag|oké|ok|begrepen|geen probleem)"
    credit = (
        r"(?:vertaald|vertaling) (?:\w+ ){0,4}?(?:door|met)\b|vertaler\W{0,3}[:：]"
        r"|machinevertaling\b"
    )
    figurative = (
        r"\bvertaal\w* (?:[\w]+ ){0,5}?(?:zich|naar (?:de )?praktijk)\b"
        r"|\bzich (?:\w+ ){0,4}?vertal\w+|\bzich (?:\w+ ){0,4}?vertaal\w+"
    )
    translators = r"n(?:oot|\.)? ?v(?:an|\.) ?d(?:e|\.) ?(?:vertaler|vertaalster|vert\.)"
    illegible = r"onleesbaar|onverstaanbaar"


class Omissions(facts.Omissions):
    signs = ("weggel", "ingekort", "overgesl", "vertaald")
    part = "tekst|rest|inhoud|alinea['’]?s?"
    omitted = "weggelaten|ingekort|overgeslagen|niet vertaald"
    rest = "de rest"
    writing = "tekst|verhaal|artikel"
    be = "is|werd|zijn"


class Facts(facts.Facts):
    function_words = words(
        """
        de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit
        nog naar heeft worden door ze hij wordt zo kan over tot was wel je hebben deze die wat meer
        geen moet we al ik wij onze haar
        """
    )
    abbreviations = words(
        """
        Dhr Mevr Mw dhr mevr mw drs ir ing dr prof mr bijv bv d.w.z ca o.a m.b.t t.a.v incl vgl
        """
    )
    abbreviations_before_numbers = words("blz nr hfst art afb tel")
    abbreviations_at_ends = words("enz jan feb mrt apr aug sept okt nov dec e.d N.V B.V")
    doubled_words = words("die dat is het had was zijn zeer heel zo ja nee")
    articles = words("de het een")
    commentary = Commentary
    omissions = Omissions
    newspaper_column = "rubriek|kolom"
    newspaper_page = "pagina"
