"""Facts of French."""

from tqcheck.languages import facts
from tqcheck.languages.facts import LABEL_END, words


class Commentary(facts.Commentary):
    signs = (
        *("tradu", "texte", "version", "français", "illisible", "indéchiff", "n'hésitez"),
        *("n’hésitez", "savoir", "dites-moi", "remarque", "note", "n.d.t", "ndt", "modèle"),
        *("en tant qu", "littéral", "souhaitez", "vous avez besoin", "inaudible"),
    )
    translating = r"\btradu(?:i(?:s|t|re|te|ts|tes|sez|sant|rai)|ctions?|ctrices?|cteurs?)\b"
    text = (
        r"\btexte (?:original|source|fourni|chinois|ci-dess\w+|en (?:français"
        r"|anglais|chinois))"
        r"|\bversion (?:originale|française|anglaise|chinoise)"
        r"|\b(?:article|passage|document|version) en (?:français|anglais|chinois)\b"
    )
    voice = (
        r"\bvoici\b|\bci-(?:dessous|après|joint)\b|\bje\b|\bj['’]|\bcomme suit\b"
        r"|\bveuillez\b"
        r"|\b(?:mon|ma|mes|votre|vos|vous|notre|nous)\b"
        r"|^\W*(?:bien sûr|certainement|d['’]accord|avec plaisir|volontiers|entendu|ok)\b"
        r"|\b(?:la|cette) traduction (?:est|a été|vise|conserve|respecte|suit|reste|tente"
        r"|cherche|préserve|se veut)\b"
        r"|^\W*tradui(?:s|sez|re) (?:le|la|les|l['’]|ce|cet|cette|ces|en)\b"
    )
    label = (
        r"^\W*(?:traduction|texte traduit|version française)"
        r"(?: (?:française|anglaise|complète|littérale|proposée|en français|du texte))*"
        rf"(?: \([^()]{{1,20}}\))?{LABEL_END}"
    )
    introduction = (
        r"^\W*(?:une|ou) (?:version |traduction )?plus (?:littérale|naturelle|libre"
        r"|fidèle|littéralement)\b[^.]{0,40}?(?:[:：]|$)"
    )
    refusal = (
        r"\b(?:désolée?|excusez|malheureusement|regrette)\b.{0,80}"
        r"\b(?:ne peux pas|ne suis pas en mesure|impossible)\b.{0,60}\btradu"
        r"|\bveuillez (?:fournir|coller|envoyer|me)\b.{0,40}\b(?:texte|article"
        r"|contenu)\b.{0,40}"
        r"\b(?:tradu\w*|souhaitez|voulez)\b"
    )
    note = (
        r"^\W*(?:note|remarque)s?(?: (?:du traducteur|de la traductrice"
        r"|de traduction))\W{0,3}[:：]"
        r"|^\W*n\.? ?d\.? ?t\.?\W{0,3}[:：]"
        r"|^\W*veuillez noter que (?:j['’]|la traduction|cette traduction)"
    )
    offer = (
        r"\b(?:n['’]hésitez pas|faites-moi savoir|dites-moi"
        r"|si vous (?:souhaitez (?:que je|des|une"
        r" autre|d['’]autres)|avez besoin (?:d['’]|de)|avez d['’]autres)|je reste à votre"
        r" disposition|puis-je)\b.{0,100}\b(?:modif\w*|ajust\w*|aide\w*|autres?|amélior\w*"
        r"|précisions?|révis\w*|reformul\w*|changements?)\b"
        r"|\bj['’]espère que (?:cela|cette traduction|ceci)\b.{0,30}\b(?:aide\w*"
        r"|util\w*|convien\w*)\b"
    )
    model = (
        r"\ben tant qu(?:e|['’]) ?(?:ia|intelligence artificielle|modèle de langage"
        r"|modèle d['’]ia|assistant)\b"
    )
    agreement = (
        r"(?:bien sûr|certainement|d['’]accord|avec plaisir|volontiers|entendu"
        r"|absolument|ok"
        r"|très bien|pas de problème)"
    )
    credit = (
        r"tradu(?:it|ite|ction) (?:\w+ |de l['’]\w+ ){0,4}?(?:par|avec)\b"
        r"|traduct(?:eur|rice)\W{0,3}[:：]|traduction automatique\b"
    )
    figurative = (
        r"\bs(?:e|['’]est|e sont)\b[^.]{0,20}\btradui\w+"
        r"|\btradui\w+ (?:[\w'’]+ ){0,5}?(?:par|en|devant la|dans les?) (?:un|une"
        r"|des|la|justice"
        r"|actes?|actions?|faits|réalité|pratique|chiffres)\b"
    )
    translators = (
        r"n(?:ote|\.)? ?d(?:u|e la|\.)? ?(?:traducteur|traductrice|trad\."
        r"|t\.?)(?=\W)|ndt(?=\W)"
    )
    illegible = r"illisible|indéchiffrable|incompréhensible|inaudible"


class Omissions(facts.Omissions):
    signs = ("omis", "abrég", "tronqu", "raccour", "coup", "traduit", "saut", "suite")
    part = "textes?|reste|suite|passages?|paragraphes?|contenu|traduction"
    omitted = "omise?s?|abrégée?s?|tronquée?s?|raccourcie?s?|non traduite?s?"
    remark = "coupée?s?|sautée?s?"
    continued = "suite"
    continued_where = "ci-dessous"
    reason = "brièveté"
    rest = "le reste|la suite"
    rest_at_start = "(?:le )?reste"
    omits = "on omet"
    writing = "texte|paragraphes?|discours|lettre|poème"
    be = "est|sont|a été|ont été"


class Facts(facts.Facts):
    function_words = words(
        """
        de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il
        sont avec son ou aux cette mais ses comme nous vous on leur sa être ont si même deux elle
        ces je y était fait peut sans très où d l s n c qu j
        """
    )
    abbreviations = words("M MM Mme Mmes Mlle Mlles Me Mgr Dr Pr Ste av boul p.ex c.-à-d cf env ex")
    abbreviations_before_numbers = words("n nº chap fasc fol t éd tél pl par al")
    abbreviations_at_ends = words(
        """
        janv févr avr juil sept oct nov déc Cie éd env hab ap J.-C min sec coll ill dir
        """
    )
    doubled_words = words("nous vous très si oui non bien fois tout plus petit")
    articles = words("le la les l un une des")
    prepositions_of_place = "à|de"
    commentary = Commentary
    omissions = Omissions
    newspaper_column = "rubrique|colonne|chronique"
    newspaper_page = "page|édition"
