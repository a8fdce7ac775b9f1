"""Text that is repeated in the translation, and not in the original.

Models repeat themselves: a sentence twice, a paragraph twice, the same words over and over to the
end. Where text is edited by hand, `the the` and a second byline stay behind. Each repetition is
compared with what it was translated from: refrains, slogans and tables repeat in the original too.
Words that are doubled on purpose (had had, very very, names such as Lang Lang) are left alone.
`--fix` takes out doubled words.

Bad:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    The new ferry crossed the the Qing River for the first time yesterday.

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        新渡船昨天首次横渡清江。

Bad:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    The new ferry crossed the Qing River for the first time yesterday. It has sixty seats.

    The new ferry crossed the Qing River for the first time yesterday. A ticket costs five fen.

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        新渡船昨天首次横渡清江。船上有六十个座位。
        每张票五分。

Good:
    Title: A New Ferry
    Author: Lin Yue
    Date: 1956-03-12
    Page: 2

    A new ferry is crossing the river, a new ferry is crossing the river.

    Come aboard, come aboard, and bring your mother. A new ferry is crossing the river.

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        新渡船过江啦，新渡船过江啦。
        快上船，快上船，带上你的娘。新渡船过江啦。
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tqcheck.document import BYLINE, TITLE, Document, Segment
from tqcheck.finding import Hit, Replacement, Span
from tqcheck.languages.doubling import doubled_words, loops
from tqcheck.languages.folding import fold
from tqcheck.languages.lengths import is_dense, size
from tqcheck.languages.sentences import sentences
from tqcheck.rules._places import opposite, within

SEVERITY = "warning"

# Two originals that share this much are said to repeat each other, as refrains and forms do.
_ALIKE = 0.6
# Characters of two originals that are compared: what begins alike for so long is alike.
_COMPARED = 400
# Letters from which a title said again within a paragraph is more than a phrase.
_TITLE = 20


class _Place(NamedTuple):
    segment: Segment
    start: int
    end: int

    @property
    def span(self) -> Span:
        return within(self.segment.span, self.start, self.end)

    @property
    def text(self) -> str:
        return self.segment.text[self.start : self.end]


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
                _Place(segment, second, end),
                f"`{_short(segment.text[start:second].strip())}` is repeated over and over",
                severity="error",
            )
    yield from _frame(document, segments)
    kept = [segment for segment in segments if segment.span not in looped]
    yield from _sentences(document, kept, shortest)
    for segment in kept if not unspaced else ():
        for start, middle, end in doubled_words(segment.text, target):
            word = segment.text[start:middle]
            yield Hit(
                span=within(segment.span, end - len(word), end),
                message=f"`{word}` stands there twice",
                help="take one of them out",
                text=segment.text[max(0, start - 20) : end + 20],
                data={"repeats": "word"},
                edits=(_without(segment, start, middle, end),),
            )


def _without(segment: Segment, start: int, middle: int, end: int) -> Replacement:
    """One of two words taken out; a line end between them stays, or the line would be too long."""
    second = within(segment.span, middle, end)
    if second.line == second.end_line:
        return Replacement(second, "")
    if segment.text[end : end + 1] == " ":
        return Replacement(within(segment.span, middle, end + 1), " ")
    return Replacement(within(segment.span, max(0, start - 1), middle), "")


def _sentences(document: Document, segments: list[Segment], shortest: int) -> Iterator[Hit]:
    """Sentences that stand in the text before, word for word."""
    language = document.target.language
    least = shortest if not is_dense(language) else shortest // 3
    first: dict[str, _Place] = {}
    # Most documents repeat nothing, and need no alignment for it.
    origins = cache(lambda: _Origins(document))
    title = document.header.get("Title") if document.header else None
    heading = fold(title.value) if title else ""
    for segment in segments:
        if segment.kind in (TITLE, BYLINE):
            continue
        for start, end in sentences(segment.text, language):
            place = _Place(segment, start, end)
            key = fold(place.text)
            if size(key, language) < least:
                continue
            before = first.setdefault(key, place)
            if before is not place and not origins().repeat(before, place):
                same = before.segment is segment
                again = " before" if same else f" of line {before.span.line}"
                yield _hit(document, place, f"`{_short(place.text)}` repeats the sentence{again}")
            elif (
                key == heading
                and size(key, language) >= _TITLE
                and any(other.kind == TITLE for other in segments)
                and not _has_title(document, segment)
            ):
                yield _hit(document, place, f"`{_short(place.text)}` repeats the title")


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
            place = _Place(segment, 0, len(segment.text))
            yield _hit(document, place, f"the {name} repeats line {before.span.line}")


def _has_title(document: Document, segment: Segment) -> bool:
    """Whether the original says its title in the paragraph too."""
    title = document.original.get("title")
    return not title or any(
        fold(part) in fold(source.text)
        for source in opposite(document, segment)
        for part in title.value.split()
    )


class _Origins:
    """What each sentence of the translation was made of, looked up by its place."""

    def __init__(self, document: Document) -> None:
        self._texts: list[str] = []
        # For a sentence, the text of its bead and that of its own counterpart.
        self._found: dict[tuple[int, int], tuple[int, int]] = {}
        self._whole: dict[Span, int] = {}
        for bead in document.alignment.beads:
            if not bead.source:
                continue
            whole = self._add("".join(s.text for s in bead.source))
            self._whole |= {segment.span: whole for segment in bead.target}
            for link in bead.sentences:
                made_of = "".join(s.text for s in link.source)
                origin = self._add(made_of) if made_of else whole
                for sentence in link.target:
                    self._found[sentence.span.line, sentence.span.column] = whole, origin
        self._twice: dict[int, bool] = {}

    def _add(self, text: str) -> int:
        self._texts.append(text)
        return len(self._texts) - 1

    def _of(self, place: _Place) -> tuple[int, int] | None:
        whole = self._whole.get(place.segment.span)
        if whole is None:
            return None
        return self._found.get((place.span.line, place.span.column), (whole, whole))

    def repeat(self, first: _Place, second: _Place) -> bool:
        """Whether the two places were made of two texts that are alike, or of one that repeats."""
        ours, theirs = self._of(first), self._of(second)
        if ours is None or theirs is None:
            # The frame is not aligned, and what was added has no original.
            return False
        whole = ours[0] == theirs[0] and ours[0] in (ours[1], theirs[1])
        if whole or ours[1] == theirs[1]:
            origin = ours[0] if whole else ours[1]
            if origin not in self._twice:
                self._twice[origin] = _says_twice(self._texts[origin])
            return self._twice[origin]
        return _alike(self._texts[ours[1]], self._texts[theirs[1]])


def _alike(first: str, second: str) -> bool:
    if first == second:
        return True
    one, other = (fold(text[:_COMPARED]) for text in (first, second))
    if one in other or other in one:
        return True
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio() > _ALIKE


def _says_twice(text: str) -> bool:
    """Whether a text says something of some length twice."""
    import re

    clauses = [fold(c) for c in re.split(r"[。！？!?.；;，,、\s]+", text)]
    clauses = [clause for clause in clauses if len(clause) > 3]
    return len(clauses) > len(set(clauses))


def _loops_too(document: Document, segment: Segment) -> bool:
    """Whether the original repeats itself as well, in two places at least."""
    text = "".join(source.text for source in opposite(document, segment))
    return _says_twice(text) or any(loops(text, is_dense(document.source.language)))


def _hit(document: Document, place: _Place, message: str, severity: str | None = None) -> Hit:
    return Hit(
        span=place.span,
        message=message,
        help="take the repetition out, unless something else belongs there",
        text=place.text,
        data={"repeats": "loop" if severity else "text"},
        severity=severity,
        edits=(Replacement(place.span, ""),),
        safe=False,
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
