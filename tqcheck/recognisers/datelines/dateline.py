"""What a dateline says, in any language."""

from __future__ import annotations

from dataclasses import dataclass

# A dateline is no longer than this, and looked for no further into a text.
LONGEST = 160


# Patterns are kept as strings: re compiles them when they are first used, not at every start.
HAN_DIGITS = r"\d一二三四五六七八九十〇零○廿卅元正"


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)


_DAY = r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?"


DATE = (
    rf"(?:(?:{_MONTH}\s+{_DAY}|{_DAY}(?:\s+(?:of\s+)?{_MONTH})?)(?:,?\s*\d{{4}})?"
    rf"|{_MONTH},?\s+\d{{4}})"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What `text[start:end]` says of where a text comes from; "" for what it does not say.

    `agency` is a name of `agencies`, or the one written if that is not known; `agency_text`,
    `place` and `day` are as written, `reporters` the names.
    """

    start: int
    end: int
    text: str
    agency: str = ""
    agency_text: str = ""
    place: str = ""
    day: str = ""
    reporters: tuple[str, ...] = ()
