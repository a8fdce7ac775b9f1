"""Characters that no writer typed: wrong decoding, control and invisible ones, raw markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from tqcheck.languages import Spacing, spacing
from tqcheck.languages import language as named
from tqcheck.text.scripts import script

# What decoding with the wrong encoding leaves: a letter of Latin-1 before a sign that
# UTF-8's continuation bytes give in Latin-1 or Windows-1252; 锟斤拷 is U+FFFD read as GBK.
_CHINESE_MOJIBAKE = "锟斤拷|烫烫烫|屯屯屯"
_SUSPECT = (
    r"[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[\u0080-\u009f]"
    rf"|{_CHINESE_MOJIBAKE}"
)
_ENTITY = (
    r"&(?:nbsp|quot|apos|amp|lt|gt|hellip|mdash|ndash|[lr][ds]quo|#\d{1,6}|#[xX][\da-fA-F]{1,5});"
)
_TAG = (
    r"</?(?P<tag>br|p|div|span|font|center|b|i|u|em|strong|sup|sub|h[1-6]|[uo]l|li|blockquote"
    r"|table|t[rdh]|a|img)(?:\s[^<>]{0,200})?/?>"
)
# UTF-8 read as GBK: what the first two bytes of the commonest signs and characters give. As
# characters they are rare in texts of other scripts, and the bytes of their neighbours must make
# UTF-8 too; in Chinese itself so many characters in a row do not by chance.
_GBK = "锛銆鈥聽涓浜浠鍦鍜鏄鐨浣鏈鍥鏉澶骞鏃鎴绗闂鏂琛"
_MIN_CHARS_IN_CHINESE = 6
# One character may be lost for so many that are kept: GBK does not have all bytes. Of 7,678 Chinese
# and Japanese words and sentences of news, an archive and documentation, none of them garbled, that
# leaves none.
_MIN_KEPT_PER_LOST = 2
# GBK read as Latin-1: so many letters with accents in a row no language has.
_LATIN_1 = r"[\u00a1-\u00fe]{6,}"
# Letters that a character set did not have: many in a row, or instead of a word.
_QUESTIONS = r"\?{4,}|(?<=[\w,;:] )\?{2,}(?= ?[\w,;])|(?<=[^\W\d_])\?{2,}(?=[^\W\d_])"
# Scripts whose writing needs joiners, and those that are written from right to left.
_JOINING = frozenset(
    {"Arabic", "Devanagari", "Bengali", "Gujarati", "Kannada", "Malayalam", "Gurmukhi", "Tamil",
     "Telugu", "Thai"}
)  # fmt: skip
# Between letters of these, no invisible character changes what is read.
_SEPARATE_LETTERS = frozenset({"Latin", "Cyrillic", "Greek"})
_RIGHT_TO_LEFT = frozenset({"Arabic", "Hebrew"})
_JOINERS = "\u200c\u200d"
# Zero-width space, word joiner, byte order mark: they only say where a line may end.
_WITHOUT_WIDTH = "\u200b\u2060\ufeff"
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

    Kinds: `lost character`, `question marks`, `mojibake`, `control character`,
    `invisible character`, `private character`, `entity`, `tag`.
    """
    if "??" in text:
        for match in re.finditer(_QUESTIONS, text):
            yield Garble(*match.span(), "question marks", None)
    if not text.isascii():
        for match in re.finditer("\ufffd+", text):
            yield Garble(*match.span(), "lost character", None)
        yield from (wrong := [*_mojibake(text), *_gbk(text, language)])
        yield from _invisible(text, language)
    else:
        wrong = []
    for match in re.finditer(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+", text):
        if not any(garble.start <= match.start() < garble.end for garble in wrong):
            yield Garble(*match.span(), "control character", _without_control(text, match))
    if "&" in text:
        from html import unescape

        for match in re.finditer(_ENTITY, text):
            meant = unescape(match.group())
            # `&lt;` keeps what follows from being markup.
            yield Garble(*match.span(), "entity", None if meant in ("<", ">", "&") else meant)
    if "<" in text:
        for match in re.finditer(_TAG, text, re.IGNORECASE):
            yield Garble(*match.span(), "tag", None)


def is_idle(text: str, garble: Garble) -> bool:
    """Whether an invisible character does nothing at its place, and its absence either.

    It is within a word of separate letters, or between a word and a blank or an end. Elsewhere it
    may part what would be read as markup, an address or a mention, or join what is one letter.
    """
    before, after = text[: garble.start][-1:], text[garble.end : garble.end + 1]
    if text[garble.start : garble.end] not in _WITHOUT_WIDTH:
        return False
    if not before:
        return garble.start == 0 and text[0] == "\ufeff" and _is_separate(after)
    if _is_separate(before):
        return _is_separate(after) or after in ("", " ")
    return before == " " and _is_separate(after)


def _is_separate(char: str) -> bool:
    return bool(char) and script(char) in _SEPARATE_LETTERS


def _without_control(text: str, match: re.Match[str]) -> str:
    """What remains of control characters: a blank, if they parted two words."""
    parts = re.search(r"[\x0b\x0c\x1c-\x1f\x85]", match.group())
    inside = match.start() > 0 and match.end() < len(text)
    glued = inside and not (text[match.start() - 1] + text[match.end()]).count(" ")
    return " " if parts and glued else ""


def _mojibake(text: str) -> Iterator[Garble]:
    if not re.search(_SUSPECT, text):
        return
    for match in re.finditer(_CHINESE_MOJIBAKE, text):
        yield Garble(*match.span(), "mojibake", None)
    # Importing ftfy takes as long as Python itself three times over.
    from ftfy import fix_encoding

    for match in re.finditer(r"\S+", text):
        word = match.group()
        # Something so long without blanks is not a word, and would take ftfy long.
        if len(word) > 400 or not re.search(_SUSPECT, word):
            continue
        repaired = fix_encoding(word)
        if repaired != word:
            start, end = _changed(word, repaired)
            at = match.start()
            yield Garble(
                at + start, at + end, "mojibake", repaired[start : len(repaired) - len(word) + end]
            )


def tag_name(markup: str) -> str:
    """The name of an HTML tag, such as `br`; "" for anything else."""
    match = re.fullmatch(_TAG, markup, re.IGNORECASE)
    return match["tag"].lower() if match else ""


def _gbk(text: str, language: str) -> Iterator[Garble]:
    """Words of UTF-8 that were read as GBK (`鈥檚` for `’s`), and of GBK read as Latin-1."""
    for match in re.finditer(_LATIN_1, text):
        # Half a character may be left over at either end.
        for run in (match.group(), match.group()[1:], match.group()[:-1]):
            try:
                repaired = run.encode("latin-1").decode("gb2312")
            except UnicodeError:
                continue
            if all(script(char) == "Han" for char in repaired) and len(set(repaired)) > 1:
                start = match.start() + match.group().index(run)
                yield Garble(start, start + len(run), "mojibake", repaired)
            break
    own = "Han" in named(language).scripts
    for match in re.finditer(r"\S{1,400}", text):
        word = match.group()
        suspicious = len(word) >= _MIN_CHARS_IN_CHINESE if own else re.search(f"[{_GBK}]", word)
        glued = not own and re.search(r"[A-Za-z][\u4e00-\u9fff]|[\u4e00-\u9fff][A-Za-z]", word)
        if word.isascii() or not (suspicious or glued):
            continue
        try:
            repaired = word.replace("\ufffd", "").encode("gb18030").decode("utf-8", "replace")
        except UnicodeError:
            continue
        lost = repaired.count("\ufffd")
        kept = sum(script(char) == "Han" if own else not char.isascii() for char in repaired)
        kept -= 0 if own else lost
        if suspicious and (0 < kept >= lost * _MIN_KEPT_PER_LOST or (lost == 1 and not own)):
            yield Garble(*match.span(), "mojibake", None if lost else repaired)
        elif glued and not lost and not any(script(char) == "Han" for char in repaired):
            yield Garble(*match.span(), "mojibake", repaired)


def _changed(word: str, repaired: str) -> tuple[int, int]:
    """The part of a word that its repair changes."""
    shorter = min(len(word), len(repaired))
    start = next((i for i in range(shorter) if word[i] != repaired[i]), shorter)
    tail = next(
        (i for i in range(shorter - start) if word[-1 - i] != repaired[-1 - i]), shorter - start
    )
    return start, len(word) - tail


def _invisible(text: str, language: str) -> Iterator[Garble]:
    script_of_text = named(language).scripts[0]
    for match in re.finditer(
        "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
        "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ue000-\uf8ff\ufff9-\ufffb]",
        text,
    ):
        char, at = match.group(), match.start()
        if unicodedata.category(char) == "Co":
            yield Garble(at, at + 1, "private character", None)
            continue
        if char in _JOINERS and (script_of_text in _JOINING or _joins_emoji(text, at)):
            continue
        if char in _MARKS_OF_DIRECTION and script_of_text in _RIGHT_TO_LEFT:
            continue
        if char == "\u200b" and spacing(language) is Spacing.CLAUSES:
            continue  # It marks the borders of words there.
        yield Garble(at, at + 1, "invisible character", "")


def _joins_emoji(text: str, at: int) -> bool:
    """Whether a joiner precedes a pictograph, as in a family of several people."""
    following = text[at + 1 : at + 2]
    return bool(following) and unicodedata.category(following) == "So"
