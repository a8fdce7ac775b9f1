"""Datelines in English: "Xinhua News Agency, Hefei, March 5th.", "HEFEI, March 5 (Xinhua) --"."""

from __future__ import annotations

import re

from tqcheck.recognisers.datelines import agencies
from tqcheck.recognisers.datelines.dateline import DATE, Dateline

# The words of an English dateline other than agency, place and date.
_WORDS = (
    r"a\.m\.?|p\.m\.?|am|pm|according\s+to|special|dispatch(?:es)?|telegrams?|telegraph(?:ed)?"
    r"|cables?|wire|(?:news\s+)?reports?|reported|reporting|reporters?|correspondents?|staff|news"
    r"|agency|sent|exclusive|our|own|this|newspaper|from|in|on|at|by|to|of|the|an?|and|dated|filed"
    r"|morning|evening|night|early|late|midnight|noon|afternoon|hours?|o'clock|urgent|electric"
    r"|electronic|message|bulletin|express|communiqu[ée]|photo(?:graph)?s?|press|local|recent"
)
_BY = r"(?i:(?:by|our|this|staff|special|reporters?|correspondents?)(?!\w))"
_TOKENS = "|".join(
    (
        rf"(?P<date>(?i:{DATE})(?!\w|[.,:]\d|%))",
        r"(?P<clock>\d{1,2}:\d\d(?!\d))",
        r"(?P<open>[(\[【])",
        r"(?P<close>[)\]】])",
        rf"(?P<word>(?i:{_WORDS})(?!\w))",
        r"(?P<name>[A-Z](?:[\w'.-]*\w)?(?!\w))",
        # A dash, a colon, the end of a sentence.
        r"(?P<stop>\s*(?:[—–―]+|--+|-(?=\s)|:(?!\d\d)|\.(?=\s|$|[—–-])[\s.]*[—–-]*))",
        r"(?P<apart>'s(?!\w)|[\s,;*_\"“”'‘·/]+)",
    )
)
# What is before a place that follows the date.
_GOES_ON = r"(?:[,;]|\b(?:in|at|from|of|reporters?|by|and))\s*$"
# Whose dateline it is where no name says it.
_OWN = (
    r"(?i)\b(?:our|this|by|special|staff)\b.{0,20}?\b(?:reporter|correspondent|(?:news)?paper|staff)"
    r"|^\W*(?:reporter|correspondent)"
)


def read(text: str) -> Dateline | None:
    """The dateline of the head of an English text, in whatever order its parts come."""
    head = text.replace("’", "'")
    start = at = reached = len(head) - len(head.lstrip(" \t\u3000*_▲△●○◆◇■□★☆>#-"))
    named = {agency.start: agency for agency in agencies.english_agencies(head)}
    # Most texts begin with none.
    if not named and not re.search(r"\d", head) and not re.search(_OWN, head[start:]):
        return None
    found: dict[str, list[str]] = {"date": [], "name": [], "person": [], "word": []}
    agency: agencies.Agency | None = None
    depth, by, ended = 0, False, False
    scanner = re.compile(_TOKENS)
    while at < len(head) and not ended:
        if at in named:
            agency, at, by = agency or named[at], named[at].end, False
            reached = at
            continue
        match = scanner.match(head, at)
        if match is None:
            break
        kind, word = match.lastgroup or "", match[0]
        sent = depth == 0 and agency and found["date"]
        if kind == "date" and agency and found["date"]:
            break  # A date in the text.
        if kind == "name" and sent and not re.search(_GOES_ON, head[:at]):
            break  # "Xinhua, Hefei, September 27 Recently": the text begins without a sign.
        if kind == "open" and sent and not re.match(_BY, head[match.end() :]):
            break
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
            # After "Beijing (Xinhua)" the text begins, unless a dash or a date is to come.
            ended = agency is not None and depth <= 0
            ended = ended and not re.match(r"\s*(?:[-—–―:(\[]|,)", head[match.end() :])
        elif kind == "stop":
            ended = depth <= 0
        elif kind == "word":
            by = bool(re.match(_BY, word)) or (by and word.lower() == "and")
        if kind == "name" and by:
            found["person"].append(word)
        elif kind in found:
            found[kind].append(word)
        at = match.end()
        if kind != "apart" and not (kind == "word" and word.lower() in ("the", "a", "an")):
            reached = at
    whole = text[start:reached].rstrip()
    own = agency is None and re.search(_OWN, whole)
    place, day = " ".join(found["name"]), " ".join(found["date"][:1])
    if agency or own:
        if not (ended or place or day or found["word"]):
            return None
    elif not (place and day and ended):
        return None
    return Dateline(
        start,
        start + len(whole),
        whole,
        agency.name if agency else agencies.THIS_PAPER if own else "",
        text[agency.start : agency.end] if agency else own[0] if own else "",
        place,
        day,
        (" ".join(found["person"]),) if found["person"] else (),
    )
