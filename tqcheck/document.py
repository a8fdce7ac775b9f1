"""The model: a document is a translation with its original, as header, sections and segments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.finding import Span
from tqcheck.languages import language
from tqcheck.layouts.settings import ArchiveSettings
from tqcheck.occurrences import Usages
from tqcheck.text.folding import fold
from tqcheck.text.scripts import count

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from tqcheck.glossaries import Glossary

# Kinds of segment. Only the text kinds take part in the alignment: the others are the frame of
# an article (its title, byline, dateline, agency credit), which translators move, restyle and
# drop because the header carries them.
TEXT = "paragraph"
TITLE = "title"
BYLINE = "byline"
DATELINE = "dateline"
CREDIT = "credit"

_DEFAULT = AlignmentSettings()


def is_left_in(source: str, text: str, target: str, share: float = 0.5) -> bool:
    """Whether more than `share` of the letters are of a script of `source` that `target` lacks.

    Names, code and addresses stay in Latin letters whatever the language they stand in, so that
    Latin letters must also be prose of the source language.
    """
    own, theirs = language(source).scripts, language(target).scripts
    # Chinese and Japanese share most of their letters: only identification tells them apart.
    if own[0] not in theirs or set(own) <= set(theirs):
        letters = count(text)
        foreign = {name: n for name, n in letters.items() if name in own and name not in theirs}
        if sum(foreign.values()) <= share * sum(letters.values()):
            return False
        if list(foreign) != ["Latin"]:
            return True
    from tqcheck.text.identification import identify

    return identify(text, target, source).language == language(source).code


@dataclass(frozen=True, slots=True)
class Segment:
    """The smallest unit a reader sees as one block; `number` counts paragraphs from 1.

    `text` is without its indentation, `span` covers exactly `text`. A paragraph that is wrapped
    over several lines has a blank for each line end, or nothing in languages without blanks;
    `span.part` tells where a part of the text stands.
    """

    kind: str
    text: str
    span: Span
    number: int


@dataclass(frozen=True, slots=True)
class Field:
    """One `Name: value` line of the header; `name` is the canonical one, `label` what was written.

    `fault` says what is wrong with the way the line is written, if anything.
    """

    name: str
    label: str
    value: str
    span: Span
    value_span: Span
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Stray:
    """A line inside the header that is no field."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Header:
    """The fields above the translation, in the order written, and the lines that are none."""

    fields: tuple[Field, ...]
    strays: tuple[Stray, ...]

    def get(self, name: str) -> Field | None:
        """The first field of that canonical name."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment to tqcheck: `text` is what stands between `<!-- tqcheck:` and `-->`.

    It belongs to what follows; `is_alone` says whether it has a line of its own, as it must.
    """

    text: str
    span: Span
    is_alone: bool


