"""The catalogue of languages: code, name, scripts, blanks between words, langdetect's profiles.

It has the 54 languages for which langdetect brings a profile; Chinese counts once, since nothing
depends on which of its two character sets a text uses. An entry here is all that a language needs;
what else is known of it is in its own module, `languages/<code>.py` (see `facts.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Spacing(Enum):
    """What a language has blanks between; punctuation aside."""

    WORDS = "words"
    # Words with the particles that belong to them, as in Korean.
    PHRASES = "phrases"
    # Clauses and sentences, as in Thai, which marks the end of neither otherwise.
    CLAUSES = "clauses"
    # Nothing: a character is a syllable or a word, as in Chinese and Japanese.
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Language:
    """A language as the configuration names it."""

    code: str
    name: str
    # As `text.scripts.script` names them, the main one first.
    scripts: tuple[str, ...]
    # The names of its profiles in langdetect.
    profiles: tuple[str, ...]
    spacing: Spacing = Spacing.WORDS


# Codes other than ISO 639-1 that mean a language of the catalogue: withdrawn codes (ISO 639-1),
# the two written forms of Norwegian, and ISO 639-2 codes that sites use in paths.
_ALIASES = {"fil": "tl", "iw": "he", "in": "id", "nb": "no", "nn": "no", "zho": "zh", "cmn": "zh"}

_LATIN = """
af Afrikaans; ca Catalan; cs Czech; cy Welsh; da Danish; de German; en English; es Spanish;
et Estonian; fi Finnish; fr French; hr Croatian; hu Hungarian; id Indonesian; it Italian;
lt Lithuanian; lv Latvian; nl Dutch; no Norwegian; pl Polish; pt Portuguese; ro Romanian;
sk Slovak; sl Slovenian; so Somali; sq Albanian; sv Swedish; sw Swahili; tl Tagalog; tr Turkish;
vi Vietnamese
"""
_CYRILLIC = "bg Bulgarian; mk Macedonian; ru Russian; uk Ukrainian"
_ARABIC = "ar Arabic; fa Persian; ur Urdu"
_DEVANAGARI = "hi Hindi; mr Marathi; ne Nepali"


def _catalogue() -> dict[str, Language]:
    entries = [
        Language("ja", "Japanese", ("Han", "Hiragana", "Katakana"), ("ja",), Spacing.NOTHING),
        Language("ko", "Korean", ("Hangul", "Han"), ("ko",), Spacing.PHRASES),
        Language("th", "Thai", ("Thai",), ("th",), Spacing.CLAUSES),
        Language("zh", "Chinese", ("Han", "Bopomofo"), ("zh-cn", "zh-tw"), Spacing.NOTHING),
    ]
    for script, table in (
        ("Latin", _LATIN),
        ("Cyrillic", _CYRILLIC),
        ("Arabic", _ARABIC),
        ("Devanagari", _DEVANAGARI),
        ("Bengali", "bn Bengali"),
        ("Greek", "el Greek"),
        ("Gujarati", "gu Gujarati"),
        ("Hebrew", "he Hebrew"),
        ("Kannada", "kn Kannada"),
        ("Malayalam", "ml Malayalam"),
        ("Gurmukhi", "pa Punjabi"),
        ("Tamil", "ta Tamil"),
        ("Telugu", "te Telugu"),
    ):
        for entry in table.split(";"):
            code, name = entry.split()
            entries.append(Language(code, name, (script,), (code,)))
    return {entry.code: entry for entry in sorted(entries, key=lambda entry: entry.code)}


LANGUAGES = _catalogue()
# Of a wrong code, as it is quoted and compared.
_MAX_CODE_CHARS = 40


def language(code: str) -> Language:
    """Return the language of a code such as `zh`, `zh-CN` or `pt_br`; regions do not matter.

    Raises ValueError for a code outside the catalogue, naming the nearest known one.
    """
    entry = known(code)
    if entry is not None:
        return entry
    # Imported here: only a mistaken configuration needs it, and it takes longer than the rest of
    # this module.
    from difflib import get_close_matches

    from tqcheck.wording import shortened

    names = {entry.name.lower(): entry.code for entry in LANGUAGES.values()}
    written = shortened(code, _MAX_CODE_CHARS)
    nearest = get_close_matches(_primary(written), [*LANGUAGES, *names], n=1, cutoff=0.5)
    hint = (
        f"the nearest known code is {names.get(nearest[0], nearest[0])!r}"
        if nearest
        else ("known codes are " + ", ".join(LANGUAGES))
    )
    raise ValueError(f"unknown language {written!r}; {hint}")


def spacing(code: str) -> Spacing:
    """What the language of a code has blanks between: words, if the code is unknown."""
    entry = known(code)
    return entry.spacing if entry is not None else Spacing.WORDS


def known(code: str) -> Language | None:
    """Like `language`, but None for a code outside the catalogue."""
    return LANGUAGES.get(code) or LANGUAGES.get(_primary(code))


def _primary(code: str) -> str:
    primary = code.strip().lower().replace("_", "-").partition("-")[0]
    return _ALIASES.get(primary, primary)
