"""Facts of Spanish."""

from tqcheck.languages import facts
from tqcheck.languages.facts import LABEL_END, words


class Commentary(facts.Commentary):
    signs = (
        *("tradu", "texto", "versión", "español"),
        *("ilegible", "inaudible", "nota del", "nota de"),
        *("n. del t", "n. de la t", "n. del t", "hágame saber", "avíseme", "dude", "desea"),
        *("necesita", "modelo", "literal", "aclaración"),
    )
    translating = (
        r"\btradu(?:c(?:ción|ciones|ir|iré|ido|ida|idos|idas|e|iendo|tora?)|zca|zco|je"
        r"|jo)\b"
    )
    text = (
        r"\btexto (?:original|fuente|proporcionado|anterior|en (?:español|inglés|chino))"
        r"|\bversión (?:original|española|inglesa|china|en (?:español|inglés|chino))"
        r"|\b(?:artículo|pasaje|documento) en (?:español|inglés|chino)\b"
    )
    voice = (
        r"\baquí (?:está|tienes?|le|va|la)\b|\ba continuación\b|\bhe aquí\b|\bcomo sigue\b"
        r"|\b(?:yo|mi|mis|me|usted|nosotros|nuestr[oa]s?|he traducido|por favor)\b"
        r"|^\W*(?:claro|por supuesto|desde luego|con gusto|de acuerdo|vale|seguro)\b"
        r"|\b(?:la|esta) traducción (?:es|fue|ha|busca|pretende|conserva|mantiene"
        r"|sigue|respeta"
        r"|intenta)\b"
        r"|^\W*traduc(?:e|ir|zca) (?:el|la|los|las|este|esta|lo|al)\b|^\W*traduzca\b"
    )
    label = (
        r"^\W*(?:traducción|texto traducido|versión (?:española|en español))"
        r"(?: (?:al (?:español|inglés)|completa|literal|del texto|española|propuesta))*"
        rf"(?: \([^()]{{1,20}}\))?{LABEL_END}"
    )
    introduction = (
        r"^\W*(?:una|o) (?:versión |traducción )?más (?:literal|natural|libre|fiel"
        r"|literalmente)\b[^.]{0,40}?(?:[:：]|$)"
    )
    refusal = (
        r"\b(?:lo siento|disculpe|lamentablemente|lamento)\b.{0,80}"
        r"\b(?:no puedo|no es posible|no me es posible)\b.{0,60}\btradu"
        r"|\bpor favor,? (?:proporcione|envíe|pegue|comparta)\b.{0,40}"
        r"\b(?:texto|artículo|contenido)\b.{0,40}\b(?:tradu\w*|desea|quiere)\b"
    )
    note = (
        r"^\W*(?:nota|aclaración)e?s? (?:del traductor|de la traductora"
        r"|de traducción)\W{0,3}[:：]"
        r"|^\W*n\. ?de(?:l| la) ?t\.\W{0,3}[:：]?"
        r"|^\W*tenga en cuenta que (?:he|la traducción|esta traducción)\b"
    )
    offer = (
        r"\b(?:no dude en|hágame saber|avíseme|dígame|si (?:necesita|desea"
        r"|quiere) (?:que|más"
        r"|otra|otro|algún|alguna|cambios|ayuda))\b.{0,100}\b(?:cambi\w*|ajust\w*"
        r"|ayuda\w*|otr[oa]s?"
        r"|mejor\w*|aclar\w*|revis\w*|modific\w*|avís\w*|dígame)\b"
        r"|\bespero que (?:esto|esta traducción|le)\b.{0,30}\b(?:ayude|sirva|útil)\b"
    )
    model = (
        r"\bcomo (?:ia|inteligencia artificial|modelo de (?:lenguaje|ia)"
        r"|asistente de ia)\b"
    )
    agreement = (
        r"(?:claro(?: que sí)?|por supuesto|desde luego|con gusto|de acuerdo|vale|seguro"
        r"|entendido|sin problema)"
    )
    credit = (
        r"tradu(?:cido|cida|cción) (?:\w+ ){0,4}?(?:por|con)\b"
        r"|traductora?\W{0,3}[:：]|traducción automática\b"
    )
    figurative = (
        r"\bse (?:ha |han |puede |pueden )?tradu(?:c[eií]|j)\w* en\b|\btraducirse en\b"
        r"|\btradu(?:c[eií]|j|zc)\w* (?:[\w]+ ){0,5}?en (?:un|una|hechos|acciones|realidad"
        r"|práctica)\b"
    )
    translators = r"n(?:ota|\.) ?de(?:l| la) ?(?:traductora?|trad\.|t\.)"
    illegible = r"ilegible|indescifrable|ininteligible|inaudible"


class Omissions(facts.Omissions):
    signs = ("omit", "abrevi", "truncad", "resumid", "recort", "suprim", "traduc", "cortad")
    part = "texto|resto|contenido|párrafos?|partes?|artículo|traducción"
    omitted = (
        "omitid[oa]s?|abreviad[oa]s?|truncad[oa]s?|resumid[oa]s?|recortad[oa]s?|suprimid[oa]s?"
        "|no traducid[oa]s?"
    )
    remark = "cortad[oa]s?"
    continued = "continúa"
    continued_where = "abajo"
    reason = "brevedad"
    rest = "el resto"
    rest_at_start = "(?:el )?rest[oa]"
    omits = "se omiten?|se ha omitido"
    writing = "texto|artículo|párrafos?|discurso|carta|poema"
    be = "se ha|se han|ha sido|han sido|fue|fueron|está"


class Facts(facts.Facts):
    function_words = words(
        """
        de la que el en y a los del se las por un para con no una su al lo como más o pero sus le ha
        este si esta entre cuando muy sin sobre ser también me hasta hay es son fue está puede esto
        ese desde todo nos ya tu te usted
        """
    )
    abbreviations = words(
        """
        Sr Sra Sres Sras Srta D Dña Dra Drs Lic Ing Gral Cnel Av Avda Sto Sta Ud Uds p.ej ej cf vs
        """
    )
    abbreviations_before_numbers = words("pág págs núm núms art cap fig tel vol")
    abbreviations_at_ends = words(
        """
        Ltda Cía S.A ene feb abr jun jul ago sept oct nov dic a.C d.C EE.UU aprox
        """
    )
    doubled_words = words("muy sí no que se la lo ya poco bien")
    articles = words("el la los las un una")
    prepositions_of_place = "en|de"
    commentary = Commentary
    omissions = Omissions
    newspaper_column = "columna|sección"
    newspaper_page = "página|edición"
