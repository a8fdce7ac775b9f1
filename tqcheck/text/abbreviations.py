"""Whether a full stop ends a sentence: abbreviations, initials and ordinals by language.

The lists are written for the project from the languages' common usage and held against CLDR's
lists of sentence break suppressions (common/segments); entries there that are words too (In., Up.,
Do.) are left out. Words without a vowel (Nr., hrs., стр.) need no entry.
"""

from __future__ import annotations

import re
from functools import cache

# A name or another word follows: never the end, unless of the paragraph.
_BOUND = {
    "": "Dr Mr Mrs Ms Mx Prof St",
    "en": """
        Messrs Mme Mlle Rev Hon Fr Sr Gen Maj Col Lt Capt Cpt Cmdr Cdr Adm Sgt Cpl Pvt Brig Pres Gov
        Sen Rep Amb Supt Insp Asst Assoc Dir Mt Ft Sts Drs Profs e.g i.e viz cf vs v ca approx esp
        incl
    """,
    "de": """
        Hr Hrn Fr Frl Dipl Ing Mag Hl hl z.B d.h u.a i.d.R z.T u.U bzw vgl ca inkl exkl evtl ggf sog
        gegr geb ehem insb bes einschl einschliessl z d v resp u ev
    """,
    "fr": """
        M MM Mme Mmes Mlle Mlles Me Mgr Dr Pr Ste av boul p.ex c.-à-d cf env ex
    """,
    "es": """
        Sr Sra Sres Sras Srta D Dña Dra Drs Lic Ing Gral Cnel Av Avda Sto Sta Ud Uds p.ej ej cf vs
    """,
    "it": """
        Sig Sigg Dott Dr Ing Avv Arch Geom On Gen Col Cap sig sigg dott ing avv arch geom cfr es
    """,
    "pt": "Sr Sra Srs Sras Dra Dras Exmo Exma Ilmo Ilma Eng Av Gen Cel p.ex ex cf",
    "nl": "Dhr Mevr Mw dhr mevr mw drs ir ing dr prof mr bijv bv d.w.z ca o.a m.b.t t.a.v incl vgl",
    "sv": "t.ex bl.a d.v.s dvs ca jfr kl s.k",
    "da": "f.eks bl.a dvs ca jf hr fr kl s.k",
    "no": "f.eks bl.a dvs ca jf hr fr kl s.k",
    "pl": "np tzn tj m.in dr prof inż ks św gen płk ul al pl ok im red zob por wg",
    "cs": "např tj tzn dr prof ing sv ul cca mj tzv resp",
    "sk": "napr tj tzn dr prof ing sv ul cca tzv resp",
    "hu": "pl ún ld vö dr prof id ifj kb",
    "tr": "Dr Prof Doç Av Sn örn vb bkz yy",
    "ru": "г-н г-жа гг проф акад ген ул пл пр просп пер им т.е т.н т напр см ср св ок тов о",
    "uk": "проф акад ген вул пл просп пров ім т.з напр див пор св ок тов",
    "bg": "г-н г-жа проф акад ген ул бул пл т.е т.нар напр вж ср св ок др",
    "el": "κ κα Δρ π.χ δηλ βλ λ.χ αγ",
    "hi": "डॉ प्रो पं श्री",
}  # fmt: skip

# A number follows ("No. 5"); before anything else they are words or end the sentence.
_NUMBERED = {
    "": """
        No Nos no nos Nr Vol Vols vol vols p pp Fig Figs fig figs Art art Sec sec Ch ch Cap cap Abs
    """,
    "en": "Chap chap Eq eq para paras Tab Pt pt Ser Bk n l ll op Ref ref",
    "de": "S Bd Bde Abb Tab Kap Art Ziff Anm Nrn Tel Hbf Pos lit Aufl",
    "fr": "n nº chap fasc fol t éd tél pl par al",
    "es": "pág págs núm núms art cap fig tel vol",
    "it": "pag pagg tav tab num sez par",
    "pt": "pág págs núm art cap tel vol séc",
    "nl": "blz nr hfst art afb tel",
    "ru": "с гл рис табл п тел д кв стр",
    "uk": "с гл рис табл п тел д кв стор",
}  # fmt: skip

