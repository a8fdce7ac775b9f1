"""Placeholders for text that was left out: [...], (rest omitted), [Rest gekürzt], 以下略."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPEN, _CLOSE = r"[\[(（【〔{<]", r"[\])）】〕}>]"
_INSIDE = r"[^\[\](){}（）【】]"
# Words for a text and its parts, for what is left, and for leaving out, by language.
_WHAT = (
    r"text|rest|remainder|remaining|content|contents|passages?|paragraphs?|parts?"
    r"|sections?|portions?"
    r"|lines?|translation|article|following|above|middle|further|details?|sentences?"
    r"|stanzas?|verses?"
    r"|textes?|reste|suite|passages?|paragraphes?|contenu|traduction"
    r"|textes|absatz|absätze|abschnitte?s?|teile?s?|übersetzung|inhalte?s?|artikels?"
    r"|texto|resto|contenido|párrafos?|partes?|artículo|traducción|conteúdo|restante"
    r"|parágrafos?"
    r"|testo|contenuto|paragrafi|paragrafo|tekst|inhoud|alinea['’]?s?"
    r"|текст\w*|остальн\w+|остат\w+|часть|части|далее|абзац\w*|перевод\w*"
)
_LEFT_OUT = (
    r"omitted|truncated|abridged|abbreviated|shortened|skipped|left out|elided|untranslated"
    r"|not translated|not included|not shown|(?:removed|cut) for (?:brevity|length)"
    r"|(?:aus|weg)gelassen|gekürzt|übersprungen|nicht übersetzt|abgeschnitten|auslassung"
    r"|omise?s?|abrégée?s?|tronquée?s?|raccourcie?s?|non traduite?s?"
    r"|omitid[oa]s?|abreviad[oa]s?|truncad[oa]s?|resumid[oa]s?|recortad[oa]s?|suprimid[oa]s?"
    r"|no traducid[oa]s?|não traduzid[oa]s?"
    r"|omess[oaie]|abbreviat[oaie]|troncat[oaie]|non tradott[oaie]"
    r"|weggelaten|ingekort|overgeslagen|niet vertaald"
    r"|опущен\w*|сокращ\w+|пропущен\w*|не перев\w+"
)
_DONE = (
    rf"{_LEFT_OUT}|cut off|to be continued|unchanged"
    r"|coupée?s?|sautée?s?|cortad[oa]s?|tagliat[oaie]"
    r"|(?:continues|continued|continúa|continua|suite|fortsetzung)"
    r"(?: (?:here|below|on|in|as|with|folgt|abajo|ci-dessous)\b.*)?"
)
_FOR = (
    r"(?: (?:for|aus|por|pour|per) (?:brevity|length|space|platzgründen|brevedad|brièveté"
    r"|brevità))?"
)
_REST = (
    r"the (?:rest|remainder|remaining|following)|(?:the )?remaining|der rest|die übrigen"
    r"|le reste|la suite|el resto|o restante|o resto|il resto|de rest|остальн\w+|остаток"
)
_WRITING = (
    r"text|article|story|passage|content|document|speech|letter|report|list|poem|chapter|essay"
    r"|paragraphs?|sections?|translation|lines|verses"
    r"|(?:text|artikel|bericht|abschnitt|absatz|dokument|brief|gedicht)e?s?|absätze"
    r"|texte|paragraphes?|discours|lettre|poème|texto|artículo|párrafos?|discurso"
    r"|carta|poema|artigo"
    r"|testo|articolo|discorso|lettera|tekst|verhaal|текст\w*|стать\w+|письм\w+|абзац\w*"
)
_BE = (
    r"is|are|was|were|has been|have been|will be|wurden?|wird|werden|ist|sind|est|sont"
    r"|a été|ont été"
    r"|se ha|se han|ha sido|han sido|fue|fueron|está|foi|foram|é|è stat[oa]|viene"
    r"|sono stati|werd|zijn"
    r"|был\w*"
)
_PATTERNS = (
    # An ellipsis in brackets.
    rf"{_OPEN}\s*(?:\.{{3,}}|…+|\. \. \.)\s*{_CLOSE}",
    # [rest of the text omitted], (the following is omitted), [omitted], [Rest gekürzt]
    rf"{_OPEN}(?:{_INSIDE}{{0,60}}\b(?:{_WHAT})\b{_INSIDE}{{0,40}}\s)?"
    rf"(?:{_DONE}){_FOR}[.…]*{_CLOSE}",
    # The verb first: [se omite el resto del texto]
    rf"{_OPEN}(?:se omiten?|se ha omitido|omite-se|si omette|si omettono"
    rf"|on omet)\b{_INSIDE}{{0,60}}{_CLOSE}",
    # The same as a whole line.
    rf"^\W*(?:the )?(?:rest|remainder|remaining (?:text|content|part|paragraphs?)|(?:der )?rest"
    r"|(?:le )?reste|(?:el |o )?rest[oa]|(?:il )?resto|остальное|остальной текст)\b.{0,60}"
    rf"\b(?:{_LEFT_OUT})\W*$",
    rf"{_OPEN}(?:以下|下文|中间|中|下|上|上文|前文|后文|后|其余|此处|余下|部分|内容|文字|后面|餘下|後|前)?"
    rf"(?:内容|部分|文字|段落)?(?:从|已|被)?(?:略去?|省略|删节|从略|未译|未翻译|略过)[^\[\]()（）【】]{{0,8}}{_CLOSE}",
    rf"{_OPEN}(?:残り|以降|以下|本文)?(?:の(?:部分|文章|テキスト|内容))?[はを]?(?:省略"
    rf"|割愛|未訳)[^\[\]()（）【】]{{0,8}}{_CLOSE}",
    r"^\W*(?:以下|下文|其余|余下)(?:内容|部分)?(?:从|已)?(?:略|省略)\W*$",
    r"^\W*(?:以下|残りは?|以降は?|以降の文章は|残りの部分は)(?:省略|略|割愛)(?:します|しました|する)?\W*$",
    # An ellipsis, and nothing else, for a paragraph.
    r"^\W{0,3}(?:\.{3,}|…+)\W*$",
    r"(?-i:\b(?:TODO|FIXME|TBD)\b)(?=\W*(?:translat|[:：]|$|\]))",
)
# A sentence that says so: "The rest of the article is omitted."
_SENTENCES = (
    rf"(?:^|(?<=[.!?…:;])[\"”’»)]?\s+)(?P<said>(?:(?:for|due to|pour|por|per"
    rf"|aus) [^.!?,]{{2,30}},? )?"
    rf"(?:{_REST})\b(?=[^.!?]{{0,30}}?\b(?:{_WRITING})\b)[^.!?]{{0,60}}?\b"
    rf"(?:{_BE})\b[^.!?]{{0,24}}?"
    rf"\b(?:{_LEFT_OUT})(?!\w)[^.!?,;]{{0,40}}(?:[.!?]|$)[)\]]?)",
    r"(?:^|(?<=[.!?…:;])\s+)(?P<said>(?:se omite|si omette|omite-se) (?:el|il|lo"
    r"|o) (?:resto|restante)\b"
    r"[^.!?]{0,60}(?:[.!?]|$))",
    r"(?:^|(?<=[。！？]))(?P<said>(?:以下|其余|余下|下文|后文|剩余)(?:的)?(?:内容|部分|段落|文字|原文|译文)"
    r"(?:均|都|已|从|予以)?(?:省略|略去|从略|略|未译|未翻译)[^。！？]{0,8}(?:[。！？]|$))",
    r"(?:^|(?<=[。！？]))(?P<said>(?:残り|以降|以下)の(?:部分|文章|記事|本文|内容|テキスト)[はを]"
    r"(?:省略|割愛)[^。！？]{0,12}(?:[。！？]|$))",
)
# At a glance: what none of these is in holds no placeholder.
_SIGNS = (
    *("...", "…", ". . .", "omit", "truncat"),
    *("abridg", "abbrev", "shorten", "skip", "left out"),
    *("elided", "translat", "not in", "not sh", "remov", "cut", "contin", "unchang", "略", "删节"),
    *("未译", "未翻译", "未訳", "割愛", "todo", "fixme", "tbd", "gelassen", "gekürzt", "übers"),
    *("abgeschn", "auslass", "omis", "abrég", "tronqu", "raccour", "coup", "traduit", "saut"),
    *("suite", "fortsetzung", "abrevi", "truncad", "resumid", "recort", "suprim", "traduc"),
    *("traduz", "cortad", "omess", "omett"),
    *("troncat", "tagliat", "tradott", "weggel", "ingekort"),
    *("overgesl", "vertaald", "опущен", "сокращ", "пропущ", "перев"),
)  # fmt: skip
# What an original has where its translation is no more abridged than it is.
_ABRIDGED = (
    r"…|\.\.\.|・・・|·{3,}|略|省|删|刪|节选|摘要|摘录|未完|待续|下转|上接|續|续|続く|抜粋"
    r"|omi[tst]|abridg|shorten|truncat|gekürzt|ausgelassen|weggelassen|abrég|abrevi|\[|〔|TODO"
)
_LEFT = (
    r"其余|其餘|其他|剩|余下|下文|后面|后半|下半|以下|残り|以降"
    r"|\brest\w*|remain|reste|übrig|следующ|остальн|остат"
)


def placeholders(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each placeholder, in order, none within another."""
    lowered = text.lower()
    if not any(sign in lowered for sign in _SIGNS):
        return
    found = [m.span() for pattern in _PATTERNS for m in re.finditer(pattern, text, re.IGNORECASE)]
    found += [
        m.span("said") for pattern in _SENTENCES for m in re.finditer(pattern, text, re.IGNORECASE)
    ]
    last = -1
    for start, end in sorted(found):
        if start >= last:
            yield start, end
            last = end


def is_abridged(original: str) -> bool:
    """Whether an original leaves something out itself, so that a placeholder translates that."""
    return bool(re.search(_ABRIDGED, original, re.IGNORECASE))


def speaks_of_rest(original: str) -> bool:
    """Whether an original speaks of what is left, so that `the rest is left out` may be its own."""
    return bool(re.search(_LEFT, original, re.IGNORECASE))
