"""Facts of German."""

from tqcheck.languages import facts
from tqcheck.languages.facts import LABEL_END, words


class Commentary(facts.Commentary):
    signs = (
        *("übersetz", "originaltext", "ausgangstext"),
        *("quelltext", "im original", "auf deutsch"),
        *("wörtlich", "anm", "hinweis"),
        *("bitte beachten", "lesbar", "leserlich", "bescheid"),
        *("wissen", "zögern", "sprachmodell", "als ki", "fassung", "version"),
    )
    translating = r"\bübersetz\w*"
    text = (
        r"\b(?:original|ausgangs|quell)text\w*"
        r"|\b(?:text|artikel|abschnitt|dokument) (?:auf|in) (?:deutsch|englisch|chinesisch)"
        r"|\bdeutsche[rn]? (?:text|fassung|version)\b|\bim original(?=\W*$|[,.;:)])"
    )
    voice = (
        r"\bhier (?:ist|sind|kommt|folgt|die|der|eine)\b|\bwie folgt\b|\bes folgt\b"
        r"|\b(?:nachfolgend|nachstehend|im folgenden|anbei|unten|bitte)\b"
        r"|\b(?:ich|mir|mein\w*|wir|unser\w*)\b|(?-i:\bIhnen\b|\bIhre?\w*\b)"
        r"|^\W*(?:gerne?|natürlich|selbstverständlich|sicher|klar|okay|ok)\b"
        r"|\bdie(?:se)? übersetzung (?:ist|wurde|lautet|behält|folgt|bewahrt|gibt|versucht"
        r"|orientiert|bemüht|enthält|verwendet|soll)\b"
        r"|^\W*übersetz(?:e|en sie) (?:den|die|das|diesen?|dieses|folgend\w*|ins)\b"
    )
    label = (
        r"^\W*(?:(?:deutsche|vollständige|wörtliche|englische|freie) )*"
        r"(?:übersetzung|übersetzter text)(?: ins (?:deutsche|englische))?"
        rf"(?: \([^()]{{1,20}}\))?{LABEL_END}"
    )
    introduction = (
        r"^\W*(?:eine?|oder) (?:etwas )?(?:wörtlichere?|freiere?|natürlichere?|genauere?)\b"
        r"[^.]{0,40}?(?:[:：]|$)"
    )
    refusal = (
        r"\b(?:tut mir leid|leider|entschuldigung)\b.{0,80}\b(?:kann|nicht möglich"
        r"|imstande)\b"
        r".{0,60}übersetz"
        r"|\bbitte (?:geben|senden|schicken|stellen|fügen) sie\b.{0,40}\b(?:text"
        r"|artikel|inhalt)\b"
        r".{0,40}\b(?:übersetz\w*|soll\w*|möchten)\b"
    )
    note = (
        r"^\W*anm(?:erkung(?:en)?|\.)(?: de[sr] übersetzer(?:s|in))?\W{0,3}[:：]"
        r"|^\W*bitte beachten sie,? dass (?:ich|diese|die übersetzung)\b"
    )
    offer = (
        r"\b(?:lassen sie (?:es )?mich wissen|zögern sie nicht|geben sie mir bescheid"
        r"|sagen sie mir|(?:wenn|falls|sollten) sie (?:noch |weitere |eine andere ){1,2}"
        r"|kann ich (?:ihnen )?(?:noch|sonst))\b.{0,100}"
        r"\b(?:änder\w*|anpass\w*|fragen|hilfe|helfen|verbesser\w*|überarbeit\w*"
        r"|wünsch\w*|tun)\b"
        r"|\bich hoffe,? (?:das|dies|die übersetzung) hilft\b"
    )
    model = (
        r"\bals (?:ein )?(?:ki(?:[- ]\w+)?|(?:großes "
        r"|künstliches )?sprachmodell)\b(?=.{0,40}\bich\b|\s+kann ich)"
    )
    agreement = (
        r"(?:gerne?|aber gerne?|natürlich|selbstverständlich|sicher|klar|okay|ok|verstanden"
        r"|kein problem|in ordnung)"
    )
    credit = (
        r"(?:maschinell |automatisch )?übersetz(?:t|ung) (?:\w+ ){0,4}?(?:von|durch|mit)\b"
        r"|übersetzer(?:in)?\W{0,3}[:：]|maschinelle übersetzung\b|maschinell übersetzt\b"
    )
    figurative = (
        r"\bin (?:die )?(?:tat|taten|praxis|realität|handeln"
        r"|zahlen) (?:zu )?übersetz\w*"
    )
    translators = (
        r"anm(?:erkung|\.)? ?d(?:es|er|\.) ?(?:übersetzers|übersetzerin|ü\.?|übers\.?)"
        r"|a\. ?d\. ?ü\."
    )
    illegible = r"unleserlich|unlesbar|nicht lesbar|unverständlich"


class Omissions(facts.Omissions):
    signs = ("gelassen", "gekürzt", "übers", "abgeschn", "auslass", "fortsetzung")
    part = "text|textes|rest|absatz|absätze|abschnitte?s?|teile?s?|übersetzung|inhalte?s?|artikels?"
    omitted = "(?:aus|weg)gelassen|gekürzt|übersprungen|nicht übersetzt|abgeschnitten|auslassung"
    continued = "fortsetzung"
    continued_where = "folgt"
    reason = "platzgründen"
    rest = "der rest|die übrigen"
    rest_at_start = "(?:der )?rest"
    writing = "(?:text|artikel|bericht|abschnitt|absatz|dokument|brief|gedicht)e?s?|absätze"
    be = "wurden?|wird|werden|ist|sind"


class Facts(facts.Facts):
    function_words = words(
        """
        der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an
        werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum
        war haben nur oder aber vor zur bis mehr durch man kann wenn wir ihr ich diese dieser sein
        können sehr vom wurde
        """
    )
    abbreviations = words(
        """
        Hr Hrn Fr Frl Dipl Ing Mag Hl hl z.B d.h u.a i.d.R z.T u.U bzw vgl ca inkl exkl evtl ggf sog
        gegr geb ehem insb bes einschl einschliessl z d v resp u ev
        """
    )
    abbreviations_before_numbers = words(
        """
        S Bd Bde Abb Tab Kap Art Ziff Anm Nrn Tel Hbf Pos lit Aufl
        """
    )
    abbreviations_at_ends = words(
        """
        usw etc u.s.w u.v.m u.ä Jhd Jh Jahrh Jan Feb Febr Apr Aug Sept Okt Nov Dez Mio Mrd Std Min
        Sek Mo Di Mi Do Sa So Str Chr v.Chr n.Chr a.a.O ff f Hrsg hrsg Verf Verl Red Inh allg m.ü.M
        ü.M m.ü gest Sekt
        """
    )
    has_ordinal_stops = True
    doubled_words = words(
        """
        die der das dem den sie sich es sehr so wir ihr ja nein was wenn ist haben waren war zu
        """
    )
    articles = words("der die das den dem des ein eine einen einem einer eines")
    prepositions_of_place = "in|aus|von"
    commentary = Commentary
    omissions = Omissions
    newspaper_column = "kolumne|rubrik|spalte"
    newspaper_page = "seite|ausgabe"