# They end a sentence as often as not: the next word decides, by whether it commonly begins one.
_OPEN = {
    "": "etc Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Inc Ltd Co Corp Bros Jr Sr",
    "en": """
        Mon Tue Tues Wed Thu Thur Thurs Fri Sat Ave Blvd Rd Dept Univ Inst Assn Ala Ariz Ark
        Calif Colo Conn Del Fla Ill Ind Kan Mass Mich Minn Miss Mont Neb Nev Okla Ore Pa Tenn Tex
        Va Vt Wash Wis Wyo Esq PhD al ibid sq dept eds Eds ft oz lb lbs
    """,
    "de": """
        usw etc u.s.w u.v.m u.ä Jhd Jh Jahrh Jan Feb Febr Apr Aug Sept Okt Nov Dez Mio Mrd Std Min
        Sek Mo Di Mi Do Sa So Str Chr v.Chr n.Chr a.a.O ff f Hrsg hrsg Verf Verl Red Inh allg m.ü.M
        ü.M m.ü gest Sekt
    """,
    "fr": "janv févr avr juil sept oct nov déc Cie éd env hab ap J.-C min sec coll ill dir",
    "es": "Ltda Cía S.A ene feb abr jun jul ago sept oct nov dic a.C d.C EE.UU aprox",
    "it": "ecc gen feb apr giu lug ott nov dic S.p.A a.C d.C",
    "pt": "jan fev abr jun jul ago nov dez Ltda S.A Cia a.C d.C",
    "nl": "enz jan feb mrt apr aug sept okt nov dec e.d N.V B.V",
    "sv": "osv m.m jan feb febr mars apr aug sept okt nov dec",
    "da": "osv m.m jan feb apr aug sept okt nov dec mio",
    "no": "osv m.m jan feb apr aug sept okt nov des mill",
    "pl": "itd itp r w godz tys zł ub",
    "cs": "atd apod r č st hod tis",
    "ru": "г гг в вв н.э др пр т.д т.п руб коп тыс янв февр апр авг сент окт нояб дек обл р",
    "uk": "р рр ст н.е ін т.д т.п грн тис обл м",
    "bg": "г в в. н.е др т.н лв ст хил обл",
    "el": "κ.λπ κ.ά κτλ μ.Χ π.Χ",
}  # fmt: skip

# Commonly the first word of an English sentence, beside the function words of the language.
_OPENERS = {
    "en": """
        after although another before besides both despite during each earlier even every few first
        finally further furthermore here however its last later many meanwhile moreover most much
        my nevertheless now once one only others our perhaps second several since some soon still
        such then there therefore these third those though through thus today together under until
        upon while whoever why yes yesterday yet
    """,
}

# The number of a day, a century or a ruler is written with a full stop.
_ORDINALS = frozenset(
    {"cs", "da", "de", "et", "fi", "fo", "hr", "hu", "is", "lb", "lv", "nb", "nn", "no", "sk",
     "sl", "sr", "tr"}
)  # fmt: skip
# Words without a vowel are no abbreviations there (krk, prst, smrt).
_SYLLABIC_R = frozenset({"bs", "cs", "hr", "mk", "sh", "sk", "sl", "sr"})

# Compiled when they are first used.
_LAST_WORD = (
    r"[^\s\u3040-\u30ff\u3400-\u9fff()\[\]{}“”„\"«»‹›「」『』（）《》【】〔〕"
    r",;:!?，；：、。！？—…]*$"
)
_NEXT_WORD = r"[^\W\d_]+"
_INITIALISM = r"(?:[^\W\d_]{1,2}\.)+-?[^\W\d_]{1,2}"
_ROMAN = r"[IVXLC]{1,6}\b"
_VOWELLESS = r"(?i:[b-df-hj-np-tv-xzß]{2,5}|[бвгджзйклмнпрстфхцчшщ]{2,5})"


def stop_ends(before: str, text: str, following: int, language: str, unspaced: bool) -> bool:
    """Whether a full stop ends the sentence, by the words on both sides of it.

    `before` is what precedes the stop, `following` where the next word begins in `text`.
    `unspaced` tells that the language is written without blanks.
    """
    match = re.search(_LAST_WORD, before)
    word = match[0].strip("'’‘*_`") if match else ""
    if not word:
        return True
    if word.isdecimal():
        if before[: -len(word)].rstrip().endswith((":", ";", "：", "；")):
            return False  # the first of a list
        if unspaced:
            return before[-len(word) - 1 : -len(word)].isalnum()  # else the number of a list
        if language in _ORDINALS and len(word) <= 3:
            return begins_sentence(text, following, language)
        return True
    bound, numbered, may_end = _abbreviations(language)
    forms = {word, word[:1].lower() + word[1:], word.rpartition("-")[2]}
    if word.isupper():
        forms.add(word.capitalize())  # GEN. WU
    if forms & bound:
        return False
    number = text[following : following + 1].isdecimal()
    if forms & numbered and (number or re.compile(_ROMAN).match(text, following)):
        return False
    if (
        forms & may_end
        or len(word) == 1
        or re.fullmatch(_INITIALISM, word)
        or (language in _ORDINALS and re.fullmatch(_ROMAN, word))
        or (not word.isupper() and language not in _SYLLABIC_R and re.fullmatch(_VOWELLESS, word))
    ):
        return begins_sentence(text, following, language)
    return True


def begins_sentence(text: str, position: int, language: str) -> bool:
    """Whether the word at `position` is one that commonly begins a sentence."""
    match = re.compile(_NEXT_WORD).match(text, position)
    if match is None or (len(match[0]) == 1 and text[match.end() : match.end() + 1] == "."):
        return False  # a number, or an initial: А. С. Пушкин
    return match[0].lower() in _openers(language)


@cache
def _abbreviations(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The abbreviations, without the last stop, that are bound, numbered and open."""
    found = (
        frozenset(f"{table['']} {table.get(language, '')}".split())
        for table in (_BOUND, _NUMBERED, _OPEN)
    )
    bound, numbered, may_end = found
    return bound, numbered, may_end


@cache
def _openers(language: str) -> frozenset[str]:
    """Words, in lower case, that commonly begin a sentence; none if the language is unknown."""
    from tqcheck.languages.function_words import FUNCTION_WORDS

    return FUNCTION_WORDS.get(language, frozenset()) | frozenset(_OPENERS.get(language, "").split())
