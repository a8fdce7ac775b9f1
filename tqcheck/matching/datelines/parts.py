"""The parts of datelines compared: agency, place, day and reporters, in Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tqcheck.document import TEXT, Document, Segment
from tqcheck.matching.datelines.found import Source, Target, Translation
from tqcheck.matching.datelines.mentions import (
    day_of,
    days_in,
    is_person_named,
    is_place_named,
    month_sent,
)
from tqcheck.recognisers.datelines import agencies
from tqcheck.recognisers.datelines.agencies import THIS_PAPER
from tqcheck.recognisers.datelines.dateline import Dateline
from tqcheck.recognisers.english import MONTHS
from tqcheck.wording import listed

# Characters of the source after its dateline in which its place or day may be named again.
_AGAIN_CHARS = 60
# Somebody is named as reporter; whether rightly is another rule's affair.
_BY_SOMEBODY = (
    r"(?:(?i:\b(?:reporters?|correspondents?|journalists?|photographers?))"
    r"|(?:^|[(\[.!?”\"—–-])\s{0,2}(?i:[a-z'’]{1,15}\s){0,5}(?i:by|photos?|pictures?|photography))"
    r"(?:[\s:,]{1,3}(?i:staff|special|our|the|this|news|agency|newspaper['’]s|Xinhua|by"
    r"|reporters?|correspondents?|photographers?|and)){0,6}[\s:,]{1,3}[A-Z][\w'’-]{1,20}\s[A-Z]"
)
# Words that show a credit whose names cannot be looked for: （原载《人民画报》）.
_CREDITED = (
    r"(?i)\b(?:compil\w+|translat(?:ed|or)|edited|photo\w*|original\w*|reprint\w*|excerpt\w*"
    r"|(?:first )?published|taken from|source|credit|contribut\w+|dispatch|cable|wire|telegram"
    r"|special (?:report|to|feature)|selected|abridged|adapted)\b"
)
# What shows a dateline whose agency and place are not in the tables: [Southern Hebei].
_SENT = (
    r"(?i)^\W*[(\[【][^)\]】]{2,60}[)\]】]"
    r"|\b(?:agency|news|dispatch|telegram|correspondence|reports?|reported)\b"
)
_MAX_SENT_CHARS = 120


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is wrong with the parts of a dateline: agency, place, day and reporters."""

    # Words for what is wrong, by part.
    missing: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    # The dateline of the translation that credits another agency, with its segment.
    line: tuple[Dateline, Segment] | None = None


def compare(
    document: Document, known: Sequence[Source], source: Source, target: Target
) -> Comparison | None:
    """Compare a dateline with its counterpart; None where there is nothing."""
    dateline = source.dateline
    is_known = dateline.agency in agencies.NAMES
    if is_known:
        kept = agencies.is_named(dateline.agency, target.around)
    else:
        kept = any(re.search(_SENT, text) for text in _openings(target))
    # "Reported by Chinanews in Hangzhou, September 27th": an agency by another name.
    restyled = not kept and not target.lines and _is_sent(source, target)
    if not (kept or restyled or target.lines):
        return None
    missing, changed = {}, {}
    line = _other_agency(document, known, source, target, kept)
    if line:
        changed["agency"] = f"is credited to {line[0].agency_text}, not to {_glossed(dateline)}"
    # A report of the paper's own that says whence and when needs no name.
    elif not (kept or restyled) and is_known and dateline.agency != THIS_PAPER:
        missing["agency"] = f"the agency {dateline.agency_text}"
    for part, said in (("place", _place(source, target)), ("day", _day(document, source, target))):
        if said:
            written = getattr(dateline, part)
            if said is _MISSING:
                missing[part] = f"the {part} {written}"
            else:
                changed[part] = f"gives the {part} as {said} instead of {written}"
    names = _reporters(document, dateline, target)
    if names:
        missing["reporters"] = f"the reporter{'s' * (len(names) > 1)} {listed(names)}"
    return Comparison(missing, changed, line)


_MISSING = "missing"


def _openings(target: Target) -> list[str]:
    return [segment.text[:_MAX_SENT_CHARS] for segment in target.segments]


def _is_sent(source: Source, target: Target) -> bool:
    """Whether the opening of a text says that it was sent, and whence or when, as a dateline."""
    dateline, following = source.dateline, source.following[:_AGAIN_CHARS]
    place = dateline.place if dateline.place not in following else ""
    sent = day_of(dateline.day, "zh") if dateline.day else None
    day = sent[1] if sent and sent[1] not in days_in(following, "zh") else None
    return any(
        re.search(_SENT, text)
        and ((place and is_place_named(place, text)) or (day and day in days_in(text, "en")))
        for text in _openings(target)
    )


def _glossed(dateline: Dateline) -> str:
    # What the paper calls itself is not a name.
    meaning = " (this newspaper)" if dateline.agency == THIS_PAPER else ""
    return f"{dateline.agency_text}{meaning}"


def _other_agency(
    document: Document, known: Sequence[Source], source: Source, target: Target, kept: bool
) -> tuple[Dateline, Segment] | None:
    """The dateline that names an agency or paper the source says nothing of."""
    if source.dateline.agency not in agencies.NAMES:
        return None
    for line, segment in target.lines:
        if line.agency in ("", source.dateline.agency):
            continue
        # Every agency has reporters; "our newspaper" is another only where the agency is gone.
        if line.agency == THIS_PAPER and (kept or not agencies.english_agencies(line.agency_text)):
            continue
        if not _is_mentioned(document, line.agency, known, [source.paragraph]):
            return line, segment
    return None


