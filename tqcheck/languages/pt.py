"""Facts of Portuguese."""

from tqcheck.languages import facts
from tqcheck.languages.facts import LABEL_END, words


class Commentary(facts.Commentary):
    signs = (
        *("tradu", "traduz", "texto", "versão"),
        *("ilegível", "nota do", "nota da", "n. do t"),
        *("hesite", "saber", "avise", "modelo", "literal"),
    )
    translating = r"\btradu(?:ção|ções|zir|zi|zido|zida|z|tora?)\b"
    text = (
        r"\btexto (?:original|fornecido|em (?:português|inglês|chinês))"
        r"|\bversão (?:original|portuguesa|inglesa|em português)"
    )
    voice = (
        r"\b(?:aqui|eis|segue(?: abaixo)?|a seguir|abaixo)\b|\bcomo segue\b|\bpor favor\b"
        r"|\b(?:eu|meu|minha|nosso|nossa|você)\b"
        r"|^\W*(?:claro|certamente|com certeza|com prazer|pois não|está bem)\b"
        r"|\b(?:a|esta) tradução (?:é|foi|visa|mantém|preserva|segue|busca|procura|tenta)\b"
        r"|^\W*traduz(?:a|ir) (?:o|a|este|esta)\b"
    )
    label = (
        rf"^\W*(?:tradução|texto traduzido)(?: (?:portuguesa|para o português|completa"
        rf"|literal))*{LABEL_END}"
    )
    introduction = (
        r"^\W*(?:uma|ou) (?:versão |tradução )?mais (?:literal|natural|livre"
        r"|fiel)\b[^.]{0,40}?(?:[:：]|$)"
    )
    refusal = (
        r"\b(?:desculpe|lamento|infelizmente|sinto muito)\b.{0,80}\b(?:não posso"
        r"|não consigo|não é possível)\b.{0,60}\btradu"
    )
    note = (
        r"^\W*notas? (?:do tradutor|da tradutora|de tradução)\W{0,3}[:：]"
        r"|^\W*n\. ?d[oa] ?t\.\W{0,3}[:：]?"
    )
    offer = (
        r"\b(?:não hesite em|me avise|avise-me|diga-me|fique à vontade)\b.{0,100}"
        r"\b(?:alter\w*|mud\w*|ajud\w*|ajust\w*|outr\w*|melhor\w*|revis\w*)\b"
        r"|\bespero que (?:isso|esta tradução|a tradução)\b.{0,30}\b(?:ajude|útil)\b"
    )
    model = r"\bcomo (?:uma? )?(?:ia|inteligência artificial|modelo de linguagem)\b"
    agreement = r"(?:claro|certamente|com certeza|com prazer|pois não|está bem|entendido)"
    credit = (
        r"tradu(?:zido|zida|ção) (?:\w+ ){0,4}?(?:por|com)\b|tradutora?\W{0,3}[:：]"
        r"|tradução automática\b"
    )
    figurative = (
        r"\bse traduz\w* em\b|\btraduz(?:iu|em|iram)?-se em\b"
        r"|\btraduz\w* (?:\w+ ){0,5}?em (?:um|uma|ações|prática|realidade)\b"
    )
    translators = r"n(?:ota|\.) ?d[oa] ?(?:tradutora?|trad\.|t\.)"
    illegible = r"ilegível|indecifrável|ininteligível|inaudível"


class Omissions(facts.Omissions):
    signs = ("omit", "abrevi", "truncad", "resumid", "suprim", "traduz", "cortad")
    part = "texto|resto|conteúdo|restante|parágrafos?|partes?"
    omitted = (
        "omitid[oa]s?|abreviad[oa]s?|truncad[oa]s?|resumid[oa]s?|suprimid[oa]s?|não traduzid[oa]s?"
    )
    remark = "cortad[oa]s?"
    continued = "continua"
    rest = "o restante|o resto"
    rest_at_start = "(?:o )?rest[oa]"
    omits = "omite-se"
    writing = "texto|artigo|discurso|carta|poema"
    be = "está|foi|foram|é"


class Facts(facts.Facts):
    function_words = words(
        """
        de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à
        seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem mesmo
        aos seus quem nas me esse eles você foi são é está ser tem
        """
    )
    abbreviations = words("Sr Sra Srs Sras Dra Dras Exmo Exma Ilmo Ilma Eng Av Gen Cel p.ex ex cf")
    abbreviations_before_numbers = words("pág págs núm art cap tel vol séc")
    abbreviations_at_ends = words("jan fev abr jun jul ago nov dez Ltda S.A Cia a.C d.C")
    doubled_words = words("muito sim não que se já pouco")
    articles = words("o a os as um uma")
    commentary = Commentary
    omissions = Omissions
    newspaper_column = "coluna|seção"
    newspaper_page = "página|edição"
