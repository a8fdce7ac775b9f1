"""Datelines and credits of news, in Chinese and English: agency or paper, place, day, reporters.

`dateline(text, language) -> Dateline | None` reads the one at the head of a text, whose dates say
when it was sent and nothing of what it tells: `text[found.start:found.end]`. `credit` reads what
stands in brackets at the end. `is_dateline` tells the lines that are nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tqcheck.languages import agencies

# A dateline is no longer than this, and looked for no further into a text.
_LONGEST = 160
_LONGEST_LINE = 90

# Patterns are kept as strings: re compiles them when they are first used, not at every start.
_HAN_DIGITS = r"\d一二三四五六七八九十〇零○廿卅元正"
_HAN_DAY = rf"[{_HAN_DIGITS}]+月[{_HAN_DIGITS}]+日|[{_HAN_DIGITS}]+年[{_HAN_DIGITS}]+月"
_HAN_DATE = rf"(?:[{_HAN_DIGITS}]+年)?(?:{_HAN_DAY})[夜晨晚]?(?:[于在\s，]+[^\s。，！？]{{1,10}})?"
_HAN_AGENCY = r"据?(?:新华社|本报|中新社|塔斯社|人民日报)[^。！？，]{0,20}[电讯]"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?:{_MONTH}\s+{_DAY}|{_DAY}(?:\s+(?:of\s+)?{_MONTH})?)(?:,?\s*\d{{4}})?"
    rf"|{_MONTH},?\s+\d{{4}})"
)
_PLACE = r"(?-i:(?:(?:in|at)\s+)?[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*){0,2})"
# A date alone, or an agency or paper followed by places and a date at most, as in
# "Xinhua News Agency, Beijing, October 31st."
_LINES = (
    rf"\W*{_HAN_DATE}\W*",
    rf"\W*{_HAN_AGENCY}\W*",
    rf"(?i)\W*(?:{_PLACE},\s*)?{_DATE}(?:,?\s*{_PLACE})?\W*",
    r"\W*(?:Xinhua|(?:[A-Z][\w']*\s+){1,4}(?:Agency|Service|Daily|Press))(?:\s+News Agency)?"
    rf"(?:[\s,]+[A-Z][\w']*){{0,4}}[\s,]*(?i:{_DATE})?(?:\s*\(?(?:dispatch|telegram)\)?)?\W*",
)
# One of these stands in every such line: a digit, a Chinese date, an agency or a paper.
_SIGNS = (*"0123456789月电讯", "Xinhua", "Agency", "Service", "Daily", "Press")


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


def is_dateline(line: str) -> bool:
    """Whether a line is a date, or an agency with place and date, and nothing else."""
    if len(line) > _LONGEST_LINE or not any(sign in line for sign in _SIGNS):
        return False
    return any(re.fullmatch(pattern, line) for pattern in _LINES)


def dateline(text: str, language: str) -> Dateline | None:
    """The dateline at the head of a text; None where there is none or the language is not read."""
    if language == "zh":
        return _chinese(text)
    return _english(text) if language == "en" else None


# Characters of the same meaning and length, so that offsets stay: traditional ones, full-width
# figures, and the brackets of all kinds.
_PLAIN = str.maketrans(
    "華電訊報據專記導員約從發編譯攝０１２３４５６７８９【［〔〖（(】］〕〗）)：　",
    "华电讯报据专记导员约从发编译摄0123456789[[[[[[]]]]]]: ",
)
_BULLETS = r"[\s*▲△●○◆◇■□▼▽★☆＊·—―－-]*"
_HAN = r"[\u3400-\u9fff·]"
# 十一月一日, 11月1日, 二日, with the hour behind it.
_ON = rf"(?:[{_HAN_DIGITS}]{{2,4}}年)?(?:[{_HAN_DIGITS}]{{1,3}}月(?:份)?)?[{_HAN_DIGITS}]{{1,3}}[日号]"
_HOUR = (
    rf"(?:[清凌早夜晚上下中午晨间急]{{1,3}}|[{_HAN_DIGITS}]{{1,3}}[时点](?:[{_HAN_DIGITS}]{{1,3}}分|半)?"
    rf"|[{_HAN_DIGITS}]{{1,2}}:\d\d)"
)
_SENT = r"(?:[急专特加]?电讯?|[专特快简消]?讯|讯息|消息|通讯|专稿|[特专]稿|稿)"
_REPORTER = r"(?:特派|特约|随军|驻[^\s:，。]{1,8}?)?(?:记者|通讯员|特派员|评论员|实习生|报道员)"
_REPORTS = (
    r"(?:(?:综合|专题|现场|摄影|采访|联合|独家|今[天日])*(?:报道|报导)(?:说|称)?|摄影|摄|电|讯)"
)


@cache
def _wire() -> str:
    """新华社北京11月1日电 in all its forms, up to and with 电 or 讯."""
    known = "|".join(agencies.chinese_names())
    # An agency or a paper that the table does not have.
    other = rf"(?:(?!据|根据){_HAN}){{1,7}}?(?:通讯社|社|日报|晚报|时报|早报|报)"
    where = rf"(?:(?!记者|通讯员|报道|{_ON}){_HAN}|\s(?=[\d{_HAN[1:]})){{0,12}}?"
    return (
        rf"{_BULLETS}(?P<open>\[)?\s*(?P<pre>[又另]?据|根据|又|[综综]合)?\s*"
        rf"(?P<agency>{known}|{other})?\s*(?P<place>{where})\s*(?P<day>{_ON})?\s*{_HOUR}{{0,3}}\s*"
        rf"(?P<sent>{_SENT})(?:\s*(?P<close>\]))?"
    )


@cache
def _by() -> str:
    """本报记者魏崴从布鲁塞尔报道, or, in brackets, 本报记者 魏崴."""
    known = "|".join(agencies.chinese_names())
    return (
        rf"{_BULLETS}(?P<open>\[)?\s*据?(?P<agency>{known})?\s*{_REPORTER}\s*"
        rf"(?P<names>[^\[\]:，。！？]{{1,40}}?)\s*"
        rf"(?:[从自在于](?P<place>{_HAN}{{2,8}}?)(?P<day>{_ON})?)?"
        rf"(?:(?P<sent>{_REPORTS})\s*(?:(?P<close>\])|(?=[\s:，,]|$))|(?P<end>\]))"
    )


def _chinese(text: str) -> Dateline | None:
    head = text[:_LONGEST].translate(_PLAIN)
    wire = re.match(_wire(), head)
    if wire and not _is_wire(wire, head):
        wire = None
    start = wire.end() if wire else 0
    behind = re.match(r"\s*:?\s*", head[start:])
    by = re.match(_by(), head[start + behind.end() :] if wire and behind else head)
    if by and (by["open"] is None) != ((by["close"] or by.groupdict()["end"]) is None):
        by = None
    if not wire and (not by or not (by["agency"] or by["open"])):
        return None
    reporters: tuple[str, ...] = ()
    end = start
    if by:
        from tqcheck.languages.bylines import split_byline

        names = re.sub(_REPORTER, " ", by["names"])
        reporters = tuple(split_byline(names))
        end = by.end() + (start + behind.end() if wire and behind else 0)
    parts = [match.groupdict() for match in (wire, by) if match]

    def first(name: str) -> str:
        return next((part[name].strip() for part in parts if part.get(name)), "")

    agency = first("agency")
    known = agencies.chinese_names().get(agency, agency)
    offset = len(head) - len(head.lstrip(" *▲△●○◆◇■□▼▽★☆＊·—―－-"))
    place = re.sub("^驻|(?:前线|特|急|专)$", "", first("place"))
    whole = text[offset:end].rstrip()
    return Dateline(
        offset, offset + len(whole), whole, known, agency, place, first("day"), reporters
    )


def _is_wire(wire: re.Match[str], head: str) -> bool:
    """Whether what looks like a dateline is not the beginning of a sentence."""
    if bool(wire["open"]) != bool(wire["close"]):
        # 【新华社讯 without its second bracket; or a bracket that goes on: （新华社讯 记者张三）.
        return bool(wire["open"] and wire["agency"] in agencies.chinese_names())
    follows = head[wire.end() : wire.end() + 1]
    if wire["open"]:
        return bool(wire["agency"] or wire["place"])
    known = wire["agency"] in agencies.chinese_names()
    apart = not follows or follows in " :[，," or bool(re.match(_REPORTER, head[wire.end() :]))
    if known:
        return apart or bool(wire["day"]) or wire["agency"] == "本报"
    return bool(wire["agency"] and wire["day"] and follows in (" ", ":", ""))


# What stands in brackets at the end of a text, or is a line of its own.
_CREDIT_ROLES = (
    "记者|通讯员|编译|摘译|译自|摘自|选自|原载|转载|供稿|供图|摄影|摄|专电|专稿|特稿|专讯"
)


def credit(text: str) -> Dateline | None:
    """The credit in brackets at the end of a Chinese text: （新华社）, （本报专电）, （王一编译）."""
    tail_start = max(0, len(text) - 80)
    plain = text[tail_start:].translate(_PLAIN)
    match = re.search(r"\[([^\[\]]{2,60})\][\s。.]*$", plain)
    if match is None:
        return None
    found = signature(text[tail_start + match.start(1) : tail_start + match.end(1)])
    if found is None:
        return None
    start, end = tail_start + match.start(), tail_start + match.end(1) + 1
    return Dateline(
        start, end, text[start:end], found.agency, found.agency_text, found.place, found.day,
        found.reporters,
    )  # fmt: skip


def signature(line: str) -> Dateline | None:
    """The credit a Chinese line is, without brackets: 新华社记者　王一摄; None if it is none."""
    plain = line.translate(_PLAIN).strip()
    known = "|".join(agencies.chinese_names())
    match = re.match(rf"[原据综合转载]{{0,2}}\s*({known})", plain)
    if match is None and not re.search(_CREDIT_ROLES, plain):
        return None
    wire = _chinese(plain if not match or match.start(1) == 0 else plain[match.start(1) :])
    from tqcheck.languages.bylines import split_byline
    from tqcheck.languages.names import is_chinese_name

    agency = match[1] if match else ""
    names = tuple(name for name in split_byline(plain) if is_chinese_name(name))
    return Dateline(
        0,
        len(line),
        line,
        agencies.chinese_names().get(agency, ""),
        agency,
        wire.place if wire else "",
        wire.day if wire else "",
        names if re.search(_CREDIT_ROLES, plain) else (),
    )


# The words of an English dateline beside agency, place and date.
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
        rf"(?P<date>(?i:{_DATE})(?!\w|[.,:]\d|%))",
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
# Whose dateline it is where no name says it.
_OWN = (
    r"(?i)\b(?:our|this|by|special|staff)\b.{0,20}?\b(?:reporter|correspondent|(?:news)?paper|staff)"
    r"|^\W*(?:reporter|correspondent)"
)


def _english(text: str) -> Dateline | None:
    head = text[:_LONGEST].replace("’", "'")
    start = at = reached = len(head) - len(head.lstrip(" \t\u3000*_▲△●○◆◇■□★☆>#-"))
    named = {agency.start: agency for agency in agencies.english_agencies(head)}
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
        if kind == "date" and agency and found["date"]:
            break  # The date of what is told.
        if kind == "open" and depth == 0 and agency and found["date"]:
            if not re.match(_BY, head[match.end() :]):
                break
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
            # Behind "Beijing (Xinhua)" the text begins, unless a dash or a date is to come.
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
