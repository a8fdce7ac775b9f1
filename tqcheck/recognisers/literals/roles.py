"""What the word beside a number makes of it: the number of a section, of a version, of a model."""

from __future__ import annotations

from functools import cache, lru_cache

from tqcheck.recognisers.literals import words
from tqcheck.recognisers.literals.pattern import Pattern

PART, FIGURE, VERSION, PRODUCT, NAME, MODEL, BOEING, STANDARD, TELEPHONE = (
    *("part", "figure", "version", "product", "name"),
    *("model", "boeing", "standard", "telephone"),
)
# Stems up to this length are whole words.
_SHORT = 4
_MAX_ENDING = 5
_QUOTES = "\"“„«‘'*_"
_MAX_WORD = 32
# Words of these, whatever is before them, as German and the like write them as one.
_COMPOUND = Pattern(
    r"vers(?:ion(?:en|s|er|erna)?|jon(?:en)?|ie|io)$|abschnitts?$|kapitels?$|avsnittet?$|tabellen?$|abbildung(?:en)?$|hoofdstuk$"
)
_LAST_WORD = Pattern(r"[^\W\d_][^\s\d\"“„«'*_()（）、，。,;]*$")
# The end of a word that is written in plain letters.
_LATIN = Pattern(r"[A-Za-z][A-Za-z./+-]*$")
_WORD_AFTER = Pattern(r"\.?[ -]?([^\W\d_]{3,20})")


def word_before(text: str, start: int) -> str:
    """The word before a number: `Section` of `Section 2`, `Art` of `Art. "2`; empty without one."""
    # Most words of scripts without blanks end in a character that ends no word of the tables.
    if text[start - 1 : start] >= "\u2e80" and text[start - 1] not in _last_signs():
        return ""
    chunk = text[max(0, start - _MAX_WORD) : start]
    plain = chunk.rstrip(_QUOTES).rstrip(" \n\t").rstrip(".:：№")
    match = _LAST_WORD.search(plain)
    # `节 "2.5"` are a word and a title: only words of letters with case are before a quotation.
    if not match or (chunk[-1] in _QUOTES and plain[-1] >= "\u2e80"):
        return ""
    return match[0]


@lru_cache(maxsize=8192)
def role(word: str) -> str:
    """What a word says of the number after it; empty if nothing."""
    if not word:
        return ""
    # A name of a program may touch letters of a script without blanks.
    latin = _LATIN.search(word)
    name = latin[0] if latin else word
    if _is_product(name):
        return PRODUCT
    for named in (NAME, MODEL, BOEING, STANDARD):
        if name in _tables()[named]:
            return named
    lowered = word.lower()
    if lowered in _tables()[TELEPHONE]:
        return TELEPHONE
    if _has_stem(lowered, words.VERSIONS) or _COMPOUND.search(lowered):
        return VERSION if "vers" in lowered or _has_stem(lowered, words.VERSIONS) else PART
    # A figure is also an amount: without a capital letter it is not one.
    if _has_stem(lowered, words.FIGURES) and not (word[0].islower() and word[0].isascii()):
        return FIGURE
    if _has_stem(lowered, words.PARTS):
        return PART
    for name, table in (
        (VERSION, words.VERSION_ENDS),
        (PART, words.ENDS),
        (MODEL, words.MODEL_ENDS),
        (BOEING, words.BOEING_ENDS),
        (TELEPHONE, words.TELEPHONE_ENDS),
    ):
        if word.endswith(_words(table)):
            return name
    return ""


def _is_product(name: str) -> bool:
    """Whether it is the name of a program, perhaps with an ending: Debiana, Windowsa."""
    table = _tables()[PRODUCT]
    if name in table:
        return True
    return any(
        name[:-length] in table and name[-length:].islower()
        for length in range(1, 4)
        if len(name) - length > _SHORT
    )


def role_before(text: str, start: int) -> str:
    """What the word before a number says of it; `Server` of `Windows Server` is passed over."""
    word = word_before(text, start)
    if word in _words(words.BETWEEN) and (at := text.rfind(word, 0, start)) > 0:
        return role(word_before(text, at)) or role(word)
    return role(word)


def role_after(text: str, end: int) -> str:
    """What the word after a number says of it: 2.4. szakasz, 1.1 sürümü."""
    match = _WORD_AFTER.match(text, end)
    return _role_after(match[1]) if match else ""


@lru_cache(maxsize=4096)
def _role_after(word: str) -> str:
    if _has_stem(word.lower(), words.AFTER):
        return PART
    # `on average 2.5 versions` is an amount.
    if word.endswith("s") or not _has_stem(word.lower(), words.VERSIONS_AFTER):
        return ""
    return VERSION


def _has_stem(lowered: str, table: str) -> bool:
    stems = _stems(table)
    for length in range(len(lowered), max(2, len(lowered) - _MAX_ENDING) - 1, -1):
        stem = lowered[:length]
        if stem in stems and (length > _SHORT or length == len(lowered)):
            return True
    return False


@cache
def _stems(table: str) -> frozenset[str]:
    return frozenset(table.lower().split())


@cache
def _words(table: str) -> tuple[str, ...]:
    return tuple(table.split())


@cache
def _last_signs() -> frozenset[str]:
    models = f"{words.MODEL_ENDS} {words.BOEING_ENDS}"
    table = f"{words.ENDS} {words.VERSION_ENDS} {models} {words.TELEPHONE_ENDS}"
    return frozenset(word[-1] for word in table.split())


@cache
def _tables() -> dict[str, frozenset[str]]:
    return {
        PRODUCT: frozenset(words.PRODUCTS.split()),
        NAME: frozenset(words.AMBIGUOUS_PRODUCTS.split()),
        MODEL: frozenset(words.MODELS.split()),
        BOEING: frozenset(words.BOEINGS.split()),
        STANDARD: frozenset(words.STANDARDS.split()),
        TELEPHONE: frozenset(words.TELEPHONES.split()),
    }