def _place(source: Source, target: Target) -> str:
    """The wrong place, `_MISSING`, or "" where it is right or not known."""
    place = source.dateline.place
    if not place:
        return ""
    lines = [line for line, _ in target.lines]
    said = "\n".join(line.text for line in lines)
    # Where the text names the place again, that mention is not the dateline's.
    again = lines and place in source.following[:_AGAIN_CHARS]
    if is_place_named(place, said if again else target.around):
        return ""
    others = [line.place for line in lines if line.place]
    if not others:
        # In a sentence, what is not in the table may be written in any way.
        return _MISSING if lines or agencies.renderings(place) else ""
    city = next((other for other in others if agencies.is_city(other)), "")
    return city if agencies.renderings(place) and len(others) == 1 else ""


def _day(document: Document, source: Source, target: Target) -> str:
    """The wrong day, `_MISSING`, or "" where it is right or not known."""
    sent = day_of(source.dateline.day, "zh") if source.dateline.day else None
    if sent is None:
        return ""
    month, day = sent
    lines = [line for line, _ in target.lines if line.day and day_of(line.day, "en")]
    if not lines:
        again = target.lines and day in days_in(source.following[:_AGAIN_CHARS], "zh")
        figures = re.search(rf"\b{day}(?:st|nd|rd|th)?\b", target.around)
        named = figures or day in days_in(target.around, "en")
        return "" if named and not again else _MISSING
    expected = month or month_sent(document, day)
    for line in lines:
        written = day_of(line.day, "en")
        if written and written[1] == day and written[0] in (None, expected or written[0]):
            return ""
    return lines[0].day


def _reporters(document: Document, dateline: Dateline, target: Target) -> list[str]:
    """The reporters named nowhere: not by the header, nor is anybody else named as reporter."""
    from tqcheck.recognisers.names.chinese import is_chinese_name

    names = [name for name in dateline.reporters if is_chinese_name(name)]
    if any(line.reporters for line, _ in target.lines):
        return []
    if not names or re.search(_BY_SOMEBODY, target.around, re.MULTILINE):
        return []
    return [name for name in names if not is_person_named(document, name, target.around)]


def is_credit_kept(document: Document, dateline: Dateline, target: Target) -> bool:
    """Whether a credit is kept somewhere, or by the header."""
    if dateline.agency and dateline.agency != THIS_PAPER:
        return agencies.is_named(dateline.agency, target.around)
    if dateline.reporters:
        # The paper need not say that its own reporter is one whom the header names.
        return bool(re.search(_BY_SOMEBODY, target.around, re.MULTILINE)) or all(
            is_person_named(document, name, target.around) for name in dateline.reporters
        )
    if dateline.agency and agencies.is_named(dateline.agency, target.around):
        return True
    return bool(re.search(_CREDITED, target.around))


def invented(
    document: Document,
    translation: Translation,
    known: Sequence[Source],
    line: Dateline,
    segment: Segment,
) -> str:
    """What a dateline of the translation has that the source does not; "" if nothing."""
    # "Our reporter in Hangzhou" and the like may be anybody's words.
    if not (line.day or agencies.is_city(line.place)) or not agencies.english_agencies(
        line.agency_text
    ):
        return ""
    paragraphs = translation.paragraphs(segment)
    heads = [source for source in known if source.is_head]
    if not paragraphs or any(source.paragraph in paragraphs for source in heads):
        return ""
    # An agency that the table does not have may be any that it has.
    if any(re.search(r"据.{1,12}?[社报台网电讯]", s.text[:_MAX_SENT_CHARS]) for s in paragraphs):
        return ""
    if not _is_mentioned(document, line.agency, known, paragraphs):
        return f"the source has no dateline here and does not credit {line.agency_text}"
    # A credit may move to the head, but says neither whence nor when.
    credits = [s.dateline for s in known if not s.is_head and s.dateline.agency == line.agency]
    if heads or line.agency == THIS_PAPER or not credits:
        return ""
    if any(credit.place or credit.day for credit in credits):
        return ""
    added = [part for part in (line.place, line.day) if part]
    verb = "are" if len(added) > 1 else "is"
    return (
        f"the credit {credits[0].text} became a dateline, "
        f"but {listed(added)} {verb} not in the source"
    )


def _is_mentioned(
    document: Document,
    agency: str,
    known: Sequence[Source],
    paragraphs: Iterable[Segment | None],
) -> bool:
    """Whether the source's datelines, credits, frame or paragraphs speak of an agency."""
    words = [name for name, other in agencies.chinese_names().items() if other == agency]
    # What an agency or a paper calls itself, and who writes for it.
    words += ["本社", *(("记者", "编者", "报社") if agency == THIS_PAPER else ())]
    words += ["新华"] if agency == "Xinhua" else []
    texts = [source.own.text[source.dateline.start : source.dateline.end] for source in known]
    texts += [segment.text for segment in document.source.segments if segment.kind != TEXT]
    texts += [segment.text for segment in paragraphs if segment]
    texts += [metadatum.value for metadatum in document.source_header.values()]
    return any(word in text for word in words for text in texts)


def composed(document: Document, dateline: Dateline) -> str:
    """A dateline that says the same in English; "" where a part of it is not known."""
    name = agencies.NAMES.get(dateline.agency, "")
    # Of one character for a city, only a reader knows which: 京, 宁.
    cities = agencies.renderings(dateline.place) if len(dateline.place) > 1 else ()
    sent = day_of(dateline.day, "zh") if dateline.day else None
    month = sent and (sent[0] or month_sent(document, sent[1]))
    day = f"{MONTHS[month - 1]} {sent[1]}" if sent and month else ""
    whole = bool(name) and not dateline.reporters
    if not whole or (dateline.place and not cities) or (dateline.day and not day):
        return ""
    return ", ".join(filter(None, (name, *cities[:1], day))) + ":"
