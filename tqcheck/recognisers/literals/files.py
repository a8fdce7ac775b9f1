"""Paths and names of files, and options of commands.

`and/or`, `km/h`, `3/4` and `24/7` are not paths, and `-5` is not an option. Where letters without
blanks come before a file name, it begins at its first plain letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.recognisers.literals import words
from tqcheck.recognisers.literals.folding import WORD
from tqcheck.recognisers.literals.literal import Literal
from tqcheck.recognisers.literals.pattern import Pattern

_EXTENSIONS = words.EXTENSIONS.split()
# A word of a language with a stop before it: `word.in`, `word.so`; they need a path before them.
_AMBIGUOUS = frozenset(words.AMBIGUOUS_EXTENSIONS.split())
_EXTENSION = "|".join(sorted(_EXTENSIONS, key=len, reverse=True))
# Letters and signs of a path; brackets only around a short choice: /proc/[0-9]*, {a,b}.
_SEGMENT = r"[A-Za-z0-9_.+@%*?$~-]"
_CHOICE = r"\[[0-9A-Za-z-]{1,10}\]|\{[A-Za-z0-9_.,-]{1,40}\}"
_BARE = Pattern(rf"(?<![{WORD}.…])\.(?:{_EXTENSION})(?![{WORD}])")
# One run of such letters and signs, whatever it turns out to be. It cannot begin inside another.
_RUN = Pattern(
    rf"(?<![{WORD}/\\.+@%*?$~}}\])²³`*-])[A-Za-z0-9_.*$~/](?:{_SEGMENT}|/|{_CHOICE})*"
    r"(?<=[A-Za-z0-9_*$}\]/])(?![A-Za-z0-9_])"
)
_NAMED = Pattern(
    rf"(?P<stem>[A-Za-z0-9_*$]{_SEGMENT}*|)\.(?P<extension>{_EXTENSION})", flags=re.IGNORECASE
)
_ENDING = Pattern(r"\.(?P<extension>[a-z0-9]{1,11})(?P<word>-[A-Za-z]{2,20})$")
_ROOTED = Pattern(
    r"(?:~|\.{1,2})?/(?:[A-Za-z_.$*~]|[0-9]+[A-Za-z_])[A-Za-z0-9_.+@%*?$~{}\[\]^-]*(?:/[^/]+)*/?"
)
_ROOTS = frozenset(words.ROOTS.split())
_WINDOWS = Pattern(
    r"(?<![A-Za-z0-9])(?:[A-Za-z]:|\\\\[\w$.-]{1,60})\\(?:[^\s\\/:*?\"<>|,;，。、`]+\\?)*"
)
_OPTION = Pattern(
    rf"(?<![{WORD}`”’“)\]%.!?*~-])"
    r"(?P<option>--(?P<long>[A-Za-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)*)"
    rf"(?P<value>=[^\s\"'”»，。、)）]{{1,200}})?(?![{WORD}-])"
    # An ending may follow a letter: -X-valget.
    r"|-(?P<short>[A-Za-z]\d{0,3}(?=-[a-zæøå]{3})"
    rf"|(?:[A-Za-z]\d{{0,3}}|[A-Za-z]{{2,12}})(?![{WORD}-])))"
)

# The word for an option, after a hyphen: --release-valg.
_NAMING = Pattern(r"-(?:valg|Option|Schalter|Parameter|flagg|kommando|mulighet)[a-zæøå]*$")


def paths(text: str) -> Iterator[Literal]:
    """Yield paths of Unix and Windows, and names of files with a known extension."""
    if "\\" in text:
        for match in _WINDOWS.finditer(text):
            end = match.start() + len(match[0].rstrip(".!?)'”"))
            if end - match.start() > 3:
                yield Literal(match.start(), end, "path", text[match.start() : end])
    if "." in text or "/" in text:
        for match in _RUN.finditer(text):
            yield from _path(match)
        for match in _BARE.finditer(text):
            if match[0][1:].lower() not in _AMBIGUOUS:
                yield Literal(*match.span(), "path", match[0])


def options(text: str) -> Iterator[Literal]:
    """Yield options of commands: --all, --depth=3, -v, -O2."""
    if "-" not in text:
        return
    for match in _OPTION.finditer(text):
        start, end = match.span("option")
        if match["long"]:
            if ending := _NAMING.search(match["option"]):
                end = start + ending.start()
            # A dash of two hyphens, or its second half, may touch a word.
            sure = text[end : end + 2] != "--" and not re.search(
                r"\w\s*$", text[max(0, start - 1) : start]
            )
            yield Literal(start, end, "option", text[start:end], sure=sure)
        else:
            # `-ing` and `-heit` are endings as well, and a line may begin with a dash for a list.
            short = len(match["short"]) == 1 or match["short"][-1].isdigit()
            begins = start == 0 or text[start - 1] == "\n"
            yield Literal(start, end, "option", match["option"], sure=short and not begins)


def _path(match: re.Match[str]) -> Iterator[Literal]:
    written, start = match[0], match.start()
    if "." not in written and "/" not in written:
        return
    folder, _, name = written.rpartition("/")
    end = match.end()
    # A word may follow a hyphen: file.patch-Datei.
    if (ending := _ENDING.search(name)) and ending["extension"] in _EXTENSIONS:
        name, end = name[: ending.start("word")], end - len(ending["word"])
        written = match[0][: end - start]
    if _ROOTED.fullmatch(written):
        parts = [part for part in re.split("[~/]", written) if part.strip(".")]
        if not parts:
            return
        sure = len(parts) > 1 or written[0] in "~." or parts[0] in _ROOTS or "_" in written
        if len(parts) > 1 or re.fullmatch(r"[a-z0-9_.~-]+", parts[0]):
            yield Literal(start, end, "path", written, sure=sure)
        return
    named = _NAMED.fullmatch(name)
    if not named or not _is_name(named, folder):
        return
    # `end.Exe` is a sentence without its blank: an extension is in small letters, or all capitals.
    if named["extension"] in (named["extension"].lower(), named["extension"].upper()):
        yield Literal(start, end, "path", written)


def _is_name(named: re.Match[str], folder: str) -> bool:
    """Whether it is the name of a file, and neither an abbreviation nor a number with a word."""
    stem, extension = named["stem"], named["extension"].lower()
    if not re.search("[A-Za-z_*]", stem + folder) and not re.fullmatch(r"[\d_-]{3,}", stem):
        return False
    if re.search(r"(?:^|/)\d+(?:[.,]\d+)?$", folder):
        return False
    plain = not folder and not re.search(r"[_\d-]", stem)
    return not plain or extension not in _AMBIGUOUS or extension in ("list", "service")
