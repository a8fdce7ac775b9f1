"""Versions by their form: 2.0-rc1, 1:4.13+dfsg-1~deb11u3, 2.6.18-5, v3.1, 8.x.

`3.5` alone is a decimal; what a word makes a version is found by the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.recognisers.literals.folding import WORD
from tqcheck.recognisers.literals.literal import Literal
from tqcheck.recognisers.literals.pattern import Pattern
from tqcheck.recognisers.literals.roles import VERSION, role_after
from tqcheck.recognisers.literals.words import HAN_VERSIONS_AFTER

_STAGE = (
    r"(?:alpha|beta|rc|pre|dev|post|dfsg|ds|deb|ubuntu|bpo|nmu|el|fc|final|release|snapshot|lts|sp"
    r"|ga|[abcpru](?=\d))"
)
_PART = r"(?:[.+~-]?(?:\d{1,8}|[a-z]{1,12}\d{1,4}))"
_BUILD = rf"(?:[-+~.]?{_STAGE}[.-]?\d{{0,8}}{_PART}{{0,4}})"
_PATTERNS = tuple(
    Pattern(pattern)
    for pattern in (
        rf"(?<![{WORD}.,:-])[vV]?(?:\d{{1,2}}:)?\d{{1,5}}(?:\.\d{{1,8}}){{0,5}}(?:-\d{{1,3}})?"
        rf"(?i:{_BUILD}){{1,4}}(?![{WORD}]|[.,]\d)",
        rf"(?<![{WORD}.,:-])(?:\d{{1,2}}:)?\d{{1,5}}(?:\.\d{{1,5}}){{2,5}}[-+~]\d{{1,4}}"
        rf"(?:\.\d{{1,3}}){{0,2}}(?![{WORD}]|[.,]\d|-)",
        rf"(?<![{WORD}.,-])\d{{1,4}}(?:\.\d{{1,4}}){{0,1}}\.[xX*](?![{WORD}.*])",
        rf"(?<![{WORD}.,:/-])\d{{1,4}}(?:\.\d{{1,5}}){{1,4}}(?= ?(?:{HAN_VERSIONS_AFTER}))",
        rf"(?<![{WORD}.-])(?:[vV]\.? ?\d{{1,4}}(?:\.\d{{1,5}}){{1,5}}|v\d{{1,3}})"
        rf"(?![{WORD}]|[.,]\d)",
    )
)

# What all of the forms have: 2.0-rc1, 2.6.18-5, v3, 8.x, 2.0版.
_SIGN = Pattern(rf"\d[.+~-]?[A-Za-z*]|[vV]\.? ?\d|[+~-]\d|\.\d+ ?(?:{HAN_VERSIONS_AFTER})")
_FOLLOWED = Pattern(rf"(?<![{WORD}.,:/-])\d{{1,4}}(?:\.\d{{1,5}}){{1,4}}(?=\.?[ -])")


def find(text: str) -> Iterator[Literal]:
    """Yield the versions that their form shows."""
    for match in _FOLLOWED.finditer(text):
        if role_after(text, match.end()) == VERSION:
            yield Literal(*match.span(), "version", match[0])
    for pattern in _PATTERNS if _SIGN.search(text) else ():
        for match in pattern.finditer(text):
            yield Literal(*match.span(), "version", re.sub(r"^[vV]\.? ?", "", match[0]))
