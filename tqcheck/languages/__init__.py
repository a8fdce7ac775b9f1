"""The catalogue of languages: code, name, the scripts a language is written in, and its profile.

These are the 54 languages for which langdetect brings a profile, with Chinese counted once: which
of its two character sets a text is in is never asked.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language as the configuration names it.

    `scripts` are names as `scripts.script` gives them, the chief one first; `profiles` are the
    names of its profiles in langdetect.
    """

    code: str
    name: str
    scripts: tuple[str, ...]
    profiles: tuple[str, ...]


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
    found = {}
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
        ("Thai", "th Thai"),
    ):
        for entry in table.split(";"):
            code, name = entry.split()
            found[code] = Language(code, name, (script,), (code,))
    found["ja"] = Language("ja", "Japanese", ("Han", "Hiragana", "Katakana"), ("ja",))
    found["ko"] = Language("ko", "Korean", ("Hangul", "Han"), ("ko",))
    found["zh"] = Language("zh", "Chinese", ("Han", "Bopomofo"), ("zh-cn", "zh-tw"))
    return dict(sorted(found.items()))


LANGUAGES = _catalogue()


def language(code: str) -> Language:
    """Return the language of a code such as `zh`, `zh-CN` or `pt_br`; regions play no part.

    Raises ValueError for a code outside the catalogue, naming the nearest known one.
    """
    primary = code.strip().lower().replace("_", "-").partition("-")[0]
    primary = _ALIASES.get(primary, primary)
    try:
        return LANGUAGES[primary]
    except KeyError:
        # Imported here: only a mistaken configuration needs it, and it takes longer than all of
        # this module.
        from difflib import get_close_matches

        names = {entry.name.lower(): entry.code for entry in LANGUAGES.values()}
        known = [*LANGUAGES, *names]
        nearest = get_close_matches(primary, known, n=1, cutoff=0.5)
        hint = (
            f"the nearest known code is {names.get(nearest[0], nearest[0])!r}"
            if nearest
            else ("known codes are " + ", ".join(LANGUAGES))
        )
        raise ValueError(f"unknown language {code!r}; {hint}") from None
