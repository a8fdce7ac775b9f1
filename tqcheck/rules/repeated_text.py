"""Text that is repeated in the translation, and not in the original.

Models repeat themselves: a sentence twice, a paragraph twice, or the same words over and over to
the end. Editing by hand leaves `the the`, a second byline, a paragraph in two versions, or a second
dateline. A headline may come again as a sentence below the dateline, and a name again in its own
phrase (`the Linhe Works in Linhe`). Each repetition is compared with what it was translated from,
because refrains, slogans and tables repeat in the original too.

Not reported: words that are doubled on purpose (had had, very very, names such as Lang Lang).

All fixes are unsafe, because what is said twice may be meant. A doubled word has none in languages
that double words (`yavaş yavaş`, `anak anak`), in threes, in quotation marks, and in a paragraph
with three or more of them.

Bad:
    zh: 新渡船昨天首次横渡清江。
    en: The new ferry crossed the the Qing River for the first time yesterday.

    zh: 新渡船昨天首次横渡清江。船上有六十个座位。
    en: The new ferry crossed the Qing River for the first time yesterday. It has sixty seats.
    zh: 每张票五分。
    en: The new ferry crossed the Qing River for the first time yesterday. A ticket costs five fen.

Good:
    zh: 新渡船过江啦，新渡船过江啦。
    en: A new ferry is crossing the river, a new ferry is crossing the river.
    zh: 快上船，快上船，带上你的娘。新渡船过江啦。
    en: Come aboard, come aboard, and bring your mother. A new ferry is crossing the river.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tqcheck.detectors.doubling import doubled_words, doubles_words, is_slip, loops
from tqcheck.document import BYLINE, TITLE, Document, Segment
from tqcheck.finding import Hit, Replacement, Span
from tqcheck.matching.evidence import opposite
from tqcheck.matching.repetition.origins import Place, SourceOf, says_twice
from tqcheck.matching.repetition.paraphrases import datelines, echoed, headlines, over_lines, retold
from tqcheck.text.folding import fold
from tqcheck.text.lengths import is_dense, size
from tqcheck.text.sentences import sentences
from tqcheck.wording import shortened

SEVERITY = "warning"
FIXES = ("unsafe",)

# Letters from which a title said again within a paragraph is more than a phrase.
_MIN_TITLE_LETTERS = 20
_QUOTED_CHARS = 60


def check(document: Document, *, shortest: int = 30) -> Iterator[Hit]:
    """Report loops, doubled sentences of `shortest` letters or more, frame lines and words."""
    target = document.target.language
    unspaced = is_dense(target)
    segments = [s for s in document.target.segments if not document.is_left_in_source(s)]
    looped: set[Span] = set()
    for segment in segments:
        for start, second, end in loops(segment.text, unspaced):
            if _loops_too(document, segment):
                continue
            looped.add(segment.span)
            yield _hit(
                document,
                Place(segment, second, end),
                f"{_quoted(segment.text[start:second].strip())} is repeated over and over",
                severity="error",
            )
    yield from _frame(document, segments)
    kept = [segment for segment in segments if segment.span not in looped]
    exact = list(_sentences(document, kept, shortest))
    yield from exact
    yield from _varied(document, kept, {hit.span.line for hit in exact})
    for place, name in echoed(document, kept):
        yield Hit(
            span=place.span,
            message=f"`{name}` occurs twice in {_quoted(place.text)}",
            help="remove one of them, unless both are meant",
            text=place.text,
            data={"repeats": "name"},
            certainty="likely",
        )
    if unspaced:
        return
    for place, end in over_lines(document, kept):
        yield Hit(
            span=place.span,
            message=f"repeated word `{place.text}` across the end of line {end}",
            help="remove one of them",
            text=place.segment.text[:40],
            data={"repeats": "word"},
            edits=(Replacement(_with_blank(place), ""),) if not doubles_words(target) else (),
        )
    for segment in kept:
        for start, middle, end in doubled_words(segment.text, target):
            word = segment.text[start:middle]
            yield Hit(
                span=segment.span.part(end - len(word), end),
                message=f"repeated word `{word}`",
                help="remove one of them",
                text=segment.text[max(0, start - 20) : end + 20],
                data={"repeats": "word"},
                edits=(_without(segment, start, middle, end),)
                if is_slip(segment.text, target, segment.text[start : start + len(word)])
                else (),
            )


def _with_blank(place: Place) -> Span:
    """A word at the beginning of a line with the blank after it."""
    has_blank = place.segment.text[place.end : place.end + 1] == " "
    end = place.end + has_blank
    span = place.segment.span.part(place.start, end)
    return span if span.line == span.end_line else place.span


def _without(segment: Segment, start: int, middle: int, end: int) -> Replacement:
    """One of two words taken out; a line end between them stays, or the line would be too long."""
    second = segment.span.part(middle, end)
    if second.line == second.end_line:
        return Replacement(second, "")
    if segment.text[end : end + 1] == " ":
        return Replacement(segment.span.part(middle, end + 1), " ")
    return Replacement(segment.span.part(max(0, start - 1), middle), "")


def _sentences(document: Document, segments: list[Segment], shortest: int) -> Iterator[Hit]:
    """Sentences that are earlier in the text, word for word."""
    language = document.target.language
    least = shortest if not is_dense(language) else shortest // 3
    first: dict[str, Place] = {}
    # Most documents repeat nothing, and need no alignment for it.
    source_of = cache(lambda: SourceOf(document))
    # What the original has in the language of the translation is carried over as it is.
    copied = cache(lambda: fold(document.source.text))
    title = document.title
    heading = fold(title.value) if title else ""
    for segment in segments:
        if segment.kind in (TITLE, BYLINE):
            continue
        for start, end in sentences(segment.text, language):
            place = Place(segment, start, end)
            key = fold(place.text)
            if size(key, language) < least:
                continue
            before = first.setdefault(key, place)
            if before is not place and not source_of().repeat(before, place):
                if key in copied():
                    continue
                same = before.segment is segment
                where = "earlier in the paragraph" if same else f"on line {before.span.line}"
                yield _hit(document, place, f"{_quoted(place.text)} repeats a sentence {where}")
            elif (
                key == heading
                and size(key, language) >= _MIN_TITLE_LETTERS
                and any(other.kind == TITLE for other in segments)
                and not _has_title(document, segment)
            ):
                yield _hit(document, place, f"{_quoted(place.text)} repeats the title")


def _varied(document: Document, segments: list[Segment], exact: set[int]) -> Iterator[Hit]:
    """What is said again in other words, unless that line repeats something word for word."""
    for place, what in headlines(document, segments):
        yield _hit(document, place, f"{_quoted(place.text)} repeats {what}")
        exact.add(place.span.line)
    for place, line in datelines(document, segments):
        yield _hit(document, place, f"{_quoted(place.text)} repeats the dateline on line {line}")
    for place, line in retold(document, segments):
        if place.span.line not in exact:
            yield _hit(document, place, f"{_quoted(place.text)} restates line {line}")


def _frame(document: Document, segments: list[Segment]) -> Iterator[Hit]:
    """A title or byline that the text has twice, and the original's text has not."""
    for kind, name in ((TITLE, "title"), (BYLINE, "byline")):
        own = [fold(s.text) for s in document.source.segments if s.kind == kind]
        doubled = len(own) - len(set(own))
        seen: dict[str, Segment] = {}
        for segment in segments:
            if segment.kind != kind:
                continue
            before = seen.setdefault(fold(segment.text), segment)
            if before is segment:
                continue
            if doubled:
                doubled -= 1
                continue
            place = Place(segment, 0, len(segment.text))
            yield _hit(document, place, f"the {name} repeats line {before.span.line}")


def _has_title(document: Document, segment: Segment) -> bool:
    """Whether the original says its title in the paragraph too."""
    title = document.source_header.get("title")
    return not title or any(
        fold(part) in fold(source.text)
        for source in opposite(document, segment)
        for part in title.value.split()
    )


def _loops_too(document: Document, segment: Segment) -> bool:
    """Whether the original repeats itself as well, in two places at least."""
    text = "".join(source.text for source in opposite(document, segment))
    return says_twice(text) or any(loops(text, is_dense(document.source.language)))


def _hit(document: Document, place: Place, message: str, severity: str | None = None) -> Hit:
    return Hit(
        span=place.span,
        message=message,
        help="remove the repetition, unless something else belongs there",
        text=place.text,
        data={"repeats": "loop" if severity else "text"},
        severity=severity,
        edits=(Replacement(place.span, ""),),
    )


def _quoted(text: str) -> str:
    return f"`{shortened(text, _QUOTED_CHARS)}`"