@dataclass(frozen=True, slots=True)
class Metadatum:
    """One line of the original's own header: its title, byline, date, page or column."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """One language's side of the document; `span` covers the section, also where it is empty."""

    side: str
    language: str
    segments: tuple[Segment, ...]
    span: Span

    @property
    def text(self) -> str:
        return "\n".join(segment.text for segment in self.segments)

    @property
    def paragraphs(self) -> list[Segment]:
        """The segments that are text, and not the frame of an article."""
        return [segment for segment in self.segments if segment.kind == TEXT]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a segment, the `number`th of `count`.

    `unaligned` is the probability that it has no counterpart.
    """

    text: str
    span: Span
    segment: Segment
    number: int
    count: int
    unaligned: float


@dataclass(frozen=True, slots=True)
class SentenceBead:
    """Source sentences and target sentences that belong together.

    `posterior` is the probability of exactly this bead, `similarity` the cosine of the two sides;
    None where there was no search, or meaning was not asked.
    """

    source: tuple[Sentence, ...]
    target: tuple[Sentence, ...]
    posterior: float | None
    similarity: float | None

    @property
    def kind(self) -> str:
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Bead:
    """Source segments and target segments that belong together.

    `similarity` is the cosine of the two sides (of an unaligned segment: the best it reaches),
    None where meaning was not asked; `ratio` is the target's length over the expected one;
    `posterior` of an unaligned segment is the probability that none of it has a counterpart, of
    others the mean of their sentences' beads, None where there was no search. `sentences` are
    the beads of the sentences inside, in order.
    """

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    similarity: float | None
    ratio: float | None
    posterior: float | None = None
    sentences: tuple[SentenceBead, ...] = ()

    @property
    def kind(self) -> str:
        return f"{len(self.source)}-{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Alignment:
    """The beads of a document, in order, and how they were found: the `engine`."""

    beads: tuple[Bead, ...]
    engine: str


@dataclass(frozen=True, slots=True)
class Version:
    """Another text of the same translation, as paragraphs: a reference, or what it was before."""

    path: str
    segments: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """One translation with its original, as a layout read it from `path`.

    `original` holds the original's own metadata by name (title, byline, date, page, column).
    `glossary` are the lines of its own list of named entities, `termbase` the glossaries of the
    configuration, None where there are none.
    `separator` and `marker` are the lines that part the sections, None where missing.
    `comments` are those to tqcheck, wherever they stand.
    `lines` are the file's lines without their ends, for reports that quote them. `references` and
    the `earlier` version are there where the run has read them, for `score-low`. `archive` is what
    rules collected from all documents of a run, None where they are looked at one by one.
    """

    path: str
    lines: tuple[str, ...]
    settings: ArchiveSettings
    header: Header | None
    target: Section
    source: Section
    original: dict[str, Metadatum]
    glossary: tuple[Segment, ...]
    separator: Span | None
    marker: Span | None
    comments: tuple[Comment, ...] = ()
    alignment_settings: AlignmentSettings = _DEFAULT
    references: tuple[Version, ...] = ()
    earlier: Version | None = None
    termbase: Glossary | None = None
    archive: Usages | None = None

    @cached_property
    def alignment(self) -> Alignment:
        """The beads of the text paragraphs of both sides, in order.

        Target paragraphs left in the source's script are no translation and take no part. A source
        paragraph that stands among them and has no translation beside takes no part either: it is
        not lost but untranslated.
        """
        from tqcheck.alignment.aligner import align

        target = [s for s in self.target.paragraphs if not self.is_left_in_source(s)]
        copied = fold("".join(s.text for s in self.untranslated))
        others = [s for s in self.source.paragraphs if fold(s.text) not in copied]
        kept = {segment.span for segment in others}
        # Where the paragraphs that were not copied are as many as the translated ones, they pair.
        source = others if len(others) == len(target) else self.source.paragraphs
        found = align(
            [segment.text for segment in source],
            [segment.text for segment in target],
            self.source.language,
            self.target.language,
            self.alignment_settings,
        )
        ours = _sentences(source, found.source, found.omitted)
        theirs = _sentences(target, found.target, found.added)
        beads = tuple(
            Bead(
                tuple(source[i] for i in block.source),
                tuple(target[j] for j in block.target),
                block.similarity,
                block.ratio,
                block.posterior,
                tuple(
                    SentenceBead(
                        tuple(ours[slice(*link.source)]),
                        tuple(theirs[slice(*link.target)]),
                        link.posterior,
                        link.similarity,
                    )
                    for link in block.sentences
                ),
            )
            for block in found.beads
            if block.target or any(source[i].span in kept for i in block.source)
        )
        return Alignment(beads, found.engine)

    @cached_property
    def is_translated(self) -> bool:
        """Whether the target is not known to be in another language than it should be."""
        from tqcheck.text.identification import identify

        target, source = self.target.language, self.source.language
        # A few pages tell as much as a book.
        return identify(self.target.text[:20_000], target, source).language in (None, target)

    @cached_property
    def untranslated(self) -> tuple[Segment, ...]:
        """The target paragraphs that are still in the source's script, of whatever kind."""
        source, target = self.source.language, self.target.language
        return tuple(s for s in self.target.segments if is_left_in(source, s.text, target))

    @cached_property
    def _left(self) -> frozenset[Span]:
        return frozenset(segment.span for segment in self.untranslated)

    def is_left_in_source(self, segment: Segment) -> bool:
        """Whether a target segment is still in the source's script."""
        return segment.span in self._left

    def language_at(self, line: int) -> str:
        """The language of the section in which a line (from 1) of the file stands."""
        start = self.source.span.line
        mark = self.marker or self.separator
        section = self.source if line >= (mark.line if mark else start) else self.target
        return section.language


def _sentences(
    segments: Sequence[Segment],
    places: Sequence[tuple[int, int, int]],
    unaligned: Sequence[float],
) -> list[Sentence]:
    """The sentences at (segment, start, end), with their places in the file."""
    counts = Counter(place[0] for place in places)
    numbers: Counter[int] = Counter()
    found = []
    for (index, start, end), chance in zip(places, unaligned, strict=True):
        segment = segments[index]
        numbers[index] += 1
        own = numbers[index], counts[index]
        place = segment.span.part(start, end)
        found.append(Sentence(segment.text[start:end], place, segment, *own, chance))
    return found
