"""How comments on a translation sound, a module a language, as patterns that do not mind case.

Written from what models and translators say around and into translations. Texts of a language that
has no module are read with the English words only, which models fall back to.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import NamedTuple

LANGUAGES = frozenset({"de", "en", "es", "fr", "it", "ja", "nl", "pt", "ru", "zh"})
# How a label ends: with a colon, with the line, or with its emphasis.
END = r"(?:\W*[:：]|\W*$|\*\*)"


class Speech(NamedTuple):
    """How comments sound in one language; each field but `signs` is a regular expression or "".

    `signs` are pieces of which a text with a comment has one, but for its opening, in small
    letters. `translating` and `text` are what is spoken of, `voice` is that someone speaks, and to
    whom; both are needed. `label`, `said` and `refusal` are comments by themselves, so are
    `note`, `offer` and `model`, about other things. `agreement` is the answer to a request that
    stands before all else. `credit` begins one, `figurative` is translating that is none.
    `translators` and `illegible` stand in brackets.
    """

    signs: tuple[str, ...]
    translating: str
    text: str
    voice: str
    label: str
    said: str
    refusal: str
    note: str
    offer: str
    model: str
    agreement: str
    credit: str
    figurative: str
    translators: str
    illegible: str


@cache
def speech(code: str) -> Speech | None:
    """The comments of a language, None where none are known."""
    if code not in LANGUAGES:
        return None
    found: Speech = import_module(f"tqcheck.languages.speech.{code}").SPEECH
    return found
