"""Comments on a translation in Dutch."""

from tqcheck.languages.speech import END, Speech

SPEECH = Speech(
    signs=(
        *("vertal", "vertaal", "brontekst"),
        *("originele tekst", "oorspronkelijke tekst", "onleesbaar"),
        *("laat me", "laat het me", "aarzel", "taalmodel", "letterlijk"),
    ),
    translating=r"\b(?:vertal\w+|vertaald?|vertaalt)\b",
    text=(
        r"\b(?:bron|oorspronkelijke |originele )tekst\b|\b(?:tekst"
        r"|artikel) in het (?:nederlands|engels|chinees)\b"
    ),
    voice=(
        r"\bhier(?:onder)? (?:is|volgt|vindt)\b|\bhieronder\b|\bals volgt\b|\balstublieft\b"
        r"|\b(?:ik|mij|mijn|wij|ons|onze|uw)\b"
        r"|^\W*(?:zeker|natuurlijk|uiteraard|graag|oké|ok)\b"
        r"|\bde(?:ze)? vertaling (?:is|volgt|behoudt|probeert|blijft)\b"
        r"|^\W*vertaal (?:de|het|deze|dit)\b"
    ),
    label=(
        rf"^\W*(?:(?:nederlandse|volledige|letterlijke) )*(?:vertaling"
        rf"|vertaalde tekst)(?: in het nederlands)?{END}"
    ),
    said=(
        r"^\W*(?:een|of) (?:iets )?(?:letterlijkere?|vrijere?"
        r"|natuurlijkere?)\b[^.]{0,40}?(?:[:：]|$)"
    ),
    refusal=(
        r"\b(?:het spijt me|helaas|sorry)\b.{0,80}\b(?:kan ik|ik kan"
        r"|niet mogelijk)\b.{0,60}\bvertal"
    ),
    note=r"^\W*(?:noot|opmerking) van de vertaler\W{0,3}[:：]",
    offer=(
        r"\b(?:laat (?:het )?me weten|aarzel niet)\b.{0,100}"
        r"\b(?:wijzig\w*|aanpass\w*|hulp|help\w*|ander\w*|verbeter\w*|vragen)\b"
    ),
    model=r"\bals (?:een )?(?:ai(?:[- ]\w+)?|(?:groot )?taalmodel)\b(?=.{0,40}\bik\b)",
    agreement=r"(?:zeker|natuurlijk|uiteraard|graag|oké|ok|begrepen|geen probleem)",
    credit=(
        r"(?:vertaald|vertaling) (?:\w+ ){0,4}?(?:door|met)\b|vertaler\W{0,3}[:：]"
        r"|machinevertaling\b"
    ),
    figurative=(
        r"\bvertaal\w* (?:[\w]+ ){0,5}?(?:zich|naar (?:de )?praktijk)\b"
        r"|\bzich (?:\w+ ){0,4}?vertal\w+|\bzich (?:\w+ ){0,4}?vertaal\w+"
    ),
    translators=r"n(?:oot|\.)? ?v(?:an|\.) ?d(?:e|\.) ?(?:vertaler|vertaalster|vert\.)",
    illegible=r"onleesbaar|onverstaanbaar",
)
