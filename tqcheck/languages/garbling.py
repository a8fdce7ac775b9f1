"""Characters that no writer typed: wrong decoding, control and invisible ones, raw markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# What a decoder that was told the wrong encoding leaves: a letter of Latin-1 before a sign that
# UTF-8's continuation bytes give in Latin-1 or Windows-1252; 锟斤拷 is U+FFFD read as GBK.
_CHINESE_MOJIBAKE = "锟斤拷|烫烫烫|屯屯屯"
_SUSPECT = (
    r"[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[\u0080-\u009f]"
    rf"|{_CHINESE_MOJIBAKE}"
)
_ENTITY = (
    r"&(?:nbsp|quot|apos|amp|lt|gt|hellip|mdash|ndash|[lr][ds]quo|#\d{1,6}|#[xX][\da-fA-F]{1,5});"
)
_TAG = r"</?(?:br|p|div|span|font|b|i|u|em|strong)(?:\s[^<>]{0,80})?/?>"
# Scripts whose writing needs joiners, and those that are written from right to left.
_JOINING = frozenset(
    {"ar", "fa", "ur", "hi", "mr", "ne", "bn", "gu", "kn", "ml", "pa", "ta", "te", "th"}
)
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "he"})
_JOINERS = "\u200c\u200d"
_MARKS_OF_DIRECTION = frozenset(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


class Garble(NamedTuple):
    """What is garbled: offsets in the text, the kind, and what it should be (None if unknown)."""

    start: int
    end: int
    kind: str
    repaired: str | None


def garbles(text: str, language: str) -> Iterator[Garble]:
    """Yield what is garbled in a text of a language, in order of kinds, then of places.

    Kinds: `lost character`, `mojibake`, `control character`, `invisible character`,
    `private character`, `entity`, `tag`.
    """
    if not text.isascii():
        for match in re.finditer("\ufffd+", text):
            yield Garble(*match.span(), "lost character", None)
        yield from (wrong := list(_mojibake(text)))
        yield from _invisible(text, language)
    else:
        wrong = []
    for match in re.finditer(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+", text):
        if not any(garble.start <= match.start() < garble.end for garble in wrong):
            yield Garble(*match.span(), "control character", "")
    if "&" in text:
        from html import unescape

        for match in re.finditer(_ENTITY, text):
            yield Garble(*match.span(), "entity", unescape(match.group()).replace("\xa0", " "))
    if "<" in text:
        for match in re.finditer(_TAG, text, re.IGNORECASE):
            yield Garble(*match.span(), "tag", None)


def _mojibake(text: str) -> Iterator[Garble]:
    if not re.search(_SUSPECT, text):
        return
    for match in re.finditer(_CHINESE_MOJIBAKE, text):
        yield Garble(*match.span(), "mojibake", None)
    # Importing ftfy takes as long as Python itself three times over.
    from ftfy import fix_encoding

    for match in re.finditer(r"\S+", text):
        word = match.group()
        # What is long and has no blanks is no word, and ftfy would take its time.
        if len(word) > 400 or not re.search(_SUSPECT, word):
            continue
        repaired = fix_encoding(word)
        if repaired != word:
            start, end = _changed(word, repaired)
            at = match.start()
            yield Garble(
                at + start, at + end, "mojibake", repaired[start : len(repaired) - len(word) + end]
            )


def _changed(word: str, repaired: str) -> tuple[int, int]:
    """The part of a word that its repair changes."""
    shorter = min(len(word), len(repaired))
    start = next((i for i in range(shorter) if word[i] != repaired[i]), shorter)
    tail = next(
        (i for i in range(shorter - start) if word[-1 - i] != repaired[-1 - i]), shorter - start
    )
    return start, len(word) - tail


def _invisible(text: str, language: str) -> Iterator[Garble]:
    for match in re.finditer(
        "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
        "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ue000-\uf8ff\ufff9-\ufffb]",
        text,
    ):
        char, at = match.group(), match.start()
        if unicodedata.category(char) == "Co":
            yield Garble(at, at + 1, "private character", None)
            continue
        if char in _JOINERS and (language in _JOINING or _joins_emoji(text, at)):
            continue
        if char in _MARKS_OF_DIRECTION and language in _RIGHT_TO_LEFT:
            continue
        if char == "\u200b" and language in ("th", "km", "my", "lo"):
            continue  # It marks the borders of words there.
        yield Garble(at, at + 1, "invisible character", "")


def _joins_emoji(text: str, at: int) -> bool:
    """Whether a joiner stands before a pictograph, as in a family of several people."""
    following = text[at + 1 : at + 2]
    return bool(following) and unicodedata.category(following) == "So"
