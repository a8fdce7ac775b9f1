"""English words in their inflected forms, made from the word and not guessed from the text.

A stemmer would take `universe` for `university` and not see that `men` is `man`. Forms that no
grammar has (`childs`) do no harm, as no text has them either.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

# Shorter words are not taken for inflected ones (is, as, us).
_MIN_CHARS = 3
# Longer ones are compared as they are written; the time for endings grows faster than the word.
MAX_CHARS = 100

# Nouns and verbs whose forms the rules do not make, with semicolons between words: the verbs of the
# usual school list (simple past, past participle) without archaisms and without verbs that have
# regular forms too, then the nouns.
_IRREGULAR = """
arise arose arisen; awake awoke awoken; be am is are was were been; bear bore borne born;
beat beaten; become became; begin began begun; bend bent; bind bound; bite bit bitten; bleed bled;
blow blew blown; break broke broken; breed bred; bring brought; build built; burn burnt; buy bought;
catch caught; choose chose chosen; cling clung; come came; creep crept; deal dealt; dig dug;
do does did done; draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; eat ate
eaten; fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled; fly flew flown;
forbid forbade forbidden; forecast; forget forgot forgotten; forgive forgave forgiven; freeze froze
frozen; get got gotten; give gave given; go goes went gone; grind ground; grow grew grown; hang
hung; have has had; hear heard; hide hid hidden; hold held; keep kept; kneel knelt; know knew known;
lay laid; lead led; lean leant; leap leapt; learn learnt; leave left; lend lent; lie lay lain lying;
light lit; lose lost; make made; mean meant; meet met; mistake mistook mistaken; overcome overcame;
overthrow overthrew overthrown; pay paid; prove proven; ride rode ridden; ring rang rung; rise rose
risen; run ran; say said; see saw seen; seek sought; sell sold; send sent; sew sewn; shake shook
shaken; shine shone; shoot shot; show shown; shrink shrank shrunk; sing sang sung; sink sank sunk;
sit sat; sleep slept; slide slid; smell smelt; sow sown; speak spoke spoken; speed sped; spell
spelt; spend spent; spill spilt; spin spun; spoil spoilt; spring sprang sprung; stand stood;
steal stole stolen; stick stuck; sting stung; stride strode; strike struck stricken; strive strove
striven; swear swore sworn; sweep swept; swell swollen; swim swam swum; swing swung; take took
taken; teach taught; tear tore torn; tell told; think thought; throw threw thrown; undergo underwent
undergone; understand understood; undertake undertook undertaken; wake woke woken; wear wore worn;
weave wove woven; weep wept; win won; wind wound; withdraw withdrew withdrawn; write wrote written;
analysis analyses; axis axes; bacterium bacteria; basis bases; calf calves; child children;
crisis crises; criterion criteria; curriculum curricula; datum data; die dying; elf elves; foot
feet; forum fora; goose geese; half halves; hypothesis hypotheses; index indices; knife knives; leaf
leaves; life lives; loaf loaves; louse lice; man men; matrix matrices; medium media; memorandum
memoranda; mouse mice; nucleus nuclei; oasis oases; ox oxen; penny pence; person people; phenomenon
phenomena; radius radii; scarf scarves; self selves; sheaf sheaves; shelf shelves; stimulus stimuli;
stratum strata; symposium symposia; synthesis syntheses; terminus termini; thesis theses; thief
thieves; tie tying; tooth teeth; wharf wharves; wife wives; wolf wolves; woman women
"""


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Each word of the table with the forms of its class."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in _IRREGULAR.split(";"):
        forms = tuple(entry.split())
        for form in forms:
            # What is a form of two words (`lay`, `found` and its infinitive) has those of both.
            found[form] = tuple(dict.fromkeys(found.get(form, ()) + forms))
    return found


@lru_cache(maxsize=16_384)
def inflected(word: str) -> frozenset[str]:
    """A word in lower case with the forms of noun and verb it may take: plural, -s, -ed, -ing."""
    if not word.isalpha() or not 2 <= len(word) <= MAX_CHARS:
        return frozenset({word, word + "s"})
    return frozenset({word, _plural(word), *_irregular().get(word, ()), *_verbal(word)})


@lru_cache(maxsize=16_384)
def related_forms(word: str) -> frozenset[str]:
    """The forms of a word that may itself be inflected: `policies` has those of `policy`."""
    found = set(inflected(word))
    for base in _bases(word) if len(word) <= MAX_CHARS else ():
        forms = inflected(base)
        if word in forms:
            found |= forms
    return frozenset(found)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A key that the forms of a word share, and by chance other words too (`plan`, `plane`)."""
    if len(word) > MAX_CHARS:
        return word
    forms = _irregular().get(word)
    key, before = re.sub("men$", "man", forms[0] if forms else word), ""
    while key != before:
        before = key
        key = re.sub("(?<=.)[eyis]+$", "", key)
        key = re.sub("(?<=[aeiouy])(.+)(?:ed|ing)$", r"\1", key)
        key = re.sub(r"([^aeiou])\1$", r"\1", key)
    return key


def _plural(word: str) -> str:
    if re.search("[^aeiou]y$", word):
        return word[:-1] + "ies"
    if re.search("(?:s|x|z|[cs]h)$", word):
        return word + "es"
    if word.endswith("man"):
        return word[:-2] + "en"
    return word + "s"


def _verbal(word: str) -> list[str]:
    """The word with -ed and -ing; one of several syllables may double its last letter."""
    if word.endswith("e"):
        kept = word + "ing" if re.search("[eoy]e$", word) else word[:-1] + "ing"
        return [word + "d", kept]
    if re.search("[^aeiou]y$", word):
        return [word[:-1] + "ied", word + "ing"]
    doubled = [word + word[-1] + "ed", word + word[-1] + "ing"]
    if re.search("[^aeiou][aeiou][^aeiouwxy]$", word):
        if len(re.findall("[aeiouy]+", word)) == 1:
            return doubled
        return [*doubled, word + "ed", word + "ing"]
    return [word + "ed", word + "ing"]


def _bases(word: str) -> list[str]:
    """What a word may be a form of, if it is inflected by rule."""
    if len(word) < _MIN_CHARS:
        return []
    found = []
    for suffix, instead in (
        ("ies", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("men", ("man",)),
        ("ied", ("y",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
    ):
        cut = word[: -len(suffix)]
        if word.endswith(suffix) and re.search("[aeiouy]", cut):
            found += [cut + end for end in instead]
            if suffix in ("ed", "ing") and len(cut) > 2 and cut[-1] == cut[-2]:
                found.append(cut[:-1])
    return found
