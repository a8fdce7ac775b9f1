"""Addresses of the web and of mail, hosts, and addresses of interfaces (IPv6, MAC).

An address ends at letters of scripts without blanks, at closing signs of the sentence, and at an
apostrophe with an ending (`example.org'da`). `10:30:15` and `1:2:3` are a time and a ratio, and
`word.Next` is a sentence without its blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.recognisers.literals import words
from tqcheck.recognisers.literals.folding import WORD
from tqcheck.recognisers.literals.literal import Literal
from tqcheck.recognisers.literals.pattern import Pattern

_IN_URL = rf"[{WORD}.~:/?#@!$&()*+,;=%{{}}-]"
_URL = Pattern(
    rf"(?<![A-Za-z0-9+.-])(?:[A-Za-z][A-Za-z0-9+.-]{{1,20}}[:：]//(?:\[[0-9A-Fa-f:.]{{2,45}}\])?"
    rf"|(?:[Ww]{{3}}\d?\.)(?=[a-z0-9])){_IN_URL}+"
)
_PAIRS = {")": "(", "}": "{"}
_MAIL = Pattern(
    r"(?<![A-Za-z0-9_.+-])(?:mailto:)?[A-Za-z0-9_+](?:[A-Za-z0-9_+-]|\.(?=[A-Za-z0-9_+-])){0,63}"
    r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}\.(?:[A-Za-z]{2,24}|\d{1,3})(?![A-Za-z0-9_])"
)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = Pattern(
    rf"(?<![A-Za-z0-9_.@/\\-])(?<![{WORD}])(?:localhost(?=[:/])"
    rf"|(?P<name>{_LABEL}(?:\.{_LABEL}){{0,8}})\.(?P<top>[a-z]{{2,12}}|COM|ORG|NET))"
    rf"(?P<port>:\d{{2,5}}(?!\d))?(?P<path>/{_IN_URL}*)?(?![{WORD}@])"
)
# Top-level domains that are not words a sentence may begin with after a stop without a blank.
_GENERIC = frozenset(words.DOMAINS.split())
_NATIONAL = frozenset(words.NATIONAL_DOMAINS.split())
_WORDS = frozenset(words.AMBIGUOUS_DOMAINS.split())

# The rest of the run of hexadecimal groups is looked at in one step, from its start.
_GROUPS = Pattern(
    r"(?<![A-Za-z0-9:.])[0-9A-Fa-f:]{2,45}(?:%[A-Za-z0-9]{1,15})?(?:/\d{1,3})?(?![A-Za-z0-9:])"
)
_MAC = Pattern(
    r"(?<![A-Za-z0-9:-])[0-9A-Fa-f]{2}(?:([:-])[0-9A-Fa-f]{2})(?:\1[0-9A-Fa-f]{2}){4}(?![A-Za-z0-9:-])"
)


def urls(text: str) -> Iterator[Literal]:
    """Yield URLs, those without a scheme if they begin with `www.`."""
    if "//" in text or "www." in text.lower():
        for match in _URL.finditer(text):
            end = match.start() + _without_signs(match[0])
            if re.search(r"(?://|\.)[^/.]", text[match.start() : end]):
                yield Literal(match.start(), end, "url", text[match.start() : end])


def mails(text: str) -> Iterator[Literal]:
    """Yield addresses of mail."""
    if "@" in text:
        for match in _MAIL.finditer(text):
            yield Literal(*match.span(), "mail", match[0].removeprefix("mailto:"))


def hosts(text: str) -> Iterator[Literal]:
    """Yield names of hosts and domains, with port and path if they have them."""
    if "." not in text and "localhost" not in text:
        return
    for match in _HOST.finditer(text):
        name, top = match["name"], match["top"]
        certain = match["port"] or match["path"] or name is None or "." in name
        if name is not None:
            if re.fullmatch(r"[\d.]+", name) or re.search(r"(?:^|\.)[A-Za-z]$", name):
                continue
            if top.lower() not in _GENERIC and top not in _NATIONAL:
                continue
            if top in _NATIONAL and name != name.lower():
                continue
        end = match.start() + _without_signs(match[0])
        sure = bool(certain) or top not in _WORDS
        yield Literal(match.start(), end, "host", text[match.start() : end], sure=sure)


def addresses(text: str) -> Iterator[Literal]:
    """Yield addresses of IPv6 and of network cards."""
    if text.count(":") >= 2 or text.count("-") >= 5:
        for match in _MAC.finditer(text):
            # Six numbers with hyphens may be those of a lottery.
            if match[1] == ":" or re.search("[A-Fa-f]", match[0]):
                yield Literal(*match.span(), "address", match[0].lower())
    if text.count(":") >= 2:
        for match in _GROUPS.finditer(text):
            if _is_ipv6(match[0]):
                yield Literal(*match.span(), "address", match[0].lower())


def _is_ipv6(written: str) -> bool:
    groups = re.split("[%/]", written)[0]
    parts = groups.split(":")
    if any(len(part) > 4 for part in parts) or ":::" in groups or groups.count("::") > 1:
        return False
    if "::" not in groups:
        return len(parts) == 8 and "" not in parts
    return len(parts) <= 8 and any(char.isdigit() for char in groups)


def _without_signs(url: str) -> int:
    """The length of a URL without the signs of the sentence that follow it."""
    end, opened = len(url), {"(": 0, "{": 0}
    for at, char in enumerate(url):
        if char in opened:
            opened[char] += 1
        elif char in _PAIRS:
            opened[_PAIRS[char]] -= 1
            if opened[_PAIRS[char]] < 0:
                end = at
                break
    while end:
        last = url[end - 1]
        if last not in ".,;:!?*_~&([{" or url[end - 2 : end] == "/*":
            break
        end -= 1
    return end
