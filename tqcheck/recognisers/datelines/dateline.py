"""What a dateline says, in any language."""

from __future__ import annotations

from dataclasses import dataclass

from tqcheck.recognisers import english

# Nothing after this many characters of a text belongs to its dateline.
MAX_CHARS = 160

# Patterns are kept as strings: re compiles them when they are first used, not at every start.
HAN_DIGITS = r"\d一二三四五六七八九十〇零○廿卅元正"

# In full, or cut to three letters (sept to four) with a point or without.
_MONTHS = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in english.MONTHS)
_MONTH = rf"(?:{_MONTHS}|sept)\.?"
_DAY = r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"(?:(?:{_MONTH}\s+{_DAY}|{_DAY}(?:\s+(?:of\s+)?{_MONTH})?)(?:,?\s*\d{{4}})?"
    rf"|{_MONTH},?\s+\d{{4}})"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What `text[start:end]` says of where a text comes from; "" for what it does not say."""

    start: int
    end: int
    text: str
    # A name of `agencies`, or the one written if that is not known.
    agency: str = ""
    agency_text: str = ""
    # As written.
    place: str = ""
    day: str = ""
    reporters: tuple[str, ...] = ()
