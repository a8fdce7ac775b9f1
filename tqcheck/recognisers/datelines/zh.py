"""Datelines and credits in Chinese: 新华社北京３月５日电, 本报讯, （新华社） at the end."""

from __future__ import annotations

import re
from functools import cache

from tqcheck.recognisers.datelines import agencies
from tqcheck.recognisers.datelines.dateline import HAN_DIGITS, MAX_CHARS, Dateline
from tqcheck.text.folding import PLAIN_DIGITS

# Characters of the same meaning and length, so that offsets stay: traditional ones, full-width
# figures, and the brackets of all kinds.
_PLAIN = PLAIN_DIGITS | {
    ord(char): plain
    for char, plain in zip(
        "華電訊報據專記導員約從發編譯攝【［〔〖（(】］〕〗）)：　",
        "华电讯报据专记导员约从发编译摄[[[[[[]]]]]]: ",
        strict=True,
    )
}
_BULLETS = " \t*▲△●○◆◇■□▼▽★☆＊·—―－-"
# Blanks between the parts, not so many that a line of them would be tried in every way.
_GAP = r"\s{0,3}"
_HAN = r"[\u3400-\u9fff·]"
# 十一月一日, 11月1日, 二日, with the hour after it.
_ON = (
    rf"(?:[{HAN_DIGITS}]{{2,4}}年)?(?:[{HAN_DIGITS}]{{1,3}}月份?)?"
    rf"[{HAN_DIGITS}]{{1,3}}[日号]"
)
_HOUR = (
    rf"(?:[清凌早夜晚上下中午晨间急]{{1,3}}|[{HAN_DIGITS}]{{1,3}}[时点](?:[{HAN_DIGITS}]{{1,3}}分|半)?"
    rf"|[{HAN_DIGITS}]{{1,2}}:\d\d)"
)
_SENT = r"(?:[急专特加]?电讯?|[专特快简消]?讯|讯息|消息|通讯|专稿|[特专]稿|稿)"
# Without one of these nothing was sent.
_SENT_SIGNS = ("电", "讯", "稿", "消息")
_REPORTERS = ("记者", "通讯员", "特派员", "评论员", "实习生", "报道员")
_REPORTER = rf"(?:特派|特约|随军|驻[^\s:，。]{{1,8}}?)?(?:{'|'.join(_REPORTERS)})"
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
        rf"(?P<open>\[)?{_GAP}(?P<pre>[又另]?据|根据|又|综合)?{_GAP}"
        rf"(?P<agency>{known}|{other})?{_GAP}(?P<place>{where}){_GAP}(?P<day>{_ON})?{_GAP}"
        rf"{_HOUR}{{0,3}}{_GAP}"
        rf"(?P<sent>{_SENT})(?:{_GAP}(?P<close>\]))?"
    )


@cache
def _by() -> str:
    """本报记者魏崴从布鲁塞尔报道, or, in brackets, 本报记者 魏崴."""
    known = "|".join(agencies.chinese_names())
    return (
        rf"(?P<open>\[)?{_GAP}据?(?P<agency>{known})?{_GAP}{_REPORTER}{_GAP}"
        rf"(?P<names>[^\[\]:，。！？]{{1,40}}?){_GAP}"
        rf"(?:[从自在于](?P<place>{_HAN}{{2,8}}?)(?P<day>{_ON})?)?"
        rf"(?:(?P<sent>{_REPORTS}){_GAP}(?:(?P<close>\])|(?=[\s:，,]|$))|(?P<end>\]))"
    )


def read(text: str) -> Dateline | None:
    """The dateline at the head of a Chinese text, with the reporters named after it."""
    head = text[:MAX_CHARS].translate(_PLAIN)
    is_sent = any(sign in head for sign in _SENT_SIGNS)
    has_reporter = any(name in head for name in _REPORTERS)
    if not (is_sent or has_reporter):
        return None
    start = end = len(head) - len(head.lstrip(_BULLETS))
    wire = re.compile(_wire()).match(head, start) if is_sent else None
    if wire and not _is_wire(wire, head):
        wire = None
    by_start = end = wire.end() if wire else start
    if wire:
        following = head[end:]
        by_start += len(following) - len(following.lstrip(" \t:"))
    by = re.compile(_by()).match(head, by_start) if has_reporter else None
    if by and (by["open"] is None) != (by["close"] is None and by["end"] is None):
        by = None
    if not wire and (not by or not (by["agency"] or by["open"])):
        return None
    reporters: tuple[str, ...] = ()
    if by:
        from tqcheck.recognisers.names.bylines import split_byline

        reporters = tuple(split_byline(re.sub(_REPORTER, " ", by["names"])))
        end = by.end()
    parts = [match.groupdict() for match in (wire, by) if match]

    def first(name: str) -> str:
        return next((part[name].strip() for part in parts if part.get(name)), "")

    agency = first("agency")
    known = agencies.chinese_names().get(agency, agency)
    place = re.sub("^驻|(?:前线|特|急|专)$", "", first("place"))
    whole = text[start:end].rstrip()
    return Dateline(start, start + len(whole), whole, known, agency, place, first("day"), reporters)


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


# What is in brackets at the end of a text, or a line of its own.
_CREDIT_ROLES = (
    "记者|通讯员|编译|摘译|译自|摘自|选自|原载|转载|供稿|供图|摄影|摄|专电|专稿|特稿|专讯"
)
# A photographer after the caption.
_UNBRACKETED = (
    rf"(?<=[。！？”])\s*((?:新华社|本报)?(?:记者|通讯员)?\s*{_HAN}{{2,4}}"
    rf"(?:\s+{_HAN}{{2,4}}){{0,3}}\s*摄影?)\s*$"
)


def credit(text: str) -> Dateline | None:
    """The credit at the end of a Chinese text: （新华社）, （本报专电）, （王一编译）, 王一摄."""
    tail_start = max(0, len(text) - 80)
    plain = text[tail_start:].translate(_PLAIN)
    match = re.search(r"\[([^\[\]]{2,60})\][\s。.]*$", plain)
    if match is None and "摄" in plain:
        match = re.search(_UNBRACKETED, plain)
    if match is None:
        return None
    found = signature(text[tail_start + match.start(1) : tail_start + match.end(1)])
    if found is None:
        return None
    brackets = plain[match.start()] == "["
    # Blanks before a name without brackets are not part of it.
    first = match.start() if brackets else match.start(1)
    start, end = tail_start + first, tail_start + match.end(1) + brackets
    return Dateline(
        start, end, text[start:end], found.agency, found.agency_text, found.place, found.day,
        found.reporters,
    )  # fmt: skip


def signature(line: str) -> Dateline | None:
    """The credit a Chinese line is, without brackets: 新华社记者　王一摄; None if it is not one."""
    plain = line.translate(_PLAIN).strip()
    known = "|".join(agencies.chinese_names())
    match = re.match(rf"[原据综合转载]{{0,2}}\s*({known})", plain)
    if match is None and not re.search(_CREDIT_ROLES, plain):
        return None
    wire = read(plain if not match or match.start(1) == 0 else plain[match.start(1) :])
    from tqcheck.recognisers.names.bylines import split_byline
    from tqcheck.recognisers.names.chinese import is_chinese_name

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
