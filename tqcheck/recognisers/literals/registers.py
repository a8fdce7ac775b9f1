"""Numbers out of registers: standards, laws, books, telephones, accounts, parcels, plates.

Each has a form of its own. A telephone number has a plus, a zero at its start, a word before it or
the grouping of North America; groups of three digits after a plus may be an amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.recognisers.literals.folding import WORD
from tqcheck.recognisers.literals.literal import Literal
from tqcheck.recognisers.literals.pattern import Pattern
from tqcheck.recognisers.literals.words import STANDARDS

# Provinces of China, which plates of cars begin with.
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_STANDARDS = "|".join(sorted(STANDARDS.split(), key=len, reverse=True))
_EU = ("EC", "EU", "EEC", "EG", "EWG", "CE", "CEE", "UE", "ЕС", "ЕО", "EÜ", "EK", "AB", "ΕΚ", "ΕΕ")
_BODIES = tuple(STANDARDS.split())
_PATTERNS = (
    # `EN 2` and `Р 5` are too short for a standard.
    Pattern(
        rf"(?<![{WORD}/-])(?:{_STANDARDS})(?:[ -]?(?:ISO|IEC|EN|Р|[A-Z]{{1,2}})){{0,2}}[ .-]?"
        rf"(?:\d{{3,6}}|(?<=PEP )\d{{1,2}}|(?<=KV )\d{{1,2}}|(?<=BCP )\d{{1,2}})"
        rf"(?:[.:/-]\d{{1,5}}){{0,4}}[a-z]?(?![{WORD}]|[,:/]\d)",
        *_BODIES,
    ),
    Pattern(
        rf"(?<![{WORD}])(?:CVE|GHSA|DSA|DLA|RHSA|USN)-\d[\w-]{{3,24}}(?!\w)",
        *("CVE-", "GHSA-", "DSA-", "DLA-", "RHSA-", "USN-"),
    ),
    Pattern(
        rf"(?<![{WORD}.])802\.\d{{1,2}}(?:[a-z]{{1,2}}(?:/[a-z]{{1,2}}){{0,5}})?(?![{WORD}]|\.\d)",
        "802.",
    ),
    Pattern(rf"(?<![{WORD}])\d{{1,4}}G?BASE-[A-Z][A-Z0-9]?(?![{WORD}])", "BASE-"),
    Pattern(
        rf"(?<![{WORD}/])(?:PS/2|OS/2|AS/400|S/3[679]0)(?![{WORD}/])",
        *("PS/2", "OS/2", "AS/400", "S/3"),
    ),
    Pattern(
        r"(?<![A-Z0-9/])[AES]/(?:[A-Z]{1,9}/)?\d{1,4}(?:/\d{1,4}){1,3}(?![\w/])", "A/", "E/", "S/"
    ),
    # Laws: 2004/38/EC, (EU) 2016/679, 国发〔2013〕5号.
    Pattern(
        rf"(?<![\d/.,])\d{{1,4}}/\d{{1,4}}/(?:{'|'.join(_EU)}|JHA|Euratom)(?!\w)",
        *(f"/{body}" for body in (*_EU, "JHA", "Euratom")),
    ),
    Pattern(
        r"(?<=[(（](?:EU|UE|EC|CE|EG|ЕС|ЕО|AB|ΕΕ)[)）])"
        r"(?: (?:No\.?|Nr\.?|nº|n\.?[°º]?|№))? ?\d{1,4}/\d{1,4}(?![\d/])",
        *(f"{body}{close}" for body in _EU for close in ")）"),
    ),
    Pattern(r"[〔\[［﹝]\d{4}[〕\]］﹞]第?\d{1,4}号", "号"),
    # Books, articles, cards.
    Pattern(r"(?<!\w)ISBN(?:-1[03])?:? ?[\d-]{9,16}[\dX](?!\w)", "ISBN"),
    Pattern(r"(?<!\w)ISSN:? ?\d{4}-\d{3}[\dX](?!\w)", "ISSN"),
    Pattern(r"(?<![\d-])97[89](?:-\d{1,7}){3}-\d(?![\d-])", "978-", "979-"),
    Pattern(r"(?<![\d.,/])(?:doi: ?)?10\.\d{4,9}/[A-Za-z0-9._;()/:-]{2,80}(?<![.,;:)/])", "10."),
    Pattern(r"(?<!\w)arXiv: ?\d{4}\.\d{4,5}(?:v\d)?(?!\w)", "arXiv"),
    Pattern(r"(?<![\d.,-])\d{4}(?:[ -]\d{4}){3}(?![\d.,-])"),
    # UUID, hexadecimal and binary numbers.
    Pattern(
        rf"(?<![{WORD}-])[0-9A-Fa-f]{{8}}(?:-[0-9A-Fa-f]{{4}}){{3}}-[0-9A-Fa-f]{{12}}(?![{WORD}-])",
        "-",
    ),
    Pattern(rf"(?<![{WORD}])0[xX][0-9A-Fa-f]{{1,64}}(?![{WORD}])", "0x", "0X"),
    Pattern(rf"(?<![{WORD}])0b[01]{{2,64}}(?![{WORD}])", "0b"),
    Pattern(rf"(?<![{WORD}])U\+[0-9A-F]{{4,6}}(?![{WORD}])", "U+"),
    Pattern(rf"(?<![{WORD}&])#[0-9A-Fa-f]{{6}}(?![{WORD}])", "#"),
    Pattern(r"〒 ?\d{3}-?\d{4}(?!\d)", "〒"),
    Pattern(
        rf"(?<!\d)[{_PROVINCES}][A-Z][·・. -]?(?=[A-Z]{{0,5}}\d)[A-Z0-9]{{5,6}}(?![A-Z0-9])",
        *_PROVINCES,
    ),
    Pattern(rf"(?<![{WORD}-])[A-ZÄÖÜ]{{1,3}}-[A-Z]{{1,2}} ?[1-9]\d{{0,3}}(?![{WORD}.,-])", "-"),
)
# Accounts, and postal codes that no number looks like: a capital letter is beside a digit.
_LETTERED = (
    Pattern(
        rf"(?<![{WORD}])[A-Z]{{2}}\d{{2}}(?: ?[A-Z0-9]{{4}}){{3,7}}(?: ?\d{{1,3}})?(?![{WORD}])"
    ),
    Pattern(rf"(?<![{WORD}])[A-Z]{{1,2}}\d[A-Z\d]? \d[A-Z]{{2}}(?![{WORD}])"),
    Pattern(rf"(?<![{WORD}])[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d(?![{WORD}])"),
)
_LETTER_AND_DIGIT = Pattern(r"[A-Z]\d")
_WORD = Pattern(r"(?:EN|UNI|NOM|NF|PN|SP|BS) ")
_PART_OF_HASH = Pattern("[a-f][0-9]")
_HASH = Pattern(
    rf"(?<![{WORD}-])(?=[0-9a-f]{{0,63}}[a-f])(?=[0-9a-f]{{0,63}}\d)[0-9a-f]{{7,64}}(?![{WORD}-])"
)
_PLUS = Pattern(
    rf"(?<![{WORD}.,+-])\+(?=[1-9])\d{{1,3}}[ ./-]?(?:\(\d{{1,5}}\)|\d{{1,14}})"
    r"(?:[ ./–-]{1,2}\d{1,8}){0,6}(?!\d|[.,]\d|[%°])",
    "+",
)
_ZERO = Pattern(
    # Not the zeros of 1 000 000 000.
    r"(?<![\w.,:/+-])(?<!\d )"
    r"(?:\(0\d{1,5}\) ?\d{2,12}|0\d{1,4}[ /-]{1,2}\d{3,8})(?:[ /-]\d{1,6}){0,4}(?!\d|[.,:/]\d)",
    "0",
)
_AMERICAN = Pattern(
    r"(?<![\w.,:/+-])(?:1[ -])?(?:\(\d{3}\) ?|\d{3}-)\d{3}-\d{4}(?![\w-]|[.,]\d)", "-"
)


def find(text: str) -> Iterator[Literal]:
    """Yield numbers out of registers, as identifiers."""
    if not any(char.isdigit() for char in text):
        return
    lettered = _LETTERED if _LETTER_AND_DIGIT.search(text) else ()
    for pattern in (*lettered, *_PATTERNS):
        for match in pattern.finditer(text):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            # Words of headlines in capitals: EN 1990 MURIERON.
            sure = not _WORD.match(match[0]) or not text.isupper()
            yield Literal(start, match.end(), "identifier", key_of(match[0]), sure)
    for match in _HASH.finditer(text) if _PART_OF_HASH.search(text) else ():
        # `123456e7` is a number.
        if not re.fullmatch(r"\d+e\d+", match[0]) and len(re.findall("[a-f]", match[0])) > 1:
            yield Literal(*match.span(), "identifier", match[0])
    yield from _telephones(text)


def key_of(written: str) -> str:
    """An identifier as it is compared: without blanks and hyphens, which translators change."""
    return re.sub(r"[\s-]", "", written)


def _telephones(text: str) -> Iterator[Literal]:
    for match in _PLUS.finditer(text):
        digits = _digits(match[0])
        if 8 <= len(digits) <= 16 and len(digits) > 1:
            grouped = re.fullmatch(r"\+\d{1,3}(?:[ .]\d{3})+", match[0])
            plain = re.fullmatch(r"\+\d{1,10}", match[0])
            yield Literal(*match.span(), "identifier", digits, sure=not grouped and not plain)
    for pattern in (_ZERO, _AMERICAN):
        for match in pattern.finditer(text):
            digits = _digits(match[0])
            if len(digits) >= 7 and not _is_date(match[0]):
                yield Literal(*match.span(), "identifier", digits)


def _is_date(written: str) -> bool:
    return re.fullmatch(r"0\d[ /-]\d{1,2}[ /-]\d{2,4}|0\d[/-]\d{4}", written) is not None


def _digits(written: str) -> str:
    return re.sub(r"\D", "", written)
