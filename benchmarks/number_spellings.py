"""Numbers in words, by CLDR's rules (through ICU) and by num2words."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from tqcheck.recognisers.number_words.folding import fold

# Codes of the catalogue, and the locales of CLDR and num2words with their rules.
LOCALES = {"no": ("nb", "nn"), "tl": ("fil",)}
NUM2WORDS = {"fr": ("fr", "fr_BE", "fr_CH"), "en": ("en", "en_IN"), "pt": ("pt", "pt_BR")}
# CLDR's rules for these are those of another language, or spell few values.
NOT_BY_CLDR = {"sl"}
# Of num2words, what CLDR does not have and is right: other ways to write and to group. In the other
# languages it spells as CLDR does, or makes mistakes (`nittien`, `dicotto`, `trettførste`).
LEARNED = {
    "bn": ("bn cardinal",),
    "cs": ("cs cardinal",),
    "en": ("en cardinal", "en_IN cardinal", "en_IN ordinal"),
    "es": ("es cardinal", "es ordinal"),
    "fa": ("fa cardinal", "fa ordinal"),
    "fr": ("fr_BE cardinal", "fr_BE ordinal", "fr_CH cardinal", "fr_CH ordinal"),
    "id": ("id cardinal",),
    "kn": ("kn cardinal",),
    "pl": ("pl ordinal",),
    "pt": ("pt_BR cardinal",),
    "sk": ("sk cardinal",),
    "sl": ("sl cardinal", "sl ordinal"),
    "te": ("te cardinal",),
    "th": ("th cardinal",),
    "tr": ("tr cardinal", "tr ordinal"),
    "uk": ("uk cardinal", "uk ordinal"),
    "vi": ("vi cardinal",),
}
# Above this, ICU's numbers lose digits; num2words goes further.
CLDR_MAX = 10**15
# Between two words of a spelled number: a soft hyphen or a blank without width joins them.
SEPARATORS = re.compile("([ \u00a0-]+|[\u00ad\u200b])")


@dataclass(frozen=True)
class Series:
    """A way to spell numbers: one set of rules."""

    name: str
    is_ordinal: bool
    speller: Callable[[int], str]

    @property
    def is_year(self) -> bool:
        return "year" in self.name

    @property
    def learned_below(self) -> int:
        """Larger values teach nothing: num2words makes mistakes with large ordinals."""
        ordinals_of_num2words = self.is_ordinal and self.name.startswith("num2words")
        return 10**6 if ordinals_of_num2words else CLDR_MAX

    def spell(self, value: int) -> str:
        """The words of a value, or nothing if the rules have none."""
        return "" if self.is_year and value >= 10**4 else _spelled(self, value)


@lru_cache(maxsize=1 << 16)
def _spelled(series: Series, value: int) -> str:
    try:
        text = series.speller(value)
    except (ArithmeticError, LookupError, ValueError, NotImplementedError, TypeError):
        return ""
    text = re.sub(r"[ \u00a0]+", " ", str(text)).strip(" \u00ad\u200b")
    return "" if re.search(r"\d|[<>=%]", text) else text


def cldr(language: str) -> Iterator[Series]:
    """The sets of rules for whole numbers that CLDR has for a language."""
    import icu  # type: ignore[import-not-found]

    if language in NOT_BY_CLDR:
        return
    for locale in LOCALES.get(language, (language,)):
        rules = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(locale))
        if locale != "en" and rules.format(27) in ("twenty-seven", "27"):
            continue
        for n in range(rules.getNumberOfRuleSetNames()):
            name = rules.getRuleSetName(n)
            if name.startswith("%%") or "spellout" not in name:
                continue
            speller = _cldr_speller(rules, name)
            series = Series(
                f"{locale} {name.removeprefix('%spellout-')}", "ordinal" in name, speller
            )
            if series.spell(2) and series.spell(27):
                yield series


def _cldr_speller(rules: object, name: str) -> Callable[[int], str]:
    def speller(value: int) -> str:
        return str(rules.format(value, name)) if value < CLDR_MAX else ""  # type: ignore[attr-defined]

    return speller


def num2words(language: str) -> Iterator[Series]:
    """Cardinals and ordinals of num2words, if it has the language."""
    import num2words as library  # type: ignore[import-not-found]

    for locale in NUM2WORDS.get(language, (language,)):
        if locale not in library.CONVERTER_CLASSES:
            continue
        for kind in ("cardinal", "ordinal"):
            speller = _num2words_speller(library.CONVERTER_CLASSES[locale], kind)
            series = Series(f"num2words {locale} {kind}", kind == "ordinal", speller)
            if series.spell(2) and series.spell(27):
                yield series


def _num2words_speller(converter: object, kind: str) -> Callable[[int], str]:
    def speller(value: int) -> str:
        return str(getattr(converter, f"to_{kind}")(value))

    return speller


def pieces(spelled: str, language: str) -> tuple[str, list[tuple[int, int]]]:
    """The folded text, and where each of its pieces is: words, parts of compounds, commas."""
    text, spans = "", []
    for part in SEPARATORS.split(spelled):
        if SEPARATORS.fullmatch(part):
            text += "-" if "-" in part else " " if part.strip("\u00ad\u200b") else ""
            continue
        for piece in re.findall(r"[^,]+|,", part):
            folded = fold(piece, language)
            spans.append((len(text), len(text) + len(folded)))
            text += folded
    return text, [span for span in spans if span[0] < span[1]]


def draws(count: int, seed: int, smallest: int = 10**4, largest: int = 10**15) -> list[int]:
    """Values between the bounds, as many of each length, a third of them with many zeros."""
    generator = random.Random(seed)
    lengths = range(len(str(smallest)), len(str(largest)))
    found: list[int] = []
    while len(found) < count:
        length = generator.choice(lengths)
        value = generator.randrange(10 ** (length - 1), 10**length)
        if generator.random() < 1 / 3:
            value -= value % 10 ** generator.randrange(1, length)
        if value >= smallest:
            found.append(value)
    return found
